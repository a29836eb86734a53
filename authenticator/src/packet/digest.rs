//! What proves who has sent a packet.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;
use thiserror::Error;
use zeroize::Zeroizing;

use super::{HEADER_LEN, Packet, attribute::HEAD_LEN};
use crate::nas::Secret;

/// The length in bytes of authenticators of all kinds.
pub const AUTHENTICATOR_LEN: usize = 16;

/// A block of MD5.
const BLOCK_LEN: usize = 64;

/// Why a packet is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum MessageAuthenticatorError {
    /// It has none.
    #[error("no Message-Authenticator")]
    Missing,
    /// It is wrong: another secret, or the packet has been changed.
    #[error("wrong Message-Authenticator")]
    Wrong,
}

/// `Response Authenticator` of RFC 2865, section 3: over code, identifier and length of the reply, the authenticator of
/// the request, the attributes of the reply, and the secret.
///
/// The same over an authenticator of zeros is the `Request Authenticator` of a `Disconnect-Request` (RFC 5176).
pub fn response_authenticator(
    reply: &[u8],
    request_authenticator: &[u8; AUTHENTICATOR_LEN],
    secret: &Secret,
) -> [u8; AUTHENTICATOR_LEN] {
    let mut md5 = Md5::new();
    md5.update(reply.get(..HEADER_LEN - AUTHENTICATOR_LEN).unwrap_or_default());
    md5.update(request_authenticator);
    md5.update(reply.get(HEADER_LEN..).unwrap_or_default());
    md5.update(secret.expose());
    md5.finalize().into()
}

pub(super) fn is_response_authenticator(
    reply: &Packet<'_>,
    request_authenticator: &[u8; AUTHENTICATOR_LEN],
    secret: &Secret,
) -> bool {
    let expected = response_authenticator(reply.as_bytes(), request_authenticator, secret);
    expected.ct_eq(reply.authenticator()).into()
}

/// `Message-Authenticator` of RFC 3579, section 3.2: over the packet with the authenticator of the request in its
/// header and 16 zeros in the place of the value, which is at `offset`.
pub(super) fn message_authenticator(
    packet: &[u8],
    offset: usize,
    request_authenticator: &[u8; AUTHENTICATOR_LEN],
    secret: &Secret,
) -> [u8; AUTHENTICATOR_LEN] {
    let mut mac = keyed(secret);
    mac.update(packet.get(..HEADER_LEN - AUTHENTICATOR_LEN).unwrap_or_default());
    mac.update(request_authenticator);
    mac.update(packet.get(HEADER_LEN..offset).unwrap_or_default());
    mac.update(&[0; AUTHENTICATOR_LEN]);
    mac.update(packet.get(offset + AUTHENTICATOR_LEN..).unwrap_or_default());
    mac.finalize().into_bytes().into()
}

/// HMAC hashes keys that are longer than a block of MD5, and fills shorter ones up with zeros.
fn keyed(secret: &Secret) -> Hmac<Md5> {
    let mut block = Zeroizing::new([0; BLOCK_LEN]);
    let hashed: [u8; AUTHENTICATOR_LEN];
    let key = if secret.expose().len() <= BLOCK_LEN {
        secret.expose()
    } else {
        hashed = Md5::digest(secret.expose()).into();
        &hashed
    };
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::new((&*block).into())
}

pub(super) fn verify_message_authenticator(
    packet: &Packet<'_>,
    request_authenticator: &[u8; AUTHENTICATOR_LEN],
    secret: &Secret,
) -> Result<(), MessageAuthenticatorError> {
    let found = packet.message_authenticator()?;
    if found.value.len() != AUTHENTICATOR_LEN {
        return Err(MessageAuthenticatorError::Wrong);
    }
    debug_assert!(found.offset >= HEADER_LEN + HEAD_LEN, "attributes follow the header");
    let expected = message_authenticator(packet.as_bytes(), found.offset, request_authenticator, secret);
    if expected.ct_eq(found.value).into() { Ok(()) } else { Err(MessageAuthenticatorError::Wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: String = hex.split_whitespace().collect();
        let mut buf = vec![0; digits.len() / 2];
        base16ct::lower::decode(&digits, &mut buf).unwrap();
        buf
    }

    /// RFC 2865, section 7.1.
    #[test]
    fn the_response_authenticator_of_the_rfc() {
        let request = bytes(
            "01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a 01 06 6e 65 6d 6f 02 12 0d be 70 8d
             93 d4 13 ce 31 96 e4 3f 78 2a 0a ee 04 06 c0 a8 01 10 05 06 00 00 00 03",
        );
        let reply = bytes(
            "02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2 06 06 00 00 00 01 0f 06 00 00 00 00
             0e 06 c0 a8 01 03",
        );
        let secret = Secret::new(b"xyzzy5461".to_vec());
        let request = Packet::parse(&request).unwrap();
        let reply = Packet::parse(&reply).unwrap();
        assert!(is_response_authenticator(&reply, request.authenticator(), &secret));
        assert!(!is_response_authenticator(
            &reply,
            request.authenticator(),
            &Secret::new(b"xyzzy5462".to_vec())
        ));
        assert_eq!(request.verify(&secret), Err(MessageAuthenticatorError::Missing));
    }

    /// RFC 5997, section 6.1.
    #[test]
    fn the_message_authenticator_of_the_rfc() {
        let request = bytes(
            "0c da 00 26 8a 54 f4 68 6f b3 94 c5 28 66 e3 02 18 5d 06 23 50 12 5a 66 5e 2e 1e 84 11 f3 e2 43
             82 20 97 c8 4f a3",
        );
        let secret = Secret::new(b"xyzzy5461".to_vec());
        assert_eq!(Packet::parse(&request).unwrap().verify(&secret), Ok(()));
        for position in 0..request.len() {
            let mut changed = request.clone();
            changed[position] ^= 1;
            let verified = Packet::parse(&changed).map(|packet| packet.verify(&secret));
            assert_ne!(verified, Ok(Ok(())), "byte {position}");
        }
    }

    /// RFC 2202, case 2 and 6.
    #[test]
    fn hmac_md5_of_the_rfc() {
        let mac = |key: &[u8], text: &[u8]| {
            let mut mac = keyed(&Secret::new(key.to_vec()));
            mac.update(text);
            mac.finalize().into_bytes().to_vec()
        };
        assert_eq!(mac(b"Jefe", b"what do ya want for nothing?"), bytes("750c783e6ab0b503eaa86e310a5db738"));
        assert_eq!(
            mac(&[0xaa; 80], b"Test Using Larger Than Block-Size Key - Hash Key First"),
            bytes("6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd")
        );
    }
}
