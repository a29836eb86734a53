//! Says how far a run has come, if it takes long enough for somebody to wonder.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::report::Report;
use crate::pipeline::Stage;

/// How long a run may take before anything is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// What goes on in the background of a run.
pub(super) struct Progress;

impl Progress {
    /// Does the work, which tells its stages, and reports those that are reached after a while.
    pub(super) fn watch<T>(report: &mut Report<'_>, work: impl FnOnce(&dyn Fn(Stage)) -> T) -> T {
        let (sender, receiver) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || say(report, &receiver));
            // Nobody may be listening any more; the work goes on all the same.
            let done = work(&|stage| _ = sender.send(stage));
            drop(sender);
            done
        })
    }
}

/// Waits until it has lasted too long, says what is going on, and from then on every stage.
fn say(report: &mut Report<'_>, stages: &Receiver<Stage>) {
    let begin = Instant::now();
    let mut current = None;
    loop {
        let patience = PATIENCE.saturating_sub(begin.elapsed());
        match stages.recv_timeout(patience) {
            Ok(stage) if patience.is_zero() => report.progress(words(stage)),
            Ok(stage) => current = Some(stage),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(stage) = current {
                    report.progress(words(stage));
                }
                break;
            }
        }
    }
    for stage in stages {
        report.progress(words(stage));
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading the inputs ...",
        Stage::Resolving => "resolving the clusters ...",
        Stage::Emitting => "writing and formatting Rust ...",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Color;

    fn output_of(work: impl FnOnce(&dyn Fn(Stage))) -> String {
        let mut output = Vec::new();
        Progress::watch(&mut Report::new(&mut output, Color::Never, false), work);
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn a_quick_run_is_silent() {
        assert_eq!(output_of(|progress| progress(Stage::Reading)), "");
    }

    #[test]
    fn a_slow_run_says_where_it_is_and_goes_on_doing_so() {
        let output = output_of(|progress| {
            progress(Stage::Reading);
            progress(Stage::Resolving);
            std::thread::sleep(PATIENCE + PATIENCE / 4);
            progress(Stage::Emitting);
        });
        assert_eq!(output, "resolving the clusters ...\nwriting and formatting Rust ...\n");
    }
}
