//! The list as no sender should write it and as every receiver has to read it.

use super::{Record, wire};

/// The fields of each client in reverse, and between them fields of a release nobody knows yet.
pub(super) fn list(records: &[Record]) -> Vec<u8> {
    let mut out = vec![wire::ARRAY];
    for record in records {
        client(record, &mut out);
    }
    out.push(wire::END);
    out
}

fn client(record: &Record, out: &mut Vec<u8>) {
    out.push(wire::STRUCTURE);
    wire::uint16(4, 40_000, out);
    match record.network_identity_index {
        Some(index) => wire::uint16(3, index, out),
        None => wire::null(3, out),
    }
    wire::text(5, "unknown", out);
    wire::uint16(2, record.identity_type.into(), out);
    wire::start_array(6, out);
    out.extend([0x04, 1, 0x04, 2, wire::END]);
    wire::octets(1, &record.identifier, out);
    wire::octets(7, &[1, 2, 3, 4], out);
    wire::uint16(0, record.index, out);
    wire::uint16(254, 1, out);
    out.push(wire::END);
}
