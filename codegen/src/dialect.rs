//! What the readers of both dialects share: access to elements that knows what can be wrong, numbers, conformance, and
//! the check of everything that a dialect does not know.

pub(crate) mod access;
pub(crate) mod conformance;
pub(crate) mod number;
pub(crate) mod vocabulary;
