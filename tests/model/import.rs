//! `ImportAdminSecret` in the model.

use netim::runtime::StatusCode;

use crate::cluster::{COMMIT, Cluster, Outcome};
use crate::server_support::answers::{self, NETWORK_IDENTITIES, NOTHING};
use crate::server_support::entries::NetworkEntry;
use crate::server_support::identities::TestSecret;
use crate::server_support::journal::Entry;

const LAST_INDEX: u16 = 65_534;

impl Cluster {
    pub(crate) fn import(&mut self, secret: &'static TestSecret, created: u32) -> Outcome {
        if self.secret.is_some_and(|stored| (stored.0, &stored.1.raw) == (created, &secret.raw)) {
            return Outcome::quiet(answers::success(NOTHING));
        }
        let is_old = self.secret.is_some_and(|stored| created <= stored.0);
        let is_early = self.now.is_some_and(|now| u64::from(created) > u64::from(now) + 60);
        if is_old || is_early {
            return Outcome::refused(StatusCode::DYNAMIC_CONSTRAINT_ERROR, Vec::new());
        }
        let retirable = |entry: &NetworkEntry| entry.clients == 0 && !self.is_current(entry.index);
        let (retired, stay): (Vec<_>, Vec<_>) = self.network_identities.iter().cloned().partition(retirable);
        if stay.len() + 1 > 4 {
            return Outcome::refused(StatusCode::RESOURCE_EXHAUSTED, Vec::new());
        }
        let mut events = vec![Entry::PrepareNetworkIdentity];
        if !self.ready {
            return Outcome::refused(StatusCode::FAILURE, events);
        }
        if self.network_identities.iter().any(|entry| entry.identity == secret.identity) {
            return Outcome::refused(StatusCode::DYNAMIC_CONSTRAINT_ERROR, events);
        }
        let index = self.take_index();
        let added = NetworkEntry { index, identity: secret.identity.clone(), created, clients: 0 };
        events.push(COMMIT);
        events.extend(retired.into_iter().map(Entry::NetworkIdentityRemoved));
        events.push(Entry::NetworkIdentityAdded(added.clone()));
        self.network_identities = stay;
        self.network_identities.push(added);
        self.secret = Some((created, secret));
        Outcome { answer: answers::success(NETWORK_IDENTITIES), events }
    }

    /// The next free index. Those that retire now still have theirs.
    fn take_index(&mut self) -> u16 {
        let next = |index| if index == LAST_INDEX { 1 } else { index + 1 };
        let mut index = self.next_network_identity;
        while self.network_identities.iter().any(|entry| entry.index == index) {
            index = next(index);
        }
        self.next_network_identity = next(index);
        index
    }
}
