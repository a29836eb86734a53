//! Nothing left.

use super::{Changes, Plan, Tables};
use crate::{
    network_identities::{NetworkIdentities, NetworkIdentity},
    storage::RecordKey,
};

impl<const MAX: usize> Tables<MAX> {
    /// Plans to forget all that is left when there are no clients: the network identities, the secret of administrators,
    /// and where the search for free indices starts. `None` as long as there are clients.
    pub fn plan_forget(&mut self) -> Option<Forget<'_, MAX>> {
        if self.clients.is_empty() { Some(Forget { tables: self }) } else { None }
    }
}

/// The plan to forget all but the clients. Its outcome is the network identities as they were.
#[derive(Debug)]
#[must_use = "a plan changes nothing until it is committed or applied"]
pub struct Forget<'t, const MAX: usize> {
    tables: &'t mut Tables<MAX>,
}

impl<const MAX: usize> Plan for Forget<'_, MAX> {
    type Outcome = [Option<NetworkIdentity>; NetworkIdentities::MAX];

    fn changes(&self) -> Changes {
        let forget = |changes: Changes, entry: &NetworkIdentity| {
            changes.remove(RecordKey::NetworkIdentity(entry.index()))
        };
        self.tables
            .network_identities
            .iter()
            .fold(Changes::none(), forget)
            .remove(RecordKey::NextNetworkIdentityIndex)
            .remove(RecordKey::NextClientIndex)
            .remove(RecordKey::AdminSecret)
    }

    fn apply(self) -> Self::Outcome {
        let Tables { clients, network_identities, admin_secret } = self.tables;
        let mut forgotten = [None; NetworkIdentities::MAX];
        for (place, entry) in forgotten.iter_mut().zip(network_identities.iter()) {
            *place = Some(*entry);
        }
        clients.clear();
        network_identities.clear();
        *admin_secret = None;
        forgotten
    }
}
