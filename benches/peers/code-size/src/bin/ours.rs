//! The state behind the code that clustergen generates.
#![forbid(unsafe_code)]

use std::io;

use clustergen_runtime::serve::{AttributeWriter, CommandWriter, ListWriter, Replied, Reply};
use clustergen_runtime::tlv::{Tag, Writer};
use clustergen_runtime::{
    AttributeId, CommandId, Context, FabricIndex, Nullable, Privilege, Status, StatusCode,
};
use code_size::{Operation, Request, State, serve};
use netim_cluster::v1_6_1::{Server, commands, invoke, read, types};

fn main() -> io::Result<()> {
    let mut server = OfState(State::new());
    serve(|request, reply| answer(&mut server, &requester(request)?, request, reply))
}

fn requester(request: &Request<'_>) -> Option<Context> {
    let privilege = match request.privilege {
        1 => Privilege::View,
        2 => Privilege::Operate,
        3 => Privilege::Manage,
        _ => Privilege::Administer,
    };
    let requester = Context::case(FabricIndex::new(1)?, 1, privilege);
    Some(Context { timed: request.timed, ..requester })
}

fn answer(server: &mut OfState, cx: &Context, request: &Request<'_>, reply: &mut [u8]) -> Option<usize> {
    let mut out = Writer::new(reply);
    match request.operation {
        Operation::Read => {
            let mut value = AttributeWriter::new(&mut out, Tag::Context(2));
            read(server, cx, AttributeId(request.id), &mut value).ok()?;
        }
        Operation::Invoke => {
            let mut fields = CommandWriter::new(&mut out, Tag::Context(1));
            let _ = invoke(server, cx, CommandId(request.id), request.fields, &mut fields).ok()?;
        }
    }
    Some(out.as_bytes().len())
}

struct OfState(State);

/// What the state has not.
fn found<T>(value: Option<T>) -> Result<T, Status> {
    value.ok_or(StatusCode::NOT_FOUND.into())
}

impl Server for OfState {
    fn active_network_identities(
        &self,
        _: &Context,
        list: &mut ListWriter<'_, '_, types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        list.extend([types::ActiveNetworkIdentityStruct {
            index: State::NETWORK,
            r#type: types::IdentityTypeEnum::ECDSA,
            identifier: &self.0.network(),
            created_timestamp: 0,
            current: true,
            remaining_clients: Nullable::Null,
        }])
    }

    fn clients(
        &self,
        _: &Context,
        list: &mut ListWriter<'_, '_, types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        list.extend(self.0.clients().map(|client| types::ClientStruct {
            client_index: client.index,
            client_identifier: &client.identifier,
            client_identity_type: types::IdentityTypeEnum::ECDSA,
            network_identity_index: Nullable::Value(State::NETWORK),
        }))
    }

    fn client_table_size(&self, _: &Context) -> Result<u16, Status> {
        Ok(State::TABLE_SIZE)
    }

    fn add_client(
        &mut self,
        _: &Context,
        request: commands::AddClient<'_>,
        reply: Reply<'_, '_, commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        let client_index = found(self.0.add(request.client_identity))?;
        reply.send(&commands::AddClientResponse { client_index })
    }

    fn remove_client(&mut self, _: &Context, request: commands::RemoveClient<'_>) -> Result<(), Status> {
        found(self.0.remove(request.client_index, request.client_identifier))
    }

    fn query_identity(
        &mut self,
        _: &Context,
        request: commands::QueryIdentity<'_>,
        reply: Reply<'_, '_, commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        let kind = request.network_identity_type.map(|kind| kind.0);
        let identity =
            self.0.query(request.network_identity_index, kind, request.client_index, request.identifier);
        reply.send(&commands::QueryIdentityResponse { identity: found(identity)? })
    }

    fn import_admin_secret(
        &mut self,
        _: &Context,
        request: commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        found(self.0.import(request.network_administrator_shared_secret))
    }

    fn export_admin_secret(
        &mut self,
        _: &Context,
        reply: Reply<'_, '_, commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        reply.send(&commands::ExportAdminSecretResponse {
            network_administrator_shared_secret: self.0.secret(),
        })
    }
}
