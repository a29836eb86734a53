//! What the fuzz targets do with their input: each target is one call into a module of its name, but for those of RADIUS and EAP,
//! which are all in their files.
//!
//! Nothing here is for anybody else, so a finding is a panic that says what was wrong.

pub mod config;
pub mod decoders;
pub mod dispatch;
mod folder;
mod generated;
pub mod identity;
pub mod independent;
pub mod nass;
pub mod tlv_reader;
pub mod xml;
