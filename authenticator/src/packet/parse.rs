//! Packets as they come.

use thiserror::Error;

use super::{
    AUTHENTICATOR_LEN, Attribute, AttributeType, Attributes, Code, HEADER_LEN, MAX_LEN,
    MessageAuthenticatorError, digest,
};
use crate::nas::Secret;

/// A packet whose lengths are right. Who sent it is not known before [`verify`](Self::verify).
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    code: Code,
    identifier: u8,
    authenticator: &'a [u8; AUTHENTICATOR_LEN],
    /// As long as its header says.
    bytes: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Takes a datagram. What is behind the length that the packet states is padding, and is ignored.
    ///
    /// # Errors
    ///
    /// [`PacketError`] says which length is wrong.
    pub fn parse(datagram: &'a [u8]) -> Result<Self, PacketError> {
        let short = PacketError::Short { found: datagram.len() };
        let (header, _) = datagram.split_first_chunk::<HEADER_LEN>().ok_or(short)?;
        let [code, identifier, high, low, authenticator @ ..] = header;
        let stated = usize::from(u16::from_be_bytes([*high, *low]));
        if !(HEADER_LEN..=MAX_LEN).contains(&stated) || stated > datagram.len() {
            return Err(PacketError::Length { stated, found: datagram.len() });
        }
        let bytes = datagram.get(..stated).unwrap_or_default();
        let packet = Self { code: Code(*code), identifier: *identifier, authenticator, bytes };
        let mut attributes = packet.attributes();
        attributes.by_ref().for_each(drop);
        match attributes.leftover() {
            None => Ok(packet),
            Some(offset) => Err(PacketError::Attribute { offset }),
        }
    }

    /// What it is.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What tells it from others that its sender has sent lately.
    pub const fn identifier(&self) -> u8 {
        self.identifier
    }

    /// Random bytes in a request; in a reply, what proves that the request was known.
    pub const fn authenticator(&self) -> &'a [u8; AUTHENTICATOR_LEN] {
        self.authenticator
    }

    /// All of it.
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The attributes, in order.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes::new(self.bytes.get(HEADER_LEN..).unwrap_or_default(), HEADER_LEN)
    }

    /// The values of the attributes of a type.
    pub fn all(&self, ty: AttributeType) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.attributes().filter(move |attribute| attribute.ty == ty).map(|attribute| attribute.value)
    }

    /// The value of the first attribute of a type.
    pub fn first(&self, ty: AttributeType) -> Option<&'a [u8]> {
        self.all(ty).next()
    }

    /// The value of the first attribute of a type that is an integer of four bytes.
    pub fn integer(&self, ty: AttributeType) -> Option<u32> {
        self.first(ty)?.try_into().ok().map(u32::from_be_bytes)
    }

    /// The EAP packet, which takes several attributes where it is long; `None` if there is none.
    pub fn eap_message(&self) -> Option<Vec<u8>> {
        let mut parts = self.all(AttributeType::EAP_MESSAGE).peekable();
        parts.peek()?;
        Some(parts.flatten().copied().collect())
    }

    /// Makes sure that a request comes from who knows the secret, and that nobody has changed it.
    ///
    /// # Errors
    ///
    /// [`MessageAuthenticatorError`] if it has no `Message-Authenticator`, or a wrong one.
    pub fn verify(&self, secret: &Secret) -> Result<(), MessageAuthenticatorError> {
        digest::verify_message_authenticator(self, self.authenticator, secret)
    }

    /// The same for a reply to the request with this authenticator.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_reply(
        &self,
        request_authenticator: &[u8; AUTHENTICATOR_LEN],
        secret: &Secret,
    ) -> Result<(), MessageAuthenticatorError> {
        if !digest::is_response_authenticator(self, request_authenticator, secret) {
            return Err(MessageAuthenticatorError::Wrong);
        }
        match digest::verify_message_authenticator(self, request_authenticator, secret) {
            // It may lack in replies to a Disconnect-Request; the authenticator itself then has to do.
            Err(MessageAuthenticatorError::Missing) if self.is_disconnect_reply() => Ok(()),
            result => result,
        }
    }

    fn is_disconnect_reply(&self) -> bool {
        matches!(self.code, Code::DISCONNECT_ACK | Code::DISCONNECT_NAK)
    }

    /// The one `Message-Authenticator`.
    pub(super) fn message_authenticator(&self) -> Result<Attribute<'a>, MessageAuthenticatorError> {
        let mut found =
            self.attributes().filter(|attribute| attribute.ty == AttributeType::MESSAGE_AUTHENTICATOR);
        match (found.next(), found.next()) {
            (None, _) => Err(MessageAuthenticatorError::Missing),
            (Some(only), None) => Ok(only),
            (Some(_), Some(_)) => Err(MessageAuthenticatorError::Wrong),
        }
    }
}

/// Why a datagram is no packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum PacketError {
    /// It is shorter than a header.
    #[error("{found} bytes are no packet, whose header alone has {HEADER_LEN}")]
    Short {
        /// How many bytes there are.
        found: usize,
    },
    /// The length that it states is out of range, or it is shorter.
    #[error(
        "the packet states a length of {stated} in a datagram of {found} bytes, {HEADER_LEN} to {MAX_LEN} are allowed"
    )]
    Length {
        /// The length that the packet states.
        stated: usize,
        /// How many bytes there are.
        found: usize,
    },
    /// An attribute is longer than what is left, or shorter than its own head.
    #[error("the attribute at offset {offset} has a wrong length")]
    Attribute {
        /// Where.
        offset: usize,
    },
}
