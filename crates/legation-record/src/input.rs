//! What a writer hands in: one document with everything that was read in it, as plain data.

use legation_model::{Claim, Document, Mention, Problem, Span, TimeExpression};

/// A sentence as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceRow {
    /// Where, in the clean text.
    pub span: Span,
    /// BCP 47 tag.
    pub lang: String,
    /// What it is found by: the words of the sentence in their order, folded by the language's
    /// normalization and set apart by white space, then any further forms of them (without clitics). Not
    /// kept; punctuation in it divides words.
    pub index_text: String,
}

/// One document with what was read in it.
///
/// Every text of a mention, time expression, trigger, party or quote must be the stretch of the clean text
/// that its offsets name: the record keeps offsets alone. Lists may come in any order; the record keeps
/// them by place.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its sentences; a sentence's number is its place in this list.
    pub sentences: Vec<SentenceRow>,
    /// Mentions of actors.
    pub mentions: Vec<Mention>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Claims. `Claim::doc` must be the document's id.
    pub claims: Vec<Claim>,
    /// What was not understood while reading; problems of the ingest stand in the document.
    pub problems: Vec<Problem>,
}

impl ReadDocument {
    /// Puts the lists into the order in which they are stored and answered.
    pub(crate) fn sort(&mut self) {
        self.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        self.times.sort_by_key(|t| (t.span.start, t.span.end));
        self.claims.sort_by_key(|c| (c.sentence, c.start, c.end));
    }
}
