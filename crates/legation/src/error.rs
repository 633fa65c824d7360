//! What can go wrong in the front library: what, where, and what to do.

use std::path::PathBuf;

use legation_pack::PackError;
use legation_record::{AskError, OpenError, WriteError};
use thiserror::Error;

use crate::Suggestion;

/// Why something could not be done.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The packs are wrong.
    #[error("the packs have {} error{}; the first: {}", .0.len(), if .0.len() == 1 { "" } else { "s" }, .0.first().map(ToString::to_string).unwrap_or_default())]
    Packs(Vec<PackError>),
    /// A folder of packs cannot be read.
    #[error("cannot read the packs in `{}`: {source}; check the path", path.display())]
    PackFolder {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No file is left to read.
    #[error("there is nothing to read: {0}")]
    NothingToRead(String),
    /// The record cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The record cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The record cannot answer.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// No record was named, and the folder has none.
    #[error("no record is named and there is none in `{}`; name one with `-r FILE` or LEGATION_RECORD, or make one with `legation read FILES -o NAME.legation`", folder.display())]
    NoRecord {
        /// The folder.
        folder: PathBuf,
    },
    /// No record was named, and the folder has several.
    #[error(
        "several records could be meant: {}; name one with `-r FILE` or LEGATION_RECORD",
        paths_text(records)
    )]
    SeveralRecords {
        /// Those in the folder.
        records: Vec<PathBuf>,
    },
    /// An event class that the packs do not know.
    #[error("there is no event class `{class}`; {}", classes_text(nearest))]
    UnknownClass {
        /// What was asked for.
        class: String,
        /// The nearest classes.
        nearest: Vec<String>,
    },
    /// A name that no pack and no document knows.
    #[error("nobody is called `{query}`{}", nearest_text(nearest))]
    UnknownActor {
        /// What was asked for.
        query: String,
        /// The nearest names.
        nearest: Vec<Suggestion>,
    },
    /// A source to leave out that the record does not have.
    #[error(
        "no document, publisher or claim is called `{name}`{}",
        sources_text(nearest)
    )]
    UnknownSource {
        /// What was to be left out.
        name: String,
        /// The nearest documents and publishers.
        nearest: Vec<String>,
    },
    /// Something is wrong with the decisions beside the record.
    #[error(transparent)]
    Review(#[from] crate::ReviewError),
    /// A picture cannot be drawn.
    #[error(transparent)]
    Picture(#[from] legation_export::picture::Error),
    /// The record changed while it was asked.
    #[error("the record changed while it was asked; ask again")]
    Stale,
    /// A file of documents cannot be read whole.
    #[error("{0}")]
    Rejected(#[from] legation_ingest::Rejected),
    /// A thread was lost.
    #[error("a reading thread stopped; the documents written so far are safe, run again to go on")]
    Thread,
}

fn nearest_text(nearest: &[Suggestion]) -> String {
    if nearest.is_empty() {
        return "; see `legation actors` for the names in the record".to_owned();
    }
    let names: Vec<String> = nearest
        .iter()
        .map(|s| format!("`{}`", s.id.as_deref().unwrap_or(&s.name)))
        .collect();
    format!("; did you mean {}?", names.join(", "))
}

fn sources_text(nearest: &[String]) -> String {
    if nearest.is_empty() {
        return "; see `legation documents` for what is in the record".to_owned();
    }
    let names: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    format!("; did you mean {}?", names.join(", "))
}

fn paths_text(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|p| format!("`{}`", p.display())).collect();
    names.join(", ")
}

fn classes_text(nearest: &[String]) -> String {
    if nearest.is_empty() {
        return "`legation packs list` names all of them".to_owned();
    }
    let names: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    format!("did you mean {}?", names.join(", "))
}
