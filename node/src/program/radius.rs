//! The RADIUS server: where access points ask whom to let onto the network.

mod figures;

use std::{net::SocketAddr, sync::Arc};

use netim::authenticator::Authenticator;
use netim_authenticator::{
    Options, RadiusAuthenticator, StartError,
    nas::{self, NasClients},
};
use tracing::info;

pub(super) use self::figures::Figures;
use super::{cluster::Server, fault::Fault, folder::Folder, options::RunArguments};

/// A RADIUS server, which need not listen.
///
/// It outlives a factory reset: where clients have joined is forgotten last, when they are disconnected there.
pub(super) struct Radius {
    authenticator: RadiusAuthenticator,
    addresses: Vec<SocketAddr>,
}

/// A RADIUS server that listens, until it is dropped.
pub(super) struct Listening {
    authenticator: RadiusAuthenticator,
    server: netim_authenticator::Server,
}

/// The access points that may ask, if any are to.
pub(super) fn access_points(options: &RunArguments) -> Result<Option<NasClients>, Fault> {
    let Some(file) = &options.radius_clients else { return Ok(None) };
    nas::read(file).map(Some).map_err(|error| {
        Fault::from_error("--radius-clients", error)
            .help("a line for each access point: ADDRESS[/PREFIX] SECRET [das=PORT]")
    })
}

impl Radius {
    pub(super) fn new(
        access_points: NasClients,
        addresses: &[SocketAddr],
        folder: &Folder,
    ) -> Result<Self, Fault> {
        let mut options = Options::new(access_points);
        options.sightings = Some(folder.sightings());
        let authenticator = RadiusAuthenticator::new(options).map_err(|error| fault(&error))?;
        Ok(Self { authenticator, addresses: addresses.to_owned() })
    }

    /// What hears of changes to the tables.
    pub(super) fn follower(&self) -> Box<dyn Authenticator + Send> {
        Box::new(self.authenticator.follower())
    }

    /// Begins to listen.
    pub(super) fn listen(&self, owner: &Server) -> Result<Listening, Fault> {
        let owner = Arc::new(owner.clone());
        let server = self.authenticator.serve(&self.addresses, owner).map_err(|error| fault(&error))?;
        for address in server.addresses() {
            info!("access points are answered at {address} (RADIUS)");
        }
        Ok(Listening { authenticator: self.authenticator.clone(), server })
    }
}

impl Listening {
    /// What has been counted since the program started.
    pub(super) fn figures(&self) -> Figures {
        Figures::new(self.server.addresses(), &self.authenticator.counters())
    }
}

fn fault(error: &StartError) -> Fault {
    let fault = Fault::from_error("RADIUS", error);
    match error {
        StartError::Socket { .. } => fault.help(
            "--radius takes an address of this system, and a port that no other program has, another RADIUS server perhaps",
        ),
        _ => fault,
    }
}
