//! Files and streams to documents: what is read, how it is decoded, what of it is prose.
//!
//! This crate belongs between the world and the readers: it opens files, bounds what it takes, and knows formats,
//! encodings and the furniture of pages; it reads no claim and knows no actor. What cannot be read is set aside with
//! a reason, and the run goes on.
//!
//! The clean text of plain text, Markdown and JSON Lines is the decoded text itself (only a mark of the byte order is
//! dropped): what is not prose is marked by blocks, nothing is cut out, and offsets hold in the text that was given.
//! For HTML and wikitext the clean text is made. [`Document::map`](legation_model::Document) leads back to the source:
//! the file's bytes (unpacked), the string of a JSON Lines object, the wikitext of a dump's page, the body of a web
//! archive's response.
//!
//! Invariants: blocks are in order, do not overlap, and stand on character boundaries; between them is white space.
//! The same bytes give the same documents.

mod compress;
mod dates;
mod detect;
mod document;
mod editmarks;
mod elements;
mod encoding;
mod format;
mod frontmatter;
mod furniture;
mod headings;
mod html;
mod htmlhead;
mod htmlmap;
mod inputs;
mod jsonl;
mod language;
mod limits;
mod mapping;
mod marks;
mod markup;
mod mediawiki;
mod noise;
mod options;
mod problems;
mod rows;
mod sections;
mod stream;
mod structure;
mod warc;
mod wikitext;

pub use document::document_from_bytes;
pub use format::Format;
pub use inputs::{Input, Source, expand};
pub use limits::Limits;
pub use options::{FieldMap, FieldMapError, Options};
pub use problems::Rejected;
pub use stream::{Piece, Pieces, documents, pieces};
