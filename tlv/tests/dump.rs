//! What the dump prints, beyond the shared vectors.

use matter_tlv::Dump;

use crate::support::bytes;

mod support;

fn dump(hex: &str) -> String {
    Dump(&bytes(hex)).to_string()
}

#[test]
fn scalars() {
    assert_eq!(dump(""), "");
    assert_eq!(dump("07ffffffffffffffff"), "18446744073709551615u");
    assert_eq!(dump("030000000000000080"), "-9223372036854775808");
    assert_eq!(dump("0c04 220a 5c00"), r#""\"\n\\\0""#);
    assert_eq!(dump("1000"), "<empty>");
    assert_eq!(dump("1003 00abff"), "00abff");
    assert_eq!(dump("0a 0000c07f"), "NaN");
    assert_eq!(dump("0b 000000000000f83f"), "1.5");
}

#[test]
fn tags() {
    assert_eq!(dump("940100"), "implicit::1 = null");
    assert_eq!(dump("b4a0860100"), "implicit::100000 = null");
    assert_eq!(dump("35ff 340018"), "255 = {0 = null}");
}

#[test]
fn several_in_a_row() {
    assert_eq!(dump("042a 14 1618 1518 2401 01"), "42u, null, [], {}, 1 = 1u");
    assert_eq!(dump("17 1618 1715 1818 18"), "[[[], [[{}]]]]");
}

#[test]
fn the_good_part_of_what_is_malformed() {
    assert_eq!(dump("18"), "<malformed at 0: end of container without a container>");
    assert_eq!(dump("042a 06 00"), "42u, <malformed at 2: the input ends inside an element>");
    assert_eq!(dump("15 20002a"), "{0 = 42, <malformed at 4: container not closed>");
    assert_eq!(dump("15"), "{<malformed at 1: container not closed>");
    assert_eq!(dump("16 20002a18"), "[<malformed at 1: a tag that cannot stand here>");
    assert_eq!(dump("15 34 00 1f"), "{0 = null, <malformed at 3: reserved element type>");
}
