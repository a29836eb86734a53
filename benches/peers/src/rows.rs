//! A row: one task, and all who do it.

use std::{error::Error, hint::black_box};

use crate::{
    data::{Client, Record},
    measure::{Times, Work, repeat},
};

/// Enough for the list, wherever in its first page it starts.
const BUFFER: usize = 1 << 17;

/// What a time is divided by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Per {
    Entry(usize),
    Byte(usize),
    Call,
}

impl Per {
    /// Its name in a table.
    pub(crate) const fn unit(self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::Byte(_) => "byte",
            Self::Call => "call",
        }
    }

    /// How many of them.
    pub(crate) const fn count(self) -> usize {
        match self {
            Self::Entry(count) | Self::Byte(count) => count,
            Self::Call => 1,
        }
    }
}

/// Whom to ask to take part.
pub(crate) struct Choice(pub(crate) Vec<String>);

impl Choice {
    /// Everybody if nobody is named; else who is, and who has the name with something behind it.
    fn takes(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|chosen| name.starts_with(chosen.as_str()))
    }
}

/// A task and its contestants. Who is added has done it correctly once.
pub(crate) struct Row<'d> {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) per: Per,
    choice: &'d Choice,
    running: Vec<Contestant<'d>>,
}

struct Contestant<'d> {
    name: &'static str,
    work: Work<'d>,
    times: Vec<f64>,
}

/// What a row has shown.
pub(crate) struct Outcome {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) per: Per,
    /// In the order in which they were added.
    pub(crate) times: Vec<(String, Times)>,
}

impl Outcome {
    /// The times of one.
    pub(crate) fn of(&self, name: &str) -> Option<&Times> {
        self.times.iter().find(|(contestant, _)| contestant == name).map(|(_, times)| times)
    }
}

type Checked = Result<(), Box<dyn Error>>;

impl<'d> Row<'d> {
    pub(crate) fn new(key: &str, title: &str, per: Per, choice: &'d Choice) -> Self {
        Self { key: key.to_owned(), title: title.to_owned(), per, choice, running: Vec::new() }
    }

    /// Somebody who writes into a buffer: the bytes have to be these.
    pub(crate) fn encoder(
        &mut self,
        name: &'static str,
        expected: &[u8],
        mut encode: impl FnMut(&mut [u8]) -> Option<usize> + 'd,
    ) -> Checked {
        if !self.choice.takes(name) {
            return Ok(());
        }
        let mut buffer = vec![0; BUFFER];
        let written = encode(&mut buffer).and_then(|length| buffer.get(..length));
        self.wrote(name, written == Some(expected))?;
        self.add(
            name,
            Work::new(move |times, place| {
                let out = buffer.get_mut(place..).unwrap_or_default();
                repeat(times, || {
                    let length = encode(black_box(&mut *out));
                    black_box(&*out);
                    length
                })
            }),
        );
        Ok(())
    }

    /// Somebody who writes into a buffer that it allocates, or makes do with the one of the last time.
    #[cfg(any(feature = "matc", test))]
    pub(crate) fn allocating_encoder(
        &mut self,
        name: &'static str,
        expected: &[u8],
        mut encode: impl FnMut(&mut Vec<u8>) -> Option<()> + 'd,
    ) -> Checked {
        if !self.choice.takes(name) {
            return Ok(());
        }
        let mut buffer = Vec::with_capacity(BUFFER);
        let written = encode(&mut buffer);
        self.wrote(name, written.is_some() && buffer == expected)?;
        let work = move |times, _| {
            repeat(times, || {
                let written = encode(black_box(&mut buffer));
                black_box(&buffer);
                written
            })
        };
        self.add(name, Work::new(work));
        Ok(())
    }

    fn wrote(&self, name: &str, right: bool) -> Checked {
        if right {
            return Ok(());
        }
        Err(format!("{}: {name} does not write the bytes that all others do", self.title).into())
    }

    /// Somebody who reads a list: the clients have to be these. What is timed reads every field and sums them up.
    pub(crate) fn decoder(
        &mut self,
        name: &'static str,
        expected: &[Record],
        collect: impl FnOnce(&mut dyn FnMut(Client<'_>)) -> Option<()>,
        mut digest: impl FnMut() -> Option<u64> + 'd,
    ) -> Checked {
        if !self.choice.takes(name) {
            return Ok(());
        }
        let mut left = expected.iter();
        let mut wrong = false;
        let read =
            collect(&mut |client| wrong |= !left.next().is_some_and(|record| client == record.as_client()));
        let right = read.is_some() && !wrong && left.next().is_none();
        let sum = expected.iter().map(|record| record.as_client().digest()).sum();
        self.timed(name, right && digest() == Some(sum), digest)
    }

    /// Somebody who reads: `right` says whether it read what had been written.
    pub(crate) fn timed<T>(
        &mut self,
        name: &'static str,
        right: bool,
        mut once: impl FnMut() -> T + 'd,
    ) -> Checked {
        if !self.choice.takes(name) {
            return Ok(());
        }
        if !right {
            return Err(format!("{}: {name} does not read what was written", self.title).into());
        }
        self.add(name, Work::new(move |times, _| repeat(times, &mut once)));
        Ok(())
    }

    fn add(&mut self, name: &'static str, work: Work<'d>) {
        self.running.push(Contestant { name, work, times: Vec::new() });
    }

    /// One batch of each; who starts changes from round to round.
    pub(crate) fn round(&mut self, number: usize) {
        let count = self.running.len();
        self.running.rotate_left(if count == 0 { 0 } else { number % count });
        for contestant in &mut self.running {
            let time = contestant.work.nanoseconds(number);
            contestant.times.push(time);
        }
        self.running.rotate_right(if count == 0 { 0 } else { number % count });
    }

    /// What it was all for.
    #[expect(clippy::cast_precision_loss, reason = "no count is near 2^52")]
    pub(crate) fn outcome(self) -> Outcome {
        let Self { key, title, per, running, .. } = self;
        let times = running
            .into_iter()
            .filter_map(|contestant| {
                let times = contestant.times.iter().map(|time| time / per.count() as f64).collect();
                Some((contestant.name.to_owned(), Times::of(times)?))
            })
            .collect();
        Outcome { key, title, per, times }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Choice, Per, Row};
    use crate::{contestants::by_hand, data::Data, measure::Work};

    static EVERYBODY: Choice = Choice(Vec::new());

    fn row() -> Row<'static> {
        Row::new("key", "Title", Per::Call, &EVERYBODY)
    }

    #[test]
    fn who_writes_other_bytes_is_refused() {
        let right = row().encoder("right", &[1, 2], |out| {
            out.get_mut(..2)?.copy_from_slice(&[1, 2]);
            Some(2)
        });
        assert!(right.is_ok());
        for wrong in [Some(0), Some(1), None] {
            assert!(row().encoder("wrong", &[1, 2], move |_| wrong).is_err(), "{wrong:?}");
        }
        assert!(row().allocating_encoder("wrong", &[1, 2], |_| Some(())).is_err());
    }

    #[test]
    fn who_reads_other_clients_is_refused() {
        let data = Data::new().unwrap();
        let read = |expected: &[_], sum| {
            row().decoder("name", expected, |each| by_hand::decode_clients(&data.list, each), move || sum)
        };
        let digest = |records: &[crate::data::Record]| {
            Some(records.iter().map(|record| record.as_client().digest()).sum())
        };
        assert!(read(&data.records, digest(&data.records)).is_ok());
        assert!(read(&data.records, Some(0)).is_err(), "another sum");
        let fewer = &data.records[1..];
        assert!(read(fewer, digest(fewer)).is_err(), "clients that are not there");
        let mut other = data.records.clone();
        other[2046].identifier[7] ^= 1;
        assert!(read(&other, digest(&other)).is_err(), "another identifier in the last client");
    }

    #[test]
    fn who_is_not_asked_is_not_even_tried() {
        let choice = Choice(vec!["ours".to_owned()]);
        let mut row = Row::new("key", "Title", Per::Call, &choice);
        row.encoder("by-hand", &[1], |_| None).unwrap();
        row.timed("ours-by-entry", true, || 0).unwrap();
        row.timed("ours", true, || 0).unwrap();
        row.round(0);
        let names: Vec<_> = row.outcome().times.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ours-by-entry", "ours"]);
    }

    #[test]
    fn rounds_keep_everybody_in_place() {
        let mut row = row();
        for name in ["one", "two", "three"] {
            row.add(name, Work::new(|times, _| Duration::from_millis(times)));
        }
        for number in 0..5 {
            row.round(number);
        }
        let names: Vec<_> = row.outcome().times.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["one", "two", "three"]);
    }
}
