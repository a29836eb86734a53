//! Servers to begin with.

use netim::storage::Record;
use netim::wire::Release;

use crate::server_support::answers::{self, NETWORK_IDENTITIES};
use crate::server_support::entries::{ClientEntry, Identity, NetworkEntry};
use crate::server_support::identities::{secret, stored_client, unsigned};
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

/// When the secret at a position is imported as having been made.
pub(crate) fn created(position: usize) -> u32 {
    1000 + u32::try_from(position).unwrap()
}

/// Imports the secret at a position.
pub(crate) fn import<S: TestStorage>(server: &mut Server<S>, position: usize) {
    let nass = secret(position).nass(created(position));
    assert_eq!(server.import_admin_secret(&nass), answers::success(NETWORK_IDENTITIES));
}

/// The entry of the network identity that this makes, if it gets that index and so many clients.
pub(crate) fn network_entry(index: u16, position: usize, clients: u16) -> NetworkEntry {
    NetworkEntry { index, identity: secret(position).identity, created: created(position), clients }
}

pub(crate) fn client_entry(index: u16, identity: &Identity, network_identity: Option<u16>) -> ClientEntry {
    ClientEntry { index, identity: identity.clone(), network_identity }
}

/// Clients that storage holds already, with these indices; the identity of each is
/// [`unsigned`](crate::server_support::identities::unsigned) with its index.
pub(crate) fn stored_clients(indices: impl IntoIterator<Item = u16>) -> Vec<Record> {
    indices.into_iter().map(|index| stored_client(index, &unsigned(index.into()))).collect()
}

/// A server with four network identities, 1 to 4, from the first secrets, the last of them current; a client refers
/// to each, the one with the same index.
pub(crate) fn four_network_identities<S: TestStorage>(release: Release) -> Server<S> {
    let mut server = Server::with_records(release, &stored_clients(1..=4));
    for (position, index) in (1..=4).enumerate() {
        import(&mut server, position);
        assert!(server.client_authenticated(index, index).0);
    }
    server.journal();
    server
}

/// Sees to it that `refused` is refused and changes nothing that anybody can see.
pub(crate) fn assert_unchanged<S: TestStorage, V>(
    server: &mut Server<S>,
    refused: impl FnOnce(&mut Server<S>) -> V,
) -> V {
    let before = server.snapshot();
    let value = refused(server);
    assert_eq!(server.snapshot(), before);
    assert!(server.manager.take_changed().is_empty());
    value
}
