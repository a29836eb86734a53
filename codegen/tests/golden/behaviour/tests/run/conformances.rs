//! What tables say about when an item is there, and what follows from it for a server.

use std::num::NonZeroU8;

use clustergen_runtime::conformance::Requirement;
use clustergen_runtime::metadata::Misclaim;
use clustergen_runtime::serve::{AttributeWriter, Provided};
use clustergen_runtime::tlv::{Tag, Writer, decode};
use clustergen_runtime::{
    Attribute, AttributeId, Command, CommandId, Context, List, Privilege, Status, StatusCode,
};
use golden_behaviour::fixtures::of_conformances::conformances::types::Features;
use golden_behaviour::fixtures::of_conformances::conformances::{
    METADATA, Server, attributes, commands, read,
};
use golden_behaviour::fixtures::of_qualities::qualities;

fn requirement(id: AttributeId, features: Features) -> Requirement {
    METADATA.attribute(id).unwrap().conformance.given(features.0)
}

#[test]
fn a_program_can_ask_what_a_feature_map_requires() {
    let (none, heat) = (Features::EMPTY, Features::HEATING);
    assert_eq!(requirement(attributes::Always::ID, none), Requirement::Mandatory);
    assert_eq!(requirement(attributes::IfWanted::ID, heat), Requirement::Optional);
    assert_eq!(requirement(attributes::HeatOnly::ID, none), Requirement::NotAllowed);
    assert_eq!(requirement(attributes::HeatOnly::ID, heat), Requirement::Mandatory);
    assert_eq!(requirement(attributes::Either::ID, Features::COOLING), Requirement::Mandatory);
    assert_eq!(requirement(attributes::NotAuto::ID, heat), Requirement::Optional);
    assert_eq!(requirement(attributes::NotAuto::ID, heat | Features::AUTO_MODE), Requirement::NotAllowed);
    assert_eq!(requirement(attributes::InTurn::ID, none), Requirement::Optional);
    assert_eq!(requirement(attributes::InTurn::ID, Features::AUTO_MODE), Requirement::Mandatory);
    assert_eq!(requirement(attributes::Follows::ID, heat), Requirement::Unknown, "it follows an attribute");
    assert_eq!(requirement(attributes::OfTheDevice::ID, heat), Requirement::Unknown);
}

#[test]
fn what_a_server_provides_settles_the_rest() {
    let follows = &METADATA.attribute(attributes::Follows::ID).unwrap().conformance;
    assert_eq!(METADATA.requirement(follows, Provided::NOTHING), Requirement::NotAllowed);
    let provided = Provided { attributes: &[attributes::IfWanted::ID], ..Provided::NOTHING };
    assert_eq!(METADATA.requirement(follows, provided), Requirement::Mandatory);
}

#[test]
fn misclaims_are_found() {
    let misclaims = |provided| METADATA.misclaims(provided).collect::<Vec<_>>();
    let sound = Features::HEATING | Features::LOGBOOK;
    assert_eq!(misclaims(Provided { features: sound.0, ..Provided::NOTHING }), []);
    let nothing = [Misclaim::FeatureChoice("a"), Misclaim::FeatureMissing("LOG")];
    assert_eq!(misclaims(Provided::NOTHING), nothing);
    let provided = Provided {
        features: (Features::COOLING | Features::LOGBOOK).0 | 0x100,
        attributes: &[attributes::HeatOnly::ID, AttributeId(0x77)],
        commands: &[commands::Warm::ID, CommandId(0x77)],
    };
    let expected = [
        Misclaim::UnknownFeatures(0x100),
        Misclaim::AttributeNotAllowed(attributes::HeatOnly::ID),
        Misclaim::UnknownAttribute(AttributeId(0x77)),
        Misclaim::CommandNotAllowed(commands::Warm::ID),
        Misclaim::UnknownCommand(CommandId(0x77)),
    ];
    assert_eq!(misclaims(provided), expected);
}

/// Names its features, and nothing else.
struct Heater(Features);

impl Server for Heater {
    fn provided(&self) -> Provided<'_> {
        Provided { features: self.0.0, ..Provided::NOTHING }
    }

    fn always(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(1)
    }

    fn heat_only(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(2)
    }

    fn either(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(3)
    }
}

fn numbers(heater: &Heater, attribute: u32) -> Vec<u32> {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    let cx = Context::case(NonZeroU8::MIN, 1, Privilege::View);
    read(heater, &cx, AttributeId(attribute), &mut AttributeWriter::new(&mut out, Tag::Anonymous)).unwrap();
    decode::<List<'_, u32>>(out.as_bytes()).unwrap().iter().map(Result::unwrap).collect()
}

#[test]
fn lists_follow_from_the_features() {
    let globals = [0xFFF8, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD];
    let (cold, warm) = (Heater(Features::LOGBOOK), Heater(Features::LOGBOOK | Features::HEATING));
    assert_eq!(numbers(&cold, 0xFFFB), [&[0][..], &globals[..]].concat(), "no EventList: 0xFFFA");
    assert_eq!(numbers(&warm, 0xFFFB), [&[0, 2, 3][..], &globals[..]].concat());
    assert!(numbers(&cold, 0xFFF9).is_empty());
    // `Ask` follows `Warm`, which follows the feature.
    assert_eq!(numbers(&warm, 0xFFF9), [0, 1]);
    assert_eq!(numbers(&warm, 0xFFF8), [2]);
    let refused = |heater: &Heater, id: AttributeId| {
        let mut buffer = [0; 8];
        let mut out = Writer::new(&mut buffer);
        let cx = Context::case(NonZeroU8::MIN, 1, Privilege::View);
        read(heater, &cx, id, &mut AttributeWriter::new(&mut out, Tag::Anonymous))
    };
    let unsupported = Err(StatusCode::UNSUPPORTED_ATTRIBUTE.into());
    assert_eq!(refused(&cold, attributes::HeatOnly::ID), unsupported);
    assert_eq!(refused(&cold, AttributeId(0xFFFA)), unsupported);
    assert_eq!(refused(&warm, attributes::HeatOnly::ID), Ok(()));
}

/// Has an attribute that is written only in an atomic write.
struct Careful {
    begun: bool,
    big: Vec<u8>,
}

impl qualities::Server for Careful {
    fn in_atomic_write(&self, _cx: &Context, attribute: AttributeId) -> bool {
        self.begun && attribute == qualities::attributes::Big::ID
    }

    fn fixed(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(0)
    }

    fn kept(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(0)
    }

    fn noisy(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(0)
    }

    fn big(&self, _cx: &Context) -> Result<&[u8], Status> {
        Ok(&self.big)
    }

    fn scoped(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(0)
    }

    fn bounded(&self, _cx: &Context) -> Result<u8, Status> {
        Ok(0)
    }

    fn write_big(&mut self, _cx: &Context, value: &[u8]) -> Result<(), Status> {
        self.big = value.to_vec();
        Ok(())
    }

    fn write_bounded(&mut self, _cx: &Context, _value: u8) -> Result<(), Status> {
        Ok(())
    }
}

#[test]
fn atomic_attributes_want_an_atomic_write() {
    let mut server = Careful { begun: false, big: vec![] };
    let cx = Context::case(NonZeroU8::MIN, 1, Privilege::Manage);
    let mut write = |begun, attribute, data: &[u8]| {
        server.begun = begun;
        qualities::write(&mut server, &cx, attribute, data)
    };
    let data = crate::wire::bytes(&[7_u8].as_slice());
    let big = qualities::attributes::Big::ID;
    assert_eq!(write(false, big, &data), Err(StatusCode::INVALID_IN_STATE.into()));
    assert_eq!(write(false, qualities::attributes::Bounded::ID, &crate::wire::bytes(&1_u8)), Ok(()));
    assert_eq!(write(true, big, &data), Ok(()));
    assert_eq!(server.big, [7]);
}
