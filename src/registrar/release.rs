//! The releases of the cluster, seen alike.

mod v1_6;
mod v1_6_1;

use clustergen_runtime::{
    Attribute, List,
    client::{Answer, Invoke, Read, Request},
    value::Value,
};

mod private {
    pub trait Sealed {}
}

use private::Sealed;

/// The generated client of one of the cluster's releases, which is all that implements this.
pub trait Release: Sealed {
    /// The transport.
    type Transport;

    // What a registrar says, in the types of the release.

    #[doc(hidden)]
    type AddClient<'r>: Request<Answer = Self::AddClientResponse>;
    #[doc(hidden)]
    type AddClientResponse: Answer;
    #[doc(hidden)]
    type RemoveClient<'r>: Request<Answer = ()>;
    #[doc(hidden)]
    type QueryIdentity<'r>: Request<Answer = Self::QueryIdentityResponse>;
    #[doc(hidden)]
    type QueryIdentityResponse: Answer;
    #[doc(hidden)]
    type ActiveNetworkIdentities: Attribute<Type = List<'static, Self::ActiveNetworkIdentity>>;
    #[doc(hidden)]
    type ActiveNetworkIdentity: Value + 'static;

    #[doc(hidden)]
    fn add_client<'r>(&mut self, identity: &'r [u8]) -> Invoke<'_, Self::Transport, Self::AddClient<'r>>;
    #[doc(hidden)]
    fn remove_client<'r>(
        &mut self,
        identifier: &'r [u8],
    ) -> Invoke<'_, Self::Transport, Self::RemoveClient<'r>>;
    #[doc(hidden)]
    fn query_identity<'r>(
        &mut self,
        identifier: &'r [u8],
    ) -> Invoke<'_, Self::Transport, Self::QueryIdentity<'r>>;
    #[doc(hidden)]
    fn active_network_identities(&mut self) -> Read<'_, Self::Transport, Self::ActiveNetworkIdentities>;

    // What it hears, out of them.

    #[doc(hidden)]
    fn client_index(answer: AddClientAnswer<'_, Self>) -> u16;
    #[doc(hidden)]
    fn identity(answer: QueryIdentityAnswer<'_, Self>) -> &[u8];
    #[doc(hidden)]
    fn network_identity(entry: NetworkIdentityEntry<'_, Self>) -> Listed<'_>;
}

pub(super) type AddClientAnswer<'a, C> = <<C as Release>::AddClientResponse as Answer>::Of<'a>;
pub(super) type QueryIdentityAnswer<'a, C> = <<C as Release>::QueryIdentityResponse as Answer>::Of<'a>;
pub(super) type NetworkIdentityEntry<'a, C> = <<C as Release>::ActiveNetworkIdentity as Value>::Of<'a>;

/// An entry of `ActiveNetworkIdentities`, as far as a registrar looks at it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    pub index: u16,
    pub identity_type: u8,
    pub is_ecdsa: bool,
    pub identifier: &'a [u8; 20],
    pub created: u32,
    pub current: bool,
}
