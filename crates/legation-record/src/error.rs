//! What can go wrong, by family of operation: opening, writing, asking.
//!
//! Each message says what happened, where, and what to do.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a record could not be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no record at `{}`; make one with `legation read FILES -o {}`", .path.display(), .path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is empty and was to be asked.
    #[error("`{}` is empty: nothing has been read into it yet; run `legation read FILES -o {}`", .path.display(), .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else. It was not changed.
    #[error("`{}` is not a record ({why}); it was left as it is, name another file", .path.display())]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What it is, as far as can be told.
        why: String,
    },
    /// The record was made by a newer program. It was not changed.
    #[error(
        "`{}` was made by a newer legation (record version {found}, this program knows up to {known}); update the program, or read the documents into another file",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of the record.
        found: i64,
        /// Newest version known here.
        known: i64,
    },
    /// Another writer has the record.
    #[error("another program is writing to `{}`; wait until it is done, or write to another file", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The database said no.
    #[error("cannot open the record `{}` while {doing}: {source}; check the path, its permissions and the space left", .path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// Why something was not written. What had been committed before stays.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Another writer has the record.
    #[error("another program is writing to `{}`; nothing of this batch was written, wait until it is done and run again", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// What was handed in contradicts itself; the document was not written, others of the batch stay.
    #[error(
        "document `{doc}` was not written: {what} at {start}..{end} {why}; the reader that made it is at fault, report it with the document"
    )]
    Invalid {
        /// Id of the document.
        doc: String,
        /// Which part: "quote of claim 3f2a-7".
        what: String,
        /// First byte given.
        start: usize,
        /// One past the last byte given.
        end: usize,
        /// What is wrong with it.
        why: String,
    },
    /// No such document.
    #[error("there is no document `{doc}` in `{}`{}", .path.display(), suggestion(.nearest))]
    UnknownDocument {
        /// The file.
        path: PathBuf,
        /// Id asked for.
        doc: String,
        /// The nearest ids, best first.
        nearest: Vec<String>,
    },
    /// The disk is full.
    #[error("no space left to write to `{}`; documents committed before are safe, make room and run again to go on", .path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The database said no.
    #[error("cannot write to the record `{}` while {doing}: {source}; documents committed before are safe", .path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// Why a question got no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AskError {
    /// No such document.
    #[error("there is no document `{doc}` in the record{}", suggestion(.nearest))]
    UnknownDocument {
        /// Id asked for.
        doc: String,
        /// The nearest ids, best first.
        nearest: Vec<String>,
    },
    /// The query holds nothing to look for.
    #[error("nothing to search for in `{query}`: {why}")]
    Query {
        /// The query as given.
        query: String,
        /// What is wrong with it.
        why: String,
    },
    /// What is stored contradicts itself.
    #[error(
        "the record is damaged: {what} of document `{doc}` {why}; run a check of the record and read the document again"
    )]
    Corrupt {
        /// Id of the document.
        doc: String,
        /// Which part.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// The database said no.
    #[error(
        "cannot ask the record while {doing}: {source}; if another program moved or replaced the file, open it again"
    )]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// Turns SQLite's errors into an [`AskError`] that says what was being done.
pub(crate) fn asking(doing: &'static str) -> impl Fn(rusqlite::Error) -> AskError {
    move |source| AskError::Database { doing, source }
}

/// Turns SQLite's errors into a [`WriteError`] that says where and what was being done.
pub(crate) fn writing(path: &Path, doing: &'static str, source: rusqlite::Error) -> WriteError {
    let path = path.to_owned();
    if is_busy(&source) {
        WriteError::Busy { path }
    } else if is_full(&source) {
        WriteError::Full { path }
    } else {
        WriteError::Database {
            path,
            doing,
            source,
        }
    }
}

/// Whether SQLite gave up because somebody else holds the lock.
pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}

/// Whether SQLite found no room.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

fn suggestion(nearest: &[String]) -> String {
    if nearest.is_empty() {
        "; list the documents to see their ids".to_owned()
    } else {
        let list: Vec<String> = nearest.iter().map(|id| format!("`{id}`")).collect();
        format!("; the nearest are {}", list.join(", "))
    }
}
