//! A transport without a network, blocking and asynchronous, that can also be told what to answer.

use std::pin::pin;
use std::task::{Context as TaskContext, Poll, Waker};

use clustergen_runtime::client::{
    AsyncTransport, AttributePath, ClientError, CommandPath, InvokeReply, Transport,
};
use clustergen_runtime::serve::{Answer, AttributeWriter, CommandWriter};
use clustergen_runtime::tlv::{Element, ElementType, Elements, Encode, Input, Tag, Writer};
use clustergen_runtime::{ClusterId, CommandId, Context, EndpointId, Status, StatusCode};
use golden_behaviour::greenhouse;

use crate::house::House;

/// The only error of this transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unplugged;

impl std::fmt::Display for Unplugged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unplugged")
    }
}

type Error = ClientError<Unplugged>;

/// Leads to a [`House`].
pub(crate) struct Loopback {
    pub(crate) house: House,
    pub(crate) requester: Context,
    /// How long a message is.
    pub(crate) message: usize,
    /// How many messages came back.
    pub(crate) messages: usize,
    /// What comes back instead of an answer to an invoke: a command, or `SUCCESS`.
    pub(crate) instead: Option<(Option<CommandId>, Vec<u8>)>,
    /// Whether nothing comes through.
    pub(crate) unplugged: bool,
}

impl Loopback {
    pub(crate) fn new(house: House, requester: Context) -> Self {
        Self { house, requester, message: 1024, messages: 0, instead: None, unplugged: false }
    }

    fn plugged(&self, endpoint: EndpointId, cluster: ClusterId) -> Result<(), Error> {
        assert_eq!((endpoint, cluster), (EndpointId(5), greenhouse::ID));
        if self.unplugged { Err(ClientError::Transport(Unplugged)) } else { Ok(()) }
    }
}

impl Transport for Loopback {
    type Error = Unplugged;

    /// Asks until there is no rest, as a stack does with the chunks of a list.
    fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Result<usize, Error> {
        self.plugged(path.endpoint, path.cluster)?;
        let mut whole = Writer::new(data);
        let mut after = None;
        loop {
            let mut message = vec![0; self.message];
            let mut out = Writer::new(&mut message);
            let mut writer = match after {
                None => AttributeWriter::new(&mut out, Tag::Anonymous),
                Some(key) => AttributeWriter::after(&mut out, Tag::Anonymous, key),
            };
            let read = greenhouse::read(&self.house, &self.requester, path.attribute, &mut writer);
            let rest = writer.rest();
            read.map_err(ClientError::Status)?;
            self.messages += 1;
            if after.is_none() && rest.is_none() {
                whole.raw_element(Tag::Anonymous, out.as_bytes()).map_err(ClientError::Decode)?;
                return Ok(whole.len());
            }
            append(&mut whole, out.as_bytes(), after.is_none()).map_err(ClientError::Decode)?;
            after = rest;
            if after.is_none() {
                whole.end().map_err(ClientError::Decode)?;
                return Ok(whole.len());
            }
        }
    }

    fn write(&mut self, path: AttributePath, timed: bool, data: &[u8]) -> Result<(), Error> {
        self.plugged(path.endpoint, path.cluster)?;
        let requester = Context { timed, ..self.requester };
        greenhouse::write(&mut self.house, &requester, path.attribute, data).map_err(ClientError::Status)
    }

    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Result<InvokeReply, Error> {
        self.plugged(path.endpoint, path.cluster)?;
        if let Some((id, bytes)) = &self.instead {
            reply[..bytes.len()].copy_from_slice(bytes);
            let success = InvokeReply::Status(StatusCode::SUCCESS.into());
            return Ok(id.map_or(success, |id| InvokeReply::Command { id, len: bytes.len() }));
        }
        let requester = Context { timed, ..self.requester };
        let mut out = Writer::new(reply);
        let mut writer = CommandWriter::new(&mut out, Tag::Anonymous);
        Ok(match greenhouse::invoke(&mut self.house, &requester, path.command, fields, &mut writer) {
            Ok(Answer::Success) => InvokeReply::Status(Status::from(StatusCode::SUCCESS)),
            Ok(Answer::Response(id)) => InvokeReply::Command { id, len: out.len() },
            Err(status) => {
                assert!(out.is_empty(), "nothing of an answer stays behind");
                InvokeReply::Status(status)
            }
        })
    }
}

/// Puts the entries of a chunk behind those that are there.
fn append(
    whole: &mut Writer<'_>,
    chunk: &[u8],
    is_first: bool,
) -> Result<(), clustergen_runtime::tlv::Error> {
    if is_first {
        whole.start_array(Tag::Anonymous)?;
    }
    let (_, body) = Input::new(chunk).header().unwrap();
    let mut entries = Elements::of_array(ElementType::Array, body).unwrap();
    while let Some(entry) = entries.next::<Element<'_>>().unwrap() {
        entry.encode(Tag::Anonymous, whole)?;
    }
    Ok(())
}

/// The same, awaited.
pub(crate) struct Awaited(pub(crate) Loopback);

impl AsyncTransport for Awaited {
    type Error = Unplugged;

    async fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Result<usize, Error> {
        yield_once().await;
        self.0.read(path, data)
    }

    async fn write(&mut self, path: AttributePath, timed: bool, data: &[u8]) -> Result<(), Error> {
        yield_once().await;
        self.0.write(path, timed, data)
    }

    async fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Result<InvokeReply, Error> {
        yield_once().await;
        self.0.invoke(path, timed, fields, reply)
    }
}

/// Is ready the second time it is asked: so that something is really awaited.
async fn yield_once() {
    let mut asked = false;
    std::future::poll_fn(
        |_| {
            if std::mem::replace(&mut asked, true) { Poll::Ready(()) } else { Poll::Pending }
        },
    )
    .await;
}

/// Asks until it is ready.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = TaskContext::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
}
