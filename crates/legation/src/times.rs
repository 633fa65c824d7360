//! Time expressions of files, without a record: what `legation times` prints.

use legation_ingest::{Options, documents};
use legation_model::TimeExpression;
use legation_time::{Engine, read_document};
use serde::Serialize;

use crate::{Error, LoadedPacks, SetAside, read::found};

/// A time expression with the document that it stands in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeLine {
    /// The document's id.
    pub doc: String,
    /// First byte, in the clean text (which is the text itself for plain text, Markdown and JSON Lines).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What they mean, or null.
    pub edtf: Option<String>,
    /// As the words state it, before the narrative filled its holes.
    pub stated: Option<String>,
    /// CLDR calendar id where it is not `gregory`.
    pub calendar: Option<String>,
    /// What kind of expression.
    pub kind: String,
    /// The rule that found it.
    pub rule: String,
}

impl TimeLine {
    fn new(doc: &str, time: TimeExpression) -> Self {
        Self {
            doc: doc.to_owned(),
            start: time.span.start,
            end: time.span.end,
            text: time.text,
            edtf: time.edtf.map(|e| e.to_string()),
            stated: time.stated,
            calendar: time.calendar,
            kind: time.kind,
            rule: time.rule,
        }
    }
}

/// Reads the time expressions of files, one document after the other.
///
/// # Errors
/// Where nothing was named that exists, or where `line` fails.
pub fn times<E: From<Error>>(
    inputs: &[String],
    packs: &LoadedPacks,
    options: &Options,
    mut line: impl FnMut(TimeLine) -> Result<(), E>,
) -> Result<Vec<SetAside>, E> {
    let (found, mut set_aside) = found(inputs, options)?;
    let engine =
        |tag: &str| -> Option<&Engine> { packs.packs.language_for(tag).map(|p| &p.engine) };
    for input in &found {
        for document in documents(input, options) {
            match document {
                Err(rejected) => set_aside.push(rejected.into()),
                Ok(document) => {
                    for time in read_document(&document, engine) {
                        line(TimeLine::new(&document.id, time))?;
                    }
                }
            }
        }
    }
    Ok(set_aside)
}
