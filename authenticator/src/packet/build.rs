//! Packets as they leave.

use thiserror::Error;

use super::{
    AUTHENTICATOR_LEN, AttributeType, Code, HEADER_LEN, MAX_LEN, attribute::HEAD_LEN, digest,
    response_authenticator,
};
use crate::nas::Secret;

/// The longest value of an attribute.
const MAX_VALUE_LEN: usize = 255 - HEAD_LEN;

/// Where the value of the `Message-Authenticator` is in everything that is built here.
const MESSAGE_AUTHENTICATOR: usize = HEADER_LEN + HEAD_LEN;

/// The authenticator that stands for none.
const ZEROS: [u8; AUTHENTICATOR_LEN] = [0; AUTHENTICATOR_LEN];

/// Builds a packet, whose first attribute is its `Message-Authenticator`.
#[derive(Clone, Debug)]
pub struct Builder {
    bytes: Vec<u8>,
    /// An attribute did not fit.
    is_too_long: bool,
}

impl Builder {
    /// A packet without attributes. A reply has the identifier of its request.
    pub fn new(code: Code, identifier: u8) -> Self {
        let mut bytes = vec![code.0, identifier];
        bytes.resize(HEADER_LEN, 0);
        let builder = Self { bytes, is_too_long: false };
        builder.attribute(AttributeType::MESSAGE_AUTHENTICATOR, &ZEROS)
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attribute(mut self, ty: AttributeType, value: &[u8]) -> Self {
        match u8::try_from(HEAD_LEN + value.len()) {
            Ok(length) => {
                self.bytes.extend([ty.0, length]);
                self.bytes.extend(value);
            }
            Err(_) => self.is_too_long = true,
        }
        self
    }

    /// Adds an attribute that is an integer.
    #[must_use]
    pub fn integer(self, ty: AttributeType, value: u32) -> Self {
        self.attribute(ty, &value.to_be_bytes())
    }

    /// Adds an EAP packet, in as many attributes as it takes.
    #[must_use]
    pub fn eap_message(self, eap: &[u8]) -> Self {
        eap.chunks(MAX_VALUE_LEN)
            .fold(self, |builder, part| builder.attribute(AttributeType::EAP_MESSAGE, part))
    }

    /// The reply to the request with this authenticator.
    ///
    /// # Errors
    ///
    /// [`TooLong`].
    pub fn reply(
        mut self,
        request_authenticator: &[u8; AUTHENTICATOR_LEN],
        secret: &Secret,
    ) -> Result<Vec<u8>, TooLong> {
        self.close()?;
        self.sign(request_authenticator, secret);
        let authenticator = response_authenticator(&self.bytes, request_authenticator, secret);
        self.put(HEADER_LEN - AUTHENTICATOR_LEN, &authenticator);
        Ok(self.bytes)
    }

    /// An `Access-Request` or `Status-Server` with this authenticator, which is random.
    ///
    /// # Errors
    ///
    /// [`TooLong`].
    pub fn request(
        mut self,
        authenticator: &[u8; AUTHENTICATOR_LEN],
        secret: &Secret,
    ) -> Result<Vec<u8>, TooLong> {
        self.close()?;
        self.put(HEADER_LEN - AUTHENTICATOR_LEN, authenticator);
        self.sign(authenticator, secret);
        Ok(self.bytes)
    }

    /// A `Disconnect-Request`, whose authenticator is that of a reply to zeros.
    ///
    /// # Errors
    ///
    /// [`TooLong`].
    pub fn disconnect_request(self, secret: &Secret) -> Result<Vec<u8>, TooLong> {
        self.reply(&ZEROS, secret)
    }

    fn close(&mut self) -> Result<(), TooLong> {
        let length = self.bytes.len();
        match u16::try_from(length) {
            Ok(stated) if length <= MAX_LEN && !self.is_too_long => {
                self.put(2, &stated.to_be_bytes());
                Ok(())
            }
            _ => Err(TooLong),
        }
    }

    fn sign(&mut self, request_authenticator: &[u8; AUTHENTICATOR_LEN], secret: &Secret) {
        let authenticator =
            digest::message_authenticator(&self.bytes, MESSAGE_AUTHENTICATOR, request_authenticator, secret);
        self.put(MESSAGE_AUTHENTICATOR, &authenticator);
    }

    fn put(&mut self, offset: usize, value: &[u8]) {
        for (to, from) in self.bytes.iter_mut().skip(offset).zip(value) {
            *to = *from;
        }
    }
}

/// A packet that no datagram may hold, or an attribute with more than 253 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("the packet, or an attribute of it, is too long")]
pub struct TooLong;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::Packet;

    fn secret() -> Secret {
        Secret::new(b"xyzzy5461".to_vec())
    }

    #[test]
    fn the_message_authenticator_comes_first() {
        let request = [7; AUTHENTICATOR_LEN];
        let eap: Vec<u8> = (0..=255).cycle().take(600).collect();
        let built = Builder::new(Code::ACCESS_CHALLENGE, 9)
            .attribute(AttributeType::STATE, b"state")
            .eap_message(&eap)
            .reply(&request, &secret())
            .unwrap();
        let packet = Packet::parse(&built).unwrap();
        assert_eq!(packet.attributes().next().unwrap().ty, AttributeType::MESSAGE_AUTHENTICATOR);
        assert_eq!(packet.verify_reply(&request, &secret()), Ok(()));
        assert!(packet.verify_reply(&[8; AUTHENTICATOR_LEN], &secret()).is_err());
        assert_eq!((packet.code(), packet.identifier()), (Code::ACCESS_CHALLENGE, 9));
        assert_eq!(packet.eap_message(), Some(eap));
        assert_eq!(packet.first(AttributeType::STATE), Some(&b"state"[..]));
    }

    #[test]
    fn what_does_not_fit_is_not_sent() {
        let long = Builder::new(Code::ACCESS_CHALLENGE, 0).eap_message(&[0; MAX_LEN]);
        assert_eq!(long.reply(&ZEROS, &secret()), Err(TooLong));
        let wide = Builder::new(Code::ACCESS_CHALLENGE, 0).attribute(AttributeType::STATE, &[0; 254]);
        assert_eq!(wide.reply(&ZEROS, &secret()), Err(TooLong));
    }

    /// RFC 5176, section 3.4, refers to accounting: MD5 over the packet with zeros in the place of the authenticator.
    #[test]
    fn a_disconnect_request_has_the_authenticator_of_accounting() {
        let built = Builder::new(Code::DISCONNECT_REQUEST, 1).disconnect_request(&secret()).unwrap();
        let packet = Packet::parse(&built).unwrap();
        assert_eq!(packet.verify_reply(&ZEROS, &secret()), Ok(()));
    }
}
