//! XML to code, with and without going on after errors: whatever the files hold, what is wrong is said in its place, and
//! what is emitted is Rust.

pub mod mutate;

use clustergen::pipeline::{self, Outcome, Task};
use clustergen::session::Session;
use clustergen::{history, lint};

use crate::folder::Folder;
use crate::generated::{check_diagnostics, check_files};

/// More files than this are too many.
const MAX_FILES: usize = 4;

/// Generates from `bytes`: one file; or several of two releases, with a zero byte, which is no part of any XML, between.
pub fn check(bytes: &[u8]) {
    let folder = Folder::new();
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).take(MAX_FILES).collect();
    for (number, part) in parts.iter().enumerate() {
        let release = ["1.0", "1.0", "1.1", "1.1"].get(number).filter(|_| parts.len() > 1);
        folder.write(&format!("{}/{number}.xml", release.unwrap_or(&"files")), part);
    }
    let sum = bytes.iter().fold(0_u8, |sum, byte| sum.rotate_left(3) ^ byte);
    let task = Task { inputs: vec![folder.path().into()], ..options(sum) };
    let (strict, sound) = generate(&task);
    assert_eq!(strict.files.is_some(), sound);
    // Generating takes its time, and what is sound is the same with and without going on.
    if !sound || sum % 8 == 0 {
        go_on(&task, &strict, sound);
    }
    if sum % 4 == 1 {
        look(&task);
    }
}

/// Generates in spite of errors.
fn go_on(task: &Task, strict: &Outcome, sound: bool) {
    let (rest, still_sound) = generate(&Task { keep_going: true, ..task.clone() });
    assert_eq!(sound, still_sound, "what is wrong does not depend on what is done about it");
    if sound {
        assert_eq!(strict.files, rest.files);
        assert!(rest.left_out.is_empty());
    } else if rest.files.is_some() {
        assert!(!rest.left_out.is_empty(), "what is missing is told");
    }
}

/// Options that depend on all of the input, so that every input is tried with others.
fn options(sum: u8) -> Task {
    let bit = |bit: u8| sum & 1 << bit != 0;
    Task {
        flat: bit(0),
        formatted: !bit(7),
        server: bit(1) || !bit(2),
        client: bit(2),
        async_server: bit(3),
        owned: bit(4),
        serde: bit(5),
        defmt: bit(6),
        ..Task::default()
    }
}

/// What a run has come to, and whether there were no errors.
fn generate(task: &Task) -> (Outcome, bool) {
    let mut session = Session::default();
    let outcome = pipeline::run(task, &mut session, &|_| {});
    check_diagnostics(&session);
    if let Some(files) = &outcome.files {
        check_files(files);
    }
    (outcome, !session.diagnostics.has_errors())
}

/// What else looks at clusters.
fn look(task: &Task) {
    let mut session = Session::default();
    let model = pipeline::load(task, &mut session);
    history::all(&model);
    let mut session = Session::default();
    lint::lint(task, &mut session);
    check_diagnostics(&session);
}
