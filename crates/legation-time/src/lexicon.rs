//! The words of a time pack in one table, and the quick look at every token.
//!
//! Most tokens of prose name no time: for them there is one look into a hash table, and a few more for the
//! rests that clitics leave. What is found is taken apart only where an anchor (a number, a month, a unit)
//! stands near.

use legation_pack::time::{Class, TimePack, class};
use legation_pack::{Folded, Language, TokenKind};
use rustc_hash::FxHashMap;

use crate::codes::Codes;

/// What one look at a token says.
pub(crate) type Marks = u16;

/// The token is in the table, perhaps behind clitics.
pub(crate) const KNOWN: Marks = 1;
/// A time expression may be about it.
pub(crate) const ANCHOR: Marks = 2;
/// It opens a relative clause.
pub(crate) const RELATIVE: Marks = 4;
/// It ends a sentence.
pub(crate) const STOP: Marks = 8;
/// It says that what follows lies further back.
pub(crate) const EARLIER: Marks = 16;
/// It opens a bracket.
pub(crate) const OPEN: Marks = 32;
/// It closes a bracket.
pub(crate) const CLOSE: Marks = 64;
/// It parts clauses.
pub(crate) const PAUSE: Marks = 128;
/// It opens a pluperfect whose mark stands further on: `كان الحزب قد`.
pub(crate) const AUXILIARY: Marks = 256;
/// It closes one.
pub(crate) const PERFECT: Marks = 512;

/// One word, or row of words, that begins with the word it is filed under.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The words after the first.
    pub(crate) rest: Vec<Box<str>>,
    pub(crate) class: Class,
    pub(crate) meaning: i32,
    pub(crate) weak: bool,
    pub(crate) with_day: bool,
}

#[derive(Debug, Clone, Default)]
struct Filed {
    marks: Marks,
    /// Marks of rows of words that begin with this one.
    row: Marks,
    entries: Vec<Entry>,
}

/// One letter on the way of clitics written before a word.
#[derive(Debug, Clone, Default)]
struct Step {
    next: Vec<(char, u32)>,
    /// Number of the prefix that ends here.
    prefix: Option<u32>,
}

/// Clitics before a word, as classes.
#[derive(Debug, Clone)]
pub(crate) struct Clitics {
    /// The class of each clitic before the article, with the number of bytes up to its end.
    pub(crate) parts: Vec<(Vec<Entry>, usize)>,
    /// Whether the article closes the chain.
    pub(crate) article: bool,
}

/// The table.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    table: FxHashMap<Box<str>, Filed>,
    steps: Vec<Step>,
    prefixes: Vec<Clitics>,
    /// Value of each letter that stands for a number.
    letters: FxHashMap<char, i32>,
    /// Classes whose rows of words mark something.
    row_classes: Vec<Class>,
}

impl Lexicon {
    pub(crate) fn new(language: &Language, pack: &TimePack) -> Self {
        let mut table: FxHashMap<Box<str>, Filed> = FxHashMap::default();
        let marks = ClassMarks::new(pack);
        let codes = Codes::new(pack);
        for word in &pack.words {
            let (name, code) = codes.of(word.class, &word.tokens);
            let Some((first, rest)) = word.tokens[..name].split_first() else {
                continue;
            };
            let filed = table.entry(first.as_str().into()).or_default();
            let set = marks.of(word.class);
            if rest.is_empty() {
                filed.marks |= set;
            } else {
                // What the row as a whole marks is known when the row has been read.
                filed.marks |= set & !(RELATIVE | EARLIER);
                filed.row |= set & (RELATIVE | EARLIER);
            }
            filed.entries.push(Entry {
                rest: rest.iter().map(|w| w.as_str().into()).collect(),
                class: word.class,
                meaning: code.unwrap_or(word.meaning),
                weak: word.weak,
                with_day: word.with_day,
            });
            for word in rest {
                table.entry(word.as_str().into()).or_default().marks |= KNOWN;
            }
            // An ordinal of two words can be a day by itself.
            let day = marks.days && word.class == class::ORDINAL && word.meaning > 10;
            if day || marks.rows.contains(&Some(word.class)) {
                let last = rest.last().unwrap_or(first);
                table.entry(last.as_str().into()).or_default().marks |= KNOWN | ANCHOR;
            }
        }
        for filed in table.values_mut() {
            filed
                .entries
                .sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        for end in &language.sentence_ends {
            table.entry(end.to_string().into()).or_default().marks |= KNOWN | STOP;
        }
        for (mark, marks) in [
            ("(", OPEN | PAUSE),
            ("[", OPEN | PAUSE),
            (")", CLOSE | PAUSE),
            ("]", CLOSE | PAUSE),
            (",", PAUSE),
            (";", PAUSE),
            (":", PAUSE),
        ] {
            table.entry(mark.into()).or_default().marks |= KNOWN | marks;
        }
        let mut lexicon = Self {
            table,
            steps: vec![Step::default()],
            prefixes: Vec::new(),
            letters: letter_values(&pack.letters),
            row_classes: [marks.relative, marks.earlier]
                .into_iter()
                .flatten()
                .collect(),
        };
        for prefix in language.noun_prefixes() {
            lexicon.add_prefix(&prefix.text, &prefix.parts, language.article.as_deref());
        }
        lexicon
    }

    fn add_prefix(&mut self, text: &str, parts: &[String], article: Option<&str>) {
        let mut at = 0;
        for c in text.chars() {
            at = match self.steps[at].next.iter().find(|(l, _)| *l == c) {
                Some((_, next)) => *next as usize,
                None => {
                    let next = self.steps.len();
                    self.steps.push(Step::default());
                    self.steps[at]
                        .next
                        .push((c, u32::try_from(next).unwrap_or(0)));
                    next
                }
            };
        }
        let closes = parts.last().map(String::as_str) == article;
        let plain = if closes {
            &parts[..parts.len() - 1]
        } else {
            parts
        };
        let mut end = 0;
        let parts = plain
            .iter()
            .map(|part| {
                end = (end + part.len()).min(text.len());
                let entries = self.entries(part).iter().filter(|e| e.rest.is_empty());
                (entries.cloned().collect(), end)
            })
            .collect();
        self.steps[at].prefix = Some(u32::try_from(self.prefixes.len()).unwrap_or(0));
        self.prefixes.push(Clitics {
            parts,
            article: closes,
        });
    }

    /// What is filed under a word as it stands.
    pub(crate) fn entries(&self, word: &str) -> &[Entry] {
        self.table.get(word).map_or(&[], |filed| &filed.entries)
    }

    /// The ways to take clitics off a word so that what is left is in the table, or is a number in letters.
    pub(crate) fn stripped<'a>(
        &'a self,
        word: &'a str,
    ) -> impl Iterator<Item = (&'a Clitics, &'a str)> {
        let mut at = 0;
        word.char_indices()
            .map_while(move |(i, c)| {
                let (_, next) = self.steps[at].next.iter().find(|(l, _)| *l == c)?;
                at = *next as usize;
                let rest = &word[i + c.len_utf8()..];
                Some((self.steps[at].prefix, rest))
            })
            .filter_map(|(prefix, rest)| Some((self.prefixes.get(prefix? as usize)?, rest)))
            .filter(|(_, rest)| !rest.is_empty())
    }

    /// Marks of one word.
    fn word_marks(&self, word: &str) -> Marks {
        let mut marks = 0;
        if let Some(filed) = self.table.get(word) {
            if filed.marks & ANCHOR != 0 {
                return filed.marks;
            }
            marks = filed.marks;
        }
        for (_, rest) in self.stripped(word) {
            if let Some(filed) = self.table.get(rest) {
                // With a conjunction before it (`وقد`) the mark of a pluperfect begins a clause of its own.
                marks |= filed.marks & !(STOP | PAUSE | OPEN | CLOSE | PERFECT);
            }
        }
        if marks == 0 && !self.letters.is_empty() && word.contains('"') {
            let found = self.numeral(word).is_some()
                || self
                    .stripped(word)
                    .any(|(_, rest)| self.numeral(rest).is_some());
            if found {
                return KNOWN | ANCHOR;
            }
        }
        marks
    }

    /// Marks of the rows of words that begin at a token.
    fn row_marks(&self, folded: &Folded, at: usize, word: &str) -> Marks {
        let Some(filed) = self.table.get(word).filter(|f| f.row != 0) else {
            return 0;
        };
        let whole = filed.entries.iter().any(|e| {
            !e.rest.is_empty()
                && self.row_classes.contains(&e.class)
                && (at + 1..).zip(&e.rest).all(|(i, w)| folded.word(i) == &**w)
        });
        if whole { filed.row } else { 0 }
    }

    /// A letter that is a number by the mark after it, perhaps behind a clitic: `ט' בכסלו`.
    fn is_letter_before_mark(&self, folded: &Folded, at: usize, word: &str) -> bool {
        self.has_letters()
            && folded.word(at + 1) == "'"
            && word.chars().count() <= 3
            && word
                .chars()
                .next_back()
                .is_some_and(|c| self.letters.contains_key(&c))
    }

    /// Marks of every token, into `out`.
    pub(crate) fn scan(&self, folded: &Folded, out: &mut Vec<Marks>) {
        out.clear();
        out.reserve(folded.tokens.len());
        for (i, token) in folded.tokens.iter().enumerate() {
            let marks = match token.kind {
                TokenKind::Number => KNOWN | ANCHOR,
                TokenKind::Word => {
                    let word = folded.word(i);
                    let marks = self.word_marks(word) | self.row_marks(folded, i, word);
                    if marks & KNOWN == 0 && self.is_letter_before_mark(folded, i, word) {
                        KNOWN
                    } else {
                        marks
                    }
                }
                TokenKind::Punct => self.table.get(folded.word(i)).map_or(0, |f| f.marks),
            };
            out.push(marks);
        }
    }

    /// The value of a number in letters: `תש"ח`, `כ"ט`, with the thousands before a mark (`ה'תש"ח`).
    pub(crate) fn numeral(&self, word: &str) -> Option<i32> {
        let (thousands, rest) = match word.split_once('\'') {
            Some((first, rest)) if !rest.is_empty() => (self.letter_sum(first)?, rest),
            _ => (0, word),
        };
        if thousands > 9 || !rest.contains('"') {
            return None;
        }
        Some(thousands * 1000 + self.letter_sum(rest)?)
    }

    /// The sum of letters in falling order of value; marks are passed over.
    pub(crate) fn letter_sum(&self, word: &str) -> Option<i32> {
        let mut sum = 0;
        let mut last = i32::MAX;
        let mut letters = word.chars().filter(|c| *c != '"' && *c != '\'').peekable();
        letters.peek()?;
        for letter in letters {
            let value = *self.letters.get(&letter)?;
            // Only the letter for the highest hundred is written twice; 15 and 16 are 9 and 6, 9 and 7.
            if value > last || (value == last && value < 400) {
                return None;
            }
            if value < 10 && last < 10 && !(last == 9 && (value == 6 || value == 7)) {
                return None;
            }
            if (10..100).contains(&value) && (10..100).contains(&last) {
                return None;
            }
            last = value;
            sum += value;
        }
        Some(sum)
    }

    /// Whether the language writes numbers in letters.
    pub(crate) fn has_letters(&self) -> bool {
        !self.letters.is_empty()
    }
}

/// Letters in order stand for 1 to 9, 10 to 90, 100 and on.
fn letter_values(letters: &[String]) -> FxHashMap<char, i32> {
    letters
        .iter()
        .zip(0..)
        .flat_map(|(forms, i)| {
            let value = match i {
                0..=8 => i + 1,
                9..=17 => (i - 8) * 10,
                _ => (i - 17) * 100,
            };
            forms.chars().map(move |letter| (letter, value))
        })
        .collect()
}

/// What each class means to the quick look.
struct ClassMarks {
    relative: Option<Class>,
    earlier: Option<Class>,
    auxiliary: Option<Class>,
    perfect: Option<Class>,
    anchors: Vec<Option<Class>>,
    /// Lists whose rows begin with common words (`بعد ساعات`): the last word is the anchor.
    rows: Vec<Option<Class>>,
    /// Whether ordinals written out stand for days by themselves.
    days: bool,
    /// Lists asked for around a match alone: their words are part of no expression.
    around: Vec<Option<Class>>,
}

impl ClassMarks {
    fn new(pack: &TimePack) -> Self {
        Self {
            relative: pack.class("relative"),
            earlier: pack.class("pluperfect"),
            auxiliary: pack.class("auxiliary"),
            perfect: pack.class("perfect"),
            around: [
                "after-day",
                "not-after-day",
                "past-ending",
                "feminine-ending",
            ]
            .iter()
            .map(|n| pack.class(n))
            .collect(),
            anchors: ["vague", "thereof", "then", "anchor"]
                .iter()
                .map(|n| pack.class(n))
                .collect(),
            days: pack.class("feminine-ending").is_some(),
            rows: ["hours", "since-then", "until-today", "feast"]
                .iter()
                .map(|n| pack.class(n))
                .collect(),
        }
    }

    fn of(&self, class: Class) -> Marks {
        let some = Some(class);
        if some == self.auxiliary {
            return AUXILIARY;
        }
        if some == self.perfect {
            return PERFECT;
        }
        if self.around.contains(&some) {
            return 0;
        }
        let anchor = matches!(
            class,
            class::MONTH
                | class::WEEKDAY
                | class::UNIT
                | class::PAIR
                | class::SOME
                | class::POINTED
                | class::PART_OF
                | class::SEASON
                | class::DEICTIC
                | class::DECADE
                | class::NUMERAL
        ) || self.anchors.contains(&some);
        KNOWN
            | if anchor { ANCHOR } else { 0 }
            | if some == self.relative { RELATIVE } else { 0 }
            | if some == self.earlier { EARLIER } else { 0 }
    }
}
