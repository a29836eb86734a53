//! matc: its TLV, used as its generated clusters use it. It has none for 0x0450; what stands here is what its generator
//! makes of such a cluster, field by field.

use matc::tlv::{TlvBuffer, TlvItemEnc, TlvItemValue, TlvItemValueEnc, decode_tlv};

use super::by_hand;
use crate::data::{Client, Record};

/// Writes the list into a buffer that keeps its memory.
///
/// The buffer has no way to write an array without a tag, nor null; the control bytes have to be pushed.
#[inline]
pub(crate) fn encode_with_buffer(records: &[Record], out: &mut Vec<u8>) -> Option<()> {
    let mut buffer = emptied(out);
    let written = write_clients(records, &mut buffer);
    *out = buffer.data;
    written.ok()
}

#[inline]
fn write_clients(records: &[Record], buffer: &mut TlvBuffer) -> std::io::Result<()> {
    buffer.write_raw(&[0x16])?;
    for record in records {
        buffer.write_anon_struct()?;
        write_uint16(0, record.index, buffer)?;
        buffer.write_octetstring(1, &record.identifier)?;
        buffer.write_uint8(2, record.identity_type)?;
        match record.network_identity_index {
            Some(index) => write_uint16(3, index, buffer)?,
            None => buffer.write_raw(&[0x34, 3])?,
        }
        buffer.write_struct_end()?;
    }
    buffer.write_struct_end()
}

/// It does not choose the width by itself.
#[inline]
fn write_uint16(tag: u8, value: u16, buffer: &mut TlvBuffer) -> std::io::Result<()> {
    match u8::try_from(value) {
        Ok(value) => buffer.write_uint8(tag, value),
        Err(_) => buffer.write_uint16(tag, value),
    }
}

fn emptied(out: &mut Vec<u8>) -> TlvBuffer {
    let mut memory = core::mem::take(out);
    memory.clear();
    TlvBuffer::from_vec(memory)
}

/// Writes the list as its generated code would: as a tree that is put together first.
///
/// The tree knows neither an array without a tag nor null: [`bytes_of_tree`] says what it writes instead.
#[inline]
pub(crate) fn encode_as_tree(records: &[Record], out: &mut Vec<u8>) -> Option<()> {
    let entries = records.iter().map(entry).collect();
    *out = TlvItemEnc { tag: 0, value: TlvItemValueEnc::Array(entries) }.encode().ok()?;
    Some(())
}

fn entry(record: &Record) -> TlvItemEnc {
    let fields = vec![
        (0, uint16(record.index)).into(),
        (1, TlvItemValueEnc::OctetString(record.identifier.to_vec())).into(),
        (2, TlvItemValueEnc::UInt8(record.identity_type)).into(),
        (3, record.network_identity_index.map_or(TlvItemValueEnc::Bool(false), uint16)).into(),
    ];
    (0, TlvItemValueEnc::StructAnon(fields)).into()
}

fn uint16(value: u16) -> TlvItemValueEnc {
    match u8::try_from(value) {
        Ok(value) => TlvItemValueEnc::UInt8(value),
        Err(_) => TlvItemValueEnc::UInt16(value),
    }
}

/// The list with a tag, and false for null, which is as long.
pub(crate) fn bytes_of_tree(records: &[Record]) -> Option<Vec<u8>> {
    let mut bytes = vec![0x36, 0];
    let mut buffer = [0; 64];
    for record in records {
        let length = by_hand::encode_clients(core::slice::from_ref(record), &mut buffer)?;
        let entry = buffer.get(1..length - 1)?;
        match entry {
            [fields @ .., 0x34, 3, 0x18] => {
                bytes.extend(fields);
                bytes.extend([0x28, 3, 0x18]);
            }
            _ => bytes.extend(entry),
        }
    }
    bytes.push(0x18);
    Some(bytes)
}

/// An entry as its generator declares it.
struct GeneratedClient {
    client_index: Option<u16>,
    client_identifier: Option<Vec<u8>>,
    client_identity_type: Option<u8>,
    network_identity_index: Option<u16>,
}

/// Reads the list into a tree, that into entries, and then all their fields.
#[inline]
pub(crate) fn decode_clients(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Option<()> {
    let tree = decode_tlv(bytes).ok()?;
    for entry in generated_clients(&tree.value) {
        each(Client {
            index: entry.client_index?,
            identifier: entry.client_identifier.as_deref()?,
            identity_type: entry.client_identity_type?,
            network_identity_index: entry.network_identity_index,
        });
    }
    Some(())
}

fn generated_clients(value: &TlvItemValue) -> Vec<GeneratedClient> {
    let mut clients = Vec::new();
    if let TlvItemValue::List(entries) = value {
        for entry in entries {
            clients.push(GeneratedClient {
                client_index: narrowed(entry.get_int(&[0])),
                client_identifier: entry.get_octet_string_owned(&[1]),
                client_identity_type: narrowed(entry.get_int(&[2])),
                network_identity_index: narrowed(entry.get_int(&[3])),
            });
        }
    }
    clients
}

/// What its generated code does with `as`.
fn narrowed<T: TryFrom<u64>>(value: Option<u64>) -> Option<T> {
    value.and_then(|value| T::try_from(value).ok())
}

/// Writes the fields of `AddClient` into a buffer that keeps its memory.
#[inline]
pub(crate) fn encode_add_client_with_buffer(identity: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut buffer = emptied(out);
    let written = buffer
        .write_anon_struct()
        .and_then(|()| buffer.write_octetstring(0, identity))
        .and_then(|()| buffer.write_struct_end());
    *out = buffer.data;
    written.ok()
}

/// Writes the fields of `AddClient` as a tree.
#[inline]
pub(crate) fn encode_add_client_as_tree(identity: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let fields = vec![(0, TlvItemValueEnc::OctetString(identity.to_vec())).into()];
    *out = TlvItemEnc { tag: 0, value: TlvItemValueEnc::StructAnon(fields) }.encode().ok()?;
    Some(())
}

/// Reads them.
#[inline]
pub(crate) fn decode_add_client(bytes: &[u8], each: impl FnOnce(&[u8])) -> Option<()> {
    let tree = decode_tlv(bytes).ok()?;
    each(tree.get_octet_string_owned(&[0]).as_deref()?);
    Some(())
}
