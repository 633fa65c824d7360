//! A document cut into paragraphs and sentences: only what is read, with the holes that noise leaves in it.

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use legation_model::{BlockKind, Document, Span};
use legation_pack::Language;

/// A stretch that is read as one: a paragraph with what is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) span: Span,
    /// Noise inside, in order.
    pub(crate) holes: Vec<Span>,
    /// Language, where it is not the document's.
    pub(crate) lang: Option<String>,
    /// Whether it is a title or heading: informs, states nothing.
    pub(crate) heading: bool,
}

/// The paragraphs of a document, headings among them. Blocks of prose with only noise between them on one line
/// continue each other.
pub(crate) fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut noise: Vec<Span> = Vec::new();
    let mut open = false;
    for block in &document.blocks {
        let heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        if block.kind == BlockKind::Noise {
            noise.push(block.span);
            continue;
        }
        if !block.kind.is_read() && !heading {
            noise.clear();
            open = false;
            continue;
        }
        let continues = open
            && !heading
            && !noise.is_empty()
            && paragraphs.last().is_some_and(|p| {
                !p.heading
                    && p.lang == block.lang
                    && document
                        .text
                        .get(p.span.end..block.span.start)
                        .is_some_and(|gap| !gap.contains('\n'))
            });
        match paragraphs.last_mut() {
            Some(last) if continues => {
                last.holes.append(&mut noise);
                last.span.end = block.span.end;
            }
            _ => {
                noise.clear();
                paragraphs.push(Paragraph {
                    span: block.span,
                    holes: Vec::new(),
                    lang: block.lang.clone(),
                    heading,
                });
            }
        }
        open = true;
    }
    paragraphs
}

/// Cuts a paragraph into sentences: where Unicode's rules see an end, except after the language's abbreviations and
/// after initials.
pub(crate) fn sentences(language: &Language, text: &str, paragraph: &Paragraph) -> Vec<Span> {
    let Some(stretch) = paragraph.span.of(text).get(..) else {
        return Vec::new();
    };
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(stretch) {
        if end == 0 || (end < stretch.len() && !ends_sentence(language, &stretch[start..end])) {
            continue;
        }
        let piece = &stretch[start..end];
        let left = piece.len() - piece.trim_start().len();
        let right = piece.trim_end().len();
        if left < right {
            spans.push(Span::new(
                paragraph.span.start + start + left,
                paragraph.span.start + start + right,
            ));
        }
        start = end;
    }
    spans
}

/// Whether a stretch that Unicode's rules end here is a sentence: its last word is no abbreviation or initial.
fn ends_sentence(language: &Language, stretch: &str) -> bool {
    let trimmed = stretch.trim_end();
    if stretch.ends_with('\n') && !trimmed.ends_with(language.sentence_ends.as_slice()) {
        // A line break inside a paragraph is no end of a sentence by itself.
        return false;
    }
    let Some(before) = trimmed.strip_suffix('.') else {
        return true;
    };
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_start_matches(['(', '"', '«', '[', '“', '„']);
    let initial =
        word.chars().filter(|c| c.is_alphabetic()).count() == 1 && word.chars().count() <= 2;
    !initial
        && !language
            .abbreviations
            .contains(&language.folder.fold_str(word))
}

#[cfg(test)]
mod tests {
    use legation_model::Block;
    use legation_pack::PackFiles;

    use super::*;

    fn cut(lang: &str, text: &str) -> Vec<String> {
        let language = Language::load(&PackFiles::embedded(), lang).expect("the pack loads");
        let paragraph = Paragraph {
            span: Span::new(0, text.len()),
            holes: Vec::new(),
            lang: None,
            heading: false,
        };
        sentences(&language, text, &paragraph)
            .into_iter()
            .map(|s| s.of(text).to_owned())
            .collect()
    }

    #[test]
    fn sentences_end_where_their_language_ends_them() {
        assert_eq!(
            cut("en", "Mr. N. Khrushchev left. He came back in Dec. 1959."),
            ["Mr. N. Khrushchev left.", "He came back in Dec. 1959."]
        );
        assert_eq!(
            cut("ar", "وصل الوفد. هل غادر؟ نعم."),
            ["وصل الوفد.", "هل غادر؟", "نعم."]
        );
        assert_eq!(
            cut("he", "הוא נסע.בשנות ה-70 חזר."),
            ["הוא נסע.", "בשנות ה-70 חזר."]
        );
        assert_eq!(
            cut("en", "one line\nand its end. Another."),
            ["one line\nand its end.", "Another."]
        );
    }

    #[test]
    fn noise_inside_a_line_does_not_end_the_paragraph() {
        let text = "A came.[1] B went.\nC stayed.";
        let block = |start, end, kind| Block {
            span: Span::new(start, end),
            kind,
            lang: None,
        };
        let mut document = Document::from_text("d", "en", text);
        document.blocks = vec![
            block(0, 7, BlockKind::Paragraph),
            block(7, 10, BlockKind::Noise),
            block(10, 18, BlockKind::Paragraph),
            block(19, 28, BlockKind::Paragraph),
        ];
        let found = paragraphs(&document);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].span, Span::new(0, 18));
        assert_eq!(found[0].holes, [Span::new(7, 10)]);
    }
}
