//! TLV as a tree with offsets, as far as the bytes go.

use matter_tlv::{Error, Reader, Tag, Value};

/// What could be read.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    /// The first element.
    pub(super) root: Option<Element<'a>>,
    /// Where the bytes stop being TLV, and why.
    pub(super) broken: Option<Error>,
    /// The offset of what is behind the first element, if anything is.
    pub(super) trailing: Option<usize>,
    /// How many bytes there are.
    pub(super) length: usize,
}

impl Parsed<'_> {
    /// Behind this byte nothing could be read.
    pub(super) fn broken_at(&self) -> Option<usize> {
        self.broken.map(|error| error.offset)
    }
}

/// One element with all that is in it.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) offset: usize,
    pub(super) tag: Tag,
    pub(super) value: Value<'a>,
    pub(super) members: Vec<Element<'a>>,
    /// Where the end of the container stands.
    pub(super) end: Option<usize>,
}

/// Reads the first element of the bytes, and looks whether there is more.
pub(super) fn parse(bytes: &[u8]) -> Parsed<'_> {
    let mut reader = Reader::new(bytes);
    let mut open: Vec<Element<'_>> = Vec::new();
    let mut parsed = Parsed { root: None, broken: None, trailing: None, length: bytes.len() };
    while parsed.root.is_none() {
        let offset = reader.offset();
        let done = match reader.next() {
            Ok(Some(element)) if element.value == Value::EndOfContainer => open.pop().map(|mut container| {
                container.end = Some(offset);
                container
            }),
            Ok(Some(element)) => {
                let read = Element {
                    offset,
                    tag: element.tag,
                    value: element.value,
                    members: Vec::new(),
                    end: None,
                };
                if element.ty().is_container() {
                    open.push(read);
                    continue;
                }
                Some(read)
            }
            Ok(None) => break,
            Err(error) => {
                parsed.broken = Some(error);
                break;
            }
        };
        if let Some(done) = done {
            parsed.root = put(&mut open, done);
        }
    }
    // What was open when the bytes ended or broke stays as it is, without an end.
    while let Some(unfinished) = open.pop() {
        parsed.root = put(&mut open, unfinished);
    }
    let rest = reader.offset();
    parsed.trailing = (parsed.broken.is_none() && rest < bytes.len()).then_some(rest);
    parsed
}

/// Puts an element into the innermost open container; gives it back if there is none.
fn put<'a>(open: &mut [Element<'a>], element: Element<'a>) -> Option<Element<'a>> {
    match open.last_mut() {
        Some(container) => {
            container.members.push(element);
            None
        }
        None => Some(element),
    }
}
