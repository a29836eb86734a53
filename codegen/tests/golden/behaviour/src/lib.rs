//! What clustergen makes of `greenhouse.xml`, a made-up cluster with one of everything that behaves in a way of its own, and of
//! the fixtures.
#![no_std]
#![forbid(unsafe_code)]
#![allow(clippy::ref_option_ref, reason = "of what serde derives")]
#![allow(clippy::missing_errors_doc, reason = "what a method of a server may refuse is its implementation's")]

#[doc(hidden)]
pub mod fixtures {
    include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
}

include!(concat!(env!("OUT_DIR"), "/clusters/mod.rs"));

// The list of all types as a macro, for packages beside this one. Who uses it has `Item`, `Shape`, `Field`, `take` and `own`
// in scope.
include!(concat!(env!("OUT_DIR"), "/every_type_exported.rs"));
