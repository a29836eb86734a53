//! Keys as bytes, always the same number of them.
//!
//! ```text
//! 0    8   "NETIMKEY"
//! 8    1   version: 1
//! 9    588 12 slots of 49 bytes:
//!            0  1   0: free, all of it zero;  1: secret;  2: key pair
//!            1  16  handle
//!            17 32  secret or private key
//! 597  32  SHA-256 of all that is in front
//! ```
//!
//! Where the keys stand says nothing. The checksum is there to find damage; it does not keep anybody from writing.

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{
    CAPACITY, KeyHandle,
    vault::{Key, Vault},
};
use crate::{crypto::PrivateKey, secret::RawSecret};

/// How many bytes the keys of a [`SoftwareKeyStore`](super::SoftwareKeyStore) take, however many there are.
pub const BLOB_LEN: usize = HEADER_LEN + CAPACITY * SLOT_LEN + CHECKSUM_LEN;

const MAGIC: &[u8; 8] = b"NETIMKEY";
const VERSION: u8 = 1;
const HEADER_LEN: usize = MAGIC.len() + 1;
const SLOT_LEN: usize = 1 + KeyHandle::LEN + Key::LEN;
const CHECKSUM_LEN: usize = 32;

const FREE: u8 = 0;
const SECRET: u8 = 1;
const KEY_PAIR: u8 = 2;

/// Writes all of `blob`; leaves the key with the handle `without` out.
pub(super) fn encode(vault: &Vault, without: Option<&KeyHandle>, blob: &mut [u8; BLOB_LEN]) {
    let (content, checksum) = split_mut(blob);
    let keys = vault.iter().filter(|(handle, _)| Some(handle) != without).flat_map(|(handle, key)| {
        let kind = match key {
            Key::Secret(_) => SECRET,
            Key::KeyPair(_) => KEY_PAIR,
        };
        core::iter::once(kind).chain(*handle.as_bytes()).chain(key.expose_secret().iter().copied())
    });
    let bytes = MAGIC.iter().copied().chain([VERSION]).chain(keys).chain(core::iter::repeat(FREE));
    for (to, from) in content.iter_mut().zip(bytes) {
        *to = from;
    }
    for (to, from) in checksum.iter_mut().zip(Sha256::digest(&*content)) {
        *to = from;
    }
}

fn split_mut(blob: &mut [u8; BLOB_LEN]) -> (&mut [u8], &mut [u8]) {
    blob.split_at_mut(BLOB_LEN - CHECKSUM_LEN)
}

/// Reads what [`encode`] wrote, and nothing else, into an empty vault: where it stays, so that no copies of keys are left
/// where it was.
pub(super) fn decode(blob: &[u8; BLOB_LEN], vault: &mut Vault) -> Result<(), BlobError> {
    let (content, checksum) = blob.split_at(BLOB_LEN - CHECKSUM_LEN);
    let (header, slots) = content.split_at(HEADER_LEN);
    match header.split_last() {
        Some((&VERSION, magic)) if magic == MAGIC => {}
        Some((&found, magic)) if magic == MAGIC => return Err(BlobError::Version { found }),
        _ => return Err(BlobError::NotKeys),
    }
    if Sha256::digest(content).as_slice() != checksum {
        return Err(BlobError::Damaged);
    }
    let (slots, _) = slots.as_chunks();
    for (index, slot) in slots.iter().enumerate() {
        let invalid = BlobError::Slot { index };
        if let Some((handle, key)) = decode_slot(slot).ok_or(invalid)? {
            if vault.contains(&handle) {
                return Err(invalid);
            }
            vault.add(handle, key).map_err(|_| invalid)?;
        }
    }
    Ok(())
}

/// `None` for a slot that is wrong, `Some(None)` for one that is free.
#[expect(clippy::option_option, reason = "the caller knows the index of the slot, which the error wants")]
fn decode_slot(slot: &[u8; SLOT_LEN]) -> Option<Option<(KeyHandle, Key)>> {
    let (kind, rest) = slot.split_first()?;
    let (handle, bytes) = rest.split_first_chunk()?;
    let bytes = Zeroizing::new(*bytes.first_chunk()?);
    let key = match *kind {
        FREE => return slot.iter().all(|byte| *byte == 0).then_some(None),
        SECRET => Key::Secret(RawSecret::from_bytes(&bytes)),
        KEY_PAIR => Key::KeyPair(PrivateKey::from_bytes(&bytes).ok()?),
        _ => return None,
    };
    Some(Some((KeyHandle::from_bytes(handle), key)))
}

/// Why bytes are not the keys of a software key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum BlobError {
    /// Something else.
    #[error("not the keys of a software key store")]
    NotKeys,
    /// A format that this version does not know: a newer one, most likely.
    #[error("keys in format {found}; only format {VERSION} is known")]
    Version {
        /// The version of the format.
        found: u8,
    },
    /// The checksum is wrong.
    #[error("the keys are damaged: their checksum is wrong")]
    Damaged,
    /// The checksum is right, but a slot holds what no key store writes.
    #[error("slot {index} of the keys is invalid")]
    Slot {
        /// Which one, counted from 0.
        index: usize,
    },
}
