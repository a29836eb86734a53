//! What the device is.

use std::{fs, io::ErrorKind};

use netim::{key_store::SysRng, wire::Release};
use rand_core::TryRng as _;
use serde::{Deserialize, Serialize};

use super::{
    fault::Fault,
    folder::{self, Folder},
};

/// What stays the same from start to start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// What the vendor would print on the device. Stays when all else is forgotten.
    pub(super) serial_number: String,
    /// `BasicInformation.UniqueID`: another one after each factory reset.
    pub(super) unique_id: String,
    /// The release that was spoken last.
    pub(super) release: String,
}

impl Settings {
    /// Those of a folder, or new ones for one that has none.
    pub(super) fn load_or_create(folder: &Folder, release: Release) -> Result<Self, Fault> {
        if let Some(settings) = Self::load(folder)? {
            return Ok(settings);
        }
        let settings = Self {
            serial_number: format!("NETIM-{}", random_hex::<4>()?.to_uppercase()),
            unique_id: random_hex::<16>()?,
            release: release.to_string(),
        };
        settings.save(folder)?;
        Ok(settings)
    }

    pub(super) fn load(folder: &Folder) -> Result<Option<Self>, Fault> {
        let name = folder.settings();
        let text = match fs::read(&name) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault::from_error(format!("reading `{}`", name.display()), error)),
        };
        let settings = serde_json::from_slice(&text).map_err(|error| {
            Fault::from_error(format!("`{}`", name.display()), error).help("restore a backup")
        })?;
        Ok(Some(settings))
    }

    /// Those of the same device after a factory reset.
    pub(super) fn renewed(self) -> Result<Self, Fault> {
        Ok(Self { unique_id: random_hex::<16>()?, ..self })
    }

    pub(super) fn save(&self, folder: &Folder) -> Result<(), Fault> {
        let name = folder.settings();
        let failed =
            |error: std::io::Error| Fault::from_error(format!("writing `{}`", name.display()), error);
        let text = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        folder::replace(&name, &text).map_err(failed)
    }
}

fn random_hex<const BYTES: usize>() -> Result<String, Fault> {
    let mut bytes = [0; BYTES];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|error| Fault::from_error("getting random numbers from the system", error))?;
    Ok(base16ct::lower::encode_string(&bytes))
}
