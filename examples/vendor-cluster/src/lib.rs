//! A vendor's own cluster, end to end: the XML in `clusters/` becomes Rust while this crate is built, [`machine`]
//! serves it, and [`loopback`] lets a generated client talk to that server without a network.
#![forbid(unsafe_code)]

pub mod loopback;
pub mod machine;

/// What clustergen made of the XML.
#[allow(clippy::pedantic, reason = "generated code follows the generator's style, not this workspace's")]
pub mod clusters {
    include!(concat!(env!("OUT_DIR"), "/clusters/mod.rs"));
}
