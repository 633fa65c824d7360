//! What can go wrong with decisions: what, where, and what to do.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why decisions cannot be read or made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The file cannot be read.
    #[error("cannot read the decisions in `{}`: {source}; check the path and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write decisions into `{}`: {source}; check its permissions and the space left", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another program writes into it.
    #[error("another program is writing decisions into `{}`; try again when it is done", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote it.
    #[error("`{}` was written by a newer program (version {found}, known is {known}); use that program, or a newer one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of a line.
        found: u32,
        /// The newest known.
        known: u32,
    },
    /// A file of something else.
    #[error("`{}` holds no decisions; name a file that `legation review export` wrote", path.display())]
    NotAReview {
        /// The file.
        path: PathBuf,
    },
    /// A claim that the record does not have.
    #[error(
        "there is no claim `{id}` in the record; `legation claims --format jsonl` names all of them"
    )]
    UnknownClaim {
        /// What was asked for.
        id: String,
    },
    /// An edit that says nothing.
    #[error(
        "an edit without a change says nothing; name a class, actors, recipients, a date or a status"
    )]
    NothingEdited,
    /// Changes with a decision that takes none.
    #[error("a claim that is {verdict} is not changed; decide `edit` to change it")]
    NotAnEdit {
        /// What was decided.
        verdict: &'static str,
    },
    /// A date that is none.
    #[error("`{text}` is no date; write EDTF such as 1961, 1961-12, 1961-12-03 or 1955/1961")]
    Date {
        /// What was written.
        text: String,
    },
    /// A name of nobody.
    #[error(
        "a party has no name; write an actor, or `~` and the name of one whom only documents name"
    )]
    NoName,
    /// Parties that the class cannot have.
    #[error("`{class}` {why}; {help}")]
    Form {
        /// The class.
        class: String,
        /// What is wrong.
        why: String,
        /// What to do.
        help: String,
    },
}
