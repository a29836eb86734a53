//! A Matter Network Infrastructure Manager for Linux: [`netim`] on the [rs-matter](https://docs.rs/rs-matter) stack.
//!
//! Two things are in this crate:
//!
//! - [`adapter`], for whoever has a Matter application in Rust already and wants the cluster Network Identity Management
//!   in it;
//! - [`program`], the program `netim-node`, which is such an application.

pub mod adapter;
pub mod program;
