//! Asking who is registered.

use clustergen_runtime::{
    StatusCode,
    client::{AsyncTransport, ClientError, Transport},
};
use thiserror::Error;

use super::{Registrar, Release, release::QueryIdentityAnswer};
use crate::identity::{CompactIdentity, CompactIdentityError, Identifier};

/// Why a question has no answer. `E` is the error of the transport.
///
/// Questions change nothing, so they can be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QueryError<E> {
    /// The request failed, was refused, or got a malformed answer.
    #[error(transparent)]
    Request(#[from] ClientError<E>),
    /// The server answered with something that is no identity.
    #[error("the server's answer is {0}")]
    NotAnIdentity(CompactIdentityError),
    /// The server answered with an identity that has another identifier.
    #[error("the server was asked for {asked} and answered with {received}")]
    OtherIdentity {
        /// The identifier that was asked for.
        asked: Identifier,
        /// The identifier of the identity that came.
        received: Identifier,
    },
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: Transport<Error = E>,
{
    /// The identity that is registered under an identifier; `None` if there is none.
    ///
    /// After a change that [may have happened](super::ChangeError::MayHaveHappened) this tells whether it has: compare
    /// the identity with the one that was to be registered. What comes has the identifier that was asked for, but its
    /// signature is not verified.
    ///
    /// The server looks among the network identities first. So the identifier of one of these finds that, whether there
    /// is a client with the same key or not.
    ///
    /// # Errors
    ///
    /// [`QueryError`].
    pub fn check(&mut self, identifier: &Identifier) -> Result<Option<CompactIdentity>, QueryError<E>> {
        let answer = self.client.query_identity(identifier.as_bytes()).send(self.buffer);
        found::<C, E>(identifier, answer)
    }
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: AsyncTransport<Error = E>,
{
    /// See [`check`](Self::check).
    ///
    /// # Errors
    ///
    /// Those of [`check`](Self::check).
    pub async fn check_async(
        &mut self,
        identifier: &Identifier,
    ) -> Result<Option<CompactIdentity>, QueryError<E>> {
        let answer = self.client.query_identity(identifier.as_bytes()).send_async(self.buffer).await;
        found::<C, E>(identifier, answer)
    }
}

fn found<C: Release, E>(
    asked: &Identifier,
    answer: Result<QueryIdentityAnswer<'_, C>, ClientError<E>>,
) -> Result<Option<CompactIdentity>, QueryError<E>> {
    let bytes = match answer {
        Ok(answer) => C::identity(answer),
        Err(ClientError::Status(status)) if status.code == StatusCode::NOT_FOUND => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let identity = CompactIdentity::parse(bytes).map_err(QueryError::NotAnIdentity)?;
    let received = identity.identifier();
    if received == *asked {
        Ok(Some(identity))
    } else {
        Err(QueryError::OtherIdentity { asked: *asked, received })
    }
}
