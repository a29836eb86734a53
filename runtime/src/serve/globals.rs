//! The attributes that every cluster has (Matter specification, section 7.13).

use super::{AttributeWriter, Provides};
use crate::metadata::{ClusterMetadata, Direction};
use crate::{AttributeId, Status, StatusCode};

/// `GeneratedCommandList`.
const GENERATED_COMMAND_LIST: AttributeId = AttributeId(0xFFF8);
/// `AcceptedCommandList`.
const ACCEPTED_COMMAND_LIST: AttributeId = AttributeId(0xFFF9);
/// `AttributeList`.
const ATTRIBUTE_LIST: AttributeId = AttributeId(0xFFFB);
/// `FeatureMap`.
const FEATURE_MAP: AttributeId = AttributeId(0xFFFC);
/// `ClusterRevision`.
const CLUSTER_REVISION: AttributeId = AttributeId(0xFFFD);

/// By id.
const ALL: [AttributeId; 5] =
    [GENERATED_COMMAND_LIST, ACCEPTED_COMMAND_LIST, ATTRIBUTE_LIST, FEATURE_MAP, CLUSTER_REVISION];

/// Whether every cluster has this attribute.
pub(super) fn is_global(attribute: AttributeId) -> bool {
    ALL.contains(&attribute)
}

/// Answers for one of them.
pub(super) fn read_global(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    attribute: AttributeId,
    out: &mut AttributeWriter<'_, '_>,
) -> Result<(), Status> {
    match attribute {
        GENERATED_COMMAND_LIST | ACCEPTED_COMMAND_LIST | ATTRIBUTE_LIST => out.list::<u32, ()>(|list| {
            each_id(metadata, provided, attribute, |id| list.push(id, &id).map(|_| ()))
        }),
        FEATURE_MAP => out.value(&provided.features()),
        CLUSTER_REVISION => out.value(&metadata.revision),
        _ => Err(StatusCode::UNSUPPORTED_ATTRIBUTE.into()),
    }
}

/// Hands over what is in one of the lists of ids, in rising order. Loops and not iterators: those of the three lists would be
/// three types, and three times the code around them.
fn each_id(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    list: AttributeId,
    mut put: impl FnMut(u32) -> Result<(), Status>,
) -> Result<(), Status> {
    if list == ATTRIBUTE_LIST {
        // A vendor's attributes (`0xFFF1_0000` and up) stand behind the global ones.
        let mut globals = ALL.iter().peekable();
        for attribute in metadata.attributes.iter().filter(|one| provided.has(metadata, one)) {
            while let Some(global) = globals.next_if(|global| **global < attribute.id) {
                put(global.0)?;
            }
            put(attribute.id.0)?;
        }
        return globals.try_for_each(|global| put(global.0));
    }
    let wanted = if list == ACCEPTED_COMMAND_LIST { Direction::ToServer } else { Direction::ToClient };
    for command in metadata.commands.iter().filter(|one| one.direction == wanted) {
        let is_there = match wanted {
            Direction::ToServer => provided.accepts(metadata, command),
            // A response, which stands in the list if a request is accepted that it answers.
            Direction::ToClient => metadata
                .requests()
                .any(|request| request.response == Some(command.id) && provided.accepts(metadata, request)),
        };
        if is_there {
            put(command.id.0)?;
        }
    }
    Ok(())
}
