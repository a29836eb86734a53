//! Writes.

use super::Provided;
use super::command::checked;
use super::globals::is_global;
use super::read::find;
use crate::metadata::ClusterMetadata;
use crate::value::Value;
use crate::{Attribute, AttributeId, Context, Status, StatusCode};

/// Admits one write.
///
/// # Errors
///
/// `UNSUPPORTED_ATTRIBUTE`, `UNSUPPORTED_WRITE`, `UNSUPPORTED_ACCESS`, `NEEDS_TIMED_INTERACTION`, in this order.
pub fn admit_write(
    metadata: &ClusterMetadata,
    provided: Provided<'_>,
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
