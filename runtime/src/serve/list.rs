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

    /// Nothing of the list was written after all.
    pub(super) fn forget(&mut self) {
        *self = Self { last: None, cut: false, ..*self };
    }

    pub(super) fn rest(&self) -> Option<EntryKey> {
        if self.cut || self.single { self.last } else { None }
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
    pub(super) fn start(
        out: &'w mut Writer<'b>,
        tag: Tag,
        state: &'w mut ListState,
        viewer: Option<Viewer<T>>,
    ) -> Result<Self, Status> {
        if !state.single {
            out.start_array(tag).map_err(|_| StatusCode::RESOURCE_EXHAUSTED)?;
        }
        Ok(Self { out, tag, state, viewer })
    }

    pub(super) fn end(self) -> Result<(), Status> {
        if !self.state.single {
            self.out.end().map_err(|_| StatusCode::FAILURE)?;
        }
        Ok(())
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
        if self.state.cut || (self.state.single && self.state.last.is_some()) {
            return Ok(ControlFlow::Break(()));
        }
        if self.state.after.is_some_and(|after| key <= after) {
            return Ok(ControlFlow::Continue(()));
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
        match written {
            Ok(()) => {
                self.state.last = Some(key);
                Ok(if self.state.single { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            }
            Err(error) => {
                self.out.rollback(start);
                if error.kind != ErrorKind::BufferFull || self.state.last.is_none() {
                    return Err(StatusCode::RESOURCE_EXHAUSTED.into());
                }
                self.state.cut = true;
                Ok(ControlFlow::Break(()))
            }
        }
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
