//! What a server costs.
//!
//! | static memory, on 64 bits | 500 clients | 2,047 clients | each further client |
//! |---|---|---|---|
//! | the tables | 82 KiB | 321 KiB | 159 bytes |
//! | the storage in memory, where there is no other | 67 KiB | 269 KiB | 134 bytes |
//! | both | 149 KiB | 590 KiB | 293 bytes |
//!
//! The server itself, which refers to them and holds the keys, takes 1.3 KiB more.
//!
//! These figures are limits that are checked whenever this is built, for whatever it is built.

use netim::{storage::Memory, tables::Tables};

use crate::server::{FEWEST, MOST, Server, Static};

/// In KiB, rounded up.
const fn kib<T>() -> usize {
    size_of::<T>().div_ceil(1024)
}

const _: () = {
    assert!(kib::<Tables<FEWEST>>() <= 82);
    assert!(kib::<Tables<MOST>>() <= 321);
    assert!(kib::<Memory<FEWEST>>() <= 67);
    assert!(kib::<Memory<MOST>>() <= 269);
    assert!(kib::<Static<FEWEST>>() <= 149);
    assert!(kib::<Static<MOST>>() <= 590);
    assert!(size_of::<Tables<MOST>>() - size_of::<Tables<FEWEST>>() <= 159 * (MOST - FEWEST));
    assert!(size_of::<Memory<MOST>>() - size_of::<Memory<FEWEST>>() <= 134 * (MOST - FEWEST));
    assert!(size_of::<Server<FEWEST>>() <= 1300 && size_of::<Server<MOST>>() <= 1300);
};
