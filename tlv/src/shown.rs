//! What `Debug` shows of those that work on bytes: where they are, never the bytes.
//!
//! They are passed around in servers, and so end up in logs; messages with secrets in them must not. Whoever wants to see
//! bytes has [`Dump`](crate::Dump) and [`Element`](crate::Element).

use core::fmt;

use crate::{Input, Mode, Writer};

/// How many bytes are left.
impl<M: Mode> fmt::Debug for Input<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Input({} left)", self.remaining())
    }
}

/// How many bytes are written, and for how many there is room.
impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("len", &self.len())
            .field("remaining", &self.remaining())
            .field("depth", &self.depth())
            .finish_non_exhaustive()
    }
}
