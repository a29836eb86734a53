//! mDNS: how controllers find the node.

use std::{convert::Infallible, net::Ipv4Addr, time::Duration};

use async_io::Timer;
use futures_lite::future;
use rs_matter::{
    Matter,
    crypto::Crypto,
    transport::network::mdns::builtin::{BuiltinMdns, Host},
};
use tracing::{info, warn};

use super::{
    fault::Fault,
    interface::{self, Interface},
    listen,
};

/// How often to look for an interface that is not there yet.
const SOON: Duration = Duration::from_secs(1);
/// How often to see whether its addresses are still the same.
const LATER: Duration = Duration::from_secs(5);

/// Announces the node and answers who looks for it, always with the addresses that the interface has.
pub(super) async fn run(
    matter: &Matter<'_>,
    crypto: impl Crypto,
    wanted: Option<&str>,
) -> Result<Infallible, Fault> {
    let mut waiting = false;
    loop {
        let Some(interface) = interface::find(wanted)? else {
            if !waiting {
                warn!("no network interface with an IPv6 address{}: waiting for one", named(wanted));
            }
            waiting = true;
            Timer::after(SOON).await;
            continue;
        };
        waiting = false;
        info!(
            "announced on {} with {:?}{}",
            interface.name,
            interface.ipv6,
            interface.ipv4.map(|ipv4| format!(" and {ipv4}")).unwrap_or_default()
        );
        let failed = future::or(answer(matter, &crypto, &interface), changed(&interface, wanted)).await?;
        if let Some(error) = failed {
            warn!("mDNS on {}: {error}", interface.name);
            Timer::after(LATER).await;
        }
    }
}

fn named(wanted: Option<&str>) -> String {
    wanted.map(|name| format!(" ({name})")).unwrap_or_default()
}

/// Until it fails, with the reason.
async fn answer(
    matter: &Matter<'_>,
    crypto: &impl Crypto,
    interface: &Interface,
) -> Result<Option<String>, Fault> {
    let socket = match listen::mdns(interface) {
        Ok(socket) => socket,
        Err(error) => return Ok(Some(error.to_string())),
    };
    let host = Host {
        hostname: &interface.host,
        ip: interface.ipv4.unwrap_or(Ipv4Addr::UNSPECIFIED),
        ipv6: &interface.ipv6,
    };
    let mut mdns = Box::new(BuiltinMdns::new());
    let index = Some(interface.index);
    let ended = mdns.run(&socket, &socket, &host, interface.ipv4, index, matter, crypto).await;
    Ok(ended.err().map(|error| error.to_string()))
}

/// Until the interface is another one, or has other addresses.
async fn changed(interface: &Interface, wanted: Option<&str>) -> Result<Option<String>, Fault> {
    loop {
        Timer::after(LATER).await;
        if interface::find(wanted)?.as_ref() != Some(interface) {
            return Ok(None);
        }
    }
}
