//! What takes how long: on the clock, and on all processors together, where what else the machine does counts little.

use std::io;
use std::ops::Div;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// How long something took.
#[derive(Clone, Copy, Default)]
pub struct Taken {
    /// On the clock.
    pub wall: Duration,
    /// What all threads of this process have computed.
    pub processor: Duration,
}

impl Taken {
    /// A line in which one process tells another what something took, and one more number.
    pub fn to_line(self, further: u64) -> String {
        format!("{} {} {further}", self.wall.as_nanos(), self.processor.as_nanos())
    }

    /// What such a line tells.
    pub fn from_line(line: &str) -> io::Result<(Self, u64)> {
        let numbers: Result<Vec<u64>, _> = line.split_whitespace().map(str::parse).collect();
        let Ok(&[wall, processor, further]) = numbers.as_deref() else {
            return Err(io::Error::other(format!("a process says {line:?}")));
        };
        let taken = Self { wall: Duration::from_nanos(wall), processor: Duration::from_nanos(processor) };
        Ok((taken, further))
    }
}

impl Div<u32> for Taken {
    type Output = Self;

    fn div(self, times: u32) -> Self {
        Self { wall: self.wall / times, processor: self.processor / times }
    }
}

fn processor() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// How long one run of something takes.
pub fn time<R>(run: impl FnOnce() -> R) -> Taken {
    let (wall, before) = (Instant::now(), processor());
    // Dropping what came of it belongs to it.
    std::hint::black_box(run());
    Taken { wall: wall.elapsed(), processor: processor().saturating_sub(before) }
}

/// Whoever takes part, and what it does once. It says how many bytes came of it, so that nobody can skip the work.
pub struct Contestant<'a> {
    pub name: String,
    pub run: Box<dyn FnMut() -> usize + 'a>,
}

impl<'a> Contestant<'a> {
    pub fn new(name: impl Into<String>, run: impl FnMut() -> usize + 'a) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }
}

/// The median of each over so many rounds. In each round all run, one after the other, and each for at least 20 ms, so that all
/// see the same machine.
pub fn medians(contestants: &mut [Contestant<'_>], rounds: usize) -> Vec<Taken> {
    const LEAST: Duration = Duration::from_millis(20);
    let mut taken = vec![Vec::with_capacity(rounds); contestants.len()];
    // The first round warms caches up, and says how often each has to run.
    let once =
        |contestant: &mut Contestant<'_>| time(|| assert_ne!((contestant.run)(), 0, "{}", contestant.name));
    let times: Vec<_> = contestants
        .iter_mut()
        .map(|contestant| LEAST.div_duration_f64(once(contestant).processor).ceil().max(1.0))
        .collect();
    for _ in 0..rounds {
        for ((contestant, times), taken) in contestants.iter_mut().zip(&times).zip(&mut taken) {
            let all = time(|| (0..*times as usize).map(|_| (contestant.run)()).sum::<usize>());
            taken.push(Taken { wall: all.wall.div_f64(*times), processor: all.processor.div_f64(*times) });
        }
    }
    taken.iter().map(|taken| median_of(taken)).collect()
}

/// The medians of both, each by itself.
pub fn median_of(taken: &[Taken]) -> Taken {
    let median_of = |which: fn(&Taken) -> Duration| median(taken.iter().map(which).collect());
    Taken { wall: median_of(|taken| taken.wall), processor: median_of(|taken| taken.processor) }
}

fn median(mut of: Vec<Duration>) -> Duration {
    of.sort();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds, with three digits that say something.
pub fn milliseconds(of: Duration) -> String {
    let value = of.as_secs_f64() * 1e3;
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} ms")
}
