//! Random changes, with reopening, against `BTreeMap`s.

use std::collections::BTreeMap;

use netim::{
    clients::HashSeed,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
    storage::{AdminSecretRecord, Change, Memory, Record, Storage as _},
    tables::{NewNetworkIdentity, Plan as _, Tables},
};
use proptest::prelude::*;

use crate::support::{client_index, identity};

#[derive(Clone, Debug)]
enum Step {
    Add(u8),
    Remove(u16),
    Authenticate(u16, u16),
    Import,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any::<u8>().prop_map(Step::Add),
        3 => any::<u16>().prop_map(Step::Remove),
        4 => (any::<u16>(), any::<u16>()).prop_map(|(client, network)| Step::Authenticate(client, network)),
        2 => Just(Step::Import),
        1 => Just(Step::Reopen),
    ]
}

/// A client by its seed, and its network identity; network identities in order, oldest first.
#[derive(Debug, Default)]
struct Model {
    clients: BTreeMap<u16, (u64, Option<u16>)>,
    network_identities: Vec<(u16, u64)>,
    next_client: u16,
    next_network_identity: u16,
    imports: u32,
}

impl Model {
    fn free(&self) -> u16 {
        let next = self.next_client;
        (next..=2047).chain(1..next).find(|index| !self.clients.contains_key(index)).unwrap()
    }

    fn references(&self, network_identity: u16) -> usize {
        self.clients.values().filter(|(_, reference)| *reference == Some(network_identity)).count()
    }

    /// The index of something that is there, or of nothing if there is nothing.
    fn pick<T>(map: &BTreeMap<u16, T>, n: u16) -> u16 {
        map.keys().nth(usize::from(n) % map.len().max(1)).copied().unwrap_or(n % 2047 + 1)
    }
}

fn run(model: &mut Model, tables: &mut Tables<500>, storage: &mut Memory<500>, step: &Step) {
    match *step {
        Step::Add(seed) => {
            let seed = u64::from(seed);
            let there = model.clients.iter().find(|(_, (other, _))| *other == seed).map(|(index, _)| *index);
            let free = model.free();
            let planned = tables.plan_add_client(identity(seed));
            if let Some(there) = there {
                let error = planned.unwrap_err().to_string();
                assert_eq!(error, format!("client {there} has the same identifier"));
                return;
            }
            assert_eq!(planned.unwrap().commit(storage).unwrap().get(), free);
            model.clients.insert(free, (seed, None));
            model.next_client = free % 2047 + 1;
        }
        Step::Remove(n) => {
            let index = Model::pick(&model.clients, n);
            let removed =
                tables.plan_remove_client(client_index(index)).map(|plan| plan.commit(storage).unwrap());
            let expected = model.clients.remove(&index);
            assert_eq!(removed.map(|client| *client.identity()), expected.map(|(seed, _)| identity(seed)));
        }
        Step::Authenticate(client, network) => {
            let client = Model::pick(&model.clients, client);
            let there = model.network_identities.len().max(1);
            let network =
                model.network_identities.get(usize::from(network) % there).map_or(9, |(index, _)| *index);
            let network_index = crate::support::network_index(network);
            let planned = tables.plan_authenticate(client_index(client), network_index);
            match model.clients.get_mut(&client) {
                Some((_, reference)) if !model.network_identities.is_empty() => {
                    let before = planned.unwrap().commit(storage).unwrap().map(NetworkIdentityIndex::get);
                    assert_eq!(before, reference.replace(network));
                }
                _ => assert!(planned.is_err()),
            }
        }
        Step::Import => {
            let newest = model.network_identities.last().map(|(index, _)| *index);
            let (stay, retire): (Vec<_>, Vec<_>) = model
                .network_identities
                .iter()
                .copied()
                .partition(|(index, _)| Some(*index) == newest || model.references(*index) > 0);
            let seed = 1000 + u64::from(model.imports);
            let key = KeyHandle::from_bytes(&[0; 16]);
            let new =
                NewNetworkIdentity { identity_type: IdentityType::Ecdsa, identity: identity(seed), key };
            let planned = tables.plan_import(AdminSecretRecord { created: model.imports, secret: key }, new);
            if stay.len() == 4 {
                assert!(planned.is_err());
                return;
            }
            let mut index = model.next_network_identity;
            while model.network_identities.iter().any(|(other, _)| *other == index) {
                index = index % 65_534 + 1;
            }
            let imported = planned.unwrap().commit(storage).unwrap();
            assert_eq!(imported.index().get(), index);
            assert!(
                imported
                    .retired()
                    .map(|entry| entry.index().get())
                    .eq(retire.iter().map(|(index, _)| *index))
            );
            model.network_identities = stay;
            model.network_identities.push((index, seed));
            model.next_network_identity = index % 65_534 + 1;
            model.imports += 1;
        }
        Step::Reopen => tables.load(storage).unwrap(),
    }
}

fn compare(model: &Model, tables: &Tables<500>) {
    tables.check().unwrap();
    let clients = tables.clients().iter().map(|client| {
        let reference = client.network_identity().map(NetworkIdentityIndex::get);
        (client.index().get(), *client.identity(), reference)
    });
    let expected =
        model.clients.iter().map(|(index, (seed, reference))| (*index, identity(*seed), *reference));
    assert!(clients.eq(expected));
    for (seed, index) in model.clients.iter().map(|(index, (seed, _))| (*seed, *index)) {
        let found = tables.clients().by_identifier(&identity(seed).identifier());
        assert_eq!(found.map(|client| client.index().get()), Some(index));
    }
    let network_identities = tables
        .network_identities()
        .iter()
        .map(|entry| (entry.index().get(), *entry.identity(), usize::from(entry.clients())));
    let expected = model
        .network_identities
        .iter()
        .map(|(index, seed)| (*index, identity(*seed), model.references(*index)));
    assert!(network_identities.eq(expected));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn tables_are_what_a_simple_model_is(
        start in prop_oneof![Just(1_u16), 2000..=2047_u16],
        network_start in prop_oneof![Just(1_u16), 65_530..=65_534_u16],
        steps in prop::collection::vec(step(), 1..200),
    ) {
        let mut storage = Memory::<500>::new();
        let next = Record::NextClientIndex(client_index(start));
        let next_network = Record::NextNetworkIdentityIndex(crate::support::network_index(network_start));
        storage.commit(&[Change::Put(next), Change::Put(next_network)]).unwrap();
        let mut tables = Tables::<500>::new(HashSeed::FIXED);
        tables.load(&mut storage).unwrap();
        let mut model = Model { next_client: start, next_network_identity: network_start, ..Model::default() };
        for step in &steps {
            run(&mut model, &mut tables, &mut storage, step);
            compare(&model, &tables);
        }
    }
}
