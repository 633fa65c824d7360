//! Ids of claims and places of sentences for figures, which cite far more claims than a page could show.

use std::collections::BTreeMap;

use legation_model::{ClaimAt, Event};
use legation_record::{Citation, Record};

use crate::Error;

/// What figures cite a claim as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CitedAs {
    /// The claim's id.
    pub(super) id: String,
    /// Its sentence: `document#number`.
    pub(super) sentence: String,
}

/// Citations of claims.
#[derive(Debug, Default)]
pub(super) struct Cited(BTreeMap<ClaimAt, CitedAs>);

impl Cited {
    /// Looks claims up, each once.
    pub(super) fn of(
        record: &Record,
        claims: impl IntoIterator<Item = ClaimAt>,
    ) -> Result<Self, Error> {
        let found = record.citations(claims)?;
        let cite = |claim: Citation| CitedAs {
            sentence: place(&claim.doc, claim.sentence),
            id: claim.id,
        };
        Ok(Self(
            found
                .into_iter()
                .map(|(at, claim)| (at, cite(claim)))
                .collect(),
        ))
    }

    /// Ids of claims, in their order.
    pub(super) fn ids(&self, claims: &[ClaimAt]) -> Vec<String> {
        let found = claims.iter().filter_map(|at| self.0.get(at));
        found.map(|citation| citation.id.clone()).collect()
    }
}

/// A sentence as figures cite it.
pub(super) fn place(document: &str, sentence: impl std::fmt::Display) -> String {
    format!("{document}#{sentence}")
}

/// All claims of events.
pub(super) fn claims_of(events: &[Event]) -> impl Iterator<Item = ClaimAt> + '_ {
    events.iter().flat_map(|event| event.claims.iter().copied())
}
