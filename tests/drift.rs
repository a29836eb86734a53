//! `generated/` is what the generator makes of `clusters-xml/`, to the byte.

use std::path::Path;

use clustergen::config;
use clustergen::diagnostics::{Color, render};
use clustergen::output::{Plan, State};
use clustergen::pipeline;
use clustergen::session::Session;

/// `build.rs` computes the fingerprint of the XML without depending on the generator.
#[cfg(not(feature = "build-time-codegen"))]
#[path = "../build.rs"]
#[allow(
    dead_code,
    clippy::print_stdout,
    reason = "only the fingerprint is of interest; the rest is for Cargo"
)]
mod build_script;

#[test]
fn generated_is_current() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut session = Session::default();
    let config = config::load(&repository.join(config::FILE_NAME), &mut session).unwrap();
    let (task, out) = config.destination(&mut session).unwrap();
    let files = pipeline::run(&task, &mut session, &|_| ()).files;
    let complaints = render(&session.diagnostics, &session.sources, Color::Never);
    assert_eq!(complaints, "", "the repository's own XML is beyond reproach");

    let files = files.unwrap();
    let plan = Plan::new(&out, &files, false, &mut session.diagnostics).unwrap();
    let of_state = |state| plan.in_state(state).collect::<Vec<_>>();
    let differences =
        (of_state(State::Missing), of_state(State::Changed), plan.left_over().collect::<Vec<_>>());
    assert!(
        plan.is_current(),
        "missing, changed, left over: {differences:?}; run `cargo run -p clustergen -- generate`"
    );
}

#[test]
#[cfg(not(feature = "build-time-codegen"))]
fn the_build_script_knows_the_fingerprint() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fingerprint = build_script::generated_before::fingerprint(&repository.join("clusters-xml")).unwrap();
    let root = std::fs::read_to_string(repository.join("generated/src/lib.rs")).unwrap();
    assert!(root.contains(&format!("fingerprint {fingerprint:016x}")), "{fingerprint:016x}");
}
