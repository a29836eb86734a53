//! Packets.

use thiserror::Error;

/// The length of code, identifier and length.
pub(super) const HEADER_LEN: usize = 4;

const IDENTITY: u8 = 1;
const NAK: u8 = 3;
const TLS: u8 = 13;

/// The bits of the flags of EAP-TLS.
const LENGTH_INCLUDED: u8 = 0x80;
const MORE_FRAGMENTS: u8 = 0x40;
const START: u8 = 0x20;

/// What a packet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EapCode {
    /// From the server.
    Request,
    /// From the peer.
    Response,
    /// The peer is let in.
    Success,
    /// It is not.
    Failure,
}

impl EapCode {
    const fn number(self) -> u8 {
        match self {
            Self::Request => 1,
            Self::Response => 2,
            Self::Success => 3,
            Self::Failure => 4,
        }
    }
}

/// A packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EapPacket<'a> {
    /// What it is.
    pub code: EapCode,
    /// What ties a response to its request.
    pub identifier: u8,
    /// What it holds; `None` in [`EapCode::Success`] and [`EapCode::Failure`].
    pub method: Option<Method<'a>>,
}

/// What requests and responses hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method<'a> {
    /// Who the peer says that it is.
    Identity(&'a [u8]),
    /// The peer wants one of these methods instead.
    Nak(&'a [u8]),
    /// EAP-TLS.
    Tls(TlsFragment<'a>),
    /// Another method.
    Other(u8),
}

/// A fragment of EAP-TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TlsFragment<'a> {
    /// The length of the whole message, which the first fragment of several must have.
    pub length: Option<u32>,
    /// Whether more fragments follow.
    pub more: bool,
    /// Whether the server begins.
    pub start: bool,
    /// The content.
    pub data: &'a [u8],
}

impl<'a> TlsFragment<'a> {
    /// What the server begins with.
    pub const START: TlsFragment<'static> = TlsFragment { length: None, more: false, start: true, data: &[] };

    /// What acknowledges a fragment or ends an exchange.
    pub const EMPTY: TlsFragment<'static> =
        TlsFragment { length: None, more: false, start: false, data: &[] };

    /// Whether it says nothing, which acknowledges what came before.
    pub const fn is_empty(&self) -> bool {
        !self.more && !self.start && self.data.is_empty()
    }

    fn parse(bytes: &'a [u8]) -> Result<Self, EapError> {
        let (flags, rest) = bytes.split_first().ok_or(EapError::Truncated)?;
        let (length, data) = if flags & LENGTH_INCLUDED == 0 {
            (None, rest)
        } else {
            let (length, data) = rest.split_first_chunk().ok_or(EapError::Truncated)?;
            (Some(u32::from_be_bytes(*length)), data)
        };
        Ok(Self { length, more: flags & MORE_FRAGMENTS != 0, start: flags & START != 0, data })
    }

    fn write(&self, out: &mut Vec<u8>) {
        let flag = |set, bit| if set { bit } else { 0 };
        out.push(
            flag(self.length.is_some(), LENGTH_INCLUDED)
                | flag(self.more, MORE_FRAGMENTS)
                | flag(self.start, START),
        );
        out.extend(self.length.map(u32::to_be_bytes).iter().flatten());
        out.extend(self.data);
    }
}

impl<'a> EapPacket<'a> {
    /// A request.
    pub const fn request(identifier: u8, method: Method<'a>) -> Self {
        Self { code: EapCode::Request, identifier, method: Some(method) }
    }

    /// A response.
    pub const fn response(identifier: u8, method: Method<'a>) -> Self {
        Self { code: EapCode::Response, identifier, method: Some(method) }
    }

    /// The end, good or bad.
    pub const fn end(code: EapCode, identifier: u8) -> Self {
        Self { code, identifier, method: None }
    }

    /// Reads a packet. What is behind its length is padding, and is ignored.
    ///
    /// # Errors
    ///
    /// [`EapError`] if it is cut off or of no known kind.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, EapError> {
        let ([code, identifier, high, low], _) =
            bytes.split_first_chunk::<HEADER_LEN>().ok_or(EapError::Truncated)?;
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let body = bytes.get(HEADER_LEN..length).ok_or(EapError::Truncated)?;
        let codes = [EapCode::Request, EapCode::Response, EapCode::Success, EapCode::Failure];
        let known = codes.into_iter().find(|known| known.number() == *code);
        let code = known.ok_or(EapError::Code { found: *code })?;
        let method = match code {
            EapCode::Request | EapCode::Response => Some(Method::parse(body)?),
            EapCode::Success | EapCode::Failure => None,
        };
        Ok(Self { code, identifier: *identifier, method })
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![self.code.number(), self.identifier, 0, 0];
        if let Some(method) = &self.method {
            method.write(&mut out);
        }
        // Nothing here is longer than a RADIUS packet.
        let [high, low] = u16::try_from(out.len()).unwrap_or(u16::MAX).to_be_bytes();
        if let [_, _, to_high, to_low, ..] = out.as_mut_slice() {
            (*to_high, *to_low) = (high, low);
        }
        out
    }
}

impl<'a> Method<'a> {
    fn parse(body: &'a [u8]) -> Result<Self, EapError> {
        let (ty, data) = body.split_first().ok_or(EapError::Truncated)?;
        Ok(match *ty {
            IDENTITY => Self::Identity(data),
            NAK => Self::Nak(data),
            TLS => Self::Tls(TlsFragment::parse(data)?),
            other => Self::Other(other),
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Identity(data) => {
                out.push(IDENTITY);
                out.extend(*data);
            }
            Self::Nak(data) => {
                out.push(NAK);
                out.extend(*data);
            }
            Self::Tls(fragment) => {
                out.push(TLS);
                fragment.write(out);
            }
            Self::Other(ty) => out.push(*ty),
        }
    }
}

/// Why bytes are no EAP packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum EapError {
    /// It ends before something that it must have.
    #[error("the EAP packet is cut off")]
    Truncated,
    /// No known code.
    #[error("no EAP packet has code {found}")]
    Code {
        /// The code.
        found: u8,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_of_the_rfcs() {
        let tls = |length, more, data| Method::Tls(TlsFragment { length, more, start: false, data });
        let cases: [(EapPacket<'_>, &[u8]); 7] = [
            (EapPacket::response(1, Method::Identity(b"@x")), b"\x02\x01\x00\x07\x01@x"),
            (EapPacket::response(2, Method::Nak(&[25, 21])), b"\x02\x02\x00\x07\x03\x19\x15"),
            (EapPacket::request(3, Method::Tls(TlsFragment::START)), b"\x01\x03\x00\x06\x0d\x20"),
            (EapPacket::response(4, Method::Tls(TlsFragment::EMPTY)), b"\x02\x04\x00\x06\x0d\x00"),
            (EapPacket::response(5, tls(Some(5), true, b"abc")), b"\x02\x05\x00\x0d\x0d\xc0\0\0\0\x05abc"),
            (EapPacket::response(6, tls(None, false, b"de")), b"\x02\x06\x00\x08\x0d\x00de"),
            (EapPacket::end(EapCode::Success, 7), b"\x03\x07\x00\x04"),
        ];
        for (packet, bytes) in cases {
            assert_eq!(packet.to_bytes(), bytes);
            assert_eq!(EapPacket::parse(bytes), Ok(packet));
            assert_eq!(EapPacket::parse(&[bytes, b"padding"].concat()), Ok(packet));
            for length in 0..bytes.len() {
                assert_eq!(EapPacket::parse(&bytes[..length]), Err(EapError::Truncated));
            }
        }
        assert_eq!(EapPacket::parse(b"\x05\x00\x00\x04"), Err(EapError::Code { found: 5 }));
    }
}
