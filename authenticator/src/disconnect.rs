//! Ending the stay of clients that are removed.
//!
//! That a client is refused from now on does not end its association: an access point must be told (RFC 5176). All
//! clients of a network have the same user name, so the station is named by its `Calling-Station-Id`, which is noted
//! with the access point whenever a client is let in: its [`Sightings`]. They are kept in a file, so that a client that
//! is removed while nobody listens is disconnected at the next start.

mod disconnector;
mod file;
mod order;
mod sightings;

pub use self::file::SightingsError;
pub(crate) use self::{
    disconnector::Disconnector,
    sightings::{Cause, Ordered, Place, Sightings},
};
