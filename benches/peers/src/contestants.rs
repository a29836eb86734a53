//! Those who encode and decode, each in its own words.
//!
//! An encoder gets the records and a buffer, writes to the front of it and returns how much it wrote. A decoder gets the bytes
//! and hands over each client. All are as fast as their users can have them without leaving their documented ways.

pub(crate) mod any_order;
pub(crate) mod by_hand;
#[cfg(feature = "matc")]
pub(crate) mod matc;
pub(crate) mod memcpy;
pub(crate) mod ours;
#[cfg(feature = "rs-matter")]
pub(crate) mod rs_matter;
