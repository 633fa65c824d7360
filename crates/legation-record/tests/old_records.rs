//! A record of every version of the format is kept in `tests/records` and opened for ever.
//!
//! When the format changes, `UPDATE_EXPECT=1 cargo test` writes the record of the new version and what it
//! answers; the older ones are never written again.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use legation_record::*;
use support::*;

fn kept(version: i64, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/records/v{version}.{ending}"))
}

/// The record of this version in small pages, and its claims.
fn make(record: &Path, claims: &Path) {
    let bench = Bench::holding([arabic(), hebrew(), english(), aid()]);
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    file.execute_batch(
        "PRAGMA journal_mode = delete; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = wal;",
    )
    .unwrap();
    drop(file);
    std::fs::copy(bench.path(), record).unwrap();
    std::fs::write(claims, lines(&bench.record())).unwrap();
}

fn lines(record: &Record) -> String {
    let claims = record.claims(&ClaimFilter::default()).unwrap();
    claims
        .map(|c| serde_json::to_string(&c.unwrap()).unwrap() + "\n")
        .collect()
}

/// A record brought up to date keeps what its first program could not.
fn takes_quantities(bench: &Bench) {
    let mut writer = bench.writer();
    writer.write(aid()).unwrap();
    writer.finish().unwrap();
    let back = bench.record().read_document("texts/aid.txt").unwrap();
    assert_eq!(back, as_stored(aid()));
}

/// Claims as they were answered by the program of the time; what it did not know of is as if not told.
fn answered(lines: &str) -> Vec<legation_model::Claim> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn records_of_every_version_open_and_answer_as_they_did() {
    for version in 1..=SCHEMA_VERSION {
        let (old, claims) = (kept(version, "legation"), kept(version, "claims.jsonl"));
        if !old.exists() && std::env::var_os("UPDATE_EXPECT").is_some() {
            make(&old, &claims);
        }
        // Opening may bring it up to date, so a copy is opened.
        let bench = Bench::new();
        std::fs::copy(&old, bench.path()).unwrap();
        let record = bench.record();
        let told = answered(&std::fs::read_to_string(&claims).unwrap());
        assert_eq!(answered(&lines(&record)), told);
        assert_eq!(told.iter().any(|c| !c.quantities.is_empty()), version > 1);
        assert_eq!(record.check().unwrap(), []);
        let hits = record
            .search("خروتشوف", &SearchFilter::default(), 9)
            .unwrap();
        assert_eq!(hits.len(), 1);

        // It takes new documents, too.
        let mut writer = bench.writer();
        writer.forget("texts/he.txt").unwrap();
        writer.write(hebrew()).unwrap();
        writer.finish().unwrap();
        assert_eq!(answered(&lines(&record)), told);
        takes_quantities(&bench);
    }
}
