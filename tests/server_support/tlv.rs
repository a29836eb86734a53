//! TLV by hand: what the server writes must not be compared with what its own writer makes of it.

/// A context tag, or none.
pub(crate) type Tag = Option<u8>;

/// A number, as narrow as possible.
pub(crate) fn uint(tag: Tag, value: u64) -> Vec<u8> {
    let width = match value {
        0..0x100 => 0,
        0x100..0x1_0000 => 1,
        0x1_0000..0x1_0000_0000 => 2,
        _ => 3,
    };
    wide_uint(tag, value, width)
}

/// A number of 2 to the power of `width` bytes.
pub(crate) fn wide_uint(tag: Tag, value: u64, width: u8) -> Vec<u8> {
    element(tag, 0x04 + width, &value.to_le_bytes()[..1 << width])
}

pub(crate) fn boolean(tag: Tag, value: bool) -> Vec<u8> {
    element(tag, 0x08 + u8::from(value), &[])
}

pub(crate) fn null(tag: Tag) -> Vec<u8> {
    element(tag, 0x14, &[])
}

pub(crate) fn nullable_uint(tag: Tag, value: Option<u16>) -> Vec<u8> {
    value.map_or_else(|| null(tag), |value| uint(tag, value.into()))
}

pub(crate) fn octets(tag: Tag, bytes: &[u8]) -> Vec<u8> {
    let len = u8::try_from(bytes.len()).unwrap();
    element(tag, 0x10, &[&[len], bytes].concat())
}

pub(crate) fn structure(tag: Tag, members: &[Vec<u8>]) -> Vec<u8> {
    container(tag, 0x15, members)
}

pub(crate) fn array(tag: Tag, members: &[Vec<u8>]) -> Vec<u8> {
    container(tag, 0x16, members)
}

fn container(tag: Tag, element_type: u8, members: &[Vec<u8>]) -> Vec<u8> {
    element(tag, element_type, &[&members.concat()[..], &[0x18]].concat())
}

fn element(tag: Tag, element_type: u8, content: &[u8]) -> Vec<u8> {
    let head = match tag {
        None => vec![element_type],
        Some(tag) => vec![0x20 | element_type, tag],
    };
    [&head[..], content].concat()
}
