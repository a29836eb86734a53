//! Programs that take turns, each in a process of its own: what one leaves behind in memory slows no other down.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::clock::{Taken, median_of, time};

/// A process of this program that does something whenever it is its turn.
pub struct Player {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What came of the turns of a player.
pub struct Score {
    /// The median of them.
    pub taken: Taken,
    /// How many bytes were written each time.
    pub written: usize,
}

/// How long a turn is, at least: whoever has little to do does it several times.
const LEAST: Duration = Duration::from_millis(200);

/// What such a process does: `run` for each line it is sent. It answers with the time and the processor time of one run, and
/// how many bytes came of it.
pub fn play(mut run: impl FnMut() -> usize) -> io::Result<()> {
    for line in io::stdin().lines() {
        line?;
        let (start, mut runs, mut written) = (Instant::now(), 0, 0);
        let taken = time(|| {
            while runs == 0 || start.elapsed() < LEAST {
                written = run();
                runs += 1;
            }
        });
        println!("{}", (taken / runs).to_line(written as u64));
    }
    Ok(())
}

impl Player {
    /// Starts this program with these arguments.
    pub fn start(arguments: &[&OsStr]) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let piped = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(orders), Some(answers)) => Ok(Self { child, orders, answers: BufReader::new(answers) }),
            _ => Err(io::Error::other("a process without pipes")),
        }
    }

    fn turn(&mut self) -> io::Result<(Taken, usize)> {
        writeln!(self.orders)?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        let (taken, written) = Taken::from_line(&answer)?;
        Ok((taken, written as usize))
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes of so many rounds, in which all take turns. The one before them warms up, and is not counted.
pub fn scores(players: &mut [Player], rounds: usize) -> io::Result<Vec<Score>> {
    let mut turns = Vec::new();
    for _ in 0..=rounds {
        turns.push(players.iter_mut().map(Player::turn).collect::<io::Result<Vec<_>>>()?);
    }
    let score = |player: usize| {
        let of = |round: &Vec<(Taken, usize)>| round.get(player).copied();
        let counted: Vec<_> = turns.iter().skip(1).filter_map(of).collect();
        let taken: Vec<_> = counted.iter().map(|(taken, _)| *taken).collect();
        let written = counted.first().map_or(0, |(_, written)| *written);
        Score { taken: median_of(&taken), written }
    };
    Ok((0..players.len()).map(score).collect())
}
