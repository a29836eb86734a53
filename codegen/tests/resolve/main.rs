//! The resolver, from XML to the model.

#![cfg(test)]

mod agreement;
mod cluster_0x0450;
mod codes;
mod corpus;
mod order;
mod overrides;
mod quirks;
mod support;
