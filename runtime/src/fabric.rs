//! What belongs to a fabric: who may see it, and whose writes replace it (Matter specification, section 7.13.4).
//!
//! Generated dispatch filters what is read. A server that keeps a fabric-scoped list lets a write through [`replace_own`]
//! and an appended entry through [`append_own`]: what other fabrics have in the list stays.

use matter_tlv::{Encode, Error, Tag, Writer};

use crate::{Context, FabricIndex, Status, StatusCode};

/// An instance of a fabric-scoped structure.
pub trait FabricScoped: Encode {
    /// The fabric that it belongs to; `None` if it does not say.
    fn fabric_index(&self) -> Option<u8>;

    /// Writes what other fabrics may see of it: all but its fabric-sensitive fields.
    ///
    /// # Errors
    ///
    /// Those of its encoding.
    fn encode_for_others(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        self.encode(tag, out)
    }
}

/// How much of an entry a requester gets to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Full,
    /// All but the fabric-sensitive fields.
    Partial,
    /// Nothing: it is not in the answer.
    None,
}

impl Sight {
    /// What a requester sees of an entry that belongs to this fabric.
    pub fn of(cx: &Context, fabric_index: Option<u8>) -> Self {
        if cx.is_own(fabric_index) {
            Self::Full
        } else if cx.fabric_filtered {
            Self::None
        } else {
            Self::Partial
        }
    }
}

impl Context {
    /// Whether something that belongs to this fabric belongs to the accessing one.
    pub fn is_own(&self, fabric_index: Option<u8>) -> bool {
        self.fabric_index.is_some_and(|own| fabric_index == Some(own.get()))
    }

    /// The accessing fabric, for operations that are about it.
    ///
    /// # Errors
    ///
    /// `UNSUPPORTED_ACCESS` if there is none.
    pub fn accessing_fabric(&self) -> Result<FabricIndex, Status> {
        self.fabric_index.ok_or(StatusCode::UNSUPPORTED_ACCESS.into())
    }
}

/// A server's memory of a fabric-scoped list.
pub trait FabricTable {
    /// An entry, as the server keeps it.
    type Entry;

    /// How many entries of this fabric there are.
    fn count(&self, fabric_index: FabricIndex) -> usize;

    /// How many entries can be added.
    fn room(&self) -> usize;

    /// Removes the entries of a fabric.
    fn remove_all(&mut self, fabric_index: FabricIndex);

    /// Adds an entry behind those that are there. Is called only when there is [`room`](Self::room).
    fn push(&mut self, entry: Self::Entry);
}

/// Replaces the entries of the accessing fabric by those that were written, which belong to it whatever they say.
/// `keep` makes of each what the server keeps.
///
/// # Errors
///
/// `UNSUPPORTED_ACCESS` without a fabric, `RESOURCE_EXHAUSTED` if there is no room for all, and those of `keep`. Then
/// nothing has changed.
pub fn replace_own<T, I, E>(
    table: &mut T,
    cx: &Context,
    written: I,
    keep: impl Fn(E, FabricIndex) -> Result<T::Entry, Status>,
) -> Result<(), Status>
where
    T: FabricTable,
    I: IntoIterator<Item = Result<E, Error>, IntoIter: Clone>,
{
    let own = cx.accessing_fabric()?;
    let written = written.into_iter();
    let kept = |entry: Result<E, Error>| keep(entry.map_err(|_| StatusCode::INVALID_DATA_TYPE)?, own);
    // All are looked at before the first is replaced.
    let count = written.clone().try_fold(0, |count, entry| kept(entry).map(|_| count + 1))?;
    if count > table.room() + table.count(own) {
        return Err(StatusCode::RESOURCE_EXHAUSTED.into());
    }
    table.remove_all(own);
    written.into_iter().try_for_each(|entry| kept(entry).map(|entry| table.push(entry)))
}

/// Adds an entry for the accessing fabric. `keep` makes of it what the server keeps.
///
/// # Errors
///
/// Those of [`replace_own`].
pub fn append_own<T: FabricTable, E>(
    table: &mut T,
    cx: &Context,
    written: E,
    keep: impl Fn(E, FabricIndex) -> Result<T::Entry, Status>,
) -> Result<(), Status> {
    let own = cx.accessing_fabric()?;
    if table.room() == 0 {
        return Err(StatusCode::RESOURCE_EXHAUSTED.into());
    }
    table.push(keep(written, own)?);
    Ok(())
}
