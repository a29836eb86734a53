//! What an authenticator has to do.

use thiserror::Error;

use crate::{
    clients::{Client, ClientIndex},
    identity::CompactIdentity,
    network_identities::{IdentityType, NetworkIdentity, NetworkIdentityIndex},
    tables::Directory,
};

/// Lets the clients in the table into the network, and nobody else.
pub trait Authenticator {
    /// Could a client be added now? Nothing has changed yet, and perhaps nothing will.
    ///
    /// # Errors
    ///
    /// [`NotReady`] lets the command fail; nothing is changed.
    fn prepare_client(&mut self, identity: &CompactIdentity) -> Result<(), NotReady>;

    /// Could a network identity of a type be added now? Nothing has changed yet, and perhaps nothing will.
    ///
    /// # Errors
    ///
    /// [`NotReady`] lets the command fail; nothing is changed.
    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady>;

    /// Something has changed, durably. Where that cannot be followed now, [`reconcile`](Self::reconcile) will make up
    /// for it.
    fn follow(&mut self, event: Event<'_>);

    /// Makes sure that exactly the clients and network identities of `tables` are in force, whatever was before.
    ///
    /// Called when the server starts, and whenever else the authenticator wants it.
    fn reconcile(&mut self, tables: &dyn Directory);
}

impl<A: Authenticator + ?Sized> Authenticator for &mut A {
    fn prepare_client(&mut self, identity: &CompactIdentity) -> Result<(), NotReady> {
        (**self).prepare_client(identity)
    }

    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady> {
        (**self).prepare_network_identity(identity_type)
    }

    fn follow(&mut self, event: Event<'_>) {
        (**self).follow(event);
    }

    fn reconcile(&mut self, tables: &dyn Directory) {
        (**self).reconcile(tables);
    }
}

/// A change of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A network identity was added, and is the current one of its type.
    NetworkIdentityAdded(&'a NetworkIdentity),
    /// A network identity has retired. This is how it was; its key is about to be destroyed or is already.
    NetworkIdentityRemoved(&'a NetworkIdentity),
    /// A client was added.
    ClientAdded(&'a Client),
    /// A client was removed and has to be disconnected. This is how it was.
    ClientRemoved(&'a Client),
}

/// The authenticator would not be able to follow a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("the authenticator is not ready")]
pub struct NotReady;

/// The server's ear for its authenticator, which gets it from whoever puts the two together.
pub trait ReportAuthentication {
    /// A client has authenticated: its handshake is complete and its key proven. What is unknown by now is ignored.
    fn client_authenticated(&mut self, client: ClientIndex, network_identity: NetworkIdentityIndex);
}
