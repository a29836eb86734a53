//! EAP (RFC 3748) and the packets of EAP-TLS (RFC 5216, RFC 9190).

mod fragments;
mod packet;

pub use self::{
    fragments::{AssembleError, Assembler, Fragmenter, MAX_MESSAGE_LEN},
    packet::{EapCode, EapError, EapPacket, Method, TlsFragment},
};
