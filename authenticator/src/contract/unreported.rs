//! Who has authenticated and was not reported yet.

use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use netim::{clients::ClientIndex, network_identities::NetworkIdentityIndex};

use super::Owner;

/// Who has authenticated and was not reported yet; for each client only the last time counts.
#[derive(Debug, Default)]
pub(crate) struct Unreported {
    clients: Mutex<BTreeMap<ClientIndex, NetworkIdentityIndex>>,
    more: Condvar,
}

impl Unreported {
    pub(crate) fn add(&self, client: ClientIndex, network: NetworkIdentityIndex) {
        self.lock().insert(client, network);
        self.more.notify_one();
    }

    /// Forgets a client that is removed: the next with its index is another.
    pub(super) fn forget(&self, client: ClientIndex) {
        self.lock().remove(&client);
    }

    /// Forgets all: the tables are others.
    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    /// Waits until there is something, or the time is over.
    pub(crate) fn wait(&self, timeout: Duration) {
        let clients = self.lock();
        if clients.is_empty() {
            drop(self.more.wait_timeout(clients, timeout).unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Reports everybody. The tables are unlocked between two, and each is taken out only while they are locked, so
    /// that no removal comes between.
    pub(crate) fn report_to(&self, owner: &dyn Owner) {
        let mut is_empty = false;
        while !is_empty {
            owner.report(&mut |report| {
                // Whoever adds one must not wait for the commit.
                let first = self.lock().pop_first();
                match first {
                    Some((client, network)) => report.client_authenticated(client, network),
                    None => is_empty = true,
                }
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<ClientIndex, NetworkIdentityIndex>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use netim::{
        authenticator::ReportAuthentication,
        crypto::Signature,
        key_store::{KeyHandle, KeyStoreError},
    };

    use super::*;

    /// Remembers who was reported.
    #[derive(Default)]
    struct Recorder(Mutex<Vec<(u16, u16)>>);

    struct Locked<'a>(&'a Recorder);

    impl ReportAuthentication for Locked<'_> {
        fn client_authenticated(&mut self, client: ClientIndex, network: NetworkIdentityIndex) {
            self.0.0.lock().unwrap().push((client.get(), network.get()));
        }
    }

    impl Owner for Recorder {
        fn sign(&self, _: &KeyHandle, _: &[u8]) -> Result<Signature, KeyStoreError> {
            Err(KeyStoreError::UnknownHandle)
        }

        fn report(&self, report: &mut dyn FnMut(&mut dyn ReportAuthentication)) {
            report(&mut Locked(self));
        }
    }

    #[test]
    fn each_client_once_and_none_that_was_removed() {
        let client = |index| ClientIndex::new(index).unwrap();
        let network = |index| NetworkIdentityIndex::new(index).unwrap();
        let (unreported, recorder) = (Unreported::default(), Recorder::default());
        unreported.add(client(1), network(7));
        unreported.add(client(2), network(7));
        unreported.add(client(3), network(7));
        unreported.add(client(1), network(8));
        // The next client with this index is another one.
        unreported.forget(client(2));
        unreported.report_to(&recorder);
        unreported.report_to(&recorder);
        assert_eq!(*recorder.0.lock().unwrap(), [(1, 8), (3, 7)]);
        unreported.add(client(1), network(8));
        unreported.clear();
        unreported.report_to(&recorder);
        assert_eq!(recorder.0.lock().unwrap().len(), 2);
    }
}
