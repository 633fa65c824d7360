//! How fast the chronicle of a small made-up record is told, brought up to date and asked; `cargo xtask chronicle` measures
//! larger ones.

#[allow(missing_docs)]
mod histories;

use std::{hint::black_box, path::Path};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use histories::Maker;
use legation::{
    Chronicle, Day, EventFilter, Found, LeftOut, LoadedPacks, Names, Record, TieFilter, Viewer,
    actor_groups, load_packs, update_chronicle,
};

/// Claims of the record.
const CLAIMS: usize = 10_000;

fn packs() -> LoadedPacks {
    load_packs(None).expect("the packs that the program carries compile")
}

fn copied(record: &Path) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let copy = folder.path().join("copy.legation");
    std::fs::copy(record, &copy).expect("the record can be copied");
    (folder, copy)
}

fn told(record: &Path, packs: &LoadedPacks) {
    update_chronicle(record, packs).expect("the chronicle can be told");
}

fn telling(c: &mut Criterion) {
    let packs = packs();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let record = folder.path().join("bench.legation");
    let mut maker = Maker::new(&packs, 7, CLAIMS);
    histories::write(&record, &mut maker, CLAIMS).expect("the record can be written");
    let mut group = c.benchmark_group("chronicle");
    group.sample_size(10);
    group.bench_function("anew", |b| {
        b.iter_batched(
            || copied(&record),
            |(folder, copy)| {
                told(&copy, &packs);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    told(&record, &packs);
    let (_more, grown) = copied(&record);
    histories::write(&grown, &mut maker, histories::CLAIMS).expect("the record can be written");
    group.bench_function("one document more", |b| {
        b.iter_batched(
            || copied(&grown),
            |(folder, copy)| {
                told(&copy, &packs);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
    asking(c, &record, &packs, &maker.states());
}

fn asking(c: &mut Criterion, record: &Path, packs: &LoadedPacks, states: &[&str]) {
    let names = Names::new(packs);
    let find = |place: usize| -> Found {
        names
            .find(states[place], None)
            .expect("the packs know their states")
    };
    let actors = [find(3), find(8)];
    let groups = actor_groups(&actors);
    let record = Record::open(record).expect("the record can be opened");
    let chronicle =
        Chronicle::open(&record, packs, &LeftOut::default()).expect("the record can be asked");
    let day = Day::from_ymd(1961, 8, 13).expect("a day");
    let mut group = c.benchmark_group("chronicle");
    group.bench_function("on a day, an actor", |b| {
        b.iter(|| {
            let held = chronicle.on((day, day), black_box(&actors[..1]), &[]);
            held.expect("it answers").len()
        });
    });
    group.bench_function("on a day, everyone", |b| {
        b.iter(|| {
            let held = chronicle.on((day, day), black_box(&[]), &[]);
            held.expect("it answers").len()
        });
    });
    let ties = TieFilter {
        actors: groups[..1].to_vec(),
        ..TieFilter::default()
    };
    group.bench_function("ties, with their sentences", |b| {
        b.iter(|| {
            let ties = chronicle.ties(black_box(&ties)).expect("it answers");
            let mut viewer = Viewer::new(&record);
            viewer.fetch_ties(&ties).expect("the claims are there");
            ties.iter()
                .map(|tie| viewer.tie(tie).expect("the claims are there"))
                .count()
        });
    });
    let events = EventFilter {
        actors: groups,
        ..EventFilter::default()
    };
    group.bench_function("events of a pair", |b| {
        b.iter(|| {
            let events = chronicle.events(black_box(&events));
            events.expect("it answers").len()
        });
    });
    group.finish();
}

criterion_group!(benches, telling);
criterion_main!(benches);
