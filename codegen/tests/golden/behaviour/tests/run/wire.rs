//! TLV by hand.

use clustergen_runtime::tlv::{self, Decode, Encode, Error, Tag, Writer};

/// One structure under no tag.
pub(crate) fn structure(members: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> Vec<u8> {
    element(|out| {
        out.start_structure(Tag::Anonymous)?;
        members(out)?;
        out.end()
    })
}

/// One element.
pub(crate) fn element(write: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> Vec<u8> {
    let mut buffer = [0; 1024];
    let mut out = Writer::new(&mut buffer);
    write(&mut out).unwrap();
    out.as_bytes().to_vec()
}

/// The bytes of a value.
pub(crate) fn bytes<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    element(|out| value.encode(Tag::Anonymous, out))
}

/// The value of some bytes, or what is wrong with them.
pub(crate) fn decode<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Result<T, tlv::ErrorKind> {
    tlv::decode(bytes).map_err(|error| error.kind)
}
