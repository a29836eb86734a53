//! Random sequences of commands, against a simple model of the cluster: every answer, attribute, change report and
//! event, byte for byte, in all releases, on both storages, with restarts in between.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod cluster;
#[path = "../identity_support/mod.rs"]
mod identity_support;
mod import;
mod pool;
mod run;
#[path = "../server_support/mod.rs"]
mod server_support;
mod steps;
#[path = "../storage_support/mod.rs"]
mod storage_support;

use std::collections::BTreeSet;

use netim::runtime::StatusCode;
use netim::wire::Release;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use cluster::Cluster;
use server_support::storage::{InMemory, OnDisk};
use steps::Step;

/// Some 2,000 steps for each of the tests, or more if the environment says so.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").map_or(16, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn release_1_6_in_memory(start in steps::start(), steps in steps::steps()) {
        run::run::<InMemory>(Release::V1_6, start, &steps);
    }

    #[test]
    fn release_1_6_on_disk(start in steps::start(), steps in steps::steps()) {
        run::run::<OnDisk>(Release::V1_6, start, &steps);
    }

    #[test]
    fn release_1_6_1_in_memory(start in steps::start(), steps in steps::steps()) {
        run::run::<InMemory>(Release::V1_6_1, start, &steps);
    }

    #[test]
    fn release_1_6_1_on_disk(start in steps::start(), steps in steps::steps()) {
        run::run::<OnDisk>(Release::V1_6_1, start, &steps);
    }
}

/// So many sequences come upon every status that a command's own checks have, so the steps are chosen well.
#[test]
fn the_sequences_come_upon_every_answer() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..16 {
        let (start, steps) = (steps::start(), steps::steps()).new_tree(&mut runner).unwrap().current();
        let mut cluster = Cluster::new(Release::V1_6_1, start);
        for step in &steps {
            let answer = cluster.apply(step).answer;
            seen.insert((step.name(), answer.map_or_else(|status| status, |_| StatusCode::SUCCESS)));
        }
    }
    for expected in [
        (Step::ADD, StatusCode::SUCCESS),
        (Step::ADD, StatusCode::DYNAMIC_CONSTRAINT_ERROR),
        (Step::ADD, StatusCode::ALREADY_EXISTS),
        (Step::ADD, StatusCode::FAILURE),
        (Step::ADD, StatusCode::RESOURCE_EXHAUSTED),
        (Step::REMOVE, StatusCode::SUCCESS),
        (Step::REMOVE, StatusCode::NOT_FOUND),
        (Step::REMOVE, StatusCode::CONSTRAINT_ERROR),
        (Step::QUERY, StatusCode::SUCCESS),
        (Step::QUERY, StatusCode::NOT_FOUND),
        (Step::QUERY, StatusCode::CONSTRAINT_ERROR),
        (Step::IMPORT, StatusCode::SUCCESS),
        (Step::IMPORT, StatusCode::DYNAMIC_CONSTRAINT_ERROR),
        (Step::IMPORT, StatusCode::RESOURCE_EXHAUSTED),
        (Step::IMPORT, StatusCode::FAILURE),
        (Step::EXPORT, StatusCode::SUCCESS),
        (Step::EXPORT, StatusCode::NOT_FOUND),
        (Step::AUTHENTICATE, StatusCode::SUCCESS),
        (Step::AUTHENTICATE, StatusCode::NOT_FOUND),
    ] {
        assert!(seen.contains(&expected), "{expected:?} is not in {seen:?}");
    }
}
