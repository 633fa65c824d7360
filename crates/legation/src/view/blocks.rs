//! The blocks of a document as they are shown: long ones in pieces, and each knows whether it goes on in a line.

use legation_model::{BlockKind, Span};
use legation_record::Record;

use crate::Error;

/// A longer block is shown in pieces, cut between words.
pub(super) const BLOCK_BYTES: usize = 32 << 10;

/// A block as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) span: Span,
    pub(super) kind: BlockKind,
    pub(super) lang: Option<String>,
    pub(super) is_joined: bool,
}

/// The blocks of a document as they are shown. Where no line break is between noise and its neighbour, the second goes on in
/// the line of the first, which then holds the space between them.
pub(super) fn shown(record: &Record, doc: &str) -> Result<Vec<Shown>, Error> {
    let mut blocks: Vec<Shown> = Vec::new();
    let mut was_noise = false;
    for block in record.document_blocks(doc)? {
        let is_noise = block.kind == BlockKind::Noise;
        let mut is_joined = false;
        if let Some(last) = blocks.last_mut()
            && (was_noise || is_noise)
        {
            let between = Span::new(last.span.end, block.span.start);
            is_joined = !record.document_text(doc, between)?.contains('\n');
            if is_joined {
                last.span.end = block.span.start;
            }
        }
        was_noise = is_noise;
        blocks.push(Shown {
            span: block.span,
            kind: block.kind,
            lang: block.lang,
            is_joined,
        });
    }
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.span.len() <= BLOCK_BYTES {
            all.push(block);
        } else {
            cut(&record.document_text(doc, block.span)?, &block, &mut all);
        }
    }
    Ok(all)
}

/// Cuts a long block into pieces, at the end of a line where there is one, else between words.
fn cut(text: &str, block: &Shown, all: &mut Vec<Shown>) {
    let mut from = 0;
    while from < text.len() {
        let most = text.floor_char_boundary((from + BLOCK_BYTES).min(text.len()));
        let piece = &text[from..most];
        let end = if most == text.len() {
            most
        } else {
            let half = piece.ceil_char_boundary(piece.len() / 2);
            let tail = &piece[half..];
            let space = tail.rfind('\n').or_else(|| tail.rfind(char::is_whitespace));
            space.map_or(most, |space| from + half + space)
        };
        all.push(Shown {
            span: Span::new(block.span.start + from, block.span.start + end),
            is_joined: block.is_joined || from > 0,
            ..block.clone()
        });
        from = end;
    }
}
