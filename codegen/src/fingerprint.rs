//! A fingerprint of the inputs, recorded in the header of what is generated from them.
//!
//! It is FNV-1a with 64 bits (offset basis `0xcbf29ce484222325`, prime `0x100000001b3`) over, for every file in the order
//! of its name (compared as bytes; files of one name in the order of their contents):
//!
//! 1. the name: the path below the input folder with `/` between its parts, in UTF-8;
//! 2. a zero byte;
//! 3. the content, with every CR LF taken for LF, so that a checkout on Windows has the same fingerprint;
//! 4. a zero byte (XML has none, so the end of a content is unmistakable).
//!
//! The files are all that [`crate::input`] finds, whether or not their clusters and releases are selected. The `build.rs`
//! of `netim` does the same over `clusters-xml/` without depending on this crate.

/// The fingerprint of files, given as name and content, in the order of their names.
pub fn fingerprint<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for (name, content) in files {
        hash = add(hash, name);
        hash = add(hash, "\0");
        for (count, line) in content.split("\r\n").enumerate() {
            hash = add(hash, if count == 0 { "" } else { "\n" });
            hash = add(hash, line);
        }
        hash = add(hash, "\0");
    }
    hash
}

fn add(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers_of_fnv_1a() {
        assert_eq!(fingerprint([]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(add(fingerprint([]), "a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(add(fingerprint([]), "foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn names_contents_and_their_bounds_count() {
        let one = fingerprint([("a.xml", "<a/>")]);
        assert_ne!(one, fingerprint([("b.xml", "<a/>")]));
        assert_ne!(one, fingerprint([("a.xml", "<b/>")]));
        assert_ne!(one, fingerprint([("a.xml<", "a/>")]));
        assert_ne!(one, fingerprint([("a.xml", ""), ("<a/>", "")]));
    }

    #[test]
    fn line_ends_do_not_count() {
        let unix = fingerprint([("a.xml", "<a>\n\n</a>\n")]);
        assert_eq!(unix, fingerprint([("a.xml", "<a>\r\n\r\n</a>\r\n")]));
        assert_ne!(unix, fingerprint([("a.xml", "<a>\r\r</a>\r")]), "a lone CR is not the end of a line");
    }
}
