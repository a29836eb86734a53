//! Which way values go: a type that only servers send is judged otherwise than one that only clients send.

use std::collections::BTreeMap;

use crate::model::{Cluster, DataType, Direction, Field, Shape};

/// Who sends a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// Clients send it to servers.
    pub(super) to_server: bool,
    /// Servers send it to clients.
    pub(super) to_client: bool,
}

impl Flow {
    pub(super) const TO_SERVER: Self = Self { to_server: true, to_client: false };
    pub(super) const TO_CLIENT: Self = Self { to_server: false, to_client: true };
    pub(super) const BOTH: Self = Self { to_server: true, to_client: true };

    pub(super) const fn and(self, other: Self) -> Self {
        Self { to_server: self.to_server || other.to_server, to_client: self.to_client || other.to_client }
    }

    pub(super) const fn of(direction: Direction) -> Self {
        match direction {
            Direction::ToServer => Self::TO_SERVER,
            Direction::ToClient => Self::TO_CLIENT,
        }
    }

    /// Of an attribute that is writable or not, in either state.
    pub(super) const fn of_attribute(writable: bool) -> Self {
        if writable { Self::BOTH } else { Self::TO_CLIENT }
    }
}

/// Which way the types of a cluster go.
#[derive(Debug, Default)]
pub(super) struct Flows(BTreeMap<String, Flow>);

impl Flows {
    /// Follows all types of a cluster from where they are used.
    pub(super) fn of(cluster: &Cluster) -> Self {
        let mut flows = Self::default();
        for attribute in &cluster.attributes {
            flows.follow(&attribute.field.ty, Flow::of_attribute(attribute.write.is_some()), cluster);
        }
        for command in &cluster.commands {
            flows.fields(&command.fields, Flow::of(command.direction), cluster);
        }
        for event in &cluster.events {
            flows.fields(&event.fields, Flow::TO_CLIENT, cluster);
        }
        flows
    }

    /// Which way a type goes. What nothing uses is used in prose, as codes of a status are: then it may go both ways.
    pub(super) fn get(&self, name: &str) -> Flow {
        self.0.get(name).copied().unwrap_or(Flow::BOTH)
    }

    fn fields(&mut self, fields: &[Field], flow: Flow, cluster: &Cluster) {
        for field in fields {
            self.follow(&field.ty, flow, cluster);
        }
    }

    /// Without recursion: structures are in each other as deep as they like.
    fn follow(&mut self, ty: &DataType, flow: Flow, cluster: &Cluster) {
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            let name = match &ty.shape {
                Shape::List { entry, .. } => {
                    waiting.push(entry);
                    continue;
                }
                Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => name,
                _ => continue,
            };
            let known = self.0.entry(name.clone()).or_default();
            let all = known.and(flow);
            // What adds nothing was followed before: also what ends a circle, should there be one.
            if *known != all {
                *known = all;
                let fields = cluster.structure(name).into_iter().flat_map(|structure| &structure.fields);
                waiting.extend(fields.map(|field| &field.ty));
            }
        }
    }
}
