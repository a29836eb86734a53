"""Client identities and administrator secrets, made with the `cryptography` package and from the facts of the format.

Nothing of netim takes part: what a node accepts here was made by somebody else.
"""

import hashlib
import struct

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

# What stands around the public key in the TBSCertificate of every identity.
_BEFORE_KEY = bytes.fromhex(
    "3081f1a003020102020101300a06082a8648ce3d040302300c310a300806035504030c012a3020170d3030303130313030303030315a"
    "180f39393939313233313233353935395a300c310a300806035504030c012a3059301306072a8648ce3d020106082a8648ce3d03010703"
    "4200")
_AFTER_KEY = bytes.fromhex(
    "a3423040300c0603551d130101ff04023000300e0603551d0f0101ff04040302078030200603551d250101ff0416301406082b060105050703"
    "0206082b06010505070301")
_ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


class Identity:
    """A key pair with its self-signed identity, in both forms."""

    def __init__(self, key=None):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.public_key = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        tbs = _BEFORE_KEY + self.public_key + _AFTER_KEY
        signature = self.key.sign(tbs, ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(signature)
        self.signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        self.certificate = _certificate(self.public_key, signature)

    @property
    def compact(self):
        """The compact form, 137 bytes."""
        return compact(self.public_key, self.signature)

    @property
    def identifier(self):
        """The first 20 bytes of the key's SHA-256."""
        return hashlib.sha256(self.public_key).digest()[:20]

    def signed_again(self):
        """The same key under another signature: same identifier, other bytes."""
        return Identity(self.key)


class NetworkIdentity:
    """What a node answers to QueryIdentity, in the form that those need who join the network."""

    def __init__(self, identity):
        public_key, signature = public_key_and_signature(identity)
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        self.certificate = _certificate(public_key, encode_dss_signature(r, s))
        self.identifier = hashlib.sha256(public_key).digest()[:20]


def _certificate(public_key, signature):
    """The X.509 form of a key and a signature in DER."""
    tbs = _BEFORE_KEY + public_key + _AFTER_KEY
    body = tbs + _ECDSA_WITH_SHA256 + b"\x03" + bytes([len(signature) + 1]) + b"\x00" + signature
    return b"\x30\x82" + struct.pack(">H", len(body)) + body


def compact(public_key, signature):
    """The compact form of a key and a raw signature."""
    return b"\x15\x30\x09\x41" + public_key + b"\x30\x0b\x40" + signature + b"\x18"


def secret(created, raw):
    """A Network Administrator Shared Secret; the creation time as narrow as it goes."""
    for tag, form, limit in ((b"\x24", "<B", 1 << 8), (b"\x25", "<H", 1 << 16), (b"\x26", "<I", 1 << 32)):
        if created < limit:
            return b"\x15\x24\x01\x00" + tag + b"\x02" + struct.pack(form, created) + b"\x30\x03\x20" + raw + b"\x18"
    raise ValueError(created)


def public_key_and_signature(identity):
    """The parts of a compact identity, once its signature is verified over the certificate that it stands for."""
    public_key, signature = identity[4:69], identity[72:136]
    assert identity == compact(public_key, signature)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    key.verify(encode_dss_signature(r, s), _BEFORE_KEY + public_key + _AFTER_KEY, ec.ECDSA(hashes.SHA256()))
    return public_key, signature


def network_public_key(raw):
    """The public key of the network identity that is derived from a raw secret, derived a second time here."""
    import hmac

    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    pseudorandom_key = hmac.new(b"\x00" * 32, raw, hashlib.sha256).digest()
    block = b""
    for counter in range(1, 9):
        block = hmac.new(pseudorandom_key, block + b"NASS-ECDSA-secp256r1" + bytes([counter]), hashlib.sha256).digest()
        candidate = int.from_bytes(block, "big")
        if candidate <= order - 2:
            key = ec.derive_private_key(candidate + 1, ec.SECP256R1())
            return Identity(key).public_key
    raise ValueError("no candidate fits")
