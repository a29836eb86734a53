//! Both programs give the same answers: what is weighed does the same.
#![cfg(feature = "rs-matter")]
#![forbid(unsafe_code)]

use std::io::Write;
use std::process::{Command, Stdio};

use matter_tlv::{Error, Tag, Writer};

/// A question of an administrator in a timed interaction.
fn question(operation: u8, id: u32, fields: &[u8]) -> Vec<u8> {
    asked_by(4, true, operation, id, fields)
}

fn asked_by(privilege: u8, timed: bool, operation: u8, id: u32, fields: &[u8]) -> Vec<u8> {
    let length = u8::try_from(fields.len()).unwrap();
    [&[operation, privilege, u8::from(timed)], id.to_le_bytes().as_slice(), &[length], fields].concat()
}

/// Reads and commands with all that they may hold, in an order in which they find something and nothing.
fn admissible() -> Vec<u8> {
    let identity = [0x15; 140];
    let mut all = Vec::new();
    for attribute in 0..3 {
        all.extend(question(0, attribute, &[]));
    }
    let commands = [
        (0, fields(|out| out.octets(Tag::Context(0), &identity))),
        (0, fields(|out| out.octets(Tag::Context(0), &identity[1..]))),
        // Twice the same.
        (0, fields(|out| out.octets(Tag::Context(0), &identity))),
        (3, fields(|out| out.uint(Tag::Context(0), 1))),
        (3, fields(|out| out.uint(Tag::Context(1), 1))),
        (3, fields(|out| out.uint(Tag::Context(2), 2))),
        (3, fields(|out| out.octets(Tag::Context(3), &[0; 20]))),
        (2, fields(|out| out.uint(Tag::Context(0), 1))),
        (2, fields(|out| out.uint(Tag::Context(0), 7))),
        (2, fields(|out| out.octets(Tag::Context(1), &[0; 20]))),
        (0x40, fields(|out| out.octets(Tag::Context(0), &[0x5A; 64]))),
        (0x41, fields(|_| Ok(()))),
        // No such command.
        (0x42, fields(|_| Ok(()))),
    ];
    for (command, fields) in commands {
        all.extend(question(1, command, &fields));
        // What became of it.
        all.extend(question(0, 0, &[]));
        all.extend(question(0, 1, &[]));
    }
    for attribute in [0xFFF8, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD, 3] {
        all.extend(question(0, attribute, &[]));
    }
    all
}

/// The same from others, not in time, and beyond the limits.
fn inadmissible() -> Vec<u8> {
    let ids = [(0, 0), (0, 1), (0, 2), (0, 0xFFFD), (1, 0), (1, 2), (1, 3), (1, 0x40), (1, 0x41)];
    let mut all = question(1, 0, &fields(|out| out.octets(Tag::Context(0), &[0x15; 140])));
    for (operation, id) in ids {
        for privilege in 1..=4 {
            for timed in [false, true] {
                // Fields of `QueryIdentity` and `RemoveClient`, in part those of others too.
                let fields = fields(|out| out.uint(Tag::Context(0), 1));
                all.extend(asked_by(privilege, timed, operation, id, &fields));
            }
        }
    }
    let beyond = [
        (0, fields(|out| out.octets(Tag::Context(0), &[1; 141]))),
        (0x40, fields(|out| out.octets(Tag::Context(0), &[1; 65]))),
        (2, fields(|out| out.uint(Tag::Context(0), 0))),
        (2, fields(|out| out.uint(Tag::Context(0), 2048))),
        (2, fields(|_| Ok(()))),
        (2, fields(|out| out.octets(Tag::Context(1), &[1; 19]))),
        (2, fields(|out| out.uint(Tag::Context(0), 1).and_then(|()| out.octets(Tag::Context(1), &[0; 20])))),
        (3, fields(|_| Ok(()))),
        (3, fields(|out| out.uint(Tag::Context(0), 1).and_then(|()| out.uint(Tag::Context(1), 1)))),
        (3, fields(|out| out.uint(Tag::Context(1), 2))),
        (3, fields(|out| out.octets(Tag::Context(3), &[1; 21]))),
    ];
    for (command, fields) in beyond {
        all.extend(question(1, command, &fields));
        all.extend(question(0, 1, &[]));
    }
    all
}

fn fields(write: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> Vec<u8> {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    out.start_structure(Tag::Anonymous).unwrap();
    write(&mut out).unwrap();
    out.end().unwrap();
    out.finish().unwrap().to_vec()
}

/// The answers of a program: each whether there is one, and its bytes.
fn answers(program: &str, questions: &[u8]) -> Vec<(bool, Vec<u8>)> {
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(questions).unwrap();
    let mut rest = child.wait_with_output().unwrap().stdout;
    let mut answers = Vec::new();
    while let [is_there, low, high, ..] = rest[..] {
        let behind = 3 + usize::from(u16::from_le_bytes([low, high]));
        answers.push((is_there == 1, rest[3..behind].to_vec()));
        rest.drain(..behind);
    }
    answers
}

/// Asks ours and another, and says how many answers there were.
fn compare(theirs: &str, questions: &[u8]) -> usize {
    let ours = answers(env!("CARGO_BIN_EXE_ours"), questions);
    let theirs = answers(theirs, questions);
    for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert_eq!(ours, theirs, "answer {number}");
    }
    assert_eq!(ours.len(), theirs.len());
    assert!(ours.iter().any(|(is_there, _)| *is_there) && ours.iter().any(|(is_there, _)| !is_there));
    ours.len()
}

#[test]
fn all_give_the_same_answers() {
    for theirs in [env!("CARGO_BIN_EXE_theirs"), env!("CARGO_BIN_EXE_theirs_checked")] {
        assert_eq!(compare(theirs, &admissible()), 3 + 13 * 3 + 6);
    }
}

#[test]
fn those_with_checks_refuse_the_same() {
    assert_eq!(compare(env!("CARGO_BIN_EXE_theirs_checked"), &inadmissible()), 1 + 9 * 4 * 2 + 11 * 2);
}
