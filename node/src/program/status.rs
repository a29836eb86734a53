//! How a node is: its fabrics, its tables.

mod print;

use std::io::Write as _;

use netim::{
    clients::{Client, HashSeed},
    network_identities::{NetworkIdentities, NetworkIdentity, NetworkIdentityIndex},
    storage::redb::{RedbError, Snapshot},
    tables::Tables,
};
use rs_matter::{Matter, dm::devices::test::TEST_DEV_ATT};
use serde::{Deserialize, Serialize};

use super::{
    blobs::Blobs,
    control::{self, Answer, Request},
    device,
    fault::Fault,
    folder::{Folder, Unavailable},
    options::StatusArguments,
    radius::Figures,
    settings::Settings,
};

/// How a node is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Status {
    /// Of the program that says this.
    version: String,
    /// `None` if it is stopped.
    running: Option<Running>,
    /// The release that is spoken, or was spoken last.
    release: String,
    serial_number: String,
    fabrics: Vec<Fabric>,
    #[serde(flatten)]
    cluster: Cluster,
}

/// What only a running node has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Running {
    pub(super) process: u32,
    pub(super) port: u16,
    /// Whether a commissioner can get in now.
    pub(super) commissioning_window: bool,
    pub(super) test_events: bool,
    /// What was done for access points, if the node answers them.
    pub(super) radius: Option<Figures>,
}

/// A fabric.
#[expect(clippy::struct_field_names, reason = "the names of the specification")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fabric {
    index: u8,
    fabric_id: String,
    node_id: String,
    vendor_id: u16,
    label: String,
}

/// What is in the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cluster {
    client_table_size: u16,
    /// The secret itself is nobody's business.
    admin_secret: Option<Made>,
    /// The identifier of the current network identity.
    current_network_identity: Option<String>,
    network_identities: Vec<NetworkIdentityRow>,
    clients: Vec<ClientRow>,
}

/// When something was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Made {
    created: String,
    created_seconds: u32,
}

/// A network identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NetworkIdentityRow {
    index: u16,
    #[serde(rename = "type")]
    identity_type: String,
    identifier: String,
    #[serde(flatten)]
    made: Made,
    current: bool,
    clients: u16,
}

/// A client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ClientRow {
    index: u16,
    identifier: String,
    network_identity: Option<u16>,
}

impl Made {
    fn at(seconds: u32) -> Self {
        /// From 1970 to 2000.
        const MATTER_EPOCH: i64 = 946_684_800;
        let time = jiff::Timestamp::from_second(MATTER_EPOCH + i64::from(seconds));
        // Every such time is before the year 2137.
        let created = time.map(|time| time.to_string()).unwrap_or_default();
        Self { created, created_seconds: seconds }
    }
}

impl Status {
    pub(super) fn new(
        running: Option<Running>,
        settings: &Settings,
        fabrics: Vec<Fabric>,
        cluster: Cluster,
    ) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            running,
            release: settings.release.clone(),
            serial_number: settings.serial_number.clone(),
            fabrics,
            cluster,
        }
    }

    /// Of a node that is stopped.
    fn stopped(folder: &Folder) -> Result<Self, Fault> {
        let settings = Settings::load(folder)?.ok_or_else(|| {
            Fault::new(format!("`{}` holds no settings", folder.path().display()))
                .help("the node was never started on it, or a factory reset was interrupted: start it once")
        })?;
        let info = device::basic_information(&settings);
        let matter = Box::new(Matter::new(&info, device::NO_COMMISSIONING, &TEST_DEV_ATT, 0));
        let kv = matter.kv(Blobs::new(folder.matter()));
        matter.startup(&kv).map_err(|error| {
            let name = folder.matter();
            Fault::new(format!("`{}` cannot be used: {:?}", name.display(), error.code()))
                .help("restore a backup")
        })?;
        Ok(Self::new(None, &settings, fabrics(&matter), stored(folder)?))
    }
}

/// The fabrics that the stack knows.
pub(super) fn fabrics(matter: &Matter<'_>) -> Vec<Fabric> {
    matter.with_state(|state| {
        let fabrics = state.fabrics.iter().map(|fabric| Fabric {
            index: fabric.fab_idx().get(),
            fabric_id: format!("{:016X}", fabric.fabric_id()),
            node_id: format!("{:016X}", fabric.node_id()),
            vendor_id: fabric.vendor_id(),
            label: fabric.label().to_owned(),
        });
        fabrics.collect()
    })
}

/// The tables on disk.
fn stored(folder: &Folder) -> Result<Cluster, Fault> {
    let name = folder.tables();
    if !name.exists() {
        // After a factory reset, until the next start.
        return Ok(Cluster::new(&*Box::new(Tables::<500>::new(HashSeed::FIXED))));
    }
    let failed = |error: &dyn std::fmt::Display| Fault::from_error(format!("`{}`", name.display()), error);
    let mut snapshot = Snapshot::open(&name).map_err(|error| match error {
        RedbError::Damaged(_) => failed(&error).help("restore a backup"),
        error => failed(&error),
    })?;
    let capacity = snapshot.info().capacity;
    let tables = Tables::<{ super::cluster::MAX }>::with_capacity(capacity, HashSeed::FIXED);
    let mut tables = Box::new(tables.map_err(|error| failed(&error))?);
    tables.load(&mut snapshot).map_err(|error| failed(&error))?;
    Ok(Cluster::new(&tables))
}

impl Cluster {
    pub(super) fn new<const MAX: usize>(tables: &Tables<MAX>) -> Self {
        let network_identities = tables.network_identities();
        let rows = network_identities.iter().map(|entry| row(network_identities, entry));
        let network_identities: Vec<_> = rows.collect();
        let current = network_identities.iter().find(|entry| entry.current);
        Self {
            client_table_size: tables.clients().capacity(),
            admin_secret: tables.admin_secret().map(|secret| Made::at(secret.created)),
            current_network_identity: current.map(|entry| entry.identifier.clone()),
            clients: tables.clients().iter().map(client_row).collect(),
            network_identities,
        }
    }
}

fn row(identities: &NetworkIdentities, entry: &NetworkIdentity) -> NetworkIdentityRow {
    NetworkIdentityRow {
        index: entry.index().get(),
        identity_type: entry.identity_type().to_string(),
        identifier: entry.identifier().to_string(),
        made: Made::at(entry.created()),
        current: identities.is_current(entry.index()),
        clients: entry.clients(),
    }
}

fn client_row(client: &Client) -> ClientRow {
    ClientRow {
        index: client.index().get(),
        identifier: client.identifier().to_string(),
        network_identity: client.network_identity().map(NetworkIdentityIndex::get),
    }
}

/// Prints how a node is, running or not.
pub(super) fn show(arguments: &StatusArguments) -> Result<(), Fault> {
    let status = match Folder::open(&arguments.data) {
        Ok(folder) => Status::stopped(&folder)?,
        Err(Unavailable::InUse) => match control::ask(&arguments.data, Request::Status)? {
            Answer::Status(status) => *status,
            _ => return Err(Fault::new("the node answered something else")),
        },
        Err(Unavailable::Fault(fault)) => return Err(fault),
    };
    let mut out = std::io::stdout().lock();
    let printed = if arguments.json {
        serde_json::to_writer_pretty(&mut out, &status).map_err(Into::into).and_then(|()| writeln!(out))
    } else {
        status.print(&mut out)
    };
    printed.map_err(|error| Fault::from_error("printing", error))
}
