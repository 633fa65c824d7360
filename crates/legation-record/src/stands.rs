//! Where claims stand, without what they say: for whoever has to find one again that was looked at before.

use std::collections::BTreeSet;

use legation_model::{ClaimAt, Span};
use rusqlite::params_from_iter;

use crate::{
    error::{AskError, asking},
    filter::ClaimFilter,
    loader::Loader,
    record::Record,
    store::size,
};

/// A document by what it is known by outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPlace {
    /// As in [`ClaimAt::document`].
    pub key: u32,
    /// Its id.
    pub id: String,
    /// Digest of the source's bytes.
    pub digest: String,
}

/// Where a claim stands in the clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStand {
    /// Which claim.
    pub at: ClaimAt,
    /// Its id.
    pub id: String,
    /// Event class.
    pub class: String,
    /// The quote.
    pub quote: Span,
    /// The words that state the event.
    pub trigger: Span,
}

impl Record {
    /// All documents, by id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn document_places(&self) -> Result<Vec<DocumentPlace>, AskError> {
        self.connection
            .prepare_cached("SELECT key, id, digest FROM documents ORDER BY id")
            .and_then(|mut s| {
                s.query_map([], |row| {
                    Ok(DocumentPlace {
                        key: row.get(0)?,
                        id: row.get(1)?,
                        digest: row.get(2)?,
                    })
                })?
                .collect()
            })
            .map_err(asking("listing documents"))
    }

    /// Where the claims of a document stand, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_stands(&self, document: u32) -> Result<Vec<ClaimStand>, AskError> {
        self.connection
            .prepare_cached(
                "SELECT c.number, w.word, c.start, c.length, c.trigger_at, c.trigger_length,
                     coalesce(d.claim_prefix, '') || c.id
                 FROM claims c JOIN words w ON w.key = c.class JOIN documents d ON d.key = c.document
                 WHERE c.document = ?1 ORDER BY c.number",
            )
            .and_then(|mut s| {
                s.query_map([document], |row| {
                    let start: i64 = row.get(2)?;
                    let stretch = |at: i64, length: i64| {
                        let from = size(start.saturating_add(at));
                        Span::new(from, from + size(length))
                    };
                    Ok(ClaimStand {
                        at: ClaimAt {
                            document,
                            number: row.get(0)?,
                        },
                        id: row.get(6)?,
                        class: row.get(1)?,
                        quote: stretch(0, row.get(3)?),
                        trigger: stretch(row.get(4)?, row.get(5)?),
                    })
                })?
                .collect()
            })
            .map_err(asking("looking for claims"))
    }

    /// The clean text of a document.
    ///
    /// # Errors
    /// Where the database fails or the record is damaged.
    pub fn clean_text(&self, document: u32) -> Result<String, AskError> {
        Loader::new(&self.connection).whole_text(i64::from(document))
    }

    /// The handles of the claims that fit a filter, in its order, each with its confidence.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_handles(&self, filter: &ClaimFilter) -> Result<Vec<(ClaimAt, f64)>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("looking for claims");
        let clauses = filter.clauses(&self.connection).map_err(&doing)?;
        self.connection
            .prepare(&format!(
                "SELECT c.document, c.number, c.confidence FROM {}",
                clauses.text
            ))
            .and_then(|mut statement| {
                statement
                    .query_map(params_from_iter(clauses.values), |row| {
                        let at = ClaimAt {
                            document: row.get(0)?,
                            number: row.get(1)?,
                        };
                        Ok((at, row.get(2)?))
                    })?
                    .collect()
            })
            .map_err(doing)
    }

    /// The handles of the claims that stand in disagreements of the chronicle in the record.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn disputed_claims(&self) -> Result<BTreeSet<ClaimAt>, AskError> {
        self.connection
            .prepare_cached("SELECT document, claim FROM disagreement_claims")
            .and_then(|mut s| {
                s.query_map([], |row| {
                    Ok(ClaimAt {
                        document: row.get(0)?,
                        number: row.get(1)?,
                    })
                })?
                .collect()
            })
            .map_err(asking("looking for disagreements"))
    }
}
