//! All that can be seen of a server, to compare.

use netim::{
    authenticator::Recorded,
    clients::{Client, HashSeed},
    identity::Identifier,
    key_store::KeyHandle,
    network_identities::NetworkIdentity,
    storage::{AdminSecretRecord, Memory, Record, Storage as _},
    tables::Tables,
};

use crate::{
    medium::Medium,
    template::{MAX, Server},
};

/// All that must be as before when a command has failed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Picture {
    memory: Contents,
    stored: Vec<Record>,
    pub(crate) handles: Vec<KeyHandle>,
    followed: Vec<Recorded>,
}

/// What tables hold.
#[derive(Clone, Debug, PartialEq)]
struct Contents {
    clients: Vec<Client>,
    next_client: u16,
    network_identities: Vec<NetworkIdentity>,
    next_network_identity: u16,
    admin_secret: Option<AdminSecretRecord>,
}

/// What a command comes to, whatever handles the keys get.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Effect {
    clients: Vec<Client>,
    nexts: [u16; 2],
    network_identities: Vec<(u16, Identifier, u32, u64, u16)>,
    admin_secret: Option<u32>,
    followed: Vec<String>,
}

impl Picture {
    /// Takes it, and sees that memory, storage and key store belong together.
    pub(crate) fn of<S: Medium>(server: &mut Server<S>) -> Self {
        server.tables().check().unwrap();
        let memory = Contents::of(server.tables());
        let stored = server.parts_mut().storage.contents();
        assert_eq!(Contents::of(&loaded(&stored)), memory, "storage and memory differ");
        let handles = server.parts().key_store.handles();
        assert!(server.tables().key_handles().all(|used| handles.contains(used)), "a key is missing");
        // That it was asked whether it is ready is no event.
        let is_event = |told: &&Recorded| {
            !matches!(told, Recorded::PrepareClient(_) | Recorded::PrepareNetworkIdentity(_))
        };
        let followed = server.parts().authenticator.records().filter(is_event).copied().collect();
        Self { memory, stored, handles, followed }
    }

    /// The same but for the handles, so that keys may be left over.
    pub(crate) fn with_handles(&self, handles: &[KeyHandle]) -> Self {
        Self { handles: handles.to_vec(), ..self.clone() }
    }

    /// The handles that the tables do not refer to.
    pub(crate) fn leftover_keys(&self) -> usize {
        let secret = self.memory.admin_secret.iter().map(|record| &record.secret);
        let used: Vec<_> =
            secret.chain(self.memory.network_identities.iter().map(NetworkIdentity::key)).collect();
        self.handles.iter().filter(|handle| !used.contains(handle)).count()
    }

    pub(crate) fn effect(&self) -> Effect {
        let Contents { clients, next_client, network_identities, next_network_identity, admin_secret } =
            self.memory.clone();
        let network_identities = network_identities.iter().map(|entry| {
            (entry.index().get(), *entry.identifier(), entry.created(), entry.order(), entry.clients())
        });
        Effect {
            clients,
            nexts: [next_client, next_network_identity],
            network_identities: network_identities.collect(),
            admin_secret: admin_secret.map(|record| record.created),
            followed: self.followed.iter().map(in_words).collect(),
        }
    }
}

impl Effect {
    /// What is left of it after a restart.
    pub(crate) fn after_restart(self) -> Self {
        Self { followed: Vec::new(), ..self }
    }
}

impl Contents {
    fn of(tables: &Tables<MAX>) -> Self {
        let (clients, network_identities) = (tables.clients(), tables.network_identities());
        Self {
            clients: clients.iter().copied().collect(),
            next_client: clients.next_index().get(),
            network_identities: network_identities.iter().copied().collect(),
            next_network_identity: network_identities.next_index().get(),
            admin_secret: tables.admin_secret().copied(),
        }
    }
}

/// Tables as the next start would load them.
fn loaded(stored: &[Record]) -> Box<Tables<MAX>> {
    let mut storage = Memory::<MAX>::new();
    let changes: Vec<_> = stored.iter().map(|record| netim::storage::Change::Put(*record)).collect();
    storage.commit(&changes).unwrap();
    let mut tables = Box::new(Tables::new(HashSeed::FIXED));
    tables.load(&mut storage).unwrap();
    tables
}

fn in_words(told: &Recorded) -> String {
    match told {
        Recorded::NetworkIdentityAdded(entry) => format!("network identity {} added", entry.index()),
        Recorded::NetworkIdentityRemoved(entry) => format!("network identity {} removed", entry.index()),
        other => format!("{other:?}"),
    }
}
