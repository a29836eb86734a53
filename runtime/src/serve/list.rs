//! Lists that may be longer than a message.

use core::fmt;
use core::ops::ControlFlow;

use matter_tlv::{Encode, Error, ErrorKind, Tag, Writer};

use super::EntryKey;
use crate::fabric::{FabricScoped, Sight};
use crate::value::Value;
use crate::{Context, Status, StatusCode};

/// What of a list is wanted, and how far it got.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListState {
    /// Where the last message ended.
    after: Option<EntryKey>,
    /// Whether one bare entry is wanted rather than an array.
    single: bool,
    /// The key of the last entry written.
    last: Option<EntryKey>,
    /// Whether an entry was left out.
    cut: bool,
}

impl ListState {
    pub(super) const fn array_after(after: Option<EntryKey>) -> Self {
        Self { after, single: false, last: None, cut: false }
    }

    pub(super) const fn single_after(after: Option<EntryKey>) -> Self {
        Self { single: true, ..Self::array_after(after) }
    }

    pub(super) fn open(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Status> {
        if self.single {
            return Ok(());
        }
        out.start_array(tag).map_err(|_| StatusCode::RESOURCE_EXHAUSTED.into())
    }

    pub(super) fn close(&self, out: &mut Writer<'_>) -> Result<(), Status> {
        if self.single {
            return Ok(());
        }
        out.end().map_err(|_| StatusCode::FAILURE.into())
    }

    /// Nothing of the list was written after all.
    pub(super) fn forget(&mut self) {
        *self = Self { last: None, cut: false, ..*self };
    }

    pub(super) fn rest(&self) -> Option<EntryKey> {
        if self.cut || self.single { self.last } else { None }
    }
}

// What there is to do about an entry whatever it is: compiled once, not for every list.
impl ListState {
    /// How to go on behind an entry that is not to be written; `None` for one that is.
    fn skips(&self, key: EntryKey) -> Option<ControlFlow<()>> {
        if self.cut || (self.single && self.last.is_some()) {
            return Some(ControlFlow::Break(()));
        }
        self.after.is_some_and(|after| key <= after).then_some(ControlFlow::Continue(()))
    }

    /// How to go on behind an entry that was written, or did not fit and was taken back.
    fn settle(&mut self, key: EntryKey, written: Result<(), Error>) -> Result<ControlFlow<()>, Status> {
        match written {
            Ok(()) => {
                self.last = Some(key);
                Ok(if self.single { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            }
            Err(error) if error.kind != ErrorKind::BufferFull || self.last.is_none() => {
                Err(StatusCode::RESOURCE_EXHAUSTED.into())
            }
            Err(_) => {
                self.cut = true;
                Ok(ControlFlow::Break(()))
            }
        }
    }
}

/// Who looks at entries that belong to fabrics, and what that does to them.
pub(super) struct Viewer<T: Value> {
    cx: Context,
    sight: for<'e> fn(&T::Of<'e>, &Context) -> Sight,
    encode_for_others: for<'e> fn(&T::Of<'e>, Tag, &mut Writer<'_>) -> Result<(), Error>,
}

impl<T: Value> Viewer<T>
where
    for<'e> T::Of<'e>: FabricScoped,
{
    pub(super) fn new(cx: &Context) -> Self {
        Self {
            cx: *cx,
            sight: |entry, cx| Sight::of(cx, entry.fabric_index()),
            encode_for_others: |entry, tag, out| entry.encode_for_others(tag, out),
        }
    }
}

/// Where a server writes the entries of a list to.
///
/// A server that numbers its entries walks them from behind [`after`](Self::after) and [`push`](Self::push)es each with
/// its number until one does not fit. Then every entry that is there during a whole read appears in it exactly once,
/// even when others are added and removed between two messages. A server without such numbers uses
/// [`extend`](Self::extend).
///
/// Of a list whose entries belong to fabrics it pushes all entries: what the requester must not see, or does not want to, is
/// left out here.
pub struct ListWriter<'w, 'b, T: Value> {
    out: &'w mut Writer<'b>,
    tag: Tag,
    state: &'w mut ListState,
    viewer: Option<Viewer<T>>,
}

impl<T: Value> fmt::Debug for ListWriter<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListWriter").field("state", self.state).finish_non_exhaustive()
    }
}

impl<'w, 'b, T: Value> ListWriter<'w, 'b, T> {
    /// Between the start of the list and its end, which are written by [`ListState`].
    pub(super) const fn new(
        out: &'w mut Writer<'b>,
        tag: Tag,
        state: &'w mut ListState,
        viewer: Option<Viewer<T>>,
    ) -> Self {
        Self { out, tag, state, viewer }
    }

    /// The key of the last entry that is not wanted: begin behind it, or at the start.
    pub fn after(&self) -> Option<EntryKey> {
        self.state.after
    }

    /// Writes the next entry. Keys rise from call to call. `Break` means that no further entry is wanted in this
    /// message: this one did not fit, or it was the only one asked for.
    ///
    /// # Errors
    ///
    /// `RESOURCE_EXHAUSTED` if the entry would not fit a message of its own.
    pub fn push(&mut self, key: EntryKey, entry: &T::Of<'_>) -> Result<ControlFlow<()>, Status> {
        if let Some(flow) = self.state.skips(key) {
            return Ok(flow);
        }
        let tag = if self.state.single { self.tag } else { Tag::Anonymous };
        let start = self.out.mark();
        let written = match &self.viewer {
            None => entry.encode(tag, self.out),
            Some(viewer) => match (viewer.sight)(entry, &viewer.cx) {
                Sight::Full => entry.encode(tag, self.out),
                Sight::Partial => (viewer.encode_for_others)(entry, tag, self.out),
                Sight::None => return Ok(ControlFlow::Continue(())),
            },
        };
        if written.is_err() {
            self.out.rollback(start);
        }
        self.state.settle(key, written)
    }

    /// Writes entries that are told apart by their position.
    ///
    /// # Errors
    ///
    /// Those of [`push`](Self::push).
    pub fn extend<'e>(&mut self, entries: impl IntoIterator<Item = T::Of<'e>>) -> Result<(), Status> {
        for (key, entry) in (0..).zip(entries) {
            if self.push(key, &entry)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}
