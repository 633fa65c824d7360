//! `legation packs gaps`: what the packs nearly read.

mod common;

use common::{Folder, objects};
use serde_json::Value;

/// No language has these verbs; the parties are known.
const FIRST: &str = "Envoys\n\nFrance snorbled Japan in 1963. The invasion was over.\n";
const SECOND: &str = "More envoys\n\nItaly snorbled Spain. The Albanian foreign minister Quim Vorb said that all was \
                      well in the country, and that nothing had been written down in those days.\n";
const ARABIC: &str = "نبأ\n\nشرذلت ألبانيا يوغوسلافيا عام 1950. وشرذلت المجر رومانيا.\n";

fn texts() -> Folder {
    let folder = Folder::new();
    folder.write("texts/b.txt", FIRST);
    folder.write("texts/a.txt", SECOND);
    folder.write("texts/c.txt", ARABIC);
    folder
}

fn lines(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let mut all = vec!["packs", "gaps", "--format", "jsonl"];
    all.extend(arguments);
    objects(&folder.run(&all).succeeded())
}

fn find<'v>(lines: &'v [Value], kind: &str, words: &str) -> &'v Value {
    lines
        .iter()
        .find(|l| l["kind"] == kind && l["words"] == words)
        .unwrap_or_else(|| panic!("no {kind} `{words}` in {lines:#?}"))
}

#[test]
fn words_between_actors_are_counted_with_an_example() {
    let folder = texts();
    let all = lines(&folder, &["texts"]);
    let verb = find(&all, "word", "snorbled");
    assert_eq!(verb["count"], 2);
    // The first by document, whatever was read first.
    assert_eq!(verb["doc"], "texts/a.txt");
    assert_eq!(verb["text"], "Italy snorbled Spain.");
    let at = |key: &str| usize::try_from(verb[key].as_u64().expect("a number")).expect("an offset");
    assert_eq!(&SECOND[at("start")..at("end")], "snorbled");
    // Clitics are no other word.
    assert_eq!(find(&all, "word", "شرذلت")["count"], 2);
}

#[test]
fn events_without_a_party_tell_their_rule() {
    let folder = texts();
    let all = lines(&folder, &["texts", "--kind", "party"]);
    assert!(all.iter().all(|l| l["kind"] == "party"), "{all:#?}");
    let event = find(&all, "party", "invasion");
    let rule = event["rule"].as_str().expect("a rule");
    assert!(rule.starts_with("en/"), "{rule}");
    assert_eq!(event["text"], "The invasion was over.");
}

#[test]
fn names_behind_titles_are_found_and_known_ones_are_not() {
    let folder = texts();
    let all = lines(&folder, &["texts", "--kind", "name"]);
    assert_eq!(find(&all, "name", "quim vorb")["count"], 1);
    folder.write(
        "mine/actors/mine.toml",
        "[[person]]\nid = \"quim-vorb\"\nname = \"Quim Vorb\"\ncountry = \"ALB\"\n[person.names]\nen = [\"Quim Vorb\"]\n",
    );
    let run = folder.run(&[
        "packs",
        "gaps",
        "texts/a.txt",
        "--kind",
        "name",
        "--packs",
        "mine",
    ]);
    assert!(run.failed(1).contains("nearly read nothing"));
}

#[test]
fn the_most_frequent_come_first_and_every_run_says_the_same() {
    let folder = texts();
    let all = lines(&folder, &["texts"]);
    assert_eq!(
        all,
        lines(&folder, &["texts/c.txt", "texts/b.txt", "texts/a.txt"])
    );
    let order: Vec<(&str, i64)> = all
        .iter()
        .map(|l| {
            (
                l["lang"].as_str().expect("a tag"),
                -l["count"].as_i64().expect("a count"),
            )
        })
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    let one = lines(&folder, &["texts", "--limit", "1"]);
    let langs: Vec<&str> = one
        .iter()
        .map(|l| l["lang"].as_str().expect("a tag"))
        .collect();
    assert_eq!(langs, ["ar", "en"]);
}

#[test]
fn people_and_spreadsheets_get_the_same() {
    let folder = texts();
    let table = folder.run(&["packs", "gaps", "texts"]).succeeded();
    assert!(
        table.contains("snorbled") && table.contains("\u{2067}شرذلت\u{2069}"),
        "{table}"
    );
    let csv = folder
        .run(&["packs", "gaps", "texts", "--format", "csv"])
        .succeeded();
    assert!(csv.starts_with("lang,kind,count,words,rule,doc,sentence,start,end,text\n"));
    assert_eq!(csv.lines().count(), table.lines().count());
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new();
    let talk = folder.run(&["packs", "gaps", "nowhere.txt"]).failed(2);
    assert!(talk.contains("nowhere.txt"), "{talk}");
    assert!(folder.run(&["packs", "gaps"]).failed(2).contains("FILES"));
    let talk = folder
        .run(&["packs", "gaps", "x", "--kind", "verb"])
        .failed(2);
    assert!(talk.contains("word, party, name"), "{talk}");
    folder.write("other.txt", "Notiz\n\nDer Minister ist gestern in die Hauptstadt gereist und hat dort mit allen gesprochen.\n");
    let run = folder.run(&["packs", "gaps", "other.txt"]);
    assert!(run.failed(1).contains("no pack reads the language"));
    folder.write("plain.txt", "Nothing\n\nThe weather was fine.\n");
    let talk = folder.run(&["packs", "gaps", "plain.txt"]).failed(1);
    assert!(talk.contains("nearly read nothing"), "{talk}");
}
