//! Who may ask: the access points and switches (network access servers, NAS), each with its secret.

mod address;
mod clients;
mod file;
mod line;
mod secret;

pub use self::{
    address::{Prefix, PrefixError},
    clients::{Nas, NasClients, SamePrefix},
    file::{FileError, read},
    line::{LineError, LineFault},
    secret::Secret,
};
