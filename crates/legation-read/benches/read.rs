//! How fast reading is, by step and by language: folding, scanning for known words, and the whole way to claims.

use std::{hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use legation_model::Document;
use legation_pack::{PackFiles, Scratch};
use legation_read::Packs;

/// Documents of the development part by language.
const DOCUMENTS: [(&str, [&str; 4]); 3] = [
    (
        "ar",
        [
            "ar-gcc-yemen",
            "ar-jordan-1970",
            "ar-saudi-iran",
            "ar-trap-economy",
        ],
    ),
    ("en", ["en-anzus", "en-elysee", "en-locarno", "en-trap-law"]),
    (
        "he",
        [
            "he-israel-jordan",
            "he-us-cuba",
            "he-three-emperors",
            "he-trap-science",
        ],
    ),
];

/// The text of documents as one, each line a paragraph.
fn document(lang: &str, names: &[&str]) -> Document {
    let mut text = String::new();
    for name in names {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../corpus/{name}.txt"));
        text.push_str(&std::fs::read_to_string(path).expect("the document is here"));
        text.push('\n');
    }
    Document::from_lines("bench", lang, text)
}

fn reading(c: &mut Criterion) {
    let packs = Packs::load(&PackFiles::embedded()).expect("the packs compile");
    for (lang, names) in DOCUMENTS {
        let document = document(lang, &names);
        let pack = packs.language_for(lang).expect("the language has a pack");
        let folder = &pack.lexicon.language.folder;
        let mut group = c.benchmark_group(lang);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function("fold", |b| {
            b.iter(|| {
                for block in &document.blocks {
                    black_box(folder.fold(&document.text, block.span, &[]));
                }
            });
        });
        let folded: Vec<_> = document
            .blocks
            .iter()
            .map(|block| folder.fold(&document.text, block.span, &[]))
            .collect();
        group.bench_function("scan", |b| {
            let (mut scratch, mut items) = (Scratch::default(), Vec::new());
            b.iter(|| {
                let mut found = 0;
                for paragraph in &folded {
                    items.clear();
                    pack.lexicon.scan(paragraph, &mut scratch, &mut items);
                    found += items.len();
                }
                found
            });
        });
        group.bench_function("times", |b| {
            b.iter(|| {
                legation_time::read_document(black_box(&document), |tag| {
                    packs.language_for(tag).map(|p| &p.engine)
                })
            });
        });
        group.bench_function("read", |b| b.iter(|| packs.read(black_box(&document))));
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = reading
}
criterion_main!(benches);
