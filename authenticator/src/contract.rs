//! The authenticator's end of netim's contract.
//!
//! The tables are the manager's, which one lock protects ([`Owner`]). Packets must not wait for that lock while a
//! command is being made durable, so what handshakes ask for all the time is kept here too, and follows the tables
//! event by event: [`Live`]. The lock is taken for one signature in each handshake, and by a thread that reports who
//! has authenticated.

mod follower;
mod live;
mod owner;
mod unreported;

pub use self::{follower::Follower, owner::Owner};
pub(crate) use self::{
    live::{Live, Network},
    owner::OwnerSlot,
    unreported::Unreported,
};
