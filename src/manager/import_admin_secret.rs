//! `ImportAdminSecret`.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{
    authenticator::{Authenticator, Event},
    clock::Clock,
    identity::CompactIdentity,
    key_store::{KeyHandle, KeyStore, KeyStoreError},
    network_identities::IdentityType,
    secret::{Nass, RawSecret, leaving_no_trace},
    storage::{AdminSecretRecord, Storage},
    tables::{ImportError, Imported, NewNetworkIdentity, Plan, Tables},
};

/// How far a secret may be ahead of the clock, in seconds.
const TOLERANCE: u32 = 60;

/// What the key store has made of a secret.
struct NewKeys {
    secret: KeyHandle,
    pair: KeyHandle,
    identity: CompactIdentity,
}

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Imports a Network Administrator Shared Secret: derives the network identity that comes from it, makes that the
    /// current one, and lets those retire that no client refers to. The secret that is stored already is accepted
    /// again and changes nothing.
    ///
    /// # Errors
    ///
    /// [`CommandError`]; nothing is changed then.
    pub fn import_admin_secret(&mut self, nass: &[u8]) -> Result<(), ErrorOf<P>> {
        leaving_no_trace(|| self.import(&Nass::decode(nass)?))
    }

    fn import(&mut self, nass: &Nass) -> Result<(), ErrorOf<P>> {
        if self.is_stored(nass)? {
            return Ok(());
        }
        self.check_time(nass.created())?;
        if !self.tables().network_identities().has_room() {
            return Err(CommandError::NetworkIdentitiesFull);
        }
        self.parts.authenticator.prepare_network_identity(IdentityType::Ecdsa)?;
        if self.has_leftover_keys && self.storage_is_settled() {
            self.destroy_leftover_keys();
        }
        let keys = self.new_keys(nass.secret())?;
        match self.store(nass.created(), &keys) {
            Ok(imported) => {
                self.follow_import(&imported);
                Ok(())
            }
            Err(error) => {
                if matches!(error, CommandError::Storage(_)) && !self.storage_is_settled() {
                    self.has_leftover_keys = true;
                } else {
                    self.destroy_key(&keys.pair);
                    self.destroy_key(&keys.secret);
                }
                Err(error)
            }
        }
    }

    /// Whether the storage holds what the tables do, and will if the process ends now. Until it has taken back a commit
    /// that failed, it may still come to refer to the keys of that commit, so these must not go.
    fn storage_is_settled(&mut self) -> bool {
        self.parts.storage.load(&mut |_| {}).is_ok()
    }

    /// Whether this very secret is stored. The time is no secret; the rest is compared in constant time.
    fn is_stored(&self, nass: &Nass) -> Result<bool, ErrorOf<P>> {
        match self.tables().admin_secret() {
            Some(stored) if stored.created == nass.created() => {
                Ok(self.parts.key_store.secret_equals(&stored.secret, nass.secret())?)
            }
            _ => Ok(false),
        }
    }

    /// A secret must be newer than the stored one, and not from the future.
    fn check_time(&self, created: u32) -> Result<(), ErrorOf<P>> {
        if let Some(stored) =
            self.tables().admin_secret().map(|stored| stored.created).filter(|it| created <= *it)
        {
            return Err(CommandError::SecretNotNewer { created, stored });
        }
        match self.parts.clock.now() {
            Some(now) if created > now.saturating_add(TOLERANCE) => {
                Err(CommandError::SecretFromTheFuture { created, now })
            }
            _ => Ok(()),
        }
    }

    /// Keeps the secret and derives its key pair; leaves nothing behind if that fails.
    fn new_keys(&mut self, raw: &RawSecret) -> Result<NewKeys, KeyStoreError> {
        let secret = self.parts.key_store.import_secret(raw)?;
        let pair =
            self.parts.key_store.derive_network_key(&secret).inspect_err(|_| self.destroy_key(&secret))?;
        match self.parts.key_store.self_signed_identity(&pair) {
            Ok(identity) => Ok(NewKeys { secret, pair, identity }),
            Err(error) => {
                self.destroy_key(&pair);
                self.destroy_key(&secret);
                Err(error)
            }
        }
    }

    /// Replaces the secret and adds the network identity, in one step.
    fn store(&mut self, created: u32, keys: &NewKeys) -> Result<Imported, ErrorOf<P>> {
        let secret = AdminSecretRecord { created, secret: keys.secret };
        let new = NewNetworkIdentity {
            identity_type: IdentityType::Ecdsa,
            identity: keys.identity,
            key: keys.pair,
        };
        let plan = self.tables.borrow_mut().plan_import(secret, new).map_err(|error| match error {
            ImportError::Full => CommandError::NetworkIdentitiesFull,
            ImportError::Exists { .. } => CommandError::NetworkIdentityExists,
        })?;
        plan.commit(&mut self.parts.storage).map_err(CommandError::Storage)
    }

    fn follow_import(&mut self, imported: &Imported) {
        for retired in imported.retired() {
            self.parts.authenticator.follow(Event::NetworkIdentityRemoved(retired));
            self.destroy_key(retired.key());
        }
        if let Some(replaced) = imported.replaced() {
            self.destroy_key(&replaced.secret);
        }
        let tables: &Tables<MAX> = self.tables.borrow();
        if let Some(added) = tables.network_identities().get(imported.index()) {
            self.parts.authenticator.follow(Event::NetworkIdentityAdded(added));
        }
        self.changed.active_network_identities = true;
    }
}
