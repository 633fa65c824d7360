//! A document: one text from one source, its parts, and the map back to the source's bytes.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Problem, Span};

/// One text from one source.
///
/// For plain text, Markdown and JSON Lines the clean text is the decoded text itself, and what is not
/// prose is marked as a block of another kind; for HTML, wikitext and the like it is made from the
/// source, and [`Document::map`] leads back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Path or address as given, or the `id` of a JSON Lines object: unique in a record.
    pub id: String,
    /// Where it can be found, where the source says.
    pub address: Option<String>,
    /// Title, where the source gives one.
    pub title: Option<String>,
    /// BCP 47 tag of the main language, `und` where none was found.
    pub lang: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published: the reference date for "yesterday" and the like.
    pub published: Option<Edtf>,
    /// When it was retrieved.
    pub retrieved: Option<Edtf>,
    /// The clean text.
    pub text: String,
    /// The parts of the clean text, in order, without overlap; what lies between two is white space.
    pub blocks: Vec<Block>,
    /// From the clean text to the bytes of the source.
    pub map: OffsetMap,
    /// BLAKE3 of the source's bytes (of the one object, for containers), in hexadecimal.
    pub digest: String,
    /// What went wrong on the way, with its place.
    pub problems: Vec<Problem>,
}

impl Document {
    /// A document of plain prose in which each line is a paragraph. For tests, cases and samples.
    #[must_use]
    pub fn from_lines(
        id: impl Into<String>,
        lang: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        let mut document = Self::from_text(id, lang, text);
        let mut at = 0;
        document.blocks = document
            .text
            .split_inclusive('\n')
            .map(|line| {
                let span = Span::new(at, at + line.trim_end().len());
                at += line.len();
                Block {
                    span,
                    kind: BlockKind::Paragraph,
                    lang: None,
                }
            })
            .filter(|block| !block.span.is_empty())
            .collect();
        document
    }

    /// A document of plain prose: one paragraph, nothing unread. For tests and for text given directly.
    #[must_use]
    pub fn from_text(
        id: impl Into<String>,
        lang: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        let text = text.into();
        let lang = lang.into();
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
            lang: None,
        };
        Self {
            id: id.into(),
            address: None,
            title: None,
            lang,
            publisher: None,
            published: None,
            retrieved: None,
            blocks: vec![block],
            map: OffsetMap::identity(text.len()),
            digest: String::new(),
            problems: Vec::new(),
            text,
        }
    }
}

/// What a stretch of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The document's title, as it stands in the text.
    Title,
    /// A heading: informs, states no claim.
    Heading,
    /// Prose: read.
    Paragraph,
    /// An item of a list: read.
    Item,
    /// A caption of a picture or table: not read.
    Caption,
    /// A list of references or a footnote: not read.
    Reference,
    /// Front matter and other data about the document: not read.
    Metadata,
    /// Menus, sharing lines, edit marks, footnote marks, adverts: not read. May be a few bytes inside a line.
    Noise,
}

impl BlockKind {
    /// Whether sentences in it are read for claims.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item)
    }
}

/// A stretch of the clean text with its kind.
///
/// A paragraph with a footnote mark inside is three blocks: prose, noise, prose; blocks of prose that only
/// noise separates on the same line continue each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where, in the clean text.
    pub span: Span,
    /// What.
    pub kind: BlockKind,
    /// BCP 47 tag where it differs from the document's.
    pub lang: Option<String>,
}

/// One piece of the map: `clean` bytes from `clean_start` on came from `source` bytes from `source_start` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapPiece {
    /// Start in the clean text.
    pub clean_start: usize,
    /// Length in the clean text.
    pub clean_len: usize,
    /// Start in the source.
    pub source_start: usize,
    /// Length in the source.
    pub source_len: usize,
}

/// From bytes of the clean text to bytes of the source: pieces in order of both, without overlap.
///
/// Where a piece has the same length on both sides it maps byte by byte, otherwise as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OffsetMap(pub Vec<MapPiece>);

impl OffsetMap {
    /// The map of a text that is its own source.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        Self(vec![MapPiece {
            clean_start: 0,
            clean_len: len,
            source_start: 0,
            source_len: len,
        }])
    }

    /// The stretch of the source that a stretch of the clean text came from; `None` where it came from
    /// nowhere (text that the ingest made, such as a line break between two blocks).
    #[must_use]
    pub fn source(&self, span: Span) -> Option<Span> {
        let first = self
            .0
            .partition_point(|p| p.clean_start + p.clean_len <= span.start);
        let mut found: Option<Span> = None;
        for piece in self.0[first..]
            .iter()
            .take_while(|p| p.clean_start < span.end)
        {
            let from = span.start.max(piece.clean_start) - piece.clean_start;
            let to = span.end.min(piece.clean_start + piece.clean_len) - piece.clean_start;
            let part = if piece.clean_len == piece.source_len {
                Span::new(piece.source_start + from, piece.source_start + to)
            } else {
                Span::new(piece.source_start, piece.source_start + piece.source_len)
            };
            found = Some(found.map_or(part, |all| all.join(part)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_leads_back_byte_by_byte_or_piece_by_piece() {
        let piece = |clean_start, clean_len, source_start, source_len| MapPiece {
            clean_start,
            clean_len,
            source_start,
            source_len,
        };
        // "a&amp;b" read as "a&b", then a line break of our own, then "c" from byte 20.
        let map = OffsetMap(vec![
            piece(0, 1, 0, 1),
            piece(1, 1, 1, 5),
            piece(2, 1, 6, 1),
            piece(4, 1, 20, 1),
        ]);
        assert_eq!(map.source(Span::new(0, 3)), Some(Span::new(0, 7)));
        assert_eq!(map.source(Span::new(1, 2)), Some(Span::new(1, 6)));
        assert_eq!(map.source(Span::new(3, 4)), None);
        assert_eq!(map.source(Span::new(2, 5)), Some(Span::new(6, 21)));
    }
}
