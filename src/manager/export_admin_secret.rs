//! `ExportAdminSecret`.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{key_store::KeyStore, secret::Nass, tables::Tables};

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// The Network Administrator Shared Secret that was imported last.
    ///
    /// # Errors
    ///
    /// [`CommandError::NotFound`] if none was, or that of the key store.
    pub fn export_admin_secret(&self) -> Result<Nass, ErrorOf<P>> {
        let stored = self.tables().admin_secret().ok_or(CommandError::NotFound("administrator secret"))?;
        Ok(Nass::new(stored.created, self.parts.key_store.export_secret(&stored.secret)?))
    }
}
