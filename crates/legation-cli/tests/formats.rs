//! Formats, colour, pipes and tables.

mod common;

use std::{
    io::Read,
    process::{Command, Stdio},
};

use common::{Folder, objects};

#[test]
fn every_listing_has_every_format() {
    let folder = Folder::with_record();
    let verbs: [&[&str]; 9] = [
        &["claims"],
        &["timeline", "albania"],
        &["actors"],
        &["actors", "albania"],
        &["documents"],
        &["search", "albania"],
        &["explain", "texts/he.txt"],
        &["packs", "list"],
        &["times", "texts"],
    ];
    for verb in verbs {
        let run = |format: &str| {
            folder
                .run(&[verb, &["--format", format][..]].concat())
                .succeeded()
        };
        let lines = objects(&run("jsonl"));
        let json: serde_json::Value = serde_json::from_str(&run("json")).expect("JSON");
        match json.as_array() {
            Some(all) => assert_eq!(*all, lines, "{verb:?}"),
            None => assert_eq!(vec![json], lines, "{verb:?}"),
        }
        let csv = run("csv");
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        let names = rows.headers().expect("names").len();
        let rows: Vec<_> = rows
            .records()
            .collect::<Result<_, _>>()
            .unwrap_or_else(|e| panic!("{verb:?}: {e}"));
        assert!(names > 1 && !rows.is_empty(), "{verb:?}");
        let table = run("table");
        assert!(
            !table.trim().is_empty() && !table.contains('\u{1b}'),
            "{verb:?}"
        );
    }
    assert_eq!(
        folder
            .run(&["claims", "--from", "1990", "--format", "json"])
            .out,
        "[]\n",
        "nothing is an empty list"
    );
    let csv = folder
        .run(&["claims", "--from", "1990", "--format", "csv"])
        .out;
    assert!(
        csv.starts_with("doc,id,class") && csv.lines().count() == 1,
        "names alone: {csv}"
    );
}

#[test]
fn claims_as_json_lines_have_the_keys_of_the_contract() {
    let folder = Folder::with_record();
    let claims = objects(&folder.run(&["claims", "--format", "jsonl"]).succeeded());
    for key in [
        "doc",
        "id",
        "class",
        "actor",
        "recipient",
        "when",
        "status",
        "source",
        "office",
        "instrument",
        "quote",
        "lang",
        "sentence",
        "start",
        "end",
        "source_start",
        "source_end",
        "trigger",
        "when_text",
        "when_start",
        "when_end",
        "when_from",
        "quantities",
        "plover",
        "reader",
        "confidence",
    ] {
        assert!(claims.iter().all(|c| c.get(key).is_some()), "{key}");
    }
    for key in ["name", "country", "id", "text", "start", "end"] {
        assert!(
            claims.iter().all(|c| c["actor"][0].get(key).is_some()),
            "{key}"
        );
    }
}

#[test]
fn colour_comes_when_asked_for_and_no_color_is_heeded() {
    let folder = Folder::with_record();
    assert!(
        folder
            .run(&["timeline", "albania", "--color", "always"])
            .succeeded()
            .contains("\u{1b}[")
    );
    assert!(
        !folder
            .run(&["timeline", "albania", "--color", "never"])
            .succeeded()
            .contains('\u{1b}')
    );
    let run = folder
        .command(&["timeline", "albania", "--color", "auto"])
        .env("NO_COLOR", "1")
        .output()
        .expect("run");
    assert!(!run.stdout.contains(&0x1b));
    assert!(
        !folder
            .run(&["claims", "--format", "jsonl", "--color", "always"])
            .succeeded()
            .contains('\u{1b}')
    );
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let folder = Folder::new();
    let text = "It was signed on 5 March 1953. ".repeat(20_000);
    folder.write("long.txt", text);
    let mut child = Command::new(env!("CARGO_BIN_EXE_legation"))
        .current_dir(folder.path("."))
        .args(["times", "long.txt", "--lang", "en", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_exact(&mut first)
        .expect("some of it");
    let end = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&end.stderr), "");
    assert_eq!(end.status.code(), Some(0));
}

#[test]
fn a_narrow_terminal_wraps_and_keeps_isolates_together() {
    let folder = Folder::with_record();
    let run = folder
        .command(&["timeline", "albania", "soviet-union"])
        .env("COLUMNS", "44")
        .output()
        .expect("run");
    let text = common::Ran::of(run).succeeded();
    for line in text.lines() {
        assert_eq!(
            line.matches('\u{2067}').count(),
            line.matches('\u{2069}').count(),
            "{line:?}"
        );
    }
    let sentences: Vec<&str> = text
        .lines()
        .filter(|l| l.starts_with("    \u{2067}"))
        .collect();
    assert!(
        sentences.len() >= 4,
        "two right-to-left sentences in two lines each: {text}"
    );
    assert!(
        sentences.iter().all(|l| l.chars().count() <= 46),
        "{sentences:?}"
    );

    let run = folder
        .command(&["claims"])
        .env("COLUMNS", "100")
        .output()
        .expect("run");
    let table = common::Ran::of(run).succeeded();
    assert!(
        table.lines().all(|l| l
            .chars()
            .filter(|c| !('\u{2066}'..='\u{2069}').contains(c))
            .count()
            <= 100),
        "{table}"
    );
}
