//! Lists that are longer than a message.

#![cfg(test)]

use std::ops::ControlFlow;

use clustergen_runtime::serve::{AttributeWriter, EntryKey, ListWriter};
use clustergen_runtime::tlv::{self, Tag, Writer};
use clustergen_runtime::{List, Nullable, Status, StatusCode};

type Pushed = Result<ControlFlow<()>, Status>;

const MORE: Pushed = Ok(ControlFlow::Continue(()));
const ENOUGH: Pushed = Ok(ControlFlow::Break(()));
const NO_ROOM: Pushed = Err(Status { code: StatusCode::RESOURCE_EXHAUSTED, cluster: None });

/// Which part of a list is asked for.
#[derive(Clone, Copy)]
enum Part {
    Begin,
    After(EntryKey),
    Entry(Option<EntryKey>),
}

/// Lets a server write into a message of so many bytes: what stands there then, and behind which key there is a rest.
fn message(
    len: usize,
    part: Part,
    write: impl FnOnce(&mut ListWriter<'_, '_, u8>) -> Result<(), Status>,
) -> Result<(Vec<u8>, Option<EntryKey>), Status> {
    let mut buffer = vec![0; len];
    let mut out = Writer::new(&mut buffer);
    let mut writer = match part {
        Part::Begin => AttributeWriter::new(&mut out, Tag::Anonymous),
        Part::After(key) => AttributeWriter::after(&mut out, Tag::Anonymous, key),
        Part::Entry(after) => AttributeWriter::entry(&mut out, Tag::Anonymous, after),
    };
    writer.list(write)?;
    let rest = writer.rest();
    Ok((out.as_bytes().to_vec(), rest))
}

fn entries(bytes: &[u8]) -> Vec<u8> {
    tlv::decode::<List<'_, u8>>(bytes).unwrap().into_iter().map(Result::unwrap).collect()
}

#[test]
fn what_fits_is_written_and_the_rest_is_for_later() {
    // An entry takes two bytes, the array around them two more.
    let (bytes, rest) = message(6, Part::Begin, |list| {
        assert_eq!(list.after(), None);
        assert_eq!([list.push(10, &1), list.push(20, &2), list.push(30, &3)], [MORE, MORE, ENOUGH]);
        assert_eq!(list.push(40, &4), ENOUGH, "not even if it would fit");
        Ok(())
    })
    .unwrap();
    assert_eq!((entries(&bytes), rest), (vec![1, 2], Some(20)));
}

#[test]
fn it_goes_on_behind_the_last_key() {
    let (bytes, rest) = message(6, Part::After(20), |list| {
        assert_eq!(list.after(), Some(20));
        assert_eq!([list.push(10, &1), list.push(20, &2), list.push(30, &3)], [MORE, MORE, MORE]);
        Ok(())
    })
    .unwrap();
    assert_eq!((entries(&bytes), rest), (vec![3], None));
    // The entry that ended the last message may be gone by now.
    let (bytes, _) = message(6, Part::After(20), |list| list.push(25, &9).map(|_| ())).unwrap();
    assert_eq!(entries(&bytes), [9]);
}

#[test]
fn entries_without_numbers_count_from_zero() {
    let write = |list: &mut ListWriter<'_, '_, u8>| list.extend([7, 8, 9]);
    assert_eq!(
        message(64, Part::Begin, write).map(|(bytes, rest)| (entries(&bytes), rest)),
        Ok((vec![7, 8, 9], None))
    );
    assert_eq!(
        message(4, Part::Begin, write).map(|(bytes, rest)| (entries(&bytes), rest)),
        Ok((vec![7], Some(0)))
    );
    assert_eq!(
        message(4, Part::After(0), write).map(|(bytes, rest)| (entries(&bytes), rest)),
        Ok((vec![8], Some(1)))
    );
    assert_eq!(
        message(4, Part::After(1), write).map(|(bytes, rest)| (entries(&bytes), rest)),
        Ok((vec![9], None))
    );
    assert_eq!(
        message(4, Part::After(2), write).map(|(bytes, rest)| (entries(&bytes), rest)),
        Ok((vec![], None))
    );
}

#[test]
fn single_entries_stand_alone() {
    let write = |list: &mut ListWriter<'_, '_, u8>| {
        assert_eq!(list.push(10, &1), if list.after().is_none() { ENOUGH } else { MORE });
        assert_eq!(list.push(20, &2), if list.after() == Some(20) { MORE } else { ENOUGH });
        Ok(())
    };
    assert_eq!(message(2, Part::Entry(None), write), Ok((vec![0x04, 1], Some(10))));
    assert_eq!(message(2, Part::Entry(Some(10)), write), Ok((vec![0x04, 2], Some(20))));
    assert_eq!(message(2, Part::Entry(Some(20)), write), Ok((vec![], None)));
}

#[test]
fn an_entry_that_fits_no_message_is_an_error() {
    for (len, part) in [(3, Part::Begin), (3, Part::After(5)), (1, Part::Entry(None))] {
        let outcome = message(len, part, |list| {
            let pushed = list.push(10, &1);
            assert_eq!(pushed, NO_ROOM);
            pushed.map(|_| ())
        });
        assert_eq!(outcome, Err(StatusCode::RESOURCE_EXHAUSTED.into()));
    }
    let no_room_for_the_array = message(1, Part::Begin, |_| panic!("not asked"));
    assert_eq!(no_room_for_the_array, Err(StatusCode::RESOURCE_EXHAUSTED.into()));
}

#[test]
fn what_the_server_says_comes_through() {
    let busy: Status = StatusCode::BUSY.into();
    assert_eq!(message(64, Part::Begin, |_| Err(busy)), Err(busy));
}

#[test]
fn null_takes_back_entries_and_the_rest() {
    let mut buffer = [0; 6];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::new(&mut out, Tag::Anonymous);
    let written = writer.list::<u8, Nullable<()>>(|list| {
        list.extend(0..100)?;
        Ok(Nullable::Null)
    });
    assert_eq!((written, writer.rest()), (Ok(()), None));
    assert_eq!(out.as_bytes(), [0x14]);
}
