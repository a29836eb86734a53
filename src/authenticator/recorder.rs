//! An authenticator for tests.

use super::{Authenticator, Event, NotReady};
use crate::{
    clients::Client,
    identity::CompactIdentity,
    network_identities::{IdentityType, NetworkIdentity},
    tables::Directory,
};

/// Lets nobody in, but remembers what it was told: the last `MAX` things.
#[derive(Clone, Debug)]
pub struct Recorder<const MAX: usize> {
    /// A ring; the next one goes to `recorded % MAX`.
    records: [Option<Recorded>; MAX],
    recorded: usize,
    ready: bool,
}

/// What a [`Recorder`] was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It was asked about a client.
    PrepareClient(CompactIdentity),
    /// It was asked about a network identity.
    PrepareNetworkIdentity(IdentityType),
    /// A network identity was added.
    NetworkIdentityAdded(NetworkIdentity),
    /// A network identity was removed.
    NetworkIdentityRemoved(NetworkIdentity),
    /// A client was added.
    ClientAdded(Client),
    /// A client was removed.
    ClientRemoved(Client),
    /// It had to reconcile.
    Reconcile {
        /// With how many clients.
        clients: usize,
        /// With how many network identities.
        network_identities: usize,
    },
}

impl<const MAX: usize> Recorder<MAX> {
    /// A recorder that is ready and was told nothing yet.
    pub const fn new() -> Self {
        Self { records: [None; MAX], recorded: 0, ready: true }
    }

    /// From now on it is ready, or is not.
    pub fn set_ready(&mut self, ready: bool) {
        self.ready = ready;
    }

    /// The last `MAX` things it was told, oldest first.
    pub fn records(&self) -> impl Iterator<Item = &Recorded> {
        let oldest = self.recorded.checked_rem(MAX).unwrap_or(0);
        let (newer, older) = self.records.split_at(oldest);
        older.iter().chain(newer).flatten()
    }

    /// How many things it was told.
    pub const fn recorded(&self) -> usize {
        self.recorded
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.records = [None; MAX];
        self.recorded = 0;
    }

    fn record(&mut self, record: Recorded) {
        let place = self.recorded.checked_rem(MAX).and_then(|place| self.records.get_mut(place));
        if let Some(place) = place {
            *place = Some(record);
        }
        self.recorded = self.recorded.wrapping_add(1);
    }

    const fn answer(&self) -> Result<(), NotReady> {
        if self.ready { Ok(()) } else { Err(NotReady) }
    }
}

impl<const MAX: usize> Default for Recorder<MAX> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const MAX: usize> Authenticator for Recorder<MAX> {
    fn prepare_client(&mut self, identity: &CompactIdentity) -> Result<(), NotReady> {
        self.record(Recorded::PrepareClient(*identity));
        self.answer()
    }

    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady> {
        self.record(Recorded::PrepareNetworkIdentity(identity_type));
        self.answer()
    }

    fn follow(&mut self, event: Event<'_>) {
        self.record(match event {
            Event::NetworkIdentityAdded(identity) => Recorded::NetworkIdentityAdded(*identity),
            Event::NetworkIdentityRemoved(identity) => Recorded::NetworkIdentityRemoved(*identity),
            Event::ClientAdded(client) => Recorded::ClientAdded(*client),
            Event::ClientRemoved(client) => Recorded::ClientRemoved(*client),
        });
    }

    fn reconcile(&mut self, tables: &dyn Directory) {
        let first = tables.client_after(None);
        let clients =
            core::iter::successors(first, |client| tables.client_after(Some(client.index()))).count();
        let network_identities = (0..).map_while(|position| tables.network_identity_at(position)).count();
        self.record(Recorded::Reconcile { clients, network_identities });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_remembers_the_last_things() {
        let mut recorder = Recorder::<2>::new();
        recorder.set_ready(false);
        let kind = IdentityType::Ecdsa;
        assert_eq!(recorder.prepare_network_identity(kind), Err(NotReady));
        assert_eq!(recorder.records().count(), 1);
        let tables = crate::tables::Tables::<500>::new(crate::clients::HashSeed::FIXED);
        recorder.reconcile(&tables);
        recorder.reconcile(&tables);
        let reconcile = Recorded::Reconcile { clients: 0, network_identities: 0 };
        assert!(recorder.records().eq(&[reconcile, reconcile]));
        assert_eq!(recorder.recorded(), 3);
    }
}
