//! What happened: who was let in, who was not and why, and how long it took.
//!
//! Each attempt that ends, well or not, is a structured line by [`tracing`], a step in the [`Counters`], and an
//! [`Authentication`] for whoever listens.

mod authentication;
mod counters;
mod discards;
mod reason;
mod reports;

pub(crate) use self::reports::{Listener, Reports};
pub use self::{
    authentication::{Authentication, Outcome},
    counters::{Counters, HandshakeTime},
    discards::Discard,
    reason::Reason,
};
