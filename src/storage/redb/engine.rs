//! redb, kept at arm's length.

use std::{
    boxed::Box,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    string::ToString as _,
    sync::Arc,
    vec::Vec,
};

use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition};

use super::{
    Damage, RedbError,
    container::{Backend, Container},
    contents::{self, META, Meta},
    encoding::{self, Key},
};

const RECORDS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("records");

/// After the first reading all that is read is on the way to what is written. redb would take a gigabyte.
const CACHE_LEN: usize = 4 << 20;

/// The value that a key shall have, or none.
pub(super) type Put = (Key, Option<Vec<u8>>);

/// Opens the database in a container, or creates it in an empty one. One that was not closed is checked, and repaired
/// if need be.
pub(super) fn open(container: &Arc<Container>) -> Result<Database, redb::Error> {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_LEN).set_check_integrity_on_open(!container.was_closed());
    Ok(builder.create_with_backend(Backend(Arc::clone(container)))?)
}

/// Reads all keys and values.
pub(super) fn read(database: &Database) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, redb::Error> {
    let mut values = BTreeMap::new();
    for entry in database.begin_read()?.open_table(RECORDS)?.iter()? {
        let (key, value) = entry?;
        values.insert(key.value().to_vec(), value.value().to_vec());
    }
    Ok(values)
}

/// Writes values and what is known about them, all or nothing. `undo` gets what undoes it, also when it fails so late
/// that nobody knows whether it is done.
pub(super) fn write(
    database: &Database,
    meta: &mut Meta,
    values: &[Put],
    undo: &mut Vec<Put>,
) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    let mut new = *meta;
    undo.clear();
    {
        let mut table = transaction.open_table(RECORDS)?;
        for (key, value) in values {
            let old = match value {
                Some(value) => table.insert(&key[..], &value[..])?.map(|old| old.value().to_vec()),
                None => table.remove(&key[..])?.map(|old| old.value().to_vec()),
            };
            for value in [&old, value].into_iter().flatten() {
                contents::toggle(&mut new.sum, encoding::checksum_of(value));
            }
            undo.push((*key, old));
        }
        new.commit = new.commit.saturating_add(1);
        table.insert(&META[..], &new.seal()[..])?;
    }
    // Of two changes of the same key the first is undone last.
    undo.reverse();
    transaction.commit()?;
    *meta = new;
    Ok(())
}

/// Lets redb work on a file that may be damaged: whatever goes wrong is damage.
pub(super) fn inspect<T>(work: impl FnOnce() -> Result<T, redb::Error>) -> Result<T, RedbError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| Damage::Structure(error.to_string()).into()),
        Err(_) => Err(Damage::Panic.into()),
    }
}

/// Lets redb work on a file that was found to be right.
pub(super) fn run<T>(work: impl FnOnce() -> Result<T, redb::Error>) -> Result<T, RedbError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| Box::new(error).into()),
        Err(_) => Err(RedbError::Panicked),
    }
}
