//! A text as rows: its lines without the white space around them, with what can be told from each alone.

use legation_model::{BlockKind, Span};

use crate::noise::noise;

/// How a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With a sentence's final mark.
    Sentence,
    /// With a mark that promises more: colon, comma, semicolon, dash.
    Open,
    /// With a word.
    Bare,
}

/// One line of a text, or one block element of a page.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Without white space at its ends, and without a mark found glued to its beginning or end.
    pub(crate) span: Span,
    /// Bytes before the span that are a mark.
    pub(crate) lead: u16,
    /// Bytes after the span that are a mark, white space between included.
    pub(crate) tail: u16,
    /// Characters.
    pub(crate) chars: u32,
    /// Whether an empty line stands before it.
    pub(crate) blank_before: bool,
    /// White space before it in its line, in bytes, up to 255.
    pub(crate) indent: u8,
    /// Level of a heading that is marked as one; 0 for none.
    pub(crate) level: u8,
    /// Whether it begins as an item of a list without numbers.
    pub(crate) bullet: bool,
    /// Whether it begins with a number or letter and a mark, as an item of a numbered list.
    pub(crate) numbered: bool,
    /// How it ends.
    pub(crate) end: End,
    /// What it is, where that is known.
    pub(crate) kind: Option<BlockKind>,
    /// Whether it goes on in the next row.
    pub(crate) joins_next: bool,
}

impl Row {
    /// A row over `span` with nothing known but what its text shows.
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let mut row = Self {
            span,
            lead: 0,
            tail: 0,
            chars: 0,
            blank_before: false,
            indent: 0,
            level: 0,
            bullet: false,
            numbered: false,
            end: End::Bare,
            kind: None,
            joins_next: false,
        };
        row.look(text);
        row
    }

    /// Takes from the text what it shows; to be called again after the span has changed.
    pub(crate) fn look(&mut self, text: &str) {
        let content = self.span.of(text);
        self.chars = u32::try_from(content.bytes().filter(|b| (b & 0xC0) != 0x80).count())
            .unwrap_or(u32::MAX);
        self.bullet = is_bullet(content);
        self.numbered = !self.bullet && number_at_start(content).is_some();
        self.end = end_of(content);
    }

    /// Whether it could be a heading or a menu's entry: short, ending with a word.
    pub(crate) fn is_short_bare(&self, most: u32) -> bool {
        self.chars <= most && self.end == End::Bare && !self.bullet
    }
}

/// The rows of a plain text from `start` on.
pub(crate) fn split(text: &str, start: usize) -> Vec<Row> {
    let bytes = text.as_bytes();
    let mut rows = Vec::new();
    let mut at = start;
    let mut blank = true;
    // Unicode's own line ends are rare: looked for once, not in every line.
    let separators = ["\u{2028}", "\u{2029}"]
        .iter()
        .any(|s| memchr::memmem::find(bytes, s.as_bytes()).is_some());
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        split_line(text, Span::new(at, end), separators, &mut blank, &mut rows);
        at = end + 1;
    }
    rows
}

/// The rows of one line: several where it uses the old Macintosh line end or a line separator of Unicode.
fn split_line(text: &str, line: Span, separators: bool, blank: &mut bool, rows: &mut Vec<Row>) {
    let start = line.start;
    let line = line.of(text);
    let bare = line.strip_suffix('\r').unwrap_or(line);
    let several = separators || memchr::memchr(b'\r', bare.as_bytes()).is_some();
    if several && !bare.is_empty() {
        let mut at = start;
        for part in bare.split_inclusive(['\r', '\u{2028}', '\u{2029}']) {
            let bare = part.trim_end_matches(['\r', '\u{2028}', '\u{2029}']);
            push_row(text, at, at + bare.len(), blank, rows);
            at += part.len();
        }
    } else {
        push_row(text, start, start + bare.len(), blank, rows);
    }
}

fn push_row(text: &str, start: usize, end: usize, blank: &mut bool, rows: &mut Vec<Row>) {
    let line = &text[start..end];
    let content = line.trim_matches(is_blank);
    if content.is_empty() {
        *blank = true;
        return;
    }
    let left = line.len() - line.trim_start_matches(is_blank).len();
    let span = Span::new(start + left, start + left + content.len());
    let mut row = Row::new(text, span);
    row.blank_before = *blank;
    row.indent = u8::try_from(left).unwrap_or(u8::MAX);
    *blank = false;
    rows.push(row);
}

/// White space, and the marks of direction that lines are wrapped in.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// How a row ends, closing quotes, brackets and footnote marks left aside.
pub(crate) fn end_of(content: &str) -> End {
    let mut rest = content.trim_end();
    loop {
        let before = rest;
        if rest.ends_with(']')
            && let Some(open) = rest.rfind('[')
            && rest.len() - open < 90
            && noise().is_bracket_mark(&rest[open + 1..rest.len() - 1])
        {
            rest = rest[..open].trim_end();
        }
        rest = rest.trim_end_matches([
            ')', ']', '}', '"', '\'', '»', '”', '’', '“', '*', '_', '\u{200E}', '\u{200F}',
            '\u{202C}', '\u{2069}', '¹', '²', '³',
        ]);
        rest = rest.trim_end();
        if rest.len() == before.len() {
            break;
        }
    }
    match rest.chars().next_back() {
        Some('.' | '!' | '?' | '؟' | '…' | '۔' | '。' | '‼' | '⁇' | '׃') => End::Sentence,
        Some(':' | ',' | '،' | ';' | '؛' | '–' | '—' | '-' | '：') => End::Open,
        _ => End::Bare,
    }
}

/// Whether it begins with the mark of a list and a space.
fn is_bullet(content: &str) -> bool {
    let mut chars = content.chars();
    matches!(
        chars.next(),
        Some(
            '-' | '–'
                | '—'
                | '•'
                | '·'
                | '*'
                | '+'
                | '▪'
                | '●'
                | '○'
                | '‣'
                | '◦'
                | '■'
                | '□'
                | '➢'
                | '►'
                | '✓'
                | '\u{F0B7}'
                | '§'
        )
    ) && chars.next().is_some_and(char::is_whitespace)
        || content.starts_with(['•', '▪', '●', '■', '\u{F0B7}'])
}

/// The number of an item at the row's beginning, and the length of number and mark: `1.`, `2)`, `٣-`, `(4)`, `א.`, `أ)`.
pub(crate) fn number_at_start(content: &str) -> Option<(u32, usize)> {
    let (open, rest) = match content.strip_prefix('(') {
        Some(rest) => (1, rest),
        None => (0, content),
    };
    let first = rest.chars().next()?;
    let (number, length) = if first.is_ascii_punctuation() {
        return None;
    } else if !first.is_numeric() {
        // A letter counts only where the mark follows at once.
        if !rest[first.len_utf8()..].starts_with([')', '.', '-', '–']) || !first.is_alphabetic() {
            return None;
        }
        (0, first.len_utf8())
    } else {
        let digits: String = rest.chars().take_while(|c| c.is_numeric()).collect();
        let value: Option<u32> = digits.chars().try_fold(0_u32, |n, c| {
            let digit = match c {
                '٠'..='٩' => c as u32 - '٠' as u32,
                '۰'..='۹' => c as u32 - '۰' as u32,
                _ => c.to_digit(10)?,
            };
            n.checked_mul(10)?.checked_add(digit)
        });
        (value.filter(|n| *n < 1_000)?, digits.len())
    };
    let after = &rest[length..];
    let mark = after.chars().next()?;
    let fits = match mark {
        ')' => true,
        '.' | '-' | '–' if open == 0 => true,
        _ => false,
    };
    let rest = &after[mark.len_utf8()..];
    // "1.5 million" and "3-4 states" are numbers, "א.ב." letters of a name.
    let spaced = rest.starts_with(char::is_whitespace)
        || (mark != '-' && !rest.is_empty() && number > 0 && rest.starts_with(char::is_alphabetic));
    (fits && spaced).then_some((number, open + length + mark.len_utf8()))
}

/// The number of a note at the row's beginning: `[3] text`, and the length of the mark.
pub(crate) fn note_at_start(content: &str) -> Option<(u32, usize)> {
    let rest = content.strip_prefix('[')?;
    let (inside, after) = rest.split_once(']')?;
    let plain: String = inside
        .chars()
        .map(|c| match c {
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            _ => c,
        })
        .collect();
    let number = plain.trim().parse().ok().filter(|n| *n < 1_000)?;
    (!after.trim().is_empty()).then_some((number, inside.len() + 2))
}

/// Whether it begins as a note that refers back: `^`, `↑`, with a bullet before it perhaps.
pub(crate) fn refers_back(content: &str) -> bool {
    let rest = content.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_numeric() || matches!(c, '-' | '•' | '*' | '.' | '–')
    });
    rest.starts_with(['^', '↑', '↩'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_without_their_white_space() {
        let text = "\n  First line \r\n\r\nSecond.\rThird\u{2028}Fourth\n";
        let rows = split(text, 0);
        let contents: Vec<&str> = rows.iter().map(|r| r.span.of(text)).collect();
        assert_eq!(contents, ["First line", "Second.", "Third", "Fourth"]);
        let blanks: Vec<bool> = rows.iter().map(|r| r.blank_before).collect();
        assert_eq!(blanks, [true, true, false, false]);
        assert_eq!(rows[0].indent, 2);
    }

    #[test]
    fn ends_are_seen_behind_quotes_and_notes() {
        assert_eq!(end_of("He left.[12]"), End::Sentence);
        assert_eq!(end_of("قال «لن نوقع».[بحاجة لمصدر]"), End::Sentence);
        assert_eq!(end_of("أزمة اللواء (1936–1939)"), End::Bare);
        assert_eq!(end_of("Background[edit]"), End::Bare);
        assert_eq!(end_of("وتراكمت الأسباب:"), End::Open);
        assert_eq!(end_of("[1]"), End::Bare);
    }

    #[test]
    fn numbers_of_items_are_not_numbers_of_things() {
        let number = |s: &str| number_at_start(s).map(|(n, _)| n);
        assert_eq!(number("1. Patronage"), Some(1));
        assert_eq!(number("٢- قيام الدولة"), Some(2));
        assert_eq!(number("(3) item"), Some(3));
        assert_eq!(number("א. הדרך להסכם"), Some(0));
        assert_eq!(number("1.5 million men"), None);
        assert_eq!(number("1961 was a year"), None);
        assert_eq!(number("3-4 states"), None);
        assert_eq!(note_at_start("[2] see there"), Some((2, 3)));
        assert_eq!(note_at_start("[1990] text"), None);
    }
}
