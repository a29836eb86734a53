//! The reference server of Matter's Network Identity Management cluster (0x0450).
//!
//! The cluster keeps who may join a Wi-Fi network with Per-Device Credentials: the *clients*, each with a key pair and a
//! self-signed identity of its own; the *network identities* that they authenticate the network by; and the secret of
//! the administrators that the network identities are derived from.
//!
//! Pure logic is in the middle, and everything that touches the world is behind a trait:
//!
//! | room | holds |
//! |---|---|
//! | [`identity`] | compact identities, their X.509 form, identifiers |
//! | [`secret`] | the Network Administrator Shared Secret and what is derived from it |
//! | [`crypto`] | P-256 behind a small trait |
//! | [`key_store`] | secrets and key pairs behind handles |
//! | [`clients`], [`network_identities`], [`tables`] | the tables, and changes to them in two steps |
//! | [`storage`] | durable records in atomic transactions: in memory, on disk |
//! | [`authenticator`] | the contract with what lets clients into the network |
//! | [`clock`] | what time it is, if anybody knows |
//! | [`manager`] | the commands: what is checked, in which order, and what changes |
//! | [`wire`] | bytes in, bytes out, in the layout of a release |
//! | [`registrar`] | the other side: what a controller does with the cluster |
//! | [`cluster`] | the generated code of the cluster, a module for each release |
//!
//! The core is `no_std` and allocates nothing. The feature `std` (on by default) adds storage and keys on disk, the
//! system's clock and its randomness; `ring` a faster verification of signatures; `cli` the command-line tool.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "std")]
extern crate std;

pub mod authenticator;
#[cfg(feature = "cli")]
pub mod cli;
pub mod clients;
pub mod clock;
pub mod crypto;
pub mod identity;
pub mod key_store;
pub mod manager;
pub mod network_identities;
pub mod registrar;
pub mod secret;
pub mod storage;
pub mod tables;
pub mod wire;

pub use clustergen_runtime as runtime;

/// The cluster in its releases, as `netim-cluster` has it.
#[cfg(not(feature = "build-time-codegen"))]
pub use netim_cluster as cluster;

/// The cluster in its releases, generated from XML while this crate was built.
#[cfg(feature = "build-time-codegen")]
#[allow(clippy::pedantic, reason = "generated code follows the generator's style, not this workspace's")]
pub mod cluster {
    include!(concat!(env!("OUT_DIR"), "/cluster/mod.rs"));
}

/// The code of the README is compiled and run with the other examples.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// So are the programs of the walk-through.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../docs/walk-through.md")]
struct WalkThrough;
