//! Forgetting: a document goes, with all that hangs on it.

use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::{error::WriteError, nearest::nearest, store, writer::Writer};

/// What went with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForgetSummary {
    /// Id of the document.
    pub doc: String,
    /// Bytes of clean text.
    pub bytes: usize,
    /// Sentences.
    pub sentences: usize,
    /// Mentions.
    pub mentions: usize,
    /// Time expressions.
    pub times: usize,
    /// Claims.
    pub claims: usize,
    /// Problems.
    pub problems: usize,
}

impl Writer {
    /// Removes a document by its exact id, with its text, sentences, mentions, time expressions, claims
    /// and problems; names that nothing else uses go when the writer finishes. It is gone for others with
    /// the next commit ([`Writer::flush`], [`Writer::finish`]).
    ///
    /// # Errors
    /// [`WriteError::UnknownDocument`] with the nearest ids where there is no such document.
    pub fn forget(&mut self, doc: &str) -> Result<ForgetSummary, WriteError> {
        const DOING: &str = "forgetting a document";
        let found = self
            .connection
            .query_row(
                "SELECT key, bytes, sentences, mentions, times, claims, problems
                 FROM documents WHERE id = ?1",
                [doc],
                |row| {
                    let count = |column| row.get::<_, i64>(column).map(store::size);
                    let summary = ForgetSummary {
                        doc: doc.to_owned(),
                        bytes: count(1)?,
                        sentences: count(2)?,
                        mentions: count(3)?,
                        times: count(4)?,
                        claims: count(5)?,
                        problems: count(6)?,
                    };
                    Ok((row.get::<_, i64>(0)?, summary))
                },
            )
            .optional()
            .map_err(|e| self.failed(DOING, e))?;
        let Some((key, summary)) = found else {
            return Err(WriteError::UnknownDocument {
                path: self.path.clone(),
                doc: doc.to_owned(),
                nearest: self.nearest_ids(doc).map_err(|e| self.failed(DOING, e))?,
            });
        };
        self.remove(key)?;
        Ok(summary)
    }

    fn nearest_ids(&self, doc: &str) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.connection.prepare("SELECT id FROM documents")?;
        let ids: Vec<String> = statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(nearest(doc, ids.iter().map(String::as_str)))
    }
}
