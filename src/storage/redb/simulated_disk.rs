//! A disk that forgets what was not synced.

use std::{
    io,
    sync::{Arc, Mutex},
    vec::Vec,
};

use super::{disk::Disk, image::Done};

const SECTOR_LEN: usize = 512;

/// A disk in memory whose power can be cut, and whose operations can be made to fail.
#[derive(Debug, Default)]
pub(super) struct SimulatedDisk {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What would be read.
    bytes: Vec<u8>,
    /// What is there in any case.
    synced: Vec<u8>,
    /// What was done since.
    pending: Vec<Done>,
    /// How many operations have changed something.
    operations: u64,
    /// Which one fails, counted from there.
    fails_at: Option<u64>,
    /// Whether all behind that one fail too.
    stays_broken: bool,
    /// How many readings succeed before one fails, if one shall.
    readings_left: Option<u64>,
    /// Whether one has failed.
    reading_failed: bool,
}

impl SimulatedDisk {
    pub(super) fn with(bytes: Vec<u8>) -> Arc<Self> {
        let state = State { synced: bytes.clone(), bytes, ..State::default() };
        Arc::new(Self { state: Mutex::new(state) })
    }

    /// What would be read, synced or not.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.state.lock().unwrap().bytes.clone()
    }

    /// How many operations have changed something.
    pub(super) fn operations(&self) -> u64 {
        self.state.lock().unwrap().operations
    }

    /// Lets an operation fail, counted from the next one, which is 0.
    pub(super) fn fail_at(&self, operation: u64, stays_broken: bool) {
        let mut state = self.state.lock().unwrap();
        state.fails_at = Some(state.operations + operation);
        state.stays_broken = stays_broken;
    }

    /// Lets all operations succeed again.
    pub(super) fn mend(&self) {
        self.state.lock().unwrap().fails_at = None;
    }

    /// Lets one look at the length or the bytes fail, counted from the next one, which is 0.
    pub(super) fn fail_reading_at(&self, reading: u64) {
        let mut state = self.state.lock().unwrap();
        state.readings_left = Some(reading);
        state.reading_failed = false;
    }

    /// Whether a reading has failed since it was to.
    pub(super) fn reading_failed(&self) -> bool {
        self.state.lock().unwrap().reading_failed
    }

    /// What is there after a power failure: all that was synced, and of the rest those sectors that `survives` says.
    pub(super) fn after_power_failure(&self, mut survives: impl FnMut() -> bool) -> Arc<Self> {
        let state = self.state.lock().unwrap();
        let mut bytes = state.synced.clone();
        for done in &state.pending {
            match done {
                Done::SetLen(len) if survives() => bytes.resize(usize::try_from(*len).unwrap(), 0),
                Done::Write { offset, bytes: written } => {
                    for (n, sector) in written.chunks(SECTOR_LEN).enumerate() {
                        let start = usize::try_from(*offset).unwrap() + n * SECTOR_LEN;
                        if survives() && start + sector.len() <= bytes.len() {
                            bytes[start..start + sector.len()].copy_from_slice(sector);
                        }
                    }
                }
                _ => {}
            }
        }
        Self::with(bytes)
    }

    fn change(&self, done: Done) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        let operation = state.operations;
        state.operations += 1;
        if state.fails_at.is_some_and(|at| operation == at || (operation > at && state.stays_broken)) {
            return Err(io::Error::other("simulated"));
        }
        match &done {
            Done::Write { offset, bytes } => {
                let start = usize::try_from(*offset).unwrap();
                let end = start + bytes.len();
                if state.bytes.len() < end {
                    state.bytes.resize(end, 0);
                }
                state.bytes[start..end].copy_from_slice(bytes);
            }
            Done::SetLen(len) => state.bytes.resize(usize::try_from(*len).unwrap(), 0),
            Done::Sync => {
                state.synced = state.bytes.clone();
                state.pending.clear();
                return Ok(());
            }
        }
        state.pending.push(done);
        Ok(())
    }
}

impl State {
    /// Whether this reading succeeds.
    fn reading(&mut self) -> io::Result<()> {
        match self.readings_left.map(|left| left.checked_sub(1)) {
            Some(None) => {
                self.readings_left = None;
                self.reading_failed = true;
                Err(io::Error::other("simulated"))
            }
            left => {
                self.readings_left = left.flatten();
                Ok(())
            }
        }
    }
}

impl Disk for SimulatedDisk {
    fn len(&self) -> io::Result<u64> {
        let mut state = self.state.lock().unwrap();
        state.reading()?;
        Ok(state.bytes.len() as u64)
    }

    fn read(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        state.reading()?;
        let start = usize::try_from(offset).unwrap();
        let from = state.bytes.get(start..).and_then(|rest| rest.get(..bytes.len()));
        bytes.copy_from_slice(from.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.change(Done::Write { offset, bytes: bytes.to_vec() })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.change(Done::SetLen(len))
    }

    fn sync(&self) -> io::Result<()> {
        self.change(Done::Sync)
    }
}
