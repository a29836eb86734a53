//! Identities: the compact form, the certificate in DER and PEM, identifiers.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[path = "identity/certificate.rs"]
mod certificate;
#[path = "identity/compact.rs"]
mod compact;
#[path = "identity/eap.rs"]
mod eap;
mod identity_support;
#[path = "identity/pem.rs"]
mod pem;
