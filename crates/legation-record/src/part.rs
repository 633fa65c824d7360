//! A stretch of a document, so that a long one is shown page by page and read no further than what is shown.

use legation_model::{Block, Claim, Span};
use rusqlite::OptionalExtension;

use crate::{
    claims::load,
    codec,
    error::{AskError, asking},
    listing::Sentence,
    loader::Loader,
    record::Record,
    store::{int, size},
};

impl Record {
    /// The id of a document of a key.
    ///
    /// # Errors
    /// Where the database fails or the document is gone.
    pub fn document_id(&self, key: u32) -> Result<String, AskError> {
        self.connection
            .prepare_cached("SELECT id FROM documents WHERE key = ?1")
            .and_then(|mut s| s.query_row([key], |row| row.get(0)))
            .map_err(asking("reading a document"))
    }

    /// The blocks of a document's clean text, in order.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn document_blocks(&self, doc: &str) -> Result<Vec<Block>, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let blocks: Vec<u8> = self
            .connection
            .prepare_cached("SELECT blocks FROM documents WHERE key = ?1")
            .and_then(|mut s| s.query_row([key], |row| row.get(0)))
            .map_err(asking("reading a document"))?;
        codec::decode_blocks(&blocks).ok_or_else(|| {
            Loader::new(&self.connection).corrupt(key, "the list of blocks", "cannot be read")
        })
    }

    /// A stretch of a document's clean text.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none; where the stretch is not within
    /// the text.
    pub fn document_text(&self, doc: &str, span: Span) -> Result<String, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        Loader::new(&self.connection).text(key, span)
    }

    /// The claims whose quote begins in a stretch of a document's clean text, by place.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn claims_within(&self, doc: &str, span: Span) -> Result<Vec<Claim>, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let doing = asking("looking for claims");
        let numbers: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT number FROM claims WHERE document = ?1 AND start >= ?2 AND start < ?3
                 ORDER BY number",
            )
            .and_then(|mut s| {
                s.query_map((key, int(span.start), int(span.end)), |row| row.get(0))?
                    .collect()
            })
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        numbers
            .into_iter()
            .map(|number| load(&self.connection, &mut loader, key, number))
            .collect()
    }

    /// A sentence of a document by its number; `None` where it has no such sentence.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn sentence(&self, doc: &str, number: usize) -> Result<Option<Sentence>, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let found: Option<(i64, i64, i64)> = self
            .connection
            .prepare_cached(
                "SELECT start, length, lang FROM sentences WHERE document = ?1 AND number = ?2",
            )
            .and_then(|mut s| {
                s.query_row((key, int(number)), |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()
            })
            .map_err(asking("reading a sentence"))?;
        let Some((start, length, lang)) = found else {
            return Ok(None);
        };
        let mut loader = Loader::new(&self.connection);
        let span = Span::new(size(start), size(start) + size(length));
        Ok(Some(Sentence {
            number,
            span,
            lang: loader.word(lang)?.to_string(),
            text: loader.text(key, span)?,
        }))
    }
}
