//! A server whose methods really wait, asked by way of the functions that await it.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::num::NonZeroU8;
use std::pin::pin;
use std::task::{Context as TaskContext, Poll, Waker};

use clustergen_runtime::serve::{
    Answer, AttributeWriter, Chunk, CommandWriter, ListWriter, Provided, Replied, Reply,
};
use clustergen_runtime::tlv::{Dump, Tag, Writer};
use clustergen_runtime::{
    Attribute, AttributeId, Command, CommandId, Context, List, Nullable, Privilege, Status, StatusCode,
};
use golden_behaviour::fixtures::of_options::options::async_server::{self, AsyncServer};
use golden_behaviour::fixtures::of_options::options::{attributes, commands, types};

use crate::house::array;
use crate::wire::bytes;

/// Is ready the second time it is asked, as if something had to come from elsewhere.
pub(crate) async fn elsewhere(waits: &Cell<usize>) {
    let mut asked = false;
    poll_fn(|_| if std::mem::replace(&mut asked, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    waits.set(waits.get() + 1);
}

#[derive(Default)]
struct Library {
    waits: Cell<usize>,
    days: RefCell<Vec<types::DaysBitmap>>,
    state: Option<Cell<types::StateEnum>>,
}

impl AsyncServer for Library {
    fn provided(&self) -> Provided<'_> {
        const STATE: &[AttributeId] = &[attributes::State::ID];
        if self.state.is_some() {
            Provided { attributes: STATE, ..Provided::NOTHING }
        } else {
            Provided::NOTHING
        }
    }

    async fn books(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, types::BookStruct<'_>>,
    ) -> Result<(), Status> {
        for number in 0..3_u32 {
            elsewhere(&self.waits).await;
            let tag = number.to_le_bytes();
            let tags = [tag.as_slice()];
            let book = types::BookStruct {
                entries: List::default(),
                first: None,
                tags: Some(List::from_slice(&tags)),
                digest: None,
            };
            if list.push(number, &book)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    async fn state(&self, _cx: &Context) -> Result<types::StateEnum, Status> {
        elsewhere(&self.waits).await;
        self.state.as_ref().map(Cell::get).ok_or(StatusCode::FAILURE.into())
    }

    async fn write_state(&self, _cx: &Context, value: types::StateEnum) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.state.as_ref().map(|state| state.set(value)).ok_or(StatusCode::FAILURE.into())
    }

    async fn days(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, types::DaysBitmap>,
    ) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        list.extend(self.days.borrow().iter().copied())
    }

    async fn write_days(&self, _cx: &Context, value: List<'_, types::DaysBitmap>) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        *self.days.borrow_mut() = value.iter().flatten().collect();
        Ok(())
    }

    async fn append_days(&self, _cx: &Context, entry: types::DaysBitmap) -> Result<(), Status> {
        elsewhere(&self.waits).await;
        self.days.borrow_mut().push(entry);
        Ok(())
    }

    async fn open(
        &self,
        _cx: &Context,
        request: commands::Open<'_>,
        reply: Reply<'_, '_, commands::OpenResponse<'_>>,
    ) -> Result<Replied, Status> {
        elsewhere(&self.waits).await;
        let digest = Some(Nullable::Value(request.password));
        let book = types::BookStruct { entries: List::default(), first: None, tags: None, digest };
        let replied = reply.send(&commands::OpenResponse { book })?;
        if request.user.is_some() { Err(StatusCode::BUSY.into()) } else { Ok(replied) }
    }
}

/// Asks until it is ready; says how often it was not.
pub(crate) fn block_on<F: Future>(future: F) -> (F::Output, usize) {
    let mut future = pin!(future);
    let mut cx = TaskContext::from_waker(Waker::noop());
    let mut pending = 0;
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return (output, pending),
            Poll::Pending => pending += 1,
        }
    }
}

fn requester() -> Context {
    Context::case(NonZeroU8::MIN, 1, Privilege::Operate)
}

/// What is read, as text, and how often that had to wait.
fn read(library: &Library, attribute: AttributeId) -> (Result<String, Status>, usize) {
    let mut buffer = [0; 128];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::new(&mut out, Tag::Anonymous);
    let (outcome, pending) = block_on(async_server::read(library, &requester(), attribute, &mut writer));
    (outcome.map(|()| Dump(out.as_bytes()).to_string()), pending)
}

#[test]
fn reads_are_awaited() {
    let library = Library { state: Some(Cell::new(types::StateEnum::BUSY)), ..Library::default() };
    assert_eq!(read(&library, attributes::State::ID), (Ok("1u".to_owned()), 1));
    let books = "[{0 = [], 2 = [00000000]}, {0 = [], 2 = [01000000]}, {0 = [], 2 = [02000000]}]";
    assert_eq!(read(&library, attributes::Books::ID), (Ok(books.to_owned()), 3));
    assert_eq!(library.waits.get(), 4);
    assert_eq!(read(&library, AttributeId(0xFFFB)).1, 0, "the runtime knows it by itself");
}

#[test]
fn what_is_refused_is_not_awaited() {
    let library = Library::default();
    assert_eq!(read(&library, attributes::State::ID), (Err(StatusCode::UNSUPPORTED_ATTRIBUTE.into()), 0));
    let viewer = Context { privilege: Privilege::View, ..requester() };
    let data = array(&[types::DaysBitmap::MONDAY]);
    let write = async_server::write(&library, &viewer, attributes::Days::ID, &data);
    assert_eq!(block_on(write), (Err(StatusCode::UNSUPPORTED_ACCESS.into()), 0));
    assert_eq!(library.waits.get(), 0);
}

#[test]
fn writes_are_awaited() {
    let library = Library { state: Some(Cell::new(types::StateEnum::IDLE)), ..Library::default() };
    let cx = requester();
    let state = bytes(&types::StateEnum::BUSY);
    assert_eq!(block_on(async_server::write(&library, &cx, attributes::State::ID, &state)), (Ok(()), 1));
    assert_eq!(library.state.as_ref().unwrap().get(), types::StateEnum::BUSY);
    let days = attributes::Days::ID;
    let first = array(&[types::DaysBitmap::MONDAY]);
    block_on(async_server::write_chunk(&library, &cx, days, Chunk::First, &first)).0.unwrap();
    let next = bytes(&types::DaysBitmap::EMPTY);
    block_on(async_server::write_chunk(&library, &cx, days, Chunk::Append, &next)).0.unwrap();
    assert_eq!(*library.days.borrow(), [types::DaysBitmap::MONDAY, types::DaysBitmap::EMPTY]);
}

#[test]
fn one_may_be_read_while_another_is_awaited() {
    let library = Library::default();
    let (cx, data) = (requester(), array(&[types::DaysBitmap::MONDAY]));
    let mut task = TaskContext::from_waker(Waker::noop());
    let mut write = pin!(async_server::write(&library, &cx, attributes::Days::ID, &data));
    assert!(write.as_mut().poll(&mut task).is_pending());
    assert_eq!(read(&library, attributes::Days::ID).0, Ok("[]".to_owned()), "not written yet");
    assert!(write.as_mut().poll(&mut task).is_ready());
    assert_eq!(read(&library, attributes::Days::ID).0, Ok("[1u]".to_owned()));
}

#[test]
fn invokes_are_awaited_and_nothing_of_a_failure_stays() {
    let library = Library::default();
    let invoke = |command: CommandId, fields: &[u8]| {
        let mut buffer = [0; 64];
        let mut out = Writer::new(&mut buffer);
        let mut writer = CommandWriter::new(&mut out, Tag::Anonymous);
        let (answer, pending) =
            block_on(async_server::invoke(&library, &requester(), command, fields, &mut writer));
        (answer, pending, Dump(out.as_bytes()).to_string())
    };
    let open = |user| bytes(&commands::Open { password: &[7], user });
    let answer = Ok(Answer::Response(commands::OpenResponse::ID));
    let response = "{0 = {0 = [], 3 = 07}}".to_owned();
    assert_eq!(invoke(commands::Open::ID, &open(None)), (answer, 1, response));
    let busy = Err(StatusCode::BUSY.into());
    assert_eq!(invoke(commands::Open::ID, &open(Some("me"))), (busy, 1, String::new()));
    let malformed = Err(StatusCode::INVALID_COMMAND.into());
    assert_eq!(invoke(commands::Open::ID, &bytes(&true)), (malformed, 0, String::new()));
}
