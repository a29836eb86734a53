//! Which attributes changed.

/// The attributes that a command has changed, for those who subscribe to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use = "subscribers wait for it"]
pub struct Changed {
    /// `ActiveNetworkIdentities`.
    pub active_network_identities: bool,
    /// `Clients`.
    pub clients: bool,
}

impl Changed {
    /// Whether nothing did.
    pub const fn is_empty(self) -> bool {
        !self.active_network_identities && !self.clients
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_empty_if_neither_has_changed() {
        for active_network_identities in [false, true] {
            for clients in [false, true] {
                let changed = Changed { active_network_identities, clients };
                assert_eq!(changed.is_empty(), changed == Changed::default(), "{changed:?}");
            }
        }
    }
}
