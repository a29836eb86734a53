//! Every emitted decoder.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| netim_fuzz::decoders::check(bytes));
