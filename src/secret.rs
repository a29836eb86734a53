//! The Network Administrator Shared Secret (NASS).
//!
//! Administrators of a network share one secret, from which the network's own identity is derived: whoever has the
//! secret can set up another access point of the same network. It comes as Matter TLV, with the time at which it was
//! made; the later one wins.
//!
//! ```
//! use netim::{crypto::RustCrypto, secret::Nass};
//!
//! let nass = Nass::decode_base64("FSQBACYCgHXoMDADIAAA+TEST+VECTOR+AoPhgYAAAAAUxWnjRzQJQUERWcGGA==")?;
//! assert_eq!(format!("{nass:?}"), "Nass { created: 820540800, secret: [redacted] }");
//!
//! let network = nass.secret().network_identity(&RustCrypto)?;
//! assert_eq!(network.identifier().to_string(), "efa8ce8739f9cffd6dfbd208a406f77b9b5ba8ce");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is protected
//!
//! [`RawSecret`] and [`Nass`] are zeroized when dropped, never print what they hold, and have no `==`: they are
//! compared by [`subtle::ConstantTimeEq`]. Encodings go to the caller's buffer, which should be
//! [`zeroize::Zeroizing`]. Moving a value in memory may leave a copy behind on the stack that nobody zeroizes; that Rust
//! cannot prevent, but [`on_wiped_stack`] cleans up.

mod derive;
mod nass;
mod raw;
mod stack;
mod text;

pub(crate) use self::stack::leaving_no_trace;
pub use self::{
    derive::{DeriveError, MAX_CANDIDATES},
    nass::{Nass, NassError},
    raw::RawSecret,
    stack::on_wiped_stack,
    text::NassTextError,
};
pub use crate::identity::PemError;
