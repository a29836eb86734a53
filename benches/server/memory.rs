//! Memory, by the sizes of types: nothing of the core is on a heap.

use netim::{storage::Memory, tables::Tables};

pub(crate) fn print() {
    println!("memory                    500 clients    2047 clients    for each");
    line("the tables", size_of::<Tables<500>>(), size_of::<Tables<2047>>());
    line("the storage in memory", size_of::<Memory<500>>(), size_of::<Memory<2047>>());
}

fn line(name: &str, small: usize, large: usize) {
    let each = (large - small).div_ceil(2047 - 500);
    println!("{name:22} {small:8} bytes  {large:8} bytes  {each:4} bytes");
}
