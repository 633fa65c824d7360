//! How fast names are looked up and time expressions are read through the front library.

use std::{hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use legation::{Error, IngestOptions, LoadedPacks, Names, load_packs, times};

/// Documents of the development part, one a language.
const DOCUMENTS: [&str; 3] = ["ar-gcc-yemen", "en-elysee", "he-us-cuba"];

fn packs() -> LoadedPacks {
    load_packs(None).expect("the packs that the program carries compile")
}

fn starting(c: &mut Criterion) {
    c.bench_function("packs/load", |b| b.iter(packs));
    let packs = packs();
    c.bench_function("names/table", |b| b.iter(|| Names::new(black_box(&packs))));
}

fn names(c: &mut Criterion) {
    let packs = packs();
    let names = Names::new(&packs);
    let mut group = c.benchmark_group("names");
    for (what, query) in [
        ("exact", "france"),
        ("arabic", "الاتحاد السوفيتي"),
        ("mistaken", "Czechoslovakai"),
        ("unknown", "Ruritania"),
    ] {
        group.bench_function(what, |b| {
            b.iter(|| names.find(black_box(query), None).is_ok());
        });
    }
    group.finish();
}

fn time_expressions(c: &mut Criterion) {
    let packs = packs();
    let mut group = c.benchmark_group("times");
    for name in DOCUMENTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../corpus/{name}.txt"));
        let bytes = std::fs::metadata(&path)
            .expect("the document is here")
            .len();
        let inputs = [path.to_string_lossy().into_owned()];
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut found = 0;
                times(&inputs, &packs, &IngestOptions::default(), |line| {
                    found += usize::from(black_box(line).edtf.is_some());
                    Ok::<(), Error>(())
                })
                .expect("the document is read");
                found
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = starting, names, time_expressions
}
criterion_main!(benches);
