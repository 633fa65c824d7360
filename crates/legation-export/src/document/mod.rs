//! One document with what was read in it, as one HTML file that needs nothing else: to keep, to send, to print.
//!
//! It has no script, asks for no other file, and forbids itself both by its content-security policy. All that comes out of
//! a document is text; markup in it stays what it is, characters.

mod escape;
mod phrases;
mod style;
mod text;
mod write;

use legation_model::{BlockKind, Span, Status};

pub use phrases::Phrases;
pub use write::html;

/// A document with what was read in it. Names come in the language of the page; offsets are bytes of the clean text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Title.
    pub title: Option<String>,
    /// Path or address as given.
    pub id: String,
    /// BCP 47 tag of the main language.
    pub lang: String,
    /// Where it can be found.
    pub address: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as EDTF.
    pub published: Option<String>,
    /// When it was retrieved, as EDTF.
    pub retrieved: Option<String>,
    /// Its text, in order.
    pub blocks: Vec<Block>,
    /// What is named in it.
    pub marks: Vec<Mark>,
    /// What it claims, by place.
    pub claims: Vec<Claim>,
}

/// A paragraph, heading or other block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where, in the clean text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// BCP 47 tag where it differs from the document's.
    pub lang: Option<String>,
    /// The words.
    pub text: String,
    /// Whether it goes on in the line of the block before it.
    pub is_joined: bool,
}

/// What words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Names {
    /// An actor.
    Actor,
    /// A time.
    Time,
}

/// Words that name something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where, in the clean text.
    pub span: Span,
    /// What sort of thing.
    pub names: Names,
    /// What: the usual name of an actor, a date.
    pub what: String,
}

/// What the document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Class of the event.
    pub class: String,
    /// Names of those who do it.
    pub actors: Vec<String>,
    /// Names of those to whom it is done.
    pub recipients: Vec<String>,
    /// The agreement or office.
    pub thing: Option<String>,
    /// When, as EDTF.
    pub when: Option<String>,
    /// How it is said.
    pub status: Status,
    /// Who says it, for an attributed claim.
    pub source: Option<String>,
    /// Confidence, as it is shown.
    pub confidence: String,
    /// The words that state it.
    pub quote: String,
    /// BCP 47 tag of their language.
    pub lang: String,
    /// Number of the sentence.
    pub sentence: usize,
    /// Where the words that state it are.
    pub span: Span,
    /// Where those of the event itself are.
    pub trigger: Span,
    /// The claim as a note cites it.
    pub citation: String,
}
