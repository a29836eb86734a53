//! The state as a handler of the generated cluster.

use std::cell::RefCell;

use crate::State;
use rs_matter::dm::clusters::decl::network_identity_management::{
    ActiveNetworkIdentityStructArrayBuilder, ActiveNetworkIdentityStructBuilder, AddClientRequest,
    AddClientResponseBuilder, ClientStructArrayBuilder, ClientStructBuilder, ClusterHandler,
    ExportAdminSecretResponseBuilder, FULL_CLUSTER, IdentityTypeEnum, ImportAdminSecretRequest,
    QueryIdentityRequest, QueryIdentityResponseBuilder, RemoveClientRequest,
};
use rs_matter::dm::{ArrayAttributeRead, Cluster, InvokeContext, ReadContext};
use rs_matter::error::{Error, ErrorCode};
use rs_matter::tlv::{Nullable, Octets, TLVBuilderParent};

/// Its methods do not get it to themselves, so it keeps the state in a cell. `CHECKED` says whether it looks at the limits of
/// fields, as it has to if nobody else does.
pub struct OfState<const CHECKED: bool>(RefCell<State>);

impl<const CHECKED: bool> OfState<CHECKED> {
    /// A handler of this state.
    pub fn new(state: State) -> Self {
        Self(RefCell::new(state))
    }
}

/// What the state has not.
fn found<T>(value: Option<T>) -> Result<T, Error> {
    value.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Only whole lists are asked for.
fn whole<T>() -> Result<T, Error> {
    Err(ErrorCode::ConstraintError.into())
}

/// Whether a limit is kept, if limits are looked at.
fn keeps<const CHECKED: bool>(limit: impl FnOnce() -> bool) -> Result<(), Error> {
    if CHECKED && !limit() { Err(ErrorCode::ConstraintError.into()) } else { Ok(()) }
}

/// Whether an identifier has the length of one.
fn is_identifier(bytes: Option<&[u8]>) -> bool {
    bytes.is_none_or(|bytes| bytes.len() == 20)
}

impl<const CHECKED: bool> ClusterHandler for OfState<CHECKED> {
    const CLUSTER: Cluster<'static> = FULL_CLUSTER;

    fn dataver(&self) -> u32 {
        1
    }

    fn dataver_changed(&self) {}

    fn active_network_identities<P: TLVBuilderParent>(
        &self,
        _: impl ReadContext,
        builder: ArrayAttributeRead<
            ActiveNetworkIdentityStructArrayBuilder<P>,
            ActiveNetworkIdentityStructBuilder<P>,
        >,
    ) -> Result<P, Error> {
        match builder {
            ArrayAttributeRead::ReadAll(list) => list
                .push()?
                .index(State::NETWORK)?
                .r#type(IdentityTypeEnum::ECDSA)?
                .identifier(Octets::new(&self.0.borrow().network()))?
                .created_timestamp(0)?
                .current(true)?
                .remaining_clients(Nullable::none())?
                .end()?
                .end(),
            ArrayAttributeRead::ReadOne(..) | ArrayAttributeRead::ReadNone(_) => whole(),
        }
    }

    fn clients<P: TLVBuilderParent>(
        &self,
        _: impl ReadContext,
        builder: ArrayAttributeRead<ClientStructArrayBuilder<P>, ClientStructBuilder<P>>,
    ) -> Result<P, Error> {
        let ArrayAttributeRead::ReadAll(mut list) = builder else { return whole() };
        for client in self.0.borrow().clients() {
            list = list
                .push()?
                .client_index(client.index)?
                .client_identifier(Octets::new(&client.identifier))?
                .client_identity_type(IdentityTypeEnum::ECDSA)?
                .network_identity_index(Nullable::some(State::NETWORK))?
                .end()?;
        }
        list.end()
    }

    fn client_table_size(&self, _: impl ReadContext) -> Result<u16, Error> {
        Ok(State::TABLE_SIZE)
    }

    fn handle_add_client<P: TLVBuilderParent>(
        &self,
        _: impl InvokeContext,
        request: AddClientRequest<'_>,
        response: AddClientResponseBuilder<P>,
    ) -> Result<P, Error> {
        let identity = request.client_identity()?.0;
        keeps::<CHECKED>(|| identity.len() <= 140)?;
        let index = self.0.borrow_mut().add(identity);
        response.client_index(found(index)?)?.end()
    }

    fn handle_remove_client(
        &self,
        _: impl InvokeContext,
        request: RemoveClientRequest<'_>,
    ) -> Result<(), Error> {
        let (index, identifier) = (request.client_index()?, request.client_identifier()?);
        let identifier = identifier.as_ref().map(|bytes| bytes.0);
        keeps::<CHECKED>(|| index.is_some() != identifier.is_some())?;
        keeps::<CHECKED>(|| {
            index.is_none_or(|index| (1..=2047).contains(&index)) && is_identifier(identifier)
        })?;
        found(self.0.borrow_mut().remove(index, identifier))
    }

    fn handle_query_identity<P: TLVBuilderParent>(
        &self,
        _: impl InvokeContext,
        request: QueryIdentityRequest<'_>,
        response: QueryIdentityResponseBuilder<P>,
    ) -> Result<P, Error> {
        let state = self.0.borrow();
        let identifier = request.identifier()?;
        let (network, kind) = (request.network_identity_index()?, request.network_identity_type()?);
        let (client, identifier) = (request.client_index()?, identifier.as_ref().map(|bytes| bytes.0));
        let given = [network.is_some(), kind.is_some(), client.is_some(), identifier.is_some()];
        keeps::<CHECKED>(|| given.iter().filter(|given| **given).count() == 1 && is_identifier(identifier))?;
        let identity = state.query(network, kind.map(|kind| kind as u8), client, identifier);
        response.identity(Octets::new(found(identity)?))?.end()
    }

    fn handle_import_admin_secret(
        &self,
        _: impl InvokeContext,
        request: ImportAdminSecretRequest<'_>,
    ) -> Result<(), Error> {
        let secret = request.network_administrator_shared_secret()?.0;
        keeps::<CHECKED>(|| secret.len() <= 64)?;
        found(self.0.borrow_mut().import(secret))
    }

    fn handle_export_admin_secret<P: TLVBuilderParent>(
        &self,
        _: impl InvokeContext,
        response: ExportAdminSecretResponseBuilder<P>,
    ) -> Result<P, Error> {
        response.network_administrator_shared_secret(Octets::new(self.0.borrow().secret()))?.end()
    }
}
