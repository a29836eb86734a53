//! What our generator takes for a folder: time, processor time and memory, each stage in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

use crate::clock::{Taken, milliseconds, time};
use crate::ours::{self, Ours};
use crate::table::{Table, thousands, verdict};

/// How far a process goes.
const STAGES: [(&str, &str); 4] = [
    ("model", "read, resolve"),
    ("tokens", "read, resolve, emit"),
    ("unformatted", "the same, and text of it that is not laid out"),
    ("formatted", "the same, laid out"),
];

/// How often each stage is run.
const RUNS: usize = 7;

/// The most memory that the generator may take.
const MEMORY: u64 = 200_000_000;

/// The most time that it may take for 1 MB without formatting: 0.25 s for 1.5 MB.
const PER_MEGABYTE: f64 = 0.25 / 1.5;

/// The least lines that it should format in a second.
const LINES: f64 = 150_000.0;

/// What a process of this program does when it is called again: goes so far, and says what that took.
pub fn stage(stage: &str, input: &Path) -> io::Result<()> {
    let mut bytes = 0;
    let taken = time(|| {
        let ours = Ours::new(&[input.to_owned()]);
        match stage {
            "model" => bytes = std::hint::black_box(ours.model()).releases.len(),
            "tokens" => ours.tokens(),
            "unformatted" => bytes = ours.unformatted().len(),
            _ => bytes = ours::bytes(&ours.formatted()),
        }
    });
    std::hint::black_box(bytes);
    println!("{}", taken.to_line(peak()?));
    Ok(())
}

/// The most memory that this process had, in bytes.
fn peak() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kib.map(|kib| kib * 1024).ok_or_else(|| io::Error::other("/proc/self/status does not say VmHWM"))
}

/// Prints what they take.
pub fn report(own: &[(String, PathBuf)]) -> io::Result<()> {
    println!("### What clustergen takes for a folder\n");
    for (name, path) in own {
        let ours = Ours::new(std::slice::from_ref(path));
        let lines = ours::lines(&ours.formatted());
        println!(
            "{name}: {} files, {} bytes, {} clusters; {} lines come of it.\n",
            ours.files(),
            thousands(ours.bytes()),
            ours.clusters().len(),
            thousands(lines)
        );
        let stages = STAGES.iter().map(|(stage, _)| of_stage(stage, path)).collect::<io::Result<Vec<_>>>()?;
        table(&ours, lines, &stages).print();
    }
    Ok(())
}

fn table(ours: &Ours, lines: usize, stages: &[Stage]) -> Table {
    let megabytes = ours.bytes() as f64 / 1e6;
    let mut table = Table::new(&["up to", "time", "processor time", "for 1 MB", "peak memory", "goal"]);
    for ((stage, what), Stage { taken, memory }) in STAGES.iter().zip(stages) {
        let per_megabyte = taken.processor.div_f64(megabytes);
        let mut goals = vec![verdict("200 MB", *memory < MEMORY)];
        if *stage == "tokens" || *stage == "unformatted" {
            goals.push(verdict("0.25 s for 1.5 MB", per_megabyte.as_secs_f64() < PER_MEGABYTE));
        }
        let memory = format!("{:.0} MB", *memory as f64 / 1e6);
        table.row(&[
            (*what).to_owned(),
            milliseconds(taken.wall),
            milliseconds(taken.processor),
            milliseconds(per_megabyte),
            memory,
            goals.join("; "),
        ]);
    }
    if let [_, without, _, with] = stages {
        let formatting = with.taken.processor.saturating_sub(without.taken.processor);
        let speed = lines as f64 / formatting.as_secs_f64();
        let goal = verdict("150,000 lines a second", speed >= LINES);
        let what = format!("formatting alone, {} lines a second", thousands(speed as usize));
        table.row(&[
            what,
            String::new(),
            milliseconds(formatting),
            milliseconds(formatting.div_f64(megabytes)),
            String::new(),
            goal,
        ]);
    }
    table
}

/// What a stage takes.
struct Stage {
    taken: Taken,
    /// In bytes.
    memory: u64,
}

/// The least time and the most memory of some processes: what else a machine does only adds to either.
fn of_stage(stage: &str, input: &Path) -> io::Result<Stage> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let output = Command::new(std::env::current_exe()?).args(["stage", stage]).arg(input).output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr)));
        }
        let (taken, memory) = Taken::from_line(&String::from_utf8_lossy(&output.stdout))?;
        runs.push(Stage { taken, memory });
    }
    let least = |which: fn(&Stage) -> Duration| runs.iter().map(which).min().unwrap_or_default();
    let taken = Taken { wall: least(|run| run.taken.wall), processor: least(|run| run.taken.processor) };
    Ok(Stage { taken, memory: runs.iter().map(|run| run.memory).max().unwrap_or_default() })
}
