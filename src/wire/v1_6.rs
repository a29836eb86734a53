//! The layout of release 1.6: the generated server trait over the manager.

use core::borrow::BorrowMut;

use crate::clients::ClientIndex;
use crate::cluster::v1_6::{Server, commands, types};
use crate::identity::Identifier;
use crate::manager::{ClientQuery, IdentityQuery, Manager, Platform};
use crate::network_identities::{IdentityType, NetworkIdentityIndex};
use crate::runtime::serve::{ListWriter, Replied, Reply};
use crate::runtime::{Context, Nullable, Status, StatusCode};
use crate::secret::{Nass, leaving_no_trace};
use crate::tables::Tables;

use zeroize::Zeroizing;

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Server for Manager<P, T, MAX> {
    fn active_network_identities(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        let identities = self.tables().network_identities();
        for entry in identities.iter() {
            let current = identities.is_current(entry.index());
            let value = types::ActiveNetworkIdentityStruct {
                index: entry.index().get(),
                r#type: to_wire(entry.identity_type()),
                identifier: entry.identifier().as_bytes(),
                created_timestamp: entry.created(),
                current,
                remaining_clients: if current { Nullable::Null } else { Nullable::Value(entry.clients()) },
            };
            if list.push(super::entry_key(entry.order()), &value)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn clients(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        for client in self.tables().clients().after(super::client_index(list.after())) {
            let value = types::ClientStruct {
                client_index: client.index().get(),
                client_identifier: client.identifier().as_bytes(),
                network_identity_index: client.network_identity().map(NetworkIdentityIndex::get).into(),
            };
            if list.push(client.index().get().into(), &value)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn client_table_size(&self, _cx: &Context) -> Result<u16, Status> {
        Ok(self.tables().clients().capacity())
    }

    fn add_client(
        &mut self,
        _cx: &Context,
        request: commands::AddClient<'_>,
        mut reply: Reply<'_, '_, commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        // No index takes more room than this one.
        reply.check_room(&commands::AddClientResponse { client_index: ClientIndex::MAX.get() })?;
        let index = Self::add_client(self, request.client_identity)?;
        reply.send(&commands::AddClientResponse { client_index: index.get() })
    }

    fn remove_client(&mut self, _cx: &Context, request: commands::RemoveClient<'_>) -> Result<(), Status> {
        let query = match (request.client_index, request.client_identifier) {
            (Some(index), None) => ClientQuery::Index(index),
            (None, Some(identifier)) => ClientQuery::Identifier(super::identifier(identifier)?),
            _ => return Err(StatusCode::INVALID_COMMAND.into()),
        };
        Ok(Self::remove_client(self, query)?)
    }

    fn query_identity(
        &mut self,
        _cx: &Context,
        request: commands::QueryIdentity<'_>,
        reply: Reply<'_, '_, commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        let identity = Self::query_identity(self, query(&request)?)?.to_bytes();
        reply.send(&commands::QueryIdentityResponse { identity: &identity })
    }

    fn import_admin_secret(
        &mut self,
        _cx: &Context,
        request: commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        Ok(Self::import_admin_secret(self, request.network_administrator_shared_secret)?)
    }

    fn export_admin_secret(
        &mut self,
        _cx: &Context,
        reply: Reply<'_, '_, commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        leaving_no_trace(|| {
            let mut buffer = Zeroizing::new([0; Nass::MAX_LEN]);
            let nass = Self::export_admin_secret(self)?;
            let network_administrator_shared_secret =
                nass.encode(buffer.as_mut_slice()).map_err(|_| StatusCode::FAILURE)?;
            reply.send(&commands::ExportAdminSecretResponse { network_administrator_shared_secret })
        })
    }
}

/// The one field of a query that is there.
fn query(request: &commands::QueryIdentity<'_>) -> Result<IdentityQuery, Status> {
    let index = request.network_identity_index.map(IdentityQuery::NetworkIdentityIndex);
    let of_type = request.network_identity_type.map(from_wire).transpose()?;
    let identifier: Option<Identifier> = request.identifier.map(super::identifier).transpose()?;
    index
        .or(of_type.map(IdentityQuery::NetworkIdentityType))
        .or(identifier.map(IdentityQuery::Identifier))
        .ok_or(StatusCode::INVALID_COMMAND.into())
}

fn to_wire(ty: IdentityType) -> types::IdentityTypeEnum {
    match ty {
        IdentityType::Ecdsa => types::IdentityTypeEnum::ECDSA,
    }
}

fn from_wire(ty: types::IdentityTypeEnum) -> Result<IdentityType, Status> {
    match ty {
        types::IdentityTypeEnum::ECDSA => Ok(IdentityType::Ecdsa),
        _ => Err(StatusCode::CONSTRAINT_ERROR.into()),
    }
}
