//! What there is to compare.

use std::borrow::BorrowMut;

use netim::{
    clients::Client,
    identity::Identifier,
    key_store::{KeyHandle, KeyStore},
    manager::{Manager, Platform},
    tables::Tables,
};

use crate::server::MAX;

/// The state of a server, whatever handles its keys have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    clients: Vec<Client>,
    nexts: [u16; 2],
    network_identities: Vec<(u16, Identifier, u32, u64, u16)>,
    admin_secret: Option<(u32, [u8; 32])>,
}

impl State {
    /// That of a server in which everything is as it always has to be.
    pub(crate) fn of<P: Platform, T: BorrowMut<Tables<MAX>>>(server: &Manager<P, T, MAX>) -> Self {
        let (tables, key_store) = (server.tables(), &server.parts().key_store);
        tables.check().unwrap();
        let mut used: Vec<_> = tables.key_handles().copied().collect();
        used.sort();
        assert_eq!(handles(key_store), used, "a key is missing or left over");
        let network_identities = tables.network_identities().iter().map(|entry| {
            assert_eq!(key_store.public_key(entry.key()).as_ref(), Ok(entry.identity().public_key()));
            (entry.index().get(), *entry.identifier(), entry.created(), entry.order(), entry.clients())
        });
        let admin_secret = tables.admin_secret().map(|record| {
            let secret = key_store.export_secret(&record.secret).unwrap();
            (record.created, *secret.expose_secret())
        });
        Self {
            clients: tables.clients().iter().copied().collect(),
            nexts: [tables.clients().next_index().get(), tables.network_identities().next_index().get()],
            network_identities: network_identities.collect(),
            admin_secret,
        }
    }
}

/// All handles of a key store, in order.
pub(crate) fn handles(key_store: &impl KeyStore) -> Vec<KeyHandle> {
    let next = |handle: Option<&KeyHandle>| key_store.next_handle(handle).unwrap();
    std::iter::successors(next(None), |handle| next(Some(handle))).collect()
}
