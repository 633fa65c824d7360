//! Blocks and maps of a document as short byte strings: numbers of variable length, each offset kept as
//! its distance from the one before. Touches no database.
//!
//! A document has a block every few hundred bytes and a map piece for every tag of its source; as rows
//! they would outweigh the sentences. Nothing is asked of them but the whole list.

use legation_model::{Block, BlockKind, MapPiece, OffsetMap, Span};

/// Kinds of block by their number in the file; the order is part of the format and only grows.
const KINDS: [BlockKind; 8] = [
    BlockKind::Title,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::Item,
    BlockKind::Caption,
    BlockKind::Reference,
    BlockKind::Metadata,
    BlockKind::Noise,
];

/// Blocks as bytes: the languages named, then kind, language, distance and length of each.
pub(crate) fn encode_blocks(blocks: &[Block]) -> Vec<u8> {
    let mut langs: Vec<&str> = Vec::new();
    for lang in blocks.iter().filter_map(|b| b.lang.as_deref()) {
        if !langs.contains(&lang) {
            langs.push(lang);
        }
    }
    let mut out = Vec::with_capacity(blocks.len() * 4 + 4);
    put(&mut out, langs.len());
    for lang in &langs {
        put(&mut out, lang.len());
        out.extend_from_slice(lang.as_bytes());
    }
    put(&mut out, blocks.len());
    let mut at = 0;
    for block in blocks {
        put(
            &mut out,
            KINDS.iter().position(|k| *k == block.kind).unwrap_or(0),
        );
        let lang = block.lang.as_deref();
        put(
            &mut out,
            lang.map_or(0, |l| {
                langs.iter().position(|x| *x == l).map_or(0, |i| i + 1)
            }),
        );
        put_change(&mut out, at, block.span.start);
        put(&mut out, block.span.len());
        at = block.span.end;
    }
    out
}

/// The blocks behind such bytes; `None` where they are damaged.
pub(crate) fn decode_blocks(mut bytes: &[u8]) -> Option<Vec<Block>> {
    let bytes = &mut bytes;
    let count = get(bytes)?;
    let mut langs = Vec::new();
    for _ in 0..count {
        let len = get(bytes)?;
        let (lang, rest) = bytes.split_at_checked(len)?;
        langs.push(String::from_utf8(lang.to_vec()).ok()?);
        *bytes = rest;
    }
    let count = get(bytes)?;
    let mut blocks = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        let kind = *KINDS.get(get(bytes)?)?;
        let lang = match get(bytes)? {
            0 => None,
            n => Some(langs.get(n - 1)?.clone()),
        };
        let start = get_change(bytes, at)?;
        let end = start.checked_add(get(bytes)?)?;
        blocks.push(Block {
            span: Span::new(start, end),
            kind,
            lang,
        });
        at = end;
    }
    bytes.is_empty().then_some(blocks)
}

/// A map as bytes.
pub(crate) fn encode_map(map: &OffsetMap) -> Vec<u8> {
    let mut out = Vec::with_capacity(map.0.len() * 4 + 2);
    put(&mut out, map.0.len());
    let (mut clean, mut source) = (0, 0);
    for piece in &map.0 {
        put_change(&mut out, clean, piece.clean_start);
        put(&mut out, piece.clean_len);
        put_change(&mut out, source, piece.source_start);
        put_change(&mut out, piece.clean_len, piece.source_len);
        clean = piece.clean_start + piece.clean_len;
        source = piece.source_start + piece.source_len;
    }
    out
}

/// The map behind such bytes; `None` where they are damaged.
pub(crate) fn decode_map(mut bytes: &[u8]) -> Option<OffsetMap> {
    let bytes = &mut bytes;
    let count = get(bytes)?;
    let mut pieces = Vec::new();
    let (mut clean, mut source) = (0usize, 0usize);
    for _ in 0..count {
        let clean_start = get_change(bytes, clean)?;
        let clean_len = get(bytes)?;
        let source_start = get_change(bytes, source)?;
        let source_len = get_change(bytes, clean_len)?;
        clean = clean_start.checked_add(clean_len)?;
        source = source_start.checked_add(source_len)?;
        pieces.push(MapPiece {
            clean_start,
            clean_len,
            source_start,
            source_len,
        });
    }
    bytes.is_empty().then_some(OffsetMap(pieces))
}

/// Seven bits a byte, lowest first, the eighth says that more follow (LEB128).
fn put(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn get(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return usize::try_from(number).ok();
        }
    }
    None
}

/// The way from `from` to `to`, its sign in the lowest bit.
fn put_change(out: &mut Vec<u8>, from: usize, to: usize) {
    if to >= from {
        put(out, (to - from) << 1);
    } else {
        put(out, (from - to) << 1 | 1);
    }
}

fn get_change(bytes: &mut &[u8], from: usize) -> Option<usize> {
    let change = get(bytes)?;
    if change & 1 == 0 {
        from.checked_add(change >> 1)
    } else {
        from.checked_sub(change >> 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_come_back(list in prop::collection::vec((0usize..8, 0usize..1_000_000, 0usize..5000, 0usize..4), 0..40)) {
            let lang = |n: usize| ["ar", "he", "en"].get(n).map(|s| (*s).to_owned());
            let blocks: Vec<Block> = list.into_iter().map(|(kind, start, len, l)| Block {
                span: Span::new(start, start + len), kind: KINDS[kind], lang: lang(l),
            }).collect();
            prop_assert_eq!(decode_blocks(&encode_blocks(&blocks)), Some(blocks));
        }

        #[test]
        fn maps_come_back(list in prop::collection::vec((0usize..1_000_000, 0usize..500, 0usize..1_000_000, 0usize..500), 0..40)) {
            let map = OffsetMap(list.into_iter().map(|(clean_start, clean_len, source_start, source_len)| MapPiece {
                clean_start, clean_len, source_start, source_len,
            }).collect());
            prop_assert_eq!(decode_map(&encode_map(&map)), Some(map));
        }

        #[test]
        fn damaged_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = decode_blocks(&bytes);
            let _ = decode_map(&bytes);
        }
    }
}
