//! What the programs have in common: the state of a small server, and how they are asked.
//!
//! Each is asked on its standard input and answers on its standard output, so that a test can see that all give the same
//! answers. Without a cluster that is the program `nothing`; what the others have more is what the cluster costs.
//!
//! | program | the cluster |
//! |---|---|
//! | `nothing` | none |
//! | `ours` | as clustergen generates it |
//! | `theirs` | as rs-matter ships it |
//! | `theirs_checked` | the same, and by hand the checks that ours has |
#![forbid(unsafe_code)]

mod line;
mod state;
#[cfg(feature = "rs-matter")]
pub mod theirs;

pub use line::{Operation, Request, serve};
pub use state::{Client, State};
