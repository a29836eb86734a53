//! How long each stage of the generator takes for cluster 0x0450 in releases 1.6 and 1.6.1, both dialects.
//!
//! `emit` is tokens; `format` makes text of them, which is most of the time and none of the thinking.

#![allow(clippy::expect_used, reason = "a benchmark of what the tests have shown to work")]

use std::hint::black_box;
use std::path::Path;

use clustergen::emit;
use clustergen::model::Model;
use clustergen::read::read;
use clustergen::resolve::{Input, resolve};
use clustergen::session::Session;
use clustergen::{config, input};
use criterion::{Criterion, criterion_group, criterion_main};

fn stages(criterion: &mut Criterion) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut session = Session::default();
    let config = config::load(&repository.join(config::FILE_NAME), &mut session).expect("a configuration");
    let (task, _) = config.destination(&mut session).expect("a destination");
    let mut inputs = input::gather(&task.inputs, &mut session).files;
    inputs.retain(|input| {
        input.release.as_ref().is_some_and(|release| task.selection.releases.contains(release))
    });

    let documents = |session: &mut Session| -> Vec<Input> {
        let Session { sources, diagnostics } = session;
        let read = |input: &input::InputFile| {
            let document = read(input.id, sources, diagnostics)?;
            Some(Input { release: input.release.clone(), document })
        };
        inputs.iter().filter_map(read).collect()
    };
    let resolve = |documents: &[Input], session: &mut Session| -> Model {
        resolve(documents, &task.selection, &task.overrides, &mut session.diagnostics)
    };
    let options = emit::Options {
        package: task.package.clone(),
        flat: task.flat,
        server: task.server,
        client: task.client,
        async_server: task.async_server,
        owned: task.owned,
        serde: task.serde,
        defmt: task.defmt,
        renames: task.renames.clone(),
        runtime: task.runtime.clone(),
        origin: emit::Origin::default(),
    };

    let read = documents(&mut session);
    let model = resolve(&read, &mut session);
    let modules = emit::emit_unformatted(&model, &options);
    let mut group = criterion.benchmark_group("0x0450");
    group.bench_function("read", |bencher| bencher.iter(|| black_box(documents(&mut session))));
    group.bench_function("resolve", |bencher| bencher.iter(|| black_box(resolve(&read, &mut session))));
    group.bench_function("emit", |bencher| bencher.iter(|| emit::emit_unformatted(&model, &options)));
    group.bench_function("read+resolve+emit", |bencher| {
        bencher.iter(|| {
            let documents = documents(&mut session);
            let model = resolve(&documents, &mut session);
            emit::emit_unformatted(&model, &options)
        });
    });
    group
        .bench_function("format", |bencher| bencher.iter(|| black_box(emit::format_all(&modules, &options))));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
