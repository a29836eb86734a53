//! Why a server refuses a change. Whatever the reason, nothing has changed.

use clustergen_runtime::{Status, StatusCode};
use thiserror::Error;

/// Why a server refused to register a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum RegisterRefusal {
    /// The identity is not valid: its public key is no point of the curve, or its signature is not by that key.
    #[error("the identity is not valid")]
    InvalidIdentity,
    /// A client with the same key is registered, with another signature.
    ///
    /// [`check`](super::Registrar::check) shows it. To have the new signature, unregister the client first.
    #[error("the client's key is registered with another signature")]
    OtherSignature,
    /// There is no room for another client.
    #[error("the server has no room for another client")]
    Full,
    /// A reason that has nothing to do with this client.
    #[error(transparent)]
    General(#[from] Refusal),
}

impl From<Status> for RegisterRefusal {
    fn from(status: Status) -> Self {
        match status.code {
            StatusCode::DYNAMIC_CONSTRAINT_ERROR => Self::InvalidIdentity,
            StatusCode::ALREADY_EXISTS => Self::OtherSignature,
            StatusCode::RESOURCE_EXHAUSTED => Self::Full,
            _ => Self::General(status.into()),
        }
    }
}

/// Why a server refused a change, whatever the change was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The controller has not got the privilege Manage.
    #[error("the server does not let this controller manage clients")]
    AccessDenied,
    /// The server tried and failed, because of its storage or its authenticator. It may succeed later.
    #[error("the server failed")]
    Failed,
    /// Another status.
    #[error("the server answered {0}")]
    Other(Status),
}

impl From<Status> for Refusal {
    fn from(status: Status) -> Self {
        match status.code {
            StatusCode::UNSUPPORTED_ACCESS | StatusCode::ACCESS_RESTRICTED => Self::AccessDenied,
            StatusCode::FAILURE => Self::Failed,
            _ => Self::Other(status),
        }
    }
}
