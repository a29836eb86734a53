//! What is in the tables now, in the form that handshakes need.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use netim::{
    clients::{Client, ClientIndex},
    identity::{CompactIdentity, Identifier},
    network_identities::{NetworkIdentity, NetworkIdentityIndex},
    tables::Directory,
};
use rustls::ServerConfig;

use crate::{
    report::Reason,
    tls::{CipherSuites, ClientDirectory, KnownClient, SettingsError, SignHandshake, TlsSettings},
};

/// A network identity that can be authenticated against.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) index: NetworkIdentityIndex,
    pub(crate) config: Arc<ServerConfig>,
}

/// What is in the tables now.
#[derive(Debug)]
pub(crate) struct Live {
    clients: Arc<Clients>,
    networks: RwLock<HashMap<Identifier, Network>>,
    settings: TlsSettings,
}

/// The clients by identifier.
#[derive(Debug, Default)]
struct Clients(RwLock<HashMap<Identifier, Entry>>);

#[derive(Clone, Copy, Debug)]
struct Entry {
    index: ClientIndex,
    identity: CompactIdentity,
}

impl Clients {
    fn read(&self) -> RwLockReadGuard<'_, HashMap<Identifier, Entry>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<Identifier, Entry>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An identity has one certificate only, so equal identities are equal certificates.
fn find(clients: &HashMap<Identifier, Entry>, identity: &CompactIdentity) -> Result<KnownClient, Reason> {
    let identifier = identity.identifier();
    match clients.get(&identifier) {
        None => Err(Reason::UnknownClient(identifier)),
        Some(entry) if entry.identity != *identity => Err(Reason::OtherCertificate(identifier)),
        Some(entry) => Ok(KnownClient { index: entry.index, identifier }),
    }
}

impl ClientDirectory for Clients {
    fn find(&self, identity: &CompactIdentity) -> Result<KnownClient, Reason> {
        find(&self.read(), identity)
    }
}

impl Live {
    pub(crate) fn new(suites: CipherSuites, signs: Arc<dyn SignHandshake>) -> Result<Self, SettingsError> {
        let clients = Arc::<Clients>::default();
        let settings = TlsSettings::new(suites, Arc::<Clients>::clone(&clients), signs)?;
        Ok(Self { clients, networks: RwLock::default(), settings })
    }

    /// The network identity with an identifier.
    pub(crate) fn network(&self, identifier: &Identifier) -> Option<Network> {
        self.networks.read().unwrap_or_else(PoisonError::into_inner).get(identifier).cloned()
    }

    /// Whether there is a client with an identifier.
    pub(crate) fn has_client(&self, identifier: &Identifier) -> bool {
        self.clients.read().contains_key(identifier)
    }

    /// The last look before a client is let in. What `admit` does is done before the client can be removed: whatever it
    /// notes, the removal finds.
    pub(crate) fn admit(
        &self,
        identity: &CompactIdentity,
        network: NetworkIdentityIndex,
        admit: impl FnOnce(&KnownClient),
    ) -> Result<KnownClient, Reason> {
        let clients = self.clients.read();
        let client = find(&clients, identity).map_err(|_| Reason::Removed)?;
        let networks = self.networks.read().unwrap_or_else(PoisonError::into_inner);
        if !networks.values().any(|entry| entry.index == network) {
            return Err(Reason::NetworkRetired);
        }
        admit(&client);
        Ok(client)
    }

    pub(super) fn add_client(&self, client: &Client) {
        let (identifier, entry) = client_entry(client);
        self.clients.write().insert(identifier, entry);
    }

    pub(super) fn remove_client(&self, client: &Client) {
        self.clients.write().remove(client.identifier());
    }

    pub(super) fn add_network(&self, identity: &NetworkIdentity) {
        if let Some((identifier, network)) = self.network_entry(identity) {
            self.networks.write().unwrap_or_else(PoisonError::into_inner).insert(identifier, network);
        }
    }

    pub(super) fn remove_network(&self, identity: &NetworkIdentity) {
        self.networks.write().unwrap_or_else(PoisonError::into_inner).remove(identity.identifier());
    }

    pub(super) fn replace(&self, tables: &dyn Directory) {
        let first = tables.client_after(None);
        let clients = std::iter::successors(first, |client| tables.client_after(Some(client.index())));
        let clients = clients.map(client_entry).collect();
        let networks = (0..).map_while(|position| tables.network_identity_at(position));
        let networks = networks.filter_map(|identity| self.network_entry(identity)).collect();
        *self.clients.write() = clients;
        *self.networks.write().unwrap_or_else(PoisonError::into_inner) = networks;
    }

    fn network_entry(&self, identity: &NetworkIdentity) -> Option<(Identifier, Network)> {
        match self.settings.server_config(identity.identity(), *identity.key()) {
            Ok(config) => Some((*identity.identifier(), Network { index: identity.index(), config })),
            Err(error) => {
                // The same settings were good enough at the start, so this does not happen.
                tracing::error!(identifier = %identity.identifier(), %error, "a network identity is not served");
                None
            }
        }
    }
}

fn client_entry(client: &Client) -> (Identifier, Entry) {
    (*client.identifier(), Entry { index: client.index(), identity: *client.identity() })
}
