//! What can go wrong between a client and a server.

use core::fmt;

use crate::limits::{ConstraintError, ShapeError};
use crate::{CommandId, Status};

/// Why a request has no answer. `E` is the transport's own error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientError<E> {
    /// The request breaks a limit of its cluster. It was not sent.
    Constraint(ConstraintError),
    /// The request's fields do not go together. It was not sent.
    Shape(ShapeError),
    /// The request does not fit the buffer. It was not sent.
    Encode(matter_tlv::Error),
    /// The server refused.
    Status(Status),
    /// The answer is malformed; the server has done what was asked.
    Decode(matter_tlv::Error),
    /// The answer is another command than the cluster wants; `None` for a mere status.
    UnexpectedAnswer(Option<CommandId>),
    /// The transport failed. Whether the server has done what was asked is for `E` to say.
    Transport(E),
}

impl<E: fmt::Display> fmt::Display for ClientError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constraint(error) => write!(f, "the request breaks a limit: {error}"),
            Self::Shape(error) => write!(f, "the request is not well-formed: {error}"),
            Self::Encode(error) => write!(f, "the request does not fit: {error}"),
            Self::Status(status) => write!(f, "the server answered {status}"),
            Self::Decode(error) => write!(f, "the answer is malformed: {error}"),
            Self::UnexpectedAnswer(Some(command)) => write!(f, "the answer is another command: {command}"),
            Self::UnexpectedAnswer(None) => f.write_str("the answer is a mere status"),
            Self::Transport(error) => write!(f, "the transport failed: {error}"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for ClientError<E> {}
