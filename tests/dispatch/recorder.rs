//! A server that does next to nothing and remembers what was asked of it.

use std::collections::BTreeSet;

use netim::cluster::v1_6_1::types::{ActiveNetworkIdentityStruct, ClientStruct, IdentityTypeEnum};
use netim::cluster::v1_6_1::{Server, commands};
use netim::runtime::serve::{ListWriter, Replied, Reply};
use netim::runtime::tlv::decode;
use netim::runtime::{Context, List, Nullable, Status};

#[derive(Default)]
pub(crate) struct Recorder {
    called: Option<&'static str>,
    clients: BTreeSet<u16>,
}

impl Recorder {
    pub(crate) fn with_clients(indices: impl IntoIterator<Item = u16>) -> Self {
        Self { called: None, clients: indices.into_iter().collect() }
    }

    /// The method that was called, if one was.
    pub(crate) fn called(&self) -> Option<&'static str> {
        self.called
    }

    pub(crate) fn add_client(&mut self, index: u16) {
        self.clients.insert(index);
    }

    pub(crate) fn remove_client(&mut self, index: u16) {
        self.clients.remove(&index);
    }
}

/// The client indices of an encoded list.
pub(crate) fn indices(bytes: &[u8]) -> Vec<u16> {
    let list: List<'_, ClientStruct<'_>> = decode(bytes).unwrap();
    list.iter().map(|client| client.unwrap().client_index).collect()
}

impl Server for Recorder {
    fn active_network_identities(
        &self,
        _cx: &Context,
        _list: &mut ListWriter<'_, '_, ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        Ok(())
    }

    fn clients(&self, _cx: &Context, list: &mut ListWriter<'_, '_, ClientStruct<'_>>) -> Result<(), Status> {
        let first = list.after().map_or(0, |after| u16::try_from(after).unwrap() + 1);
        for &client_index in self.clients.range(first..) {
            let client = ClientStruct {
                client_index,
                client_identifier: &[0; 20],
                client_identity_type: IdentityTypeEnum::ECDSA,
                network_identity_index: Nullable::Null,
            };
            if list.push(client_index.into(), &client)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn client_table_size(&self, _cx: &Context) -> Result<u16, Status> {
        Ok(500)
    }

    fn add_client(
        &mut self,
        _cx: &Context,
        _request: commands::AddClient<'_>,
        reply: Reply<'_, '_, commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        self.called = Some("add_client");
        reply.send(&commands::AddClientResponse { client_index: 1 })
    }

    fn remove_client(&mut self, _cx: &Context, _request: commands::RemoveClient<'_>) -> Result<(), Status> {
        self.called = Some("remove_client");
        Ok(())
    }

    fn query_identity(
        &mut self,
        _cx: &Context,
        _request: commands::QueryIdentity<'_>,
        reply: Reply<'_, '_, commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        self.called = Some("query_identity");
        let identity = vec![0x1D];
        reply.send(&commands::QueryIdentityResponse { identity: &identity })
    }

    fn import_admin_secret(
        &mut self,
        _cx: &Context,
        _request: commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        self.called = Some("import_admin_secret");
        Ok(())
    }

    fn export_admin_secret(
        &mut self,
        _cx: &Context,
        reply: Reply<'_, '_, commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        self.called = Some("export_admin_secret");
        reply.send(&commands::ExportAdminSecretResponse { network_administrator_shared_secret: &[] })
    }
}
