//! Prints values over defmt, and looks at the bytes that would leave the device.

use std::sync::Mutex;

#[expect(dead_code, unused_imports, reason = "only some of it is printed")]
mod clusters {
    pub mod options;
}

use clusters::options::{commands, owned, types};
use clustergen_runtime::{List, Nullable};

#[defmt::global_logger]
struct Logger;

static SENT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

// SAFETY: one thread prints, one message after the other.
unsafe impl defmt::Logger for Logger {
    fn acquire() {}

    unsafe fn flush() {}

    unsafe fn release() {}

    unsafe fn write(bytes: &[u8]) {
        SENT.lock().unwrap().extend(bytes);
    }
}

defmt::timestamp!("{=u8}", 0);

/// Whether this was sent since the last time.
fn sent(wanted: &[&str], unwanted: &[&str]) {
    let bytes = std::mem::take(&mut *SENT.lock().unwrap());
    let holds = |text: &&str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(!bytes.is_empty());
    assert!(wanted.iter().all(holds), "{wanted:?} in {bytes:?}");
    assert!(!unwanted.iter().any(holds), "{unwanted:?} in {bytes:?}");
}

fn main() {
    let request = commands::Open { password: b"swordfish", user: Some("visitor") };
    defmt::println!("{}", request);
    sent(&["visitor"], &["swordfish"]);

    let request = owned::Open { password: b"swordfish".to_vec(), user: Some("visitor".to_owned()) };
    defmt::println!("{}", request);
    sent(&["visitor"], &["swordfish"]);

    let entry = types::EntryStruct {
        name: "first",
        key: b"abcd",
        state: Some(Nullable::Value(types::StateEnum::BUSY)),
        points: Nullable::Null,
    };
    let entries = [entry];
    let book =
        types::BookStruct { entries: List::from_slice(&entries), first: None, tags: None, digest: None };
    defmt::println!("{}", book);
    sent(&["first", "abcd", "Busy"], &[]);

    defmt::println!("{}", types::DaysBitmap(0x81));
    sent(&["DaysBitmap"], &[]);
}
