//! Registrars of both releases, blocking and asynchronous, behind one face.

use std::{
    cell::{RefCell, RefMut},
    rc::Rc,
};

use netim::{
    clients::ClientIndex,
    cluster::{v1_6, v1_6_1},
    crypto::RustCrypto,
    identity::{CompactIdentity, Identifier},
    registrar::{
        CurrentError, CurrentNetworkIdentity, MIN_BUFFER, QueryError, RegisterError, Registrar, Release,
        UnregisterError, Unregistered,
    },
    runtime::client::{AsyncTransport, Transport},
};
use pollster::block_on;

use crate::link::{ENDPOINT, Fault, Link, Lost, V1_6, V1_6_1, World};

/// What a registrar can do.
pub(crate) trait Registers {
    fn register(&mut self, identity: &CompactIdentity) -> Result<ClientIndex, RegisterError<Lost>>;
    fn unregister(&mut self, identifier: &Identifier) -> Result<Unregistered, UnregisterError<Lost>>;
    fn check(&mut self, identifier: &Identifier) -> Result<Option<CompactIdentity>, QueryError<Lost>>;
    fn current(&mut self) -> Result<Option<CurrentNetworkIdentity>, CurrentError<Lost>>;
}

struct Blocking<C>(Registrar<'static, C>);

impl<T: Transport<Error = Lost>, C: Release<Transport = T>> Registers for Blocking<C> {
    fn register(&mut self, identity: &CompactIdentity) -> Result<ClientIndex, RegisterError<Lost>> {
        self.0.register(identity)
    }

    fn unregister(&mut self, identifier: &Identifier) -> Result<Unregistered, UnregisterError<Lost>> {
        self.0.unregister(identifier)
    }

    fn check(&mut self, identifier: &Identifier) -> Result<Option<CompactIdentity>, QueryError<Lost>> {
        self.0.check(identifier)
    }

    fn current(&mut self) -> Result<Option<CurrentNetworkIdentity>, CurrentError<Lost>> {
        self.0.current_network_identity(&RustCrypto)
    }
}

struct Asynchronous<C>(Registrar<'static, C>);

impl<T: AsyncTransport<Error = Lost>, C: Release<Transport = T>> Registers for Asynchronous<C> {
    fn register(&mut self, identity: &CompactIdentity) -> Result<ClientIndex, RegisterError<Lost>> {
        block_on(self.0.register_async(identity))
    }

    fn unregister(&mut self, identifier: &Identifier) -> Result<Unregistered, UnregisterError<Lost>> {
        block_on(self.0.unregister_async(identifier))
    }

    fn check(&mut self, identifier: &Identifier) -> Result<Option<CompactIdentity>, QueryError<Lost>> {
        block_on(self.0.check_async(identifier))
    }

    fn current(&mut self) -> Result<Option<CurrentNetworkIdentity>, CurrentError<Lost>> {
        block_on(self.0.current_network_identity_async(&RustCrypto))
    }
}

/// A registrar with a server of its own.
pub(crate) struct Controller {
    /// Which one it is.
    pub(crate) name: &'static str,
    registrar: Box<dyn Registers>,
    world: Rc<RefCell<World>>,
}

impl Controller {
    pub(crate) fn world(&self) -> RefMut<'_, World> {
        self.world.borrow_mut()
    }

    /// Has these faults happen to the next exchanges.
    pub(crate) fn suffer(&self, faults: impl IntoIterator<Item = Fault>) {
        self.world().faults = faults.into_iter().collect();
    }
}

impl std::ops::Deref for Controller {
    type Target = dyn Registers;

    fn deref(&self) -> &Self::Target {
        &*self.registrar
    }
}

impl std::ops::DerefMut for Controller {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.registrar
    }
}

type Build = fn(Rc<RefCell<World>>) -> Box<dyn Registers>;

/// Every kind of registrar, each with an empty server that has room for three.
pub(crate) fn all() -> impl Iterator<Item = Controller> {
    let builders: [(_, Build); 4] = [
        ("1.6, blocking", |world| {
            Box::new(Blocking(registrar(v1_6::Client::new(Link::<V1_6>::new(world), ENDPOINT))))
        }),
        ("1.6, asynchronous", |world| {
            Box::new(Asynchronous(registrar(v1_6::Client::new(Link::<V1_6>::new(world), ENDPOINT))))
        }),
        ("1.6.1, blocking", |world| {
            Box::new(Blocking(registrar(v1_6_1::Client::new(Link::<V1_6_1>::new(world), ENDPOINT))))
        }),
        ("1.6.1, asynchronous", |world| {
            Box::new(Asynchronous(registrar(v1_6_1::Client::new(Link::<V1_6_1>::new(world), ENDPOINT))))
        }),
    ];
    builders.into_iter().map(|(name, build)| with_server(name, build))
}

/// A registrar of 1.6 with a server of 1.6.1.
pub(crate) fn of_the_wrong_release() -> Controller {
    with_server("1.6 to 1.6.1", |world| {
        Box::new(Blocking(registrar(v1_6::Client::new(Link::<V1_6_1>::new(world), ENDPOINT))))
    })
}

fn with_server(name: &'static str, build: Build) -> Controller {
    let world = Rc::new(RefCell::new(World::default()));
    world.borrow_mut().server.room = 3;
    Controller { name, registrar: build(Rc::clone(&world)), world }
}

fn registrar<C: Release>(client: C) -> Registrar<'static, C> {
    // The smallest, to see that it does.
    Registrar::new(client, Box::leak(Box::new([0; MIN_BUFFER])))
}
