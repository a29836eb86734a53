//! The secret of administrators in all its forms.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| netim_fuzz::nass::check(bytes));
