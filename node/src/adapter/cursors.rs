//! How far the reads of long lists have got.

use std::{cell::RefCell, collections::VecDeque};

use clustergen_runtime::serve::EntryKey;

/// How many reads can be under way; the one that was begun first is forgotten for another one.
const MAX: usize = 64;

/// Reads of lists that the stack asks for entry by entry.
///
/// The stack names entries by their position, and sends messages in between, so entries may come and go meanwhile. What
/// does not change is the key of an entry, its index in the data model: behind the last one that was sent, the read goes
/// on. So every entry that is there during the whole read is sent exactly once.
#[derive(Debug)]
pub(super) struct Cursors<R>(RefCell<VecDeque<Cursor<R>>>);

/// One read; `R` is what tells it from others.
#[derive(Clone, Copy, Debug)]
struct Cursor<R> {
    read: R,
    dataver: u32,
    /// Which entry was asked for last.
    position: u16,
    /// The entry before that one.
    before: Option<EntryKey>,
    /// That one itself, once it was found.
    last: Option<EntryKey>,
}

impl<R: Copy + PartialEq> Cursors<R> {
    pub(super) const fn new() -> Self {
        Self(RefCell::new(VecDeque::new()))
    }

    /// A read begins, in the place of an earlier one of the same kind.
    pub(super) fn begin(&self, read: R, dataver: u32) {
        let mut cursors = self.0.borrow_mut();
        cursors.retain(|cursor| cursor.read != read);
        if cursors.len() == MAX {
            cursors.pop_front();
        }
        cursors.push_back(Cursor { read, dataver, position: 0, before: None, last: None });
    }

    /// The data version at which a read began: who has seen an older entry of the list must not take it for a newer one.
    pub(super) fn dataver(&self, read: R) -> Option<u32> {
        self.0.borrow().iter().find(|cursor| cursor.read == read).map(|cursor| cursor.dataver)
    }

    /// The key behind which the entry at a position is: that of the one before. `Err` if the read is not known, or asks
    /// neither for the entry it asked for last, which did not fit the message, nor for the next one.
    pub(super) fn before(&self, read: R, position: u16) -> Result<Option<EntryKey>, UnknownPosition> {
        let mut cursors = self.0.borrow_mut();
        let cursor = cursors.iter_mut().find(|cursor| cursor.read == read).ok_or(UnknownPosition)?;
        if position != cursor.position {
            let next = cursor.position.checked_add(1) == Some(position) && cursor.last.is_some();
            if !next {
                return Err(UnknownPosition);
            }
            cursor.position = position;
            cursor.before = cursor.last.take();
        }
        Ok(cursor.before)
    }

    /// The entry at the position that was asked for last has this key.
    pub(super) fn found(&self, read: R, key: EntryKey) {
        if let Some(cursor) = self.0.borrow_mut().iter_mut().find(|cursor| cursor.read == read) {
            cursor.last = Some(key);
        }
    }

    /// There are no more entries.
    pub(super) fn end(&self, read: R) {
        self.0.borrow_mut().retain(|cursor| cursor.read != read);
    }
}

/// Nothing is known about what is before a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnknownPosition;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_goes_on_behind_the_last_entry_and_repeats_one_that_did_not_fit() {
        let cursors = Cursors::new();
        cursors.begin('a', 7);
        assert_eq!(cursors.dataver('a'), Some(7));
        assert_eq!(cursors.before('a', 0), Ok(None));
        cursors.found('a', 10);
        assert_eq!(cursors.before('a', 1), Ok(Some(10)));
        cursors.found('a', 20);
        // It did not fit; meanwhile it has gone, and another one is behind 10.
        assert_eq!(cursors.before('a', 1), Ok(Some(10)));
        cursors.found('a', 30);
        assert_eq!(cursors.before('a', 2), Ok(Some(30)));
        cursors.end('a');
        assert_eq!(cursors.dataver('a'), None);
    }

    #[test]
    fn only_the_next_position_is_known() {
        let cursors = Cursors::new();
        assert_eq!(cursors.before('a', 0), Err(UnknownPosition));
        cursors.begin('a', 1);
        assert_eq!(cursors.before('a', 1), Err(UnknownPosition), "0 was not found yet");
        cursors.found('a', 1);
        assert_eq!(cursors.before('a', 2), Err(UnknownPosition));
        assert_eq!(cursors.before('a', 1), Ok(Some(1)));
    }

    #[test]
    fn reads_do_not_mix_and_the_oldest_goes_first() {
        let cursors = Cursors::new();
        for read in 0..=MAX {
            cursors.begin(read, 1);
            cursors.found(read, 5);
        }
        assert_eq!(cursors.before(0, 0), Err(UnknownPosition));
        assert_eq!(cursors.before(1, 1), Ok(Some(5)));
        cursors.begin(1, 2);
        assert_eq!(cursors.before(1, 0), Ok(None), "begun anew");
        assert_eq!(cursors.before(2, 1), Ok(Some(5)));
    }
}
