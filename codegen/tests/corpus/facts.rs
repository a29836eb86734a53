//! What is known of some clusters of the corpus from elsewhere: from the interface description that the SDK's own tool
//! writes, of the release that the files are of. Here are facts of it, a few of each cluster.

use clustergen::model::{Cluster, Model, Privilege, Response, Shape};
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;

use crate::of_one_release;

use Privilege::{Administer, Manage, Operate, View};

/// An attribute: cluster, id, name, read, write, nullable, optional.
type AttributeFact = (u32, u32, &'static str, Privilege, Option<Privilege>, bool, bool);

const ATTRIBUTES: &[AttributeFact] = &[
    (0x0008, 0x0000, "CurrentLevel", View, None, true, false),
    (0x0008, 0x0011, "OnLevel", View, Some(Operate), true, false),
    (0x0008, 0x4000, "StartUpCurrentLevel", View, Some(Manage), true, true),
    (0x001F, 0x0000, "ACL", Administer, Some(Administer), false, false),
    (0x001F, 0x0002, "SubjectsPerAccessControlEntry", View, None, false, false),
    (0x0031, 0x0001, "Networks", Administer, None, false, false),
    (0x0031, 0x0004, "InterfaceEnabled", View, Some(Administer), false, false),
    (0x0050, 0x0001, "StandardNamespace", View, None, true, false),
    (0x0101, 0x0025, "OperatingMode", View, Some(Manage), false, false),
    (0x0101, 0x0033, "RequirePINforRemoteOperation", View, Some(Administer), false, true),
    (0x0102, 0x000E, "CurrentPositionLiftPercent100ths", View, None, true, true),
    (0x0102, 0x0017, "Mode", View, Some(Manage), false, false),
    (0x0201, 0x0000, "LocalTemperature", View, None, true, false),
    (0x0201, 0x0012, "OccupiedHeatingSetpoint", View, Some(Operate), false, true),
    (0x0201, 0x001B, "ControlSequenceOfOperation", View, Some(Manage), false, false),
    (0x0300, 0x0008, "ColorMode", View, None, false, false),
    (0x0300, 0x4010, "StartUpColorTemperatureMireds", View, Some(Manage), true, true),
];

/// A request: cluster, id, name, privilege, timed, fabric-scoped, response.
type RequestFact = (u32, u32, &'static str, Privilege, bool, bool, Option<&'static str>);

const REQUESTS: &[RequestFact] = &[
    (0x0008, 0x00, "MoveToLevel", Operate, false, false, None),
    (0x0029, 0x00, "QueryImage", Operate, false, false, Some("QueryImageResponse")),
    (0x002A, 0x00, "AnnounceOTAProvider", Operate, false, false, None),
    (0x0031, 0x00, "ScanNetworks", Administer, false, false, Some("ScanNetworksResponse")),
    (0x0101, 0x00, "LockDoor", Operate, true, false, None),
    (0x0101, 0x1A, "SetUser", Administer, true, false, None),
    (0x0101, 0x22, "SetCredential", Administer, true, false, Some("SetCredentialResponse")),
    (0x0102, 0x05, "GoToLiftPercentage", Operate, false, false, None),
    (0x0201, 0x01, "SetWeeklySchedule", Manage, false, false, None),
    (0x0201, 0x02, "GetWeeklySchedule", Operate, false, false, Some("GetWeeklyScheduleResponse")),
];

/// A field of a request, a response or an event: cluster, owner, id, name, the type's spelling, nullable, optional.
type FieldFact = (u32, &'static str, u32, &'static str, &'static str, bool, bool);

const FIELDS: &[FieldFact] = &[
    (0x0008, "MoveToLevelWithOnOff", 1, "TransitionTime", "uint16", true, false),
    (0x0029, "QueryImageResponse", 5, "UpdateToken", "octstr", false, true),
    (0x002A, "StateTransition", 3, "TargetSoftwareVersion", "uint32", true, false),
    (0x0031, "ScanNetworks", 0, "SSID", "octstr", true, true),
    (0x0101, "SetUser", 2, "UserName", "string", true, false),
    (0x0101, "LockOperation", 4, "SourceNode", "node-id", true, false),
    (0x0201, "GetWeeklyScheduleResponse", 0, "NumberOfTransitionsForSequence", "uint8", false, false),
];

fn corpus() -> Option<Model> {
    let inputs = of_one_release();
    let task = Task { inputs, ..Task::default() };
    (!task.inputs.is_empty()).then(|| pipeline::load(&task, &mut Session::default()))
}

fn cluster(model: &Model, id: u32) -> &Cluster {
    let found = model.releases.iter().flat_map(|release| &release.clusters).find(|cluster| cluster.id == id);
    found.unwrap_or_else(|| panic!("no cluster 0x{id:04X}"))
}

#[test]
fn attributes_are_what_the_sdk_says() {
    let Some(model) = corpus() else { return };
    for fact @ (of, id, name, ..) in ATTRIBUTES {
        let attributes = &cluster(&model, *of).attributes;
        let attribute =
            attributes.iter().find(|it| it.field.id == *id).unwrap_or_else(|| panic!("no {name}"));
        let field = &attribute.field;
        let read = attribute.read.unwrap();
        let optional = !field.conformance.is_mandatory();
        assert_eq!(
            (of, id, &*field.name, read, attribute.write, field.nullable, optional),
            (of, id, fact.2, fact.3, fact.4, fact.5, fact.6)
        );
    }
}

#[test]
fn requests_are_what_the_sdk_says() {
    let Some(model) = corpus() else { return };
    for fact @ (of, id, name, ..) in REQUESTS {
        let requests = cluster(&model, *of).commands.iter().filter(|it| it.response != Response::None);
        let request = requests.into_iter().find(|it| it.id == *id).unwrap_or_else(|| panic!("no {name}"));
        let response = match &request.response {
            Response::Command(name) => Some(name.as_str()),
            Response::Status | Response::None => None,
        };
        assert_eq!(
            (of, id, &*request.name, request.privilege, request.timed, request.fabric_scoped, response),
            (of, id, fact.2, fact.3, fact.4, fact.5, fact.6)
        );
    }
}

#[test]
fn fields_are_what_the_sdk_says() {
    let Some(model) = corpus() else { return };
    for (of, owner, id, name, ty, nullable, optional) in FIELDS {
        let of = cluster(&model, *of);
        let commands = of.commands.iter().map(|it| (&it.name, &it.fields));
        let mut owners = commands.chain(of.events.iter().map(|it| (&it.name, &it.fields)));
        let (_, fields) = owners.find(|(name, _)| name == owner).unwrap_or_else(|| panic!("no {owner}"));
        let field = fields.iter().find(|it| it.id == *id).unwrap_or_else(|| panic!("no {owner}.{name}"));
        let is_optional = !field.conformance.is_mandatory();
        assert_eq!(
            (&*field.name, &*field.ty.name, field.nullable, is_optional),
            (*name, *ty, *nullable, *optional),
            "{owner}"
        );
    }
}

#[test]
fn lists_of_fabrics_say_whose_their_entries_are() {
    let Some(model) = corpus() else { return };
    let access = cluster(&model, 0x001F);
    assert!(access.structure("AccessControlEntryStruct").unwrap().fabric_scoped);
    let acl = &access.attributes[0];
    assert!(acl.fabric_scoped && matches!(acl.field.ty.shape, Shape::List { .. }));
}
