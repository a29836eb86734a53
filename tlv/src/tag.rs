//! Tags: what names an element inside its container.

use core::fmt;

/// The name of an element.
///
/// How many bytes a number takes on the wire is not part of the tag: a tag read from a wide form and
/// written again takes the smallest form that holds it.
///
/// Printed, a tag reads `1` (context-specific), `Matter::1` (common profile), `implicit::1` or
/// `65521::57069:1` (vendor, profile, tag).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
// With a whole word for the kind, moving a tag is moving words; with a byte, compilers move what is
// left of the first word in overlapping pieces, which doubles the time `Reader` takes.
#[repr(u32)]
pub enum Tag {
    /// No tag: an element of an array, or a whole value of its own.
    Anonymous,
    /// A number that the surrounding structure or list gives its meaning.
    Context(u8),
    /// A number from the Matter common profile.
    Common(u32),
    /// A number from a profile that both sides know without naming it.
    Implicit(u32),
    /// A number from a vendor's profile.
    FullyQualified {
        /// Who defines the profile.
        vendor: u16,
        /// Which of the vendor's profiles.
        profile: u16,
        /// The number within the profile.
        tag: u32,
    },
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Anonymous => f.write_str("anonymous"),
            Self::Context(tag) => write!(f, "{tag}"),
            Self::Common(tag) => write!(f, "Matter::{tag}"),
            Self::Implicit(tag) => write!(f, "implicit::{tag}"),
            Self::FullyQualified { vendor, profile, tag } => write!(f, "{vendor}::{profile}:{tag}"),
        }
    }
}
