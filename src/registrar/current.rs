//! Which network identity is current.

use clustergen_runtime::{
    List,
    client::{AsyncTransport, ClientError, Transport},
};
use thiserror::Error;

use super::{QueryError, Registrar, Release, release::NetworkIdentityEntry};
use crate::{
    crypto::{Verifier, VerifyError},
    identity::{CompactIdentity, Identifier, ValidIdentity},
    network_identities::NetworkIdentityIndex,
};

/// The network identity that new clients have to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CurrentNetworkIdentity {
    /// Its index at the server.
    pub index: NetworkIdentityIndex,
    /// When the secret that it comes from was made, in seconds since 2000-01-01T00:00:00Z.
    pub created: u32,
    /// The identity, verified.
    pub identity: ValidIdentity,
}

/// Why the current network identity is not known. `E` is the error of the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CurrentError<E> {
    /// One of the two questions that it takes has no answer.
    #[error(transparent)]
    Query(#[from] QueryError<E>),
    /// The server's list of network identities does not name one as it should.
    #[error("the server's list of network identities is wrong: {0}")]
    List(#[from] ListFault),
    /// The identity that the list named was gone when the server was asked for it, so there is a newer one by now. Ask
    /// again.
    #[error("the network identity {0} was replaced in the meantime")]
    Replaced(Identifier),
    /// The identity is the one that the list named, but it is not valid.
    #[error("the server's network identity is not valid: {0}")]
    Invalid(#[from] VerifyError),
}

/// What is wrong with a list of network identities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum ListFault {
    /// There are network identities, and none is current.
    #[error("none is current")]
    NoneCurrent,
    /// More than one is current.
    #[error("more than one is current")]
    SeveralCurrent,
    /// Only one of a type that this release does not know is current. The server may have another release.
    #[error("the current one is of type {0}, which this release does not know")]
    UnknownType(u8),
    /// It names an index that no network identity can have.
    #[error("it names index {0}, but network identities are 1 to 65534")]
    Index(u16),
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: Transport<Error = E>,
{
    /// The current network identity, which devices are given to recognise the network by; `None` if the server has
    /// none, because no administrator secret was imported yet.
    ///
    /// This asks twice, for the list of network identities and for the identity that it names. What comes is known to
    /// be that identity, and its signature is verified.
    ///
    /// # Errors
    ///
    /// [`CurrentError`].
    pub fn current_network_identity(
        &mut self,
        verifier: &impl Verifier,
    ) -> Result<Option<CurrentNetworkIdentity>, CurrentError<E>> {
        let list = self.client.active_network_identities().send(self.buffer);
        let Some(named) = named::<C, E>(list)? else { return Ok(None) };
        let found = self.check(&named.identifier)?;
        named.verified(found, verifier).map(Some)
    }
}

impl<C, T, E> Registrar<'_, C>
where
    C: Release<Transport = T>,
    T: AsyncTransport<Error = E>,
{
    /// See [`current_network_identity`](Self::current_network_identity).
    ///
    /// # Errors
    ///
    /// Those of [`current_network_identity`](Self::current_network_identity).
    pub async fn current_network_identity_async(
        &mut self,
        verifier: &impl Verifier,
    ) -> Result<Option<CurrentNetworkIdentity>, CurrentError<E>> {
        let list = self.client.active_network_identities().send_async(self.buffer).await;
        let Some(named) = named::<C, E>(list)? else { return Ok(None) };
        let found = self.check_async(&named.identifier).await?;
        named.verified(found, verifier).map(Some)
    }
}

/// The network identity that a list names as the current one.
struct Named {
    index: NetworkIdentityIndex,
    identifier: Identifier,
    created: u32,
}

impl Named {
    fn verified<E>(
        self,
        found: Option<CompactIdentity>,
        verifier: &impl Verifier,
    ) -> Result<CurrentNetworkIdentity, CurrentError<E>> {
        let Self { index, identifier, created } = self;
        let identity = found.ok_or(CurrentError::Replaced(identifier))?.validate(verifier)?;
        Ok(CurrentNetworkIdentity { index, created, identity })
    }
}

fn named<'a, C: Release, E>(
    list: Result<List<'a, NetworkIdentityEntry<'a, C>>, ClientError<E>>,
) -> Result<Option<Named>, CurrentError<E>> {
    let mut named = None;
    // What is wrong if none is named.
    let mut fault = None;
    for entry in list.map_err(QueryError::Request)? {
        let entry =
            C::network_identity(entry.map_err(|error| QueryError::Request(ClientError::Decode(error)))?);
        if !entry.current {
            fault = fault.or(Some(ListFault::NoneCurrent));
        } else if !entry.is_ecdsa {
            fault = Some(ListFault::UnknownType(entry.identity_type));
        } else if named.is_some() {
            return Err(ListFault::SeveralCurrent.into());
        } else {
            named = Some(Named {
                index: NetworkIdentityIndex::new(entry.index).ok_or(ListFault::Index(entry.index))?,
                identifier: Identifier::from_bytes(entry.identifier),
                created: entry.created,
            });
        }
    }
    match (named, fault) {
        (None, Some(fault)) => Err(fault.into()),
        (named, _) => Ok(named),
    }
}
