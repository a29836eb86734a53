//! The attributes that every cluster has (Matter specification, section 7.13).

use super::command::is_accepted;
use super::read::has;
use super::{AttributeWriter, Provided};
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
    provided: Provided<'_>,
    attribute: AttributeId,
    out: &mut AttributeWriter<'_, '_>,
) -> Result<(), Status> {
    match attribute {
        GENERATED_COMMAND_LIST => {
            out.list::<u32, ()>(|list| list.extend(generated_commands(metadata, provided)))
        }
        ACCEPTED_COMMAND_LIST => {
            out.list::<u32, ()>(|list| list.extend(accepted_commands(metadata, provided)))
        }
        ATTRIBUTE_LIST => out.list::<u32, ()>(|list| list.extend(attributes(metadata, provided))),
        FEATURE_MAP => out.value(&provided.features),
        CLUSTER_REVISION => out.value(&metadata.revision),
        _ => Err(StatusCode::UNSUPPORTED_ATTRIBUTE.into()),
    }
}

fn attributes(metadata: &ClusterMetadata, provided: Provided<'_>) -> impl Iterator<Item = u32> {
    let own = metadata
        .attributes
        .iter()
        .filter(move |attribute| has(metadata, attribute, provided))
        .map(|attribute| attribute.id);
    merged(own, ALL.into_iter()).map(u32::from)
}

fn accepted_commands(metadata: &ClusterMetadata, provided: Provided<'_>) -> impl Iterator<Item = u32> {
    metadata
        .requests()
        .filter(move |command| is_accepted(metadata, command, provided))
        .map(|command| command.id.0)
}

/// The responses of the accepted requests, each once. Walked in the order of the table, which is by id.
fn generated_commands(metadata: &ClusterMetadata, provided: Provided<'_>) -> impl Iterator<Item = u32> {
    let is_generated = move |id| {
        metadata
            .requests()
            .any(|command| command.response == Some(id) && is_accepted(metadata, command, provided))
    };
    let responses = metadata.commands.iter().filter(|command| command.direction == Direction::ToClient);
    responses.map(|command| command.id).filter(move |id| is_generated(*id)).map(u32::from)
}

/// Two rising sequences as one: a vendor's attributes (`0xFFF1_0000` and up) stand behind the global ones.
fn merged<T: Ord + Copy>(
    left: impl Iterator<Item = T>,
    right: impl Iterator<Item = T>,
) -> impl Iterator<Item = T> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    core::iter::from_fn(move || match (left.peek(), right.peek()) {
        (Some(a), Some(b)) if a > b => right.next(),
        (Some(_), _) => left.next(),
        (None, _) => right.next(),
    })
}
