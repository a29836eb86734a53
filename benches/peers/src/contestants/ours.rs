//! What clustergen generates, with `matter-tlv` below it.

use clustergen_runtime::{List, Nullable};
use matter_tlv::{Elements, Encode, Input, Tag, Writer, decode, encode};
use netim_cluster::v1_6_1::{
    commands::AddClient,
    types::{ClientStruct, IdentityTypeEnum},
};

use crate::data::{Client, Record};

/// A record as the type of the generated code.
#[inline]
pub(crate) fn client(record: &Record) -> ClientStruct<'_> {
    ClientStruct {
        client_index: record.index,
        client_identifier: &record.identifier,
        client_identity_type: IdentityTypeEnum(record.identity_type),
        network_identity_index: match record.network_identity_index {
            Some(index) => Nullable::Value(index),
            None => Nullable::Null,
        },
    }
}

/// Writes the list as the attribute's type, which has been put together before.
#[inline]
pub(crate) fn encode_list(clients: &[ClientStruct<'_>], out: &mut [u8]) -> Option<usize> {
    encode(&List::from_slice(clients), Tag::Anonymous, out).ok().map(<[u8]>::len)
}

/// Writes the list entry by entry, straight from the records.
#[inline]
pub(crate) fn encode_entries(records: &[Record], out: &mut [u8]) -> Option<usize> {
    let mut writer = Writer::new(out);
    writer.start_array(Tag::Anonymous).ok()?;
    for record in records {
        client(record).encode(Tag::Anonymous, &mut writer).ok()?;
    }
    writer.end().ok()?;
    writer.finish().ok().map(<[u8]>::len)
}

/// Reads the list as the attribute's type, and walks through it.
#[inline]
pub(crate) fn decode_list(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Option<()> {
    for entry in decode::<List<'_, ClientStruct<'_>>>(bytes).ok()? {
        each(handed_over(&entry.ok()?));
    }
    Some(())
}

/// Reads the list entry by entry, without that type.
#[inline]
pub(crate) fn decode_entries(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Option<()> {
    let (header, value) = Input::new(bytes).header().ok()?;
    let mut entries = Elements::of_array(header.ty, value).ok()?;
    while let Some(entry) = entries.next::<ClientStruct<'_>>().ok()? {
        each(handed_over(&entry));
    }
    entries.finish().ok()?.is_empty().then_some(())
}

#[inline]
fn handed_over<'a>(entry: &ClientStruct<'a>) -> Client<'a> {
    Client {
        index: entry.client_index,
        identifier: entry.client_identifier,
        identity_type: entry.client_identity_type.0,
        network_identity_index: match entry.network_identity_index {
            Nullable::Value(index) => Some(index),
            Nullable::Null => None,
        },
    }
}

/// Writes the fields of `AddClient`.
#[inline]
pub(crate) fn encode_add_client(identity: &[u8], out: &mut [u8]) -> Option<usize> {
    encode(&AddClient { client_identity: identity }, Tag::Anonymous, out).ok().map(<[u8]>::len)
}

/// Reads them.
#[inline]
pub(crate) fn decode_add_client(bytes: &[u8], each: impl FnOnce(&[u8])) -> Option<()> {
    decode::<AddClient<'_>>(bytes).ok().map(|request| each(request.client_identity))
}
