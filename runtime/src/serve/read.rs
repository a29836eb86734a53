//! Reads.

use matter_tlv::{Encode, Mark, Tag, Writer};

use super::Provides;
use super::globals::{is_global, read_global};
use super::list::{ListState, ListWriter, Viewer};
use crate::fabric::FabricScoped;
use crate::metadata::{AttributeMetadata, ClusterMetadata};
use crate::value::Value;
use crate::{AttributeId, Context, Nullable, Privilege, Status, StatusCode};

/// What a server tells the entries of a list apart by: a number that rises from entry to entry and stays with its entry
/// while others come and go. An index of the data model, where there is one, else the position.
pub type EntryKey = u32;

/// Where the value of one attribute is written to.
///
/// A list may be longer than a message: then it is cut behind the last entry that fits, [`rest`](Self::rest) tells
/// where, and a writer made with [`after`](Self::after) goes on from there.
#[derive(Debug)]
pub struct AttributeWriter<'w, 'b> {
    out: &'w mut Writer<'b>,
    tag: Tag,
    list: ListState,
}

impl<'w, 'b> AttributeWriter<'w, 'b> {
    /// Writes the whole value under `tag`: context tag 2 within an `AttributeDataIB`. Of a list, as much as fits.
    pub fn new(out: &'w mut Writer<'b>, tag: Tag) -> Self {
        Self { out, tag, list: ListState::array_after(None) }
    }

    /// The same, of a list the entries behind the one with this key.
    pub fn after(out: &'w mut Writer<'b>, tag: Tag, key: EntryKey) -> Self {
        Self { out, tag, list: ListState::array_after(Some(key)) }
    }

    /// Writes a single entry of a list, bare: the first, or the first behind the one with this key. For stacks that
    /// report a list item by item. Nothing is written when there is no such entry.
    pub fn entry(out: &'w mut Writer<'b>, tag: Tag, after: Option<EntryKey>) -> Self {
        Self { out, tag, list: ListState::single_after(after) }
    }

    /// The key of the last entry that was written, if entries were left out behind it.
    ///
    /// Of a single entry always its own key: whether there is another shows when it is asked for.
    pub fn rest(&self) -> Option<EntryKey> {
        self.list.rest()
    }

    /// Writes a value that is no list.
    ///
    /// # Errors
    ///
    /// `RESOURCE_EXHAUSTED` if it does not fit the message.
    pub fn value<T: Encode + ?Sized>(&mut self, value: &T) -> Result<(), Status> {
        value.encode(self.tag, self.out).map_err(|_| StatusCode::RESOURCE_EXHAUSTED.into())
    }

    /// Lets `write` write a list. Where null is a value of it, `write` may say that it is null: then what it wrote counts
    /// for nothing.
    ///
    /// # Errors
    ///
    /// What `write` returns; `RESOURCE_EXHAUSTED` if not even an empty list fits.
    pub fn list<T: Value, N: IsNull>(
        &mut self,
        write: impl FnOnce(&mut ListWriter<'_, 'b, T>) -> Result<N, Status>,
    ) -> Result<(), Status> {
        let start = self.open()?;
        let is_null = write(&mut ListWriter::new(self.out, self.tag, &mut self.list, None))?.is_null();
        self.close(start, is_null)
    }

    /// The same for a list whose entries belong to fabrics: those of others are left out or shown in part, as the
    /// requester wants and may.
    ///
    /// # Errors
    ///
    /// Those of [`list`](Self::list).
    pub fn fabric_list<T: Value, N: IsNull>(
        &mut self,
        cx: &Context,
        write: impl FnOnce(&mut ListWriter<'_, 'b, T>) -> Result<N, Status>,
    ) -> Result<(), Status>
    where
        for<'e> T::Of<'e>: FabricScoped,
    {
        let start = self.open()?;
        let viewer = Some(Viewer::new(cx));
        let is_null = write(&mut ListWriter::new(self.out, self.tag, &mut self.list, viewer))?.is_null();
        self.close(start, is_null)
    }

    /// [`list`](Self::list) for a server that is awaited.
    ///
    /// # Errors
    ///
    /// Those of [`list`](Self::list).
    pub async fn list_async<T: Value, N: IsNull>(
        &mut self,
        write: impl AsyncFnOnce(&mut ListWriter<'_, 'b, T>) -> Result<N, Status>,
    ) -> Result<(), Status> {
        let start = self.open()?;
        let mut list = ListWriter::new(self.out, self.tag, &mut self.list, None);
        let is_null = write(&mut list).await?.is_null();
        self.close(start, is_null)
    }

    /// [`fabric_list`](Self::fabric_list) for a server that is awaited.
    ///
    /// # Errors
    ///
    /// Those of [`list`](Self::list).
    pub async fn fabric_list_async<T: Value, N: IsNull>(
        &mut self,
        cx: &Context,
        write: impl AsyncFnOnce(&mut ListWriter<'_, 'b, T>) -> Result<N, Status>,
    ) -> Result<(), Status>
    where
        for<'e> T::Of<'e>: FabricScoped,
    {
        let start = self.open()?;
        let mut list = ListWriter::new(self.out, self.tag, &mut self.list, Some(Viewer::new(cx)));
        let is_null = write(&mut list).await?.is_null();
        self.close(start, is_null)
    }

    /// Starts a list, and says where.
    fn open(&mut self) -> Result<Mark, Status> {
        let start = self.out.mark();
        self.list.open(self.tag, self.out)?;
        Ok(start)
    }

    /// Ends a list, or puts null in its place.
    fn close(&mut self, start: Mark, is_null: bool) -> Result<(), Status> {
        if is_null {
            self.out.rollback(start);
            self.list.forget();
            return self.out.null(self.tag).map_err(|_| StatusCode::RESOURCE_EXHAUSTED.into());
        }
        self.list.close(self.out)
    }
}

/// What a server says about a list that it has written: nothing, or of a nullable one whether it is null.
pub trait IsNull {
    /// Whether the list is null.
    fn is_null(&self) -> bool;
}

impl IsNull for () {
    fn is_null(&self) -> bool {
        false
    }
}

impl IsNull for Nullable<()> {
    fn is_null(&self) -> bool {
        Nullable::is_null(self)
    }
}

/// Runs one read: admits it, answers for global attributes, lets `serve` ask the server for the others, and takes back
/// what was written if that failed.
///
/// # Errors
///
/// The status of the first check that fails, or the server's.
pub fn read<'b>(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    attribute: AttributeId,
    out: &mut AttributeWriter<'_, 'b>,
    serve: impl FnOnce(&mut AttributeWriter<'_, 'b>) -> Result<(), Status>,
) -> Result<(), Status> {
    admit(metadata, provided, cx, attribute)?;
    let start = out.out.mark();
    let outcome =
        if is_global(attribute) { read_global(metadata, provided, attribute, out) } else { serve(out) };
    if outcome.is_err() {
        out.out.rollback(start);
    }
    outcome
}

/// The same for a server that is awaited.
///
/// # Errors
///
/// Those of [`read`].
pub async fn read_async<'b>(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    attribute: AttributeId,
    out: &mut AttributeWriter<'_, 'b>,
    serve: impl AsyncFnOnce(&mut AttributeWriter<'_, 'b>) -> Result<(), Status>,
) -> Result<(), Status> {
    admit(metadata, provided, cx, attribute)?;
    let start = out.out.mark();
    let outcome =
        if is_global(attribute) { read_global(metadata, provided, attribute, out) } else { serve(out).await };
    if outcome.is_err() {
        out.out.rollback(start);
    }
    outcome
}

fn admit(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    attribute: AttributeId,
) -> Result<(), StatusCode> {
    let needed = if is_global(attribute) {
        Privilege::View
    } else {
        let attribute = find(metadata, provided, attribute)?;
        attribute.read.ok_or(StatusCode::UNSUPPORTED_READ)?
    };
    if cx.privilege.allows(needed) { Ok(()) } else { Err(StatusCode::UNSUPPORTED_ACCESS) }
}

/// An attribute that the server has.
pub(super) fn find(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    attribute: AttributeId,
) -> Result<&AttributeMetadata, StatusCode> {
    let attribute = metadata.attribute(attribute).ok_or(StatusCode::UNSUPPORTED_ATTRIBUTE)?;
    if provided.has(metadata, attribute) { Ok(attribute) } else { Err(StatusCode::UNSUPPORTED_ATTRIBUTE) }
}
