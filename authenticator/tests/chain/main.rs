//! The whole chain but for the radio: `wpa_supplicant` - a wire - `hostapd` - RADIUS - the server. The configuration of
//! `hostapd` is that of the guide.
//!
//! It needs a network namespace of its own, so one test starts the other in one.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that goes wrong has to stop"
)]

#[path = "../support/mod.rs"]
mod support;

mod guide;
mod wire;

use std::process::Command;

use netim_authenticator::{Options, Outcome, Reason};

use self::support::foreign;
use self::support::identities::Device;
use self::support::site::{Site, local_nas};
use self::wire::{Hostapd, Supplicant};

/// What is run in the namespace.
const INSIDE: &str = "inside_a_namespace";

#[test]
fn a_client_joins_is_removed_is_thrown_out_and_stays_out() {
    let needed = [
        ("hostapd", "hostapd"),
        ("wpa_supplicant", "wpasupplicant"),
        ("unshare", "util-linux"),
        ("ip", "iproute2"),
    ];
    if needed.iter().any(|(name, package)| foreign::program(name, package).is_none()) {
        return;
    }
    let allowed = Command::new("unshare").args(["-n", "true"]).status().unwrap().success();
    if !allowed {
        assert!(std::env::var_os("NETIM_REQUIRE_PEERS").is_none(), "network namespaces are not allowed here");
        eprintln!("SKIPPED: network namespaces are not allowed here; run as root");
        return;
    }
    let this = std::env::current_exe().unwrap();
    let wire = "ip link set lo up && ip link add ap type veth peer name sta && ip link set ap up && ip link set sta up";
    let status = Command::new("unshare")
        .args(["-n", "sh", "-c", &format!("{wire} && exec \"$0\" --ignored --exact {INSIDE} --nocapture")])
        .arg(this)
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
#[ignore = "is run by the other one, in a network namespace"]
fn inside_a_namespace() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::with(Options::new(local_nas(Some(guide::DAS_PORT))), &[]);
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let hostapd = Hostapd::start(folder.path(), site.v4().port());
    let supplicant = Supplicant::start(folder.path(), &network, &device);

    supplicant.wait_for("CTRL-EVENT-EAP-SUCCESS");
    hostapd.wait_for("AP-STA-CONNECTED");
    assert_eq!(site.outcomes.next().outcome, Outcome::Accepted);
    site.wait_until_reported(&device, &network);

    site.remove(&device);
    hostapd.wait_for("AP-STA-DISCONNECTED");
    let counters = || site.radius.counters();
    while counters().disconnects_acknowledged == 0 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }

    supplicant.log_on_again();
    supplicant.wait_for("CTRL-EVENT-EAP-FAILURE");
    assert_eq!(site.outcomes.next_reason(), Reason::UnknownClient(device.identifier()));
    assert_eq!(counters().accepts, 1);
}
