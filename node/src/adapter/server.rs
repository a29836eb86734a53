//! The one owner of the manager.

use std::{
    fmt, io,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
};

use futures_lite::future;
use netim::{
    authenticator::ReportAuthentication,
    clients::ClientIndex,
    manager::{Changed, Manager, Platform},
    network_identities::NetworkIdentityIndex,
    tables::Tables,
};
use thiserror::Error;
use tracing::{info, warn};

use super::worker::Worker;

/// A manager with its tables on the heap.
pub type Locked<P, const MAX: usize> = Manager<P, Box<Tables<MAX>>, MAX>;

/// What can be given to the thread that carries out commands.
pub trait Parcel: Send + 'static {}

impl<T: Send + 'static> Parcel for T {}

/// The manager behind a lock, shared by the Matter stack, the authenticator, and whoever else wants to look.
///
/// A commit waits for the disk, a millisecond perhaps. The stack has one thread for all its sessions; so what commits
/// is [carried out](Self::carry_out) on a thread of the server's own, and what only reads does not wait for it either.
///
/// What has changed is gathered here, whoever changed it, and [`Handler`](super::Handler) tells the subscribers.
pub struct Server<P: Platform, const MAX: usize> {
    shared: Arc<Shared<P, MAX>>,
    worker: Arc<Worker>,
}

struct Shared<P: Platform, const MAX: usize> {
    manager: Mutex<Locked<P, MAX>>,
    changed: Mutex<Changed>,
    /// Rings when something has changed. There is one place: one ring is enough.
    bell: (async_channel::Sender<()>, async_channel::Receiver<()>),
}

/// Nothing more is done: a command panicked, and nobody knows what it left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the server has stopped: a command panicked")]
pub struct Stopped;

impl<P: Platform, const MAX: usize> Server<P, MAX>
where
    Locked<P, MAX>: Parcel,
{
    /// Takes a manager over, and starts the thread.
    ///
    /// # Errors
    ///
    /// If there is no thread to be had.
    pub fn new(manager: Locked<P, MAX>) -> io::Result<Self> {
        let shared = Shared {
            manager: Mutex::new(manager),
            changed: Mutex::new(Changed::default()),
            bell: async_channel::bounded(1),
        };
        Ok(Self { shared: Arc::new(shared), worker: Arc::new(Worker::start("netim-commands")?) })
    }

    /// Does something with the manager, on this thread, when the lock is free.
    ///
    /// # Errors
    ///
    /// [`Stopped`].
    pub fn with<R>(&self, work: impl FnOnce(&mut Locked<P, MAX>) -> R) -> Result<R, Stopped> {
        self.shared.with(work)
    }

    /// Does something with the manager on the server's thread: commands one after another, in the order in which they
    /// came. It is done even when nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// [`Stopped`].
    pub async fn carry_out<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Locked<P, MAX>) -> R + Send + 'static,
    ) -> Result<R, Stopped> {
        let shared = Arc::clone(&self.shared);
        self.worker.run(move || shared.with(work)).done().await.unwrap_or(Err(Stopped))
    }

    /// Forgets everything, behind the commands that have come before. This thread waits for it.
    pub(super) fn factory_reset(&self) -> Result<Result<(), String>, Stopped> {
        future::block_on(self.carry_out(|manager| manager.factory_reset().map_err(|fault| fault.to_string())))
    }

    /// The same for a command on the wire, which says itself what it has changed.
    pub(super) async fn command<R: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Locked<P, MAX>) -> (R, Changed) + Send + 'static,
    ) -> Result<R, Stopped> {
        let shared = Arc::clone(&self.shared);
        let noting = move || {
            let (done, changed) = shared.with(command)?;
            shared.note(changed);
            Ok(done)
        };
        self.worker.run(noting).done().await.unwrap_or(Err(Stopped))
    }

    /// Looks at the manager: on this thread if the lock is free, else behind what holds it.
    ///
    /// # Errors
    ///
    /// [`Stopped`].
    pub async fn look<R: Send + 'static>(
        &self,
        look: impl FnOnce(&Locked<P, MAX>) -> R + Send + 'static,
    ) -> Result<R, Stopped> {
        match self.shared.manager.try_lock() {
            Ok(manager) => return Ok(look(&manager)),
            Err(TryLockError::Poisoned(_)) => return Err(Stopped),
            Err(TryLockError::WouldBlock) => {}
        }
        self.carry_out(|manager| look(manager)).await
    }

    /// Which attributes have changed since the last call.
    pub fn take_changed(&self) -> Changed {
        std::mem::take(&mut *self.shared.changed())
    }

    /// Waits until something has changed, perhaps.
    pub async fn changed(&self) {
        // The sender is in the same place, so it is there.
        let _ = self.shared.bell.1.recv().await;
    }

    /// Waits for what is being carried out, and gives the manager back; `None` if it is held elsewhere too, or has
    /// stopped.
    pub fn into_manager(self) -> Option<Locked<P, MAX>> {
        drop(Arc::into_inner(self.worker)?);
        Arc::into_inner(self.shared)?.manager.into_inner().ok()
    }
}

impl<P: Platform, const MAX: usize> Shared<P, MAX> {
    fn with<R>(&self, work: impl FnOnce(&mut Locked<P, MAX>) -> R) -> Result<R, Stopped> {
        let mut manager = self.manager.lock().map_err(|_| Stopped)?;
        let done = work(&mut manager);
        let changed = manager.take_changed();
        drop(manager);
        self.note(changed);
        Ok(done)
    }

    fn note(&self, changed: Changed) {
        if changed.is_empty() {
            return;
        }
        let mut noted = self.changed();
        noted.clients |= changed.clients;
        noted.active_network_identities |= changed.active_network_identities;
        // It is ringing already, if not.
        let _ = self.bell.0.try_send(());
    }

    /// Two flags are right whoever panicked meanwhile.
    fn changed(&self) -> MutexGuard<'_, Changed> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P: Platform, const MAX: usize> Clone for Server<P, MAX> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), worker: Arc::clone(&self.worker) }
    }
}

impl<P: Platform, const MAX: usize> fmt::Debug for Server<P, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

/// An authenticator reports from a thread of its own, and waits for the lock.
impl<P: Platform, const MAX: usize> ReportAuthentication for Server<P, MAX>
where
    Locked<P, MAX>: Parcel,
{
    fn client_authenticated(&mut self, client: ClientIndex, network_identity: NetworkIdentityIndex) {
        if let Err(stopped) = self.with(|manager| note_authentication(manager, client, network_identity)) {
            warn!("client {client} authenticated, which nobody notes: {stopped}");
        }
    }
}

/// Notes that a client authenticated, and logs it.
pub(super) fn note_authentication<P: Platform, const MAX: usize>(
    manager: &mut Locked<P, MAX>,
    client: ClientIndex,
    network_identity: NetworkIdentityIndex,
) {
    match Manager::client_authenticated(manager, client, network_identity) {
        Ok(()) => info!("client {client} authenticated against network identity {network_identity}"),
        Err(error) => {
            warn!("client {client} authenticated against network identity {network_identity}: {error}");
        }
    }
}
