//! The table of access points.

use std::{net::IpAddr, sync::Arc};

use thiserror::Error;

use super::{Prefix, Secret};

/// An access point, or all those of a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nas {
    /// Where it asks from.
    pub prefix: Prefix,
    /// What it shares with the server.
    pub secret: Secret,
    /// The port where it takes `Disconnect-Request`s (RFC 5176), if it does.
    pub das_port: Option<u16>,
}

/// All that may ask.
#[derive(Clone, Debug, Default)]
pub struct NasClients {
    /// Longest prefix first.
    entries: Vec<Arc<Nas>>,
}

impl NasClients {
    /// Nobody yet.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Adds one.
    ///
    /// # Errors
    ///
    /// [`SamePrefix`] if there is one with this very prefix.
    pub fn add(&mut self, nas: Nas) -> Result<(), SamePrefix> {
        if self.entries.iter().any(|entry| entry.prefix == nas.prefix) {
            return Err(SamePrefix);
        }
        let place = self.entries.partition_point(|entry| entry.prefix.length() >= nas.prefix.length());
        self.entries.insert(place, Arc::new(nas));
        Ok(())
    }

    /// The one with this address: with the longest prefix that contains it.
    pub fn find(&self, address: IpAddr) -> Option<&Arc<Nas>> {
        self.entries.iter().find(|entry| entry.prefix.contains(address))
    }

    /// All, longest prefix first.
    pub fn iter(&self) -> impl Iterator<Item = &Nas> {
        self.entries.iter().map(AsRef::as_ref)
    }
}

/// There is one with this prefix already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this address or prefix has a line already")]
pub struct SamePrefix;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_counts() {
        let mut clients = NasClients::new();
        let nas = |prefix: &str| Nas {
            prefix: prefix.parse().unwrap(),
            secret: Secret::new(prefix.as_bytes().to_vec()),
            das_port: None,
        };
        for prefix in ["0.0.0.0/0", "192.0.2.0/24", "192.0.2.1", "2001:db8::/32"] {
            clients.add(nas(prefix)).unwrap();
        }
        assert_eq!(clients.add(nas("192.0.2.0/24")), Err(SamePrefix));
        let found = |address: &str| clients.find(address.parse().unwrap()).map(|nas| nas.prefix.to_string());
        assert_eq!(found("192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(found("192.0.2.2").as_deref(), Some("192.0.2.0/24"));
        assert_eq!(found("198.51.100.1").as_deref(), Some("0.0.0.0/0"));
        assert_eq!(found("2001:db8::7").as_deref(), Some("2001:db8::/32"));
        assert_eq!(found("2001:db9::7"), None);
    }
}
