//! The configuration files: `clustergen.toml` up to what is generated with it, and the file of access points.

use std::net::IpAddr;

use clustergen::config;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;
use netim_authenticator::nas::NasClients;

use crate::folder::Folder;
use crate::generated::{check_diagnostics, check_files};

/// What the configuration is tried on: clusters with all that overrides and renames are about, in both dialects and two
/// releases.
const INPUTS: [(&str, &str); 4] = [
    ("in/1.0/choices-spec.xml", include_str!("../../codegen/tests/golden/fixtures/choices/spec.xml")),
    ("in/1.0/choices-zap.xml", include_str!("../../codegen/tests/golden/fixtures/choices/zap.xml")),
    ("in/1.1/overrides.xml", include_str!("../../codegen/tests/golden/fixtures/overrides/zap.xml")),
    ("in/1.1/lamp.xml", include_str!("../../codegen/tests/golden/fixtures/releases/1.1/Lamp.xml")),
];

/// Takes `bytes` for each of the files.
pub fn check(bytes: &[u8]) {
    generator(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        access_points(text);
    }
}

/// `clustergen.toml`. Its inputs are others than it says: those of the fuzzer, and not whatever is on this machine.
fn generator(bytes: &[u8]) {
    let folder = Folder::new();
    let mut session = Session::default();
    let config = config::load(&folder.write("clustergen.toml", bytes), &mut session);
    check_diagnostics(&session);
    assert!(session.diagnostics.sorted().iter().all(|diagnostic| diagnostic.place.is_some()));
    assert_eq!(config.is_none(), session.diagnostics.has_errors());
    let Some(config) = config else { return };
    let task = config.task.clone();
    let (package, is_sound) = match config.destination(&mut session) {
        Some((task, _)) => (task.package, true),
        None => (task.package.clone(), false),
    };
    assert_eq!(is_sound, !session.diagnostics.has_errors());
    check_diagnostics(&session);
    for (name, text) in INPUTS {
        folder.write(name, text.as_bytes());
    }
    let inputs = vec![folder.path().join("in")];
    let outcome = pipeline::run(&Task { inputs, package, ..task }, &mut session, &|_| {});
    check_diagnostics(&session);
    if let Some(files) = &outcome.files {
        check_files(files);
    }
}

/// The file of access points: what is wrong is in a line and a column that there are; what is right is found again, and
/// its secret is not shown.
fn access_points(text: &str) {
    match text.parse::<NasClients>() {
        Ok(clients) => {
            let all: Vec<_> = clients.iter().collect();
            let lines =
                text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
            assert_eq!(all.len(), lines.count());
            for nas in &all {
                let prefix = nas.prefix.to_string();
                assert_eq!(prefix.parse(), Ok(nas.prefix));
                let address: IpAddr =
                    prefix.split('/').next().unwrap_or_default().parse().expect("an address");
                let found = clients.find(address).expect("there is a line for it");
                assert!(found.prefix.length() >= nas.prefix.length() && found.prefix.contains(address));
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            assert!(errors.is_sorted_by_key(|error| error.line));
            for error in errors {
                let line = text.lines().nth(error.line - 1).expect("a line of the file");
                assert!((1..=line.chars().count() + 1).contains(&error.column), "{error} in {line:?}");
            }
        }
    }
}
