//! What the stack wants to know about the cluster.

use clustergen_runtime::{
    Privilege,
    metadata::{self, AttributeMetadata, CommandMetadata},
};
use netim::wire::Release;
use rs_matter::dm::{
    ACCEPTED_COMMAND_LIST, ATTRIBUTE_LIST, Access, Attribute, CLUSTER_REVISION, Cluster, Command, DeviceType,
    FEATURE_MAP, GENERATED_COMMAND_LIST, Quality,
};

/// Network Infrastructure Manager: the type of the device that the cluster belongs to.
pub const DEVICE_TYPE: DeviceType = DeviceType { dtype: 0x0090, drev: 1 };

/// The cluster as the stack describes it: made from the metadata of a release, so that there is one truth.
#[derive(Clone, Debug)]
pub struct ClusterDescription {
    id: u32,
    revision: u16,
    attributes: Vec<Attribute>,
    commands: Vec<Command>,
}

impl ClusterDescription {
    /// The cluster in a release.
    pub fn new(release: Release) -> Self {
        let metadata = release.metadata();
        // Not the list of events: the cluster has none.
        let globals =
            [GENERATED_COMMAND_LIST, ACCEPTED_COMMAND_LIST, ATTRIBUTE_LIST, FEATURE_MAP, CLUSTER_REVISION];
        Self {
            id: metadata.id.0,
            revision: metadata.revision,
            attributes: metadata.attributes.iter().map(attribute).chain(globals).collect(),
            commands: metadata.requests().map(command).collect(),
        }
    }

    /// The id of the cluster.
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// What an endpoint of the stack lists.
    pub fn cluster(&self) -> Cluster<'_> {
        // Every attribute and every command that is described is there.
        Cluster::new(
            self.id,
            self.revision,
            0,
            &self.attributes,
            &self.commands,
            &[],
            |_, _, _| true,
            |_, _, _| true,
            |_, _, _| true,
        )
    }
}

fn attribute(attribute: &AttributeMetadata) -> Attribute {
    let read = attribute.read.map_or(Access::empty(), |privilege| Access::READ | needs(privilege));
    let write = attribute.write.map_or(Access::empty(), |privilege| Access::WRITE | needs(privilege));
    let timed = if attribute.timed_write { Access::TIMED_ONLY } else { Access::empty() };
    Attribute::new(attribute.id.0, read | write | timed, quality(attribute.quality))
}

fn command(command: &CommandMetadata) -> Command {
    let timed = if command.timed { Access::TIMED_ONLY } else { Access::empty() };
    let fabric_scoped = if command.fabric_scoped { Access::FAB_SCOPED } else { Access::empty() };
    let access = Access::WRITE | needs(command.privilege) | timed | fabric_scoped;
    Command::new(command.id.0, command.response.map(|response| response.0), access)
}

/// The stack takes any one of the bits that are named here, and a requester has those of all lower privileges too.
fn needs(privilege: Privilege) -> Access {
    match privilege {
        Privilege::View | Privilege::ProxyView => Access::NEED_VIEW,
        Privilege::Operate => Access::NEED_OPERATE,
        Privilege::Manage => Access::NEED_MANAGE,
        Privilege::Administer => Access::NEED_ADMIN,
    }
}

fn quality(quality: metadata::Quality) -> Quality {
    let pairs = [
        (metadata::Quality::LIST, Quality::ARRAY),
        (metadata::Quality::FIXED, Quality::FIXED),
        (metadata::Quality::NON_VOLATILE, Quality::PERSISTENT),
        (metadata::Quality::NULLABLE, Quality::NULLABLE),
        (metadata::Quality::SCENE, Quality::SCENE),
    ];
    let has = |(ours, theirs)| if quality.contains(ours) { theirs } else { Quality::NONE };
    pairs.into_iter().map(has).fold(Quality::NONE, |all, one| all | one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clusters_attributes_are_those_of_the_facts() {
        for release in Release::ALL {
            let description = ClusterDescription::new(release);
            let mut ids: Vec<u32> = description.attributes.iter().map(|attribute| attribute.id).collect();
            ids.sort_unstable();
            assert_eq!(ids, [0, 1, 2, 0xFFF8, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD]);
            let access = |id| description.cluster().attribute(id).unwrap().access;
            assert_eq!(access(0), Access::READ | Access::NEED_MANAGE);
            assert_eq!(access(2), Access::RV);
            let clients = description.cluster().attribute(1).unwrap().quality;
            assert_eq!(clients, Quality::ARRAY | Quality::PERSISTENT);
        }
    }

    #[test]
    fn the_clusters_commands_are_those_of_the_facts() {
        let description = ClusterDescription::new(Release::V1_6_1);
        let found: Vec<_> = description
            .commands
            .iter()
            .map(|command| (command.id, command.resp_id, command.access))
            .collect();
        let manage = Access::WRITE | Access::NEED_MANAGE;
        let administer = Access::WRITE | Access::NEED_ADMIN;
        assert_eq!(
            found,
            [
                (0x00, Some(0x01), manage | Access::TIMED_ONLY),
                (0x02, None, manage | Access::TIMED_ONLY),
                (0x03, Some(0x04), manage),
                (0x40, None, administer | Access::TIMED_ONLY),
                (0x41, Some(0x42), administer),
            ]
        );
    }
}
