//! Running the node, from the first file to the last.

use std::path::Path;

use async_signal::{Signal, Signals};
use netim::authenticator::{Authenticator, NoAuthenticator};
use tracing::{error, info};

use super::{
    blobs::Blobs,
    cluster::{self, Server},
    control,
    fault::Fault,
    folder::{Folder, Unavailable},
    interface, logging,
    options::{FactoryResetArguments, RunArguments},
    radius::{self, Radius},
    settings::Settings,
    stack::{self, Ended, Setup},
};

/// Runs the node until it is told to end. After a factory reset it begins anew.
pub(super) fn run(options: &RunArguments) -> Result<(), Fault> {
    logging::start(&options.log)?;
    if let Some(name) = &options.interface {
        interface::check(name)?;
    }
    let access_points = radius::access_points(options)?;
    // From here on a signal ends the node in order, also while it starts.
    let mut signals = Signals::new([Signal::Term, Signal::Int])
        .map_err(|error| Fault::from_error("listening for signals", error))?;
    let folder = Folder::open_or_create(&options.data)?;
    if Blobs::new(folder.matter()).lost_fabrics() {
        info!("the last fabric was removed before the program ended: factory reset");
        folder.wipe()?;
    }
    info!("netim-node {} on `{}`", env!("CARGO_PKG_VERSION"), folder.path().display());
    let radius = access_points
        .map(|access_points| Radius::new(access_points, &options.radius, &folder))
        .transpose()?;
    while run_once(options, &folder, radius.as_ref(), &mut signals)? == Ended::FactoryReset {
        info!("beginning anew");
    }
    info!("ended");
    Ok(())
}

fn run_once(
    options: &RunArguments,
    folder: &Folder,
    radius: Option<&Radius>,
    signals: &mut Signals,
) -> Result<Ended, Fault> {
    let stored = Settings::load_or_create(folder, options.release)?;
    let settings = Settings { release: options.release.to_string(), ..stored.clone() };
    let manager = cluster::start(folder, options.client_table_size, authenticator(radius))?;
    let server = Server::new(manager).map_err(|error| Fault::from_error("starting a thread", error))?;
    let listening = radius.map(|radius| radius.listen(&server)).transpose()?;
    let setup = Setup {
        options,
        folder,
        settings: &settings,
        release_changed: settings.release != stored.release,
        server: &server,
        radius: listening.as_ref(),
        signals,
    };
    let ended = async_io::block_on(stack::run(setup));
    // Who has authenticated is reported before that; nobody is let in any more.
    drop(listening);
    // Commands that are still being carried out are finished; then the files are closed.
    if server.into_manager().is_none() {
        error!("the tables were not closed in order; the next start checks them");
    }
    // Also when something else ended it after the order.
    if ended == Ok(Ended::FactoryReset) || folder.is_to_be_wiped() {
        folder.wipe()?;
    }
    ended
}

/// What lets clients into the network: the RADIUS server, or nothing of ours.
fn authenticator(radius: Option<&Radius>) -> Box<dyn Authenticator + Send> {
    radius.map_or_else(|| Box::new(NoAuthenticator) as _, Radius::follower)
}

/// Forgets everything that is in a folder.
pub(super) fn factory_reset(arguments: &FactoryResetArguments) -> Result<(), Fault> {
    match Folder::open(&arguments.data) {
        Ok(folder) => folder.wipe(),
        Err(Unavailable::InUse) => reset_running(&arguments.data),
        Err(Unavailable::Fault(fault)) => Err(fault),
    }
}

fn reset_running(path: &Path) -> Result<(), Fault> {
    control::ask(path, control::Request::FactoryReset).map(drop)
}
