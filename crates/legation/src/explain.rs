//! The way of every sentence through all steps, for documents outside of a record.

use legation_ingest::{Options, documents};
use legation_model::Problem;
use legation_read::SentenceTrace;
use serde::Serialize;

use crate::{Error, LoadedPacks, SetAside, read::found};

/// A document with the traces of its sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// The document's id.
    pub doc: String,
    /// BCP 47 tag of its main language.
    pub lang: String,
    /// Sentences in order.
    pub sentences: Vec<SentenceTrace>,
    /// What was not read or not understood.
    pub problems: Vec<Problem>,
}

/// Explains the reading of files, one document after the other.
///
/// # Errors
/// Where nothing was named that exists, or where `show` fails.
pub fn explain<E: From<Error>>(
    inputs: &[String],
    packs: &LoadedPacks,
    options: &Options,
    mut show: impl FnMut(Explained) -> Result<(), E>,
) -> Result<Vec<SetAside>, E> {
    let (found, mut set_aside) = found(inputs, options)?;
    for input in &found {
        for document in documents(input, options) {
            match document {
                Err(rejected) => set_aside.push(rejected.into()),
                Ok(document) => {
                    let (reading, sentences) = packs.packs.explain(&document);
                    let problems = document.problems.into_iter().chain(reading.problems);
                    show(Explained {
                        doc: document.id,
                        lang: document.lang,
                        sentences,
                        problems: problems.collect(),
                    })?;
                }
            }
        }
    }
    Ok(set_aside)
}
