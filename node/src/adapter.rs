//! The cluster on the [rs-matter](https://docs.rs/rs-matter) stack: for every Matter application in Rust.
//!
//! The stack knows sessions, fabrics, access control and messages; [`netim`] knows the cluster. Between them is a
//! [`Handler`], which takes the bytes of a request from the one to the other and the answer back:
//!
//! ```text
//! rs-matter  --- path, requester, TLV -->  Handler  --- Context, bytes -->  netim::wire
//!            <-- TLV, status, changes ---           <-- bytes, Status, Changed ---
//! ```
//!
//! Raw bytes, and no types of the stack's own code generator in between: so the layout of either
//! [`Release`](netim::wire::Release) can be spoken, and every status is the one that netim answers with, those that the
//! stack's error type lacks included.
//!
//! - [`Server`] holds the manager behind a lock, for the stack, an authenticator and whoever else wants it. What waits
//!   for a disk is carried out by a thread of its own. It is the [`Owner`](netim_authenticator::Owner) for a RADIUS server
//!   in the same process.
//! - [`Handler`] is mounted in the stack's chain of handlers, on the endpoint of the Network Infrastructure Manager.
//! - [`ClusterDescription`] is what the stack wants to know about the cluster, from the metadata of the release.
//! - [`LogGuard`] keeps what the stack would log of messages from being logged: the secret of administrators is in them.
//!
//! How these are put together with the least that a node needs is shown in `examples/minimal.rs`.

mod cursors;
mod description;
mod handler;
mod invoke;
mod log_guard;
mod owner;
mod read;
mod requester;
mod server;
mod status;
#[cfg(test)]
mod tests;
mod worker;

pub use self::{
    description::{ClusterDescription, DEVICE_TYPE},
    handler::Handler,
    log_guard::{LogGuard, may_be_logged},
    server::{Locked, Parcel, Server, Stopped},
};
