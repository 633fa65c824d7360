//! Days that a document says at its head that it was written, and what weekdays then mean.
#![allow(clippy::unwrap_used)]

use legation_model::Document;
use legation_pack::time::TimePack;
use legation_pack::{Language, PackFiles};
use legation_time::{Engine, read_document};

/// The expressions of a document of lines, with their values.
fn read(lines: &str) -> Vec<(String, String)> {
    let files = PackFiles::embedded();
    let language = Language::load(&files, "en").unwrap();
    let engine = Engine::new(&language, &TimePack::load(&files, &language).unwrap());
    let document = Document::from_lines("wire", "en", lines.to_owned());
    read_document(&document, |_| Some(&engine))
        .into_iter()
        .filter_map(|t| Some((t.text, t.edtf?.to_string())))
        .collect()
}

fn value<'a>(found: &'a [(String, String)], text: &str) -> Option<&'a str> {
    let hit = found.iter().rfind(|(t, _)| t.contains(text))?;
    Some(&hit.1)
}

#[test]
fn a_weekday_counts_from_the_day_of_the_report() {
    let found = read(
        "Border talks resume\n\nGENEVA, 12 March 2019 - The two ministers met on Monday.\n\nThey meet again today.",
    );
    assert_eq!(value(&found, "Monday"), Some("2019-03-11"), "{found:?}");
}

#[test]
fn reports_of_a_digest_have_the_weekdays_of_its_days() {
    let found = read(
        "The week of 3 to 9 February 2020\n\nOSLO, Tuesday - The delegations parted last Friday.\n\nLIMA, Thursday - Ministers signed on Thursday.",
    );
    assert_eq!(value(&found, "Friday"), Some("2020-01-31"), "{found:?}");
    assert_eq!(value(&found, "Thursday"), Some("2020-02-06"), "{found:?}");
}
