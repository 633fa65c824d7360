//! `legation review` through the program: deciding, undoing, taking decisions elsewhere, and what other verbs make of them.

mod common;

use std::fs;

use common::{Folder, Ran, objects};
use serde_json::Value;

/// The claims of a folder's record in one language and of one class.
fn claim(folder: &Folder, lang: &str, class: &str) -> String {
    let arguments = [
        "claims", "--format", "jsonl", "--lang", lang, "--class", class,
    ];
    let all = objects(&folder.run(&arguments).succeeded());
    all[0]["id"].as_str().expect("an id").to_owned()
}

fn decide(folder: &Folder, claim: &str, rest: &[&str]) -> Ran {
    folder.run(&[&["review", "decide", claim], rest].concat())
}

fn listed(folder: &Folder, rest: &[&str]) -> Vec<Value> {
    objects(
        &folder
            .run(&[&["review", "list", "--format", "jsonl"], rest].concat())
            .succeeded(),
    )
}

#[test]
fn what_is_decided_is_followed_by_every_verb_and_undone_again() {
    let folder = Folder::with_record();
    let ties = |arguments: &[&str]| {
        let ran = folder.run(&[&["ties", "albania", "--format", "jsonl"], arguments].concat());
        assert!(ran.status <= 1, "{ran:?}");
        (ran.out, ran.talk)
    };
    let before = ties(&[]);
    assert!(!before.1.contains("review"), "{}", before.1);
    for lang in ["ar", "he", "en"] {
        let left = claim(&folder, lang, "leave-organization");
        let said = decide(&folder, &left, &["wrong", "--who", "M. A."]).succeeded();
        assert!(said.starts_with("wrong: "), "{said}");
    }
    let after = ties(&[]);
    assert!(
        after
            .1
            .contains("3 decision(s) of `legation review` are in effect"),
        "{}",
        after.1
    );
    assert_eq!(after.1.matches("in effect").count(), 1);
    assert!(
        before.0.contains("1968-09-13") && !after.0.contains("1968-09-13"),
        "{}",
        after.0
    );
    let timeline = folder
        .run(&["timeline", "albania", "--format", "jsonl"])
        .succeeded();
    assert!(!timeline.contains("leave-organization"), "{timeline}");
    // Claims stay as they were read, with what was decided beside.
    let claims = folder.run(&[
        "claims",
        "--class",
        "leave-organization",
        "--format",
        "jsonl",
    ]);
    for claim in objects(&claims.succeeded()) {
        assert_eq!(claim["review"]["decision"], "wrong");
        assert_eq!(claim["review"]["who"], "M. A.");
    }
    for claim in objects(
        &folder
            .run(&["claims", "--class", "sever-relations", "--format", "jsonl"])
            .succeeded(),
    ) {
        assert!(claim.get("review").is_none(), "{claim}");
    }
    for _ in 0..3 {
        assert!(
            folder
                .run(&["review", "undo"])
                .succeeded()
                .starts_with("undone: wrong: ")
        );
    }
    assert!(
        folder
            .run(&["review", "undo"])
            .failed(1)
            .contains("no decision that could be undone")
    );
    assert_eq!(ties(&[]), before);
    assert!(
        folder
            .run(&["review", "redo"])
            .succeeded()
            .starts_with("done again: wrong: ")
    );
    assert_ne!(ties(&[]).0, before.0);
    // A record without the file is as if nobody had decided.
    fs::rename(folder.path("t.review.jsonl"), folder.path("kept.jsonl"))
        .expect("the file is there");
    assert_eq!(ties(&[]), before);
}

#[test]
fn an_edit_is_told_as_edited() {
    let folder = Folder::with_record();
    let severed = claim(&folder, "en", "sever-relations");
    // Both are actors as it is read, which is how two sides stand that do the same.
    let actors = ["edit", "--actor", "ברית המועצות", "--actor", "albania"];
    let rest = ["--when", "1961-12-03", "--note", "The day is known."];
    let edit = [&actors[..], &rest[..]].concat();
    decide(&folder, &severed, &edit).succeeded();
    let timeline = folder.run(&[
        "timeline", "albania", "ussr", "--lang", "en", "--format", "jsonl",
    ]);
    let lines = objects(&timeline.succeeded());
    assert_eq!(lines[0]["when"], "1961-12-03");
    assert_eq!(lines[0]["review"]["edit"]["when"], "1961-12-03");
    assert_eq!(lines[0]["review"]["note"], "The day is known.");
    let events = folder
        .run(&["events", "albania", "ussr", "--format", "jsonl"])
        .succeeded();
    assert!(events.contains("1961-12-03"), "{events}");
    let decided = listed(&folder, &["--state", "decided"]);
    assert_eq!(
        (decided.len(), &decided[0]["id"]),
        (1, &Value::from(severed.as_str()))
    );
    assert_eq!(decided[0]["read_otherwise"], false);
    assert_eq!(decided[0]["when"], "1961-12", "as it was read");
    let csv = folder
        .run(&["review", "list", "--state", "all", "--format", "csv"])
        .succeeded();
    assert!(
        csv.lines()
            .next()
            .expect("names")
            .ends_with("decided_at,decided_by,read_otherwise")
    );
    for (rest, why) in [
        (&["edit"][..], "name a class"),
        (&["wrong", "--when", "1961"], "decide `edit`"),
        (&["edit", "--actor", "Albnaia"], "did you mean"),
        (
            &["edit", "--class", "sever"],
            "did you mean `sever-relations`",
        ),
        (&["edit", "--when", "yesterday"], "write EDTF"),
        (
            &["edit", "--recipient", "", "--actor", "albania"],
            "name the other party",
        ),
    ] {
        assert!(
            decide(&folder, &severed, rest).failed(2).contains(why),
            "{rest:?}"
        );
    }
    assert!(
        decide(&folder, "nothing", &["right"])
            .failed(2)
            .contains("no claim `nothing`")
    );
    assert!(
        folder
            .run(&["review", "decide", &severed, "maybe"])
            .failed(2)
            .contains("right")
    );
}

#[test]
fn the_queue_is_listed_in_the_order_that_is_asked_for() {
    let folder = Folder::with_record();
    let all = listed(&folder, &["--state", "all", "--order", "place"]);
    let open = listed(&folder, &[]);
    assert_eq!(open.len(), all.len());
    let confidence = |claim: &Value| claim["confidence"].as_f64().expect("a number");
    assert!(open.is_sorted_by(|a, b| confidence(a) <= confidence(b)));
    let docs: Vec<&str> = all
        .iter()
        .filter_map(|claim| claim["doc"].as_str())
        .collect();
    assert!(docs.is_sorted(), "{docs:?}");
    let id = open[0]["id"].as_str().expect("an id");
    decide(&folder, id, &["right"]).succeeded();
    assert_eq!(
        listed(&folder, &["--order", "disputed"]).len(),
        all.len() - 1
    );
    assert_eq!(
        listed(&folder, &["--state", "all", "--limit", "2"]).len(),
        2
    );
    let said = folder.run(&["review", "list", "warsaw-pact", "--lang", "he"]);
    assert!(said.talk.contains("1 right, 0 wrong"), "{}", said.talk);
    assert!(
        folder
            .run(&["review", "list", "--state", "orphaned"])
            .failed(1)
            .contains("every decision")
    );
    // The text is read anew without what was decided about.
    folder.write("texts/en.txt", "Another text.\n");
    folder.write("texts/ar.txt", "نص آخر.\n");
    folder.write("texts/he.txt", "טקסט אחר.\n");
    folder
        .run(&["read", "texts", "-o", "t.legation"])
        .succeeded();
    let orphaned = listed(&folder, &["--state", "orphaned"]);
    assert_eq!(orphaned[0]["id"].as_str(), Some(id));
    assert_eq!(orphaned[0]["review"]["decision"], "right");
}

#[test]
fn decisions_go_to_another_record_and_a_torn_line_is_told() {
    let (here, there) = (Folder::with_record(), Folder::with_record());
    let severed = claim(&there, "en", "sever-relations");
    decide(&there, &severed, &["wrong"]).succeeded();
    there
        .run(&["review", "export", "-o", "out.jsonl"])
        .succeeded();
    let out = there.run(&["review", "export"]).succeeded();
    assert_eq!(
        fs::read_to_string(there.path("out.jsonl")).expect("a file"),
        out
    );
    here.write("in.jsonl", &out);
    let said = here.run(&["review", "apply", "in.jsonl"]).succeeded();
    assert!(said.starts_with("1 came in, 0 were there"), "{said}");
    let said = here
        .command(&["review", "apply", "-", "--format", "json"])
        .write_stdin(out)
        .output();
    let said: Value =
        serde_json::from_str(&Ran::of(said.expect("it starts")).succeeded()).expect("JSON");
    assert_eq!(
        (&said[0]["added"], &said[0]["there"]),
        (&Value::from(0), &Value::from(1))
    );
    decide(&there, &severed, &["right", "--who", "M. A."]).succeeded();
    here.write("in.jsonl", there.run(&["review", "export"]).succeeded());
    let ran = here.run(&["review", "apply", "in.jsonl"]);
    assert!(
        ran.talk.contains("ours is wrong") && ran.talk.contains("right (M. A., "),
        "{ran:?}"
    );
    assert!(ran.talk.contains("ours holds"), "{ran:?}");
    here.write("no.jsonl", "a,b\n1,2\n");
    assert!(
        here.run(&["review", "apply", "no.jsonl"])
            .failed(2)
            .contains("holds no decisions")
    );
    assert!(
        here.run(&["review", "apply", "none.jsonl"])
            .failed(2)
            .contains("none.jsonl")
    );
    let kept = fs::read(here.path("t.review.jsonl")).expect("decisions");
    here.write(
        "t.review.jsonl",
        [&kept[..], &b"{\"v\":1,\"n\":9"[..]].concat(),
    );
    let ran = here.run(&["ties", "albania"]);
    assert!(
        ran.talk
            .contains("line 2 of t.review.jsonl does not count: it is cut off"),
        "{ran:?}"
    );
    assert!(ran.talk.contains("1 decision(s)"), "{ran:?}");
    assert!(
        here.run(&["review", "export", "-r", "none.legation"])
            .failed(2)
            .contains("none.legation")
    );
}
