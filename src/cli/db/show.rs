//! `netim db show`.

use std::{
    format,
    io::{self, Write},
    path::Path,
    string::{String, ToString as _},
    vec::Vec,
};

use serde::Serialize;

use super::{AllTables, Opened, name, tables};
use crate::{
    cli::{
        Exit,
        fault::{Fault, Stop},
        report::{Answer, Report, print_fields},
        time,
    },
    clients::Client,
    network_identities::{NetworkIdentities, NetworkIdentity, NetworkIdentityIndex},
    tables::LoadError,
};

pub(super) fn show(path: &Path, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let mut opened = Opened::open(path).map_err(|unreadable| unreadable.into_fault(path))?;
    let mut tables = tables();
    tables.load(&mut opened.snapshot).map_err(|error| contradiction(path, &error))?;
    report.answer(&ShowAnswer::new(path, &opened, &tables))?;
    Ok(Exit::Success)
}

fn contradiction<E: std::fmt::Display>(path: &Path, error: &LoadError<E>) -> Fault {
    let name = path.display();
    Fault::new(format!("`{name}`: {error}")).help(format!("`netim db check {name}` lists all that is wrong"))
}

#[derive(Serialize)]
struct ShowAnswer {
    file: String,
    size: u64,
    format: u32,
    was_closed: bool,
    commits: u64,
    capacity: u16,
    admin_secret: Option<Made>,
    network_identities: Vec<NetworkIdentityRow>,
    clients: Vec<ClientRow>,
}

/// When something was made.
#[derive(Serialize)]
struct Made {
    created: String,
    created_seconds: u32,
}

impl Made {
    fn at(seconds: u32) -> Self {
        Self { created: time::iso(seconds), created_seconds: seconds }
    }
}

#[derive(Serialize)]
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

#[derive(Serialize)]
struct ClientRow {
    index: u16,
    identifier: String,
    network_identity: Option<u16>,
}

impl ShowAnswer {
    fn new(path: &Path, Opened { snapshot, size }: &Opened, tables: &AllTables) -> Self {
        let info = snapshot.info();
        let network_identities = tables.network_identities();
        let network_identity_row = |entry: &NetworkIdentity| NetworkIdentityRow {
            index: entry.index().get(),
            identity_type: entry.identity_type().to_string(),
            identifier: entry.identifier().to_string(),
            made: Made::at(entry.created()),
            current: network_identities.is_current(entry.index()),
            clients: entry.clients(),
        };
        let client_row = |client: &Client| ClientRow {
            index: client.index().get(),
            identifier: client.identifier().to_string(),
            network_identity: client.network_identity().map(NetworkIdentityIndex::get),
        };
        Self {
            file: name(path),
            size: *size,
            format: info.format,
            was_closed: info.was_closed,
            commits: info.commits,
            capacity: info.capacity,
            admin_secret: tables.admin_secret().map(|secret| Made::at(secret.created)),
            network_identities: network_identities.iter().map(network_identity_row).collect(),
            clients: tables.clients().iter().map(client_row).collect(),
        }
    }
}

impl Answer for ShowAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let secret = self.admin_secret.as_ref();
        let secret = secret.map_or("none".to_string(), |made| format!("made {}", made.created));
        let state = if self.was_closed {
            "closed"
        } else {
            "not closed: the server that used it has died; this is its last complete commit"
        };
        let clients = format!("{} of {}", self.clients.len(), self.capacity);
        let network_identities = format!("{} of {}", self.network_identities.len(), NetworkIdentities::MAX);
        print_fields(
            out,
            &[
                ("file", &self.file),
                ("size", &format!("{} bytes", self.size)),
                ("format", &self.format),
                ("state", &state),
                ("commits", &self.commits),
                ("administrator secret", &secret),
                ("network identities", &network_identities),
                ("clients", &clients),
            ],
        )?;
        self.print_network_identities(out)?;
        self.print_clients(out)
    }
}

impl ShowAnswer {
    fn print_network_identities(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.network_identities.is_empty() {
            return Ok(());
        }
        let title = ["network identity", "identifier", "created", "current", "clients"];
        let [index, identifier, created, current, clients] = title;
        writeln!(out, "\n{index}  {identifier:40}  {created:20}  {current}  {clients}")?;
        for NetworkIdentityRow { index, identifier, made, current, clients, .. } in &self.network_identities {
            let current = if *current { "yes" } else { "no" };
            writeln!(out, "{index:>16}  {identifier}  {}  {current:7}  {clients:>7}", made.created)?;
        }
        Ok(())
    }

    fn print_clients(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.clients.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nclient  {:40}  network identity", "identifier")?;
        for ClientRow { index, identifier, network_identity } in &self.clients {
            let network_identity = network_identity.map_or("-".to_string(), |index| index.to_string());
            writeln!(out, "{index:>6}  {identifier}  {network_identity:>16}")?;
        }
        Ok(())
    }
}
