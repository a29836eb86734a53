//! What a client needs from a Matter stack.

use crate::{AttributeId, ClusterId, CommandId, EndpointId, Status};

use super::ClientError;

/// An attribute on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttributePath {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The attribute.
    pub attribute: AttributeId,
}

/// A command on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandPath {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The command.
    pub command: CommandId,
}

/// What came back for an invoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvokeReply {
    /// A status; every one but `SUCCESS` is the server's refusal.
    Status(Status),
    /// A command; its fields are the first `len` bytes of the buffer.
    Command {
        /// The command's id.
        id: CommandId,
        /// How many bytes its fields take.
        len: usize,
    },
}

/// A session with a node, blocking.
///
/// Data goes in and out as one TLV element under any tag. Buffers belong to the caller.
pub trait Transport {
    /// What can go wrong on the way.
    type Error;

    /// Reads an attribute into `data` and returns its length. The chunks of a long list are put together.
    ///
    /// # Errors
    ///
    /// [`ClientError::Status`] if the server refuses, [`ClientError::Transport`] for everything else.
    fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Result<usize, ClientError<Self::Error>>;

    /// Writes an attribute, timed if so asked.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    fn write(
        &mut self,
        path: AttributePath,
        timed: bool,
        data: &[u8],
    ) -> Result<(), ClientError<Self::Error>>;

    /// Invokes a command, timed if so asked.
    ///
    /// # Errors
    ///
    /// [`ClientError::Transport`]; a refusal is a reply.
    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Result<InvokeReply, ClientError<Self::Error>>;
}

/// A session with a node, asynchronous: the same as [`Transport`], awaited.
pub trait AsyncTransport {
    /// What can go wrong on the way.
    type Error;

    /// See [`Transport::read`].
    fn read(
        &mut self,
        path: AttributePath,
        data: &mut [u8],
    ) -> impl Future<Output = Result<usize, ClientError<Self::Error>>>;

    /// See [`Transport::write`].
    fn write(
        &mut self,
        path: AttributePath,
        timed: bool,
        data: &[u8],
    ) -> impl Future<Output = Result<(), ClientError<Self::Error>>>;

    /// See [`Transport::invoke`].
    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> impl Future<Output = Result<InvokeReply, ClientError<Self::Error>>>;
}
