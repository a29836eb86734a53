//! `MS-MPPE-Send-Key` and `MS-MPPE-Recv-Key` (RFC 2548, section 2.4): how an access point gets the key material.

use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

use super::{AUTHENTICATOR_LEN, AttributeType, Builder};
use crate::nas::Secret;

const MICROSOFT: [u8; 4] = 311_u32.to_be_bytes();
const SALT_LEN: usize = 2;
const BLOCK_LEN: usize = 16;

/// A key that an access point gets, named from its point of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MsMppeKey {
    /// What it encrypts with: the second half of the MSK.
    Send,
    /// What it decrypts with: the first half of the MSK.
    Receive,
}

impl MsMppeKey {
    const fn vendor_type(self) -> u8 {
        match self {
            Self::Send => 16,
            Self::Receive => 17,
        }
    }
}

impl Builder {
    /// Adds a key, encrypted for who knows the secret and the request. Its salt must differ from those of other keys in
    /// the same packet.
    #[must_use]
    pub fn ms_mppe_key(
        self,
        key: MsMppeKey,
        value: &[u8; 32],
        salt: [u8; SALT_LEN],
        request_authenticator: &[u8; AUTHENTICATOR_LEN],
        secret: &Secret,
    ) -> Self {
        let [high, low] = salt;
        // The highest bit says that it is a salt.
        let salt = [high | 0x80, low];
        // Length, key, zeros up to a whole block.
        let mut text = Zeroizing::new([0; 3 * BLOCK_LEN]);
        for (to, from) in text.iter_mut().zip([32].iter().chain(value)) {
            *to = *from;
        }
        let cipher = Chain::new(request_authenticator, salt, secret).encrypt(&*text);
        let mut attribute = MICROSOFT.to_vec();
        let length = 2 + SALT_LEN + cipher.len();
        attribute.extend([key.vendor_type(), u8::try_from(length).unwrap_or_default()]);
        attribute.extend(salt);
        attribute.extend(cipher);
        self.attribute(AttributeType::VENDOR_SPECIFIC, &attribute)
    }
}

/// The key in the value of a `Vendor-Specific` attribute of a reply, and which one, if it is one: the access point's
/// side.
pub fn decrypt_ms_mppe_key(
    attribute: &[u8],
    request_authenticator: &[u8; AUTHENTICATOR_LEN],
    secret: &Secret,
) -> Option<(MsMppeKey, Zeroizing<Vec<u8>>)> {
    let [vendor_type, length, high, low, cipher @ ..] = attribute.strip_prefix(&MICROSOFT)? else {
        return None;
    };
    let key =
        [MsMppeKey::Send, MsMppeKey::Receive].into_iter().find(|key| key.vendor_type() == *vendor_type)?;
    if usize::from(*length) != 2 + SALT_LEN + cipher.len() {
        return None;
    }
    let text = Chain::new(request_authenticator, [*high, *low], secret).decrypt(cipher);
    let (length, rest) = text.split_first()?;
    Some((key, Zeroizing::new(rest.get(..usize::from(*length))?.to_vec())))
}

/// MD5 as a stream cipher: each block's key stream is the digest of the secret and the block of cipher text before.
struct Chain<'a> {
    secret: &'a Secret,
    before: Vec<u8>,
}

impl<'a> Chain<'a> {
    fn new(
        request_authenticator: &[u8; AUTHENTICATOR_LEN],
        salt: [u8; SALT_LEN],
        secret: &'a Secret,
    ) -> Self {
        Self { secret, before: request_authenticator.iter().chain(&salt).copied().collect() }
    }

    fn encrypt(mut self, text: &[u8]) -> Vec<u8> {
        let mut cipher = Vec::with_capacity(text.len());
        for block in text.chunks(BLOCK_LEN) {
            let encrypted = self.apply(block);
            cipher.extend(&encrypted);
            self.before = encrypted;
        }
        cipher
    }

    fn decrypt(mut self, cipher: &[u8]) -> Zeroizing<Vec<u8>> {
        let mut text = Zeroizing::new(Vec::with_capacity(cipher.len()));
        for block in cipher.chunks(BLOCK_LEN) {
            text.extend(self.apply(block));
            self.before = block.to_vec();
        }
        text
    }

    fn apply(&self, block: &[u8]) -> Vec<u8> {
        let stream = Md5::new().chain_update(self.secret.expose()).chain_update(&self.before).finalize();
        block.iter().zip(stream).map(|(byte, stream)| byte ^ stream).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::{Code, Packet};

    #[test]
    fn who_knows_the_secret_and_the_request_gets_the_keys() {
        let (secret, request) = (Secret::new(b"radius".to_vec()), [3; AUTHENTICATOR_LEN]);
        let built = Builder::new(Code::ACCESS_ACCEPT, 1)
            .ms_mppe_key(MsMppeKey::Receive, &[1; 32], [0, 0], &request, &secret)
            .ms_mppe_key(MsMppeKey::Send, &[2; 32], [0, 1], &request, &secret)
            .reply(&request, &secret)
            .unwrap();
        let packet = Packet::parse(&built).unwrap();
        let keys = |secret: &Secret| -> Vec<_> {
            packet
                .all(AttributeType::VENDOR_SPECIFIC)
                .filter_map(|value| decrypt_ms_mppe_key(value, &request, secret))
                .map(|(key, value)| (key, value.to_vec()))
                .collect()
        };
        assert_eq!(
            keys(&secret),
            [(MsMppeKey::Receive, [1; 32].to_vec()), (MsMppeKey::Send, [2; 32].to_vec())]
        );
        assert_ne!(keys(&Secret::new(b"rad1us".to_vec())), keys(&secret));
    }

    /// Computed with Python's hashlib from the formulas of RFC 2548, section 2.4.2.
    #[test]
    fn known_answer() {
        let (secret, request) = (Secret::new(b"xyzzy5461".to_vec()), [0x0f; AUTHENTICATOR_LEN]);
        let built = Builder::new(Code::ACCESS_ACCEPT, 1)
            .ms_mppe_key(
                MsMppeKey::Send,
                &std::array::from_fn(|i| i.try_into().unwrap()),
                [1, 2],
                &request,
                &secret,
            )
            .reply(&request, &secret)
            .unwrap();
        let packet = Packet::parse(&built).unwrap();
        let value = packet.first(AttributeType::VENDOR_SPECIFIC).unwrap();
        let mut hex = vec![0; 2 * value.len()];
        assert_eq!(base16ct::lower::encode_str(value, &mut hex).unwrap(), KNOWN_ANSWER);
    }

    const KNOWN_ANSWER: &str = concat!(
        "00000137103481022ac95dd255e8e1ca294114d7a25c77970dd948d7",
        "84010cbe5a5493b4443f77f931f27d71a9f5d7036ff3cd7c7eb061d3",
    );
}
