//! Text from documents on a terminal: what is harmless to show, how wide it is, where it may be cut, and which way it
//! runs. Touches no terminal.
//!
//! Documents are untrusted: control characters and the marks that turn the direction of what follows are shown as
//! visible escapes. Right-to-left text is set into isolates, so that what stands beside it stays where it is.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Right-to-left isolate.
const RLI: char = '\u{2067}';
/// First-strong isolate.
const FSI: char = '\u{2068}';
/// Pop directional isolate.
const PDI: char = '\u{2069}';

/// What stands where text was cut.
const CUT: char = '…';

/// The text with white space made single spaces, and with visible escapes for what would act on a terminal: control
/// characters, and embeddings, overrides and isolates. Marks without power over what follows (joiners, LRM, RLM) stay.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let acts =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    if !text.chars().any(|c| acts(c) || breaks(c)) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if breaks(c) || c == ' ' {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if acts(c) {
            out.push_str(&format!("\\u{{{:04X}}}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// No letter of it runs right to left.
    Left,
    /// It begins left to right and holds right-to-left letters.
    Mixed,
    /// Its first letter runs right to left.
    Right,
}

/// The direction of a text, by its letters.
pub(crate) fn direction(text: &str) -> Direction {
    let mut first = None;
    for c in text.chars() {
        let right = is_right_to_left(c);
        if right || c.is_alphabetic() {
            first.get_or_insert(right);
        }
        if right {
            return if first == Some(true) {
                Direction::Right
            } else {
                Direction::Mixed
            };
        }
    }
    Direction::Left
}

/// Whether a character belongs to a block of right-to-left letters (Unicode's default classes R and AL by block).
fn is_right_to_left(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// A line of a text whose direction is known, in isolates where it needs them. Each line has a pair of its own: a pair
/// does not reach over the end of a line.
pub(crate) fn isolated(line: &str, direction: Direction) -> Cow<'_, str> {
    match direction {
        Direction::Left => Cow::Borrowed(line),
        Direction::Mixed => Cow::Owned(format!("{FSI}{line}{PDI}")),
        Direction::Right => Cow::Owned(format!("{RLI}{line}{PDI}")),
    }
}

/// Columns that a text takes on a terminal, added up by grapheme: marks, joiners and isolates take none.
pub(crate) fn width(text: &str) -> usize {
    text.graphemes(true).map(grapheme_width).sum()
}

fn grapheme_width(grapheme: &str) -> usize {
    grapheme.width().min(2)
}

/// The text in at most `most` columns, cut between graphemes and marked where it was.
pub(crate) fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if width(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut taken = 0;
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        let columns = grapheme_width(grapheme);
        if taken + columns + 1 > most {
            break;
        }
        taken += columns;
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end().len());
    if most > 0 {
        out.push(CUT);
    }
    Cow::Owned(out)
}

/// The text in lines of at most `most` columns, broken at spaces, and within a word only where it alone is longer.
pub(crate) fn wrapped(text: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let columns = width(word);
        if used > 0 && used + 1 + columns > most {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if columns <= most {
            line.push_str(word);
            used += columns;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let columns = grapheme_width(grapheme);
            if used > 0 && used + columns > most {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += columns;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_and_what_joins_letters_stays() {
        assert_eq!(shown("a\u{1b}[31mb\u{7}"), "a\\u{001B}[31mb\\u{0007}");
        assert_eq!(
            shown("x\u{202E}y\u{2066}z\u{9b}2J"),
            "x\\u{202E}y\\u{2066}z\\u{009B}2J"
        );
        assert_eq!(shown("می\u{200C}خواهم\n\tدو"), "می\u{200C}خواهم دو");
        assert!(matches!(shown("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn direction_follows_the_letters() {
        assert_eq!(direction("1961: قطعت"), Direction::Right);
        assert_eq!(direction("(ברית)"), Direction::Right);
        assert_eq!(direction("NATO وحلف"), Direction::Mixed);
        assert_eq!(direction("1961 – 1968"), Direction::Left);
        assert_eq!(isolated("שלום", direction("שלום")), "\u{2067}שלום\u{2069}");
        assert_eq!(isolated("peace", direction("peace")), "peace");
    }

    #[test]
    fn width_counts_graphemes() {
        assert_eq!(width("سَلَامٌ"), 4, "points take no column");
        assert_eq!(width("שָׁלוֹם"), 4);
        assert_eq!(width("لا"), 2, "terminals give lam and alef a cell each");
        assert_eq!(width("\u{2067}لا\u{2069}"), 2);
        assert_eq!(width("条約"), 4);
        assert_eq!(width("👨‍👩‍👧"), 2);
    }

    #[test]
    fn cuts_and_breaks_lie_between_graphemes() {
        assert_eq!(cut("سَلَامٌ", 3), "سَلَ…");
        assert_eq!(cut("peace", 5), "peace");
        assert_eq!(cut("peace", 0), "");
        assert_eq!(
            wrapped("the break of  relations", 9),
            ["the break", "of", "relations"]
        );
        assert_eq!(wrapped("condominium", 4), ["cond", "omin", "ium"]);
        assert_eq!(wrapped("", 4), [""]);
        for line in wrapped("قَطَعَتْ مُوسْكُو عَلَاقَاتِهَا", 10) {
            assert!(width(&line) <= 10, "{line}");
        }
    }
}
