//! The attributes that every cluster has.

use core::marker::PhantomData;

use super::Read;
use crate::value::Value;
use crate::{Attribute, AttributeId, ClusterId, EndpointId, List};

/// The client of a cluster, for what all clusters have in common.
pub trait ClusterClient<T>: Sized {
    /// The cluster.
    const CLUSTER: ClusterId;
    /// The bitmap of its features; a plain number for a cluster without features.
    type Features: Value;

    /// What an operation goes out through, and to.
    fn target(&mut self) -> (&mut T, EndpointId);

    /// Reads `FeatureMap`.
    fn feature_map(&mut self) -> Read<'_, T, FeatureMap<Self, T>> {
        read(self)
    }

    /// Reads `ClusterRevision`.
    fn cluster_revision(&mut self) -> Read<'_, T, ClusterRevision<Self, T>> {
        read(self)
    }

    /// Reads `AttributeList`: the ids of all attributes that the server has.
    fn attribute_list(&mut self) -> Read<'_, T, AttributeList<Self, T>> {
        read(self)
    }

    /// Reads `AcceptedCommandList`: the ids of all requests that the server accepts.
    fn accepted_command_list(&mut self) -> Read<'_, T, AcceptedCommandList<Self, T>> {
        read(self)
    }

    /// Reads `GeneratedCommandList`: the ids of all responses that the server may give.
    fn generated_command_list(&mut self) -> Read<'_, T, GeneratedCommandList<Self, T>> {
        read(self)
    }
}

fn read<T, C: ClusterClient<T>, A: Attribute>(client: &mut C) -> Read<'_, T, A> {
    let (transport, endpoint) = client.target();
    Read::new(transport, endpoint)
}

macro_rules! global_attributes {
    ($($(#[$doc:meta])* $name:ident = $id:literal: $ty:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<C, T>(PhantomData<fn() -> (C, T)>);

        impl<T, C: ClusterClient<T>> Attribute for $name<C, T> {
            const CLUSTER: ClusterId = C::CLUSTER;
            const ID: AttributeId = AttributeId($id);
            type Type = $ty;
        }
    )*};
}

global_attributes! {
    /// `GeneratedCommandList` of the cluster that `C` is a client of.
    GeneratedCommandList = 0xFFF8: List<'static, u32>;
    /// `AcceptedCommandList` of the cluster that `C` is a client of.
    AcceptedCommandList = 0xFFF9: List<'static, u32>;
    /// `AttributeList` of the cluster that `C` is a client of.
    AttributeList = 0xFFFB: List<'static, u32>;
    /// `FeatureMap` of the cluster that `C` is a client of.
    FeatureMap = 0xFFFC: C::Features;
    /// `ClusterRevision` of the cluster that `C` is a client of.
    ClusterRevision = 0xFFFD: u16;
}
