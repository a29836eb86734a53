//! The same formats read another way: by recursion into trees, with everything copied, straight from the specification's
//! tables. Slow and simple; what the crates under test say has to agree with it.

pub mod encoding;
pub mod identity;
pub mod nass;
pub mod tlv;

/// A text with line feeds at the ends of its lines. RFC 7468 allows carriage returns alone; not every parser does.
pub fn in_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
