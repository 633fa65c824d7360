//! `/documents`: the texts, with what was read in them.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Claim, Mark};

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct DocumentCard {
    /// Path or address as given.
    pub(crate) id: String,
    /// Title.
    pub(crate) title: Option<String>,
    /// Where it can be found.
    pub(crate) address: Option<String>,
    /// Who published it.
    pub(crate) publisher: Option<String>,
    /// When it was published, as EDTF.
    pub(crate) published: Option<String>,
    /// When it was retrieved, as EDTF.
    pub(crate) retrieved: Option<String>,
    /// BCP 47 tag of the main language.
    pub(crate) lang: String,
    /// Claims in it.
    pub(crate) claims: usize,
    /// Sentences in it.
    pub(crate) sentences: usize,
    /// Problems met in it.
    pub(crate) problems: usize,
}

/// Documents of the record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DocumentList {
    /// The documents.
    pub(crate) items: Vec<DocumentCard>,
    /// What asks for the next page.
    pub(crate) next: Option<String>,
    /// How many there are in all.
    pub(crate) total: usize,
}

/// A sentence within a block. Offsets are UTF-16 code units of the block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct SentencePlace {
    /// Its number in the document, from 0.
    pub(crate) number: usize,
    /// First code unit.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
}

/// A paragraph, heading or other block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Block {
    /// Its number in the document, from 0.
    pub(crate) number: usize,
    /// What it is.
    pub(crate) kind: String,
    /// BCP 47 tag.
    pub(crate) lang: Option<String>,
    /// The text.
    pub(crate) text: String,
    /// Whether it was read, or left out as noise.
    pub(crate) read: bool,
    /// Whether it goes on in the line of the block before it, as prose does after the mark of a footnote.
    pub(crate) joined: bool,
    /// What was found in it; may overlap.
    pub(crate) marks: Vec<Mark>,
    /// Its sentences.
    pub(crate) sentences: Vec<SentencePlace>,
}

/// A problem met in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct DocumentProblem {
    /// Its code.
    pub(crate) code: String,
    /// `note`, `warning` or `error`.
    pub(crate) severity: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: Option<String>,
}

/// A stretch of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DocumentPage {
    /// The document.
    pub(crate) document: DocumentCard,
    /// Its blocks.
    pub(crate) blocks: Vec<Block>,
    /// Number of the next block, where there are more.
    pub(crate) next_block: Option<usize>,
    /// How many blocks there are.
    pub(crate) total_blocks: usize,
    /// The claims of these blocks, by place.
    pub(crate) claims: Vec<Claim>,
    /// Problems met in the document.
    pub(crate) problems: Vec<DocumentProblem>,
    /// Those named here.
    pub(crate) actors: Actors,
}
