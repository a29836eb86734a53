//! Typed ids. Two numbers that mean different things are different types.

use core::fmt;
use core::num::NonZeroU8;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($raw:ty), $width:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $raw);

        impl From<$raw> for $name {
            fn from(raw: $raw) -> Self {
                Self(raw)
            }
        }

        impl From<$name> for $raw {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        /// In hexadecimal, as the specification writes it.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("0x{:0", $width, "X}"), self.0)
            }
        }
    )*};
}

ids! {
    /// A cluster: `0x0450`. A vendor's carries the vendor's code in the upper half: `0xFFF1_FC00`.
    ClusterId(u32), "4";
    /// An attribute of a cluster.
    AttributeId(u32), "4";
    /// A command of a cluster, request or response.
    CommandId(u32), "2";
    /// An event of a cluster.
    EventId(u32), "2";
    /// An endpoint of a node.
    EndpointId(u16), "4";
}

/// A fabric, as the node numbers them: 1 to 254.
pub type FabricIndex = NonZeroU8;

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::*;

    #[test]
    fn ids_print_as_the_specification_writes_them() {
        assert_eq!(ClusterId(0x0450).to_string(), "0x0450");
        assert_eq!(ClusterId(0xFFF1_FC00).to_string(), "0xFFF1FC00");
        assert_eq!(CommandId(3).to_string(), "0x03");
    }
}
