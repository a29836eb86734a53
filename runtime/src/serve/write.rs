//! Writes.

use super::Provides;
use super::command::checked;
use super::globals::is_global;
use super::read::find;
use crate::metadata::{ClusterMetadata, Quality};
use crate::value::Value;
use crate::{Attribute, AttributeId, Context, List, ListAttribute, Status, StatusCode};

/// A part of a list that is too long for one message. A client sends the first part in the place of the old list and then
/// appends entry by entry (`ListIndex` null in the path).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// The first part: an array, often an empty one, that replaces what was there. Others may follow, so it may have fewer
    /// entries than the attribute wants.
    First,
    /// One entry, to be appended.
    Append,
}

/// Admits one write.
///
/// # Errors
///
/// `UNSUPPORTED_ATTRIBUTE`, `UNSUPPORTED_WRITE`, `UNSUPPORTED_ACCESS`, `NEEDS_TIMED_INTERACTION`, and `UNSUPPORTED_ACCESS`
/// for a fabric-scoped attribute without an accessing fabric, in this order.
pub fn admit_write(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    attribute: AttributeId,
) -> Result<(), Status> {
    if is_global(attribute) {
        return Err(StatusCode::UNSUPPORTED_WRITE.into());
    }
    let attribute = find(metadata, provided, attribute)?;
    let needed = attribute.write.ok_or(StatusCode::UNSUPPORTED_WRITE)?;
    if !cx.privilege.allows(needed) {
        return Err(StatusCode::UNSUPPORTED_ACCESS.into());
    }
    if attribute.timed_write && !cx.timed {
        return Err(StatusCode::NEEDS_TIMED_INTERACTION.into());
    }
    if attribute.quality.contains(Quality::FABRIC_SCOPED) {
        cx.accessing_fabric()?;
    }
    Ok(())
}

/// Admits one write of a cluster with attributes that are written only between the `AtomicRequest`s that begin and commit an
/// atomic write. `has_begun` says whether the requester has begun one that covers the attribute.
///
/// # Errors
///
/// Those of [`admit_write`], then `INVALID_IN_STATE`.
pub fn admit_atomic_write(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    attribute: AttributeId,
    has_begun: impl FnOnce() -> bool,
) -> Result<(), Status> {
    admit_write(metadata, provided, cx, attribute)?;
    let is_atomic =
        metadata.attribute(attribute).is_some_and(|item| item.quality.contains(Quality::ATOMIC_WRITE));
    if is_atomic && !has_begun() {
        return Err(StatusCode::INVALID_IN_STATE.into());
    }
    Ok(())
}

/// Decodes and checks the value that is written to an attribute.
///
/// # Errors
///
/// `INVALID_DATA_TYPE` for a wrong shape, `CONSTRAINT_ERROR` for a broken limit.
pub fn written<A: Attribute>(data: &[u8]) -> Result<<A::Type as Value>::Of<'_>, Status> {
    let value = checked(data, StatusCode::INVALID_DATA_TYPE)?;
    A::limits(&value).map_err(|_| StatusCode::CONSTRAINT_ERROR)?;
    Ok(value)
}

/// Decodes and checks the first part of a list: its entries, and that there are not too many.
///
/// # Errors
///
/// Those of [`written`].
pub fn first_chunk<A: ListAttribute>(data: &[u8]) -> Result<List<'_, <A::Entry as Value>::Of<'_>>, Status> {
    let list: List<'_, <A::Entry as Value>::Of<'_>> = checked(data, StatusCode::INVALID_DATA_TYPE)?;
    if list.count() > A::MAX_COUNT {
        return Err(StatusCode::CONSTRAINT_ERROR.into());
    }
    for entry in list {
        let entry = entry.map_err(|_| StatusCode::INVALID_DATA_TYPE)?;
        A::entry_limits(&entry).map_err(|_| StatusCode::CONSTRAINT_ERROR)?;
    }
    Ok(list)
}

/// Decodes and checks an entry that is appended to a list. How many there are already is for the server to know:
/// [`ListAttribute::MAX_COUNT`] is the limit.
///
/// # Errors
///
/// Those of [`written`].
pub fn appended<A: ListAttribute>(data: &[u8]) -> Result<<A::Entry as Value>::Of<'_>, Status> {
    let entry: <A::Entry as Value>::Of<'_> = checked(data, StatusCode::INVALID_DATA_TYPE)?;
    A::entry_limits(&entry).map_err(|_| StatusCode::CONSTRAINT_ERROR)?;
    Ok(entry)
}
