//! What belongs to fabrics, on a server that is awaited: it answers as one that is not.

use std::cell::{Cell, RefCell};

use clustergen_runtime::serve::{AttributeWriter, CommandWriter, ListWriter};
use clustergen_runtime::tlv::{Dump, Tag, Writer};
use clustergen_runtime::{Attribute, AttributeId, Command, Context, List, Nullable, Status};
use golden_behaviour::fixtures::of_fabrics::fabrics::async_server::{self, AsyncServer};
use golden_behaviour::fixtures::of_fabrics::fabrics::attributes::{Keys, Notes};
use golden_behaviour::fixtures::of_fabrics::fabrics::types::{KeyStruct, NoteStruct};
use golden_behaviour::fixtures::of_fabrics::fabrics::{Server, commands};

use crate::awaited::{block_on, elsewhere};
use crate::fabrics::{Ring, dump, requester, ring, written};

/// Waits, and then does what a ring does.
#[derive(Default)]
struct Slow {
    ring: RefCell<Ring>,
    waits: Cell<usize>,
}

impl AsyncServer for Slow {
    async fn keys(&self, cx: &Context, list: &mut ListWriter<'_, '_, KeyStruct<'_>>) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.ring.borrow().keys(cx, list)
    }

    async fn notes(
        &self,
        cx: &Context,
        list: &mut ListWriter<'_, '_, NoteStruct<'_>>,
    ) -> Result<Nullable<()>, Status> {
        elsewhere(&self.waits).await;
        self.ring.borrow().notes(cx, list)
    }

    async fn write_keys(&self, cx: &Context, value: List<'_, KeyStruct<'_>>) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.ring.borrow_mut().write_keys(cx, value)
    }

    async fn append_keys(&self, cx: &Context, entry: KeyStruct<'_>) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.ring.borrow_mut().append_keys(cx, entry)
    }

    async fn forget(&self, cx: &Context) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.ring.borrow_mut().forget(cx)
    }
}

/// What is read, as text.
fn awaited(slow: &Slow, cx: &Context, attribute: AttributeId) -> String {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::new(&mut out, Tag::Anonymous);
    let (outcome, pending) = block_on(async_server::read(slow, cx, attribute, &mut writer));
    assert_eq!((outcome, pending), (Ok(()), 1));
    Dump(out.as_bytes()).to_string()
}

#[test]
fn reads_show_what_they_show_without_waiting() {
    let slow = Slow { ring: RefCell::new(ring()), ..Slow::default() };
    for index in 1..=3 {
        for fabric_filtered in [false, true] {
            let cx = Context { fabric_filtered, ..requester(index) };
            for attribute in [Keys::ID, Notes::ID] {
                assert_eq!(awaited(&slow, &cx, attribute), dump(&slow.ring.borrow(), &cx, attribute));
            }
        }
    }
    assert_eq!(awaited(&slow, &requester(2), Keys::ID), "[{1 = 2u, 2 = 02, 3 = \"mine\", 254 = 2u}]");
    assert_eq!(awaited(&Slow::default(), &requester(2), Notes::ID), "null");
}

#[test]
fn writes_replace_and_invokes_remove_the_requesters_own() {
    let slow = Slow { ring: RefCell::new(ring()), ..Slow::default() };
    let cx = requester(1);
    let data = written(&[7]);
    assert_eq!(block_on(async_server::write(&slow, &cx, Keys::ID, &data)), (Ok(()), 1));
    let keys = "[{1 = 7u, 2 = 09, 3 = \"mine\", 254 = 1u}]";
    assert_eq!(awaited(&slow, &cx, Keys::ID), keys);
    let mut out = Writer::new(&mut []);
    let mut out = CommandWriter::new(&mut out, Tag::Anonymous);
    let forget = async_server::invoke(&slow, &cx, commands::Forget::ID, &[], &mut out);
    assert!(block_on(forget).0.is_ok());
    assert_eq!(awaited(&slow, &cx, Keys::ID), "[]");
    assert_ne!(awaited(&slow, &requester(2), Keys::ID), "[]");
}
