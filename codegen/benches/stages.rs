//! How long each stage of the generator takes, apart and together.
//!
//! `0x0450` is what this repository generates: releases 1.6 and 1.6.1, both dialects. `folder` is as many files as the
//! configuration tool ships, 168: those below the folder that `CLUSTERGEN_CORPUS` names, or else the fixtures of the tests,
//! again and again, each time as a release of its own.
//!
//! `emit` is tokens; `format` makes text of them, which is most of the time and none of the thinking.

#![allow(clippy::expect_used, reason = "a benchmark of what the tests have shown to work")]

use std::hint::black_box;
use std::path::{Path, PathBuf};

use clustergen::emit::{self, Options};
use clustergen::input::{self, InputFile};
use clustergen::model::Model;
use clustergen::overrides::Override;
use clustergen::read::read;
use clustergen::resolve::{Input, Selection, resolve};
use clustergen::session::Session;
use clustergen::{config, diagnostics::Diagnostics};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// As the command-line tool has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many files the folder has.
const FILES: usize = 168;

/// What is generated, and from what.
struct Subject {
    session: Session,
    files: Vec<InputFile>,
    selection: Selection,
    overrides: Vec<Override>,
    options: Options,
}

impl Subject {
    /// What `clustergen.toml` of this repository says.
    fn own() -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut session = Session::default();
        let config =
            config::load(&repository.join(config::FILE_NAME), &mut session).expect("a configuration");
        let (task, _) = config.destination(&mut session).expect("a destination");
        let mut files = input::gather(&task.inputs, &mut session).files;
        files.retain(|file| {
            file.release.as_ref().is_some_and(|release| task.selection.releases.contains(release))
        });
        let options = Options { package: task.package, flat: task.flat, ..Options::default() };
        Self { session, files, selection: task.selection, overrides: task.overrides, options }
    }

    /// A folder with many files.
    fn folder() -> Self {
        let fixtures = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/fixtures");
        let folder = std::env::var_os("CLUSTERGEN_CORPUS").map_or_else(fixtures, PathBuf::from);
        let mut session = Session::default();
        let once = input::gather(&[folder], &mut session).files;
        // Two revisions of one cluster are no release.
        let once = once.iter().filter(|file| !file.name.contains("old-"));
        let again =
            |number: usize, file: &InputFile| InputFile { release: Some(number.to_string()), ..file.clone() };
        let files =
            (0..).flat_map(|number| once.clone().map(move |file| again(number, file))).take(FILES).collect();
        let (selection, overrides, options) = Default::default();
        Self { session, files, selection, overrides, options }
    }

    fn bytes(&self) -> u64 {
        self.files.iter().map(|file| self.session.sources.text(file.id).len() as u64).sum()
    }

    fn read(&self) -> Vec<Input> {
        let document = |file: &InputFile| {
            let document = read(file.id, &self.session.sources, &mut Diagnostics::default())?;
            Some(Input { release: file.release.clone(), document })
        };
        self.files.iter().filter_map(document).collect()
    }

    fn resolve(&self, documents: &[Input]) -> Model {
        resolve(documents, &self.selection, &self.overrides, &mut Diagnostics::default())
    }
}

fn stages(criterion: &mut Criterion, name: &str, subject: &Subject) {
    let documents = subject.read();
    let model = subject.resolve(&documents);
    let items: Vec<_> = emit::tokens(&model, &subject.options).collect();
    let formatted = || items.iter().map(emit::formatted);
    let lines: usize = formatted().map(|text| text.lines().count()).sum();

    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).throughput(Throughput::Bytes(subject.bytes()));
    group.bench_function("read", |bencher| bencher.iter(|| black_box(subject.read())));
    group.bench_function("resolve", |bencher| bencher.iter(|| black_box(subject.resolve(&documents))));
    group.bench_function("emit", |bencher| {
        bencher.iter(|| emit::tokens(&model, &subject.options).for_each(drop));
    });
    group.bench_function("read+resolve+emit", |bencher| {
        bencher.iter(|| emit::tokens(&subject.resolve(&subject.read()), &subject.options).for_each(drop));
    });
    // An element is a line.
    group.throughput(Throughput::Elements(lines as u64));
    group.bench_function("format", |bencher| {
        bencher.iter(|| formatted().for_each(|text| drop(black_box(text))));
    });
    group.finish();
}

fn all(criterion: &mut Criterion) {
    stages(criterion, "0x0450", &Subject::own());
    stages(criterion, "folder", &Subject::folder());
}

criterion_group!(benches, all);
criterion_main!(benches);
