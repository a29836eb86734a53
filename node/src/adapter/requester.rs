//! Who asks.

use clustergen_runtime::{AuthMode, Context, Privilege};
use rs_matter::{
    acl::{self, Accessor},
    error::{Error, ErrorCode},
};

/// What dispatch wants to know about the requester.
///
/// The stack has compared the privilege with the one that the description demands, and looked for the timed interaction,
/// before it asks the handler, which it does not tell about either: so both are there. It does not tell the id of a
/// group; that is 0.
pub(super) fn context(accessor: &Accessor<'_>, fabric_filtered: bool) -> Result<Context, Error> {
    let auth_mode = match accessor.auth_mode() {
        Some(acl::AuthMode::Pase) => AuthMode::Pase,
        Some(acl::AuthMode::Case) => AuthMode::Case,
        Some(acl::AuthMode::Group) => AuthMode::Group,
        None => return Err(ErrorCode::UnsupportedAccess.into()),
    };
    Ok(Context {
        // Over PASE there may be none yet.
        fabric_index: accessor.fab_idx().ok(),
        auth_mode,
        subject: accessor.peer_node_id().unwrap_or(0),
        privilege: Privilege::Administer,
        timed: true,
        fabric_filtered,
    })
}
