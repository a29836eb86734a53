//! Serving a cluster: what generated dispatch does around a server's methods.
//!
//! An operation is checked in this order, and the first check that fails answers:
//!
//! 1. path: the item exists (`UNSUPPORTED_COMMAND`, `UNSUPPORTED_ATTRIBUTE`) and can be read or written at all
//!    (`UNSUPPORTED_READ`, `UNSUPPORTED_WRITE`);
//! 2. privilege (`UNSUPPORTED_ACCESS`);
//! 3. timed interaction, where it is needed (`NEEDS_TIMED_INTERACTION`);
//! 4. session: an accessing fabric or CASE, where it is needed (`UNSUPPORTED_ACCESS`); for writes to some attributes, an
//!    atomic write that has begun (`INVALID_IN_STATE`);
//! 5. shape of the data (`INVALID_COMMAND`, for writes `INVALID_DATA_TYPE`), choice groups included;
//! 6. limits (`CONSTRAINT_ERROR`).
//!
//! Only then is the server's method called. Whatever fails, nothing of an answer stays in the buffer.

mod command;
mod globals;
mod list;
mod provided;
mod read;
mod write;

pub use command::{Answer, CommandWriter, Replied, Reply, admit_invoke, answer, answer_async, request};
pub use list::ListWriter;
pub use provided::{Everything, Provided, Provides};
pub use read::{AttributeWriter, EntryKey, IsNull, read, read_async};
pub use write::{Chunk, admit_atomic_write, admit_write, appended, first_chunk, written};
