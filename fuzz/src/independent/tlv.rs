//! Matter TLV into trees.

use matter_tlv::Tag;

/// As many containers may be inside each other.
pub const MAX_DEPTH: usize = 32;

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub tag: Tag,
    pub node: Node,
    /// The lower five bits of its control byte.
    pub ty: u8,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// A value; floating point as its bits, so that equal is equal.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Int(i64),
    UInt(u64),
    Bool(bool),
    Float32(u32),
    Float64(u64),
    Utf8(String),
    Octets(Vec<u8>),
    Null,
    Structure(Vec<Item>),
    Array(Vec<Item>),
    List(Vec<Item>),
}

impl Item {
    /// What is in it.
    pub fn items(&self) -> &[Item] {
        match &self.node {
            Node::Structure(items) | Node::Array(items) | Node::List(items) => items,
            _ => &[],
        }
    }

    /// The value and those below, without widths and places.
    pub fn same_value(&self, other: &Self) -> bool {
        let (these, those) = (self.items(), other.items());
        std::mem::discriminant(&self.node) == std::mem::discriminant(&other.node)
            && (self.node == other.node || !these.is_empty())
            && these.len() == those.len()
            && these.iter().zip(those).all(|(this, that)| this.tag == that.tag && this.same_value(that))
    }
}

/// All elements of `bytes`, one behind the other; `None` if anything is wrong.
pub fn all(bytes: &[u8]) -> Option<Vec<Item>> {
    all_within(bytes, MAX_DEPTH)
}

/// The same with another limit of the depth.
fn all_within(bytes: &[u8], depth: usize) -> Option<Vec<Item>> {
    let mut at = 0;
    let mut items = Vec::new();
    while at < bytes.len() {
        let item = element(bytes, at, Depth { open: 0, max: depth })??;
        at = item.end;
        items.push(item);
    }
    Some(items)
}

/// The one element that `bytes` are.
pub fn one(bytes: &[u8]) -> Option<Item> {
    one_within(bytes, MAX_DEPTH)
}

/// The same with another limit of the depth.
pub fn one_within(bytes: &[u8], depth: usize) -> Option<Item> {
    let mut items = all_within(bytes, depth)?;
    (items.len() == 1).then(|| items.remove(0))
}

/// How many containers are open, and how many may be.
#[derive(Clone, Copy)]
struct Depth {
    open: usize,
    max: usize,
}

/// The element at `at`; `Some(None)` for the end of a container, if one is open.
fn element(bytes: &[u8], at: usize, depth: Depth) -> Option<Option<Item>> {
    let control = *bytes.get(at)?;
    let ty = control & 0x1f;
    if ty == 0x18 {
        return (control == 0x18 && depth.open > 0).then_some(None);
    }
    let (tag, mut end) = tag(bytes, at + 1, control >> 5)?;
    let mut number = |len: usize| -> Option<u64> {
        let value = little_endian(bytes.get(end..end + len)?);
        end += len;
        Some(value)
    };
    let width = 1 << (ty & 3);
    let node = match ty {
        0x00..=0x03 => {
            let unused = 64 - 8 * width as u32;
            Node::Int((number(width)? << unused) as i64 >> unused)
        }
        0x04..=0x07 => Node::UInt(number(width)?),
        0x08 | 0x09 => Node::Bool(ty == 0x09),
        0x0a => Node::Float32(number(4)? as u32),
        0x0b => Node::Float64(number(8)?),
        0x0c..=0x13 => {
            let len = usize::try_from(number(width)?).ok()?;
            let behind = end.checked_add(len)?;
            let octets = bytes.get(end..behind)?.to_vec();
            end = behind;
            if ty < 0x10 { Node::Utf8(String::from_utf8(octets).ok()?) } else { Node::Octets(octets) }
        }
        0x14 => Node::Null,
        0x15..=0x17 => {
            if depth.open == depth.max {
                return None;
            }
            let items = items(bytes, &mut end, Depth { open: depth.open + 1, ..depth })?;
            let anonymous = items.iter().filter(|item| item.tag == Tag::Anonymous).count();
            match ty {
                0x15 if anonymous == 0 => Node::Structure(items),
                0x16 if anonymous == items.len() => Node::Array(items),
                0x17 => Node::List(items),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Some(Item { tag, node, ty, start: at, end }))
}

/// The elements from `at` on, up to the end of the container; `at` is behind that then.
fn items(bytes: &[u8], at: &mut usize, depth: Depth) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    while let Some(item) = element(bytes, *at, depth)? {
        *at = item.end;
        items.push(item);
    }
    *at += 1;
    Some(items)
}

/// The tag at `at`, in one of the eight forms, and where the value starts.
fn tag(bytes: &[u8], at: usize, form: u8) -> Option<(Tag, usize)> {
    const LENGTHS: [usize; 8] = [0, 1, 2, 4, 2, 4, 6, 8];
    let end = at + LENGTHS[usize::from(form)];
    let content = bytes.get(at..end)?;
    let number = |range: std::ops::Range<usize>| little_endian(&content[range]) as u32;
    let tag = match form {
        0 => Tag::Anonymous,
        1 => Tag::Context(content[0]),
        2 | 3 => Tag::Common(number(0..content.len())),
        4 | 5 => Tag::Implicit(number(0..content.len())),
        _ => Tag::FullyQualified {
            vendor: number(0..2) as u16,
            profile: number(2..4) as u16,
            tag: number(4..content.len()),
        },
    };
    Some((tag, end))
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
