//! The state.

use crate::{
    clients::{CapacityError, Client, Clients, HashSeed},
    key_store::KeyHandle,
    network_identities::{NetworkIdentities, NetworkIdentity},
    storage::AdminSecretRecord,
};

use super::Inconsistency;

/// Both tables, with room for at most `MAX` clients, and the secret of administrators.
///
/// What always holds ([`check`](Self::check)), besides what holds for each table: every network identity that a client
/// refers to is there, and its count is the number of clients that do.
#[derive(Clone, Debug)]
pub struct Tables<const MAX: usize> {
    pub(super) clients: Clients<MAX>,
    pub(super) network_identities: NetworkIdentities,
    pub(super) admin_secret: Option<AdminSecretRecord>,
}

impl<const MAX: usize> Tables<MAX> {
    /// Empty tables, with room for `MAX` clients.
    ///
    /// This is `const`, so they can be in a `static`; as a local variable those for 2,047 clients take 330 KB of
    /// stack.
    pub const fn new(seed: HashSeed) -> Self {
        Self::with_clients(Clients::new(seed))
    }

    /// Empty tables, with room for `capacity` clients.
    ///
    /// # Errors
    ///
    /// [`CapacityError`] if that is less than 500 or more than `MAX`.
    pub const fn with_capacity(capacity: u16, seed: HashSeed) -> Result<Self, CapacityError> {
        match Clients::with_capacity(capacity, seed) {
            Ok(clients) => Ok(Self::with_clients(clients)),
            Err(error) => Err(error),
        }
    }

    const fn with_clients(clients: Clients<MAX>) -> Self {
        Self { clients, network_identities: NetworkIdentities::new(), admin_secret: None }
    }

    /// The clients.
    pub const fn clients(&self) -> &Clients<MAX> {
        &self.clients
    }

    /// The network identities.
    pub const fn network_identities(&self) -> &NetworkIdentities {
        &self.network_identities
    }

    /// The secret of administrators that was imported last.
    pub const fn admin_secret(&self) -> Option<&AdminSecretRecord> {
        self.admin_secret.as_ref()
    }

    /// The handles that are in use; any other in the key store is a leftover.
    pub fn key_handles(&self) -> impl Iterator<Item = &KeyHandle> + Clone {
        let secret = self.admin_secret.iter().map(|record| &record.secret);
        secret.chain(self.network_identities.iter().map(NetworkIdentity::key))
    }

    /// Looks for anything that breaks what always holds.
    ///
    /// # Errors
    ///
    /// The first [`Inconsistency`] found. There is none, unless this crate has a bug.
    pub fn check(&self) -> Result<(), Inconsistency> {
        if !self.clients.check() {
            return Err(Inconsistency::Clients);
        }
        if !self.network_identities.check() {
            return Err(Inconsistency::NetworkIdentities);
        }
        for client in self.clients.iter() {
            self.check_reference(client)?;
        }
        for identity in self.network_identities.iter() {
            let references =
                self.clients.iter().filter(|client| client.network_identity() == Some(identity.index()));
            if references.count() != usize::from(identity.clients()) {
                return Err(Inconsistency::Count { network_identity: identity.index() });
            }
        }
        Ok(())
    }

    pub(super) fn check_reference(&self, client: &Client) -> Result<(), Inconsistency> {
        match client.network_identity() {
            Some(network_identity) if self.network_identities.get(network_identity).is_none() => {
                Err(Inconsistency::Reference { client: client.index(), network_identity })
            }
            _ => Ok(()),
        }
    }
}
