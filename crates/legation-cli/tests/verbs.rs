//! Each verb through the real program, on texts in three languages.

mod common;

use common::{ENGLISH, Folder, objects};

#[test]
fn reading_then_claims_then_a_timeline() {
    let folder = Folder::with_texts();
    let read = folder
        .run(&["read", "texts", "-o", "t.legation"])
        .succeeded();
    assert!(
        read.contains("3 document(s) read") && read.contains("ar 1, en 1, he 1"),
        "{read}"
    );

    let claims = objects(&folder.run(&["claims", "--format", "jsonl"]).succeeded());
    let docs: Vec<&str> = claims.iter().filter_map(|c| c["doc"].as_str()).collect();
    let mut sorted = docs.clone();
    sorted.sort_unstable();
    assert_eq!(docs, sorted, "by document");
    for (doc, text) in [
        ("texts/en.txt", ENGLISH),
        ("texts/ar.txt", common::ARABIC),
        ("texts/he.txt", common::HEBREW),
    ] {
        let found = |c: &&serde_json::Value| c["doc"] == doc && c["class"] == "sever-relations";
        let claim = claims
            .iter()
            .find(found)
            .unwrap_or_else(|| panic!("{doc} says that relations were broken off: {claims:?}"));
        assert_eq!(claim["when"], "1961-12");
        let (start, end) = (
            claim["start"].as_u64().expect("a place"),
            claim["end"].as_u64().expect("a place"),
        );
        assert_eq!(
            claim["quote"].as_str(),
            text.get(start as usize..end as usize),
            "the quote is what stands there"
        );
    }

    let timeline = folder
        .run(&["timeline", "albania", "soviet-union"])
        .succeeded();
    assert_eq!(
        timeline.matches("December 1961  sever-relations").count(),
        3,
        "{timeline}"
    );
    assert!(
        timeline.contains("\u{2067}قطع"),
        "right-to-left sentences are isolated: {timeline}"
    );
    assert!(timeline.contains("texts/he.txt, sentence 1"), "{timeline}");
}

#[test]
fn actors_are_understood_in_every_language_and_by_code() {
    let folder = Folder::with_record();
    let expected = folder
        .run(&["timeline", "albania", "soviet-union", "--format", "jsonl"])
        .succeeded();
    assert!(!expected.is_empty());
    for pair in [
        ["ألبانيا", "الاتحاد السوفيتي"],
        ["אלבניה", "ברית המועצות"],
        ["ALB", "SUN"],
        ["Albania", "Soviet Union"],
    ] {
        let [a, b] = pair;
        assert_eq!(
            folder
                .run(&["timeline", a, b, "--format", "jsonl"])
                .succeeded(),
            expected,
            "{a} {b}"
        );
    }
}

#[test]
fn a_typing_mistake_is_forgiven_aloud_and_a_stranger_is_told() {
    let folder = Folder::with_record();
    let run = folder.run(&["timeline", "albnia", "soviet-union"]);
    assert!(
        run.talk.contains("legation: took \"albnia\" for Albania"),
        "{run:?}"
    );
    assert!(run.succeeded().contains("sever-relations"));
    let talk = folder.run(&["claims", "soviet onion republic"]).failed(2);
    assert!(
        talk.contains("nobody is called `soviet onion republic`") && talk.contains("help: "),
        "{talk}"
    );
    assert!(
        folder
            .run(&["claims", "xqzzyw"])
            .failed(2)
            .contains("legation actors")
    );
}

#[test]
fn three_actors_mean_any_two_of_them() {
    let folder = Folder::with_record();
    let count = |arguments: &[&str]| objects(&folder.run(arguments).out).len();
    let pair = count(&["claims", "albania", "soviet-union", "--format", "jsonl"]);
    let other = count(&["claims", "albania", "warsaw-pact", "--format", "jsonl"]);
    assert!(pair >= 3 && other >= 1, "{pair} {other}");
    let all = count(&[
        "claims",
        "albania",
        "soviet-union",
        "warsaw-pact",
        "--format",
        "jsonl",
    ]);
    assert_eq!(all, pair + other);
    assert_eq!(
        count(&[
            "claims",
            "albania",
            "soviet-union",
            "warsaw-pact",
            "--format",
            "jsonl",
            "--limit",
            "2"
        ]),
        2
    );
}

#[test]
fn filters_narrow_and_finding_nothing_is_status_1() {
    let folder = Folder::with_record();
    let classes = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["claims", "--format", "jsonl"];
        all.extend(arguments);
        objects(&folder.run(&all).out)
            .iter()
            .map(|c| format!("{} {}", c["doc"], c["class"]))
            .collect()
    };
    let all = classes(&[]);
    let before = classes(&["--to", "1961"]);
    let after = classes(&["--from", "1962"]);
    assert!(!before.is_empty() && !after.is_empty());
    assert_eq!(
        before.len() + after.len(),
        all.len(),
        "every claim here has a date in one of the two"
    );
    assert!(
        classes(&["--lang", "he"])
            .iter()
            .all(|c| c.contains("he.txt"))
    );
    assert_eq!(
        classes(&["--lang", "he,ar"]).len() + classes(&["--lang", "en"]).len(),
        all.len()
    );
    assert_eq!(
        classes(&["--doc", "texts/en.txt"]),
        classes(&["--lang", "en"])
    );
    assert!(
        classes(&["--class", "sever-relations"])
            .iter()
            .all(|c| c.contains("sever-relations"))
    );
    assert!(classes(&["--min-confidence", "1"]).is_empty());
    assert_eq!(folder.run(&["claims", "--from", "1990"]).status, 1);
    assert_eq!(
        folder
            .run(&["timeline", "albania", "--status", "denied"])
            .status,
        1
    );
    assert!(
        folder
            .run(&["claims", "--class", "sever"])
            .failed(2)
            .contains("sever-relations")
    );
    for wrong in [
        ["--from", "soon"],
        ["--min-confidence", "2"],
        ["--status", "true"],
        ["--lang", "no tag!"],
    ] {
        folder.run(&[&["claims"], &wrong[..]].concat()).failed(2);
    }
}

#[test]
fn times_needs_no_record_and_keeps_the_order_of_lines() {
    let folder = Folder::new();
    let lines = [
        r#"{"id": "z", "lang": "en", "text": "It was signed on 5 March 1953."}"#,
        r#"{"id": "a", "lang": "ar", "text": "وُقّع في 14 مايو 1955."}"#,
        r#"{"id": "m", "lang": "he", "text": "נחתם ב-14 במאי 1955."}"#,
    ];
    folder.write("cases.jsonl", lines.join("\n"));
    let times = objects(
        &folder
            .run(&["times", "cases.jsonl", "--format", "jsonl"])
            .succeeded(),
    );
    let got: Vec<_> = times
        .iter()
        .map(|t| {
            (
                t["doc"].as_str().unwrap_or_default(),
                t["edtf"].as_str().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            ("z", "1953-03-05"),
            ("a", "1955-05-14"),
            ("m", "1955-05-14")
        ]
    );
    let texts = [
        "It was signed on 5 March 1953.",
        "وُقّع في 14 مايو 1955.",
        "נחתם ב-14 במאי 1955.",
    ];
    for (time, text) in times.iter().zip(texts) {
        let place = time["start"].as_u64().expect("a place") as usize
            ..time["end"].as_u64().expect("a place") as usize;
        assert_eq!(text.get(place), time["text"].as_str());
    }
    let run = folder
        .command(&["times", "-", "--lang", "en", "--format", "csv"])
        .write_stdin("On 5 March 1953.")
        .output()
        .expect("run");
    let csv = common::Ran::of(run).succeeded();
    assert!(
        csv.starts_with("doc,start,end,text,edtf") && csv.contains("1953-03-05"),
        "{csv}"
    );
    assert!(
        std::fs::read_dir(folder.path("."))
            .expect("a folder")
            .count()
            == 1,
        "nothing was written"
    );
}

#[test]
fn a_map_renames_the_keys_of_json_lines() {
    let folder = Folder::new();
    folder.write("a.jsonl", r#"{"key": "k1", "body": "In December 1961 the Soviet Union broke off diplomatic relations with Albania."}"#);
    folder
        .run(&["read", "a.jsonl", "-o", "t.legation"])
        .failed(2);
    folder
        .run(&[
            "read",
            "a.jsonl",
            "-o",
            "t.legation",
            "--map",
            "text=body,id=key",
        ])
        .succeeded();
    assert!(folder.run(&["documents"]).succeeded().contains("k1"));
    assert!(
        folder
            .run(&["read", "a.jsonl", "-o", "t.legation", "--map", "colour=red"])
            .failed(2)
            .contains("FIELD=KEY")
    );
}

#[test]
fn search_finds_words_without_their_clitics() {
    let folder = Folder::with_record();
    let found = folder.run(&["search", "انسحبت"]).succeeded();
    assert!(
        found.contains("texts/ar.txt") && found.contains("وانسحبت"),
        "{found}"
    );
    let hits = objects(
        &folder
            .run(&["search", "diplomatic", "relations", "--format", "jsonl"])
            .succeeded(),
    );
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0]["doc"], "texts/en.txt");
    assert_eq!(folder.run(&["search", "Portugal"]).status, 1);
    folder.run(&["search", "!!!"]).failed(2);
}

#[test]
fn actors_are_listed_and_told_of() {
    let folder = Folder::with_record();
    let listed = folder.run(&["actors"]).succeeded();
    assert!(
        listed.starts_with("name") && listed.contains("soviet-union"),
        "{listed}"
    );
    let told = folder.run(&["actors", "albania"]).succeeded();
    assert!(
        told.contains("ALB") && told.contains("ألبانيا") && told.contains("אלבניה"),
        "{told}"
    );
    let empty = Folder::new();
    assert!(
        empty
            .run(&["actors", "albania"])
            .succeeded()
            .contains("ALB"),
        "the packs know it without a record"
    );
    empty
        .run(&["actors", "albania", "-r", "none.legation"])
        .failed(2);
}

#[test]
fn explain_shows_the_way_and_the_number_of_a_sentence() {
    let folder = Folder::with_texts();
    let told = folder
        .run(&["explain", "texts/en.txt", "--sentence", "1"])
        .succeeded();
    for part in [
        "mention",
        "Soviet Union",
        "time",
        "1961-12",
        "trigger",
        "broke off",
        "claim sever-relations",
        "rule en/",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("sentence 2"));
    let traces = objects(
        &folder
            .run(&["explain", "texts/en.txt", "--format", "jsonl"])
            .succeeded(),
    );
    assert!(traces.len() >= 2 && traces.iter().all(|t| t["mentions"].is_array()));
    assert_eq!(
        folder
            .run(&["explain", "texts/en.txt", "--sentence", "99"])
            .status,
        1
    );
    let run = folder
        .command(&["explain", "-", "--lang", "en"])
        .write_stdin(ENGLISH)
        .output()
        .expect("run");
    assert!(common::Ran::of(run).succeeded().contains("broke off"));
}

#[test]
fn what_is_forgotten_is_gone_and_an_unknown_document_is_told_with_the_nearest() {
    let folder = Folder::with_record();
    assert!(
        folder
            .run(&["forget", "texts/en.tx"])
            .failed(2)
            .contains("`texts/en.txt`")
    );
    assert!(
        folder
            .run(&["forget", "texts/en.txt"])
            .succeeded()
            .contains("forgot texts/en.txt")
    );
    assert!(!folder.run(&["claims"]).succeeded().contains("en.txt"));
    assert_eq!(folder.run(&["search", "diplomatic"]).status, 1);
    assert!(
        folder
            .run(&["check"])
            .succeeded()
            .contains("the record is whole")
    );
    folder
        .run(&["forget", "x", "-r", "none.legation"])
        .failed(2);
    assert!(
        !folder.path("none.legation").exists(),
        "forgetting makes no record"
    );
}

#[test]
fn the_demo_tells_of_a_pair_in_more_than_one_language() {
    let folder = Folder::new();
    let lines = objects(&folder.run(&["demo", "--format", "jsonl"]).succeeded());
    let mut languages: Vec<&str> = lines.iter().filter_map(|l| l["lang"].as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    assert!(languages.len() > 1, "{languages:?}");
    assert!(
        std::fs::read_dir(folder.path("."))
            .expect("a folder")
            .next()
            .is_none(),
        "its record was removed"
    );
    folder.run(&["demo", "-o", "kept.legation"]).succeeded();
    assert!(folder.run(&["documents"]).succeeded().contains("demo/"));
}
