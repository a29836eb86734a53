//! `TLS_AES_128_CCM_SHA256`, which rustls leaves to others.
//!
//! The records are those of RFC 8446, section 5.2, by `AEAD_AES_128_CCM` (RFC 5116, section 5.3): a tag of 16 bytes, a
//! nonce of 12. All else comes from the suite of ring with the same hash. (The crate rustls-ccm has it for aws-lc-rs
//! only, which would be a second library of cryptography.)

use std::sync::LazyLock;

use aes::Aes128;
use ccm::{
    Ccm, KeyInit as _,
    aead::AeadInOut as _,
    consts::{U12, U16},
};
use rustls::{
    CipherSuite, CipherSuiteCommon, ConnectionTrafficSecrets, ContentType, Error, ProtocolVersion,
    SupportedCipherSuite, Tls13CipherSuite,
    crypto::{
        cipher::{
            AeadKey, InboundOpaqueMessage, InboundPlainMessage, Iv, MessageDecrypter, MessageEncrypter,
            Nonce, OutboundOpaqueMessage, OutboundPlainMessage, PrefixedPayload, Tls13AeadAlgorithm,
            UnsupportedOperationError, make_tls13_aad,
        },
        ring::cipher_suite::TLS13_AES_128_GCM_SHA256,
    },
};

type Aes128Ccm = Ccm<Aes128, U16, U12>;

const KEY_LEN: usize = 16;
const TAG_LEN: usize = 16;

/// Behind the content of a record, inside the encryption.
const CONTENT_TYPE_LEN: usize = 1;

/// How many records one key may encrypt, for an advantage of 2^-60 in telling them from random ones, as rustls reckons
/// for AES-GCM (2^24): CCM calls its cipher twice for each block, so it is half as many.
const CONFIDENTIALITY_LIMIT: u64 = 1 << 23;

/// The suite; `None` if rustls has lost the one that it is made of.
pub static TLS13_AES_128_CCM_SHA256: LazyLock<Option<Tls13CipherSuite>> = LazyLock::new(|| {
    let base = TLS13_AES_128_GCM_SHA256.tls13()?;
    Some(Tls13CipherSuite {
        common: CipherSuiteCommon {
            suite: CipherSuite::TLS13_AES_128_CCM_SHA256,
            hash_provider: base.common.hash_provider,
            confidentiality_limit: CONFIDENTIALITY_LIMIT,
        },
        hkdf_provider: base.hkdf_provider,
        aead_alg: &Aead,
        quic: None,
    })
});

/// The suite in the form in which providers list them.
pub(super) fn suite() -> Option<SupportedCipherSuite> {
    TLS13_AES_128_CCM_SHA256.as_ref().map(SupportedCipherSuite::Tls13)
}

struct Aead;

/// One direction of a connection. `None` where the key was not 16 bytes long, which rustls does not do.
struct Records {
    cipher: Option<Aes128Ccm>,
    iv: Iv,
}

impl Records {
    fn new(key: &AeadKey, iv: Iv) -> Box<Self> {
        Box::new(Self { cipher: Aes128Ccm::new_from_slice(key.as_ref()).ok(), iv })
    }
}

impl Tls13AeadAlgorithm for Aead {
    fn encrypter(&self, key: AeadKey, iv: Iv) -> Box<dyn MessageEncrypter> {
        Records::new(&key, iv)
    }

    fn decrypter(&self, key: AeadKey, iv: Iv) -> Box<dyn MessageDecrypter> {
        Records::new(&key, iv)
    }

    fn key_len(&self) -> usize {
        KEY_LEN
    }

    fn extract_keys(&self, _: AeadKey, _: Iv) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

impl MessageEncrypter for Records {
    fn encrypt(
        &mut self,
        message: OutboundPlainMessage<'_>,
        sequence: u64,
    ) -> Result<OutboundOpaqueMessage, Error> {
        let length = self.encrypted_payload_len(message.payload.len());
        let mut payload = PrefixedPayload::with_capacity(length);
        payload.extend_from_chunks(&message.payload);
        payload.extend_from_slice(&[message.typ.into()]);
        let cipher = self.cipher.as_ref().ok_or(Error::EncryptError)?;
        let nonce = Nonce::new(&self.iv, sequence).0.into();
        let tag = cipher
            .encrypt_inout_detached(&nonce, &make_tls13_aad(length), payload.as_mut().into())
            .map_err(|_| Error::EncryptError)?;
        payload.extend_from_slice(&tag);
        // TLS 1.3 disguises its records as those of 1.2.
        Ok(OutboundOpaqueMessage::new(ContentType::ApplicationData, ProtocolVersion::TLSv1_2, payload))
    }

    fn encrypted_payload_len(&self, payload_len: usize) -> usize {
        payload_len + CONTENT_TYPE_LEN + TAG_LEN
    }
}

impl MessageDecrypter for Records {
    fn decrypt<'a>(
        &mut self,
        mut message: InboundOpaqueMessage<'a>,
        sequence: u64,
    ) -> Result<InboundPlainMessage<'a>, Error> {
        let cipher = self.cipher.as_ref().ok_or(Error::DecryptError)?;
        let length = message.payload.len();
        let aad = make_tls13_aad(length);
        let nonce = Nonce::new(&self.iv, sequence).0.into();
        let (text, tag) = message.payload.split_last_chunk_mut::<TAG_LEN>().ok_or(Error::DecryptError)?;
        cipher
            .decrypt_inout_detached(&nonce, &aad, text.into(), (&*tag).into())
            .map_err(|_| Error::DecryptError)?;
        message.payload.truncate(length - TAG_LEN);
        message.into_tls13_unpadded_message()
    }
}
