//! The chronicle counted and drawn through the real program: series, triads, dyad-years, pictures, a pair on a page.

mod common;

use std::collections::BTreeMap;

use common::{Folder, objects};
use serde_json::Value;

/// Years of aid, then years of accusations; a treaty with numbers; two friends of one who are enemies.
const STORY: &str = "Three states\n\nAlbania and China signed a defence pact on 4 May 1962. China and Greece signed a defence pact on 6 June \
                     1962. In July 1963 Greece attacked Albania.\n\nOn 1 March 1957 the Soviet Union sent 10,000 technicians to Albania. \
                     Mandatory Palestine signed a trade agreement with Albania on 3 March 1947.\n";

/// A folder with [`STORY`] and the years before and after it, read.
fn story() -> Folder {
    let folder = Folder::new();
    let aid =
        (1950..1957).map(|y| format!("In March {y} the Soviet Union granted aid to Albania."));
    let words =
        (1960..1967).map(|y| format!("In May {y} Albania accused the Soviet Union of treachery."));
    let years: Vec<String> = aid.chain(words).collect();
    folder.write("texts/years.txt", years.join("\n\n"));
    folder.write("texts/story.txt", STORY);
    folder
        .run(&["read", "texts", "-o", "t.legation"])
        .succeeded();
    folder
}

/// A folder with the record of the sample documents.
fn samples() -> Folder {
    let folder = Folder::new();
    folder.run(&["demo", "-o", "d.legation"]).succeeded();
    folder
}

/// The lines of CSV by name.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().expect("names").clone();
    let all = reader.records().map(|row| row.expect("a row"));
    all.map(|row| {
        let cells = names.iter().zip(row.iter());
        cells.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    })
    .collect()
}

fn number(row: &BTreeMap<String, String>, name: &str) -> f64 {
    row[name]
        .parse()
        .unwrap_or_else(|_| panic!("{name}: {row:?}"))
}

#[test]
fn every_verb_of_the_chronicle_has_every_format_on_the_samples() {
    let samples = samples();
    let verbs: [&[&str]; 6] = [
        &["on", "1973-10-15", "egypt"],
        &["ties", "egypt"],
        &["events", "egypt"],
        &["series", "egypt", "israel", "--by", "quarter"],
        &["dyads", "--from", "1956", "--to", "1975"],
        &["dyads", "--codes", "cow", "--directed"],
    ];
    let every = verbs.map(|verb| (&samples, verb));
    // What the samples need not hold is asked of texts that were written for it.
    let (story, disputed) = (story(), Folder::with_texts());
    disputed.write(
        "texts/other.txt",
        common::ENGLISH.replace("13 September", "14 September"),
    );
    disputed
        .run(&["read", "texts", "-o", "t.legation"])
        .succeeded();
    let told: [(&Folder, &[&str]); 2] = [
        (&story, &["triads", "1963-07-31"]),
        (&disputed, &["disagreements"]),
    ];
    for (folder, verb) in every.into_iter().chain(told) {
        let run = |format: &str| {
            let arguments = [verb, &["--format", format][..]].concat();
            folder.run(&arguments).succeeded()
        };
        let lines = objects(&run("jsonl"));
        let json: Value = serde_json::from_str(&run("json")).expect("JSON");
        assert_eq!(json.as_array(), Some(&lines), "{verb:?}");
        let csv = run("csv");
        assert_eq!(rows(&csv).len(), lines.len(), "{verb:?}");
        let table = run("table");
        assert!(
            table.lines().count() > 1 && !table.contains('\u{1b}'),
            "{verb:?}"
        );
        assert_eq!(
            run("jsonl"),
            run("jsonl"),
            "the same answer each time: {verb:?}"
        );
    }
}

#[test]
fn a_series_tells_gaps_from_zeros_and_cites_its_claims() {
    let folder = Folder::with_record();
    let ask = |arguments: &[&str]| {
        let all = [&["series", "albania", "soviet-union"], arguments].concat();
        folder.run(&all).succeeded()
    };
    let years = objects(&ask(&[
        "--from", "1960", "--to", "1962", "--format", "jsonl",
    ]));
    let known: Vec<&str> = years.iter().filter_map(|y| y["known"].as_str()).collect();
    assert_eq!(known, ["no-source", "events", "no-source"]);
    assert!(years[0]["both"].is_null(), "a gap has no figures");
    let told = &years[1]["both"];
    assert_eq!(
        (&told["events"], &told["conflictual"]),
        (&1.into(), &1.into())
    );
    assert_eq!(told["sum"], years[1]["forward"]["sum"], "both do it");
    assert_eq!(
        told["claims"].as_array().map(Vec::len),
        Some(3),
        "three texts say so"
    );

    let csv = rows(&ask(&[
        "--by", "month", "--from", "1961", "--to", "1961", "--format", "csv",
    ]));
    assert_eq!(csv.len(), 12);
    assert_eq!(
        (csv[0]["events"].as_str(), csv[0]["known"].as_str()),
        ("", "no-source")
    );
    assert_eq!(
        (csv[11]["period"].as_str(), csv[11]["events"].as_str()),
        ("1961-12", "1")
    );
    let claims = folder.run(&["claims", "--format", "jsonl"]).succeeded();
    for id in csv[11]["claims"].split("; ") {
        assert!(claims.contains(&format!("\"{id}\"")), "{id}");
    }

    let quarter = ask(&["--by", "quarter", "--from", "1961-11", "--format", "csv"]);
    assert_eq!(
        rows(&quarter).len(),
        1,
        "only the quarter that the days reach: {quarter}"
    );
}

#[test]
fn a_turning_point_is_told_with_the_events_that_pull_its_way() {
    let folder = story();
    let told = folder
        .run(&["series", "albania", "soviet-union", "--turning"])
        .succeeded();
    assert!(told.starts_with("1960  for the worse"), "{told}");
    assert!(told.contains("accused the Soviet Union"), "{told}");
    let points = objects(
        &folder
            .run(&[
                "series",
                "soviet-union",
                "albania",
                "--turning",
                "--format",
                "jsonl",
            ])
            .succeeded(),
    );
    assert_eq!(points.len(), 1);
    assert_eq!(
        (&points[0]["at"], &points[0]["after"]),
        (&"1960".into(), &"1957".into())
    );
    assert!(points[0]["difference"].as_f64().is_some_and(|d| d < -5.0));
    let none = ["series", "albania", "greece", "--turning"];
    assert!(folder.run(&none).failed(1).contains("no turning point"));
}

#[test]
fn two_friends_of_one_who_fight_are_a_triad_with_their_sentences() {
    let folder = story();
    let told = folder.run(&["triads", "1963-07-31"]).succeeded();
    for part in [
        "Albania, China, Greece",
        "positive",
        "negative",
        "Greece attacked Albania",
        "defence pact",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let triads = objects(
        &folder
            .run(&["triads", "1963-07-31", "--format", "jsonl"])
            .succeeded(),
    );
    let signs: Vec<&str> = triads[0]["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .filter_map(|edge| edge["sign"].as_str())
        .collect();
    assert_eq!(signs, ["positive", "negative", "positive"]);
    assert!(
        folder
            .run(&["triads", "1962-01-01"])
            .failed(1)
            .contains("no unbalanced triad")
    );
    assert!(
        folder
            .run(&["triads", "1963"])
            .failed(2)
            .contains("1962-01-01"),
        "a year is no day"
    );
}

#[test]
fn dyad_years_have_the_columns_that_data_sets_are_merged_on() {
    let folder = story();
    let ask = |arguments: &[&str]| folder.run(&[&["dyads", "--format", "csv"], arguments].concat());
    let csv = ask(&["--from", "1957", "--to", "1957"]).succeeded();
    assert!(csv.starts_with("gwcode1,gwcode2,year,"), "{csv}");
    let all = rows(&csv);
    let row = &all[0];
    assert_eq!(
        (
            row["gwcode1"].as_str(),
            row["gwcode2"].as_str(),
            row["year"].as_str()
        ),
        ("339", "365", "1957")
    );
    // The one with the lower number comes first: what is done to Albania goes backward.
    assert_eq!(
        (number(row, "events_12"), number(row, "events_21")),
        (0.0, 1.0)
    );
    assert_eq!(number(row, "material_cooperation_21"), 1.0);
    assert!(number(row, "goldstein_21") > 0.0);
    assert_eq!(row["sentences_21"], "texts/story.txt#4");
    assert_eq!(
        (row["coverage"].as_str(), row["coverage_claims"].as_str()),
        ("1", "1")
    );

    let directed = rows(&ask(&["--from", "1957", "--to", "1957", "--directed"]).succeeded());
    assert_eq!(directed.len(), 2 * all.len());
    let back = directed
        .iter()
        .find(|r| r["gwcode1"] == "365")
        .expect("the other order");
    assert_eq!(back["sentences_12"], row["sentences_21"]);

    let cow = ask(&["--codes", "cow", "--from", "1962", "--to", "1963"]).succeeded();
    assert!(cow.starts_with("ccode1,ccode2,year,"), "{cow}");
    let pact = rows(&cow);
    let pact = pact
        .iter()
        .find(|r| r["name1"] == "Albania" && r["name2"] == "China" && r["year"] == "1962")
        .expect("the pact");
    assert_eq!(
        (
            pact["alliance_days"].as_str(),
            pact["alliance_dec31"].as_str()
        ),
        ("242", "certain")
    );
    assert_eq!(pact["alliance_sentences"], "texts/story.txt#1");

    let whole = rows(&ask(&["--from", "1957", "--to", "1957", "--all"]).succeeded());
    assert!(
        whole.len() > 1000
            && whole.iter().filter(|r| r["coverage"] == "0").count() >= whole.len() - 3
    );

    let run = ask(&["--from", "1947", "--to", "1947"]);
    assert!(
        run.talk.contains("1 state(s) have no number") && run.talk.contains("Mandatory Palestine"),
        "{run:?}"
    );
    assert!(
        ask(&["--from", "1990"])
            .failed(1)
            .contains("nothing between two states")
    );
}

#[test]
fn pictures_are_drawn_in_three_languages_as_svg_and_png() {
    let folder = Folder::with_record();
    let svg = folder
        .run(&["plot", "pair", "albania", "soviet-union"])
        .succeeded();
    assert!(
        svg.starts_with("<svg") && svg.contains("Albania – Soviet Union"),
        "{svg}"
    );
    for (lang, name) in [("ar", "ألبانيا"), ("he", "אלבניה"), ("en", "Albania")] {
        for picture in [
            &["pair", "albania", "soviet-union"][..],
            &["day", "1960-01-01"],
            &["actor", "albania"],
        ] {
            let all = [&["plot"], picture, &["--lang", lang]].concat();
            let svg = folder.run(&all).succeeded();
            assert!(
                svg.contains(name) && svg.contains(&format!("lang=\"{lang}\"")),
                "{all:?}: {svg}"
            );
            assert_eq!(
                folder.run(&all).succeeded(),
                svg,
                "the same bytes each time"
            );
        }
    }
    let drawn = folder.run(&["plot", "actor", "albnia", "-o", "a.png", "--scale", "2"]);
    assert!(
        drawn.talk.contains("took \"albnia\" for Albania"),
        "{drawn:?}"
    );
    let bytes = std::fs::read(folder.path("a.png")).expect("a picture");
    assert_eq!(bytes.get(1..4), Some(&b"PNG"[..]));
    folder
        .run(&["plot", "day", "1960-01-01", "-o", "d.SVG"])
        .succeeded();
    assert!(
        std::fs::read_to_string(folder.path("d.SVG"))
            .expect("a picture")
            .starts_with("<svg")
    );
    let short = folder
        .run(&[
            "plot",
            "pair",
            "albania",
            "soviet-union",
            "--from",
            "1961-06",
            "--to",
            "1962",
        ])
        .succeeded();
    assert!(short.contains("1961 – 1962"), "{short}");
}

#[test]
fn what_cannot_be_drawn_is_told_and_leaves_no_file() {
    let folder = Folder::with_record();
    let pair = ["plot", "pair", "albania", "soviet-union"];
    let with = |more: &[&str]| folder.run(&[&pair[..], more].concat());
    assert!(with(&["-o", "a.pdf"]).failed(2).contains(".svg or .png"));
    assert!(with(&["-o", "a"]).failed(2).contains(".svg or .png"));
    assert!(with(&["--lang", "fr"]).failed(2).contains("en, ar, he"));
    assert!(
        with(&["-o", "a.png", "--scale", "0"])
            .failed(2)
            .contains("above 0")
    );
    assert!(
        with(&["-o", "a.png", "--scale", "900"])
            .failed(2)
            .contains("smaller scale")
    );
    assert!(
        with(&["-o", "none/a.svg"])
            .failed(2)
            .contains("check the path")
    );
    assert!(
        with(&["-o", "a.svg", "--from", "1990", "--to", "1980"])
            .failed(1)
            .contains("nothing with a date")
    );
    assert!(
        folder
            .run(&["plot", "day", "1960"])
            .failed(2)
            .contains("no single day")
    );
    assert_eq!(
        folder
            .run(&["plot", "pair", "albania", "japan", "-o", "a.svg"])
            .status,
        1
    );
    for name in ["a", "a.pdf", "a.png", "a.svg"] {
        assert!(!folder.path(name).exists(), "{name}");
    }
}

#[test]
fn a_pair_is_one_page() {
    let folder = story();
    let page = folder.run(&["pair", "soviet-union", "albania"]).succeeded();
    for part in [
        "Soviet Union – Albania",
        "the last date known",
        "Events (15)",
        "1 March 1957  aid",
        ": 10,000 technicians",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = folder.run(&["pair", "albania", "china"]).succeeded();
    assert!(
        page.contains("certain   alliance, Albania – China: defence pact")
            && page.contains("Ties (2)"),
        "{page}"
    );
    let json: Value = serde_json::from_str(
        &folder
            .run(&["pair", "albania", "china", "--format", "json"])
            .succeeded(),
    )
    .expect("one object");
    assert_eq!(json["actors"][1]["id"], "china");
    let pieces = objects(
        &folder
            .run(&["pair", "albania", "china", "--format", "jsonl"])
            .succeeded(),
    );
    let what: Vec<&str> = pieces.iter().filter_map(|p| p["what"].as_str()).collect();
    assert_eq!(what, ["tie", "tie", "event"]);
    assert_eq!(json["ties"].as_array().map(Vec::len), Some(2));
    assert_eq!(pieces[2]["id"], json["events"][0]["id"]);
    let csv = folder
        .run(&["pair", "albania", "china", "--format", "csv"])
        .failed(2);
    assert!(csv.contains("legation ties"), "{csv}");
    let nothing = folder.run(&["pair", "albania", "japan"]);
    assert_eq!(nothing.out, "");
    assert!(
        nothing
            .failed(1)
            .contains("nothing between Albania and Japan")
    );

    let page = Folder::with_record()
        .run(&["pair", "albania", "soviet-union"])
        .succeeded();
    assert!(
        page.contains("\u{2067}قطع") && page.contains("more"),
        "right-to-left sentences are isolated: {page}"
    );
}

#[test]
fn events_join_what_several_texts_say() {
    let folder = Folder::with_record();
    let ask = |more: &[&str]| {
        objects(
            &folder
                .run(&[&["events", "--format", "jsonl"], more].concat())
                .out,
        )
    };
    let all = ask(&["albania"]);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(
        all.iter()
            .all(|event| event["claims"].as_array().map(Vec::len) == Some(3))
    );
    assert_eq!(ask(&["albania", "--class", "sever-relations"]).len(), 1);
    assert_eq!(ask(&["--from", "1965"]).len(), 1);
    assert_eq!(ask(&["albania", "warsaw-pact", "--to", "1968"]).len(), 1);
    assert_eq!(
        ask(&["albania", "--without", "en.txt"])[0]["claims"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert!(
        folder
            .run(&["events", "--class", "sever"])
            .failed(2)
            .contains("sever-relations")
    );
    assert!(
        folder
            .run(&["events", "--from", "1990"])
            .failed(1)
            .contains("no event")
    );
}

#[test]
fn mistakes_and_records_without_a_claim_are_told() {
    let folder = Folder::with_record();
    for verb in ["series", "pair"] {
        let run = folder.run(&[verb, "albnia", "soviet-union"]);
        assert!(run.talk.contains("took \"albnia\" for Albania"), "{run:?}");
        folder.run(&[verb, "xqzzyw", "soviet-union"]).failed(2);
        assert!(folder.run(&[verb, "albania"]).failed(2).contains("ACTOR"));
    }
    let empty = Folder::new();
    empty.write("texts/a.txt", "The weather was fine.\n");
    empty
        .run(&["read", "texts", "-o", "t.legation"])
        .succeeded();
    for verb in [
        &["series", "albania", "soviet-union"][..],
        &["triads", "1960-01-01"],
        &["dyads"],
        &["events"],
        &["pair", "albania", "soviet-union"],
        &["plot", "pair", "albania", "soviet-union"],
        &["plot", "day", "1960-01-01"],
    ] {
        let run = empty.run(verb);
        assert_eq!(run.out, "", "{verb:?}");
        run.failed(1);
    }
}

#[test]
fn reading_and_forgetting_bring_the_chronicle_up_to_date() {
    let folder = Folder::with_texts();
    let read = ["read", "texts", "-o", "t.legation"];
    let first = folder.run(&read).succeeded();
    assert!(
        first.contains("chronicle brought up to date: 2 event(s)"),
        "{first}"
    );
    let again = folder.run(&read).succeeded();
    assert!(!again.contains("chronicle"), "nothing was to do: {again}");
    folder.write(
        "texts/en.txt",
        common::ENGLISH.replace("13 September", "14 September"),
    );
    let summary = folder
        .run(&[&read[..], &["--format", "json"]].concat())
        .succeeded();
    let summary: Value = serde_json::from_str(&summary).expect("JSON");
    assert_eq!(summary["chronicle"]["documents"], 1);
    assert!(
        folder
            .run(&["disagreements"])
            .succeeded()
            .contains("14 September 1968"),
        "what changed is told again"
    );
    folder.write("texts/en.txt", common::ENGLISH);
    folder.run(&read).succeeded();
    assert_eq!(
        folder.run(&["disagreements"]).status,
        1,
        "and again as it was"
    );
    let gone = folder.run(&["forget", "texts/he.txt"]).succeeded();
    assert!(
        gone.contains("chronicle brought up to date: 2 event(s)"),
        "{gone}"
    );
    let events = objects(&folder.run(&["events", "--format", "jsonl"]).succeeded());
    assert!(
        events
            .iter()
            .all(|event| event["claims"].as_array().map(Vec::len) == Some(2))
    );
    folder.run(&["check"]).succeeded();
}
