//! The memory of another process, as Linux shows it.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File},
    os::unix::fs::FileExt as _,
};

use crate::{
    secret_support::forms::{Form, Pieces},
    secret_support::secrets::Secret,
};

const PAGE: usize = 4096;

/// What a process can write to, or once could.
pub(crate) struct Image {
    areas: Vec<Area>,
}

struct Area {
    name: String,
    start: usize,
    content: Vec<u8>,
}

/// A secret, or a part of it, in a memory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Trace {
    /// Whose, and what.
    pub(crate) name: (&'static str, &'static str),
    pub(crate) form: Form,
    /// How many bytes of the form there are in a row.
    pub(crate) len: usize,
    /// Where.
    area: String,
    address: usize,
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((whose, what), Self { form, len, area, address, .. }) = (self.name, self);
        write!(f, "{whose}: {what} ({form:?}, {len} bytes) at {address:#x} in {area}")
    }
}

impl Image {
    /// Reads the memory of a process that is not running now.
    pub(crate) fn of(process: u32) -> Self {
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        let memory = File::open(format!("/proc/{process}/mem")).unwrap();
        let areas: Vec<_> = maps.lines().filter_map(|line| Area::read(line, &memory)).collect();
        let has = |name| areas.iter().any(|area| area.name == name);
        assert!(has("[heap]") && has("[stack]"), "this is not the memory of a process:\n{maps}");
        Self { areas }
    }

    /// What is there of these secrets.
    pub(crate) fn traces(&self, secrets: &[&Secret]) -> Vec<Trace> {
        let pieces = Pieces::of(secrets);
        let heads = pieces.heads();
        let mut traces: Vec<_> = self.areas.iter().flat_map(|area| area.traces(&pieces, &heads)).collect();
        traces.sort();
        traces
    }
}

impl Area {
    /// Reads what a line of `maps` names, unless nobody has written to it or it is the system's.
    fn read(line: &str, memory: &File) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let (range, access) = (words.next().unwrap(), words.next().unwrap());
        let inode = words.nth(2).unwrap();
        let name = words.collect::<Vec<_>>().join(" ");
        let is_program = inode != "0" && !access.contains('w');
        if !access.starts_with('r') || is_program || name.starts_with("[v") {
            return None;
        }
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|address| usize::from_str_radix(address, 16).unwrap());
        let mut content = vec![0; end - start];
        memory.read_exact_at(&mut content, start.try_into().unwrap()).expect(line);
        Some(Self { name, start, content })
    }

    fn traces(&self, pieces: &Pieces, heads: &[bool]) -> Vec<Trace> {
        // What a piece belongs to begins at its place less its offset: pieces of one value in a row are one trace.
        let mut found: BTreeMap<_, Trace> = BTreeMap::new();
        for at in self.places(heads) {
            for piece in pieces.at(&self.content[at..]) {
                let whole = (piece.value.name, piece.form, at.wrapping_sub(piece.offset));
                let trace = found.entry(whole).or_insert_with(|| Trace {
                    name: piece.value.name,
                    form: piece.form,
                    len: 0,
                    area: self.name.clone(),
                    address: self.start + at,
                });
                trace.len = self.start + at + piece.bytes.len() - trace.address;
            }
        }
        found.into_values().collect()
    }

    /// Where a piece may begin.
    fn places<'a>(&'a self, heads: &'a [bool]) -> impl Iterator<Item = usize> + 'a {
        let pages = self.content.chunks(PAGE).enumerate();
        let written = pages.filter(|(_, page)| *page != &[0; PAGE][..page.len()]);
        let places = written.flat_map(|(number, page)| (number * PAGE..).take(page.len()));
        places.filter(|&at| match self.content.get(at..at + 2) {
            Some(head) => heads[usize::from(u16::from_le_bytes([head[0], head[1]]))],
            None => false,
        })
    }
}
