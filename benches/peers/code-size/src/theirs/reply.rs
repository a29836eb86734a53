//! A reply that is the value under a context tag, as ours.

use rs_matter::dm::{InvokeReply, ReadReply, Reply};
use rs_matter::error::Error;
use rs_matter::tlv::{TLVTag, TLVWrite, TagType, ToTLV};

/// Writes the value under this tag.
pub struct Value<const TAG: u8, W: TLVWrite> {
    start: W::Position,
    out: W,
}

impl<const TAG: u8, W: TLVWrite> Value<TAG, W> {
    /// Nothing yet.
    pub fn new(out: W) -> Self {
        Self { start: out.get_tail(), out }
    }
}

impl<W: TLVWrite + Send> ReadReply for Value<2, W> {
    fn with_dataver(self, _: u32) -> Result<Option<impl Reply>, Error> {
        Ok(Some(self))
    }
}

impl<W: TLVWrite + Send> InvokeReply for Value<1, W> {
    fn with_command(self, _: u32) -> Result<impl Reply, Error> {
        Ok(self)
    }
}

impl<const TAG: u8, W: TLVWrite + Send> Reply for Value<TAG, W> {
    const TAG: TagType = TLVTag::Context(TAG);

    fn set<T: ToTLV>(mut self, value: T) -> Result<(), Error> {
        value.to_tlv(&Self::TAG, &mut self.out)
    }

    fn reset(&mut self) {
        self.out.rewind_to(self.start);
    }

    fn writer(&mut self) -> impl TLVWrite + Send + '_ {
        &mut self.out
    }

    fn complete(self) -> Result<(), Error> {
        Ok(())
    }
}
