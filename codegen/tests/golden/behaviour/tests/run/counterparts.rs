//! Types that own what others borrow, and what of them goes through serde.

use clustergen_runtime::owned::{IntoOwned, to_vec};
use clustergen_runtime::tlv::{Tag, decode, encode};
use clustergen_runtime::{List, Nullable};
use golden_behaviour::fixtures::of_options::options::{commands, owned as counterparts, types};

fn entry() -> counterparts::EntryStruct {
    counterparts::EntryStruct {
        name: "first".to_owned(),
        key: [1, 2, 3, 4],
        state: Some(Nullable::Value(types::StateEnum::BUSY)),
        points: Nullable::Value(vec![types::PointStruct { x: -1, y: None }]),
    }
}

fn book() -> counterparts::BookStruct {
    counterparts::BookStruct {
        entries: vec![entry(), counterparts::EntryStruct { state: None, points: Nullable::Null, ..entry() }],
        first: Some(Nullable::Null),
        tags: Some(vec![vec![0xAB], vec![]]),
        digest: None,
    }
}

#[test]
fn a_received_value_outlives_the_bytes_it_came_in() {
    let owned = {
        let received = to_vec(&book()).unwrap();
        decode::<types::BookStruct<'_>>(&received).unwrap().into_owned().unwrap()
    };
    assert_eq!(owned, book());
}

#[test]
fn a_value_is_lent_again() {
    let owned = entry();
    let borrowed = owned.as_borrowed();
    let points = [types::PointStruct { x: -1, y: None }];
    let expected = types::EntryStruct {
        name: "first",
        key: &[1, 2, 3, 4],
        state: Some(Nullable::Value(types::StateEnum::BUSY)),
        points: Nullable::Value(List::from_slice(&points)),
    };
    assert_eq!(borrowed, expected);
    assert_eq!(to_vec(&borrowed), to_vec(&owned));
}

#[test]
fn a_malformed_entry_is_found_at_the_latest_then() {
    let mut buffer = [0; 64];
    // A book with one entry, which is no structure.
    let bytes = encode(&Broken, Tag::Anonymous, &mut buffer).unwrap();
    assert!(decode::<types::BookStruct<'_>>(bytes).unwrap().into_owned().is_err());
}

struct Broken;

impl clustergen_runtime::tlv::Encode for Broken {
    fn encode(
        &self,
        tag: Tag,
        out: &mut clustergen_runtime::tlv::Writer<'_>,
    ) -> Result<(), clustergen_runtime::tlv::Error> {
        out.start_structure(tag)?;
        out.start_array(Tag::Context(0))?;
        out.bool(Tag::Anonymous, true)?;
        out.end()?;
        out.end()
    }
}

#[test]
fn json_reads_well_and_comes_back() {
    let json = serde_json::to_string(&book()).unwrap();
    let expected = "{\"entries\":[{\"name\":\"first\",\"key\":\"01020304\",\"state\":\"Busy\",\"points\":[{\"x\":-1}]},\
                    {\"name\":\"first\",\"key\":\"01020304\",\"points\":null}],\"first\":null,\"tags\":[\"ab\",\"\"]}";
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_str::<counterparts::BookStruct>(&json).unwrap(), book());
    let received = to_vec(&book()).unwrap();
    let borrowed: types::BookStruct<'_> = decode(&received).unwrap();
    assert_eq!(serde_json::to_string(&borrowed).unwrap(), expected, "what borrows looks the same");
}

#[test]
fn names_and_numbers_of_enumerations() {
    let state =
        |json: &str| serde_json::from_str::<types::StateEnum>(json).map_err(|error| error.to_string());
    assert_eq!(state("\"Idle\""), Ok(types::StateEnum::IDLE));
    assert_eq!(state("9"), Ok(types::StateEnum(9)));
    assert_eq!(serde_json::to_string(&types::StateEnum(9)).unwrap(), "9");
    assert!(state("\"Nope\"").unwrap_err().contains("Nope"));
    assert!(state("300").unwrap_err().contains("300"), "8 bits");
    assert_eq!(serde_json::to_string(&types::DaysBitmap(0x81)).unwrap(), "129");
}

#[test]
fn what_json_must_not_be() {
    let entry = |key: &str| {
        let json = format!("{{\"name\":\"a\",\"key\":{key},\"points\":null}}");
        serde_json::from_str::<counterparts::EntryStruct>(&json).is_ok()
    };
    assert!(entry("\"01020304\"") && entry("\"0A0b0c0D\""));
    for wrong in
        ["\"010203\"", "\"0102030405\"", "\"0102030\"", "\"0102030x\"", "\"+1+2+3+4\"", "[1,2,3,4]", "null"]
    {
        assert!(!entry(wrong), "{wrong}");
    }
    let tags = serde_json::from_str::<counterparts::BookStruct>("{\"entries\":[],\"tags\":null}");
    assert!(tags.is_err(), "absent is not null");
}

#[test]
fn secrets_are_not_shown() {
    let open = counterparts::Open { password: b"swordfish".to_vec(), user: Some("me".to_owned()) };
    let json = serde_json::to_string(&open).unwrap();
    assert_eq!(json, "{\"password\":\"[redacted]\",\"user\":\"me\"}");
    assert_eq!(serde_json::to_string(&open.as_borrowed()).unwrap(), json);
    assert_eq!(format!("{open:?}"), "Open { password: [redacted], user: Some(\"me\") }");
    assert!(serde_json::from_str::<counterparts::Open>(&json).is_err(), "the real one is needed");
    let given: counterparts::Open = serde_json::from_str("{\"password\":\"00ff\"}").unwrap();
    assert_eq!(given, counterparts::Open { password: vec![0, 0xFF], user: None });
    let lent: commands::Open<'_> = given.as_borrowed();
    assert_eq!(lent.password, [0, 0xFF]);
}
