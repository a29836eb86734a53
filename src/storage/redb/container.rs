//! The container around redb's database: a header, then the database.

use std::{
    io, mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    vec,
    vec::Vec,
};

use redb::StorageBackend;
use sha2::{Digest as _, Sha256};

use super::{
    Damage, RedbError,
    disk::Disk,
    header::{self, Closed, HEADER_LEN, Slot},
    image::{Done, Image, MAX_LEN},
};

const OFFSET: u64 = HEADER_LEN as u64;

/// A container that is open.
#[derive(Debug)]
pub(super) struct Container {
    disk: Arc<dyn Disk>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The one that counts.
    slot: Slot,
    database: Database,
}

/// Where redb reads and writes.
#[derive(Debug)]
enum Database {
    Image(Image),
    Disk,
    /// Nowhere: something failed, and whatever redb would still write could only make it worse.
    Abandoned,
}

impl Container {
    /// Makes an empty container.
    pub(super) fn create(disk: Arc<dyn Disk>) -> Result<Arc<Self>, RedbError> {
        let failed = |source| RedbError::Io { action: "writing the file", source };
        disk.set_len(OFFSET).map_err(failed)?;
        let first = Slot::NEW;
        let second = first.next(0, None);
        for slot in [first, second] {
            disk.write(slot.offset(), &slot.encode()).map_err(failed)?;
        }
        Ok(Arc::new(Self { disk, state: Mutex::new(State { slot: second, database: Database::Disk }) }))
    }

    /// Reads a container into memory. What is done to it stays there until [`go_live`](Self::go_live).
    pub(super) fn read(disk: Arc<dyn Disk>) -> Result<Arc<Self>, RedbError> {
        let failed = |source| RedbError::Io { action: "reading the file", source };
        let len = disk.len().map_err(failed)?;
        let database_len = len.checked_sub(OFFSET).ok_or(RedbError::NotADatabase)?;
        let mut header = [0; HEADER_LEN];
        disk.read(0, &mut header).map_err(failed)?;
        let slot = header::decode(&header)?;
        match slot.closed {
            Some(closed) if closed.len != database_len => {
                return Err(Damage::Length { expected: OFFSET.saturating_add(closed.len), found: len }.into());
            }
            _ if database_len > MAX_LEN => {
                return Err(Damage::Length { expected: OFFSET + MAX_LEN, found: len }.into());
            }
            _ => {}
        }
        let bytes = read_database(&*disk, database_len).map_err(failed)?;
        if slot.closed.is_some_and(|closed| closed.sha256 != <[u8; 32]>::from(Sha256::digest(&bytes))) {
            return Err(Damage::Checksum.into());
        }
        let state = State { slot, database: Database::Image(Image::new(bytes)) };
        Ok(Arc::new(Self { disk, state: Mutex::new(state) }))
    }

    /// Whether it was closed when it was read; otherwise the process that had it open died.
    pub(super) fn was_closed(&self) -> bool {
        self.state().slot.closed.is_some()
    }

    /// The last commit that is known to be complete.
    pub(super) fn acknowledged(&self) -> u64 {
        self.state().slot.acknowledged
    }

    /// Writes to the file what was done in memory; from now on everything is done to the file at once.
    pub(super) fn go_live(&self) -> Result<(), RedbError> {
        let mut state = self.state();
        // Abandoned, unless all of it succeeds.
        let image = match mem::replace(&mut state.database, Database::Abandoned) {
            Database::Image(image) => image,
            other => {
                state.database = other;
                return Ok(());
            }
        };
        self.write_log(&mut state, image).map_err(RedbError::io("writing the file"))?;
        state.database = Database::Disk;
        Ok(())
    }

    fn write_log(&self, state: &mut State, image: Image) -> io::Result<()> {
        self.mark_in_use(state)?;
        image.into_log().iter().try_for_each(|done| match done {
            Done::Write { offset, bytes } => self.disk.write(OFFSET.saturating_add(*offset), bytes),
            Done::SetLen(len) => self.disk.set_len(OFFSET.saturating_add(*len)),
            Done::Sync => self.disk.sync(),
        })
    }

    /// Writes nothing more.
    pub(super) fn abandon(&self) {
        self.state().database = Database::Abandoned;
    }

    /// Before anything else is written: from here on the checksum may be wrong.
    fn mark_in_use(&self, state: &mut State) -> io::Result<()> {
        if state.slot.closed.is_some() {
            self.write_slot(state, state.slot.acknowledged, None)?;
            self.disk.sync()?;
        }
        Ok(())
    }

    /// Notes that a commit is complete.
    ///
    /// This needs no sync: it tells damage from the trace of a crash, and where it is missing the benefit of the doubt
    /// is the crash's. It cannot fail for the same reason.
    pub(super) fn acknowledge(&self, commit: u64) {
        let mut state = self.state();
        let _ = self.write_slot(&mut state, commit, None);
    }

    /// Marks it as closed. redb must be done with it.
    pub(super) fn close(&self) -> Result<(), RedbError> {
        let mut state = self.state();
        match state.database {
            Database::Disk => self.write_closed(&mut state).map_err(RedbError::io("closing the file")),
            Database::Image(_) | Database::Abandoned => Ok(()),
        }
    }

    fn write_closed(&self, state: &mut State) -> io::Result<()> {
        let len = self.disk.len()?.saturating_sub(OFFSET);
        let sha256 = Sha256::digest(read_database(&*self.disk, len)?).into();
        // What the checksum is of must be there before the checksum is.
        self.disk.sync()?;
        // In both slots: damage to one must not make the file look like one in use.
        for _ in 0..2 {
            self.write_slot(state, state.slot.acknowledged, Some(Closed { len, sha256 }))?;
            self.disk.sync()?;
        }
        Ok(())
    }

    fn write_slot(&self, state: &mut State, acknowledged: u64, closed: Option<Closed>) -> io::Result<()> {
        let slot = state.slot.next(acknowledged, closed);
        self.disk.write(slot.offset(), &slot.encode())?;
        state.slot = slot;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_database(disk: &dyn Disk, len: u64) -> io::Result<Vec<u8>> {
    let len = usize::try_from(len).map_err(|_| io::ErrorKind::FileTooLarge)?;
    let mut bytes = vec![0; len];
    disk.read(OFFSET, &mut bytes)?;
    Ok(bytes)
}

/// The database in the container, for redb.
#[derive(Debug)]
pub(super) struct Backend(pub(super) Arc<Container>);

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        match &self.0.state().database {
            Database::Image(image) => Ok(image.len()),
            Database::Disk => Ok(self.0.disk.len()?.saturating_sub(OFFSET)),
            Database::Abandoned => Err(abandoned()),
        }
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        match &self.0.state().database {
            Database::Image(image) => image.read(offset, out),
            Database::Disk => self.0.disk.read(OFFSET.saturating_add(offset), out),
            Database::Abandoned => Err(abandoned()),
        }
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        match &mut self.0.state().database {
            Database::Image(image) => image.set_len(len),
            Database::Disk => self.0.disk.set_len(OFFSET.saturating_add(len)),
            Database::Abandoned => Err(abandoned()),
        }
    }

    fn sync_data(&self) -> io::Result<()> {
        match &mut self.0.state().database {
            Database::Image(image) => {
                image.sync();
                Ok(())
            }
            Database::Disk => self.0.disk.sync(),
            Database::Abandoned => Err(abandoned()),
        }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        match &mut self.0.state().database {
            Database::Image(image) => image.write(offset, data),
            Database::Disk => self.0.disk.write(OFFSET.saturating_add(offset), data),
            Database::Abandoned => Err(abandoned()),
        }
    }
}

fn abandoned() -> io::Error {
    io::Error::other("given up after an error")
}
