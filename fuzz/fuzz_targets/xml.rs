//! XML to code.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use netim_fuzz::xml::{check, mutate};

fuzz_target!(|bytes: &[u8]| check(bytes));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = str::from_utf8(&data[..size]).ok().filter(|_| seed % 4 > 0);
    match text.and_then(|text| mutate::changed(text, seed / 4)) {
        Some(changed) if changed.len() <= max_size => {
            data[..changed.len()].copy_from_slice(changed.as_bytes());
            changed.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
