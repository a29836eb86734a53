//! What an authentication costs: run by `cargo bench -p netim-authenticator`. Linux only, since it asks the system
//! what each thread has used.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that goes wrong has to stop"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use netim::crypto::{RustCrypto, Signer as _};
use netim_authenticator::eap::{EapPacket, Method};
use netim_authenticator::packet::Code;
use netim_authenticator::{Limits, Options};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::rand::SystemRandom;
use ring::signature::{self, ECDSA_P256_SHA256_FIXED};

use support::access_point::AccessPoint;
use support::identities::Device;
use support::peer::{Conversation, Peer};
use support::site::{Network, Site, local_nas};

const CLIENTS: u16 = 2047;
const AT_ONCE: u16 = 200;
const ROUNDS: u32 = 10;

fn main() {
    // First, while nothing that was freed can be used again.
    memory("waiting for TLS to begin", 0);
    memory("in the middle of TLS", 1);
    let devices: Vec<Device> = (0..CLIENTS).map(Device::number).collect();
    let identities: Vec<_> = devices.iter().map(|device| device.identity).collect();
    let site = Site::with(Options::new(local_nas(None)), &identities);
    let network = site.import(1);
    load(&site, &network, &devices[..AT_ONCE.into()]);
}

fn load(site: &Site, network: &Network, devices: &[Device]) {
    let authentications = u32::from(AT_ONCE) * ROUNDS;
    let (start, cpu) = (Instant::now(), server_cpu());
    thread::scope(|scope| {
        for device in devices {
            let (peer, address) = (Peer::new(network, device), site.v4());
            scope.spawn(move || {
                let mut nas = AccessPoint::new(address, &device.identifier().to_string());
                for _ in 0..ROUNDS {
                    assert_eq!(peer.authenticate(&mut nas).code, Code::ACCESS_ACCEPT);
                }
            });
        }
    });
    let (wall, cpu) = (start.elapsed(), server_cpu().saturating_sub(cpu));
    let counters = site.radius.counters();
    assert_eq!((counters.accepts, counters.rejected()), (authentications.into(), 0));
    let floor = floor();
    let each = cpu / authentications;
    println!(
        "{CLIENTS} clients in the table, {AT_ONCE} at once, {authentications} authentications, no error"
    );
    println!("  in all                   {:>8.2} s, peers on the same machine", wall.as_secs_f64());
    println!("  server's CPU for each    {:>8.0} us", micros(each));
    println!("  cryptographic floor      {:>8.0} us: key exchange, signature, verification", micros(floor));
    println!("  share of the floor       {:>8.0} %", 100.0 * floor.as_secs_f64() / each.as_secs_f64());
    println!("  repeated requests        {:>8}", counters.repeated);
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// What the server's threads have used so far.
fn server_cpu() -> Duration {
    let threads = fs::read_dir("/proc/self/task").unwrap().map(|entry| entry.unwrap().path());
    let ours = threads.filter(|path| fs::read_to_string(path.join("comm")).unwrap().starts_with("radius"));
    ours.map(|path| used(&path)).sum()
}

/// The time that a thread has had a processor.
fn used(thread: &Path) -> Duration {
    let schedstat = fs::read_to_string(thread.join("schedstat")).unwrap();
    Duration::from_nanos(schedstat.split(' ').next().unwrap().parse().unwrap())
}

/// What no server can do without: a key pair and an agreement, a signature by the key store, a verification.
fn floor() -> Duration {
    let random = SystemRandom::new();
    let device = Device::number(1);
    let public = *device.identity.public_key();
    let message = [7; 130];
    let signed = RustCrypto.sign(&device.key, &message).unwrap();
    let exchange = || {
        let private = EphemeralPrivateKey::generate(&ECDH_P256, &random).unwrap();
        black_box(private.compute_public_key().unwrap());
        let theirs = UnparsedPublicKey::new(&ECDH_P256, public.as_bytes());
        agree_ephemeral(private, &theirs, |shared| black_box(shared.len())).unwrap();
    };
    let verify = || {
        let key = signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public.as_bytes());
        key.verify(&message, signed.as_bytes()).unwrap();
    };
    let sign = || {
        black_box(RustCrypto.sign(&device.key, &message).unwrap());
    };
    best_of(exchange) + best_of(sign) + best_of(verify)
}

fn best_of(work: impl Fn()) -> Duration {
    let once = || {
        let start = used(Path::new("/proc/thread-self"));
        (0..100).for_each(|_| work());
        used(Path::new("/proc/thread-self")).saturating_sub(start) / 100
    };
    (0..10).map(|_| once()).min().unwrap()
}

/// What an open session takes, in memory that the process has got from the system.
fn memory(when: &str, steps: usize) {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let peer = Peer::new(&network, &device);
    let sessions = Limits::default().sessions;
    let identity = EapPacket::response(1, Method::Identity(network.nai().as_bytes())).to_bytes();
    let mut nas = AccessPoint::new(site.v4(), "memory");
    let before = resident();
    for _ in 0..sessions {
        if steps == 0 {
            let sent = nas.request(&network.nai(), &identity, None);
            nas.exchange(&sent).unwrap();
        } else {
            Conversation::begin(&peer, &mut nas).step(&mut nas);
        }
    }
    let each = (resident().saturating_sub(before)) / sessions;
    assert_eq!(site.radius.counters().sessions, sessions);
    println!("{sessions} sessions {when}: {each} bytes each");
}

fn resident() -> usize {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    4096 * statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap()
}
