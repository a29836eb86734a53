//! The generated dispatch of release 1.6.1: which status answers, and that the earlier of two checks does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may fail them")]

mod recorder;

use netim::cluster::v1_6_1::{self, attributes, commands};
use netim::runtime::serve::{Answer, AttributeWriter, CommandWriter};
use netim::runtime::tlv::{Dump, Tag, Writer};
use netim::runtime::{
    Attribute, AttributeId, AuthMode, Command, CommandId, Context, Privilege, Status, StatusCode,
};

use recorder::Recorder;

const TIMED_ADMIN: Context = Context::case(std::num::NonZeroU8::MIN, 1, Privilege::Administer).timed();

/// Invokes on a fresh server; returns the answer and the method that was called.
fn invoke(
    cx: Context,
    command: CommandId,
    fields: &str,
) -> (Result<Answer, StatusCode>, Option<&'static str>) {
    let mut server = Recorder::default();
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    let fields = bytes(fields);
    let answer = v1_6_1::invoke(
        &mut server,
        &cx,
        command,
        &fields,
        &mut CommandWriter::new(&mut out, Tag::Context(1)),
    );
    assert!(answer.is_ok() || out.is_empty(), "a refusal leaves nothing behind");
    (answer.map_err(|status| status.code), server.called())
}

fn refused(code: StatusCode) -> (Result<Answer, StatusCode>, Option<&'static str>) {
    (Err(code), None)
}

fn bytes(hex: &str) -> Vec<u8> {
    let hex: String = hex.split_whitespace().collect();
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn the_path_is_checked_first() {
    let nobody = Context { privilege: Privilege::View, timed: false, ..TIMED_ADMIN };
    assert_eq!(invoke(nobody, CommandId(0x05), "ff"), refused(StatusCode::UNSUPPORTED_COMMAND));
    // A response is no request.
    assert_eq!(invoke(TIMED_ADMIN, CommandId(0x01), ""), refused(StatusCode::UNSUPPORTED_COMMAND));
}

#[test]
fn then_the_privilege_then_timed_then_case() {
    let import = commands::ImportAdminSecret::ID;
    let pase = Context { auth_mode: AuthMode::Pase, ..TIMED_ADMIN };
    let manager = Context { privilege: Privilege::Manage, timed: false, ..pase };
    assert_eq!(invoke(manager, import, "ff"), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(
        invoke(Context { timed: false, ..pase }, import, "ff"),
        refused(StatusCode::NEEDS_TIMED_INTERACTION)
    );
    assert_eq!(invoke(pase, import, "ff"), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(invoke(pase, commands::ExportAdminSecret::ID, ""), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(invoke(TIMED_ADMIN, import, "ff"), refused(StatusCode::INVALID_COMMAND));
}

#[test]
fn shape_and_choices_come_before_limits() {
    let remove = commands::RemoveClient::ID;
    for (fields, expected) in [
        ("", StatusCode::INVALID_COMMAND),                           // neither
        ("15 18", StatusCode::INVALID_COMMAND),                      // neither, spelt out
        ("15 2400 01 3001 01 aa 18", StatusCode::INVALID_COMMAND),   // both, one of them too short
        ("15 2500 ffff 3001 01 aa 18", StatusCode::INVALID_COMMAND), // both, both out of their limits
        ("15 2600 70110100 18", StatusCode::INVALID_COMMAND),        // 70000 is no uint16
        ("15 2000 01 18", StatusCode::INVALID_COMMAND),              // signed for unsigned
        ("15 2400 01 2400 02 18", StatusCode::INVALID_COMMAND),      // twice
        ("15 2400 01", StatusCode::INVALID_COMMAND),                 // not closed
        ("15 2400 00 18", StatusCode::CONSTRAINT_ERROR),             // below 1
        ("15 2500 0008 18", StatusCode::CONSTRAINT_ERROR),           // above 2047
        ("15 3001 01 aa 18", StatusCode::CONSTRAINT_ERROR),          // not 20 bytes
    ] {
        assert_eq!(invoke(TIMED_ADMIN, remove, fields), refused(expected), "{fields}");
    }
}

#[test]
fn any_integer_width_and_any_tag_and_unknown_fields_are_fine() {
    let remove = commands::RemoveClient::ID;
    for fields in ["15 2700 0500000000000000 18", "35 01 2400 05 18", "15 2463 01 2400 05 3662 18 18"] {
        assert_eq!(
            invoke(TIMED_ADMIN, remove, fields),
            (Ok(Answer::Success), Some("remove_client")),
            "{fields}"
        );
    }
}

#[test]
fn an_unknown_type_breaks_a_limit_and_a_known_one_does_not() {
    let query = commands::QueryIdentity::ID;
    assert_eq!(invoke(TIMED_ADMIN, query, "15 2401 07 18"), refused(StatusCode::CONSTRAINT_ERROR));
    assert_eq!(invoke(TIMED_ADMIN, query, "15 2401 07 2402 01 18"), refused(StatusCode::INVALID_COMMAND));
    let response = Answer::Response(commands::QueryIdentityResponse::ID);
    assert_eq!(invoke(TIMED_ADMIN, query, "15 2401 01 18"), (Ok(response), Some("query_identity")));
}

#[test]
fn a_request_without_fields_must_still_be_a_structure() {
    let export = commands::ExportAdminSecret::ID;
    assert_eq!(invoke(TIMED_ADMIN, export, "1618"), refused(StatusCode::INVALID_COMMAND));
    let response = Answer::Response(commands::ExportAdminSecretResponse::ID);
    for fields in ["", "1518", "15 2400 01 18"] {
        assert_eq!(
            invoke(TIMED_ADMIN, export, fields),
            (Ok(response), Some("export_admin_secret")),
            "{fields}"
        );
    }
}

#[test]
fn a_response_may_borrow_from_the_server() {
    let mut server = Recorder::default();
    let mut buffer = [0; 64];
    let mut out = Writer::new(&mut buffer);
    let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
    let answer = v1_6_1::invoke(
        &mut server,
        &TIMED_ADMIN,
        commands::QueryIdentity::ID,
        &bytes("1524010118"),
        &mut writer,
    );
    assert_eq!(answer, Ok(Answer::Response(commands::QueryIdentityResponse::ID)));
    assert_eq!(Dump(out.as_bytes()).to_string(), "1 = {0 = 1d}");
}

#[test]
fn a_response_that_does_not_fit_leaves_nothing_behind() {
    let mut server = Recorder::default();
    let mut buffer = [0; 4];
    let mut out = Writer::new(&mut buffer);
    let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
    let answer = v1_6_1::invoke(
        &mut server,
        &TIMED_ADMIN,
        commands::QueryIdentity::ID,
        &bytes("1524010118"),
        &mut writer,
    );
    assert_eq!(answer, Err(Status::from(StatusCode::RESOURCE_EXHAUSTED)));
    assert!(out.is_empty());
}

fn read(cx: Context, attribute: AttributeId) -> Result<String, StatusCode> {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::new(&mut out, Tag::Context(2));
    v1_6_1::read(&Recorder::default(), &cx, attribute, &mut writer).map_err(|status| status.code)?;
    Ok(Dump(out.as_bytes()).to_string())
}

#[test]
fn attributes_are_read_with_the_right_privilege() {
    let viewer = Context { privilege: Privilege::View, ..TIMED_ADMIN };
    assert_eq!(read(viewer, AttributeId(0x0003)), Err(StatusCode::UNSUPPORTED_ATTRIBUTE));
    assert_eq!(read(viewer, AttributeId(0xFFFA)), Err(StatusCode::UNSUPPORTED_ATTRIBUTE));
    assert_eq!(read(viewer, attributes::Clients::ID), Err(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(read(viewer, attributes::ClientTableSize::ID), Ok("2 = 500u".to_owned()));
}

#[test]
fn global_attributes_follow_from_the_cluster() {
    let viewer = Context { privilege: Privilege::View, ..TIMED_ADMIN };
    for (attribute, expected) in [
        (0xFFFD, "2 = 1u"),
        (0xFFFC, "2 = 0u"),
        (0xFFFB, "2 = [0u, 1u, 2u, 65528u, 65529u, 65531u, 65532u, 65533u]"),
        (0xFFF9, "2 = [0u, 2u, 3u, 64u, 65u]"),
        (0xFFF8, "2 = [1u, 4u, 66u]"),
    ] {
        assert_eq!(read(viewer, AttributeId(attribute)), Ok(expected.to_owned()), "{attribute:#x}");
    }
}

#[test]
fn nothing_can_be_written() {
    let mut server = Recorder::default();
    let mut write =
        |attribute| v1_6_1::write(&mut server, &TIMED_ADMIN, attribute, &[0x04, 1]).map_err(|s| s.code);
    assert_eq!(write(attributes::ClientTableSize::ID), Err(StatusCode::UNSUPPORTED_WRITE));
    assert_eq!(write(AttributeId(0xFFFD)), Err(StatusCode::UNSUPPORTED_WRITE));
    assert_eq!(write(AttributeId(0x0003)), Err(StatusCode::UNSUPPORTED_ATTRIBUTE));
}

/// A list of 2,047 clients in messages of 1,200 bytes: every entry once, in order, though one comes and one goes
/// between the messages.
#[test]
fn long_lists_go_out_in_chunks_that_survive_changes() {
    let mut server = Recorder::with_clients(1..=2000);
    let (mut after, mut seen, mut chunks) = (None, Vec::new(), 0);
    loop {
        let mut buffer = [0; 1200];
        let mut out = Writer::new(&mut buffer);
        let mut writer = match after {
            None => AttributeWriter::new(&mut out, Tag::Context(2)),
            Some(key) => AttributeWriter::after(&mut out, Tag::Context(2), key),
        };
        v1_6_1::read(&server, &TIMED_ADMIN, attributes::Clients::ID, &mut writer).unwrap();
        after = writer.rest();
        seen.extend(recorder::indices(out.as_bytes()));
        chunks += 1;
        match chunks {
            1 => server.remove_client(1),
            2 => server.remove_client(1500),
            3 => server.add_client(2001),
            _ => {}
        }
        if after.is_none() {
            break;
        }
    }
    assert!(chunks > 50, "{chunks}");
    assert_eq!(seen, (1..=2001).filter(|index| *index != 1500).collect::<Vec<u16>>());
}

#[test]
fn a_list_can_be_read_entry_by_entry() {
    let server = Recorder::with_clients([3, 7]);
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let mut buffer = [0; 64];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::entry(&mut out, Tag::Context(2), after);
        v1_6_1::read(&server, &TIMED_ADMIN, attributes::Clients::ID, &mut writer).unwrap();
        let Some(key) = writer.rest() else {
            assert!(out.is_empty(), "behind the last entry there is nothing");
            break;
        };
        after = Some(key);
        seen.push(Dump(out.as_bytes()).to_string());
    }
    let zeros = "00".repeat(20);
    let entry = |index| format!("2 = {{0 = {index}u, 1 = {zeros}, 2 = 1u, 3 = null}}");
    assert_eq!(seen, [entry(3), entry(7)]);
}
