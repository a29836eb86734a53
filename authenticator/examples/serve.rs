//! A RADIUS server on a database of netim, without a Matter node: what a controller would do is typed.
//!
//! ```text
//! cargo run -p netim-authenticator --example serve -- FOLDER RADIUS-CLIENTS ADDRESS:PORT...
//! ```
//!
//! The folder gets the database, the keys and the sightings if it does not have them. `RADIUS-CLIENTS` is the file of
//! access points: a line for each, `ADDRESS SECRET [das=PORT]`. `help` says what can be typed.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to who has started it")]

use std::error::Error;
use std::io::stdin;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use netim::clients::HashSeed;
use netim::clock::SystemClock;
use netim::crypto::Ring;
use netim::identity::CompactIdentity;
use netim::key_store::{KeyFile, SoftwareKeyStore, SysRng};
use netim::manager::{ClientQuery, IdentityQuery, Manager, Parts};
use netim::network_identities::IdentityType;
use netim::secret::{Nass, RawSecret};
use netim::storage::redb::RedbStorage;
use netim::tables::Tables;
use netim_authenticator::{Follower, Options, RadiusAuthenticator, nas};

const USAGE: &str = "usage: serve FOLDER RADIUS-CLIENTS ADDRESS:PORT...";
const HELP: &str = "\
secret            makes a new secret of administrators, and the network identity that comes from it
network FILE      writes the certificate of the current network identity to a file
add FILE          adds the client with the certificate in a file
remove IDENTIFIER removes a client
list              lists network identities and clients
status            shows the counters";

const CAPACITY: usize = 2047;

type Platform = (RedbStorage, SoftwareKeyStore<KeyFile, SysRng>, Ring, Follower, SystemClock);
type NetimManager = Manager<Platform, Box<Tables<CAPACITY>>, CAPACITY>;
type Outcome = Result<String, Box<dyn Error>>;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let mut arguments = env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let clients = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let addresses = arguments.map(|address| Ok(address.to_str().ok_or(USAGE)?.parse()?));
    let addresses: Vec<SocketAddr> = addresses.collect::<Result<_, Box<dyn Error>>>()?;
    if addresses.is_empty() {
        return Err(USAGE.into());
    }
    fs::create_dir_all(&folder)?;
    let mut options = Options::new(nas::read(&clients)?);
    options.sightings = Some(folder.join("sightings"));
    let radius = RadiusAuthenticator::new(options)?;
    let manager = Arc::new(Mutex::new(start(&folder, radius.follower())?));
    let server = radius.serve(&addresses, Arc::<Mutex<NetimManager>>::clone(&manager))?;
    println!("listening at {:?}; type help", server.addresses());
    for line in stdin().lines() {
        match run(&line?, &radius, manager.lock().unwrap_or_else(PoisonError::into_inner)) {
            Ok(answer) => println!("{answer}"),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}

fn start(folder: &Path, authenticator: Follower) -> Result<NetimManager, Box<dyn Error>> {
    let parts = Parts {
        storage: RedbStorage::open_or_create(folder.join("netim.redb"), CAPACITY.try_into()?)?,
        key_store: SoftwareKeyStore::open(KeyFile::open(folder.join("netim.keys"))?)?,
        verifier: Ring,
        authenticator,
        clock: SystemClock::new(),
    };
    Ok(Manager::start(parts, Box::new(Tables::new(HashSeed::from_os()?)))?)
}

/// Does what was typed.
fn run(line: &str, radius: &RadiusAuthenticator, mut manager: MutexGuard<'_, NetimManager>) -> Outcome {
    match line.split_whitespace().collect::<Vec<_>>()[..] {
        [] => Ok(String::new()),
        ["secret"] => {
            let now =
                netim::clock::Clock::now(&manager.parts().clock).ok_or("nobody knows what time it is")?;
            let nass = Nass::new(now, RawSecret::generate_from_os()?);
            manager.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN])?)?;
            Ok("imported".to_owned())
        }
        ["network", file] => {
            let query = IdentityQuery::NetworkIdentityType(IdentityType::Ecdsa);
            let identity = manager.query_identity(query)?;
            fs::write(file, identity.encode_pem(&mut [0; CompactIdentity::MAX_PEM_LEN])?)?;
            Ok(identity.identifier().to_eap_identity().to_string())
        }
        ["add", file] => {
            let identity = CompactIdentity::decode_pem(&fs::read_to_string(file)?)?;
            let index = manager.add_client(&identity.to_bytes())?;
            Ok(format!("client {index}, {}", identity.identifier()))
        }
        ["remove", identifier] => {
            manager.remove_client(ClientQuery::Identifier(identifier.parse()?))?;
            Ok("removed".to_owned())
        }
        ["list"] => Ok(list(&manager)),
        ["status"] => Ok(format!("{:#?}", radius.counters())),
        _ => Ok(HELP.to_owned()),
    }
}

fn list(manager: &NetimManager) -> String {
    let tables = manager.tables();
    let networks = tables.network_identities().iter().map(|entry| {
        let name = entry.identifier().to_eap_identity();
        format!("network identity {}: {name}, {} clients", entry.index(), entry.clients())
    });
    let clients = tables.clients().after(None).map(|client| {
        let network =
            client.network_identity().map_or("never seen".to_owned(), |index| format!("network {index}"));
        format!("client {}: {}, {network}", client.index(), client.identifier())
    });
    networks.chain(clients).collect::<Vec<_>>().join("\n")
}
