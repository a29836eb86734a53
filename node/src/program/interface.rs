//! The network interface on which the node announces itself.

use std::net::{Ipv4Addr, Ipv6Addr};

use rs_matter::dm::networks::unix::{UnixNetif, UnixNetifs};

use super::fault::Fault;

/// An interface with its addresses as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Interface {
    pub(super) name: String,
    pub(super) index: u32,
    pub(super) ipv4: Option<Ipv4Addr>,
    pub(super) ipv6: Vec<Ipv6Addr>,
    /// Its hardware address in hexadecimal digits, which is the name of the host for mDNS.
    pub(super) host: String,
}

/// The interfaces of the system.
fn all() -> Result<Vec<UnixNetif>, Fault> {
    UnixNetifs.get().map_err(|error| Fault::from_error("listing the network interfaces", error))
}

/// Refuses an interface that the system does not have.
pub(super) fn check(name: &str) -> Result<(), Fault> {
    let all = all()?;
    if all.iter().any(|interface| interface.name == name) {
        return Ok(());
    }
    let names: Vec<_> = all.iter().map(|interface| interface.name.as_str()).collect();
    Err(Fault::new(format!("there is no network interface `{name}`"))
        .help(format!("the system has {}", names.join(", "))))
}

/// The interface to use now: the one that is wanted, or else the first one with a link that is not the loopback. `None`
/// while it has no address.
pub(super) fn find(wanted: Option<&str>) -> Result<Option<Interface>, Fault> {
    let interfaces = all()?;
    let fits = |interface: &&UnixNetif| match wanted {
        Some(name) => interface.name == name,
        None => interface.operational && !is_loopback(interface) && !interface.ipv6addrs.is_empty(),
    };
    let found = interfaces.iter().find(fits).filter(|interface| !interface.ipv6addrs.is_empty());
    Ok(found.map(Interface::new))
}

fn is_loopback(interface: &UnixNetif) -> bool {
    interface.ipv6addrs.iter().any(Ipv6Addr::is_loopback)
        || interface.ipv4addrs.iter().any(Ipv4Addr::is_loopback)
}

impl Interface {
    fn new(interface: &UnixNetif) -> Self {
        // Six bytes, and room for longer ones of other networks.
        let hardware = interface.hw_addr.get(..6).unwrap_or_default();
        Self {
            name: interface.name.clone(),
            index: interface.netif_index,
            ipv4: interface.ipv4addrs.first().copied(),
            ipv6: interface.ipv6addrs.clone(),
            host: base16ct::upper::encode_string(hardware),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interface_that_is_missing_is_named_with_those_that_are_there() {
        assert_eq!(check("lo"), Ok(()));
        let fault = check("no-such-if").unwrap_err().to_string();
        assert!(fault.contains("no-such-if") && fault.contains("lo"), "{fault}");
    }
}
