//! Random sequences of operations, against a simple model.

use std::collections::BTreeMap;

use netim::{
    crypto::{RustCrypto, Signer},
    key_store::{CAPACITY, KeyKind, KeyStore, KeyStoreError},
    secret::RawSecret,
};
use proptest::prelude::*;

use crate::behaviour::{handles, reopen, secret, store};

#[derive(Clone, Debug)]
enum Step {
    Import(u8),
    Derive(usize),
    Generate,
    Destroy(usize),
    Reopen,
    KeepEverySecond,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<u8>().prop_map(Step::Import),
        2 => any::<usize>().prop_map(Step::Derive),
        1 => Just(Step::Generate),
        3 => any::<usize>().prop_map(Step::Destroy),
        1 => Just(Step::Reopen),
        1 => Just(Step::KeepEverySecond),
    ]
}

/// What is behind a handle.
#[derive(Clone)]
enum Model {
    Secret(u8),
    Derived(u8),
    Generated,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn behaves_as_the_model(steps in prop::collection::vec(step(), 1..60)) {
        let mut store = store();
        let mut rng_seed = 1000;
        let mut model = BTreeMap::new();
        for step in steps {
            let pick = |at: usize, model: &BTreeMap<_, Model>| {
                model.iter().nth(at % model.len().max(1)).map(|(handle, model)| (*handle, model.clone()))
            };
            let full = model.len() == CAPACITY;
            match step {
                Step::Import(byte) => match store.import_secret(&secret(byte)) {
                    Ok(handle) => prop_assert!(model.insert(handle, Model::Secret(byte)).is_none() && !full),
                    Err(error) => prop_assert!(full && error == KeyStoreError::Full),
                },
                Step::Derive(at) => {
                    let Some((handle, entry)) = pick(at, &model) else { continue };
                    match (entry, store.derive_network_key(&handle)) {
                        (Model::Secret(byte), Ok(handle)) => {
                            prop_assert!(model.insert(handle, Model::Derived(byte)).is_none() && !full);
                        }
                        (Model::Secret(_), Err(error)) => prop_assert!(full && error == KeyStoreError::Full),
                        (_, result) => {
                            prop_assert_eq!(result, Err(KeyStoreError::WrongKind { expected: KeyKind::Secret }));
                        }
                    }
                }
                Step::Generate => match store.generate_key_pair() {
                    Ok(handle) => prop_assert!(model.insert(handle, Model::Generated).is_none() && !full),
                    Err(error) => prop_assert!(full && error == KeyStoreError::Full),
                },
                Step::Destroy(at) => {
                    let Some((handle, _)) = pick(at, &model) else { continue };
                    prop_assert_eq!(store.destroy(&handle), Ok(()));
                    model.remove(&handle);
                }
                Step::Reopen => {
                    // With other random numbers: handles do not come again.
                    rng_seed += 1;
                    let persistence = store.into_persistence();
                    drop(reopen(persistence.clone()));
                    store = netim::key_store::SoftwareKeyStore::with_parts(
                        persistence,
                        crate::identity_support::Repeatable(rng_seed),
                        RustCrypto,
                    ).unwrap();
                }
                Step::KeepEverySecond => {
                    let kept: Vec<_> = model.keys().copied().step_by(2).collect();
                    let destroyed = model.len() - kept.len();
                    prop_assert_eq!(store.destroy_all_but(|handle| kept.contains(handle)), Ok(destroyed));
                    model.retain(|handle, _| kept.contains(handle));
                }
            }
            prop_assert_eq!(handles(&store), model.keys().copied().collect::<Vec<_>>());
        }
        for (handle, entry) in model {
            match entry {
                Model::Secret(byte) => {
                    let exported = store.export_secret(&handle).unwrap();
                    prop_assert_eq!(exported.expose_secret(), &[byte; 32]);
                }
                Model::Derived(byte) => {
                    let key = RawSecret::from_bytes(&[byte; 32]).network_key(&RustCrypto).unwrap();
                    prop_assert_eq!(store.public_key(&handle), Ok(RustCrypto.public_key(&key).unwrap()));
                }
                Model::Generated => prop_assert_eq!(store.kind(&handle), Ok(KeyKind::KeyPair)),
            }
        }
    }
}
