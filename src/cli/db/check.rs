//! `netim db check`.

use std::{
    collections::BTreeMap,
    format,
    io::{self, Write},
    path::Path,
    string::{String, ToString as _},
    vec,
    vec::Vec,
};

use serde::Serialize;

use super::{Kind, Opened, Unreadable, name, tables};
use crate::{
    cli::{
        Exit,
        fault::{Fault, Stop},
        report::{Answer, Report, counted},
    },
    clients::Clients,
    crypto::RustCrypto,
    identity::Identifier,
    network_identities::NetworkIdentities,
    storage::{ClientRecord, NetworkIdentityRecord, Record, RecordKey, redb::Snapshot},
};

pub(super) fn check(path: &Path, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    let answer = match Opened::open(path) {
        Ok(opened) => CheckAnswer::new(path, opened),
        Err(Unreadable::Bad(kind, error)) => CheckAnswer::bad(path, kind, error.to_string()),
        Err(Unreadable::Fault(fault)) => return Err(fault.into()),
    };
    if answer.ok || report.json() {
        report.answer(&answer)?;
        return Ok(if answer.ok { Exit::Success } else { Exit::Failure });
    }
    let problems = counted(answer.problems.len(), "problem");
    let lines: Vec<String> = answer.problems.iter().map(Problem::line).collect();
    let fault = Fault::new(format!("`{}` has {problems}:\n  {}", path.display(), lines.join("\n  ")));
    Err(fault.help(answer.kind.map_or(REPAIR, Kind::help)).into())
}

const REPAIR: &str = "no server makes such a state; restore a backup";

#[derive(Serialize)]
struct CheckAnswer {
    file: String,
    ok: bool,
    /// What is bad about the file as a whole, so that nothing in it was looked at.
    kind: Option<Kind>,
    problems: Vec<Problem>,
    was_closed: Option<bool>,
    clients: Option<usize>,
    network_identities: Option<usize>,
}

#[derive(Serialize)]
struct Problem {
    /// A record.
    #[serde(rename = "where")]
    place: Option<String>,
    what: String,
}

impl Problem {
    fn line(&self) -> String {
        match &self.place {
            Some(place) => format!("{place}: {}", self.what),
            None => self.what.clone(),
        }
    }
}

impl CheckAnswer {
    /// A file that could not be read.
    fn bad(path: &Path, kind: Kind, what: String) -> Self {
        let problems = vec![Problem { place: None, what }];
        let file = name(path);
        Self {
            file,
            ok: false,
            kind: Some(kind),
            problems,
            was_closed: None,
            clients: None,
            network_identities: None,
        }
    }

    fn new(path: &Path, Opened { mut snapshot, .. }: Opened) -> Self {
        let problems = problems_of(&mut snapshot);
        let is_network_identity = |record: &&Record| matches!(record, Record::NetworkIdentity(_));
        Self {
            file: name(path),
            ok: problems.is_empty(),
            kind: None,
            problems,
            was_closed: Some(snapshot.info().was_closed),
            clients: Some(snapshot.info().clients),
            network_identities: Some(snapshot.records().iter().filter(is_network_identity).count()),
        }
    }
}

impl Answer for CheckAnswer {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let clients = counted(self.clients.unwrap_or_default(), "client");
        let network_identities = self.network_identities.unwrap_or_default();
        let ies = if network_identities == 1 { "y" } else { "ies" };
        write!(out, "`{}` is in order: {clients}, {network_identities} network identit{ies}", self.file)?;
        if self.was_closed == Some(false) {
            write!(out, "; the server that used it has died, and its last complete commit was checked")?;
        }
        writeln!(out)
    }
}

/// The checksums are right, or there would be no snapshot; this is about what the records say.
fn problems_of(snapshot: &mut Snapshot) -> Vec<Problem> {
    let mut problems = Problems::default();
    problems.about_capacity(snapshot);
    problems.about_clients(snapshot.records());
    problems.about_network_identities(snapshot.records());
    let found_by_records = problems.contradictions;
    let mut tables = tables();
    let checked = tables.load(snapshot).map_err(|error| error.to_string());
    let checked = checked.and_then(|()| tables.check().map_err(|error| error.to_string()));
    // The tables stop at the first contradiction, which is in the list already.
    if let (Err(what), 0) = (checked, found_by_records) {
        problems.list.push(Problem { place: None, what });
    }
    problems.list
}

#[derive(Default)]
struct Problems {
    list: Vec<Problem>,
    /// How many of them are such that the tables complain too.
    contradictions: usize,
}

impl Problems {
    fn add(&mut self, place: RecordKey, what: String) {
        self.list.push(Problem { place: Some(place.to_string()), what });
    }

    fn contradiction(&mut self, place: RecordKey, what: String) {
        self.add(place, what);
        self.contradictions += 1;
    }

    fn about_capacity(&mut self, snapshot: &Snapshot) {
        const MIN: u16 = Clients::<2047>::MIN_CAPACITY;
        const MAX: u16 = Clients::<2047>::MAX_CAPACITY;
        let info = snapshot.info();
        let mut add = |what| self.list.push(Problem { place: None, what });
        if !(MIN..=MAX).contains(&info.capacity) {
            add(format!("a capacity of {}; it can be {MIN} to {MAX}", info.capacity));
        }
        if info.clients > usize::from(info.capacity) {
            add(format!("{}, more than the capacity of {}", counted(info.clients, "client"), info.capacity));
        }
    }

    fn about_clients(&mut self, records: &[Record]) {
        let is_there = |index| records.iter().any(|record| record.key() == RecordKey::NetworkIdentity(index));
        let mut seen = BTreeMap::new();
        for record in records {
            let Record::Client(ClientRecord { index, identity, network_identity }) = record else { continue };
            self.about_identity(record.key(), identity);
            if let Some(other) = seen.insert(identity.identifier(), *index) {
                self.contradiction(record.key(), format!("client {other} has the same identifier"));
            }
            if let Some(missing) = network_identity.filter(|index| !is_there(*index)) {
                self.contradiction(
                    record.key(),
                    format!("it refers to network identity {missing}, which does not exist"),
                );
            }
        }
    }

    fn about_network_identities(&mut self, records: &[Record]) {
        let mut identifiers: BTreeMap<Identifier, _> = BTreeMap::new();
        let mut orders = BTreeMap::new();
        let mut keys = BTreeMap::new();
        for record in records {
            let Record::NetworkIdentity(NetworkIdentityRecord { index, identity, order, key, .. }) = record
            else {
                continue;
            };
            self.about_identity(record.key(), identity);
            if let Some(other) = identifiers.insert(identity.identifier(), *index) {
                self.contradiction(record.key(), format!("network identity {other} has the same identifier"));
            }
            if let Some(other) = orders.insert(*order, *index) {
                self.contradiction(
                    record.key(),
                    format!("network identity {other} has the same place in the order"),
                );
            }
            if let Some(other) = keys.insert(*key.as_bytes(), *index) {
                self.add(record.key(), format!("network identity {other} has the same key handle"));
            }
            if orders.len() > NetworkIdentities::MAX {
                self.contradiction(record.key(), format!("there are more than {}", NetworkIdentities::MAX));
            }
        }
    }

    fn about_identity(&mut self, place: RecordKey, identity: &crate::identity::CompactIdentity) {
        if let Err(error) = identity.validate(&RustCrypto) {
            self.add(place, error.to_string());
        }
    }
}
