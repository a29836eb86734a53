//! One read, write or invoke, typed.

use core::marker::PhantomData;

use matter_tlv::{Decode, Encode, Tag};

use super::{AsyncTransport, AttributePath, ClientError, CommandPath, InvokeReply, Transport};
use crate::limits::Validate;
use crate::value::Value;
use crate::{Attribute, ClusterId, Command, EndpointId, StatusCode};

/// A request of a cluster.
pub trait Request: Command + Encode + Validate {
    /// The cluster.
    const CLUSTER: ClusterId;
    /// Whether it must be timed.
    const TIMED: bool = false;
    /// What it is answered with: a response, or `()` for a status.
    type Answer: Answer;
}

/// What a request is answered with.
pub trait Answer {
    /// The answer, borrowing from the buffer it was received in.
    type Of<'a>;

    /// Takes the answer out of a reply.
    ///
    /// # Errors
    ///
    /// The server's status, or what is wrong with the reply.
    fn accept<E>(reply: InvokeReply, bytes: &[u8]) -> Result<Self::Of<'_>, ClientError<E>>;
}

impl Answer for () {
    type Of<'a> = ();

    fn accept<E>(reply: InvokeReply, _bytes: &[u8]) -> Result<(), ClientError<E>> {
        match reply {
            InvokeReply::Status(status) if status.code == StatusCode::SUCCESS => Ok(()),
            InvokeReply::Status(status) => Err(ClientError::Status(status)),
            InvokeReply::Command { id, .. } => Err(ClientError::UnexpectedAnswer(Some(id))),
        }
    }
}

impl<R: Command> Answer for R {
    type Of<'a> = <R as Value>::Of<'a>;

    fn accept<E>(reply: InvokeReply, bytes: &[u8]) -> Result<Self::Of<'_>, ClientError<E>> {
        match reply {
            InvokeReply::Command { id, len } if id == R::ID => decode(bytes, len),
            InvokeReply::Command { id, .. } => Err(ClientError::UnexpectedAnswer(Some(id))),
            InvokeReply::Status(status) if status.code == StatusCode::SUCCESS => {
                Err(ClientError::UnexpectedAnswer(None))
            }
            InvokeReply::Status(status) => Err(ClientError::Status(status)),
        }
    }
}

fn decode<'a, T: Decode<'a>, E>(bytes: &'a [u8], len: usize) -> Result<T, ClientError<E>> {
    matter_tlv::decode(bytes.get(..len).unwrap_or(bytes)).map_err(ClientError::Decode)
}

/// Encodes into the front of a buffer; the rest of it is free for the answer.
fn encode<'b, T: Encode + Validate, E>(
    value: &T,
    buffer: &'b mut [u8],
) -> Result<(&'b [u8], &'b mut [u8]), ClientError<E>> {
    value.check_shape().map_err(ClientError::Shape)?;
    value.validate().map_err(ClientError::Constraint)?;
    let len = matter_tlv::encode(value, Tag::Anonymous, buffer).map_err(ClientError::Encode)?.len();
    let (encoded, rest) = buffer.split_at_mut(len);
    Ok((encoded, rest))
}

/// An invoke that is ready to be sent.
#[derive(Debug)]
#[must_use = "nothing happens until it is sent"]
pub struct Invoke<'t, T, R> {
    transport: &'t mut T,
    endpoint: EndpointId,
    request: R,
}

impl<'t, T, R: Request> Invoke<'t, T, R> {
    /// Prepares a request to an endpoint.
    pub const fn new(transport: &'t mut T, endpoint: EndpointId, request: R) -> Self {
        Self { transport, endpoint, request }
    }

    fn path(&self) -> CommandPath {
        CommandPath { endpoint: self.endpoint, cluster: R::CLUSTER, command: R::ID }
    }
}

impl<T: Transport, R: Request> Invoke<'_, T, R> {
    /// Sends the request and waits for the answer. The buffer must have room for both.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub fn send(self, buffer: &mut [u8]) -> Result<<R::Answer as Answer>::Of<'_>, ClientError<T::Error>> {
        let path = self.path();
        let (fields, answer) = encode(&self.request, buffer)?;
        let reply = self.transport.invoke(path, R::TIMED, fields, answer)?;
        R::Answer::accept(reply, answer)
    }
}

impl<T: AsyncTransport, R: Request> Invoke<'_, T, R> {
    /// Sends the request and awaits the answer. The buffer must have room for both.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub async fn send_async(
        self,
        buffer: &mut [u8],
    ) -> Result<<R::Answer as Answer>::Of<'_>, ClientError<T::Error>> {
        let path = self.path();
        let (fields, answer) = encode(&self.request, buffer)?;
        let reply = self.transport.invoke(path, R::TIMED, fields, answer).await?;
        R::Answer::accept(reply, answer)
    }
}

/// A read that is ready to be sent.
#[derive(Debug)]
#[must_use = "nothing happens until it is sent"]
pub struct Read<'t, T, A> {
    transport: &'t mut T,
    endpoint: EndpointId,
    attribute: PhantomData<fn() -> A>,
}

impl<'t, T, A: Attribute> Read<'t, T, A> {
    /// Prepares a read from an endpoint.
    pub const fn new(transport: &'t mut T, endpoint: EndpointId) -> Self {
        Self { transport, endpoint, attribute: PhantomData }
    }
}

impl<T: Transport, A: Attribute> Read<'_, T, A> {
    /// Reads the attribute into the buffer.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub fn send(self, buffer: &mut [u8]) -> Result<<A::Type as Value>::Of<'_>, ClientError<T::Error>> {
        let len = self.transport.read(path::<A>(self.endpoint), buffer)?;
        decode(buffer, len)
    }
}

impl<T: AsyncTransport, A: Attribute> Read<'_, T, A> {
    /// Reads the attribute into the buffer.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub async fn send_async(
        self,
        buffer: &mut [u8],
    ) -> Result<<A::Type as Value>::Of<'_>, ClientError<T::Error>> {
        let len = self.transport.read(path::<A>(self.endpoint), buffer).await?;
        decode(buffer, len)
    }
}

/// A write that is ready to be sent.
#[must_use = "nothing happens until it is sent"]
pub struct Write<'t, 'v, T, A: Attribute> {
    transport: &'t mut T,
    endpoint: EndpointId,
    value: <A::Type as Value>::Of<'v>,
}

impl<'t, 'v, T, A: Attribute> Write<'t, 'v, T, A> {
    /// Prepares a write to an endpoint.
    pub const fn new(transport: &'t mut T, endpoint: EndpointId, value: <A::Type as Value>::Of<'v>) -> Self {
        Self { transport, endpoint, value }
    }

    fn encode<'b, E>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], ClientError<E>> {
        A::limits(&self.value).map_err(ClientError::Constraint)?;
        Ok(encode(&self.value, buffer)?.0)
    }
}

impl<T: Transport, A: Attribute> Write<'_, '_, T, A> {
    /// Writes the attribute. The buffer must have room for the value.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub fn send(self, buffer: &mut [u8]) -> Result<(), ClientError<T::Error>> {
        let data = self.encode(buffer)?;
        self.transport.write(path::<A>(self.endpoint), A::TIMED_WRITE, data)
    }
}

impl<T: AsyncTransport, A: Attribute> Write<'_, '_, T, A> {
    /// Writes the attribute. The buffer must have room for the value.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub async fn send_async(self, buffer: &mut [u8]) -> Result<(), ClientError<T::Error>> {
        let data = self.encode(buffer)?;
        self.transport.write(path::<A>(self.endpoint), A::TIMED_WRITE, data).await
    }
}

fn path<A: Attribute>(endpoint: EndpointId) -> AttributePath {
    AttributePath { endpoint, cluster: A::CLUSTER, attribute: A::ID }
}
