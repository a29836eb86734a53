//! What clustergen makes of `greenhouse.xml`: a made-up cluster with one of everything that behaves in a way of its own.
#![no_std]
#![forbid(unsafe_code)]
#![allow(clippy::missing_errors_doc, reason = "what a method of a server may refuse is its implementation's")]

include!(concat!(env!("OUT_DIR"), "/clusters/mod.rs"));
