//! A RADIUS server that lets the clients of [netim]'s table onto the network, by EAP-TLS 1.3 (RFC 9190).
//!
//! Access points and switches ask it whom to let in. It looks at the tables as they are now: a client that was added
//! is let in, one that was removed is not, and is disconnected where it is.
//!
//! ```no_run
//! use std::sync::{Arc, Mutex};
//!
//! use netim::clients::HashSeed;
//! use netim::clock::SystemClock;
//! use netim::crypto::Ring;
//! use netim::key_store::{KeyFile, SoftwareKeyStore};
//! use netim::manager::{Manager, Parts};
//! use netim::storage::redb::RedbStorage;
//! use netim::tables::Tables;
//! use netim_authenticator::{Options, RadiusAuthenticator, nas};
//!
//! let radius = RadiusAuthenticator::new(Options::new(nas::read("radius-clients".as_ref())?))?;
//! let parts = Parts {
//!     storage: RedbStorage::open_or_create("netim.redb", 500)?,
//!     key_store: SoftwareKeyStore::open(KeyFile::open("netim.keys")?)?,
//!     verifier: Ring,
//!     authenticator: radius.follower(),
//!     clock: SystemClock::new(),
//! };
//! let tables = Box::new(Tables::<500>::new(HashSeed::from_os()?));
//! let manager = Arc::new(Mutex::new(Manager::<(_, _, _, _, _), _, 500>::start(parts, tables)?));
//! let server = radius.serve(&["192.0.2.10:1812".parse()?, "[2001:db8::10]:1812".parse()?], manager)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | room | holds |
//! |---|---|
//! | [`packet`] | RADIUS packets |
//! | [`nas`] | who may ask, with which secret |
//! | [`eap`] | EAP packets, and messages of TLS in fragments |
//! | [`tls`] | the one cipher suite, the server's key, which certificates count |
//! | `session` | from the EAP identity to the answer |
//! | `service`, `server` | datagrams in, datagrams out; sockets and threads |
//! | `contract` | following the tables, reporting who has authenticated |
//! | `disconnect` | ending the stay of those who are removed |
//! | [`report`] | lines, counters, reasons |
#![forbid(unsafe_code)]

mod contract;
mod disconnect;
pub mod eap;
pub mod nas;
mod options;
pub mod packet;
pub mod report;
mod server;
mod service;
mod session;
pub mod tls;

pub use self::{
    contract::{Follower, Owner},
    disconnect::SightingsError,
    options::{Options, StartError},
    report::{Authentication, Counters, Outcome, Reason},
    server::{RadiusAuthenticator, Server},
    session::{Limits, Station},
};
