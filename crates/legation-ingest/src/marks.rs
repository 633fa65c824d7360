//! Marks inside lines: footnote numbers, requests for sources, edit links in brackets, targets of Markdown links.

use legation_model::Span;

use crate::noise::noise;

/// Longest stretch in brackets that can be a mark, in bytes.
const LONGEST: usize = 90;

/// Appends to `found` the stretches of `text[span]` that are marks, in order and without overlap; neighbours are joined.
pub(crate) fn find(text: &str, span: Span, markdown: bool, found: &mut Vec<Span>) {
    let line = span.of(text).as_bytes();
    let first = found.len();
    let mut push = |start: usize, end: usize| {
        let mark = Span::new(span.start + start, span.start + end);
        match found[first..].last_mut() {
            Some(last) if last.end == mark.start => last.end = mark.end,
            _ => found.push(mark),
        }
    };
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'[', 0xC2, 0xE2, &line[at..]) {
        let start = at + next;
        at = start + 1;
        match line[start] {
            b'[' => {
                if let Some(end) = bracket_end(line, start) {
                    let inside = &span.of(text)[start + 1..end];
                    let link = markdown.then(|| link_end(line, end)).flatten();
                    if let Some(link_end) = link {
                        let picture = start > 0 && line[start - 1] == b'!';
                        if picture || noise().is_bracket_mark(inside) {
                            push(start - usize::from(picture), link_end);
                        } else {
                            push(start, start + 1);
                            push(end, link_end);
                        }
                        at = link_end;
                    } else if noise().is_bracket_mark(inside) {
                        push(start, end + 1);
                        at = end + 1;
                    }
                }
            }
            _ => {
                let end = superscript_end(line, start);
                if end > start {
                    if is_note_place(line, start) {
                        push(start, end);
                    }
                    at = end;
                }
            }
        }
    }
}

/// The closing bracket of what opens at `start`, where it is near and nothing opens in between.
fn bracket_end(line: &[u8], start: usize) -> Option<usize> {
    let window = &line[start + 1..line.len().min(start + 1 + LONGEST)];
    let end = memchr::memchr2(b']', b'[', window)?;
    (window[end] == b']').then_some(start + 1 + end)
}

/// The end of `(target)` right after a closing bracket.
fn link_end(line: &[u8], bracket: usize) -> Option<usize> {
    if line.get(bracket + 1) != Some(&b'(') {
        return None;
    }
    let window = &line[bracket + 2..line.len().min(bracket + 2_050)];
    memchr::memchr(b')', window).map(|end| bracket + 2 + end + 1)
}

/// The end of the run of superscript digits from `start` on.
fn superscript_end(line: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        at += match &line[at..] {
            [0xC2, 0xB9 | 0xB2 | 0xB3, ..] => 2,
            [0xE2, 0x81, 0xB0 | 0xB4..=0xB9, ..] => 3,
            _ => return at,
        };
    }
}

/// Whether superscript digits at `start` are a note: after punctuation, or after a word that is no unit of measure.
fn is_note_place(line: &[u8], start: usize) -> bool {
    // A few characters tell; a line may be as long as a document.
    let mut from = start.saturating_sub(24);
    while line[from] & 0xC0 == 0x80 {
        from += 1;
    }
    let Ok(before) = std::str::from_utf8(&line[from..start]) else {
        return false;
    };
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    if last.is_alphabetic() {
        // Units such as km², m³, كم² have at most two letters.
        before
            .chars()
            .rev()
            .take(4)
            .take_while(|c| c.is_alphabetic())
            .count()
            > 3
    } else {
        matches!(
            last,
            '.' | ',' | ';' | ':' | '"' | '”' | '’' | '»' | ')' | '،' | '؛' | '؟' | '?' | '!'
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, markdown: bool) -> Vec<&str> {
        let mut found = Vec::new();
        find(text, Span::new(0, text.len()), markdown, &mut found);
        found.into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn footnotes_are_found_and_brackets_of_the_text_left() {
        assert_eq!(
            marks(
                "لم يوافق خوجة.[5][6] ثم كتب [أي خوجة] رسالة[بحاجة لمصدر]",
                false
            ),
            ["[5][6]", "[بحاجة لمصدر]"]
        );
        assert_eq!(
            marks(
                "The pact [of 1955] was signed.[note 3][citation needed]",
                false
            ),
            ["[note 3][citation needed]"]
        );
        assert_eq!(marks("גורמי מערב [א] ומזרח[12]", false), ["[א]", "[12]"]);
        assert_eq!(
            marks(
                "signed in Moscow.¹² An area of 30 km² and treaty³ text",
                false
            ),
            ["¹²", "³"]
        );
        assert_eq!(
            marks("an open [ bracket, [1990] a year", false),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn targets_of_links_are_not_prose() {
        assert_eq!(
            marks(
                "see [the treaty](https://example.org/t) and ![a map](m.png)",
                true
            ),
            ["[", "](https://example.org/t)", "![a map](m.png)"]
        );
        assert_eq!(marks("[the treaty](x)", false), Vec::<&str>::new());
    }
}
