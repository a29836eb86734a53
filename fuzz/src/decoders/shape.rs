//! What a type takes, and what it makes of it, told by its shape and the independent parser.

use matter_tlv::Tag;

use crate::independent::tlv::{self, Item, Node};

/// What a value is on the wire.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "which there are, the fixtures decide")]
pub enum Shape {
    Bool,
    /// Of so many bits.
    Unsigned(u32),
    /// Of so many bits.
    Signed(u32),
    Single,
    Double,
    Text,
    /// Of a fixed length, or of any.
    Octets(Option<usize>),
    Nullable(&'static Shape),
    Array(&'static Shape),
    Structure(&'static [Field]),
}

/// A member of a structure.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub tag: u8,
    pub optional: bool,
    pub shape: Shape,
}

/// What a decoder has to say.
#[derive(Debug)]
pub enum Verdict {
    /// Yes; and this is what it encodes to.
    Accept {
        /// With the entries of lists as they came.
        kept: Vec<u8>,
        /// With everything made anew.
        anew: Vec<u8>,
    },
    /// No.
    Refuse,
    /// Whatever it likes: the length of octet strings may be a matter of decoding or of limits.
    Either,
}

/// Why there is no encoding.
enum No {
    Refused,
    Unclear,
}

/// Judges one whole element.
pub fn judge(shape: Shape, bytes: &[u8]) -> Verdict {
    let Some(item) = tlv::one(bytes) else {
        // Typed decoding counts the containers inside each member, and not those around it.
        return if tlv::one_within(bytes, 2 * tlv::MAX_DEPTH).is_some() {
            Verdict::Either
        } else {
            Verdict::Refuse
        };
    };
    let (mut kept, mut anew) = (Vec::new(), Vec::new());
    let written = write(shape, &item.node, &[], Some(bytes), &mut kept);
    match written.and_then(|()| write(shape, &item.node, &[], None, &mut anew)) {
        Ok(()) => Verdict::Accept { kept, anew },
        Err(No::Refused) => Verdict::Refuse,
        Err(No::Unclear) => Verdict::Either,
    }
}

/// Whether a structure of these fields is malformed, the lengths of its strings apart.
pub fn refused(fields: &[Field], item: &Item) -> bool {
    let Node::Structure(items) = &item.node else { return true };
    let Ok(members) = members(fields, items) else { return true };
    each(members.into_iter(), None, &mut Vec::new()).is_err_and(|no| matches!(no, No::Refused))
}

/// Writes what the shape keeps of a value, in the smallest widths, under the tag that `tag` holds if it holds one. The entries
/// of lists stay as they are in `source`, if that is there.
fn write(shape: Shape, node: &Node, tag: &[u8], source: Option<&[u8]>, out: &mut Vec<u8>) -> Result<(), No> {
    let mut put = |ty: u8, parts: &[&[u8]]| {
        out.push(if tag.is_empty() { ty } else { 0x20 | ty });
        out.extend(tag);
        parts.iter().for_each(|part| out.extend(*part));
    };
    match (shape, node) {
        (Shape::Nullable(_), Node::Null) => put(0x14, &[]),
        (Shape::Nullable(shape), node) => return write(*shape, node, tag, source, out),
        (Shape::Bool, Node::Bool(value)) => put(0x08 | u8::from(*value), &[]),
        (Shape::Unsigned(bits), Node::UInt(value)) if bits == 64 || value >> bits == 0 => {
            let width =
                [8, 16, 32, 64].iter().position(|bits| *bits == 64 || value >> bits == 0).unwrap_or(3);
            put(0x04 | width as u8, &[&value.to_le_bytes()[..1 << width]]);
        }
        (Shape::Signed(bits), Node::Int(value)) if fits(*value, bits) => {
            let width = [8, 16, 32, 64].iter().position(|bits| fits(*value, *bits)).unwrap_or(3);
            put(width as u8, &[&value.to_le_bytes()[..1 << width]]);
        }
        (Shape::Single, Node::Float32(bits)) => put(0x0a, &[&bits.to_le_bytes()]),
        (Shape::Double, Node::Float64(bits)) => put(0x0b, &[&bits.to_le_bytes()]),
        (Shape::Double, Node::Float32(bits)) => {
            let value = f64::from(f32::from_bits(*bits));
            if value.is_nan() {
                // Which NaN comes out is the processor's business.
                return Err(No::Unclear);
            }
            put(0x0b, &[&value.to_le_bytes()]);
        }
        (Shape::Text, Node::Utf8(text)) => string(0x0c, text.as_bytes(), &mut put),
        (Shape::Octets(Some(len)), Node::Octets(octets)) if octets.len() != len => return Err(No::Unclear),
        (Shape::Octets(_), Node::Octets(octets)) => string(0x10, octets, &mut put),
        (Shape::Array(shape), Node::Array(items)) => {
            put(0x16, &[]);
            let start = out.len();
            each(items.iter().map(|item| (*shape, &item.node, None)), None, out)?;
            if let Some(source) = source {
                out.truncate(start);
                items.iter().for_each(|item| out.extend(&source[item.start..item.end]));
                out.push(0x18);
            }
        }
        (Shape::Structure(fields), Node::Structure(items)) => {
            put(0x15, &[]);
            each(members(fields, items)?.into_iter(), source, out)?;
        }
        _ => return Err(No::Refused),
    }
    Ok(())
}

fn fits(value: i64, bits: u32) -> bool {
    let unused = 64 - bits;
    value << unused >> unused == value
}

/// Writes a string with a length as short as possible.
fn string(ty: u8, octets: &[u8], put: &mut impl FnMut(u8, &[&[u8]])) {
    let len = octets.len();
    let width = [8, 16, 32].iter().position(|bits| len >> bits == 0).unwrap_or(3);
    put(ty | width as u8, &[&len.to_le_bytes()[..1 << width], octets]);
}

/// Writes what is in a container, and its end. What is refused wins over what is unclear, as it shows anyway.
fn each<'a>(
    parts: impl Iterator<Item = (Shape, &'a Node, Option<u8>)>,
    source: Option<&[u8]>,
    out: &mut Vec<u8>,
) -> Result<(), No> {
    let mut unclear = false;
    for (shape, node, tag) in parts {
        match write(shape, node, tag.as_slice(), source, out) {
            Err(No::Unclear) => unclear = true,
            other => other?,
        }
    }
    out.push(0x18);
    if unclear { Err(No::Unclear) } else { Ok(()) }
}

/// The members that a structure keeps, in the order in which it writes them.
fn members<'a>(fields: &[Field], items: &'a [Item]) -> Result<Vec<(Shape, &'a Node, Option<u8>)>, No> {
    let context = |item: &&Item| matches!(item.tag, Tag::Context(_));
    let known: Vec<&Item> = items.iter().filter(context).collect();
    let twice = (0..known.len()).any(|at| known[..at].iter().any(|item| item.tag == known[at].tag));
    if twice {
        return Err(No::Refused);
    }
    let mut members = Vec::new();
    for field in fields {
        match known.iter().find(|item| item.tag == Tag::Context(field.tag)) {
            Some(item) => members.push((field.shape, &item.node, Some(field.tag))),
            None if field.optional => {}
            None => return Err(No::Refused),
        }
    }
    Ok(members)
}
