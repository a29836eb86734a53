//! What belongs to fabrics: reads filter it, writes replace only the requester's own.

use std::num::NonZeroU8;

use clustergen_runtime::fabric::{FabricTable, append_own, replace_own};
use clustergen_runtime::serve::{AttributeWriter, Chunk, ListWriter};
use clustergen_runtime::tlv::{Dump, Tag, Writer};
use clustergen_runtime::{
    Attribute, AttributeId, Context, EventId, FabricIndex, List, Nullable, Privilege, Status, StatusCode,
};
use golden_behaviour::fixtures::of_fabrics::fabrics::attributes::{Keys, Notes};
use golden_behaviour::fixtures::of_fabrics::fabrics::types::{KeyStruct, NoteStruct};
use golden_behaviour::fixtures::of_fabrics::fabrics::{METADATA, Server, read, write, write_chunk};

use crate::house::array;
use crate::wire::bytes;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    number: u16,
    secret: Vec<u8>,
    fabric_index: FabricIndex,
}

/// Keeps keys, four at most.
#[derive(Default)]
pub(crate) struct Ring(Vec<Key>);

impl FabricTable for Ring {
    type Entry = Key;

    fn count(&self, fabric_index: FabricIndex) -> usize {
        self.0.iter().filter(|key| key.fabric_index == fabric_index).count()
    }

    fn room(&self) -> usize {
        4 - self.0.len()
    }

    fn remove_all(&mut self, fabric_index: FabricIndex) {
        self.0.retain(|key| key.fabric_index != fabric_index);
    }

    fn push(&mut self, entry: Key) {
        self.0.push(entry);
    }
}

fn key(written: KeyStruct<'_>, fabric_index: FabricIndex) -> Result<Key, Status> {
    if written.number == 0 {
        return Err(StatusCode::INVALID_IN_STATE.into());
    }
    Ok(Key { number: written.number, secret: written.secret.to_vec(), fabric_index })
}

impl Server for Ring {
    fn keys(&self, _cx: &Context, list: &mut ListWriter<'_, '_, KeyStruct<'_>>) -> Result<(), Status> {
        list.extend(self.0.iter().map(|key| KeyStruct {
            number: key.number,
            secret: &key.secret,
            label: Some("mine"),
            fabric_index: Some(key.fabric_index.get()),
        }))
    }

    fn notes(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, NoteStruct<'_>>,
    ) -> Result<Nullable<()>, Status> {
        let notes = [("one", 1), ("two", 2)];
        list.extend(notes.map(|(text, fabric_index)| NoteStruct { text, fabric_index }))?;
        Ok(if self.0.is_empty() { Nullable::Null } else { Nullable::Value(()) })
    }

    fn write_keys(&mut self, cx: &Context, value: List<'_, KeyStruct<'_>>) -> Result<(), Status> {
        replace_own(self, cx, value, key)
    }

    fn append_keys(&mut self, cx: &Context, entry: KeyStruct<'_>) -> Result<(), Status> {
        append_own(self, cx, entry, key)
    }

    fn forget(&mut self, cx: &Context) -> Result<(), Status> {
        self.remove_all(cx.accessing_fabric()?);
        Ok(())
    }
}

fn fabric(index: u8) -> FabricIndex {
    FabricIndex::new(index).unwrap()
}

pub(crate) fn requester(index: u8) -> Context {
    Context::case(fabric(index), 1, Privilege::Manage)
}

pub(crate) fn ring() -> Ring {
    let key =
        |number, index| Key { number, secret: vec![number.to_le_bytes()[0]], fabric_index: fabric(index) };
    Ring(vec![key(1, 1), key(2, 2), key(3, 1)])
}

/// What is read, as text.
pub(crate) fn dump(ring: &Ring, cx: &Context, attribute: AttributeId) -> String {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    read(ring, cx, attribute, &mut AttributeWriter::new(&mut out, Tag::Anonymous)).unwrap();
    Dump(out.as_bytes()).to_string()
}

pub(crate) fn written(numbers: &[u16]) -> Vec<u8> {
    let key = |number: &u16| KeyStruct { number: *number, secret: &[9], label: None, fabric_index: Some(77) };
    array(&numbers.iter().map(key).collect::<Vec<_>>())
}

#[test]
fn a_filtered_read_shows_the_requesters_own() {
    let own = "[{1 = 2u, 2 = 02, 3 = \"mine\", 254 = 2u}]";
    assert_eq!(dump(&ring(), &requester(2), Keys::ID), own);
    assert_eq!(dump(&ring(), &requester(3), Keys::ID), "[]");
    assert_eq!(dump(&ring(), &requester(2), Notes::ID), "[{1 = \"two\", 254 = 2u}]");
    assert_eq!(dump(&Ring::default(), &requester(2), Notes::ID), "null");
}

#[test]
fn an_unfiltered_read_shows_of_others_what_is_not_sensitive() {
    let cx = Context { fabric_filtered: false, ..requester(2) };
    let all = "[{1 = 1u, 254 = 1u}, {1 = 2u, 2 = 02, 3 = \"mine\", 254 = 2u}, {1 = 3u, 254 = 1u}]";
    assert_eq!(dump(&ring(), &cx, Keys::ID), all);
    assert_eq!(dump(&ring(), &cx, Notes::ID), "[{1 = \"one\", 254 = 1u}, {1 = \"two\", 254 = 2u}]");
    let commissioner = Context { fabric_filtered: false, ..Context::pase() };
    let none = "[{1 = 1u, 254 = 1u}, {1 = 2u, 254 = 2u}, {1 = 3u, 254 = 1u}]";
    assert_eq!(dump(&ring(), &commissioner, Keys::ID), none);
    assert_eq!(dump(&ring(), &Context::pase(), Keys::ID), "[]");
}

#[test]
fn entries_one_by_one_are_filtered_too() {
    let (ring, cx) = (ring(), requester(2));
    let mut buffer = [0; 64];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::entry(&mut out, Tag::Anonymous, None);
    read(&ring, &cx, Keys::ID, &mut writer).unwrap();
    let rest = writer.rest();
    assert_eq!(Dump(out.as_bytes()).to_string(), "{1 = 2u, 2 = 02, 3 = \"mine\", 254 = 2u}");
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::entry(&mut out, Tag::Anonymous, rest);
    read(&ring, &cx, Keys::ID, &mut writer).unwrap();
    assert_eq!((writer.rest(), out.is_empty()), (None, true), "there is no other");
}

#[test]
fn a_write_replaces_only_the_requesters_own() {
    let mut ring = ring();
    write(&mut ring, &requester(1), Keys::ID, &written(&[7, 8])).unwrap();
    let kept: Vec<_> = ring.0.iter().map(|key| (key.number, key.fabric_index.get())).collect();
    assert_eq!(kept, [(2, 2), (7, 1), (8, 1)], "whatever index the client sends");
    let too_many = write(&mut ring, &requester(3), Keys::ID, &written(&[4, 5]));
    assert_eq!(too_many, Err(StatusCode::RESOURCE_EXHAUSTED.into()));
    let refused = write(&mut ring, &requester(2), Keys::ID, &written(&[4, 0]));
    assert_eq!(refused, Err(StatusCode::INVALID_IN_STATE.into()), "the server does not want the second");
    let again: Vec<_> = ring.0.iter().map(|key| (key.number, key.fabric_index.get())).collect();
    assert_eq!(again, kept, "nothing changed");
}

#[test]
fn chunks_append_to_the_requesters_own() {
    let mut ring = ring();
    write_chunk(&mut ring, &requester(1), Keys::ID, Chunk::First, &written(&[])).unwrap();
    let entry = bytes(&KeyStruct { number: 5, secret: &[], label: None, fabric_index: None });
    write_chunk(&mut ring, &requester(1), Keys::ID, Chunk::Append, &entry).unwrap();
    let kept: Vec<_> = ring.0.iter().map(|key| (key.number, key.fabric_index.get())).collect();
    assert_eq!(kept, [(2, 2), (5, 1)]);
}

#[test]
fn without_a_fabric_nothing_of_a_fabric_is_written() {
    let refused = write(&mut ring(), &Context::pase(), Keys::ID, &written(&[]));
    assert_eq!(refused, Err(StatusCode::UNSUPPORTED_ACCESS.into()));
}

#[test]
fn sensitive_events_are_for_their_own_fabric() {
    let event = METADATA.event(EventId(0)).unwrap();
    assert!(event.is_visible(&requester(1), NonZeroU8::new(1)));
    assert!(!event.is_visible(&requester(1), NonZeroU8::new(2)));
    assert!(!event.is_visible(&Context::pase(), None));
}
