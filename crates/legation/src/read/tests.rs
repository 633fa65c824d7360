//! What becomes of documents that come in another order than their inputs, and of mistakes of the program.

use super::*;
use crate::names::tests::packs;

fn document(text: &str) -> Document {
    let mut document = Document::from_text("x", "en", text);
    document.digest = blake3::hash(text.as_bytes()).to_hex().to_string();
    document
}

const FIRST: &str = "France signed a treaty with Japan in 1963.";
const SECOND: &str = "Chile signed a treaty with Peru in 1929.";

fn read(text: &str) -> Worked {
    read_one(packs(), document(text), text.len() as u64, "f")
}

/// What a record says after outcomes have come in, in this order; it holds `before` already.
fn written(before: Option<&str>, outcomes: Vec<(usize, Worked)>) -> (String, ReadSummary) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.legation");
    let mut all = vec![];
    all.extend(before.map(|text| vec![(0, read(text))]));
    all.push(outcomes);
    let mut summary = ReadSummary::default();
    for outcomes in all {
        let mut writer = Writer::open(&path, WriterOptions::new(PROGRAM, "f")).expect("a writer");
        summary = ReadSummary::default();
        let (sender, receiver) = sync_channel(8);
        for (number, outcome) in outcomes {
            sender.send(Done { number, outcome }).expect("it is open");
        }
        drop(sender);
        let turn = Turn::default();
        write_all(&mut writer, receiver, &turn, &mut summary, &mut |_| {}).expect("written");
        writer.finish().expect("written");
    }
    let record = Record::open(&path).expect("the record opens");
    (record.document("x").expect("the document").text, summary)
}

#[test]
fn of_two_documents_with_one_id_the_first_is_kept_whichever_was_quicker() {
    let (text, summary) = written(None, vec![(0, read(FIRST)), (1, read(SECOND))]);
    assert_eq!(text, FIRST);
    assert_eq!(summary.set_aside.len(), 1);
    let (text, summary) = written(None, vec![(1, read(SECOND)), (0, read(FIRST))]);
    assert_eq!(text, FIRST);
    assert_eq!(summary.set_aside.len(), 1);
}

#[test]
fn an_unchanged_document_is_not_lost_to_a_quicker_one_of_its_id() {
    let unchanged = || Worked::Unchanged {
        id: "x".to_owned(),
        bytes: 1,
    };
    let (text, summary) = written(Some(FIRST), vec![(0, unchanged()), (1, read(SECOND))]);
    assert_eq!((text.as_str(), summary.unchanged), (FIRST, 1));
    let (text, summary) = written(Some(FIRST), vec![(1, read(SECOND)), (0, unchanged())]);
    assert_eq!((text.as_str(), summary.unchanged), (FIRST, 1));
}

#[test]
fn a_mistake_of_the_program_costs_one_document() {
    assert_eq!(guarded(|| 1), Some(1));
    let stopped = guarded(|| -> u8 { panic!("a test of what happens then") });
    assert_eq!(stopped, None);
    assert!(super::stopped("x").problem.hint.is_some());
}

#[test]
fn what_a_user_says_of_documents_is_part_of_the_fingerprint() {
    let plain = fingerprint(packs(), &Options::default());
    assert_eq!(plain, packs().fingerprint);
    let hebrew = Options {
        lang: Some("he".to_owned()),
        ..Options::default()
    };
    let html = Options {
        format: Some(legation_ingest::Format::Html),
        ..Options::default()
    };
    let fields = Options {
        map: "text=body".parse().expect("a map of fields"),
        ..Options::default()
    };
    let said: Vec<String> = [&hebrew, &html, &fields]
        .iter()
        .map(|options| fingerprint(packs(), options))
        .collect();
    for (at, one) in said.iter().enumerate() {
        assert!(one.starts_with(&plain) && *one != plain);
        assert!(!said[at + 1..].contains(one), "each has its own");
    }
}
