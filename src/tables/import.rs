//! A new secret and its network identity.

use thiserror::Error;

use super::{Changes, Plan, Tables};
use crate::{
    identity::CompactIdentity,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentities, NetworkIdentity, NetworkIdentityIndex},
    storage::{AdminSecretRecord, NetworkIdentityRecord, Record, RecordKey},
};

/// A network identity that is to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewNetworkIdentity {
    /// Its type.
    pub identity_type: IdentityType,
    /// Its identity.
    pub identity: CompactIdentity,
    /// The handle of its key pair.
    pub key: KeyHandle,
}

impl<const MAX: usize> Tables<MAX> {
    /// Plans to replace the secret of administrators, to add the network identity that comes from the new one, and to
    /// let those retire that can.
    ///
    /// # Errors
    ///
    /// [`ImportError`] if there is no room for the network identity, or it is there already.
    pub fn plan_import(
        &mut self,
        secret: AdminSecretRecord,
        new: NewNetworkIdentity,
    ) -> Result<Import<'_, MAX>, ImportError> {
        let table = &self.network_identities;
        if !table.has_room() {
            return Err(ImportError::Full);
        }
        if let Some(same) = table.by_identifier(&new.identity.identifier()) {
            return Err(ImportError::Exists { index: same.index() });
        }
        let NewNetworkIdentity { identity_type, identity, key } = new;
        let record = NetworkIdentityRecord {
            index: table.free_index(),
            identity_type,
            identity,
            created: secret.created,
            order: table.next_order(),
            key,
        };
        Ok(Import { secret, record, tables: self })
    }
}

/// The plan to replace the secret of administrators.
#[derive(Debug)]
#[must_use = "a plan changes nothing until it is committed or applied"]
pub struct Import<'t, const MAX: usize> {
    secret: AdminSecretRecord,
    record: NetworkIdentityRecord,
    tables: &'t mut Tables<MAX>,
}

impl<const MAX: usize> Plan for Import<'_, MAX> {
    type Outcome = Imported;

    fn changes(&self) -> Changes {
        let retire = |changes: Changes, entry: &NetworkIdentity| {
            changes.remove(RecordKey::NetworkIdentity(entry.index()))
        };
        self.tables
            .network_identities
            .retirable()
            .fold(Changes::none(), retire)
            .put(Record::NetworkIdentity(self.record))
            .put(Record::NextNetworkIdentityIndex(self.record.index.next()))
            .put(Record::AdminSecret(self.secret))
    }

    fn apply(self) -> Imported {
        let table = &mut self.tables.network_identities;
        let mut retired = [None; NetworkIdentities::MAX];
        for (place, entry) in retired.iter_mut().zip(table.retirable()) {
            *place = Some(*entry);
        }
        for entry in retired.iter().flatten() {
            table.remove(entry.index());
        }
        let inserted = table.insert(self.record);
        debug_assert_eq!(inserted, Ok(()), "the plan has checked it");
        table.set_next_index(self.record.index.next());
        let replaced = self.tables.admin_secret.replace(self.secret);
        Imported { index: self.record.index, retired, replaced }
    }
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    index: NetworkIdentityIndex,
    retired: [Option<NetworkIdentity>; NetworkIdentities::MAX],
    replaced: Option<AdminSecretRecord>,
}

impl Imported {
    /// The index of the network identity that was added.
    pub const fn index(&self) -> NetworkIdentityIndex {
        self.index
    }

    /// The network identities that retired, as they were, oldest first.
    pub fn retired(&self) -> impl Iterator<Item = &NetworkIdentity> {
        self.retired.iter().flatten()
    }

    /// The secret that was replaced.
    pub const fn replaced(&self) -> Option<&AdminSecretRecord> {
        self.replaced.as_ref()
    }
}

/// Why a secret cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// No room for another network identity: clients still refer to all that are not current.
    #[error("the table of network identities is full")]
    Full,
    /// The network identity is there already.
    #[error("network identity {index} has the same identifier")]
    Exists {
        /// Its index.
        index: NetworkIdentityIndex,
    },
}
