//! The record as it is asked: opening, snapshots, and what it says of itself.

use std::{
    cell::Cell,
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::{
    error::{AskError, OpenError, asking},
    nearest::nearest,
    schema::{self, Purpose},
};

/// How long an asker waits for a migration or a recovery by another program.
const WAIT: Duration = Duration::from_secs(5);

/// Steps of the database's machine between two looks at whether it is to stop: some tenths of a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;

/// What the record holds of a document, for a reader that wants to skip what has not changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Digest of the source's bytes, as `Document::digest`.
    pub digest: String,
    /// Fingerprint of the reader and its packs.
    pub reader: String,
}

impl Known {
    pub(crate) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(
                "SELECT d.digest, w.word FROM documents d JOIN words w ON w.key = d.reader
                 WHERE d.id = ?1",
            )?
            .query_row([id], |row| {
                Ok(Self {
                    digest: row.get(0)?,
                    reader: row.get(1)?,
                })
            })
            .optional()
    }
}

/// A record to ask. It never writes, except that opening brings an old format up to date.
///
/// One thread at a time asks through it; another thread opens its own.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
    path: PathBuf,
    /// Snapshots alive; they share one transaction.
    snapshots: Cell<u32>,
}

/// While it lives, all answers of its record come from one state of the file.
#[derive(Debug)]
pub struct Snapshot<'r> {
    record: &'r Record,
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        let left = self.record.snapshots.get() - 1;
        self.record.snapshots.set(left);
        if left == 0 {
            // A transaction that only read has nothing to lose.
            let _ = self.record.connection.execute_batch("COMMIT");
        }
    }
}

impl Record {
    /// Opens a record that exists.
    ///
    /// # Errors
    /// [`OpenError::Missing`], [`OpenError::Empty`], [`OpenError::NotARecord`], [`OpenError::Newer`]; none
    /// of them changes the file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let connection = schema::open(path, Purpose::Ask, WAIT)?;
        connection
            .pragma_update(None, "query_only", true)
            .map_err(schema::database(path, "opening it"))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            snapshots: Cell::new(0),
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// From now on, stops an answer where this says so, with an error: for who has waited long enough.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stop_where(&mut self, stop: Arc<AtomicBool>) -> Result<(), AskError> {
        self.connection
            .progress_handler(
                STEPS_BETWEEN_LOOKS,
                Some(move || stop.load(Ordering::Relaxed)),
            )
            .map_err(asking("getting ready to stop"))
    }

    /// Holds all answers to one state of the file until it is dropped. Each answer does so for itself;
    /// this is for several that must agree. Snapshots taken while one lives share its state.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, AskError> {
        if self.snapshots.get() == 0 {
            self.connection
                .execute_batch("BEGIN DEFERRED")
                .map_err(asking("taking a snapshot"))?;
        }
        self.snapshots.set(self.snapshots.get() + 1);
        Ok(Snapshot { record: self })
    }

    /// A number that grows with every document written or forgotten.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn revision(&self) -> Result<i64, AskError> {
        self.meta("revision")
    }

    /// Name and version of the program that wrote last.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn program(&self) -> Result<String, AskError> {
        self.meta("program")
    }

    fn meta<T: rusqlite::types::FromSql>(&self, name: &str) -> Result<T, AskError> {
        self.connection
            .query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .map_err(asking("reading about the record"))
    }

    /// A digest of all that the record holds, in hexadecimal. Two records made from the same documents by
    /// the same reader have the same, in whatever order and batches they were written.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn fingerprint(&self) -> Result<String, AskError> {
        let doing = asking("reading digests");
        let _snapshot = self.snapshot()?;
        let mut statement = self
            .connection
            .prepare("SELECT id, content FROM documents ORDER BY id")
            .map_err(&doing)?;
        let mut rows = statement.query([]).map_err(&doing)?;
        let mut hasher = blake3::Hasher::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let id: String = row.get(0).map_err(&doing)?;
            let content: Vec<u8> = row.get(1).map_err(&doing)?;
            hasher.update(&(id.len() as u64).to_le_bytes());
            hasher.update(id.as_bytes());
            hasher.update(&content);
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// What the record holds of a document: its digest and who read it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn known(&self, id: &str) -> Result<Option<Known>, AskError> {
        Known::find(&self.connection, id).map_err(asking("looking for a document"))
    }

    /// The same of all documents, by id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn known_all(&self) -> Result<BTreeMap<String, Known>, AskError> {
        let doing = asking("listing what is known");
        let mut statement = self
            .connection
            .prepare(
                "SELECT d.id, d.digest, w.word FROM documents d JOIN words w ON w.key = d.reader",
            )
            .map_err(&doing)?;
        let rows = statement
            .query_map([], |row| {
                let known = Known {
                    digest: row.get(1)?,
                    reader: row.get(2)?,
                };
                Ok((row.get(0)?, known))
            })
            .map_err(&doing)?;
        rows.collect::<Result<_, _>>().map_err(&doing)
    }

    /// The key of a document, or an error that names the nearest ids.
    pub(crate) fn document_key(&self, doc: &str) -> Result<i64, AskError> {
        let doing = asking("looking for a document");
        let found = self
            .connection
            .prepare_cached("SELECT key FROM documents WHERE id = ?1")
            .and_then(|mut s| s.query_row([doc], |row| row.get(0)).optional())
            .map_err(&doing)?;
        if let Some(key) = found {
            return Ok(key);
        }
        let mut statement = self
            .connection
            .prepare("SELECT id FROM documents")
            .map_err(&doing)?;
        let ids: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(&doing)?;
        Err(AskError::UnknownDocument {
            doc: doc.to_owned(),
            nearest: nearest(doc, ids.iter().map(String::as_str)),
        })
    }
}
