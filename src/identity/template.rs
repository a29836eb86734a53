//! The certificate that all identities have, but for the public key.
//!
//! Per-Device-Credential certificates carry no name, no serial number and no validity of their own: everything around
//! the public key is fixed, and so are all lengths up to the signature.

use core::fmt;

use crate::crypto::PublicKey;

/// The length of what is signed: a DER-encoded `TBSCertificate` with its header.
pub(super) const TBS_LEN: usize = 244;

/// A fixed piece of a certificate, and what it is.
pub(super) type Piece = (CertificatePart, &'static [u8]);

/// The `TBSCertificate` up to the public key.
pub(super) const BEFORE_KEY: &[Piece] = &[
    // SEQUENCE of 241 bytes
    (CertificatePart::Header, b"\x30\x81\xf1"),
    // [0] { INTEGER 2 }: v3
    (CertificatePart::Version, b"\xa0\x03\x02\x01\x02"),
    // INTEGER 1
    (CertificatePart::SerialNumber, b"\x02\x01\x01"),
    (CertificatePart::SignatureAlgorithm, ECDSA_WITH_SHA256),
    (CertificatePart::Issuer, ANYBODY),
    // SEQUENCE { UTCTime, GeneralizedTime }
    (CertificatePart::Validity, b"\x30\x20\x17\x0d000101000001Z\x18\x0f99991231235959Z"),
    (CertificatePart::Subject, ANYBODY),
    // SEQUENCE { SEQUENCE { OID id-ecPublicKey, OID prime256v1 }, BIT STRING of 65 bytes, no bits unused
    (
        CertificatePart::SubjectPublicKeyInfo,
        b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00",
    ),
];

/// The `TBSCertificate` behind the public key: three extensions, all critical.
pub(super) const AFTER_KEY: &[Piece] = &[
    // [3] { SEQUENCE {
    (CertificatePart::Extensions, b"\xa3\x42\x30\x40"),
    // SEQUENCE { OID basicConstraints, TRUE, OCTET STRING { SEQUENCE {} } }
    (CertificatePart::BasicConstraints, b"\x30\x0c\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x02\x30\x00"),
    // SEQUENCE { OID keyUsage, TRUE, OCTET STRING { BIT STRING digitalSignature } }
    (CertificatePart::KeyUsage, b"\x30\x0e\x06\x03\x55\x1d\x0f\x01\x01\xff\x04\x04\x03\x02\x07\x80"),
    // SEQUENCE { OID extKeyUsage, TRUE, OCTET STRING { SEQUENCE { OID clientAuth, OID serverAuth } } }
    (
        CertificatePart::ExtendedKeyUsage,
        b"\x30\x20\x06\x03\x55\x1d\x25\x01\x01\xff\x04\x16\x30\x14\
          \x06\x08\x2b\x06\x01\x05\x05\x07\x03\x02\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01",
    ),
];

/// Between the `TBSCertificate` and the signature.
pub(super) const BEFORE_SIGNATURE: &[Piece] = &[(CertificatePart::SignatureAlgorithm, ECDSA_WITH_SHA256)];

/// SEQUENCE { OID ecdsa-with-SHA256 }, no parameters
const ECDSA_WITH_SHA256: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";

/// One RDN: CN = "*", a `UTF8String`
const ANYBODY: &[u8] = b"\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01*";

/// What the signature of an identity is over: the `TBSCertificate` around its public key, in DER.
pub fn to_be_signed(public_key: &PublicKey) -> [u8; TBS_LEN] {
    let before = BEFORE_KEY.iter().flat_map(|(_, bytes)| *bytes);
    let after = AFTER_KEY.iter().flat_map(|(_, bytes)| *bytes);
    let mut tbs = [0; TBS_LEN];
    for (to, from) in tbs.iter_mut().zip(before.chain(public_key.as_bytes()).chain(after)) {
        *to = *from;
    }
    tbs
}

/// A part of an identity's certificate that is the same in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CertificatePart {
    /// The type and the length of the certificate or of its signed part.
    Header,
    /// v3.
    Version,
    /// 1.
    SerialNumber,
    /// ecdsa-with-SHA256 without parameters, in the signed part and again before the signature.
    SignatureAlgorithm,
    /// `CN=*`.
    Issuer,
    /// From the second second of the year 2000 until for ever.
    Validity,
    /// `CN=*`.
    Subject,
    /// An uncompressed point of prime256v1.
    SubjectPublicKeyInfo,
    /// The frame around three extensions.
    Extensions,
    /// Critical, empty: no certificate authority.
    BasicConstraints,
    /// Critical: digital signatures.
    KeyUsage,
    /// Critical: TLS clients, then TLS servers.
    ExtendedKeyUsage,
}

impl fmt::Display for CertificatePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Version => "version",
            Self::SerialNumber => "serial number",
            Self::SignatureAlgorithm => "signature algorithm",
            Self::Issuer => "issuer",
            Self::Validity => "validity",
            Self::Subject => "subject",
            Self::SubjectPublicKeyInfo => "subject public key info",
            Self::Extensions => "extensions",
            Self::BasicConstraints => "basic constraints",
            Self::KeyUsage => "key usage",
            Self::ExtendedKeyUsage => "extended key usage",
        })
    }
}
