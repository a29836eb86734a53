//! The tasks, and who does each of them how.

use std::{error::Error, hint::black_box};

use crate::{
    contestants::{any_order, by_hand, memcpy, ours},
    data::{
        Data, Record,
        hostile::{ATTACKS, Attack, SIZES},
    },
    rows::{Choice, Per, Row},
};

#[cfg(feature = "matc")]
use crate::contestants::matc;
#[cfg(feature = "rs-matter")]
use crate::contestants::rs_matter;

type Made<'d> = Result<Row<'d>, Box<dyn Error>>;

/// All rows. Whoever is in them has shown to do it right.
pub(crate) fn all<'d>(data: &'d Data, choice: &'d Choice) -> Result<Vec<Row<'d>>, Box<dyn Error>> {
    let mut rows = vec![
        encode_list(data, choice)?,
        decode_list(data, choice)?,
        decode_shuffled(data, choice)?,
        encode_add_client(data, choice)?,
        decode_add_client(data, choice)?,
    ];
    for attack in &ATTACKS {
        for size in SIZES {
            rows.push(decode_hostile(attack, size, data, choice)?);
        }
    }
    Ok(rows)
}

fn encode_list<'d>(data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let Data { records, list, .. } = data;
    let mut row = Row::new("encode-list", "Encode the list", Per::Entry(records.len()), choice);
    row.encoder("memcpy", list, |out| memcpy::copy(black_box(list), out))?;
    row.encoder("by-hand", list, |out| by_hand::encode_clients(black_box(records), out))?;
    let clients: Vec<_> = records.iter().map(ours::client).collect();
    row.encoder("ours", list, move |out| ours::encode_list(black_box(&clients), out))?;
    row.encoder("ours-by-entry", list, |out| ours::encode_entries(black_box(records), out))?;
    #[cfg(feature = "rs-matter")]
    row.encoder("rs-matter", list, |out| rs_matter::encode_clients(black_box(records), out))?;
    #[cfg(feature = "matc")]
    {
        row.allocating_encoder("matc-buffer", list, |out| matc::encode_with_buffer(black_box(records), out))?;
        let other = matc::bytes_of_tree(records).ok_or("the bytes of matc's tree do not fit")?;
        row.allocating_encoder("matc-tree", &other, |out| matc::encode_as_tree(black_box(records), out))?;
    }
    Ok(row)
}

/// Adds a decoder of the list: first it hands over every client, then it is timed while it sums up all fields.
macro_rules! decoder {
    ($row:ident, $name:literal, $records:expr, $bytes:expr, $decode:path) => {
        let bytes = $bytes;
        $row.decoder(
            $name,
            $records,
            |each| $decode(bytes, each),
            move || {
                let mut sum = 0;
                $decode(black_box(bytes), |client| sum += client.digest()).map(|()| sum)
            },
        )?;
    };
}

/// Adds all of them.
fn decoders<'d>(row: &mut Row<'d>, records: &[Record], bytes: &'d [u8]) -> Result<(), Box<dyn Error>> {
    decoder!(row, "by-hand", records, bytes, by_hand::decode_clients);
    decoder!(row, "by-hand-any-order", records, bytes, any_order::decode_clients);
    decoder!(row, "ours", records, bytes, ours::decode_list);
    decoder!(row, "ours-by-entry", records, bytes, ours::decode_entries);
    #[cfg(feature = "rs-matter")]
    decoder!(row, "rs-matter", records, bytes, rs_matter::decode_clients);
    #[cfg(feature = "matc")]
    decoder!(row, "matc", records, bytes, matc::decode_clients);
    Ok(())
}

fn decode_list<'d>(data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let title = "Decode the list, reading all fields, fields in order";
    let mut row = Row::new("decode-list", title, Per::Entry(data.records.len()), choice);
    decoders(&mut row, &data.records, &data.list)?;
    Ok(row)
}

fn decode_shuffled<'d>(data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let title = "Decode the list, fields in reverse and unknown fields between";
    let mut row = Row::new("decode-shuffled", title, Per::Entry(data.records.len()), choice);
    decoders(&mut row, &data.records, &data.shuffled)?;
    Ok(row)
}

fn encode_add_client<'d>(data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let Data { identity, add_client, .. } = data;
    let mut row = Row::new("encode-add-client", "Encode one AddClient", Per::Call, choice);
    row.encoder("memcpy", add_client, |out| memcpy::copy(black_box(add_client), out))?;
    row.encoder("by-hand", add_client, |out| by_hand::encode_add_client(black_box(identity), out))?;
    row.encoder("ours", add_client, |out| ours::encode_add_client(black_box(identity), out))?;
    #[cfg(feature = "rs-matter")]
    row.encoder("rs-matter", add_client, |out| rs_matter::encode_add_client(black_box(identity), out))?;
    #[cfg(feature = "matc")]
    {
        row.allocating_encoder("matc-buffer", add_client, |out| {
            matc::encode_add_client_with_buffer(black_box(identity), out)
        })?;
        row.allocating_encoder("matc-tree", add_client, |out| {
            matc::encode_add_client_as_tree(black_box(identity), out)
        })?;
    }
    Ok(row)
}

/// Adds a decoder of `AddClient`; what is timed has the identity at hand, wherever it is.
macro_rules! add_client_decoder {
    ($row:ident, $name:literal, $data:ident, $decode:path) => {
        let Data { identity, add_client, .. } = $data;
        let mut right = false;
        let read = $decode(add_client, |found: &[u8]| right = found == identity);
        $row.timed($name, read.is_some() && right, || {
            $decode(black_box(add_client), |found: &[u8]| {
                black_box(found);
            })
        })?;
    };
}

fn decode_add_client<'d>(data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let mut row = Row::new("decode-add-client", "Decode one AddClient", Per::Call, choice);
    add_client_decoder!(row, "by-hand", data, by_hand::decode_add_client);
    add_client_decoder!(row, "ours", data, ours::decode_add_client);
    #[cfg(feature = "rs-matter")]
    add_client_decoder!(row, "rs-matter", data, rs_matter::decode_add_client);
    #[cfg(feature = "matc")]
    add_client_decoder!(row, "matc", data, matc::decode_add_client);
    Ok(row)
}

fn decode_hostile<'d>(attack: &Attack, size: usize, data: &'d Data, choice: &'d Choice) -> Made<'d> {
    let record = data.records.first().ok_or("there are no clients")?;
    let (list, count) = attack.list(record, size);
    let records = vec![record.clone(); count];
    let mut row = Row::new(&attack.key_of(size), attack.title, Per::Byte(list.len()), choice);
    // Small, few, and needed as long as the program runs.
    decoders(&mut row, &records, list.leak())?;
    Ok(row)
}
