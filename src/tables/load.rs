//! Tables from storage.

use thiserror::Error;

use super::Tables;
use crate::{
    clients::{self, ClientIndex},
    network_identities::{self, NetworkIdentityIndex},
    storage::{Record, Storage},
};

impl<const MAX: usize> Tables<MAX> {
    /// Fills the tables with what is stored, in the place of what is in them.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if the storage fails, or holds more clients than there is room for, or something that no server
    /// has stored. Then the tables are empty.
    pub fn load<S: Storage>(&mut self, storage: &mut S) -> Result<(), LoadError<S::Error>> {
        self.clear();
        let loaded = self.try_load(storage);
        if loaded.is_err() {
            self.clear();
        }
        loaded
    }

    fn clear(&mut self) {
        self.clients.clear();
        self.network_identities.clear();
        self.admin_secret = None;
    }

    fn try_load<S: Storage>(&mut self, storage: &mut S) -> Result<(), LoadError<S::Error>> {
        let mut inserted = Ok(());
        let mut surplus = 0_u32;
        storage
            .load(&mut |record| match self.insert(record) {
                Err(Refusal::Surplus) => surplus += 1,
                Err(Refusal::Inconsistent(inconsistency)) if inserted.is_ok() => {
                    inserted = Err(inconsistency);
                }
                _ => {}
            })
            .map_err(LoadError::Storage)?;
        inserted?;
        if surplus > 0 {
            let capacity = self.clients.capacity();
            return Err(LoadError::Capacity { stored: u32::from(capacity) + surplus, capacity });
        }
        self.count_references()?;
        Ok(())
    }

    /// After all records are there, whose order is any.
    fn count_references(&mut self) -> Result<(), Inconsistency> {
        for client in self.clients.iter() {
            self.check_reference(client)?;
            if let Some(network_identity) = client.network_identity() {
                self.network_identities.count(network_identity);
            }
        }
        Ok(())
    }

    fn insert(&mut self, record: Record) -> Result<(), Refusal> {
        match record {
            Record::Client(client) => self
                .clients
                .insert(client.index, client.identity, client.network_identity)
                .map_err(|error| match error {
                    clients::InsertError::Full => Refusal::Surplus,
                    clients::InsertError::Index | clients::InsertError::Identifier => {
                        Refusal::Inconsistent(Inconsistency::SameClient { client: client.index })
                    }
                }),
            Record::NetworkIdentity(identity) => {
                let network_identity = identity.index;
                self.network_identities.insert(identity).map_err(|error| {
                    Refusal::Inconsistent(match error {
                        network_identities::InsertError::Full => Inconsistency::TooManyNetworkIdentities,
                        network_identities::InsertError::Index
                        | network_identities::InsertError::Identifier
                        | network_identities::InsertError::Order => {
                            Inconsistency::SameNetworkIdentity { network_identity }
                        }
                    })
                })
            }
            Record::AdminSecret(secret) => {
                self.admin_secret = Some(secret);
                Ok(())
            }
            Record::NextClientIndex(next) => {
                self.clients.set_next_index(next);
                Ok(())
            }
            Record::NextNetworkIdentityIndex(next) => {
                self.network_identities.set_next_index(next);
                Ok(())
            }
        }
    }
}

/// Why a record cannot be inserted.
enum Refusal {
    Surplus,
    Inconsistent(Inconsistency),
}

/// Why tables cannot be filled from storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LoadError<E> {
    /// The storage failed.
    #[error(transparent)]
    Storage(E),
    /// More clients are stored than there is room for.
    #[error("{stored} clients are stored; there is room for {capacity}")]
    Capacity {
        /// How many are stored.
        stored: u32,
        /// How many there is room for.
        capacity: u16,
    },
    /// What is stored is not the state of a server.
    #[error("what is stored contradicts itself: {0}")]
    Inconsistent(#[from] Inconsistency),
}

/// What is wrong with a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Inconsistency {
    /// A client has the index or the identifier of another.
    #[error("client {client} has the index or the identifier of another")]
    SameClient {
        /// The client.
        client: ClientIndex,
    },
    /// A network identity has the index, the identifier or the place in the order of another.
    #[error("network identity {network_identity} has the index, identifier or order of another")]
    SameNetworkIdentity {
        /// The network identity.
        network_identity: NetworkIdentityIndex,
    },
    /// There are more than four.
    #[error("there are more than four network identities")]
    TooManyNetworkIdentities,
    /// A client refers to a network identity that is not there.
    #[error("client {client} refers to network identity {network_identity}, which does not exist")]
    Reference {
        /// The client.
        client: ClientIndex,
        /// What it refers to.
        network_identity: NetworkIdentityIndex,
    },
    /// The count of a network identity's clients is wrong.
    #[error("the count of network identity {network_identity}'s clients is wrong")]
    Count {
        /// The network identity.
        network_identity: NetworkIdentityIndex,
    },
    /// Clients are not found where they should be.
    #[error("the table of clients is out of order")]
    Clients,
    /// Network identities are not found where they should be.
    #[error("the table of network identities is out of order")]
    NetworkIdentities,
}
