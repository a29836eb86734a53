//! Types and limits of values, and what tells bits and features apart.

use clustergen::diff::{self, Judgement, Kind};
use clustergen::model::BitField;

use super::{KETTLE, judged};
use crate::support::cluster;
use Judgement::{Breaking, Compatible, Reused};

/// What replacing something by something else in the second of two pieces comes to, there and back.
fn changes_after(prepared: [&str; 2], from: &str, to: &str) -> [Vec<(Kind, Judgement)>; 2] {
    let kettle = KETTLE.replace(prepared[0], prepared[1]);
    assert_eq!((KETTLE.matches(prepared[0]).count(), kettle.matches(from).count()), (1, 1));
    let (old, new) = (cluster(&kettle), cluster(&kettle.replace(from, to)));
    [(&old, &new), (&new, &old)].map(|(old, new)| {
        let changes = diff::clusters(old, new).into_iter().filter(|change| change.kind != Kind::SameRevision);
        changes.map(|change| (change.kind, change.judgement)).collect()
    })
}

const REQUEST: &str = "name=\"Quantity\" type=\"uint16\"><mandatoryConform/>";

/// What a change of a field that only clients send comes to, there and back.
fn in_request(from: &str, to: &str) -> [Vec<(Kind, Judgement)>; 2] {
    let [from, to] = [from, to].map(|type_and_more| format!("name=\"Quantity\" {type_and_more}"));
    changes_after([REQUEST, &from], &from, &to)
}

const RESPONSE: &str = "name=\"Poured\" type=\"uint16\"><mandatoryConform/>";

/// What a change of a field that only servers send comes to, there and back.
fn in_response(from: &str, to: &str) -> [Vec<(Kind, Judgement)>; 2] {
    let [from, to] = [from, to].map(|type_and_more| format!("name=\"Poured\" {type_and_more}"));
    changes_after([RESPONSE, &from], &from, &to)
}

fn typed(ty: &str) -> String {
    format!("type=\"{ty}\"><mandatoryConform/>")
}

#[test]
fn another_quantity_is_one_whatever_its_size() {
    let reused = vec![(Kind::Type, Reused)];
    assert_eq!(in_request(&typed("percent"), &typed("percent100ths")), [reused.clone(), reused]);
}

#[test]
fn numbers_that_become_others() {
    let breaking = vec![(Kind::Type, Breaking)];
    assert_eq!(in_request(&typed("ModeEnum"), &typed("StateBitmap")), [breaking.clone(), breaking]);
    let named = (Kind::TypeName, Compatible);
    let listed = vec![named, (Kind::Limits, Breaking)];
    assert_eq!(in_request(&typed("uint8"), &typed("ModeEnum")), [listed, vec![named]]);
    assert_eq!(in_response(&typed("uint8"), &typed("ModeEnum")), [vec![named], vec![named]]);
    let limited = "type=\"uint8\"><mandatoryConform/><constraint><max value=\"1\"/></constraint>";
    let [forward, _] = in_request(limited, &typed("ModeEnum"));
    assert!(!forward.iter().any(|(_, judgement)| *judgement == Breaking), "{forward:?}");
}

#[test]
fn limits_are_compared_when_the_size_is_another_too() {
    let limited = |ty: &str, max: u32| {
        format!("type=\"{ty}\"><mandatoryConform/><constraint><max value=\"{max}\"/></constraint>")
    };
    let (wider, narrower) = ((Kind::Type, Compatible), (Kind::Type, Breaking));
    let [forward, backward] = in_request(&limited("uint8", 100), &limited("uint16", 50));
    assert_eq!(forward, [wider, (Kind::Limits, Breaking)]);
    assert_eq!(backward, [narrower, (Kind::Limits, Compatible)]);
    let [forward, _] = in_request(&typed("uint8"), &limited("uint16", 255));
    assert_eq!(forward, [wider], "the same limit, said in another way");
}

#[test]
fn octets_of_an_exact_length_are_a_type_of_that_length() {
    let long = |constraint: &str| {
        format!("type=\"octstr\"><mandatoryConform/><constraint>{constraint}</constraint>")
    };
    let exactly = |length: u8| {
        long(&format!("<lengthBetween><from value=\"{length}\"/><to value=\"{length}\"/></lengthBetween>"))
    };
    let at_most = long("<maxLength value=\"20\"/>");
    let (breaking, compatible) = (vec![(Kind::Limits, Breaking)], vec![(Kind::Limits, Compatible)]);
    assert_eq!(in_response(&exactly(20), &exactly(16)), [breaking.clone(), breaking.clone()]);
    assert_eq!(in_response(&exactly(20), &at_most), [breaking.clone(), breaking.clone()]);
    assert_eq!(in_request(&exactly(20), &at_most), [compatible, breaking]);
}

#[test]
fn fields_of_a_bitmap_that_share_their_lowest_bit_are_all_compared() {
    let old = cluster(KETTLE);
    let mut new = old.clone();
    let first = new.bitmaps[0].fields[0].clone();
    new.bitmaps[0].fields.insert(0, BitField { name: "Everything".to_owned(), mask: 7, ..first });
    let kinds = |old, new| diff::clusters(old, new).into_iter().map(|it| it.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&old, &new), [Kind::SameRevision, Kind::Added]);
    assert_eq!(kinds(&new, &old), [Kind::SameRevision, Kind::Removed]);
}

#[test]
fn a_feature_with_its_bit_and_its_code_is_the_same_under_any_name() {
    let from = "bit=\"0\" code=\"HOT\" name=\"HotWater\"";
    let renamed = (Kind::Renamed, Compatible);
    judged(from, "bit=\"0\" code=\"HOT\" name=\"Steam\"", renamed, renamed);
}
