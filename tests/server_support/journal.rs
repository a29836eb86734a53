//! What happened to the parts of a server, in its order.

use std::cell::RefCell;
use std::rc::Rc;

use netim::authenticator::Recorded;
use netim::network_identities::IdentityType;

use super::entries::{ClientEntry, Identity, NetworkEntry};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    PrepareClient(Identity),
    PrepareNetworkIdentity,
    ClientAdded(ClientEntry),
    ClientRemoved(ClientEntry),
    NetworkIdentityAdded(NetworkEntry),
    NetworkIdentityRemoved(NetworkEntry),
    Reconciled {
        clients: usize,
        network_identities: usize,
    },
    /// These records became durable, or their removal.
    Committed(Vec<String>),
    KeyMade,
    KeyDestroyed,
}

impl From<&Recorded> for Entry {
    fn from(recorded: &Recorded) -> Self {
        match recorded {
            Recorded::PrepareClient(identity) => Self::PrepareClient(Identity(identity.to_bytes().to_vec())),
            Recorded::PrepareNetworkIdentity(identity_type) => {
                assert_eq!(*identity_type, IdentityType::Ecdsa);
                Self::PrepareNetworkIdentity
            }
            Recorded::NetworkIdentityAdded(entry) => Self::NetworkIdentityAdded(entry.into()),
            Recorded::NetworkIdentityRemoved(entry) => Self::NetworkIdentityRemoved(entry.into()),
            Recorded::ClientAdded(client) => Self::ClientAdded(client.into()),
            Recorded::ClientRemoved(client) => Self::ClientRemoved(client.into()),
            Recorded::Reconcile { clients, network_identities } => {
                Self::Reconciled { clients: *clients, network_identities: *network_identities }
            }
        }
    }
}

/// Shared by all parts of a server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal(Rc<RefCell<Vec<Entry>>>);

impl Journal {
    pub(crate) fn note(&self, entry: Entry) {
        self.0.borrow_mut().push(entry);
    }

    /// Everything since the last call.
    pub(crate) fn take(&self) -> Vec<Entry> {
        self.0.take()
    }
}
