//! Registering clients, and the opposite.

use clustergen_runtime::{
    Status, StatusCode,
    client::{AsyncTransport, ClientError, Transport},
};
use thiserror::Error;

use super::{
    Delivery, Refusal, RegisterRefusal, Registrar, Release, TransportError, release::AddClientAnswer,
};
use crate::{
    clients::ClientIndex,
    identity::{CompactIdentity, Identifier},
};

/// Why a client is not known to be registered, or not known to be gone.
///
/// `R` is what the server may refuse, `E` the error of the transport. The variants say what the call has done; of
/// earlier calls they say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChangeError<R, E> {
    /// The request was not sent. Nothing has changed.
    #[error("nothing has changed, the request was not sent: {0}")]
    NotSent(ClientError<E>),
    /// The server refused. Nothing has changed.
    #[error("nothing has changed, the server refused: {0}")]
    Refused(R),
    /// The request may have reached the server, and there is no answer: the change may have been made or not. Make it
    /// again, or [`check`](Registrar::check).
    #[error("the change may have been made or not: {0}")]
    MayHaveHappened(ClientError<E>),
    /// The server has made the change, but its answer cannot be read. To have the answer, make the change again.
    #[error("the change was made, but the answer cannot be read: {0}")]
    Unreadable(UnreadableAnswer),
}

/// Why a client is not known to be registered.
pub type RegisterError<E> = ChangeError<RegisterRefusal, E>;

/// Why a client is not known to be gone.
pub type UnregisterError<E> = ChangeError<Refusal, E>;

/// What is wrong with an answer that says that a change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnreadableAnswer {
    /// Its fields are malformed.
    #[error("its fields are malformed: {0}")]
    Malformed(matter_tlv::Error),
    /// It has no fields: success and nothing else.
    #[error("it says success and nothing else")]
    NoFields,
    /// It names an index that no client can have.
    #[error("it names client {0}, but clients are 1 to 2047")]
    ClientIndex(u16),
}

/// How it comes that a client is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unregistered {
    /// The server has removed it.
    Removed,
    /// The server had no such client, perhaps because an earlier attempt has removed it.
    AlreadyGone,
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: Transport<Error = E>,
    E: TransportError,
{
    /// Registers a client and returns its index.
    ///
    /// The same identity again gets the same index. The identity need not have been verified: the server does that.
    ///
    /// # Errors
    ///
    /// [`ChangeError`], which says whether the client may be, or is, registered all the same.
    pub fn register(&mut self, identity: &CompactIdentity) -> Result<ClientIndex, RegisterError<E>> {
        let answer = self.client.add_client(&identity.to_bytes()).send(self.buffer);
        registered::<C, E>(answer)
    }

    /// Makes sure that no client is registered under an identifier.
    ///
    /// # Errors
    ///
    /// [`ChangeError`], which says whether the client may be gone all the same.
    pub fn unregister(&mut self, identifier: &Identifier) -> Result<Unregistered, UnregisterError<E>> {
        unregistered(self.client.remove_client(identifier.as_bytes()).send(self.buffer))
    }
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: AsyncTransport<Error = E>,
    E: TransportError,
{
    /// See [`register`](Self::register).
    ///
    /// # Errors
    ///
    /// Those of [`register`](Self::register).
    pub async fn register_async(
        &mut self,
        identity: &CompactIdentity,
    ) -> Result<ClientIndex, RegisterError<E>> {
        let identity = identity.to_bytes();
        registered::<C, E>(self.client.add_client(&identity).send_async(self.buffer).await)
    }

    /// See [`unregister`](Self::unregister).
    ///
    /// # Errors
    ///
    /// Those of [`unregister`](Self::unregister).
    pub async fn unregister_async(
        &mut self,
        identifier: &Identifier,
    ) -> Result<Unregistered, UnregisterError<E>> {
        unregistered(self.client.remove_client(identifier.as_bytes()).send_async(self.buffer).await)
    }
}

fn registered<C: Release, E: TransportError>(
    answer: Result<AddClientAnswer<'_, C>, ClientError<E>>,
) -> Result<ClientIndex, RegisterError<E>> {
    let index = C::client_index(answer.map_err(change_error)?);
    ClientIndex::new(index).ok_or(ChangeError::Unreadable(UnreadableAnswer::ClientIndex(index)))
}

fn unregistered<E: TransportError>(
    answer: Result<(), ClientError<E>>,
) -> Result<Unregistered, UnregisterError<E>> {
    match answer {
        Ok(()) => Ok(Unregistered::Removed),
        Err(ClientError::Status(status)) if status.code == StatusCode::NOT_FOUND => {
            Ok(Unregistered::AlreadyGone)
        }
        Err(error) => Err(change_error(error)),
    }
}

/// What has become of a change whose request failed.
fn change_error<R, E>(error: ClientError<E>) -> ChangeError<R, E>
where
    R: From<Status>,
    E: TransportError,
{
    match error {
        ClientError::Constraint(_) | ClientError::Shape(_) | ClientError::Encode(_) => {
            ChangeError::NotSent(error)
        }
        ClientError::Transport(ref lost) if lost.delivery() == Delivery::NotSent => {
            ChangeError::NotSent(error)
        }
        ClientError::Status(status) if status.code != StatusCode::SUCCESS => {
            ChangeError::Refused(status.into())
        }
        ClientError::Decode(error) => ChangeError::Unreadable(UnreadableAnswer::Malformed(error)),
        ClientError::UnexpectedAnswer(None) => ChangeError::Unreadable(UnreadableAnswer::NoFields),
        // Another command's response says nothing about this one; and what a later runtime adds is not known here.
        _ => ChangeError::MayHaveHappened(error),
    }
}
