//! An attempt to get in: from the EAP identity to `Access-Accept` or `Access-Reject`.

mod fragment_size;
mod machine;
mod station;
mod table;

pub(crate) use self::{
    fragment_size::fragment_size,
    machine::{Opening, Session, Step},
    table::{Sessions, State, Taken},
};
pub use self::{station::Station, table::Limits};
