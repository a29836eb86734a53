//! What rustls is told.

use std::sync::Arc;

use netim::{identity::CompactIdentity, key_store::KeyHandle};
use rustls::{
    ServerConfig,
    crypto::CryptoProvider,
    pki_types::CertificateDer,
    server::NoServerSessionStorage,
    sign::{CertifiedKey, SingleCertAndKey},
    version::TLS13,
};
use thiserror::Error;

use super::{
    CipherSuites, ClientDirectory, SignHandshake, client_certificate::InTheTable, provider::crypto_provider,
    server_key::ServerKey,
};

/// Makes the configuration of each network identity.
#[derive(Debug)]
pub(crate) struct TlsSettings {
    provider: Arc<CryptoProvider>,
    clients: Arc<InTheTable>,
    signs: Arc<dyn SignHandshake>,
}

impl TlsSettings {
    pub(crate) fn new(
        suites: CipherSuites,
        clients: Arc<dyn ClientDirectory>,
        signs: Arc<dyn SignHandshake>,
    ) -> Result<Self, SettingsError> {
        let settings = Self {
            provider: Arc::new(crypto_provider(suites)),
            clients: Arc::new(InTheTable { clients }),
            signs,
        };
        settings.check()?;
        Ok(settings)
    }

    /// Finds out now what would else be found when the first network identity comes.
    fn check(&self) -> Result<(), SettingsError> {
        ServerConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[&TLS13])
            .map_or_else(|error| Err(SettingsError(error)), |_| Ok(()))
    }

    /// The configuration for handshakes in the name of a network identity.
    pub(crate) fn server_config(
        &self,
        identity: &CompactIdentity,
        key: KeyHandle,
    ) -> Result<Arc<ServerConfig>, SettingsError> {
        let mut der = [0; CompactIdentity::MAX_DER_LEN];
        let certificate = CertificateDer::from(identity.encode_der(&mut der).to_vec());
        let key = ServerKey { signs: Arc::clone(&self.signs), key };
        let certified = CertifiedKey::new(vec![certificate], Arc::new(key));
        let verifier = Arc::clone(&self.clients);
        let mut config = ServerConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[&TLS13])
            .map_err(SettingsError)?
            .with_client_cert_verifier(verifier)
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
        // Removal counts at once only if nobody can resume what was.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        config.max_early_data_size = 0;
        config.ignore_client_order = true;
        Ok(Arc::new(config))
    }
}

/// rustls does not work with the settings.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("rustls does not take the settings: {0}")]
pub struct SettingsError(rustls::Error);
