//! Claims as evidence: what they say and the sentence that says it, many in one go and without what nobody cites.

use std::collections::BTreeMap;

use legation_model::{ClaimAt, Edtf, Quantity, Span, Status};
use rusqlite::Row;

use super::place;
use crate::{
    claims::{edtf, quantities},
    error::{AskError, asking},
    loader::Loader,
    record::Record,
    store::{size, status_of},
};

/// A claim with its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Id of the document.
    pub doc: String,
    /// Id of the claim.
    pub id: String,
    /// Event class.
    pub class: String,
    /// How the document says it.
    pub status: Status,
    /// Who says it, for an attributed claim.
    pub source: Option<String>,
    /// When.
    pub when: Option<Edtf>,
    /// BCP 47 tag of the sentence.
    pub lang: String,
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// The quote's place in the clean text.
    pub span: Span,
    /// That of the words of the date.
    pub when_span: Option<Span>,
    /// The words that state it, verbatim.
    pub quote: String,
    /// The sentence's place in the clean text.
    pub sentence_span: Span,
    /// The whole sentence.
    pub sentence_text: String,
    /// How many and how much it tells of.
    pub quantities: Vec<Quantity>,
}

/// Columns of a claim and its sentence.
struct Cited {
    id: String,
    class: i64,
    status: i64,
    source: Option<i64>,
    edtf: Option<String>,
    lang: i64,
    sentence: usize,
    span: Span,
    when: Option<Span>,
    sentence_span: Span,
}

impl Cited {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let start: i64 = row.get(7)?;
        let stretch = |from: i64, length: i64| Span::new(size(from), size(from) + size(length));
        let when: Option<i64> = row.get(9)?;
        let when_length: Option<i64> = row.get(10)?;
        Ok(Self {
            id: row.get(0)?,
            class: row.get(1)?,
            status: row.get(2)?,
            source: row.get(3)?,
            edtf: row.get(4)?,
            lang: row.get(5)?,
            sentence: size(row.get(6)?),
            span: stretch(start, row.get(8)?),
            when: when
                .zip(when_length)
                .map(|(at, length)| stretch(start.saturating_add(at), length)),
            sentence_span: stretch(row.get(11)?, row.get(12)?),
        })
    }
}

impl Record {
    /// The claims of handles with their sentences, each handle once.
    ///
    /// # Errors
    /// Where the database fails or a claim is gone: a chronicle that is not current names what is no more.
    pub fn citations(
        &self,
        handles: impl IntoIterator<Item = ClaimAt>,
    ) -> Result<BTreeMap<ClaimAt, Citation>, AskError> {
        let _snapshot = self.snapshot()?;
        let mut loader = Loader::new(&self.connection);
        // In order of documents, so that each text is fetched once.
        let mut wanted: Vec<ClaimAt> = handles.into_iter().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = BTreeMap::new();
        for at in wanted {
            found.insert(at, self.citation(&mut loader, at)?);
        }
        Ok(found)
    }

    fn citation(&self, loader: &mut Loader<'_>, at: ClaimAt) -> Result<Citation, AskError> {
        let (document, number) = place(at);
        let row = self
            .connection
            .prepare_cached(
                "SELECT c.id, c.class, c.status, c.source, c.edtf, c.lang, c.sentence, c.start, c.length,
                     c.when_at, c.when_length, s.start, s.length
                 FROM claims c JOIN sentences s ON s.document = c.document AND s.number = c.sentence
                 WHERE c.document = ?1 AND c.number = ?2",
            )
            .and_then(|mut s| s.query_row([document, number], Cited::read))
            .map_err(asking("reading a claim"))?;
        let sentence_text = loader.text(document, row.sentence_span)?;
        let named = loader.document(document)?;
        Ok(Citation {
            doc: named.id.clone(),
            id: format!("{}{}", named.claim_prefix, row.id),
            class: loader.word(row.class)?.to_string(),
            status: status_of(row.status)
                .ok_or_else(|| loader.corrupt(document, "the status of a claim", "is none"))?,
            source: loader.some_word(row.source)?,
            when: edtf(loader, document, row.edtf)?,
            lang: loader.word(row.lang)?.to_string(),
            sentence: row.sentence,
            span: row.span,
            when_span: row.when,
            quote: loader.text(document, row.span)?,
            sentence_span: row.sentence_span,
            sentence_text,
            quantities: quantities(&self.connection, loader, document, number, row.span.start)?,
        })
    }
}
