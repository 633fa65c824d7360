//! Offsets as JavaScript counts them: code units of UTF-16.

use legation_model::Span;
use serde::Serialize;

/// What a marked stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// The words that state a claim.
    Quote,
    /// The words that state its event.
    Trigger,
    /// Those of its date.
    When,
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// A name of an actor.
    Mention,
    /// A time expression.
    Time,
    /// A sentence.
    Sentence,
    /// A word that was searched for.
    Hit,
}

/// A marked stretch of a text that comes with it. Offsets are UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark {
    /// First code unit.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub kind: MarkKind,
    /// The actor's key, the claim's id, or the date as EDTF.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

/// Bytes between two places whose offset is kept.
const STEP: usize = 128;

/// A stretch of a clean text, and the way from offsets of that text to UTF-16 code units of the stretch.
#[derive(Debug)]
pub(super) struct Utf16<'t> {
    text: &'t str,
    /// Where the stretch begins in the clean text.
    start: usize,
    /// Code units before each multiple of [`STEP`] bytes, rounded up to a character.
    kept: Vec<usize>,
}

impl<'t> Utf16<'t> {
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        let mut kept = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            while kept.len() * STEP <= at {
                kept.push(units);
            }
            units += c.len_utf16();
        }
        Self { text, start, kept }
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Code units before a byte of the stretch.
    fn units(&self, byte: usize) -> usize {
        let Some(from) = (byte / STEP)
            .min(self.kept.len().saturating_sub(1))
            .checked_mul(STEP)
        else {
            return 0;
        };
        let before = self.kept.get(from / STEP).copied().unwrap_or(0);
        let from = self.text.ceil_char_boundary(from);
        let rest = self.text.get(from..byte.max(from)).unwrap_or_default();
        before + rest.encode_utf16().count()
    }

    /// Both ends of the part of a span that lies in the stretch; `None` where none does.
    pub(super) fn place(&self, span: Span) -> Option<(usize, usize)> {
        let own = self.span();
        let start = span.start.max(own.start);
        let end = span.end.min(own.end);
        (start < end).then(|| (self.units(start - own.start), self.units(end - own.start)))
    }

    /// A mark of the part of a span that lies in the stretch.
    pub(super) fn mark(&self, span: Span, kind: MarkKind, reference: Option<&str>) -> Option<Mark> {
        let (start, end) = self.place(span)?;
        Some(Mark {
            start,
            end,
            kind,
            reference: reference.map(str::to_owned),
        })
    }

    /// The same, where the whole span lies in the stretch.
    pub(super) fn whole_mark(
        &self,
        span: Span,
        kind: MarkKind,
        reference: Option<&str>,
    ) -> Option<Mark> {
        let inside = self.span().contains(span);
        inside.then(|| self.mark(span, kind, reference)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_cuts_the_same_words_in_utf_16(
            text in "[a-z \u{5d0}-\u{5ea}\u{627}-\u{64a}\u{1f300}-\u{1f5ff}\u{300}]{0,400}",
            from in 0_usize..500,
            to in 0_usize..500,
            before in 0_usize..40,
        ) {
            let start = text.floor_char_boundary(from.min(to).min(text.len()));
            let end = text.floor_char_boundary(from.max(to).min(text.len()));
            let units: Vec<u16> = text.encode_utf16().collect();
            let place = Utf16::new(&text, before).place(Span::new(before + start, before + end));
            let cut = place.map_or(String::new(), |(from, to)| {
                String::from_utf16(&units[from..to]).expect("no half of a character")
            });
            prop_assert_eq!(cut, &text[start..end]);
        }
    }

    #[test]
    fn what_reaches_beyond_is_cut_off_or_left_out() {
        let text = Utf16::new("b🌍c", 1);
        assert_eq!(text.place(Span::new(0, 100)), Some((0, 4)));
        assert_eq!(text.place(Span::new(2, 6)), Some((1, 3)));
        assert_eq!(text.place(Span::new(7, 9)), None);
        assert_eq!(text.whole_mark(Span::new(0, 3), MarkKind::Hit, None), None);
    }
}
