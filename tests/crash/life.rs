//! A server that is killed again and again.

use std::{
    io::{BufRead as _, BufReader},
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{
    command::Command,
    random::Random,
    server,
    shadow::Shadow,
    state::{State, handles},
    tally::Tally,
    task::Task,
};

const SIGKILL: i32 = 9;

/// A server and the one that it should be like.
pub(crate) struct Life {
    folder: TempDir,
    seed: u64,
    /// The next command.
    next: u64,
    shadow: Shadow,
    /// How long a child took to start.
    start: Duration,
}

impl Life {
    /// `in_memory` is for a disk in memory, if there is one: there a kill rarely hits a sync and mostly hits the rest.
    pub(crate) fn new(seed: u64, in_memory: bool) -> Self {
        let memory = Path::new("/dev/shm");
        let folder =
            if in_memory && memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self {
            folder: folder.unwrap(),
            seed,
            next: 0,
            shadow: Shadow::new(),
            start: Duration::from_millis(20),
        }
    }

    /// Lets a child run, kills it, and looks at what it has left.
    pub(crate) fn kill(&mut self, random: &mut Random, tally: &mut Tally) {
        let said = self.run_child(random);
        let mut lines = said.iter();
        let started = lines.next().is_some_and(|line| line == "started");
        let before = loop {
            let Some(n) = lines.next() else { break None };
            assert_eq!(*n, self.next.to_string());
            let before = self.shadow.clone();
            let outcome = self.shadow.run(Command::nth(self.seed, self.next));
            self.next += 1;
            match lines.next() {
                Some(said) => assert_eq!(*said, outcome, "command {n} of seed {}", self.seed),
                None => break Some(before),
            }
            tally.commands += 1;
        };
        tally.kills += 1;
        let found = self.reopen(tally);
        let after = self.shadow.state();
        let Some(mut before_shadow) = before else {
            assert_eq!(found, after);
            *(if started { &mut tally.idle } else { &mut tally.starting }) += 1;
            return;
        };
        let before = before_shadow.state();
        if found == before && found == after {
            tally.either += 1;
        } else if found == before {
            self.shadow = before_shadow;
            tally.before += 1;
        } else {
            assert_eq!(found, after, "command {} of seed {}", self.next - 1, self.seed);
            tally.after += 1;
        }
    }

    /// The state in which a server starts now.
    fn reopen(&self, tally: &mut Tally) -> State {
        let (storage, key_store) = server::open(self.folder.path(), u64::MAX / 2 - self.next);
        let keys = handles(&key_store).len();
        let server = server::start((storage, key_store));
        tally.leftovers += u64::from(server.tables().key_handles().count() < keys);
        State::of(&server)
    }

    /// All that a child said before it was killed.
    fn run_child(&mut self, random: &mut Random) -> Vec<String> {
        let mut command = Task::command(self.seed, self.next, self.folder.path());
        let spawned = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut said = Vec::new();
        if random.below(8) == 0 {
            wait(random, self.start);
        } else {
            said.extend(lines.next());
            self.start = spawned.elapsed();
            let wanted = usize::try_from(random.below(40)).unwrap();
            let started = Instant::now();
            said.extend(lines.by_ref().take(wanted));
            // Anywhere within the time that a line or two take.
            let pace = started.elapsed() / u32::try_from(wanted.max(1)).unwrap();
            wait(random, (pace * 2).max(Duration::from_micros(500)));
        }
        kill(&mut child, &said);
        said.extend(lines);
        said
    }
}

/// Waits for a part of a time.
fn wait(random: &mut Random, up_to: Duration) {
    thread::sleep(up_to.mul_f64(f64::from(u32::try_from(random.below(1000)).unwrap()) / 1000.0));
}

/// A child never ends by itself.
fn kill(child: &mut Child, said: &[String]) {
    child.kill().unwrap();
    let status = child.wait().unwrap();
    // There the test harness says why it failed.
    let output = std::io::read_to_string(child.stdout.take().unwrap()).unwrap();
    assert_eq!(status.signal(), Some(SIGKILL), "{status}: {said:?} {output}");
}
