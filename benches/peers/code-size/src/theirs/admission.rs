//! What the interaction model of `rs-matter` checks before it calls a handler, from the metadata of its generated cluster.
//!
//! Its own functions for this are private and look up access control lists; here the privilege is known, as it is in ours.

use rs_matter::dm::clusters::decl::network_identity_management::FULL_CLUSTER;
use rs_matter::dm::{Access, Privilege};

use crate::{Operation, Request};

/// Whether there is such an attribute or command, and who asks may have it, and asks as it must be asked for.
pub(super) fn is_admitted(request: &Request<'_>) -> bool {
    let privilege = match request.privilege {
        1 => Privilege::VIEW,
        2 => Privilege::OPERATE,
        3 => Privilege::MANAGE,
        _ => Privilege::ADMIN,
    };
    match request.operation {
        Operation::Read => {
            let found = FULL_CLUSTER.attributes.iter().find(|attribute| attribute.id == request.id);
            found.is_some_and(|attribute| attribute.access.is_ok(Access::READ, privilege))
        }
        Operation::Invoke => {
            let found = FULL_CLUSTER.commands.iter().find(|command| command.id == request.id);
            found.is_some_and(|command| {
                let in_time = request.timed || !command.access.contains(Access::TIMED_ONLY);
                in_time && command.access.is_ok(Access::WRITE, privilege)
            })
        }
    }
}
