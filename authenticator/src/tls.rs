//! EAP-TLS 1.3 (RFC 9190) as Per-Device Credentials want it: one cipher suite, one curve, no sessions to resume, and
//! certificates that count only if they are, byte for byte, those of the tables.

mod ccm;
mod client_certificate;
mod handshake;
mod provider;
mod server_key;
mod settings;
mod why;

pub use self::{
    ccm::TLS13_AES_128_CCM_SHA256,
    handshake::{EXPORTER_CONTEXT, EXPORTER_LABEL, Msk},
    provider::{CipherSuites, crypto_provider},
    settings::SettingsError,
};
pub(crate) use self::{
    client_certificate::{ClientDirectory, KnownClient},
    handshake::{Handshake, Progress},
    server_key::SignHandshake,
    settings::TlsSettings,
};
