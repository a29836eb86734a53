//! rs-matter: its generated cluster, its TLV. Without its feature `log`, whose calls would be in every setter.

use rs_matter::{
    dm::clusters::decl::network_identity_management::{
        AddClientRequest, AddClientRequestBuilder, ClientStruct, ClientStructArrayBuilder, IdentityTypeEnum,
    },
    error::Error,
    tlv::{FromTLV, Nullable, Octets, TLVArray, TLVElement, TLVTag, TLVWriteParent},
    utils::storage::WriteBuf,
};

use crate::data::{Client, Record};

/// Writes the list with the generated builders.
#[inline]
pub(crate) fn encode_clients(records: &[Record], out: &mut [u8]) -> Option<usize> {
    let mut buffer = WriteBuf::new(out);
    write_clients(records, &mut buffer).ok()?;
    Some(buffer.get_tail())
}

#[inline]
fn write_clients(records: &[Record], buffer: &mut WriteBuf<'_>) -> Result<(), Error> {
    let parent = TLVWriteParent::new("Clients", buffer);
    let mut list = ClientStructArrayBuilder::new(parent, &TLVTag::Anonymous)?;
    for record in records {
        list = list
            .push()?
            .client_index(record.index)?
            .client_identifier(Octets::new(&record.identifier))?
            // It knows the one type there is, and could not be told of another.
            .client_identity_type(IdentityTypeEnum::ECDSA)?
            .network_identity_index(match record.network_identity_index {
                Some(index) => Nullable::some(index),
                None => Nullable::none(),
            })?
            .end()?;
    }
    list.end()?;
    Ok(())
}

/// Reads the list and asks every entry for every field.
#[inline]
pub(crate) fn decode_clients(bytes: &[u8], each: impl FnMut(Client<'_>)) -> Option<()> {
    read_clients(bytes, each).ok()
}

#[inline]
fn read_clients(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Result<(), Error> {
    let list = TLVArray::<ClientStruct<'_>>::from_tlv(&TLVElement::new(bytes))?;
    for entry in list {
        let entry = entry?;
        each(Client {
            index: entry.client_index()?,
            identifier: entry.client_identifier()?.0,
            identity_type: entry.client_identity_type()? as u8,
            network_identity_index: entry.network_identity_index()?.into_option(),
        });
    }
    Ok(())
}

/// Writes the fields of `AddClient`.
#[inline]
pub(crate) fn encode_add_client(identity: &[u8], out: &mut [u8]) -> Option<usize> {
    let mut buffer = WriteBuf::new(out);
    let parent = TLVWriteParent::new("AddClient", &mut buffer);
    AddClientRequestBuilder::new(parent, &TLVTag::Anonymous)
        .and_then(|request| request.client_identity(Octets::new(identity)))
        .and_then(|request| request.end().map(drop))
        .ok()?;
    Some(buffer.get_tail())
}

/// Reads them.
#[inline]
pub(crate) fn decode_add_client(bytes: &[u8], each: impl FnOnce(&[u8])) -> Option<()> {
    let request = AddClientRequest::from_tlv(&TLVElement::new(bytes)).ok()?;
    each(request.client_identity().ok()?.0);
    Some(())
}
