//! `legation packs`: what they know, and what is wrong with them.

mod common;

use common::{Folder, objects};

#[test]
fn what_the_packs_know_is_listed() {
    let folder = Folder::new();
    let entries = objects(
        &folder
            .run(&["packs", "list", "--format", "jsonl"])
            .succeeded(),
    );
    let has = |kind: &str, name: &str| {
        entries
            .iter()
            .any(|e| e["kind"] == kind && e["name"] == name && e["count"].as_u64() > Some(0))
    };
    for tag in ["ar", "en", "he"] {
        assert!(has("language", tag), "{tag}");
    }
    assert!(has("actors", "state") && has("classes", "all"));
}

#[test]
fn an_error_is_told_with_file_line_and_hint() {
    let folder = Folder::new();
    folder.write(
        "mine/actors/mine.toml",
        "[[stat]]\nid = \"ruritania\"\nname = \"Ruritania\"\ncountry = \"INT\"\n",
    );
    let run = folder.run(&["packs", "check", "mine"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        run.out.contains("actors/mine.toml:") && run.out.contains("did you mean `state`?"),
        "{run:?}"
    );
    let rows = objects(
        &folder
            .run(&["packs", "check", "mine", "--format", "jsonl"])
            .out,
    );
    let mine: Vec<_> = rows
        .iter()
        .filter(|r| r["file"] == "actors/mine.toml")
        .collect();
    assert!(
        !mine.is_empty() && mine.iter().all(|r| r["line"].as_u64() > Some(0)),
        "{rows:?}"
    );
    let talk = folder.run(&["times", "x.txt", "--packs", "mine"]).failed(2);
    assert!(
        talk.contains("actors/mine.toml:") && talk.contains("legation packs check"),
        "{talk}"
    );
    assert!(
        folder
            .run(&["packs", "check", "nowhere"])
            .failed(2)
            .contains("nowhere")
    );
}

#[test]
fn the_cases_of_a_folder_are_run() {
    let folder = Folder::new();
    let case = |value: &str| {
        format!(
            "---\nlang: en\nchecks: times\n---\n# Days\n\n> Signed on 5 March 1953.\n\n- 5 March 1953 = {value}\n"
        )
    };
    folder.write("mine/lang/en/cases/mine.md", case("1953-03-05"));
    let right = objects(
        &folder
            .run(&["packs", "check", "mine", "--format", "jsonl"])
            .out,
    );
    let of_mine = |rows: &[serde_json::Value]| {
        rows.iter()
            .filter(|r| r["file"] == "lang/en/cases/mine.md")
            .count()
    };
    assert_eq!(of_mine(&right), 0, "{right:?}");
    folder.write("mine/lang/en/cases/mine.md", case("1954"));
    let run = folder.run(&["packs", "check", "mine", "--format", "jsonl"]);
    assert_eq!(run.status, 1);
    assert_eq!(of_mine(&objects(&run.out)), 1, "{run:?}");
}
