//! A transport that leads to a [`Server`] and loses or spoils what goes over it, as told.

use std::{cell::RefCell, collections::VecDeque, marker::PhantomData, num::NonZeroU8, rc::Rc, task::Poll};

use netim::{
    cluster::{v1_6, v1_6_1},
    registrar::{Delivery, TransportError},
    runtime::{
        AttributeId, CommandId, Context, EndpointId, Privilege, Status, StatusCode,
        client::{AsyncTransport, AttributePath, ClientError, CommandPath, InvokeReply, Transport},
        serve::{Answer, AttributeWriter, CommandWriter},
        tlv::{Tag, Writer},
    },
};

use crate::server::Server;

pub(crate) const ENDPOINT: EndpointId = EndpointId(7);

/// What happens to one exchange.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// The request does not go out, and the transport knows it.
    NotSent,
    /// The request gets lost.
    RequestLost,
    /// The answer gets lost.
    AnswerLost,
    /// The fields of the answer, or the value that was read, become these bytes.
    Bytes(Vec<u8>),
    /// The answer becomes a status.
    Status(StatusCode),
    /// The answer becomes a status, which comes as an error although it is a reply.
    StatusAsError(StatusCode),
    /// The answer becomes that of another command.
    OtherCommand,
    /// The answer claims to be longer than the buffer.
    TooLong,
}

/// How an exchange fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Lost {
    #[error("no route")]
    NoRoute,
    #[error("no answer")]
    Silence,
}

impl TransportError for Lost {
    fn delivery(&self) -> Delivery {
        match self {
            Self::NoRoute => Delivery::NotSent,
            Self::Silence => Delivery::Unknown,
        }
    }
}

/// The generated dispatch of a release.
pub(crate) trait Dispatch {
    fn read(server: &Server, cx: &Context, attribute: AttributeId, out: &mut AttributeWriter<'_, '_>);
    fn invoke(
        server: &mut Server,
        cx: &Context,
        command: CommandId,
        fields: &[u8],
        out: &mut CommandWriter<'_, '_>,
    ) -> Result<Answer, Status>;
}

pub(crate) struct V1_6;
pub(crate) struct V1_6_1;

impl Dispatch for V1_6 {
    fn read(server: &Server, cx: &Context, attribute: AttributeId, out: &mut AttributeWriter<'_, '_>) {
        v1_6::read(server, cx, attribute, out).unwrap();
    }

    fn invoke(
        server: &mut Server,
        cx: &Context,
        command: CommandId,
        fields: &[u8],
        out: &mut CommandWriter<'_, '_>,
    ) -> Result<Answer, Status> {
        v1_6::invoke(server, cx, command, fields, out)
    }
}

impl Dispatch for V1_6_1 {
    fn read(server: &Server, cx: &Context, attribute: AttributeId, out: &mut AttributeWriter<'_, '_>) {
        v1_6_1::read(server, cx, attribute, out).unwrap();
    }

    fn invoke(
        server: &mut Server,
        cx: &Context,
        command: CommandId,
        fields: &[u8],
        out: &mut CommandWriter<'_, '_>,
    ) -> Result<Answer, Status> {
        v1_6_1::invoke(server, cx, command, fields, out)
    }
}

/// A server and the way to it.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) server: Server,
    /// What happens to the next exchanges, first to last; then nothing.
    pub(crate) faults: VecDeque<Fault>,
    /// How many exchanges there were.
    pub(crate) exchanges: usize,
}

impl World {
    fn next_fault(&mut self) -> Fault {
        self.exchanges += 1;
        self.faults.pop_front().unwrap_or(Fault::None)
    }
}

pub(crate) struct Link<D> {
    world: Rc<RefCell<World>>,
    dispatch: PhantomData<D>,
}

type Outcome<T> = Result<T, ClientError<Lost>>;

impl<D: Dispatch> Link<D> {
    pub(crate) fn new(world: Rc<RefCell<World>>) -> Self {
        Self { world, dispatch: PhantomData }
    }

    fn requester(timed: bool) -> Context {
        Context { timed, ..Context::case(NonZeroU8::MIN, 1, Privilege::Manage) }
    }

    fn exchange_read(&self, path: AttributePath, data: &mut [u8]) -> Outcome<usize> {
        assert_eq!((path.endpoint, path.cluster), (ENDPOINT, v1_6::ID));
        let mut world = self.world.borrow_mut();
        let fault = world.next_fault();
        match fault {
            Fault::NotSent => return Err(ClientError::Transport(Lost::NoRoute)),
            Fault::RequestLost | Fault::AnswerLost => return Err(ClientError::Transport(Lost::Silence)),
            Fault::Status(code) | Fault::StatusAsError(code) => {
                return Err(ClientError::Status(code.into()));
            }
            Fault::Bytes(bytes) => {
                data[..bytes.len()].copy_from_slice(&bytes);
                return Ok(bytes.len());
            }
            Fault::TooLong => return Ok(data.len() + 1),
            Fault::OtherCommand => panic!("a read is not answered by a command"),
            Fault::None => {}
        }
        let mut out = Writer::new(data);
        D::read(
            &world.server,
            &Self::requester(false),
            path.attribute,
            &mut AttributeWriter::new(&mut out, Tag::Context(2)),
        );
        Ok(out.len())
    }

    fn exchange_invoke(
        &self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Outcome<InvokeReply> {
        assert_eq!((path.endpoint, path.cluster), (ENDPOINT, v1_6::ID));
        let mut world = self.world.borrow_mut();
        let fault = world.next_fault();
        match fault {
            Fault::NotSent => return Err(ClientError::Transport(Lost::NoRoute)),
            Fault::RequestLost => return Err(ClientError::Transport(Lost::Silence)),
            _ => {}
        }
        let mut out = Writer::new(reply);
        let answer = D::invoke(
            &mut world.server,
            &Self::requester(timed),
            path.command,
            fields,
            &mut CommandWriter::new(&mut out, Tag::Context(1)),
        );
        let len = out.len();
        let response = CommandId(path.command.0 + 1);
        Ok(match (fault, answer) {
            (Fault::AnswerLost, _) => return Err(ClientError::Transport(Lost::Silence)),
            (Fault::StatusAsError(code), _) => return Err(ClientError::Status(code.into())),
            (Fault::Status(code), _) => InvokeReply::Status(code.into()),
            (Fault::OtherCommand, _) => InvokeReply::Command { id: CommandId(0x42), len: 0 },
            (Fault::TooLong, _) => InvokeReply::Command { id: response, len: reply.len() + 1 },
            (Fault::Bytes(bytes), _) => {
                reply[..bytes.len()].copy_from_slice(&bytes);
                InvokeReply::Command { id: response, len: bytes.len() }
            }
            (_, Ok(Answer::Success)) => InvokeReply::Status(StatusCode::SUCCESS.into()),
            (_, Ok(Answer::Response(id))) => InvokeReply::Command { id, len },
            (_, Err(status)) => InvokeReply::Status(status),
        })
    }
}

impl<D: Dispatch> Transport for Link<D> {
    type Error = Lost;

    fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Outcome<usize> {
        self.exchange_read(path, data)
    }

    fn write(&mut self, _path: AttributePath, _timed: bool, _data: &[u8]) -> Outcome<()> {
        panic!("there is nothing to write")
    }

    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Outcome<InvokeReply> {
        self.exchange_invoke(path, timed, fields, reply)
    }
}

impl<D: Dispatch> AsyncTransport for Link<D> {
    type Error = Lost;

    async fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Outcome<usize> {
        once_pending().await;
        let outcome = self.exchange_read(path, data);
        once_pending().await;
        outcome
    }

    async fn write(&mut self, _path: AttributePath, _timed: bool, _data: &[u8]) -> Outcome<()> {
        panic!("there is nothing to write")
    }

    async fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Outcome<InvokeReply> {
        once_pending().await;
        let outcome = self.exchange_invoke(path, timed, fields, reply);
        once_pending().await;
        outcome
    }
}

/// Lets everybody else go first, once.
async fn once_pending() {
    let mut first = true;
    std::future::poll_fn(|cx| {
        if std::mem::take(&mut first) {
            cx.waker().wake_by_ref();
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
}
