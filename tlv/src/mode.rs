//! How thoroughly decoders read.

use core::fmt::Debug;

/// How thoroughly a decoder reads: [`Quick`] or [`Thorough`].
///
/// Nearly everything that Matter sends has one form: members in the order of their tags, none that is unknown, short strings. A
/// decoder that expects nothing else has no functions to call for the rest, so that all it knows stays in registers, and
/// takes a third to four fifths of the time. So structures are read quickly first, and if that fails again, thoroughly. Both decoders
/// come from one source, a [`decode`](crate::Decode::decode) that is generic over this.
pub trait Mode: Copy + Debug + Eq + sealed::Sealed {
    /// Whether an error only means that somebody has to look thoroughly.
    const IS_QUICK: bool;
}

/// Expects the usual form. What it returns is right; an error means only that this may be another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quick;

/// Takes everything that is allowed, and an error says what is wrong and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thorough;

impl Mode for Quick {
    const IS_QUICK: bool = true;
}

impl Mode for Thorough {
    const IS_QUICK: bool = false;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Quick {}
    impl Sealed for super::Thorough {}
}
