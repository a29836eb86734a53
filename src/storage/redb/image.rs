//! A database in memory, as it would be on disk.

use std::{io, vec::Vec};

/// What is read is never longer than this. The file of a server with 2,047 clients has a megabyte or two.
pub(super) const MAX_LEN: u64 = 256 << 20;

/// An image of the database, and what has been done to it.
#[derive(Debug)]
pub(super) struct Image {
    bytes: Vec<u8>,
    log: Vec<Done>,
}

/// One thing that has been done.
#[derive(Debug)]
pub(super) enum Done {
    Write { offset: u64, bytes: Vec<u8> },
    SetLen(u64),
    Sync,
}

impl Image {
    pub(super) const fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, log: Vec::new() }
    }

    /// What was done, first to last.
    pub(super) fn into_log(self) -> Vec<Done> {
        self.log
    }

    pub(super) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub(super) fn read(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        let from =
            usize::try_from(offset).ok().and_then(|offset| self.bytes.get(offset..)?.get(..bytes.len()));
        bytes.copy_from_slice(from.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    pub(super) fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let start = usize::try_from(offset).ok();
        let to = start.and_then(|start| self.bytes.get_mut(start..)?.get_mut(..bytes.len()));
        to.ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(bytes);
        self.log.push(Done::Write { offset, bytes: bytes.to_vec() });
        Ok(())
    }

    pub(super) fn set_len(&mut self, len: u64) -> io::Result<()> {
        // A damaged file must not make us ask for more memory than there is.
        let within_reason = usize::try_from(len).ok().filter(|_| len <= MAX_LEN);
        self.bytes.resize(within_reason.ok_or(io::ErrorKind::FileTooLarge)?, 0);
        self.log.push(Done::SetLen(len));
        Ok(())
    }

    pub(super) fn sync(&mut self) {
        self.log.push(Done::Sync);
    }
}
