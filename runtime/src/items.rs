//! Attributes, commands and events as types: what generated types say of themselves.

use crate::limits::ConstraintError;
use crate::metadata::EventPriority;
use crate::value::Value;
use crate::{AttributeId, ClusterId, CommandId, EventId};

/// An attribute of a cluster. The type that implements this has no values; that of the attribute's value is
/// [`Type`](Self::Type).
pub trait Attribute {
    /// The cluster.
    const CLUSTER: ClusterId;
    /// The attribute's id.
    const ID: AttributeId;
    /// Whether a write must be timed.
    const TIMED_WRITE: bool = false;
    /// The type of its value.
    type Type: Value;

    /// Checks the limits that the attribute sets to its value, beside those that the value's type has.
    ///
    /// # Errors
    ///
    /// The limit that is broken.
    fn limits(_value: &<Self::Type as Value>::Of<'_>) -> Result<(), ConstraintError> {
        Ok(())
    }
}

/// A list that can be written, whole or entry by entry.
pub trait ListAttribute: Attribute {
    /// The type of its entries.
    type Entry: Value;
    /// How many entries it may have.
    const MAX_COUNT: usize = usize::MAX;

    /// Checks the limits that the attribute sets to each entry, beside those that the entry's type has.
    ///
    /// # Errors
    ///
    /// The limit that is broken.
    fn entry_limits(_entry: &<Self::Entry as Value>::Of<'_>) -> Result<(), ConstraintError> {
        Ok(())
    }
}

/// The fields of a command, request or response.
pub trait Command: Value {
    /// The command's id.
    const ID: CommandId;
}

/// The data of an event.
pub trait Event: Value {
    /// The cluster.
    const CLUSTER: ClusterId;
    /// The event's id.
    const ID: EventId;
    /// How important it is.
    const PRIORITY: EventPriority;
}
