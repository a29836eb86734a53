//! Input that is well-formed and still meant to hurt, in sizes that double: who reads it in linear time takes the same for a
//! byte of all of them.

use super::{Record, wire};

/// How many times as large as the first an input is.
pub(crate) const SIZES: [usize; 3] = [1, 2, 4];
/// So large that what happens once does not matter, so small that the largest still fits a cache.
const UNIT: usize = 32 * 1024;
/// Less deep than what anybody refuses.
const DEPTH: usize = 24;

/// A kind of attack: its key, its name, and how it is written.
pub(crate) struct Attack {
    key: &'static str,
    pub(crate) title: &'static str,
    write: fn(&Record, usize) -> (Vec<u8>, usize),
}

/// All kinds.
pub(crate) const ATTACKS: [Attack; 2] = [
    Attack {
        key: "hostile-stuffed",
        title: "one entry, reversed, a long unknown array before each field",
        write: stuffed,
    },
    Attack {
        key: "hostile-nested",
        title: "entries, reversed, deeply nested unknown arrays before each field",
        write: nested,
    },
];

impl Attack {
    /// The key of the row for a size.
    pub(crate) fn key_of(&self, size: usize) -> String {
        format!("{}-{size}", self.key)
    }

    /// The list, about as long as so many units, and how many entries it has; each of them is this client.
    pub(crate) fn list(&self, record: &Record, size: usize) -> (Vec<u8>, usize) {
        (self.write)(record, size * UNIT)
    }
}

/// One entry, and all of the size between its fields.
fn stuffed(record: &Record, length: usize) -> (Vec<u8>, usize) {
    let mut out = vec![wire::ARRAY];
    reversed(record, &mut out, |tag, out| {
        wire::start_array(tag, out);
        for _ in 0..length / 8 {
            out.extend([0x04, tag]);
        }
        out.push(wire::END);
    });
    out.push(wire::END);
    (out, 1)
}

/// As many entries as it takes, in each four times as many containers as may be open.
fn nested(record: &Record, length: usize) -> (Vec<u8>, usize) {
    let mut out = vec![wire::ARRAY];
    let mut count = 0;
    while out.len() < length {
        count += 1;
        reversed(record, &mut out, |tag, out| {
            wire::start_array(tag, out);
            out.extend([wire::ARRAY; DEPTH - 1]);
            out.extend([wire::END; DEPTH]);
        });
    }
    out.push(wire::END);
    (out, count)
}

/// The fields in reverse, before each of them what `before` writes under a tag of its own.
fn reversed(record: &Record, out: &mut Vec<u8>, before: impl Fn(u8, &mut Vec<u8>)) {
    out.push(wire::STRUCTURE);
    before(7, out);
    match record.network_identity_index {
        Some(index) => wire::uint16(3, index, out),
        None => wire::null(3, out),
    }
    before(6, out);
    wire::uint16(2, record.identity_type.into(), out);
    before(5, out);
    wire::octets(1, &record.identifier, out);
    before(4, out);
    wire::uint16(0, record.index, out);
    out.push(wire::END);
}
