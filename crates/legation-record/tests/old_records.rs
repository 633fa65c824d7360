//! A record of every version of the format is kept in `tests/records` and opened for ever.
//!
//! When the format changes, `UPDATE_EXPECT=1 cargo test` writes the record of the new version and what it
//! answers; the older ones are never written again.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use legation_model::*;
use legation_record::*;
use support::*;

fn kept(version: i64, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/records/v{version}.{ending}"))
}

/// The record of this version in small pages, and its claims.
fn make(record: &Path, claims: &Path) {
    let bench = Bench::holding([arabic(), hebrew(), english(), aid()]);
    tell(&bench);
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    file.execute_batch(
        "PRAGMA journal_mode = delete; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = wal;",
    )
    .unwrap();
    drop(file);
    std::fs::copy(bench.path(), record).unwrap();
    std::fs::write(claims, lines(&bench.record())).unwrap();
}

/// A small chronicle of the record: one affair with an event, a tie and a disagreement.
fn tell(bench: &Bench) {
    let mut all = Vec::new();
    let record = bench.record();
    record
        .facts::<AskError>(FactScope::All, |row, _| {
            all.push(row.at);
            Ok(())
        })
        .unwrap();
    let who = |id: &str, name: &str, country: &str| Participant {
        id: Some(id.to_owned()),
        name: name.to_owned(),
        country: country.to_owned(),
    };
    let (albania, pact) = (
        who("albania", "Albania", "ALB"),
        who("warsaw-pact", "Warsaw Pact", "IGO"),
    );
    let event = Event {
        id: "e-1".to_owned(),
        class: "join-organization".to_owned(),
        actors: vec![albania.clone()],
        recipients: vec![pact.clone()],
        when: "1955-05-14".parse().ok(),
        dated_by: Some(all[0]),
        date_rule: DateRule::MostPrecise,
        status: Status::Asserted,
        office: None,
        instrument: None,
        claims: all[..2].to_vec(),
        confidence: 0.5,
    };
    let party = |who, role| TieParty { who, role };
    let tie = Tie {
        id: "t-1".to_owned(),
        kind: TieKind::Membership,
        parties: vec![
            party(albania.clone(), TieRole::Member),
            party(pact, TieRole::Organization),
        ],
        instrument: None,
        office: None,
        spell: 1,
        from: Some(TieEnd {
            when: "1955-05-14".parse().ok(),
            rule: EndRule::Claims,
            possible: false,
            claims: all[..2].to_vec(),
        }),
        to: None,
        shown_by: all[2..].to_vec(),
    };
    let disagreement = Disagreement {
        id: "d-1".to_owned(),
        kind: DisagreementKind::Date,
        about: vec![albania],
        claims: all[..2].to_vec(),
        first_because: "told-first".to_owned(),
        days_apart: Some(1),
        sentence: "It is told of two days.".to_owned(),
    };
    let mut writer = ChronicleWriter::open(bench.path()).unwrap();
    let changes = writer.changes("rules 1").unwrap();
    writer.start_anew().unwrap();
    let affair = writer.affair("thing\twarsaw-pact").unwrap();
    writer.add_claims(affair, all.iter().copied()).unwrap();
    let account = NewAccount {
        events: &[event],
        ties: &[tie],
        disagreements: &[disagreement],
    };
    writer.add_account(affair, &account).unwrap();
    for document in changes.new {
        writer.add_document(document, &[affair].into()).unwrap();
    }
    writer.finish("rules 1").unwrap();
}

/// Records of before the chronicle have none; one that has it answers from it as it did.
fn tells(record: &Record, version: i64) {
    let told = record.chronicle().unwrap();
    assert_eq!(told.is_current, version >= 3);
    let days = "1960".parse::<Edtf>().unwrap().bounds();
    let filter = TieFilter {
        actors: vec![vec![ActorRef::id("albania")]],
        days: days.first.zip(days.last),
        ..TieFilter::default()
    };
    let ties = record.ties(&filter).unwrap();
    let events = record.events(&EventFilter::default()).unwrap();
    let disagreements = record.disagreements(&[], &[]).unwrap();
    let held = usize::from(version >= 3);
    let found = (ties.len(), events.len(), disagreements.len());
    assert_eq!(found, (held, held, held));
    for at in ties.iter().flat_map(|tie| &tie.shown_by) {
        assert_eq!(record.citations([*at]).unwrap().len(), 1);
    }
    if let [event] = events.as_slice() {
        let cited = record.citations(event.claims.iter().copied()).unwrap();
        let classes: Vec<&str> = cited.values().map(|c| c.class.as_str()).collect();
        assert_eq!(classes, ["join-organization", "visit"]);
    }
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
fn answered(lines: &str) -> Vec<Claim> {
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
        tells(&record, version);
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
