//! What a writer hands in: one document with everything that was read in it, as plain data.

use legation_model::{Claim, Document, Mention, Problem, Span, TimeExpression};

use crate::{error::WriteError, store::Digests, validate::validate, words};

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
    fn sort(&mut self) {
        self.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        self.times.sort_by_key(|t| (t.span.start, t.span.end));
        self.claims.sort_by_key(|c| (c.sentence, c.start, c.end));
    }
}

/// A document looked through and made ready for the one writer. Threads that read documents prepare them,
/// too: this is a fifth of the work of writing.
#[derive(Debug, Clone)]
pub struct PreparedDocument {
    pub(crate) read: ReadDocument,
    pub(crate) reader: String,
    pub(crate) digests: Digests,
    /// The words of all index texts, and where each sentence's end.
    pub(crate) index_text: String,
    pub(crate) index_ends: Vec<usize>,
}

impl PreparedDocument {
    /// Makes a document ready; `reader` is the fingerprint of the reader and its packs.
    ///
    /// # Errors
    /// [`WriteError::Invalid`] where offsets and texts disagree.
    pub fn new(mut read: ReadDocument, reader: impl Into<String>) -> Result<Self, WriteError> {
        let reader = reader.into();
        validate(&read)?;
        read.sort();
        let mut index_text = String::new();
        let mut index_ends = Vec::with_capacity(read.sentences.len());
        for sentence in &read.sentences {
            words::push_words(&sentence.index_text, &mut index_text);
            index_ends.push(index_text.len());
        }
        Ok(Self {
            digests: Digests::of(&read, &reader),
            read,
            reader,
            index_text,
            index_ends,
        })
    }
}
