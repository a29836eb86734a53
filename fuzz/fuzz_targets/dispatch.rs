//! Reads, writes and invokes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netim_fuzz::dispatch::input::Run;

fuzz_target!(|run: Run| netim_fuzz::dispatch::check(&run));
