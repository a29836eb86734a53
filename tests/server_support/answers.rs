//! Answers as bytes.

use netim::manager::Changed;
use netim::runtime::StatusCode;

use super::requests::FIELDS;
use super::tlv;

/// What an invoke came to, or the status that refused it.
pub(crate) type Answer = Result<Done, StatusCode>;

/// What a command that was not refused did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Done {
    /// The number of the response and its fields; `None` for status `SUCCESS`.
    pub(crate) response: Option<(u32, Vec<u8>)>,
    /// The attributes that changed.
    pub(crate) changed: Changed,
}

pub(crate) const NOTHING: Changed = Changed { active_network_identities: false, clients: false };
pub(crate) const CLIENTS: Changed = Changed { clients: true, ..NOTHING };
pub(crate) const NETWORK_IDENTITIES: Changed = Changed { active_network_identities: true, ..NOTHING };
pub(crate) const BOTH: Changed = Changed { active_network_identities: true, clients: true };

/// Status `SUCCESS`.
#[expect(clippy::unnecessary_wraps, reason = "one of several answers")]
pub(crate) fn success(changed: Changed) -> Answer {
    Ok(Done { response: None, changed })
}

/// `AddClientResponse`.
pub(crate) fn client_index(index: u16, changed: Changed) -> Answer {
    response(0x01, tlv::uint(Some(0), index.into()), changed)
}

/// `QueryIdentityResponse`.
pub(crate) fn identity(identity: &[u8]) -> Answer {
    response(0x04, tlv::octets(Some(0), identity), NOTHING)
}

/// `ExportAdminSecretResponse`.
pub(crate) fn admin_secret(nass: &[u8]) -> Answer {
    response(0x42, tlv::octets(Some(0), nass), NOTHING)
}

#[expect(clippy::unnecessary_wraps, reason = "one of several answers")]
fn response(command: u32, field: Vec<u8>, changed: Changed) -> Answer {
    Ok(Done { response: Some((command, tlv::structure(FIELDS, &[field]))), changed })
}
