//! Small records for the tests of what a page shows.

use legation_ingest::Input;
use legation_record::Record;
use tempfile::TempDir;

use crate::{ReadOptions, names::tests::packs, read_inputs, update_chronicle};

/// A record of texts that are read, with its chronicle, and the folder that it lies in. Texts are too short for their language
/// to be told but by their script.
pub(super) fn read_record(texts: &[(&str, &str)]) -> (TempDir, Record) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.legation");
    let inputs: Vec<Input> = texts
        .iter()
        .map(|(id, text)| {
            if text.starts_with('<') {
                return Input::from_bytes(*id, text.as_bytes(), None);
            }
            let lang = match text.chars().find(|c| c.is_alphabetic()) {
                Some('\u{590}'..='\u{5ff}') => "he",
                Some('\u{600}'..='\u{6ff}') => "ar",
                _ => "en",
            };
            let line = serde_json::json!({ "id": id, "lang": lang, "text": text }).to_string();
            Input::from_bytes(format!("{id}.jsonl"), line.into_bytes(), None)
        })
        .collect();
    let options = ReadOptions {
        jobs: 1,
        ..ReadOptions::default()
    };
    let summary = read_inputs(&inputs, &path, packs(), &options, |_| {}).expect("they are read");
    assert_eq!(summary.added, texts.len(), "{:?}", summary.set_aside);
    update_chronicle(&path, packs()).expect("the chronicle is told");
    let record = Record::open(&path).expect("the record opens");
    (folder, record)
}
