//! Time per token of finding time expressions in prose, by language, and of the whole path.
//!
//! `cargo bench -p legation-time` reads documents of `corpus/`; folding is done before the clock starts, since
//! the reader folds once for all its steps.

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use legation_model::{Document, Span};
use legation_pack::time::TimePack;
use legation_pack::{Folded, Language, PackFiles};
use legation_time::{Engine, read_document};

fn text(prefix: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| {
            p.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with(prefix))
        })
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|p| fs::read_to_string(p).ok())
        .collect()
}

fn times(criterion: &mut Criterion) {
    let files = PackFiles::embedded();
    for tag in ["ar", "en", "he"] {
        let Ok(language) = Language::load(&files, tag) else {
            continue;
        };
        let Ok(pack) = TimePack::load(&files, &language) else {
            continue;
        };
        let engine = Engine::new(&language, &pack);
        let text = text(tag);
        let mut stretches: Vec<Folded> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len());
            stretches.push(language.folder.fold(&text, span, &[]));
            at += line.len();
        }
        let tokens: usize = stretches.iter().map(|s| s.tokens.len()).sum();
        let mut group = criterion.benchmark_group(tag);
        group.throughput(Throughput::Elements(tokens as u64));
        group.bench_function("find, per token", |b| {
            b.iter(|| {
                for folded in &stretches {
                    black_box(engine.find(folded));
                }
            });
        });
        let document = Document::from_text("bench", tag, text.clone());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("read a document, per byte", |b| {
            b.iter(|| black_box(read_document(&document, |_| Some(&engine))));
        });
        group.bench_function("build the engine", |b| {
            b.iter(|| black_box(Engine::new(&language, &pack)));
        });
        group.finish();
    }
}

criterion_group!(benches, times);
criterion_main!(benches);
