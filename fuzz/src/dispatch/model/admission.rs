//! Which requests are looked at, and what is in them.

use clustergen_runtime::{AuthMode, Context, Privilege, StatusCode};
use netim::wire::Release;

use super::Model;
use crate::decoders::shape::{Field, Shape, refused};
use crate::independent::tlv::{self, Item, Node};
use matter_tlv::Tag;

/// Fields that are all there is, and well-formed.
pub struct Fields(Vec<Item>);

impl Fields {
    pub fn uint(&self, tag: u8) -> Option<u64> {
        match self.get(tag)? {
            Node::UInt(value) => Some(*value),
            _ => None,
        }
    }

    pub fn octets(&self, tag: u8) -> Option<&[u8]> {
        match self.get(tag)? {
            Node::Octets(octets) => Some(octets),
            _ => None,
        }
    }

    /// How many of these fields are there.
    pub fn count(&self, tags: &[u8]) -> usize {
        tags.iter().filter(|tag| self.get(**tag).is_some()).count()
    }

    fn get(&self, tag: u8) -> Option<&Node> {
        self.0.iter().find(|item| item.tag == Tag::Context(tag)).map(|item| &item.node)
    }
}

const fn field(tag: u8, optional: bool, shape: Shape) -> Field {
    Field { tag, optional, shape }
}

const OCTETS: Shape = Shape::Octets(None);
const INDEX: Shape = Shape::Unsigned(16);
const ONE_STRING: &[Field] = &[field(0, false, OCTETS)];
const REMOVE_CLIENT: &[Field] = &[field(0, true, INDEX), field(1, true, OCTETS)];
const QUERY_1_6: &[Field] =
    &[field(0, true, INDEX), field(1, true, Shape::Unsigned(8)), field(2, true, OCTETS)];
const QUERY_1_6_1: &[Field] = &[
    field(0, true, INDEX),
    field(1, true, Shape::Unsigned(8)),
    field(2, true, INDEX),
    field(3, true, OCTETS),
];

impl Model {
    /// The fields of a request that is admitted.
    pub fn admitted(&self, cx: &Context, command: u32, fields: &[u8]) -> Result<Fields, StatusCode> {
        let (privilege, timed, case_only, members) = match command {
            0x00 => (Privilege::Manage, true, false, ONE_STRING),
            0x02 => (Privilege::Manage, true, false, REMOVE_CLIENT),
            0x03 if self.release == Release::V1_6 => (Privilege::Manage, false, false, QUERY_1_6),
            0x03 => (Privilege::Manage, false, false, QUERY_1_6_1),
            0x40 => (Privilege::Administer, true, true, ONE_STRING),
            0x41 => (Privilege::Administer, false, true, [].as_slice()),
            _ => return Err(StatusCode::UNSUPPORTED_COMMAND),
        };
        if cx.privilege < privilege {
            return Err(StatusCode::UNSUPPORTED_ACCESS);
        }
        if timed && !cx.timed {
            return Err(StatusCode::NEEDS_TIMED_INTERACTION);
        }
        if case_only && cx.auth_mode != AuthMode::Case {
            return Err(StatusCode::UNSUPPORTED_ACCESS);
        }
        parse(members, fields).ok_or(StatusCode::INVALID_COMMAND)
    }
}

fn parse(members: &[Field], fields: &[u8]) -> Option<Fields> {
    if fields.is_empty() {
        return members.iter().all(|member| member.optional).then(|| Fields(Vec::new()));
    }
    let item = tlv::one(fields)?;
    if refused(members, &item) {
        return None;
    }
    match item.node {
        Node::Structure(items) => Some(Fields(items)),
        _ => None,
    }
}
