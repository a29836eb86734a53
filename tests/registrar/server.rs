//! A server in memory, for both releases.

use netim::{
    cluster::{v1_6, v1_6_1},
    crypto::RustCrypto,
    identity::{CompactIdentity, Identifier},
    runtime::{
        Context, Nullable, Status, StatusCode,
        serve::{ListWriter, Replied, Reply},
    },
};

/// What it holds, and what was done to it.
#[derive(Default)]
pub(crate) struct Server {
    /// By index, less one.
    pub(crate) clients: Vec<Option<CompactIdentity>>,
    pub(crate) networks: Vec<Network>,
    /// How many clients it takes.
    pub(crate) room: usize,
    /// Answers every command with this.
    pub(crate) refusal: Option<StatusCode>,
    /// How many clients were really added and removed.
    pub(crate) added: usize,
    pub(crate) removed: usize,
}

#[derive(Clone, Copy)]
pub(crate) struct Network {
    pub(crate) index: u16,
    pub(crate) identity: CompactIdentity,
    /// What the list says its identifier is.
    pub(crate) listed_as: Identifier,
    pub(crate) created: u32,
    pub(crate) current: bool,
    /// Not ECDSA, but something of the future.
    pub(crate) exotic: bool,
}

impl Network {
    pub(crate) fn new(index: u16, identity: CompactIdentity, current: bool) -> Self {
        let created = 1000 + u32::from(index);
        Self { index, identity, listed_as: identity.identifier(), created, current, exotic: false }
    }
}

impl Server {
    pub(crate) fn index_of(&self, identifier: &Identifier) -> Option<usize> {
        self.clients.iter().position(|slot| slot.is_some_and(|client| client.identifier() == *identifier))
    }

    fn refuse(&self) -> Result<(), Status> {
        self.refusal.map_or(Ok(()), |code| Err(code.into()))
    }

    fn add(&mut self, identity: &[u8]) -> Result<u16, Status> {
        self.refuse()?;
        let valid = CompactIdentity::parse(identity).map_err(|_| StatusCode::DYNAMIC_CONSTRAINT_ERROR)?;
        valid.validate(&RustCrypto).map_err(|_| StatusCode::DYNAMIC_CONSTRAINT_ERROR)?;
        let index = match self.index_of(&valid.identifier()) {
            Some(at) if self.clients[at] == Some(valid) => at,
            Some(_) => return Err(StatusCode::ALREADY_EXISTS.into()),
            None if self.clients.len() == self.room => return Err(StatusCode::RESOURCE_EXHAUSTED.into()),
            None => {
                self.added += 1;
                self.clients.push(Some(valid));
                self.clients.len() - 1
            }
        };
        Ok(u16::try_from(index).unwrap() + 1)
    }

    fn remove(&mut self, identifier: Option<&[u8]>) -> Result<(), Status> {
        self.refuse()?;
        let identifier = Identifier::from_bytes(identifier.unwrap().try_into().unwrap());
        let at = self.index_of(&identifier).ok_or(StatusCode::NOT_FOUND)?;
        self.clients[at] = None;
        self.removed += 1;
        Ok(())
    }

    fn find(&self, identifier: Option<&[u8]>) -> Result<[u8; CompactIdentity::LEN], Status> {
        self.refuse()?;
        let identifier = Identifier::from_bytes(identifier.unwrap().try_into().unwrap());
        let networks =
            self.networks.iter().filter(|network| network.listed_as == identifier).map(|n| n.identity);
        let clients = self.clients.iter().flatten().filter(|c| c.identifier() == identifier).copied();
        let found = networks.chain(clients).next().ok_or(StatusCode::NOT_FOUND)?;
        Ok(found.to_bytes())
    }
}

impl v1_6::Server for Server {
    fn active_network_identities(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, v1_6::types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        list.extend(self.networks.iter().map(|network| v1_6::types::ActiveNetworkIdentityStruct {
            index: network.index,
            r#type: if network.exotic { 9.into() } else { v1_6::types::IdentityTypeEnum::ECDSA },
            identifier: network.listed_as.as_bytes(),
            created_timestamp: network.created,
            current: network.current,
            remaining_clients: if network.current { Nullable::Null } else { Nullable::Value(1) },
        }))
    }

    fn clients(
        &self,
        _cx: &Context,
        _list: &mut ListWriter<'_, '_, v1_6::types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        unreachable!("no registrar reads all clients")
    }

    fn client_table_size(&self, _cx: &Context) -> Result<u16, Status> {
        Ok(500)
    }

    fn add_client(
        &mut self,
        _cx: &Context,
        request: v1_6::commands::AddClient<'_>,
        reply: Reply<'_, '_, v1_6::commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        let client_index = self.add(request.client_identity)?;
        reply.send(&v1_6::commands::AddClientResponse { client_index })
    }

    fn remove_client(
        &mut self,
        _cx: &Context,
        request: v1_6::commands::RemoveClient<'_>,
    ) -> Result<(), Status> {
        self.remove(request.client_identifier)
    }

    fn query_identity(
        &mut self,
        _cx: &Context,
        request: v1_6::commands::QueryIdentity<'_>,
        reply: Reply<'_, '_, v1_6::commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        let identity = self.find(request.identifier)?;
        reply.send(&v1_6::commands::QueryIdentityResponse { identity: &identity })
    }

    fn import_admin_secret(
        &mut self,
        _cx: &Context,
        _request: v1_6::commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        unreachable!("no registrar imports secrets")
    }

    fn export_admin_secret(
        &mut self,
        _cx: &Context,
        _reply: Reply<'_, '_, v1_6::commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        unreachable!("no registrar exports secrets")
    }
}

impl v1_6_1::Server for Server {
    fn active_network_identities(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, v1_6_1::types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        list.extend(self.networks.iter().map(|network| v1_6_1::types::ActiveNetworkIdentityStruct {
            index: network.index,
            r#type: if network.exotic { 9.into() } else { v1_6_1::types::IdentityTypeEnum::ECDSA },
            identifier: network.listed_as.as_bytes(),
            created_timestamp: network.created,
            current: network.current,
            remaining_clients: if network.current { Nullable::Null } else { Nullable::Value(1) },
        }))
    }

    fn clients(
        &self,
        _cx: &Context,
        _list: &mut ListWriter<'_, '_, v1_6_1::types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        unreachable!("no registrar reads all clients")
    }

    fn client_table_size(&self, _cx: &Context) -> Result<u16, Status> {
        Ok(500)
    }

    fn add_client(
        &mut self,
        _cx: &Context,
        request: v1_6_1::commands::AddClient<'_>,
        reply: Reply<'_, '_, v1_6_1::commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        let client_index = self.add(request.client_identity)?;
        reply.send(&v1_6_1::commands::AddClientResponse { client_index })
    }

    fn remove_client(
        &mut self,
        _cx: &Context,
        request: v1_6_1::commands::RemoveClient<'_>,
    ) -> Result<(), Status> {
        self.remove(request.client_identifier)
    }

    fn query_identity(
        &mut self,
        _cx: &Context,
        request: v1_6_1::commands::QueryIdentity<'_>,
        reply: Reply<'_, '_, v1_6_1::commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        let identity = self.find(request.identifier)?;
        reply.send(&v1_6_1::commands::QueryIdentityResponse { identity: &identity })
    }

    fn import_admin_secret(
        &mut self,
        _cx: &Context,
        _request: v1_6_1::commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        unreachable!("no registrar imports secrets")
    }

    fn export_admin_secret(
        &mut self,
        _cx: &Context,
        _reply: Reply<'_, '_, v1_6_1::commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        unreachable!("no registrar exports secrets")
    }
}
