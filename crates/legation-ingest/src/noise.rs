//! The word lists of `noise.toml`, read once, and the folding by which lines are compared with them.
//!
//! No word of any language stands in code; what a list means is told in the file.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use memchr::memmem::Finder;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    edit_mark: Vec<EditMark>,
    bracket: Bracket,
    references: References,
    tail: Headings,
    related: Headings,
    line: Lines,
    caption: Words,
    archive: Phrases,
    citation: Tokens,
    wiki: Wiki,
}

/// A word that stands for "edit this section".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditMark {
    /// The mark as pages write it.
    pub(crate) word: String,
    /// Beginnings of what makes it another word of the language.
    pub(crate) not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bracket {
    exact: Vec<String>,
    numbered: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct References {
    headings: Vec<String>,
    qualifiers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    headings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    exact: Vec<String>,
    prefix: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    tokens: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wiki {
    media: Vec<String>,
    category: Vec<String>,
}

/// What a heading opens that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// A list of references.
    References,
    /// Comments and forms, up to the end.
    Tail,
    /// A list of other pages.
    Related,
}

/// The word lists, ready for asking.
pub(crate) struct Noise {
    /// Longest first.
    pub(crate) edit_marks: Vec<EditMark>,
    brackets: HashSet<String>,
    bracket_words: HashSet<String>,
    sections: HashMap<String, Section>,
    qualifiers: Vec<String>,
    lines: HashSet<String>,
    /// By the first character.
    prefixes: HashMap<char, Vec<String>>,
    captions: HashMap<char, Vec<String>>,
    archive: Vec<Finder<'static>>,
    citations: Vec<Finder<'static>>,
    media: HashSet<String>,
    categories: HashSet<String>,
}

/// The lists of the crate.
pub(crate) fn noise() -> &'static Noise {
    static NOISE: OnceLock<Noise> = OnceLock::new();
    NOISE.get_or_init(|| {
        let file: File = toml::from_str(include_str!("noise.toml"))
            .expect("the crate's own word lists are well-formed, as a test holds");
        Noise::new(file)
    })
}

impl Noise {
    fn new(file: File) -> Self {
        let folded =
            |words: &[String]| -> HashSet<String> { words.iter().map(|w| fold(w)).collect() };
        let by_first = |words: &[String]| {
            let mut map: HashMap<char, Vec<String>> = HashMap::new();
            for word in words {
                // Only the left side is trimmed: a prefix may end with its colon or its space.
                let word = fold_letters(word);
                if let Some(first) = word.chars().next() {
                    map.entry(first).or_default().push(word);
                }
            }
            map
        };
        let mut sections = HashMap::new();
        for (words, section) in [
            (&file.related.headings, Section::Related),
            (&file.tail.headings, Section::Tail),
            (&file.references.headings, Section::References),
        ] {
            sections.extend(words.iter().map(|w| (fold(w), section)));
        }
        let mut edit_marks = file.edit_mark;
        edit_marks.sort_by_key(|mark| std::cmp::Reverse(mark.word.len()));
        Self {
            edit_marks,
            brackets: folded(&file.bracket.exact),
            bracket_words: folded(&file.bracket.numbered),
            sections,
            qualifiers: file.references.qualifiers.iter().map(|q| fold(q)).collect(),
            lines: folded(&file.line.exact),
            prefixes: by_first(&file.line.prefix),
            captions: by_first(&file.caption.words),
            archive: finders(&file.archive.phrases),
            citations: finders(&file.citation.tokens),
            media: folded(&file.wiki.media),
            categories: folded(&file.wiki.category),
        }
    }

    /// What a heading opens; `None` for a heading of the text itself.
    pub(crate) fn section(&self, heading: &str) -> Option<Section> {
        let folded = fold(heading);
        // "5. References", "Comments (3)": the number says nothing.
        let folded = folded
            .trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ')' | '-' | ' '))
            .trim_end_matches(|c: char| c.is_numeric() || matches!(c, '(' | ' '));
        if let Some(section) = self.sections.get(folded) {
            return Some(*section);
        }
        self.qualifiers.iter().find_map(|qualifier| {
            let rest = folded.strip_prefix(qualifier.as_str())?.strip_prefix(' ')?;
            self.sections
                .get(rest)
                .copied()
                .filter(|s| *s == Section::References)
        })
    }

    /// Whether the whole line is furniture.
    pub(crate) fn is_furniture(&self, folded: &str) -> bool {
        self.lines.contains(folded)
    }

    /// Whether the line begins as furniture does.
    pub(crate) fn begins_as_furniture(&self, letters: &str) -> bool {
        begins_with(&self.prefixes, letters).is_some()
    }

    /// Whether the line begins with a word for a picture or table and then a colon or a number and a mark.
    pub(crate) fn is_caption(&self, letters: &str) -> bool {
        let Some(rest) = begins_with(&self.captions, letters) else {
            return false;
        };
        let bare = rest.trim_start();
        let unnumbered =
            bare.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | '-'));
        let numbered = unnumbered.len() < bare.len() && bare.starts_with(char::is_numeric);
        let after = unnumbered.trim_start();
        after.starts_with([':', '：'])
            || (numbered
                && (after.is_empty()
                    || after.starts_with(['–', '—', '-', '|'])
                    || bare[..bare.len() - unnumbered.len()].ends_with('.')))
    }

    /// Whether a phrase about an archived copy stands in the folded line; its place.
    pub(crate) fn archive_note(&self, letters: &str) -> Option<usize> {
        self.archive
            .iter()
            .filter_map(|p| p.find(letters.as_bytes()))
            .min()
    }

    /// How many different marks of a citation the folded line holds.
    pub(crate) fn citation_marks(&self, letters: &str) -> usize {
        self.citations
            .iter()
            .filter(|token| token.find(letters.as_bytes()).is_some())
            .count()
    }

    /// Whether what stands between brackets is a footnote mark, a request for a source, or an edit link.
    pub(crate) fn is_bracket_mark(&self, inside: &str) -> bool {
        let inside = inside.trim();
        if is_number_list(inside) || is_single_letter(inside) {
            return true;
        }
        if !inside.contains(char::is_alphabetic) || inside.len() > 80 {
            return false;
        }
        let folded = fold_letters(inside);
        let folded = folded.trim();
        if self.brackets.contains(folded) || self.brackets.contains(&fold(inside)) {
            return true;
        }
        // "note 3", "nb 2", "ملاحظة ٢", "ar 1".
        folded.rsplit_once(' ').is_some_and(|(word, mark)| {
            self.bracket_words.contains(word) && (is_number_list(mark) || is_single_letter(mark))
        })
    }

    /// Whether a link of this namespace shows a picture or plays something.
    pub(crate) fn is_media(&self, namespace: &str) -> bool {
        self.media.contains(&fold(namespace))
    }

    /// Whether a link of this namespace files the page.
    pub(crate) fn is_category(&self, namespace: &str) -> bool {
        self.categories.contains(&fold(namespace))
    }
}

fn finders(phrases: &[String]) -> Vec<Finder<'static>> {
    phrases
        .iter()
        .map(|p| Finder::new(&fold_letters(p)).into_owned())
        .collect()
}

/// The rest of `letters` after the longest word that it begins with.
fn begins_with<'a>(words: &HashMap<char, Vec<String>>, letters: &'a str) -> Option<&'a str> {
    let first = letters.chars().next()?;
    words
        .get(&first)?
        .iter()
        .filter_map(|word| letters.strip_prefix(word.as_str()))
        .min_by_key(|rest| rest.len())
}

/// One to three digits, or several such with commas or dashes between.
fn is_number_list(text: &str) -> bool {
    let mut digits = 0;
    let mut any = false;
    for c in text.chars() {
        if c.is_numeric() {
            digits += 1;
            any = true;
            if digits > 3 {
                return false;
            }
        } else if any && matches!(c, ',' | '،' | '-' | '–' | ' ') {
            digits = 0;
        } else {
            return false;
        }
    }
    any
}

fn is_single_letter(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_alphabetic())
}

/// A line as lists hold it: letters folded, punctuation and marks of lists and headings at both ends dropped.
pub(crate) fn fold(text: &str) -> String {
    trim_folded(&fold_letters(text)).to_owned()
}

/// Folded letters without punctuation and marks at both ends.
pub(crate) fn trim_folded(letters: &str) -> &str {
    letters.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '.'
                    | '،'
                    | ','
                    | ';'
                    | '؛'
                    | '!'
                    | '#'
                    | '='
                    | '*'
                    | '_'
                    | '|'
                    | '»'
                    | '«'
                    | '›'
                    | '‹'
                    | '>'
                    | '<'
                    | '-'
                    | '–'
                    | '—'
                    | '•'
                    | '·'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '"'
                    | '+'
                    | '▼'
                    | '▲'
                    | '←'
                    | '→'
                    | '…'
                    | '/'
            )
    })
}

/// Letters in the form they are compared in; everything else as it is, white space as one space.
pub(crate) fn fold_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = true;
    for c in text.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            // Points, the lengthening stroke, marks of direction.
            '\u{64B}'..='\u{652}'
            | '\u{670}'
            | 'ـ'
            | '\u{591}'..='\u{5BD}'
            | '\u{5BF}'
            | '\u{5C1}'
            | '\u{5C2}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => continue,
            '’' | '׳' => out.push('\''),
            c if c.is_whitespace() => {
                if !space {
                    out.push(' ');
                }
                space = true;
                continue;
            }
            c if c.is_uppercase() => out.extend(c.to_lowercase()),
            c => out.push(c),
        }
        space = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_references_are_known_however_they_are_written() {
        let section = |heading: &str| noise().section(heading);
        for heading in [
            "المراجع",
            "أهم المصادر:",
            "== הערות שוליים ==",
            "## References",
            "Selected bibliography",
            "إشارات مرجعيّة",
            "Works Cited.",
        ] {
            assert_eq!(section(heading), Some(Section::References), "{heading}");
        }
        assert_eq!(section("التعليقات"), Some(Section::Tail));
        assert_eq!(section("Comments (3)"), Some(Section::Tail));
        assert_eq!(section("5. המקורות"), None);
        assert_eq!(section("5. מקורות"), Some(Section::References));
        assert_eq!(section("اخر الافلام"), Some(Section::Related));
        assert_eq!(section("مصادر الطاقة في ألبانيا"), None);
        assert_eq!(section("Notes of protest"), None);
    }

    #[test]
    fn brackets_hold_marks_or_words_of_the_author() {
        let mark = |inside: &str| noise().is_bracket_mark(inside);
        for inside in [
            "1",
            "12",
            "١٢",
            "ب",
            "א",
            "a",
            "note 3",
            "ملاحظة ٢",
            "citation needed",
            "بحاجة لمصدر",
            "עריכה",
            "edit",
            "1, 2",
            "3–5",
            "Edit Source",
        ] {
            assert!(mark(inside), "{inside}");
        }
        for inside in [
            "1956",
            "the Soviet Union",
            "أي ألبانيا",
            "sic!  he said",
            "",
            "...",
            "…",
        ] {
            assert!(!mark(inside), "{inside}");
        }
    }

    #[test]
    fn captions_need_a_colon_or_a_number() {
        let caption = |line: &str| noise().is_caption(&fold_letters(line));
        assert!(caption("Photo: the two leaders in Tirana"));
        assert!(caption("Figure 3. Trade between the two states"));
        assert!(caption("صورة: خروتشوف في تيرانا"));
        assert!(caption("תמונה 2: חתימת ההסכם"));
        assert!(!caption("Map makers disagreed about the border"));
        assert!(!caption("صورة الاتحاد السوفيتي في الصحافة تغيرت"));
        assert!(!caption("Table talks were held in 1961"));
    }
}
