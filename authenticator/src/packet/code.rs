//! Codes of packets.

use std::fmt;

/// What a packet is. Codes without a name here are kept as they are.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(pub u8);

impl Code {
    /// `Access-Request`
    pub const ACCESS_REQUEST: Self = Self(1);
    /// `Access-Accept`
    pub const ACCESS_ACCEPT: Self = Self(2);
    /// `Access-Reject`
    pub const ACCESS_REJECT: Self = Self(3);
    /// `Access-Challenge`
    pub const ACCESS_CHALLENGE: Self = Self(11);
    /// `Status-Server` (RFC 5997)
    pub const STATUS_SERVER: Self = Self(12);
    /// `Disconnect-Request` (RFC 5176)
    pub const DISCONNECT_REQUEST: Self = Self(40);
    /// `Disconnect-ACK` (RFC 5176)
    pub const DISCONNECT_ACK: Self = Self(41);
    /// `Disconnect-NAK` (RFC 5176)
    pub const DISCONNECT_NAK: Self = Self(42);
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::ACCESS_REQUEST => "Access-Request",
            Self::ACCESS_ACCEPT => "Access-Accept",
            Self::ACCESS_REJECT => "Access-Reject",
            Self::ACCESS_CHALLENGE => "Access-Challenge",
            Self::STATUS_SERVER => "Status-Server",
            Self::DISCONNECT_REQUEST => "Disconnect-Request",
            Self::DISCONNECT_ACK => "Disconnect-ACK",
            Self::DISCONNECT_NAK => "Disconnect-NAK",
            Self(code) => return write!(f, "code {code}"),
        })
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
