//! The cluster on the wire: bytes in, bytes out, in the layout of a [`Release`].
//!
//! The layouts differ and the cluster's revision does not, so a server is told which one to speak. What it keeps is the
//! same for all of them.

mod release;
mod v1_6;
mod v1_6_1;

use core::borrow::BorrowMut;

use crate::clients::ClientIndex;
use crate::cluster;
use crate::identity::Identifier;
use crate::manager::{Changed, CommandError, Manager, Platform};
use crate::runtime::serve::{Answer, AttributeWriter, CommandWriter, EntryKey};
use crate::runtime::{AttributeId, CommandId, Context, Status, StatusCode};
use crate::tables::Tables;

pub use self::release::{Release, UnknownRelease};

/// What an invoke came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the requester waits for the answer, and subscribers for the changes"]
pub struct Invoked {
    /// The answer: a status, or a response that was written.
    pub answer: Answer,
    /// The attributes that have changed since they were last [taken](Manager::take_changed): by this command, or
    /// before it, when an authenticator reported a client.
    pub changed: Changed,
}

/// Reads an attribute, the global ones included.
///
/// A list that does not fit is cut behind an entry, and [`AttributeWriter::after`] goes on from there. Clients that are
/// there during the whole read appear exactly once, in the order of their indices, even when others come and go between.
///
/// # Errors
///
/// The status to answer with; nothing is written then.
pub fn read<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize>(
    release: Release,
    manager: &Manager<P, T, MAX>,
    cx: &Context,
    attribute: AttributeId,
    out: &mut AttributeWriter<'_, '_>,
) -> Result<(), Status> {
    match release {
        Release::V1_6 => cluster::v1_6::read(manager, cx, attribute, out),
        Release::V1_6_1 => cluster::v1_6_1::read(manager, cx, attribute, out),
    }
}

/// Refuses to write an attribute, with the right status: none of them can be written.
///
/// # Errors
///
/// Always.
pub fn write<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize>(
    release: Release,
    manager: &mut Manager<P, T, MAX>,
    cx: &Context,
    attribute: AttributeId,
    data: &[u8],
) -> Result<(), Status> {
    match release {
        Release::V1_6 => cluster::v1_6::write(manager, cx, attribute, data),
        Release::V1_6_1 => cluster::v1_6_1::write(manager, cx, attribute, data),
    }
}

/// Invokes a command. Its fields are one TLV structure, or nothing at all.
///
/// # Errors
///
/// The status to answer with; nothing is written and nothing has changed then. What had changed before is still to be
/// taken.
pub fn invoke<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize>(
    release: Release,
    manager: &mut Manager<P, T, MAX>,
    cx: &Context,
    command: CommandId,
    fields: &[u8],
    out: &mut CommandWriter<'_, '_>,
) -> Result<Invoked, Status> {
    let answer = match release {
        Release::V1_6 => cluster::v1_6::invoke(manager, cx, command, fields, out),
        Release::V1_6_1 => cluster::v1_6_1::invoke(manager, cx, command, fields, out),
    };
    Ok(Invoked { answer: answer?, changed: manager.take_changed() })
}

/// The status of a refused command.
impl<E> From<CommandError<E>> for Status {
    fn from(error: CommandError<E>) -> Self {
        error.status().into()
    }
}

/// The identifier that a request holds. Dispatch has checked its length.
fn identifier(bytes: &[u8]) -> Result<Identifier, Status> {
    let bytes = bytes.try_into().map_err(|_| StatusCode::CONSTRAINT_ERROR)?;
    Ok(Identifier::from_bytes(bytes))
}

/// What tells a network identity from the others in a read: its place in the order, which never comes again.
fn entry_key(order: u64) -> EntryKey {
    EntryKey::try_from(order).unwrap_or(EntryKey::MAX)
}

/// The client behind which a read goes on.
fn client_index(key: Option<EntryKey>) -> Option<ClientIndex> {
    key.and_then(|key| u16::try_from(key).ok()).and_then(ClientIndex::new)
}
