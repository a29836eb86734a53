//! Why a command is refused, and the status that says so.

use thiserror::Error;

use crate::{
    authenticator::NotReady, clients::ClientIndex, crypto::VerifyError, identity::CompactIdentityError,
    key_store::KeyStoreError, runtime::StatusCode, secret::NassError,
};

/// Why a command is refused; `E` is the storage's error. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CommandError<E> {
    /// The client identity is not well-formed.
    #[error("the client identity is not well-formed: {0}")]
    MalformedIdentity(#[from] CompactIdentityError),
    /// The client identity is well-formed, but not valid.
    #[error("the client identity is not valid: {0}")]
    InvalidIdentity(#[from] VerifyError),
    /// A client has the same key with another signature.
    #[error("client {index} has the same key with another signature")]
    ClientExists {
        /// That client.
        index: ClientIndex,
    },
    /// The table of clients is full.
    #[error("the table of clients is full")]
    ClientsFull,
    /// There is no such client, network identity or secret.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The administrator secret is not well-formed.
    #[error("the administrator secret is not well-formed: {0}")]
    MalformedSecret(#[from] NassError),
    /// The administrator secret is not newer than the one that is stored.
    #[error("the administrator secret is from {created}, and the stored one from {stored}")]
    SecretNotNewer {
        /// When it was made, in seconds since 2000-01-01T00:00:00Z.
        created: u32,
        /// When the stored one was made.
        stored: u32,
    },
    /// The administrator secret is from the future.
    #[error("the administrator secret is from {created}, and now is {now}")]
    SecretFromTheFuture {
        /// When it claims to be made, in seconds since 2000-01-01T00:00:00Z.
        created: u32,
        /// What the clock says.
        now: u32,
    },
    /// There is no room for another network identity: clients still refer to all that are not current.
    #[error("the table of network identities is full")]
    NetworkIdentitiesFull,
    /// The network identity that comes from the secret is there already.
    #[error("the secret is an old one with a new time: its network identity is there already")]
    NetworkIdentityExists,
    /// The authenticator could not follow the change.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// The key store failed.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// The storage failed.
    #[error("the storage failed: {0}")]
    Storage(E),
}

impl<E> CommandError<E> {
    /// The status that a requester gets.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::MalformedSecret(_) => StatusCode::INVALID_COMMAND,
            Self::MalformedIdentity(_)
            | Self::InvalidIdentity(_)
            | Self::SecretNotNewer { .. }
            | Self::SecretFromTheFuture { .. }
            | Self::NetworkIdentityExists => StatusCode::DYNAMIC_CONSTRAINT_ERROR,
            Self::ClientExists { .. } => StatusCode::ALREADY_EXISTS,
            Self::ClientsFull | Self::NetworkIdentitiesFull => StatusCode::RESOURCE_EXHAUSTED,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::NotReady(_) | Self::KeyStore(_) | Self::Storage(_) => StatusCode::FAILURE,
        }
    }
}
