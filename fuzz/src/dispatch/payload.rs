//! The fields of a command as bytes.

use netim::wire::Release;

use super::input::{Change, Command, Field, Payload};
use super::model::{Model, identifier};
use super::pool;
use crate::independent::encoding::{boolean, null, octets, structure, uint, wide_octets, wide_uint};
use crate::independent::tlv;

/// The fields, in the state of a server that the model is in.
pub fn encoded(payload: &Payload, command: Command, model: &Model) -> Vec<u8> {
    match payload {
        Payload::Absent => Vec::new(),
        Payload::Right(field) => structure(Some(1), &[member(tag(field, command, model), field, model)]),
        Payload::Fields(fields) => {
            let members: Vec<_> =
                fields.iter().take(8).map(|(tag, field)| member(tag % 6, field, model)).collect();
            structure(Some(1), &members)
        }
        Payload::Bytes(bytes) => bytes.clone(),
    }
}

/// Whether it is clear how the bytes are taken: containers that are nested too deep are refused by those who look at
/// them, and typed decoding looks at each member on its own.
pub fn is_clear(fields: &[u8]) -> bool {
    tlv::one(fields).is_some() || tlv::one_within(fields, 2 * tlv::MAX_DEPTH).is_none()
}

/// Where the field belongs.
fn tag(field: &Field, command: Command, model: &Model) -> u8 {
    let identifier = match model.release {
        Release::V1_6 => 2,
        Release::V1_6_1 => 3,
    };
    match (command, field) {
        (
            Command::RemoveClient,
            Field::ClientIdentifier(_)
            | Field::NetworkIdentifier(_)
            | Field::CandidateIdentifier(_)
            | Field::Octets { .. },
        ) => 1,
        (Command::QueryIdentity, Field::Type(_)) => 1,
        (Command::QueryIdentity, Field::Client(_)) => 2,
        (
            Command::QueryIdentity,
            Field::ClientIdentifier(_)
            | Field::NetworkIdentifier(_)
            | Field::CandidateIdentifier(_)
            | Field::Octets { .. },
        ) => identifier,
        _ => 0,
    }
}

fn member(tag: u8, field: &Field, model: &Model) -> Vec<u8> {
    let tag = Some(tag);
    let known = |identity: Option<&pool::Identity>| identity.map_or([0; 20], identifier);
    match field {
        Field::Uint { value, width } => wide_uint(tag, *value, usize::from(width % 4)),
        Field::Client(pick) => uint(tag, model.client_index(*pick).into()),
        Field::NetworkIdentity(pick) => uint(tag, model.network_index(*pick).into()),
        Field::Type(ty) => uint(tag, (*ty).into()),
        Field::Identity { number, change } => {
            let identity = pool::candidate(*number);
            let other = matches!(change, Change::OtherSignature);
            let identity = if other { pool::other_signature(identity) } else { identity };
            octets(tag, &changed(identity.to_vec(), *change))
        }
        Field::Known { pick, other_signature } => {
            let identity = model.client(*pick).map_or_else(|| pool::candidate(0), |client| client.identity);
            let other = if *other_signature { pool::other_signature(identity) } else { identity };
            octets(tag, &other)
        }
        Field::ClientIdentifier(pick) => {
            octets(tag, &known(model.client(*pick).map(|client| &client.identity)))
        }
        Field::NetworkIdentifier(pick) => {
            let entry = model.network_identity(model.network_index(*pick));
            octets(tag, &known(entry.map(|entry| &entry.identity)))
        }
        Field::CandidateIdentifier(number) => octets(tag, &identifier(&pool::candidate(*number))),
        Field::Secret { number, later, wide, change } => {
            let width = if *wide { 3 } else { 2 };
            let nass = structure(
                None,
                &[
                    wide_uint(Some(1), 0, if *wide { 3 } else { 0 }),
                    wide_uint(Some(2), model.created(*later).into(), width),
                    octets(Some(3), &pool::secret(*number)),
                ],
            );
            octets(tag, &changed(nass, *change))
        }
        Field::Octets { content, width } => {
            // A length that takes one byte is at most 255.
            let width = usize::from(width % 4).max(usize::from(content.len() > 255));
            wide_octets(tag, &content[..content.len().min(0xffff)], width)
        }
        Field::Bool(value) => boolean(tag, *value),
        Field::Null => null(tag),
    }
}

fn changed(mut bytes: Vec<u8>, change: Change) -> Vec<u8> {
    match change {
        Change::Nothing | Change::OtherSignature => {}
        Change::Byte { at, mask } => {
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= mask;
        }
        Change::Cut(len) => bytes.truncate(bytes.len().saturating_sub(len.into())),
        Change::Appended(byte) => bytes.push(byte),
    }
    bytes
}
