//! Folding: text as the packs match it, with the way back to the bytes it came from.
//!
//! Folding forgets what writers vary (case, vowel points, forms of hamza, digits of other scripts, kinds of
//! hyphen and quotation mark) and cuts the text into tokens. It never changes what is stored: a token knows
//! its place in the clean text and in the folded one.

use legation_model::Span;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the joiners that the language allows inside a word.
    Word,
    /// Decimal digits of any script, folded to ASCII.
    Number,
    /// One character of anything else.
    Punct,
}

/// A word, number or mark. Offsets are bytes; those in the clean text include the base of the stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the clean text.
    pub start: u32,
    /// One past the last byte in the clean text.
    pub end: u32,
    /// First byte in the folded text.
    pub folded_start: u32,
    /// One past the last byte in the folded text.
    pub folded_end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it begins with an upper-case letter.
    pub capital: bool,
    /// Whether white space (or left-out noise) stands before it.
    pub spaced: bool,
}

impl Token {
    /// Its place in the clean text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A stretch of text, folded.
///
/// Between two tokens of the folded text stands one space where the clean text has white space, noise, or a
/// hyphen between letters ("Sino-Soviet", `ברית־המועצות`), and nothing where they touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
}

impl Folded {
    /// The folded form of token `index`; empty where there is none.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| {
            &self.text[t.folded_start as usize..t.folded_end as usize]
        })
    }

    /// Index of the token that holds byte `at` of the folded text, or of the first one after it.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.folded_end as usize <= at)
    }

    /// The place in the clean text of tokens `from..to` (`from < to`).
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.tokens.get(from),
            to.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(a), Some(b)) => Span::new(a.start as usize, b.end as usize),
            _ => Span::new(0, 0),
        }
    }
}

/// What folding makes of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Fold {
    /// Vowel points, joiners, bidi controls: nothing.
    Drop,
    /// White space.
    Space,
    /// A letter.
    Letter(char),
    /// A digit, as ASCII.
    Digit(char),
    /// A hyphen or dash: `-`.
    Hyphen,
    /// Anything else.
    Other(char),
}

/// Characters below this bound are folded by table: Latin, Greek, Cyrillic, Hebrew, Arabic.
const TABLE: u32 = 0x0800;

/// Folding for one language: Unicode's own rules and the language's changes to them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Folder {
    table: Vec<Fold>,
    joiners: Vec<char>,
}

impl Folder {
    /// A folder with a language's own `map` (one character to one) and `joiners` (marks that belong to a word
    /// when letters stand on both sides, such as the geresh).
    #[must_use]
    pub fn new(map: &[(char, char)], joiners: &[char]) -> Self {
        let mut table: Vec<Fold> = (0..TABLE)
            .map(|c| char::from_u32(c).map_or(Fold::Drop, fold_by_unicode))
            .collect();
        for &(from, to) in map {
            if let Some(slot) = table.get_mut(from as usize) {
                *slot = fold_by_unicode(to);
            }
        }
        Self {
            table,
            joiners: joiners.to_vec(),
        }
    }

    fn fold_char(&self, c: char) -> Fold {
        self.table
            .get(c as usize)
            .copied()
            .unwrap_or_else(|| fold_by_unicode(c))
    }

    /// Folds `text[span]`, leaving out the parts in `skip` (in order, without overlap) as if they were spaces.
    #[must_use]
    pub fn fold(&self, text: &str, span: Span, skip: &[Span]) -> Folded {
        let mut out = Folded::default();
        self.fold_into(text, span, skip, &mut out);
        out
    }

    /// As [`Folder::fold`], into a buffer that is used again.
    pub fn fold_into(&self, text: &str, span: Span, skip: &[Span], out: &mut Folded) {
        out.text.clear();
        out.tokens.clear();
        out.text.reserve(span.len());
        let mut writer = Writer {
            out,
            joiners: &self.joiners,
            spaced: false,
            hyphen: None,
            joiner: None,
            last: Last::Edge,
        };
        let mut at = span.start;
        for hole in skip.iter().filter(|hole| hole.overlaps(span)) {
            self.fold_run(text, at, hole.start.max(at), &mut writer);
            writer.space();
            at = hole.end.min(span.end).max(at);
        }
        self.fold_run(text, at, span.end, &mut writer);
        writer.finish();
    }

    fn fold_run(&self, text: &str, start: usize, end: usize, writer: &mut Writer<'_>) {
        let Some(run) = text.get(start..end) else {
            return;
        };
        for (offset, c) in run.char_indices() {
            let from = start + offset;
            let place = (from, from + c.len_utf8());
            match self.fold_char(c) {
                Fold::Drop => writer.extend(place.1),
                Fold::Space => writer.space(),
                Fold::Letter(l) => writer.letter(l, c, place),
                Fold::Digit(d) => writer.digit(d, place),
                Fold::Hyphen => writer.hyphen(place),
                Fold::Other(o) => writer.other(o, place),
            }
        }
    }

    /// Whether a folded text is letters alone, and so one token.
    pub(crate) fn is_letters(&self, folded: &str) -> bool {
        folded
            .chars()
            .all(|c| matches!(self.fold_char(c), Fold::Letter(_)))
    }

    /// The folded form of a name or word of a pack.
    #[must_use]
    pub fn fold_str(&self, text: &str) -> String {
        self.fold(text, Span::new(0, text.len()), &[]).text
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Edge,
    Letter,
    Digit,
    Other,
}

/// Writes folded characters and keeps the tokens.
struct Writer<'a> {
    out: &'a mut Folded,
    joiners: &'a [char],
    /// White space is owed before the next character.
    spaced: bool,
    /// A hyphen right after a letter, undecided until the next character comes.
    hyphen: Option<(usize, usize)>,
    /// A joiner right after a letter, likewise.
    joiner: Option<(char, usize, usize)>,
    last: Last,
}

impl Writer<'_> {
    fn space(&mut self) {
        self.settle();
        self.spaced = true;
        self.last = Last::Edge;
    }

    /// Dropped characters belong to the word they follow.
    fn extend(&mut self, end: usize) {
        if self.last == Last::Letter
            && self.hyphen.is_none()
            && self.joiner.is_none()
            && let Some(token) = self.out.tokens.last_mut()
        {
            token.end = offset(end);
        }
    }

    /// A folded letter and how it is written.
    fn letter(&mut self, l: char, written: char, (start, end): (usize, usize)) {
        if self.hyphen.take().is_some() {
            // A hyphen between letters parts words as a space does.
            self.spaced = true;
            self.last = Last::Edge;
        }
        if let Some((joiner, _, _)) = self.joiner.take() {
            self.out.text.push(joiner);
        }
        if self.last == Last::Letter {
            self.out.text.push(l);
            self.grow(end);
        } else {
            // Only the first letter's case is asked for, and most scripts have none.
            let capital = written.is_uppercase();
            self.start_token(l, TokenKind::Word, capital, (start, end));
        }
        self.last = Last::Letter;
    }

    fn digit(&mut self, d: char, (start, end): (usize, usize)) {
        self.settle();
        if self.last == Last::Digit {
            self.out.text.push(d);
            self.grow(end);
        } else {
            self.start_token(d, TokenKind::Number, false, (start, end));
        }
        self.last = Last::Digit;
    }

    fn hyphen(&mut self, place: (usize, usize)) {
        self.settle();
        if self.last == Last::Letter {
            self.hyphen = Some(place);
        } else {
            self.mark('-', place);
        }
    }

    fn other(&mut self, o: char, place: (usize, usize)) {
        self.settle();
        if self.last == Last::Letter && self.joiners.contains(&o) {
            self.joiner = Some((o, place.0, place.1));
        } else {
            self.mark(o, place);
        }
    }

    /// Writes a hyphen or joiner that turned out to be a mark.
    fn settle(&mut self) {
        if let Some(place) = self.hyphen.take() {
            self.mark('-', place);
        }
        if let Some((joiner, start, end)) = self.joiner.take() {
            self.mark(joiner, (start, end));
        }
    }

    fn mark(&mut self, c: char, place: (usize, usize)) {
        self.start_token(c, TokenKind::Punct, false, place);
        self.last = Last::Other;
    }

    fn start_token(
        &mut self,
        c: char,
        kind: TokenKind,
        capital: bool,
        (start, end): (usize, usize),
    ) {
        if self.spaced && !self.out.text.is_empty() {
            self.out.text.push(' ');
        }
        let folded_start = offset(self.out.text.len());
        self.out.text.push(c);
        let token = Token {
            start: offset(start),
            end: offset(end),
            folded_start,
            folded_end: offset(self.out.text.len()),
            kind,
            capital,
            spaced: self.spaced,
        };
        self.spaced = false;
        self.out.tokens.push(token);
    }

    fn grow(&mut self, end: usize) {
        let folded_end = offset(self.out.text.len());
        if let Some(token) = self.out.tokens.last_mut() {
            token.end = offset(end);
            token.folded_end = folded_end;
        }
    }

    fn finish(&mut self) {
        self.settle();
    }
}

/// Offsets are kept in four bytes; ingest sets larger documents aside.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What Unicode alone says of a character: lower case, base letter, class.
fn fold_by_unicode(c: char) -> Fold {
    match c {
        'a'..='z' => return Fold::Letter(c),
        'A'..='Z' => return Fold::Letter(c.to_ascii_lowercase()),
        '0'..='9' => return Fold::Digit(c),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{05f3}' | '\u{00b4}' | '`' | '\u{2032}' => {
            return Fold::Other('\'');
        }
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{05f4}' | '\u{00ab}' | '\u{00bb}'
        | '\u{2033}' => {
            return Fold::Other('"');
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{05be}' | '\u{2212}' => return Fold::Hyphen,
        '\u{060c}' => return Fold::Other(','),
        '\u{061b}' => return Fold::Other(';'),
        '\u{061f}' => return Fold::Other('?'),
        '\u{066a}' => return Fold::Other('%'),
        // Tatweel, points and marks of Arabic and Hebrew, joiners and direction controls.
        '\u{0640}'
        | '\u{064b}'..='\u{065f}'
        | '\u{0670}'
        | '\u{06d6}'..='\u{06dc}'
        | '\u{06df}'..='\u{06e4}'
        | '\u{0591}'..='\u{05bd}'
        | '\u{05bf}'
        | '\u{05c1}'..='\u{05c2}'
        | '\u{05c4}'..='\u{05c5}'
        | '\u{05c7}'
        | '\u{00ad}'
        | '\u{034f}'
        | '\u{061c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{0300}'..='\u{036f}' => return Fold::Drop,
        _ => {}
    }
    if c.is_whitespace() {
        return Fold::Space;
    }
    if let Some(digit) = decimal_digit(c) {
        return Fold::Digit(digit);
    }
    if c.is_alphabetic() {
        // The base letter: "é" is "e"; ligatures and presentation forms give their first letter.
        let base = c.nfkd().find(|d| d.is_alphabetic()).unwrap_or(c);
        return Fold::Letter(base.to_lowercase().next().unwrap_or(base));
    }
    if c.is_control() {
        Fold::Space
    } else {
        Fold::Other(c)
    }
}

/// The ASCII digit of a decimal digit of a script in use.
fn decimal_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 14] = [
        0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6,
        0x0d66, 0x0e50, 0xff10,
    ];
    let code = c as u32;
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        Folder::new(
            &[('أ', 'ا'), ('إ', 'ا'), ('ى', 'ي'), ('ة', 'ه')],
            &['\'', '"'],
        )
    }

    #[test]
    fn folds_what_writers_vary() {
        let case = |text: &str, folded: &str| assert_eq!(folder().fold_str(text), folded);
        case("إتّفاقيّـة", "اتفاقيه");
        case("Élysée", "elysee");
        case("ברית־המועצות", "ברית המועצות");
        case("Sino-Soviet", "sino soviet");
        case("1955-1961", "1955-1961");
        case("١٩٥٥–١٩٦١", "1955-1961");
        case("ב-28 בנובמבר", "ב-28 בנובמבר");
        case("אש\"ף ו\"הארץ\"", "אש\"ף ו\"הארץ\"");
        case("ג׳ורג׳", "ג'ורג'");
        case("اذار، 1953", "اذار, 1953");
        case("a\n\n b", "a b");
    }

    #[test]
    fn a_digit_beside_a_letter_is_an_edge() {
        let folded = folder().fold_str("عام1955م");
        assert_eq!(folded, "عام1955م");
        let tokens = folder()
            .fold("عام1955م", Span::new(0, "عام1955م".len()), &[])
            .tokens;
        assert_eq!(
            tokens.iter().map(|t| t.kind).collect::<Vec<_>>(),
            [TokenKind::Word, TokenKind::Number, TokenKind::Word]
        );
    }

    #[test]
    fn noise_is_left_out_and_offsets_hold() {
        let text = "موسكو.[1] ثم بكين";
        let at = text.find("[1]").unwrap_or(0);
        let folded = folder().fold(text, Span::new(0, text.len()), &[Span::new(at, at + 3)]);
        assert_eq!(folded.text, "موسكو. ثم بكين");
        let words: Vec<&str> = folded.tokens.iter().map(|t| t.span().of(text)).collect();
        assert_eq!(words, ["موسكو", ".", "ثم", "بكين"]);
    }
}
