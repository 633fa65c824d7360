//! From files to a record and back: neither jobs nor order nor what was read before shows, a run cut short is gone
//! on with, what changed is read again and what did not is left alone.

mod support;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use legation::{
    ClaimFilter, Error, IngestOptions, LoadedPacks, Progress, ReadOptions, ReadSummary, Record,
    forget, load_packs, read,
};
use support::{packs, path_of};
use tempfile::TempDir;

/// Documents of all three languages.
const NAMES: [&str; 9] = [
    "ar-gcc-yemen",
    "ar-jordan-1970",
    "ar-trap-economy",
    "en-anzus",
    "en-elysee",
    "en-locarno",
    "he-israel-jordan",
    "he-us-cuba",
    "he-trap-science",
];

/// A folder of documents and the records made of it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for name in NAMES {
            desk.put(
                &format!("{name}.txt"),
                fs::read(path_of(name)).expect("a document"),
            );
        }
        desk
    }

    fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_string_lossy().into_owned()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("a file is written");
    }

    fn files(&self) -> Vec<String> {
        NAMES
            .iter()
            .map(|name| self.name(&format!("{name}.txt")))
            .collect()
    }

    fn read(&self, files: &[String], record: &str, jobs: usize) -> ReadSummary {
        self.read_with(files, record, packs(), &options(jobs))
    }

    fn read_with(
        &self,
        files: &[String],
        record: &str,
        packs: &LoadedPacks,
        options: &ReadOptions,
    ) -> ReadSummary {
        read(files, &self.path(record), packs, options, |_| {}).expect("the files are read")
    }

    fn record(&self, record: &str) -> Record {
        Record::open(self.path(record)).expect("the record opens")
    }

    /// All that a record says, as JSON.
    fn told(&self, record: &str) -> String {
        told(&self.record(record))
    }
}

fn options(jobs: usize) -> ReadOptions {
    ReadOptions {
        jobs,
        ..ReadOptions::default()
    }
}

fn told(record: &Record) -> String {
    assert_eq!(record.check().expect("the record can be checked"), []);
    let mut lines = Vec::new();
    let mut line = |value: serde_json::Value| lines.push(value.to_string());
    for document in record.documents().expect("documents") {
        line(serde_json::to_value(&document).expect("JSON"));
        let id = &document.id;
        for sentence in record.sentences(id).expect("sentences") {
            line(serde_json::to_value(&sentence).expect("JSON"));
        }
        for mention in record.mentions(id).expect("mentions") {
            line(serde_json::to_value(&mention).expect("JSON"));
        }
        for time in record.times(id).expect("times") {
            line(serde_json::to_value(&time).expect("JSON"));
        }
    }
    for claim in record.claims(&ClaimFilter::default()).expect("claims") {
        line(serde_json::to_value(claim.expect("a claim")).expect("JSON"));
    }
    lines.push(record.fingerprint().expect("a fingerprint"));
    lines.join("\n")
}

/// The first line that differs, so that a failure can be read.
fn assert_same(one: &str, other: &str, what: &str) {
    let differing = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "{what}");
    assert_eq!(one.lines().count(), other.lines().count(), "{what}");
}

#[test]
fn jobs_and_the_order_of_files_do_not_show() {
    let desk = Desk::new();
    let mut files = desk.files();
    let summary = desk.read(&files, "one.legation", 1);
    assert_eq!(summary.added, NAMES.len());
    assert_eq!(summary.set_aside, []);
    assert!(
        summary.claims > NAMES.len(),
        "there is something to compare"
    );
    let one = desk.told("one.legation");
    assert!(one.lines().count() > 300);

    let again = desk.read(&files, "two.legation", 2);
    assert_eq!(again, summary, "summaries do not depend on jobs");
    assert_same(&one, &desk.told("two.legation"), "with two jobs");
    files.reverse();
    desk.read(&files, "reversed.legation", 2);
    assert_same(&one, &desk.told("reversed.legation"), "in another order");
    files.swap(1, 6);
    files.extend(desk.files());
    desk.read(&files, "twice.legation", 3);
    assert_same(&one, &desk.told("twice.legation"), "with files named twice");
}

#[test]
fn half_of_the_files_and_then_all_is_all() {
    let desk = Desk::new();
    let files = desk.files();
    desk.read(&files, "whole.legation", 2);
    desk.read(&files[3..7], "parts.legation", 2);
    let summary = desk.read(&files, "parts.legation", 1);
    assert_eq!((summary.added, summary.unchanged), (5, 4));
    assert_same(
        &desk.told("whole.legation"),
        &desk.told("parts.legation"),
        "read in parts",
    );
}

/// Many small documents as one file: more than one batch of the writer.
fn many(count: usize) -> String {
    let states = [
        "France", "Japan", "Chile", "Egypt", "Turkey", "Norway", "Cuba",
    ];
    (0..count)
        .map(|n| {
            let (a, b) = (states[n % 7], states[(n / 7 + n + 1) % 7]);
            let year = 1900 + n % 100;
            format!("{{\"id\": \"d{n:04}\", \"lang\": \"en\", \"text\": \"{a} signed a treaty with {b} in {year}. Two years later {b} recognized {a}.\"}}\n")
        })
        .collect()
}

#[test]
fn a_run_cut_short_is_gone_on_with() {
    for jobs in [1, 2] {
        let desk = Desk::empty();
        desk.put("many.jsonl", many(600));
        let files = [desk.name("many.jsonl")];
        desk.read(&files, "whole.legation", jobs);
        let whole = desk.told("whole.legation");
        for stop_after in [3, 300, 599] {
            let record = format!("cut-{stop_after}.legation");
            let mut done = 0;
            let path = desk.path(&record);
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                read(&files, &path, packs(), &options(jobs), |event| {
                    done += usize::from(matches!(event, Progress::Document { .. }));
                    assert!(done < stop_after, "the run is cut short");
                })
            }));
            assert!(outcome.is_err(), "the run was cut short");
            let kept = desk.record(&record).counts().expect("counts").documents;
            assert!(kept <= stop_after, "{kept} of {stop_after}");
            assert!(
                kept + 256 >= stop_after,
                "whole batches are kept: {kept} of {stop_after}"
            );
            let summary = desk.read(&files, &record, jobs);
            assert_eq!((summary.unchanged, summary.added), (kept, 600 - kept));
            assert_same(&whole, &desk.told(&record), "cut short and gone on with");
        }
    }
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let desk = Desk::new();
    let files = desk.files();
    let first = desk.read(&files, "r.legation", 2);
    let before = desk.told("r.legation");
    let mut events = Vec::new();
    let summary = read(
        &files,
        &desk.path("r.legation"),
        packs(),
        &options(2),
        |event| {
            events.push(event);
        },
    )
    .expect("read");
    assert_eq!(summary.unchanged, NAMES.len());
    assert_eq!((summary.added, summary.replaced, summary.claims), (0, 0, 0));
    assert_same(&before, &desk.told("r.legation"), "left alone");
    let skipped = events
        .iter()
        .filter(|e| matches!(e, Progress::Document { read: false, .. }))
        .count();
    assert_eq!(skipped, NAMES.len(), "the progress bar is told");
    assert!(matches!(events[0], Progress::Total(bytes) if bytes > 20_000));

    let again = ReadOptions {
        again: true,
        ..options(2)
    };
    let summary = desk.read_with(&files, "r.legation", packs(), &again);
    assert_eq!(summary.added, 0);
    assert_same(&before, &desk.told("r.legation"), "read again");
    assert!(first.sentences > 0);
}

#[test]
fn other_packs_read_again_and_so_does_another_language_given() {
    let desk = Desk::new();
    let files = desk.files();
    let carried = load_packs(None).expect("the packs compile");
    assert_eq!(
        carried.fingerprint,
        load_packs(None).expect("the packs compile").fingerprint,
        "the same packs, the same fingerprint"
    );
    desk.read_with(&files, "r.legation", &carried, &options(2));
    fs::create_dir_all(desk.path("packs/actors")).expect("a folder");
    desk.put("packs/notes.md", "Prose changes nothing.");
    let same = load_packs(Some(&desk.path("packs"))).expect("the packs compile");
    assert_eq!(same.fingerprint, carried.fingerprint);

    let classes = legation::PackFiles::embedded();
    let events = classes.get("events.toml").expect("the classes");
    desk.put("packs/events.toml", format!("{events}\n# edited\n"));
    let edited = load_packs(Some(&desk.path("packs"))).expect("the packs compile");
    assert_ne!(edited.fingerprint, carried.fingerprint);
    let summary = desk.read_with(&files, "r.legation", &edited, &options(2));
    assert_eq!((summary.unchanged, summary.replaced), (0, NAMES.len()));
    let summary = desk.read_with(&files, "r.legation", &edited, &options(1));
    assert_eq!((summary.unchanged, summary.replaced), (NAMES.len(), 0));

    let hebrew = ReadOptions {
        ingest: IngestOptions {
            lang: Some("he".to_owned()),
            ..IngestOptions::default()
        },
        ..options(1)
    };
    let summary = desk.read_with(&files[..1], "r.legation", &edited, &hebrew);
    assert_eq!((summary.unchanged, summary.replaced), (0, 1));
}

#[test]
fn a_changed_file_takes_the_place_of_its_old_reading() {
    let desk = Desk::empty();
    let files = [desk.name("a.txt")];
    desk.put("a.txt", "France signed a treaty with Japan in 1963.");
    desk.read(&files, "r.legation", 1);
    assert!(desk.told("r.legation").contains("1963"));
    desk.put(
        "a.txt",
        "Chile signed a treaty with Peru in 1929, and both of them ratified it.",
    );
    let summary = desk.read(&files, "r.legation", 1);
    assert_eq!(
        (summary.added, summary.replaced, summary.unchanged),
        (0, 1, 0)
    );
    let told = desk.told("r.legation");
    assert!(told.contains("1929") && !told.contains("1963"), "{told}");
    desk.read(&files, "fresh.legation", 1);
    assert_same(
        &told,
        &desk.told("fresh.legation"),
        "as if it had always been so",
    );
    assert_eq!(
        desk.record("r.legation")
            .counts()
            .expect("counts")
            .documents,
        1
    );
}

#[test]
fn a_forgotten_document_is_gone_with_all_that_hangs_on_it() {
    let desk = Desk::new();
    let files = desk.files();
    desk.read(&files, "all.legation", 1);
    desk.read(&files[1..], "others.legation", 1);
    let forgotten =
        forget(&desk.path("all.legation"), packs(), &files[0]).expect("it is forgotten");
    let gone = forgotten.gone;
    assert_eq!(gone.doc, files[0]);
    assert!(gone.claims > 0 && gone.sentences > 0 && gone.mentions > 0 && gone.times > 0);
    let told = desk.told("all.legation");
    assert_same(
        &told,
        &desk.told("others.legation"),
        "as if it had never been read",
    );
    assert!(!told.contains(&files[0]));

    let error = forget(&desk.path("all.legation"), packs(), &files[0]).expect_err("it is gone");
    assert!(error.to_string().contains("ar-gcc-yemen"), "{error}");
    let missing = desk.path("none.legation");
    assert!(matches!(
        forget(&missing, packs(), "x"),
        Err(Error::Open(_))
    ));
    assert!(!missing.exists(), "asking makes no record");
    desk.read(&files, "again.legation", 1);
    desk.read(&files, "all.legation", 2);
    assert_same(
        &desk.told("again.legation"),
        &desk.told("all.legation"),
        "read again after it was forgotten",
    );
}

#[test]
fn two_copies_of_a_text_are_two_documents() {
    let desk = Desk::empty();
    let text = "France signed a treaty with Japan in 1963.";
    desk.put("a.txt", text);
    desk.put("b.txt", text);
    let summary = desk.read(&[desk.name("b.txt"), desk.name("a.txt")], "r.legation", 2);
    assert_eq!(summary.added, 2);
    let record = desk.record("r.legation");
    let claims: Vec<_> = record
        .claims(&ClaimFilter::default())
        .expect("claims")
        .map(|c| c.expect("a claim"))
        .collect();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0].doc, desk.name("a.txt"));
    assert_eq!(claims[1].doc, desk.name("b.txt"));
    assert_eq!(claims[0].quote, claims[1].quote);
    assert_eq!(record.claims_by_id(&claims[0].id).expect("claims").len(), 2);
}

#[test]
fn two_documents_with_one_id_are_told() {
    let desk = Desk::empty();
    let object = |a: &str| {
        format!(
            "{{\"id\": \"x\", \"lang\": \"en\", \"text\": \"{a} signed a treaty with Japan in 1963.\"}}\n"
        )
    };
    desk.put("a.jsonl", object("France") + &object("Chile"));
    for jobs in [1, 2, 4] {
        let record = format!("{jobs}.legation");
        let summary = desk.read(&[desk.name("a.jsonl")], &record, jobs);
        assert_eq!(summary.set_aside.len(), 1, "{jobs} jobs");
        assert_eq!(summary.set_aside[0].problem.code, "read-same-id");
        let told = desk.told(&record);
        assert!(
            told.contains("France") && !told.contains("Chile"),
            "the first is kept"
        );
    }
}

#[test]
fn what_cannot_be_read_is_set_aside_and_the_run_goes_on() {
    let desk = Desk::empty();
    desk.put("a.txt", "France signed a treaty with Japan in 1963.");
    desk.put("empty.txt", "");
    desk.put(
        "image.txt",
        [0_u8, 159, 146, 150, 0, 0, 1, 2, 3, 255, 0, 7].repeat(50),
    );
    let mut files: Vec<String> = ["image.txt", "a.txt", "missing.txt", "empty.txt"]
        .iter()
        .map(|name| desk.name(name))
        .collect();
    let summary = desk.read(&files, "r.legation", 2);
    assert_eq!(summary.added, 1);
    assert_eq!(summary.set_aside.len(), 3, "{:?}", summary.set_aside);
    for set_aside in &summary.set_aside {
        let problem = &set_aside.problem;
        assert!(
            !problem.message.is_empty() && problem.hint.is_some(),
            "{problem:?}"
        );
    }
    let text = format!("{:?}", summary.set_aside);
    for name in ["image.txt", "missing.txt", "empty.txt"] {
        assert!(text.contains(name), "{name} is named in {text}");
    }
    files.reverse();
    let reversed = desk.read(&files, "other.legation", 1);
    assert_eq!(
        reversed.set_aside, summary.set_aside,
        "in an order of its own"
    );

    let error = read(
        &files[1..2],
        &desk.path("none.legation"),
        packs(),
        &options(1),
        |_| {},
    )
    .expect_err("nothing is there");
    assert!(matches!(error, Error::NothingToRead(_)), "{error}");
    assert!(!desk.path("none.legation").exists(), "no record of nothing");
}

#[test]
fn a_document_in_a_language_without_a_pack_is_kept_and_told() {
    let desk = Desk::empty();
    desk.put(
        "fr.txt",
        "La France a signé un traité avec le Japon en 1963, et les deux pays ont échangé des ambassadeurs peu après cette date.",
    );
    let summary = desk.read(&[desk.name("fr.txt")], "r.legation", 1);
    assert_eq!((summary.added, summary.claims), (1, 0));
    let told = summary.problems.get("read-no-pack");
    assert_eq!(told.map(|kind| kind.count), Some(1));
}

#[test]
fn folders_are_read_as_their_files_are() {
    let desk = Desk::new();
    let from_folder = desk.path("texts");
    fs::create_dir(&from_folder).expect("a folder");
    for name in NAMES {
        fs::copy(
            desk.path(&format!("{name}.txt")),
            from_folder.join(format!("{name}.txt")),
        )
        .expect("a copy");
    }
    let files: Vec<String> = NAMES
        .iter()
        .map(|n| desk.name(&format!("texts/{n}.txt")))
        .collect();
    desk.read(&files, "files.legation", 1);
    desk.read(&[desk.name("texts")], "folder.legation", 2);
    assert_same(
        &desk.told("files.legation"),
        &desk.told("folder.legation"),
        "by folder",
    );
    let exists = |name: &str| Path::new(&desk.name(name)).exists();
    assert!(exists("folder.legation") && !exists("folder.legation-wal"));
}
