//! RADIUS packets (RFC 2865) as far as authentication by EAP needs them.
//!
//! A [`Packet`] is a datagram whose lengths are right; a [`Builder`] makes one. Nothing that comes from the network is
//! believed before [`Packet::verify`] has found its `Message-Authenticator` right, and everything that leaves carries
//! one, in front of all other attributes: where it stands behind them, a forger who collides MD5 may move it into what
//! he makes up (CVE-2024-3596).

mod attribute;
mod build;
mod code;
mod digest;
mod keys;
mod parse;

pub use self::{
    attribute::{Attribute, AttributeType, Attributes},
    build::{Builder, TooLong},
    code::Code,
    digest::{AUTHENTICATOR_LEN, MessageAuthenticatorError, response_authenticator},
    keys::{MsMppeKey, decrypt_ms_mppe_key},
    parse::{Packet, PacketError},
};

/// The length of the longest packet in bytes.
pub const MAX_LEN: usize = 4096;

/// The length of the shortest packet in bytes: code, identifier, length, authenticator.
pub const HEADER_LEN: usize = 20;
