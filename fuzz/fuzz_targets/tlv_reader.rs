//! The reader and writer of Matter TLV.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| netim_fuzz::tlv_reader::check(bytes));
