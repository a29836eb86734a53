//! A server in memory that does what the killed one should have done.

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::NoClock,
    crypto::RustCrypto,
    key_store::{SoftwareKeyStore, Volatile},
    manager::{Manager, Parts},
    storage::Memory,
    tables::Tables,
};

use crate::{
    command::Command,
    identity_support::Repeatable,
    server::{Keys, MAX, Trusting},
    state::State,
};

type Platform<'s> = (&'s mut Memory<MAX>, Keys<&'s mut Volatile>, Trusting, NoAuthenticator, NoClock);

/// What it keeps; it starts anew for every command.
#[derive(Clone)]
pub(crate) struct Shadow {
    storage: Box<Memory<MAX>>,
    keys: Volatile,
    starts: u64,
}

impl Shadow {
    pub(crate) fn new() -> Self {
        Self { storage: Box::new(Memory::new()), keys: Volatile::new(), starts: 0 }
    }

    fn start(&mut self) -> Manager<Platform<'_>, Box<Tables<MAX>>, MAX> {
        self.starts += 1;
        let rng = Repeatable(self.starts << 32);
        let parts = Parts {
            storage: &mut *self.storage,
            key_store: SoftwareKeyStore::with_parts(&mut self.keys, rng, RustCrypto).unwrap(),
            verifier: Trusting,
            authenticator: NoAuthenticator,
            clock: NoClock,
        };
        Manager::start(parts, Box::new(Tables::new(HashSeed::FIXED))).unwrap()
    }

    pub(crate) fn run(&mut self, command: Command) -> String {
        command.run(&mut self.start())
    }

    pub(crate) fn state(&mut self) -> State {
        State::of(&self.start())
    }
}
