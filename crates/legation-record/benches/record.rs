//! How fast documents are written and claims are asked for. The corpus is made up (see `synthetic`); its
//! size in MB is `LEGATION_BENCH_MB`, 4 unless set.
#![allow(missing_docs, clippy::unwrap_used)]

mod synthetic;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use legation_record::*;

fn documents() -> Vec<ReadDocument> {
    let megabytes = std::env::var("LEGATION_BENCH_MB").map_or(4, |mb| mb.parse().unwrap());
    let mut bytes = 0;
    synthetic::Maker::new(7)
        .take_while(|read| {
            bytes += read.document.text.len();
            bytes < megabytes * 1_000_000
        })
        .collect()
}

fn write(path: &std::path::Path, documents: Vec<ReadDocument>) {
    let mut writer = Writer::open(path, WriterOptions::new("bench", "rules")).unwrap();
    for read in documents {
        writer.write(read).unwrap();
    }
    writer.finish().unwrap();
}

fn writing(criterion: &mut Criterion) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.document.text.len()).sum();
    let mut group = criterion.benchmark_group("write");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("new record", |b| {
        b.iter_batched(
            || (tempfile::tempdir().unwrap(), documents.clone()),
            |(folder, documents)| {
                write(&folder.path().join("bench.legation"), documents);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn asking(criterion: &mut Criterion) {
    let documents = documents();
    let claims: usize = documents.iter().map(|d| d.claims.len()).sum();
    let word = documents[5].sentences[0]
        .index_text
        .split(' ')
        .nth(3)
        .unwrap()
        .to_owned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bench.legation");
    write(&path, documents);
    let record = Record::open(&path).unwrap();
    let mut group = criterion.benchmark_group("ask");
    group.sample_size(20);
    for (name, order) in [
        ("claims by place", ClaimOrder::Place),
        ("claims by time", ClaimOrder::Time),
    ] {
        let filter = ClaimFilter {
            order,
            ..ClaimFilter::default()
        };
        group.throughput(Throughput::Elements(claims as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                record
                    .claims(&filter)
                    .unwrap()
                    .map(|c| black_box(c).unwrap().start)
                    .sum::<usize>()
            });
        });
    }
    group.throughput(Throughput::Elements(1));
    let pair = ClaimFilter {
        actors: vec![vec![ActorRef::id("actor-3")], vec![ActorRef::id("actor-9")]],
        order: ClaimOrder::Time,
        ..ClaimFilter::default()
    };
    group.bench_function("a pair", |b| {
        b.iter(|| record.claims(&pair).unwrap().count());
    });
    group.bench_function("actors", |b| b.iter(|| record.actors().unwrap().len()));
    group.bench_function("search", |b| {
        b.iter(|| {
            record
                .search(&word, &SearchFilter::default(), 20)
                .unwrap()
                .len()
        });
    });
    group.finish();
}

criterion_group!(benches, writing, asking);
criterion_main!(benches);
