//! What is counted.

use std::hint::black_box;
use std::num::NonZeroU8;
use std::process::ExitCode;

use clustergen_runtime::serve::{Answer, AttributeWriter, CommandWriter};
use clustergen_runtime::{Attribute, Command, CommandId, Context, List, Privilege, Status};
use matter_tlv::{Decode, DecodeError, Dump, Encode, Error, Input, Reader, Tag, Writer, decode};
use netim_cluster::v1_6_1::{self, attributes, commands, types::ClientStruct};

use crate::server::{Nothing, clients};

/// How often a routine runs while it is counted.
pub(crate) const REPEATS: u64 = 100;

/// The routine that does nothing: what calling one takes.
pub(crate) const NOTHING: &str = "nothing";

/// Dispatching a command and what it does of that, each with a routine that is the same but for what is called there, which
/// answers at once. The difference is what the called takes.
pub(crate) const OF_DISPATCH: [(&str, &str); 3] = [
    ("invoke AddClient", "around an invoke"),
    ("decode AddClient", "around decoding"),
    ("encode AddClientResponse into a message", "around encoding"),
];

/// The fields of `AddClient` with an identity of 137 bytes.
const IDENTITY: [u8; 137] = [0x5A; 137];

/// The names of all routines.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ROUTINES.iter().map(|(name, _)| *name)
}

/// Sets a routine up and runs it where it is counted.
pub(crate) fn run(name: &str) -> ExitCode {
    match ROUTINES.iter().find(|(known, _)| *known == name) {
        Some((_, run)) => {
            run();
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}

/// Each with its name; lists have 100 entries.
const ROUTINES: &[(&str, fn())] = &[
    (NOTHING, || counted_from_here(&mut || {})),
    ("around an invoke", || invoked(&[0x15, 0x18], commands::AddClient::ID, answered_at_once)),
    ("around decoding", || {
        counted_from_here(&mut || {
            black_box(decoded_at_once(black_box(&IDENTITY))).ok();
        });
    }),
    ("around encoding", || written(&commands::AddClientResponse { client_index: 300 }, encoded_at_once)),
    ("encode Clients", || encode(&List::from_slice(&clients()))),
    ("decode Clients", || {
        let bytes = encoded(&List::from_slice(&clients()));
        counted_from_here(&mut || {
            let list = decode::<List<'_, ClientStruct<'_>>>(black_box(&bytes));
            list.iter().flat_map(List::iter).for_each(|client| {
                black_box(client).ok();
            });
        });
    }),
    ("skip Clients", || {
        let bytes = encoded(&List::from_slice(&clients()));
        let Ok((header, value)) = Input::new(&bytes).header() else { return };
        counted_from_here(&mut || {
            black_box(black_box(value).skip(header.ty)).ok();
        });
    }),
    ("walk Clients with a Reader", || {
        let bytes = encoded(&List::from_slice(&clients()));
        counted_from_here(&mut || {
            let mut reader = Reader::new(black_box(&bytes));
            while let Ok(Some(element)) = reader.next() {
                black_box(element);
            }
        });
    }),
    ("dump Clients", || {
        let bytes = encoded(&List::from_slice(&clients()));
        counted_from_here(&mut || {
            black_box(Dump(black_box(&bytes)).to_string());
        });
    }),
    ("encode AddClient", || encode(&commands::AddClient { client_identity: &IDENTITY })),
    ("decode AddClient", || {
        let bytes = encoded(&commands::AddClient { client_identity: &IDENTITY });
        decoded::<commands::AddClient<'_>>(&bytes);
    }),
    ("encode AddClientResponse", || encode(&commands::AddClientResponse { client_index: 300 })),
    ("encode AddClientResponse into a message", || {
        written(&commands::AddClientResponse { client_index: 300 }, Encode::encode);
    }),
    ("invoke AddClient", || {
        let bytes = encoded(&commands::AddClient { client_identity: &IDENTITY });
        invoke::<commands::AddClient<'_>>(&bytes);
    }),
    ("invoke RemoveClient", || {
        let request = commands::RemoveClient { client_index: Some(7), client_identifier: None };
        invoke::<commands::RemoveClient<'_>>(&encoded(&request));
    }),
    ("read ClientTableSize", read::<attributes::ClientTableSize>),
    ("read Clients", read::<attributes::Clients>),
];

/// Runs a routine where valgrind counts.
#[inline(never)]
fn counted_from_here(routine: &mut dyn FnMut()) {
    for _ in 0..REPEATS {
        black_box(&mut *routine)();
    }
}

fn encoded(value: &impl Encode) -> Vec<u8> {
    let mut buffer = [0; 8192];
    matter_tlv::encode(value, Tag::Anonymous, &mut buffer).map(<[u8]>::to_vec).unwrap_or_default()
}

fn encode(value: &impl Encode) {
    let mut buffer = [0; 8192];
    counted_from_here(&mut || {
        let written = matter_tlv::encode(black_box(value), Tag::Anonymous, black_box(&mut buffer));
        black_box(written).ok();
    });
}

/// Writes to where something may be open already, under some tag: as a response is written.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a pointer to a function would be another call")]
fn written<T: Encode>(value: &T, write: impl Fn(&T, Tag, &mut Writer<'_>) -> Result<(), Error>) {
    let mut buffer = [0; 256];
    counted_from_here(&mut || {
        let mut out = Writer::new(black_box(&mut buffer));
        let written = write(black_box(value), black_box(Tag::Anonymous), black_box(&mut out));
        black_box(written).ok();
    });
}

fn decoded<'a, T: Decode<'a>>(bytes: &'a [u8]) {
    counted_from_here(&mut || {
        black_box(decode::<T>(black_box(bytes))).ok();
    });
}

fn requester() -> Context {
    Context::case(NonZeroU8::MIN, 0x1234, Privilege::Administer).timed()
}

fn invoke<C: Command>(fields: &[u8]) {
    invoked(fields, C::ID, dispatched);
}

/// Invokes a command by what invokes it. As this is inlined, so is calling that.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a pointer to a function would be another call")]
fn invoked(
    fields: &[u8],
    command: CommandId,
    invoke: impl Fn(
        &mut Nothing,
        &Context,
        CommandId,
        &[u8],
        &mut CommandWriter<'_, '_>,
    ) -> Result<Answer, Status>,
) {
    let (mut server, cx, mut buffer) = (Nothing, requester(), [0; 256]);
    counted_from_here(&mut || {
        let mut out = Writer::new(black_box(&mut buffer));
        let mut out = CommandWriter::new(&mut out, Tag::Anonymous);
        let answer =
            invoke(&mut server, black_box(&cx), black_box(command), black_box(fields), black_box(&mut out));
        assert!(black_box(answer).is_ok(), "the command is answered");
    });
}

/// Is called, as a stack calls it: what the compiler knows here is not known there.
#[inline(never)]
fn dispatched(
    server: &mut Nothing,
    cx: &Context,
    command: CommandId,
    fields: &[u8],
    out: &mut CommandWriter<'_, '_>,
) -> Result<Answer, Status> {
    v1_6_1::invoke(server, cx, command, fields, out)
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "returns what dispatch returns")]
fn answered_at_once(
    _: &mut Nothing,
    _: &Context,
    _: CommandId,
    _: &[u8],
    _: &mut CommandWriter<'_, '_>,
) -> Result<Answer, Status> {
    Ok(Answer::Success)
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "returns what decoding returns")]
fn decoded_at_once(bytes: &[u8]) -> Result<commands::AddClient<'_>, DecodeError> {
    Ok(commands::AddClient { client_identity: bytes })
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "returns what encoding returns")]
fn encoded_at_once<T>(_: &T, _: Tag, _: &mut Writer<'_>) -> Result<(), Error> {
    Ok(())
}

fn read<A: Attribute>() {
    let (server, cx, mut buffer) = (Nothing, requester(), [0; 8192]);
    counted_from_here(&mut || {
        let mut out = Writer::new(black_box(&mut buffer));
        let mut out = AttributeWriter::new(&mut out, Tag::Anonymous);
        let read = v1_6_1::read(&server, black_box(&cx), black_box(A::ID), &mut out);
        assert!(black_box(read).is_ok(), "the attribute is read");
    });
}
