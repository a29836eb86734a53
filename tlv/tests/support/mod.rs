//! What several tests share.
#![allow(dead_code, reason = "no test uses all of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use std::fmt::Write as _;

use matter_tlv::{Element, Error, ErrorKind, Input, Reader, Value, Writer, decode};

pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16)?.try_into().ok()).collect();
    assert_eq!(digits.len() % 2, 0, "{hex}");
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// Reads everything flat; says how many elements stand at the top level.
pub(crate) fn read_all(bytes: &[u8]) -> Result<usize, Error> {
    let mut reader = Reader::new(bytes);
    let mut elements = 0;
    while reader.next()?.is_some() {
        elements += usize::from(reader.depth() == 0);
    }
    reader.finish()?;
    Ok(elements)
}

/// Reads the elements at the top level and skips what is in them.
pub(crate) fn skip_all(bytes: &[u8]) -> Result<usize, Error> {
    let mut reader = Reader::new(bytes);
    let mut elements = 0;
    while reader.next()?.is_some() {
        if reader.depth() > 0 {
            reader.skip()?;
        }
        elements += 1;
    }
    reader.finish()?;
    Ok(elements)
}

/// The same by hand, on cursors.
pub(crate) fn skip_by_cursor(bytes: &[u8]) -> Result<usize, Error> {
    let mut input = Input::new(bytes);
    let mut elements = 0;
    while !input.is_empty() {
        let (header, value) = input.header().map_err(|error| error.at(bytes.len()))?;
        input = value.skip(header.ty).map_err(|error| error.at(bytes.len()))?;
        elements += 1;
    }
    Ok(elements)
}

/// What every way to read one whole element says about `bytes`; they have to agree.
pub(crate) fn accepts(bytes: &[u8]) -> Result<(), ErrorKind> {
    let decoded = decode::<Element<'_>>(bytes);
    let one = |elements: usize| if elements == 1 { Ok(()) } else { Err(()) };
    let verdicts = [
        read_all(bytes).map_err(drop).and_then(one),
        skip_all(bytes).map_err(drop).and_then(one),
        skip_by_cursor(bytes).map_err(drop).and_then(one),
        decoded.map(drop).map_err(drop),
    ];
    assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "{}: {verdicts:?}", hex(bytes));
    // They also agree on what is wrong, unless it is only that there is not exactly one element.
    if let (Err(decoded), Err(read)) = (decoded, read_all(bytes))
        && decoded.kind != ErrorKind::TrailingBytes
    {
        assert_eq!(decoded.kind, read.kind, "{}", hex(bytes));
        assert_eq!(skip_by_cursor(bytes).map_err(|error| error.kind), Err(read.kind), "{}", hex(bytes));
    }
    decoded.map(drop).map_err(|error| error.kind)
}

/// Copies element by element, in the smallest widths.
pub(crate) fn rewrite(bytes: &[u8]) -> Vec<u8> {
    let mut buf = vec![0; bytes.len()];
    let mut out = Writer::new(&mut buf);
    let mut reader = Reader::new(bytes);
    while let Some(Element { tag, value, .. }) = reader.next().unwrap() {
        match value {
            Value::Int(value) => out.int(tag, value),
            Value::UInt(value) => out.uint(tag, value),
            Value::Bool(value) => out.bool(tag, value),
            Value::Float32(value) => out.f32(tag, value),
            Value::Float64(value) => out.f64(tag, value),
            Value::Utf8(value) => out.utf8(tag, value),
            Value::Octets(value) => out.octets(tag, value),
            Value::Null => out.null(tag),
            Value::Structure => out.start_structure(tag),
            Value::Array => out.start_array(tag),
            Value::List => out.start_list(tag),
            Value::EndOfContainer => out.end(),
        }
        .unwrap();
    }
    out.finish().unwrap().to_vec()
}
