//! Clocks: many short batches, everybody's in turn, so that what disturbs the machine disturbs all alike.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use serde::Deserialize;

/// Long against the clock's resolution, short against a time slice of the scheduler.
const BATCH: Duration = Duration::from_micros(250);

/// The size of a page. Where in their pages two buffers start decides whether loads wait for stores that they have nothing
/// to do with.
const PAGE: usize = 4096;
/// From round to round, buffers start so much further on in their page.
const STEP: usize = 80;

/// A piece of work that can be run any number of times.
pub(crate) struct Work<'d> {
    /// Runs it so many times, on a buffer that starts so far behind its first byte.
    run: Box<dyn FnMut(u64, usize) -> Duration + 'd>,
    times: u64,
}

impl<'d> Work<'d> {
    /// Work that `run` does so many times, which it takes the time of with [`repeat`].
    pub(crate) fn new(run: impl FnMut(u64, usize) -> Duration + 'd) -> Self {
        let mut work = Self { run: Box::new(run), times: 1 };
        // Finds out how many times make a batch, which warms up too.
        while (work.run)(work.times, 0) < BATCH && work.times < 1 << 32 {
            work.times *= 2;
        }
        work
    }

    /// The nanoseconds that doing it once takes, in one more batch.
    #[expect(clippy::cast_precision_loss, reason = "a batch is far shorter than 2^52 of anything")]
    pub(crate) fn nanoseconds(&mut self, round: usize) -> f64 {
        (self.run)(self.times, round * STEP % PAGE).as_nanos() as f64 / self.times as f64
    }
}

/// The time that it takes to do something so many times; the loop is compiled together with what it repeats, and what comes
/// out is looked at by nobody the compiler knows.
#[inline]
pub(crate) fn repeat<T>(times: u64, mut once: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        black_box(once());
    }
    start.elapsed()
}

/// What the rounds have shown.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Times {
    pub(crate) median: f64,
    pub(crate) best: f64,
    /// Round by round; none from outside.
    #[serde(skip)]
    rounds: Vec<f64>,
}

impl Times {
    /// Of these rounds; none if there are none.
    pub(crate) fn of(rounds: Vec<f64>) -> Option<Self> {
        let best = rounds.iter().copied().min_by(f64::total_cmp)?;
        Some(Self { median: median(rounds.clone())?, best, rounds })
    }

    /// How many times as long as `other`.
    ///
    /// Two times of one round were taken within milliseconds of each other: the median of their ratios is calmer than the
    /// ratio of the medians, which is what is left for outsiders.
    pub(crate) fn to(&self, other: &Self) -> Ratio {
        let pairs: Vec<f64> = self.rounds.iter().zip(&other.rounds).map(|(one, other)| one / other).collect();
        Ratio { median: median(pairs).unwrap_or(self.median / other.median), best: self.best / other.best }
    }
}

/// How two times compare: round by round, and at their best.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio {
    pub(crate) median: f64,
    pub(crate) best: f64,
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
