//! Release 1.6.1.

use clustergen_runtime::client::{Invoke, Read};

use super::{Listed, NetworkIdentityEntry, QueryIdentityAnswer, Release, private::Sealed};
use crate::cluster::v1_6_1::{
    Client,
    attributes::ActiveNetworkIdentities,
    commands::{AddClient, AddClientResponse, QueryIdentity, QueryIdentityResponse, RemoveClient},
    types::{ActiveNetworkIdentityStruct, IdentityTypeEnum},
};

impl<T> Sealed for Client<T> {}

impl<T> Release for Client<T> {
    type Transport = T;
    type AddClient<'r> = AddClient<'r>;
    type AddClientResponse = AddClientResponse;
    type RemoveClient<'r> = RemoveClient<'r>;
    type QueryIdentity<'r> = QueryIdentity<'r>;
    type QueryIdentityResponse = QueryIdentityResponse<'static>;
    type ActiveNetworkIdentities = ActiveNetworkIdentities;
    type ActiveNetworkIdentity = ActiveNetworkIdentityStruct<'static>;

    fn add_client<'r>(&mut self, identity: &'r [u8]) -> Invoke<'_, T, AddClient<'r>> {
        self.add_client(AddClient { client_identity: identity })
    }

    fn remove_client<'r>(&mut self, identifier: &'r [u8]) -> Invoke<'_, T, RemoveClient<'r>> {
        self.remove_client(RemoveClient { client_index: None, client_identifier: Some(identifier) })
    }

    fn query_identity<'r>(&mut self, identifier: &'r [u8]) -> Invoke<'_, T, QueryIdentity<'r>> {
        self.query_identity(QueryIdentity {
            network_identity_index: None,
            network_identity_type: None,
            client_index: None,
            identifier: Some(identifier),
        })
    }

    fn active_network_identities(&mut self) -> Read<'_, T, ActiveNetworkIdentities> {
        self.active_network_identities()
    }

    fn client_index(answer: AddClientResponse) -> u16 {
        answer.client_index
    }

    fn identity(answer: QueryIdentityAnswer<'_, Self>) -> &[u8] {
        answer.identity
    }

    fn network_identity(entry: NetworkIdentityEntry<'_, Self>) -> Listed<'_> {
        Listed {
            index: entry.index,
            identity_type: entry.r#type.0,
            is_ecdsa: entry.r#type == IdentityTypeEnum::ECDSA,
            identifier: entry.identifier,
            created: entry.created_timestamp,
            current: entry.current,
        }
    }
}
