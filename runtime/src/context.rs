//! Who asks, and how.

use crate::{FabricIndex, Privilege};

/// How the requester proved who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthMode {
    /// By the passcode, while commissioning. There may be no fabric yet.
    Pase,
    /// By a certificate of its fabric.
    Case,
    /// By a group key.
    Group,
}

/// The interaction that a read, a write or an invoke is part of.
///
/// The stack fills it in from the session and from its access control list; generated dispatch looks at it before a
/// server's method is called, and the method may look at it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The accessing fabric; `None` over PASE before there is one.
    pub fabric_index: Option<FabricIndex>,
    /// How the requester proved who it is.
    pub auth_mode: AuthMode,
    /// The requester: a node id, or a group id for [`AuthMode::Group`]; 0 over PASE.
    pub subject: u64,
    /// The highest privilege that the requester is granted on the path.
    pub privilege: Privilege,
    /// Whether the interaction is timed.
    pub timed: bool,
    /// Whether only data of the accessing fabric is wanted (`FabricFiltered` of a read).
    pub fabric_filtered: bool,
}

impl Context {
    /// A requester on a CASE session of a fabric, with a privilege; not timed, fabric-filtered.
    pub const fn case(fabric_index: FabricIndex, subject: u64, privilege: Privilege) -> Self {
        Self {
            fabric_index: Some(fabric_index),
            auth_mode: AuthMode::Case,
            subject,
            privilege,
            timed: false,
            fabric_filtered: true,
        }
    }

    /// A commissioner on a PASE session: it administers, and has no fabric yet.
    pub const fn pase() -> Self {
        Self {
            fabric_index: None,
            auth_mode: AuthMode::Pase,
            subject: 0,
            privilege: Privilege::Administer,
            timed: false,
            fabric_filtered: true,
        }
    }

    /// The same within a timed interaction.
    #[must_use]
    pub const fn timed(self) -> Self {
        Self { timed: true, ..self }
    }
}
