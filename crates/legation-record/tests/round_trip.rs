//! What was written comes back, is replaced and is forgotten.
#![allow(clippy::unwrap_used)]

mod support;

use legation_model::{MapPiece, OffsetMap, Severity, Span};
use legation_record::*;
use support::*;

#[test]
fn documents_in_three_languages_come_back_whole() {
    let bench = Bench::holding([arabic(), hebrew(), english()]);
    let record = bench.record();
    for read in [arabic(), hebrew(), english()] {
        let back = record.read_document(&read.document.id).unwrap();
        assert_eq!(back, as_stored(read));
    }
    let ids: Vec<String> = record
        .documents()
        .unwrap()
        .into_iter()
        .map(|d| d.id)
        .collect();
    assert_eq!(ids, ["texts/ar.txt", "texts/en.txt", "texts/he.txt"]);
    let counts = record.counts().unwrap();
    assert_eq!(
        (counts.documents, counts.claims, counts.sentences),
        (3, 7, 7)
    );
    assert_eq!(record.check().unwrap(), []);
    assert_eq!(record.program().unwrap(), "legation test");
}

#[test]
fn quantities_come_back_and_go_with_their_document() {
    let bench = Bench::holding([english(), aid()]);
    let record = bench.record();
    let back = record.read_document("texts/aid.txt").unwrap();
    assert_eq!(back, as_stored(aid()));
    let units: Vec<&str> = back.claims[0]
        .quantities
        .iter()
        .map(|q| q.unit.as_str())
        .collect();
    assert_eq!(units, ["experts", "$", ""]);
    assert_eq!(record.check().unwrap(), []);

    let mut fewer = aid();
    fewer.claims[0].quantities.remove(1);
    let mut writer = bench.writer();
    assert_eq!(writer.write(aid()).unwrap(), Outcome::Unchanged);
    assert_eq!(writer.write(fewer.clone()).unwrap(), Outcome::Replaced);
    writer.finish().unwrap();
    let back = record.read_document("texts/aid.txt").unwrap();
    assert_eq!(back, as_stored(fewer));

    let mut writer = bench.writer();
    writer.forget("texts/aid.txt").unwrap();
    writer.finish().unwrap();
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    let left: i64 = file
        .query_row("SELECT count(*) FROM quantities", [], |r| r.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_document_without_anything_in_it_is_kept_with_its_problem() {
    let mut read = Made::new("empty.bin", "und", &[]).read;
    read.document.problems = arabic().problems;
    read.document.problems[0].span = None;
    let bench = Bench::holding([read.clone(), english()]);
    let record = bench.record();
    assert_eq!(record.read_document("empty.bin").unwrap(), as_stored(read));
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn quotes_are_cut_from_the_right_place_of_a_long_text() {
    // Two-byte letters after one-byte ones, so that the parts of the text are cut at odd places.
    let filler = format!("x{}", "كلمة ".repeat(40_000));
    let quotes = ["وقعت ألبانيا معاهدة", "ثم انسحبت ألبانيا منها"];
    let (first, second) = filler.split_at(filler.len() / 2);
    let sentences = [
        (first, "كلمة"),
        (quotes[0], "وقعت"),
        (second, "كلمة"),
        (quotes[1], "انسحبت"),
    ];
    let made = Made::new("long.txt", "ar", &sentences);
    let albania = made.party("ألبانيا", Some("albania"), "Albania", "ALB");
    let read = made
        .claim(
            "sign-agreement",
            [quotes[0], "وقعت", ""],
            None,
            vec![albania.clone()],
            vec![],
        )
        .claim(
            "leave-organization",
            [quotes[1], "انسحبت", ""],
            None,
            vec![albania],
            vec![],
        )
        .read;
    let bench = Bench::holding([read.clone()]);
    let record = bench.record();
    assert_eq!(record.read_document("long.txt").unwrap(), as_stored(read));
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn the_place_in_the_source_follows_the_map() {
    let mut read = english();
    let len = read.document.text.len();
    read.document.map = OffsetMap(vec![MapPiece {
        clean_start: 0,
        clean_len: len,
        source_start: 120,
        source_len: len,
    }]);
    for claim in &mut read.claims {
        let source = read.document.map.source(claim.span()).unwrap();
        (claim.source_start, claim.source_end) = (Some(source.start), Some(source.end));
    }
    let bench = Bench::holding([read.clone()]);
    let record = bench.record();
    assert_eq!(
        record.read_document("texts/en.txt").unwrap(),
        as_stored(read)
    );
}

#[test]
fn a_rewritten_document_takes_the_place_of_the_old_one() {
    let bench = Bench::holding([arabic(), english()]);
    let before = bench.record().revision().unwrap();

    let mut rewritten = hebrew();
    rewritten.document.id = "texts/en.txt".to_owned();
    rewritten.document.digest = "another".to_owned();
    for claim in &mut rewritten.claims {
        claim.doc = "texts/en.txt".to_owned();
    }
    let mut writer = bench.writer();
    assert_eq!(writer.write(arabic()).unwrap(), Outcome::Unchanged);
    assert_eq!(writer.write(rewritten.clone()).unwrap(), Outcome::Replaced);
    assert_eq!(
        writer.known("texts/en.txt").unwrap().unwrap().digest,
        "another"
    );
    let summary = writer.finish().unwrap();
    assert_eq!(
        (summary.added, summary.replaced, summary.unchanged),
        (0, 1, 1)
    );

    let record = bench.record();
    assert_eq!(
        record.read_document("texts/en.txt").unwrap(),
        as_stored(rewritten.clone())
    );
    assert!(
        record
            .search("yugoslavia", &SearchFilter::default(), 9)
            .unwrap()
            .is_empty()
    );
    assert!(
        record
            .actors()
            .unwrap()
            .iter()
            .all(|a| a.name != "Beqir Balluku")
    );
    assert_eq!(record.check().unwrap(), []);
    assert_eq!(record.revision().unwrap(), before + 1);

    // Nothing shows that it was ever otherwise.
    let fresh = Bench::holding([rewritten, arabic()]);
    assert_eq!(dump(&record), dump(&fresh.record()));
}

#[test]
fn the_same_document_read_anew_is_known_by_its_reader() {
    let bench = Bench::holding([arabic()]);
    let record = bench.record();
    let known = record.known("texts/ar.txt").unwrap().unwrap();
    assert_eq!(known.digest, "digest-of-texts/ar.txt");
    assert_eq!(known.reader, "rules-1/packs-1");
    assert_eq!(record.known("texts/no.txt").unwrap(), None);
    assert_eq!(record.known_all().unwrap()["texts/ar.txt"], known);

    let mut writer =
        Writer::open(bench.path(), WriterOptions::new("legation test", "rules-2")).unwrap();
    assert_eq!(writer.write(arabic()).unwrap(), Outcome::Replaced);
    writer.finish().unwrap();
    assert_eq!(
        record.known("texts/ar.txt").unwrap().unwrap().reader,
        "rules-2"
    );
}

#[test]
fn another_index_text_alone_is_a_change() {
    let bench = Bench::holding([english()]);
    let mut read = english();
    read.sentences[0].index_text.push_str(" titoists");
    let mut writer = bench.writer();
    assert_eq!(writer.write(read).unwrap(), Outcome::Replaced);
    writer.finish().unwrap();
    let hits = bench
        .record()
        .search("titoists", &SearchFilter::default(), 9)
        .unwrap();
    assert_eq!(hits.len(), 1);
}

#[test]
fn forgetting_leaves_nothing_of_a_document() {
    let bench = Bench::holding([arabic(), hebrew(), english()]);
    let mut writer = bench.writer();
    let gone = writer.forget("texts/en.txt").unwrap();
    assert_eq!((gone.claims, gone.sentences, gone.mentions), (3, 3, 5));
    writer.finish().unwrap();

    let record = bench.record();
    let fresh = Bench::holding([hebrew(), arabic()]);
    assert_eq!(dump(&record), dump(&fresh.record()));
    assert_eq!(record.check().unwrap(), []);
    // Names that only it used are gone from the file's tables, too.
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    for sql in [
        "SELECT count(*) FROM actors WHERE name LIKE '%Balluku%'",
        "SELECT count(*) FROM words WHERE word = 'Prime Minister'",
    ] {
        let left: i64 = file.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(left, 0, "{sql}");
    }
}

#[test]
fn an_unknown_document_is_answered_with_the_nearest() {
    let bench = Bench::holding([arabic(), english()]);
    let mut writer = bench.writer();
    let error = writer.forget("en.txt").unwrap_err();
    assert!(
        matches!(&error, WriteError::UnknownDocument { nearest, .. } if nearest[0] == "texts/en.txt")
    );
    assert!(
        error.to_string().contains("the nearest are `texts/en.txt`"),
        "{error}"
    );
    drop(writer);
    let error = bench.record().sentences("texts/ar").unwrap_err();
    assert!(
        matches!(&error, AskError::UnknownDocument { nearest, .. } if nearest[0] == "texts/ar.txt")
    );
}

#[test]
fn what_contradicts_its_text_is_refused_and_the_batch_goes_on() {
    let bench = Bench::new();
    let mut writer = bench.writer();
    writer.write(arabic()).unwrap();
    type Spoil = fn(&mut ReadDocument);
    let spoils: [(&str, Spoil); 8] = [
        ("quote", |r| r.claims[0].quote.push('!')),
        ("cuts a character", |r| {
            r.sentences[0].span = Span::new(1, 4);
        }),
        ("does not fit", |r| {
            r.mentions[0].span = Span::new(0, 100_000);
        }),
        ("trigger", |r| r.claims[0].trigger.start += 2),
        ("without offsets", |r| r.claims[0].when_start = None),
        ("party", |r| r.claims[0].actor[0].text.clear()),
        ("confidence", |r| r.claims[0].confidence = f64::NAN),
        ("document of claim", |r| {
            r.claims[0].doc = "another".to_owned();
        }),
    ];
    let quantities: [(&str, Spoil); 3] = [
        ("quantity `over 10,000", |r| {
            r.claims[0].quantities[0].start += 1;
        }),
        ("does not hold its unit `men`", |r| {
            r.claims[0].quantities[0].unit = "men".to_owned();
        }),
        ("no plain number", |r| {
            r.claims[0].quantities[0].value = "10,000".to_owned();
        }),
    ];
    let of_parties = spoils.map(|s| (arabic as fn() -> ReadDocument, s));
    let of_quantities = quantities.map(|s| (aid as fn() -> ReadDocument, s));
    for (made, (word, spoil)) in of_parties.into_iter().chain(of_quantities) {
        let mut read = made();
        read.document.id = "spoiled".to_owned();
        for claim in &mut read.claims {
            claim.doc = "spoiled".to_owned();
        }
        spoil(&mut read);
        let error = writer.write(read).unwrap_err();
        assert!(matches!(error, WriteError::Invalid { .. }));
        assert!(error.to_string().contains(word), "{word}: {error}");
    }
    writer.finish().unwrap();
    let record = bench.record();
    assert_eq!(record.counts().unwrap().documents, 1);
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn claims_are_found_by_id_in_every_document_that_has_it() {
    let mut twin = english();
    twin.document.id = "copy/en.txt".to_owned();
    for claim in &mut twin.claims {
        claim.doc = "copy/en.txt".to_owned();
    }
    let bench = Bench::holding([english(), twin, arabic()]);
    let record = bench.record();
    let found = record.claims_by_id("digest-of-texts/en.txt-001").unwrap();
    let docs: Vec<&str> = found.iter().map(|c| c.doc.as_str()).collect();
    assert_eq!(docs, ["copy/en.txt", "texts/en.txt"]);
    assert!(found.iter().all(|c| c.class == "take-office"));
    assert_eq!(
        record.claims_by_id("digest-of-texts/en.txt-009").unwrap(),
        []
    );
    assert_eq!(record.claims_by_id("").unwrap(), []);
}

#[test]
fn problems_are_listed_by_document_stage_and_severity() {
    let bench = Bench::holding([hebrew(), arabic()]);
    let record = bench.record();
    let codes = |filter: &ProblemFilter| -> Vec<String> {
        let problems = record.problems(filter).unwrap();
        problems.into_iter().map(|p| p.problem.code).collect()
    };
    assert_eq!(
        codes(&ProblemFilter::default()),
        ["ingest-noise", "read-unknown-actor"]
    );
    let warnings = ProblemFilter {
        min_severity: Some(Severity::Warning),
        ..ProblemFilter::default()
    };
    assert_eq!(codes(&warnings), ["ingest-noise"]);
    let named = ProblemFilter {
        codes: vec!["read-unknown-actor".to_owned()],
        docs: vec!["texts/he.txt".to_owned()],
        ..ProblemFilter::default()
    };
    assert!(codes(&named).is_empty());
}

#[test]
fn damage_is_found() {
    let damages = [
        (
            "UPDATE sentences SET length = length + 1000",
            "record-unread",
        ),
        (
            "UPDATE texts SET text = replace(text, '1955', '1956')",
            "record-digest",
        ),
        (
            "UPDATE claims SET class = 9999 WHERE number = 0",
            "record-name",
        ),
        (
            "UPDATE claims SET sentence = 1 WHERE number = 0",
            "record-quote",
        ),
        ("DELETE FROM mentions WHERE number = 0", "record-count"),
        (
            "UPDATE quantities SET value = '9' WHERE number = 0",
            "record-digest",
        ),
        (
            "UPDATE quantities SET unit_at = 500 WHERE number = 0",
            "record-unread",
        ),
        ("DELETE FROM quantities WHERE number = 1", "record-digest"),
        ("DELETE FROM search WHERE rowid = 1", "record-index"),
        (
            "PRAGMA foreign_keys = off; DELETE FROM claims WHERE number = 0",
            "record-foreign-key",
        ),
    ];
    for (sql, code) in damages {
        let bench = Bench::holding([arabic(), aid()]);
        let file = rusqlite::Connection::open(bench.path()).unwrap();
        file.execute_batch(sql).unwrap();
        let findings = bench.record().check().unwrap();
        assert!(
            findings.iter().any(|f| f.code == code),
            "{sql}: {findings:?}"
        );
    }
}
