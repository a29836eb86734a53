//! Encodings that are nearly right: of the right shape, with numbers wider than they need to be, members out of order,
//! twice, absent or unknown, and now and then something else altogether.

use arbitrary::{Result, Unstructured};

use super::shape::{Field, Shape};

/// An encoding of something like this shape.
pub fn encoded(shape: Shape, input: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    element(shape, None, input, &mut out)?;
    Ok(out)
}

fn element(shape: Shape, tag: Option<u8>, input: &mut Unstructured<'_>, out: &mut Vec<u8>) -> Result<()> {
    let shape = if input.ratio(1, 48)? { another(input)? } else { shape };
    // Types of four widths, the widest last.
    let width = |input: &mut Unstructured<'_>| input.int_in_range(0..=3_u8);
    match shape {
        Shape::Bool => header(0x08 | u8::from(input.arbitrary::<bool>()?), tag, out),
        Shape::Unsigned(_) | Shape::Signed(_) => {
            let width = width(input)?;
            let first = if matches!(shape, Shape::Unsigned(_)) { 0x04 } else { 0x00 };
            header(first | width, tag, out);
            // Often small, so that it fits.
            let small = [0, 0, 0, 0, 0, 0, 0, 0];
            let bytes = if input.ratio(1, 2)? { input.arbitrary::<u64>()?.to_le_bytes() } else { small };
            let mut bytes = bytes;
            bytes[0] = input.arbitrary()?;
            out.extend(&bytes[..1 << width]);
        }
        Shape::Single => number(0x0a, &input.arbitrary::<[u8; 4]>()?, tag, out),
        Shape::Double if input.ratio(1, 4)? => number(0x0a, &input.arbitrary::<[u8; 4]>()?, tag, out),
        Shape::Double => number(0x0b, &input.arbitrary::<[u8; 8]>()?, tag, out),
        Shape::Text => {
            let width = width(input)?;
            let len = input.int_in_range(0..=20)?;
            let text = octets(len, input)?;
            let text = if input.ratio(1, 16)? { text } else { text.iter().map(|byte| byte & 0x7f).collect() };
            string(0x0c | width, &text, tag, out);
        }
        Shape::Octets(length) => {
            let width = width(input)?;
            let other = input.ratio(1, 16)?;
            let len = match length {
                Some(length) if !other => length,
                _ => input.int_in_range(0..=40)?,
            };
            string(0x10 | width, &octets(len, input)?, tag, out);
        }
        Shape::Nullable(_) if input.ratio(1, 4)? => header(0x14, tag, out),
        Shape::Nullable(shape) => element(*shape, tag, input, out)?,
        Shape::Array(shape) => {
            header(0x16, tag, out);
            for _ in 0..input.int_in_range(0..=4)? {
                element(*shape, None, input, out)?;
            }
            out.push(0x18);
        }
        Shape::Structure(fields) => {
            header(0x15, tag, out);
            members(fields, input, out)?;
            out.push(0x18);
        }
    }
    Ok(())
}

/// The members in their order or in another, and perhaps one that is not known or not alone.
fn members(fields: &[Field], input: &mut Unstructured<'_>, out: &mut Vec<u8>) -> Result<()> {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    if order.len() > 1 && input.ratio(1, 4)? {
        let (one, other) = (input.choose_index(order.len())?, input.choose_index(order.len())?);
        order.swap(one, other);
    }
    for at in order {
        let field = fields[at];
        if field.optional && input.arbitrary()? || input.ratio(1, 64)? {
            continue;
        }
        element(field.shape, Some(field.tag), input, out)?;
        if input.ratio(1, 16)? {
            let (tag, shape) = (input.arbitrary()?, another(input)?);
            element(shape, Some(tag), input, out)?;
        }
    }
    Ok(())
}

fn another(input: &mut Unstructured<'_>) -> Result<Shape> {
    const BOOL: Shape = Shape::Bool;
    const STRUCTURE: Shape =
        Shape::Structure(&[Field { tag: 1, optional: false, shape: Shape::Array(&BOOL) }]);
    Ok(*input.choose(&[
        BOOL,
        Shape::Nullable(&BOOL),
        Shape::Unsigned(64),
        Shape::Signed(64),
        Shape::Double,
        Shape::Text,
        Shape::Octets(None),
        Shape::Array(&STRUCTURE),
        STRUCTURE,
    ])?)
}

/// So many bytes; zeros when the input is used up.
fn octets(len: usize, input: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut octets = vec![0; len];
    input.fill_buffer(&mut octets)?;
    Ok(octets)
}

fn header(ty: u8, tag: Option<u8>, out: &mut Vec<u8>) {
    match tag {
        Some(tag) => out.extend([0x20 | ty, tag]),
        None => out.push(ty),
    }
}

fn number(ty: u8, bytes: &[u8], tag: Option<u8>, out: &mut Vec<u8>) {
    header(ty, tag, out);
    out.extend(bytes);
}

fn string(ty: u8, octets: &[u8], tag: Option<u8>, out: &mut Vec<u8>) {
    header(ty, tag, out);
    out.extend(&octets.len().to_le_bytes()[..1 << (ty & 3)]);
    out.extend(octets);
}
