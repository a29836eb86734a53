//! A process is killed while it commits.

use std::{
    env,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use netim::{
    clients::HashSeed,
    storage::{Change, RecordKey, Storage as _, redb::RedbStorage},
    tables::Tables,
};
use tempfile::tempdir;

use crate::support::{Model, Random, apply, client, client_index, stored};

const FILE: &str = "NETIM_TEST_CRASH_FILE";
const CAPACITY: u16 = 500;

/// What the child does in one step.
fn changes(step: u64) -> Vec<Change> {
    let mut random = Random(step);
    let index = u16::try_from(1 + random.below(200)).unwrap();
    let other = u16::try_from(201 + random.below(200)).unwrap();
    match random.below(3) {
        0 => {
            vec![Change::Remove(RecordKey::Client(client_index(index))), Change::Put(client(other, 2 * step))]
        }
        _ => vec![Change::Put(client(index, 2 * step)), Change::Put(client(other, 2 * step + 1))],
    }
}

/// Not a test: what the killed process runs. It goes on where the last one ended.
#[test]
#[ignore = "run by the test below"]
fn child() {
    let Some(path) = env::var_os(FILE) else { return };
    let mut storage = RedbStorage::open(path, CAPACITY).unwrap();
    let start: u64 = env::var("NETIM_TEST_CRASH_START").unwrap().parse().unwrap();
    for step in start.. {
        storage.commit(&changes(step)).unwrap();
        println!("done {step}");
    }
}

#[test]
fn a_killed_process_leaves_the_state_before_or_after_a_commit() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    RedbStorage::create(&path, CAPACITY).unwrap().close().unwrap();
    let mut model = Model::new();
    let mut next = 0;
    let mut random = Random(42);
    for round in 0..30 {
        let last = kill_one(&path, next, Duration::from_micros(random.below(60_000)));
        for step in next..last {
            apply(&mut model, &changes(step));
        }
        let mut storage = RedbStorage::open(&path, CAPACITY).unwrap();
        let found = stored(&mut storage);
        let mut after = model.clone();
        apply(&mut after, &changes(last));
        next = if found == model { last } else { last + 1 };
        if next > last {
            assert!(found == after, "{round}: neither before nor after step {last}");
            model = after;
        }
        let mut tables = Tables::<500>::new(HashSeed::FIXED);
        tables.load(&mut storage).unwrap();
        tables.check().unwrap();
        // Sometimes it is closed in between, sometimes the next one opens what the last one left.
        if round % 2 == 0 {
            storage.close().unwrap();
        }
    }
    assert!(next > 30, "the processes hardly did anything");
}

/// Starts a process at a step, kills it, and returns the first step that it did not say was done.
fn kill_one(path: &Path, start: u64, after: Duration) -> u64 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["crash::child", "--exact", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env("NETIM_TEST_CRASH_START", start.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = thread::spawn(move || {
        let done = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("done ")?.parse().ok());
        done.max().map_or(start, |last: u64| last + 1)
    });
    // Long enough to get going.
    thread::sleep(Duration::from_millis(25) + after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}
