//! Reads, as bytes.

use clustergen_runtime::{
    AttributeId, Context, Status, StatusCode,
    serve::{AttributeWriter, EntryKey},
    tlv::{Tag, Writer},
};
use netim::{
    manager::Platform,
    wire::{self, Release},
};

use super::server::Locked;

/// More than fits a message of the stack: what does not fit this does not fit that.
pub(super) const MESSAGE: usize = 1280;

/// `AttributeDataIB.Data`.
const DATA: Tag = Tag::Context(2);

/// What is wanted of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Portion {
    /// All of it.
    Whole,
    /// One entry of a list, the first behind the one with this key.
    After(Option<EntryKey>),
    /// One entry of a list, by its position.
    At(u16),
}

/// One read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) release: Release,
    pub(super) cx: Context,
    pub(super) attribute: AttributeId,
    pub(super) portion: Portion,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The value under its tag; of a single entry of a list, the key of it.
    Value(Vec<u8>, Option<EntryKey>),
    /// A list that is too long for a message.
    TooLong,
    /// The list has no such entry.
    NoEntry,
}

/// An empty list under its tag.
pub(super) const EMPTY_LIST: [u8; 3] = [0x36, 0x02, 0x18];

impl Read {
    pub(super) fn read<P: Platform, const MAX: usize>(
        self,
        manager: &Locked<P, MAX>,
    ) -> Result<Found, Status> {
        match self.portion {
            Portion::Whole => self.whole(manager),
            Portion::After(key) => self.entry(manager, key),
            Portion::At(position) => self.entry_at(manager, position),
        }
    }

    fn whole<P: Platform, const MAX: usize>(self, manager: &Locked<P, MAX>) -> Result<Found, Status> {
        let mut buffer = vec![0; MESSAGE];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::new(&mut out, DATA);
        wire::read(self.release, manager, &self.cx, self.attribute, &mut writer)?;
        if writer.rest().is_some() {
            return Ok(Found::TooLong);
        }
        Ok(Found::Value(out.as_bytes().to_vec(), None))
    }

    fn entry<P: Platform, const MAX: usize>(
        self,
        manager: &Locked<P, MAX>,
        after: Option<EntryKey>,
    ) -> Result<Found, Status> {
        let mut buffer = [0; 256];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::entry(&mut out, DATA, after);
        wire::read(self.release, manager, &self.cx, self.attribute, &mut writer)?;
        let Some(key) = writer.rest() else { return Ok(Found::NoEntry) };
        Ok(Found::Value(out.as_bytes().to_vec(), Some(key)))
    }

    /// Walks to the entry. Only for a read whose beginning is not known.
    fn entry_at<P: Platform, const MAX: usize>(
        self,
        manager: &Locked<P, MAX>,
        position: u16,
    ) -> Result<Found, Status> {
        let mut after = None;
        for _ in 0..position {
            match self.entry(manager, after)? {
                Found::Value(_, Some(key)) => after = Some(key),
                Found::Value(_, None) => return Err(StatusCode::FAILURE.into()),
                end => return Ok(end),
            }
        }
        self.entry(manager, after)
    }
}
