//! Generates Rust from Matter cluster XML, in either of its two dialects.
//!
//! Build scripts use [`Builder`], everybody else the command line (feature `cli`). Below them, [`pipeline::run`] goes the
//! whole way on one screen:
//!
//! ```text
//! input -> xml -> zap | spec -> syntax -> resolve -> model -> emit -> output
//! ```
//!
//! What parses knows XML, the [`model`] knows Matter, [`emit`] knows Rust, and nothing knows two of them. Whatever is wrong
//! with the input is collected as [`diagnostics`], and as long as one of them is an error nothing is written, unless the task says
//! to keep going without what is faulty.
#![forbid(unsafe_code)]

mod builder;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
#[cfg(feature = "decode")]
pub mod decode;
pub mod diagnostics;
mod dialect;
pub mod diff;
pub mod emit;
pub mod fingerprint;
pub mod history;
pub mod input;
pub mod lint;
pub mod model;
pub mod naming;
pub mod output;
pub mod overrides;
mod parallel;
pub mod pipeline;
pub mod read;
pub mod reference;
pub mod renames;
pub mod resolve;
pub mod selector;
pub mod session;
mod similar;
#[cfg(feature = "site")]
pub mod site;
pub mod source;
mod spec;
pub mod syntax;
mod xml;
mod zap;

pub use builder::{Builder, Error, Incomplete, Report};
