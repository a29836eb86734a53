//! Status codes of the interaction model (Matter specification, section 8.10).

use core::fmt;

/// A status code of the interaction model. Open: codes that are not listed here survive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusCode(pub u8);

macro_rules! status_codes {
    ($($(#[$doc:meta])* $name:ident = $value:literal;)*) => {
        impl StatusCode {
            $($(#[$doc])* pub const $name: Self = Self($value);)*

            /// Every code that has a name, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in the specification, if the code has one.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some(stringify!($name)),)*
                    _ => None,
                }
            }
        }
    };
}

status_codes! {
    /// The operation was successful.
    SUCCESS = 0x00;
    /// The operation failed for a reason that no other code names.
    FAILURE = 0x01;
    /// The subscription id is not one of the active ones.
    INVALID_SUBSCRIPTION = 0x7D;
    /// The subject lacks the privilege, or the session is of the wrong kind.
    UNSUPPORTED_ACCESS = 0x7E;
    /// The endpoint does not exist.
    UNSUPPORTED_ENDPOINT = 0x7F;
    /// The action is malformed, has unknown fields or is not expected now.
    INVALID_ACTION = 0x80;
    /// The cluster has no such command.
    UNSUPPORTED_COMMAND = 0x81;
    /// The fields of a command are malformed, missing or of the wrong type.
    INVALID_COMMAND = 0x85;
    /// The cluster has no such attribute.
    UNSUPPORTED_ATTRIBUTE = 0x86;
    /// A value is outside of its limits.
    CONSTRAINT_ERROR = 0x87;
    /// The attribute cannot be written.
    UNSUPPORTED_WRITE = 0x88;
    /// There is no room for what is asked.
    RESOURCE_EXHAUSTED = 0x89;
    /// What is asked for does not exist.
    NOT_FOUND = 0x8B;
    /// The attribute cannot be reported.
    UNREPORTABLE_ATTRIBUTE = 0x8C;
    /// A written value is not of the attribute's type.
    INVALID_DATA_TYPE = 0x8D;
    /// The attribute cannot be read.
    UNSUPPORTED_READ = 0x8F;
    /// The data version is not the one that was asked for.
    DATA_VERSION_MISMATCH = 0x92;
    /// The operation took too long.
    TIMEOUT = 0x94;
    /// The node id of the path is not this node's.
    UNSUPPORTED_NODE = 0x9B;
    /// The receiver is busy.
    BUSY = 0x9C;
    /// The access is restricted by the vendor.
    ACCESS_RESTRICTED = 0x9D;
    /// The endpoint has no such cluster.
    UNSUPPORTED_CLUSTER = 0xC3;
    /// There is no upstream subscription.
    NO_UPSTREAM_SUBSCRIPTION = 0xC5;
    /// The operation must be timed and was not.
    NEEDS_TIMED_INTERACTION = 0xC6;
    /// The cluster has no such event.
    UNSUPPORTED_EVENT = 0xC7;
    /// Too many paths.
    PATHS_EXHAUSTED = 0xC8;
    /// The message and its action disagree about being timed.
    TIMED_REQUEST_MISMATCH = 0xC9;
    /// The operation needs an armed fail-safe.
    FAILSAFE_REQUIRED = 0xCA;
    /// Not now: the state does not allow it.
    INVALID_IN_STATE = 0xCB;
    /// A command of a batch got no response.
    NO_COMMAND_RESPONSE = 0xCC;
    /// The terms and conditions have changed and must be accepted.
    TERMS_AND_CONDITIONS_CHANGED = 0xCD;
    /// The node must be maintained first.
    MAINTENANCE_REQUIRED = 0xCE;
    /// A value is outside of limits that depend on the state.
    DYNAMIC_CONSTRAINT_ERROR = 0xCF;
    /// It exists already.
    ALREADY_EXISTS = 0xD0;
    /// The operation cannot be done over this transport.
    INVALID_TRANSPORT_TYPE = 0xD1;
}

impl fmt::Debug for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "StatusCode(0x{:02X})", self.0),
        }
    }
}

/// `NOT_FOUND (0x8B)`
impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (0x{:02X})", self.name().unwrap_or("status"), self.0)
    }
}

/// What an operation ends with: a status code, and the cluster's own code where the cluster defines one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status {
    /// The code of the interaction model.
    pub code: StatusCode,
    /// The cluster's code, one of its `StatusCodeEnum`.
    pub cluster: Option<u8>,
}

impl Status {
    /// A failure with a code of the cluster's own.
    pub const fn of_cluster(cluster: u8) -> Self {
        Self { code: StatusCode::FAILURE, cluster: Some(cluster) }
    }
}

impl From<StatusCode> for Status {
    fn from(code: StatusCode) -> Self {
        Self { code, cluster: None }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        self.cluster.map_or(Ok(()), |cluster| write!(f, ", cluster status 0x{cluster:02X}"))
    }
}

impl core::error::Error for Status {}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;

    use super::*;

    #[test]
    fn codes_have_names_and_unknown_ones_survive() {
        assert_eq!(format!("{:?}", StatusCode::NEEDS_TIMED_INTERACTION), "NEEDS_TIMED_INTERACTION");
        assert_eq!(format!("{}", StatusCode::NOT_FOUND), "NOT_FOUND (0x8B)");
        assert_eq!(format!("{:?}", StatusCode(0x42)), "StatusCode(0x42)");
        assert_eq!(format!("{}", Status::of_cluster(2)), "FAILURE (0x01), cluster status 0x02");
    }

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(StatusCode::ALL.is_sorted_by(|a, b| a < b));
    }
}
