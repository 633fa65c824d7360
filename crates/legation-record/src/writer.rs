//! Writing: documents in bounded batches, one writer at a time.
//!
//! The writer takes SQLite's write lock (`BEGIN IMMEDIATE`) when it opens and again at once after each
//! commit, so that another writer waits [`WriterOptions::wait`] and is then told. Should one slip in
//! between two batches all the same, the revision has moved, and what this writer remembers is dropped.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    error::{OpenError, WriteError, is_busy, writing},
    input::{PreparedDocument, ReadDocument},
    intern::{self, Interner},
    record::Known,
    schema::{self, Purpose, database},
    store::{self, PendingIndex, int},
};

/// How a writer works.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Name and version of the program, for the record's own page: `legation 0.1.0`.
    pub program: String,
    /// Fingerprint of the reader and its packs; documents read by another one are read again.
    pub reader: String,
    /// Documents in one batch at most. Default 256.
    pub batch_documents: usize,
    /// Bytes of clean text in one batch; the document that passes it closes the batch. Default 8 MiB.
    pub batch_bytes: usize,
    /// How long to wait for another writer. Default one second.
    pub wait: Duration,
}

impl WriterOptions {
    /// The defaults for a program and a reader.
    #[must_use]
    pub fn new(program: impl Into<String>, reader: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            reader: reader.into(),
            batch_documents: 256,
            batch_bytes: 8 << 20,
            wait: Duration::from_secs(1),
        }
    }
}

/// What became of a document that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It took the place of an older reading.
    Replaced,
    /// The record held exactly this.
    Unchanged,
}

/// What a writer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriteSummary {
    /// Documents that are new.
    pub added: usize,
    /// Documents that took the place of an older reading.
    pub replaced: usize,
    /// Documents that the record held already.
    pub unchanged: usize,
}

/// The one writer of a record. Dropped without [`Writer::finish`], it loses the open batch.
#[derive(Debug)]
pub struct Writer {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    options: WriterOptions,
    interner: Interner,
    pending: PendingIndex,
    in_batch: bool,
    batch_documents: usize,
    batch_bytes: usize,
    revision: i64,
    next_sentence: i64,
    stale: bool,
    summary: WriteSummary,
}

impl Writer {
    /// Opens a record for writing and makes it where there is none (or an empty file).
    ///
    /// # Errors
    /// [`OpenError::Busy`] where another writer has it; see the others for files that are no record.
    pub fn open(path: impl AsRef<Path>, options: WriterOptions) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let connection = schema::open(path, Purpose::Write, options.wait)?;
        let mut writer = Self {
            connection,
            path: path.to_owned(),
            options,
            interner: Interner::default(),
            pending: PendingIndex::default(),
            in_batch: false,
            batch_documents: 0,
            batch_bytes: 0,
            revision: -1,
            next_sentence: 1,
            stale: false,
            summary: WriteSummary::default(),
        };
        writer.begin().map_err(database(path, "taking its lock"))?;
        Ok(writer)
    }

    /// What the record holds of a document: its digest and who read it. Sees the open batch.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn known(&self, id: &str) -> Result<Option<Known>, WriteError> {
        Known::find(&self.connection, id).map_err(|e| self.failed("looking for a document", e))
    }

    /// Writes one document; an older reading of it goes, in the same transaction.
    ///
    /// # Errors
    /// [`WriteError::Invalid`] where offsets and texts disagree; the batch goes on without the document.
    /// Where the database fails, the documents of the open batch are lost.
    pub fn write(&mut self, read: ReadDocument) -> Result<Outcome, WriteError> {
        let prepared = PreparedDocument::new(read, &self.options.reader)?;
        self.write_prepared(&prepared)
    }

    /// Writes one document that another thread has made ready.
    ///
    /// # Errors
    /// Where the database fails; the documents of the open batch are then lost.
    pub fn write_prepared(&mut self, prepared: &PreparedDocument) -> Result<Outcome, WriteError> {
        self.ensure_batch()?;
        let outcome = self
            .replace(prepared)
            .map_err(|e| self.failed("writing a document", e))?;
        match outcome {
            Outcome::Added => self.summary.added += 1,
            Outcome::Replaced => self.summary.replaced += 1,
            Outcome::Unchanged => self.summary.unchanged += 1,
        }
        if outcome != Outcome::Unchanged {
            self.batch_documents += 1;
            self.batch_bytes += prepared.read.document.text.len();
        }
        if self.batch_documents >= self.options.batch_documents
            || self.batch_bytes >= self.options.batch_bytes
        {
            self.flush()?;
        }
        Ok(outcome)
    }

    /// Commits the open batch now.
    ///
    /// # Errors
    /// Where the database fails; the batch is then lost.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        if !self.in_batch {
            return Ok(());
        }
        self.commit().map_err(|e| self.failed("committing", e))?;
        // If another writer was quicker, the next document waits for it.
        match self.begin() {
            Err(e) if !is_busy(&e) => Err(self.failed("taking the lock", e)),
            _ => Ok(()),
        }
    }

    /// Commits what is open, clears up and lets go of the record.
    ///
    /// # Errors
    /// Where the database fails; batches committed before are safe.
    pub fn finish(mut self) -> Result<WriteSummary, WriteError> {
        if self.stale {
            self.ensure_batch()?;
            intern::prune(&self.connection).map_err(|e| self.failed("clearing up", e))?;
            self.stale = false;
        }
        if self.in_batch {
            self.commit().map_err(|e| self.failed("committing", e))?;
        }
        // Folds the journal into the file; a reader at work only puts it off.
        let _ = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(self.summary)
    }

    /// Removes a document in the open batch.
    pub(crate) fn remove(&mut self, key: i64) -> Result<(), WriteError> {
        self.ensure_batch()?;
        self.guarded(|writer| store::remove(&writer.connection, &mut writer.pending, key))
            .map_err(|e| self.failed("forgetting a document", e))?;
        self.revision += 1;
        self.stale = true;
        Ok(())
    }

    fn replace(&mut self, prepared: &PreparedDocument) -> rusqlite::Result<Outcome> {
        let PreparedDocument { read, digests, .. } = prepared;
        let found: Option<(i64, Vec<u8>, Vec<u8>)> = self
            .connection
            .prepare_cached("SELECT key, content, indexed FROM documents WHERE id = ?1")?
            .query_row([&read.document.id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        if let Some((_, content, indexed)) = &found
            && (content, indexed) == (&digests.content, &digests.indexed)
        {
            return Ok(Outcome::Unchanged);
        }
        self.guarded(|writer| {
            if let Some((key, ..)) = found {
                store::remove(&writer.connection, &mut writer.pending, key)?;
            }
            store::insert(
                &writer.connection,
                &mut writer.interner,
                &mut writer.pending,
                prepared,
                writer.next_sentence,
            )
        })?;
        self.next_sentence += int(read.sentences.len());
        self.revision += 1;
        if found.is_none() {
            return Ok(Outcome::Added);
        }
        self.stale = true;
        Ok(Outcome::Replaced)
    }

    /// Makes a change; where it fails, the open batch is undone.
    ///
    /// What is handed in has been looked through, so only the database itself can fail here (a full or
    /// failing disk). A savepoint for each change would save the batch, but makes SQLite write out the search
    /// index at each.
    fn guarded<T>(
        &mut self,
        act: impl FnOnce(&mut Self) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let done = act(self);
        if done.is_err() {
            self.undo();
        }
        done
    }

    /// Drops the open batch and what is remembered of it.
    fn undo(&mut self) {
        self.in_batch = false;
        self.revision = -1;
        self.pending.clear();
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn ensure_batch(&mut self) -> Result<(), WriteError> {
        if self.in_batch {
            return Ok(());
        }
        self.begin().map_err(|e| self.failed("taking the lock", e))
    }

    /// Takes the write lock and reads where the record stands.
    fn begin(&mut self) -> rusqlite::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let number = |name: &str| -> rusqlite::Result<i64> {
            self.connection
                .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
        };
        let revision = number("revision")?;
        self.next_sentence = number("next_sentence")?;
        self.stale = number("stale")? != 0;
        if revision != self.revision {
            self.interner.clear();
            self.revision = revision;
        }
        self.in_batch = true;
        self.batch_documents = 0;
        self.batch_bytes = 0;
        Ok(())
    }

    fn commit(&mut self) -> rusqlite::Result<()> {
        self.in_batch = false;
        let committed = self.commit_batch();
        if committed.is_err() {
            self.undo();
        }
        committed
    }

    fn commit_batch(&mut self) -> rusqlite::Result<()> {
        self.pending.write(&self.connection)?;
        let set = |name: &str, value: &dyn rusqlite::ToSql| -> rusqlite::Result<usize> {
            self.connection
                .prepare_cached("UPDATE meta SET value = ?2 WHERE name = ?1 AND value IS NOT ?2")?
                .execute(params![name, value])
        };
        set("revision", &self.revision)?;
        set("next_sentence", &self.next_sentence)?;
        set("stale", &i64::from(self.stale))?;
        if self.summary.added + self.summary.replaced > 0 {
            set("program", &self.options.program)?;
        }
        self.connection.execute_batch("COMMIT")
    }

    pub(crate) fn failed(&self, doing: &'static str, source: rusqlite::Error) -> WriteError {
        writing(&self.path, doing, source)
    }
}
