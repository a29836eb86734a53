//! What is read, byte for byte, and what a write is answered.

use clustergen_runtime::{Context, Privilege, StatusCode};
use netim::wire::Release;

use super::{Client, Model, NetworkIdentity, identifier};
use crate::dispatch::input::Part;
use crate::dispatch::server::CAPACITY;
use crate::independent::encoding::{array, boolean, null, octets, structure, uint};

/// The tag of an attribute's value.
const DATA: Option<u8> = Some(2);

const GLOBAL: [u32; 5] = [0xfff8, 0xfff9, 0xfffb, 0xfffc, 0xfffd];
const ALL: [u32; 8] = [0, 1, 2, 0xfff8, 0xfff9, 0xfffb, 0xfffc, 0xfffd];
const REQUESTS: [u32; 5] = [0x00, 0x02, 0x03, 0x40, 0x41];
const RESPONSES: [u32; 3] = [0x01, 0x04, 0x42];

/// An entry of a list: its key, and its bytes with and without a tag.
struct Entry {
    key: u32,
    tagged: Vec<u8>,
    bare: Vec<u8>,
}

impl Entry {
    fn new(key: u32, encode: impl Fn(Option<u8>) -> Vec<u8>) -> Self {
        Self { key, tagged: encode(DATA), bare: encode(None) }
    }
}

type Read = Result<(Vec<u8>, Option<u32>), StatusCode>;

impl Model {
    pub fn read(&self, cx: &Context, attribute: u32, part: Part, room: usize) -> Read {
        let needed = match attribute {
            0 | 1 => Privilege::Manage,
            2 => Privilege::View,
            global if GLOBAL.contains(&global) => Privilege::View,
            _ => return Err(StatusCode::UNSUPPORTED_ATTRIBUTE),
        };
        if cx.privilege < needed {
            return Err(StatusCode::UNSUPPORTED_ACCESS);
        }
        // Ids rise and stay, and so they are their own keys.
        let ids = |ids: &[u32]| ids.iter().map(|id| Entry::new(*id, |tag| uint(tag, (*id).into()))).collect();
        let entries = match attribute {
            0 => self.network_identities.iter().map(|entry| self.network_entry(entry)).collect(),
            1 => self.clients.iter().map(|(index, client)| self.client_entry(*index, client)).collect(),
            0xfff8 => ids(&RESPONSES),
            0xfff9 => ids(&REQUESTS),
            0xfffb => ids(&ALL),
            _ => {
                let value = match attribute {
                    2 => CAPACITY as u64,
                    0xfffd => 1,
                    _ => 0,
                };
                let value = uint(DATA, value);
                return if value.len() > room {
                    Err(StatusCode::RESOURCE_EXHAUSTED)
                } else {
                    Ok((value, None))
                };
            }
        };
        list(entries, part, room)
    }

    pub fn write(attribute: u32) -> Result<(), StatusCode> {
        if attribute <= 2 || GLOBAL.contains(&attribute) {
            Err(StatusCode::UNSUPPORTED_WRITE)
        } else {
            Err(StatusCode::UNSUPPORTED_ATTRIBUTE)
        }
    }

    fn network_entry(&self, entry: &NetworkIdentity) -> Entry {
        let is_current = self.is_current(entry.index);
        let remaining =
            if is_current { null(Some(5)) } else { uint(Some(5), self.count(entry.index) as u64) };
        let members = [
            uint(Some(0), entry.index.into()),
            uint(Some(1), self.ecdsa()),
            octets(Some(2), &identifier(&entry.identity)),
            uint(Some(3), entry.created.into()),
            boolean(Some(4), is_current),
            remaining,
        ];
        Entry::new(entry.order, |tag| structure(tag, &members))
    }

    fn client_entry(&self, index: u16, client: &Client) -> Entry {
        let reference = |tag| match client.network_identity {
            Some(index) => uint(Some(tag), index.into()),
            None => null(Some(tag)),
        };
        let mut members = vec![uint(Some(0), index.into()), octets(Some(1), &identifier(&client.identity))];
        match self.release {
            Release::V1_6 => members.push(reference(2)),
            Release::V1_6_1 => members.extend([uint(Some(2), self.ecdsa()), reference(3)]),
        }
        Entry::new(index.into(), |tag| structure(tag, &members))
    }
}

/// As many entries as are wanted and fit, and the key of the last one if others are left.
fn list(entries: Vec<Entry>, part: Part, room: usize) -> Read {
    let after = match part {
        Part::Whole | Part::Entry(None) => None,
        Part::After(key) | Part::Entry(Some(key)) => Some(u32::from(key)),
    };
    let mut wanted = entries.into_iter().filter(|entry| after.is_none_or(|after| entry.key > after));
    if let Part::Entry(_) = part {
        return match wanted.next() {
            None => Ok((Vec::new(), None)),
            Some(entry) if entry.tagged.len() > room => Err(StatusCode::RESOURCE_EXHAUSTED),
            Some(entry) => Ok((entry.tagged, Some(entry.key))),
        };
    }
    let (mut written, mut last) = (Vec::new(), None);
    let mut left = room.checked_sub(array(DATA, &[]).len()).ok_or(StatusCode::RESOURCE_EXHAUSTED)?;
    for entry in wanted {
        match left.checked_sub(entry.bare.len()) {
            Some(rest) => left = rest,
            None if last.is_none() => return Err(StatusCode::RESOURCE_EXHAUSTED),
            None => return Ok((array(DATA, &written), last)),
        }
        last = Some(entry.key);
        written.push(entry.bare);
    }
    Ok((array(DATA, &written), None))
}
