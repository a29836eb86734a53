//! A server that does nothing: what is counted is all that happens around its methods.

use clustergen_runtime::serve::{ListWriter, Replied, Reply};
use clustergen_runtime::{Context, Nullable, Status, StatusCode};
use netim_cluster::v1_6_1::{Server, commands, types};

/// Answers at once.
pub(crate) struct Nothing;

impl Server for Nothing {
    fn active_network_identities(
        &self,
        _: &Context,
        _: &mut ListWriter<'_, '_, types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        Ok(())
    }

    fn clients(
        &self,
        _: &Context,
        list: &mut ListWriter<'_, '_, types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        for client in &clients() {
            if list.push(client.client_index.into(), client)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn client_table_size(&self, _: &Context) -> Result<u16, Status> {
        Ok(2047)
    }

    fn add_client(
        &mut self,
        _: &Context,
        request: commands::AddClient<'_>,
        reply: Reply<'_, '_, commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        std::hint::black_box(request.client_identity);
        reply.send(&commands::AddClientResponse { client_index: std::hint::black_box(300) })
    }

    fn remove_client(&mut self, _: &Context, request: commands::RemoveClient<'_>) -> Result<(), Status> {
        std::hint::black_box(request.client_index);
        Ok(())
    }

    fn query_identity(
        &mut self,
        _: &Context,
        _: commands::QueryIdentity<'_>,
        _: Reply<'_, '_, commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        Err(StatusCode::NOT_FOUND.into())
    }

    fn import_admin_secret(&mut self, _: &Context, _: commands::ImportAdminSecret<'_>) -> Result<(), Status> {
        Err(StatusCode::FAILURE.into())
    }

    fn export_admin_secret(
        &mut self,
        _: &Context,
        _: Reply<'_, '_, commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        Err(StatusCode::NOT_FOUND.into())
    }
}

/// How many clients the server has.
pub(crate) const CLIENTS: u16 = 100;

/// Its clients.
pub(crate) fn clients() -> [types::ClientStruct<'static>; CLIENTS as usize] {
    std::array::from_fn(|at| types::ClientStruct {
        // Of one byte and of two.
        client_index: u16::try_from(at + 200).unwrap_or(u16::MAX),
        client_identifier: &[0xA5; 20],
        client_identity_type: types::IdentityTypeEnum::ECDSA,
        network_identity_index: if at % 4 == 0 { Nullable::Null } else { Nullable::Value(1) },
    })
}
