//! Release 1.6.1.

use netim::cluster::v1_6_1::{commands, types};
use netim::runtime::List;
use serde_json::{Value, json};

use super::json::{list, nullable, object, octets};
use super::{Vector, both_ways};

pub(crate) fn check(vector: &Vector, bytes: &[u8]) -> Option<Value> {
    Some(match vector.name.as_str() {
        "ActiveNetworkIdentities" => both_ways(bytes, |value: &List<'_, _>| list(value, network_identity)),
        "Clients" => both_ways(bytes, |value: &List<'_, _>| list(value, client)),
        "ClientTableSize" => both_ways(bytes, |value: &u16| json!(value)),
        "AddClient" => both_ways(
            bytes,
            |value: &commands::AddClient<'_>| json!({ "ClientIdentity": octets(value.client_identity) }),
        ),
        "AddClientResponse" => both_ways(
            bytes,
            |value: &commands::AddClientResponse| json!({ "ClientIndex": value.client_index }),
        ),
        "RemoveClient" => both_ways(bytes, |value: &commands::RemoveClient<'_>| {
            object([
                ("ClientIndex", value.client_index.map(Value::from)),
                ("ClientIdentifier", value.client_identifier.map(octets)),
            ])
        }),
        "QueryIdentity" => both_ways(bytes, query_identity),
        "QueryIdentityResponse" => both_ways(
            bytes,
            |value: &commands::QueryIdentityResponse<'_>| json!({ "Identity": octets(value.identity) }),
        ),
        "ImportAdminSecret" => both_ways(
            bytes,
            |value: &commands::ImportAdminSecret<'_>| json!({ "NetworkAdministratorSharedSecret": octets(value.network_administrator_shared_secret) }),
        ),
        "ExportAdminSecret" => both_ways(bytes, |_: &commands::ExportAdminSecret| json!({})),
        "ExportAdminSecretResponse" => both_ways(
            bytes,
            |value: &commands::ExportAdminSecretResponse<'_>| json!({ "NetworkAdministratorSharedSecret": octets(value.network_administrator_shared_secret) }),
        ),
        _ => return None,
    })
}

fn network_identity(value: types::ActiveNetworkIdentityStruct<'_>) -> Value {
    json!({
        "Index": value.index,
        "Type": value.r#type.0,
        "Identifier": octets(value.identifier),
        "CreatedTimestamp": value.created_timestamp,
        "Current": value.current,
        "RemainingClients": nullable(value.remaining_clients),
    })
}

fn client(value: types::ClientStruct<'_>) -> Value {
    json!({
        "ClientIndex": value.client_index,
        "ClientIdentifier": octets(value.client_identifier),
        "ClientIdentityType": value.client_identity_type.0,
        "NetworkIdentityIndex": nullable(value.network_identity_index),
    })
}

fn query_identity(value: &commands::QueryIdentity<'_>) -> Value {
    object([
        ("NetworkIdentityIndex", value.network_identity_index.map(Value::from)),
        ("NetworkIdentityType", value.network_identity_type.map(|ty| Value::from(ty.0))),
        ("ClientIndex", value.client_index.map(Value::from)),
        ("Identifier", value.identifier.map(octets)),
    ])
}
