//! The cryptography that rustls is allowed to use.

use rustls::crypto::{
    CryptoProvider,
    ring::{
        self,
        cipher_suite::{TLS13_AES_128_GCM_SHA256, TLS13_AES_256_GCM_SHA384},
        kx_group::SECP256R1,
    },
};

use super::ccm;

/// Which cipher suites are allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CipherSuites {
    /// `TLS_AES_128_CCM_SHA256`, the one of Per-Device Credentials.
    #[default]
    PerDeviceCredentials,
    /// That, and those with AES-GCM for peers that lack it: for laboratories.
    Laboratory,
}

/// The cryptography of ring, with the cipher suites that are allowed and P-256 as the only curve.
pub fn crypto_provider(suites: CipherSuites) -> CryptoProvider {
    let laboratory: &[_] = match suites {
        CipherSuites::PerDeviceCredentials => &[],
        CipherSuites::Laboratory => &[TLS13_AES_128_GCM_SHA256, TLS13_AES_256_GCM_SHA384],
    };
    CryptoProvider {
        cipher_suites: ccm::suite().into_iter().chain(laboratory.iter().copied()).collect(),
        kx_groups: vec![SECP256R1],
        ..ring::default_provider()
    }
}
