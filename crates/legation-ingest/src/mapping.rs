//! Building maps from clean text to source bytes, piece by piece.

use legation_model::{MapPiece, OffsetMap, Span};

/// Longest stretch of clean text that one unequal piece covers, in bytes.
const COARSE: usize = 64;

/// Collects pieces, in order of both sides, and joins those that map alike.
#[derive(Debug, Default)]
pub(crate) struct MapBuilder {
    pieces: Vec<MapPiece>,
    coarse: bool,
}

impl MapBuilder {
    /// With `coarse`, neighbouring pieces of unequal length become one that maps as a whole, up to 64 bytes.
    pub(crate) fn new(coarse: bool) -> Self {
        Self {
            pieces: Vec::new(),
            coarse,
        }
    }

    /// Adds a stretch. Where both lengths are equal it maps byte by byte.
    pub(crate) fn push(&mut self, piece: MapPiece) {
        if piece.clean_len == 0 {
            return;
        }
        let equal = piece.clean_len == piece.source_len;
        if let Some(last) = self.pieces.last_mut() {
            let touches = last.clean_start + last.clean_len == piece.clean_start
                && last.source_start + last.source_len == piece.source_start;
            let last_equal = last.clean_len == last.source_len;
            let join = touches
                && if equal {
                    last_equal
                } else {
                    self.coarse && !last_equal && last.clean_len + piece.clean_len <= COARSE
                };
            // Two unequal pieces whose sum is equal would map byte by byte: kept apart.
            let sum_equal = last.clean_len + piece.clean_len == last.source_len + piece.source_len;
            if join && (equal || !sum_equal) {
                last.clean_len += piece.clean_len;
                last.source_len += piece.source_len;
                return;
            }
        }
        self.pieces.push(piece);
    }

    /// Forgets what lies at or beyond `end` of the clean text.
    pub(crate) fn truncate(&mut self, end: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if last.clean_start >= end {
                self.pieces.pop();
                continue;
            }
            let beyond = (last.clean_start + last.clean_len).saturating_sub(end);
            if beyond > 0 && last.clean_len == last.source_len {
                last.clean_len -= beyond;
                last.source_len -= beyond;
            }
            break;
        }
    }

    pub(crate) fn finish(self) -> OffsetMap {
        OffsetMap(self.pieces)
    }
}

/// The map of a text that is its own source but for `skipped` bytes before it.
pub(crate) fn shifted(len: usize, skipped: usize) -> OffsetMap {
    OffsetMap(vec![MapPiece {
        clean_start: 0,
        clean_len: len,
        source_start: skipped,
        source_len: len,
    }])
}

/// `inner` leads from clean text to a middle text, `outer` from there to the source: the way all through.
pub(crate) fn chain(inner: OffsetMap, outer: &OffsetMap) -> OffsetMap {
    let identity = matches!(
        outer.0.as_slice(),
        [only] if only.clean_start == 0 && only.source_start == 0 && only.clean_len == only.source_len
    );
    if identity {
        return inner;
    }
    let mut chained = MapBuilder::new(false);
    for piece in inner.0 {
        let equal = piece.clean_len == piece.source_len;
        let middle = Span::new(piece.source_start, piece.source_start + piece.source_len);
        if !equal {
            if let Some(source) = outer.source(middle) {
                chained.push(MapPiece {
                    source_start: source.start,
                    source_len: source.len(),
                    ..piece
                });
            }
            continue;
        }
        // An equal piece is cut where the outer map changes.
        let first = outer
            .0
            .partition_point(|p| p.clean_start + p.clean_len <= middle.start);
        for step in outer.0[first..]
            .iter()
            .take_while(|p| p.clean_start < middle.end)
        {
            let from = middle.start.max(step.clean_start);
            let to = middle.end.min(step.clean_start + step.clean_len);
            if let Some(source) = outer.source(Span::new(from, to)) {
                chained.push(MapPiece {
                    clean_start: piece.clean_start + (from - middle.start),
                    clean_len: to - from,
                    source_start: source.start,
                    source_len: source.len(),
                });
            }
        }
    }
    chained.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(
        clean_start: usize,
        clean_len: usize,
        source_start: usize,
        source_len: usize,
    ) -> MapPiece {
        MapPiece {
            clean_start,
            clean_len,
            source_start,
            source_len,
        }
    }

    #[test]
    fn two_maps_become_one() {
        // Clean "bc" is "bc" of the middle "abc", which is UTF-16 in the source.
        let inner = OffsetMap(vec![piece(0, 2, 1, 2)]);
        let outer = OffsetMap(vec![
            piece(0, 1, 2, 2),
            piece(1, 1, 4, 2),
            piece(2, 1, 6, 2),
        ]);
        let map = chain(inner, &outer);
        assert_eq!(map.source(Span::new(0, 1)), Some(Span::new(4, 6)));
        assert_eq!(map.source(Span::new(0, 2)), Some(Span::new(4, 8)));
    }

    #[test]
    fn equal_pieces_join_and_coarse_ones_stay_short() {
        let mut exact = MapBuilder::new(false);
        let mut coarse = MapBuilder::new(true);
        for i in 0..100 {
            exact.push(piece(i, 1, i, 1));
            coarse.push(piece(2 * i, 2, i, 1));
        }
        assert_eq!(exact.finish().0.len(), 1);
        let coarse = coarse.finish();
        assert_eq!(coarse.0.len(), 4);
        assert_eq!(coarse.source(Span::new(10, 12)), Some(Span::new(0, 32)));
    }
}
