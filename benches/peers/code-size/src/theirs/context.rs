//! What a handler may ask the stack for. The cluster asks for the attribute, the command, its fields, and for the
//! metadata when an attribute is read that every cluster has.

use std::num::NonZeroU8;

use rs_matter::Matter;
use rs_matter::crypto::Crypto;
use rs_matter::crypto::backend::dummy::DummyCrypto;
use rs_matter::dm::clusters::decl::network_identity_management::FULL_CLUSTER;
use rs_matter::dm::clusters::net_comm::{DummyNetworkAccess, NetworksAccess};
use rs_matter::dm::{
    AsyncHandler, AttrChangeNotifier, AttrDetails, AttrId, ClusterId, CmdDetails, EmptyHandler, Endpoint,
    EndptId, EventEmitter, EventId, EventNumber, HandlerContext, InvokeContext, MatchContext, Metadata, Node,
    OperationContext, OwnAttrChangeNotifier, OwnEventEmitter, ReadContext,
};
use rs_matter::error::{Error, ErrorCode};
use rs_matter::im::encoding::{EventPriority, IMBuffer};
use rs_matter::im::events::EventTLVWrite;
use rs_matter::im::{DeviceLoad, ImStats};
use rs_matter::persist::{DummyKvBlobStore, KvBlobStore, KvBlobStoreAccess};
use rs_matter::tlv::TLVElement;
use rs_matter::transport::exchange::Exchange;
use rs_matter::utils::storage::pooled::Buffers;

/// One interaction.
pub struct Context<'a> {
    pub attribute: AttrDetails,
    pub command: CmdDetails,
    pub data: TLVElement<'a>,
}

/// The only endpoint, with the only cluster.
const NODE: Node<'static> = Node { endpoints: &[Endpoint::new(1, &[], &[FULL_CLUSTER])] };

impl ReadContext for Context<'_> {
    fn attr(&self) -> &AttrDetails {
        &self.attribute
    }
}

impl InvokeContext for Context<'_> {
    fn cmd(&self) -> &CmdDetails {
        &self.command
    }

    fn data(&self) -> &TLVElement<'_> {
        &self.data
    }
}

impl MatchContext for Context<'_> {
    fn endpt(&self) -> Option<EndptId> {
        Some(self.attribute.endpoint_id)
    }

    fn cluster(&self) -> Option<ClusterId> {
        Some(self.attribute.cluster_id)
    }
}

impl OperationContext for Context<'_> {
    fn exchange(&self) -> &Exchange<'_> {
        unreachable!("there is no network")
    }
}

impl HandlerContext for Context<'_> {
    fn matter(&self) -> &Matter<'_> {
        unreachable!("there is no stack")
    }

    fn crypto(&self) -> impl Crypto + '_ {
        DummyCrypto
    }

    fn kv(&self) -> impl KvBlobStoreAccess + '_ {
        Nothing
    }

    fn networks(&self) -> impl NetworksAccess + '_ {
        DummyNetworkAccess
    }

    fn metadata(&self) -> impl Metadata + '_ {
        NODE
    }

    fn handler(&self) -> impl AsyncHandler + '_ {
        EmptyHandler
    }

    fn buffers(&self) -> impl Buffers<IMBuffer> + '_ {
        Nothing
    }

    fn im_stats(&self) -> impl ImStats + '_ {
        Nothing
    }

    fn notify_fabric_removed(&self, _: NonZeroU8) {}
}

impl AttrChangeNotifier for Context<'_> {
    fn notify_attr_changed(&self, _: EndptId, _: ClusterId, _: AttrId) {}
    fn notify_cluster_changed(&self, _: EndptId, _: ClusterId) {}
    fn notify_endpoint_changed(&self, _: EndptId) {}
    fn notify_all_changed(&self) {}
}

impl OwnAttrChangeNotifier for Context<'_> {
    fn notify_own_attr_changed(&self, _: AttrId) {}
    fn notify_own_cluster_changed(&self) {}
    fn notify_own_endpoint_changed(&self) {}
}

impl EventEmitter for Context<'_> {
    fn emit_event<F>(
        &self,
        _: EndptId,
        _: ClusterId,
        _: EventId,
        _: EventPriority,
        _: F,
    ) -> Result<EventNumber, Error>
    where
        F: FnOnce(EventTLVWrite<'_>) -> Result<(), Error>,
    {
        Err(ErrorCode::NotFound.into())
    }
}

impl OwnEventEmitter for Context<'_> {
    fn emit_own_event<F>(&self, _: EventId, _: EventPriority, _: F) -> Result<EventNumber, Error>
    where
        F: FnOnce(EventTLVWrite<'_>) -> Result<(), Error>,
    {
        Err(ErrorCode::NotFound.into())
    }
}

/// What there is none of.
struct Nothing;

impl KvBlobStoreAccess for Nothing {
    fn access<F, R>(&self, f: F) -> R
    where
        F: FnOnce(&mut dyn KvBlobStore, &mut [u8]) -> R,
    {
        f(&mut DummyKvBlobStore, &mut [])
    }
}

impl Buffers<IMBuffer> for Nothing {
    type Buffer<'a> = &'a mut IMBuffer;

    async fn get(&self) -> Option<Self::Buffer<'_>> {
        None
    }

    fn get_immediate(&self) -> Option<Self::Buffer<'_>> {
        None
    }
}

impl ImStats for Nothing {
    fn device_load(&self, _: Option<NonZeroU8>) -> DeviceLoad {
        unreachable!("there are no statistics")
    }
}
