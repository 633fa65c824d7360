//! From the clean text of a page's main part back to its source: words found again, in order.

use legation_model::{BlockKind, MapPiece, OffsetMap};

use crate::{
    elements::Collected,
    mapping::MapBuilder,
    markup::{self, Token},
    rows::Row,
};

/// A stretch of the source's text without white space: where in that text, and where in the source.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: usize,
    len: usize,
    source_start: usize,
    source_len: usize,
}

/// How far ahead a short row is looked for, in bytes: farther, a chance likeness would carry everything away.
const NEAR: usize = 2_000;
/// Rows of fewer bytes count as short.
const SHORT: usize = 24;

/// The map of a main part whose rows stand in the source in the same order. Rows that are not found are not mapped.
pub(crate) fn align(source: &str, collected: &Collected) -> OffsetMap {
    let (stripped, stretches) = strip(source);
    let mut places: Vec<(&Row, usize)> = Vec::new();
    let mut cursor = 0;
    // Looking in vain is bounded over the whole page.
    let mut budget = stripped.len().saturating_mul(8);
    for row in &collected.rows {
        let needle = needle(row, &collected.text);
        // The title may be the head's and stand anywhere: it is looked for last.
        if needle.is_empty() || budget == 0 || row.kind == Some(BlockKind::Title) {
            continue;
        }
        let window = if needle.len() < SHORT {
            stripped.len().min(cursor + NEAR.max(stripped.len() / 50))
        } else {
            stripped.len()
        };
        match memchr::memmem::find(&stripped.as_bytes()[cursor..window], needle.as_bytes()) {
            Some(found) => {
                places.push((row, cursor + found));
                cursor += found + needle.len();
            }
            None => budget = budget.saturating_sub(window - cursor),
        }
    }
    title_place(&stripped, collected, &mut places);
    let mut map = MapBuilder::new(false);
    for (row, mut at) in places {
        let mut clean = row.span.start;
        for part in row
            .span
            .of(&collected.text)
            .split_inclusive(char::is_whitespace)
        {
            let word = part.trim_end();
            push_word(&mut map, &stretches, clean, at, word.len());
            at += word.len();
            clean += part.len();
        }
    }
    map.finish()
}

fn needle(row: &Row, text: &str) -> String {
    row.span.of(text).split_whitespace().collect()
}

/// Puts the title among the places, where it stands between its neighbours.
fn title_place<'a>(stripped: &str, collected: &'a Collected, places: &mut Vec<(&'a Row, usize)>) {
    let Some(title) = collected
        .rows
        .iter()
        .find(|r| r.kind == Some(BlockKind::Title))
    else {
        return;
    };
    let needle = needle(title, &collected.text);
    let next = places.partition_point(|(row, _)| row.span.start < title.span.start);
    let from = match next.checked_sub(1).map(|i| places[i]) {
        Some((row, at)) => at + self::needle(row, &collected.text).len(),
        None => 0,
    };
    let to = places.get(next).map_or(stripped.len(), |(_, at)| *at);
    if let Some(found) = memchr::memmem::rfind(&stripped.as_bytes()[from..to], needle.as_bytes()) {
        places.insert(next, (title, from + found));
    }
}

/// Maps `len` bytes from `clean` on, which stand at `at` in the stripped text.
fn push_word(map: &mut MapBuilder, stretches: &[Stretch], clean: usize, at: usize, len: usize) {
    let first = stretches.partition_point(|s| s.start + s.len <= at);
    for stretch in stretches[first..].iter().take_while(|s| s.start < at + len) {
        let from = at.max(stretch.start);
        let to = (at + len).min(stretch.start + stretch.len);
        let equal = stretch.len == stretch.source_len;
        map.push(MapPiece {
            clean_start: clean + (from - at),
            clean_len: to - from,
            source_start: if equal {
                stretch.source_start + (from - stretch.start)
            } else {
                stretch.source_start
            },
            source_len: if equal { to - from } else { stretch.source_len },
        });
    }
}

/// The text of a page without tags and white space, entities decoded.
fn strip(source: &str) -> (String, Vec<Stretch>) {
    let mut stripped = String::with_capacity(source.len() / 2);
    let mut stretches = Vec::new();
    let mut push = |piece: &str, source_start: usize, source_len: usize| {
        stretches.push(Stretch {
            start: stripped.len(),
            len: piece.len(),
            source_start,
            source_len,
        });
        stripped.push_str(piece);
    };
    for token in markup::tokens(source) {
        let Token::Text(span) = token else { continue };
        let mut at = span.start;
        while at < span.end {
            let rest = &source[at..span.end];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                at += blank;
                continue;
            }
            let word = rest
                .find(|c: char| c.is_whitespace() || c == '&')
                .unwrap_or(rest.len());
            if word > 0 {
                push(&rest[..word], at, word);
                at += word;
            } else if let Some((decoded, length)) = markup::entity(rest) {
                if !decoded.trim().is_empty() {
                    push(&decoded, at, length);
                }
                at += length;
            } else {
                push("&", at, 1);
                at += 1;
            }
        }
    }
    (stripped, stretches)
}
