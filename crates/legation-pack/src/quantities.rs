//! `quantities.toml`: words that say how many, beyond the number words of `time.toml`.
//!
//! Plain data with a quick look-up; what makes a quantity of them is the reader's business. A language without the
//! file has no quantities.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::time::{HUNDRED, THOUSAND, TimePack, class};
use crate::{Folded, Language, PackError, PackFiles, Prefix};

/// The shape of `quantities.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct QuantityFile {
    multipliers: BTreeMap<Multiplier, Vec<String>>,
    doubled: BTreeMap<Multiplier, Vec<String>>,
    alike: BTreeMap<String, String>,
    half: Vec<String>,
    quarter: Vec<String>,
    about: Vec<String>,
    about_after: Vec<String>,
    vague: Vec<String>,
    labels: Vec<String>,
    units: Vec<String>,
    units_before: Vec<String>,
    skip: Vec<String>,
    stop: Vec<String>,
    parties: Vec<String>,
    fractions: Vec<String>,
    noun_ends: Vec<String>,
    construct_ends: Vec<String>,
    bare_nouns: bool,
}

/// What a number word multiplies by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Multiplier {
    Dozen,
    Hundred,
    Thousand,
    Million,
    Billion,
    Trillion,
}

impl Multiplier {
    fn factor(self) -> u64 {
        match self {
            Self::Dozen => 12,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
            Self::Trillion => 1_000_000_000_000,
        }
    }
}

/// What a word does in a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantityRole {
    /// A number below a thousand.
    Number(u64),
    /// Multiplies by a hundred what stands before it, within a number below a thousand.
    Hundred,
    /// Multiplies the number before it; by itself it is one of that.
    Times(u64),
    /// Two of a multiplier in one word.
    Twice(u64),
    /// Half, or half of one more.
    Half,
    /// A quarter of a multiplier.
    Quarter,
    /// Says, behind the number and its noun, that it is not exact.
    AboutAfter,
    /// A number of which no number is told: "thousands", "several".
    Vague,
    /// A noun that a number only names: "article", "resolution".
    Label,
    /// What is counted, where it is more than one word or begins with a preposition: "per cent".
    Unit,
    /// What is counted, written before the number: "Rs".
    UnitBefore,
    /// May stand between the number and its noun and says nothing of it: "more".
    Skip,
    /// Is no noun and ends what is counted.
    Stop,
    /// Makes another number of the one before it: "tenths".
    Fraction,
    /// The parties themselves: a small number of them is no quantity.
    Party,
}

impl QuantityRole {
    /// Whether it is a number or part of one.
    #[must_use]
    pub fn counts(self) -> bool {
        use QuantityRole::{Half, Hundred, Number, Quarter, Times, Twice};
        matches!(
            self,
            Number(_) | Hundred | Times(_) | Twice(_) | Half | Quarter
        )
    }

    /// Whether it is a multiplier.
    #[must_use]
    pub fn multiplies(self) -> bool {
        matches!(self, Self::Times(_) | Self::Twice(_))
    }
}

#[derive(Debug, Clone)]
struct Entry {
    rest: Vec<Box<str>>,
    role: QuantityRole,
}

/// A word of a quantity as it stands in a text.
#[derive(Debug, Clone, Copy)]
pub struct QuantityHit<'a> {
    /// One past its last token.
    pub to: usize,
    /// The clitics before it.
    pub prefix: Option<&'a Prefix>,
    /// What it does.
    pub role: QuantityRole,
}

/// A language's words for quantities.
#[derive(Debug, Clone, Default)]
pub struct QuantityPack {
    words: FxHashMap<Box<str>, Vec<Entry>>,
    /// Words before a number that say that it is not exact, longest first.
    pub about: Vec<Vec<String>>,
    /// Endings by which a noun is known that nothing more belongs to.
    pub noun_ends: Vec<String>,
    /// Endings of nouns that the next word belongs to.
    pub construct_ends: Vec<String>,
    /// Whether what is counted never has the article.
    pub bare_nouns: bool,
}

impl QuantityPack {
    /// Reads `lang/TAG/quantities.toml`, and the number words of the language's time pack.
    ///
    /// # Errors
    /// Where the file has another shape, or says of a word that it is like one that is no number.
    pub fn load(
        files: &PackFiles,
        language: &Language,
        time: &TimePack,
    ) -> Result<Self, PackError> {
        let path = format!("lang/{}/quantities.toml", language.tag);
        if files.get(&path).is_none() {
            return Ok(Self::default());
        }
        let file: QuantityFile = files.parse(&path)?;
        let mut pack = Self {
            noun_ends: fold_all(language, &file.noun_ends),
            construct_ends: fold_all(language, &file.construct_ends),
            bare_nouns: file.bare_nouns,
            ..Self::default()
        };
        for word in &time.words {
            let role = match (word.class, word.meaning) {
                (class::CARDINAL, HUNDRED) => QuantityRole::Hundred,
                (class::CARDINAL, THOUSAND) => QuantityRole::Times(1_000),
                (class::CARDINAL, 2_000) => QuantityRole::Twice(1_000),
                (class::CARDINAL, number) => match u64::try_from(number) {
                    Ok(number) => QuantityRole::Number(number),
                    Err(_) => continue,
                },
                _ => continue,
            };
            pack.add(&word.tokens, role);
        }
        for (multiplier, words) in &file.multipliers {
            pack.add_all(language, words, QuantityRole::Times(multiplier.factor()));
        }
        for (multiplier, words) in &file.doubled {
            pack.add_all(language, words, QuantityRole::Twice(multiplier.factor()));
        }
        for (word, like) in &file.alike {
            let known = tokens(language, like);
            let role = pack.role(&known).ok_or_else(|| {
                let at = files.get(&path).and_then(|text| text.find(word.as_str()));
                files.error_at(
                    &path,
                    at.unwrap_or(0),
                    format!("`{like}` is no number word"),
                    Some("name one of `[numbers]` in time.toml or of `[multipliers]` here"),
                )
            })?;
            pack.add(&tokens(language, word), role);
        }
        for (words, role) in [
            (&file.half, QuantityRole::Half),
            (&file.quarter, QuantityRole::Quarter),
            (&file.about_after, QuantityRole::AboutAfter),
            (&file.vague, QuantityRole::Vague),
            (&file.labels, QuantityRole::Label),
            (&file.units, QuantityRole::Unit),
            (&file.units_before, QuantityRole::UnitBefore),
            (&file.skip, QuantityRole::Skip),
            (&file.stop, QuantityRole::Stop),
            (&file.parties, QuantityRole::Party),
            (&file.fractions, QuantityRole::Fraction),
        ] {
            pack.add_all(language, words, role);
        }
        pack.about = file.about.iter().map(|w| tokens(language, w)).collect();
        pack.about
            .sort_by_key(|words| std::cmp::Reverse(words.len()));
        for entries in pack.words.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        Ok(pack)
    }

    fn add_all(&mut self, language: &Language, words: &[String], role: QuantityRole) {
        for word in words {
            self.add(&tokens(language, word), role);
        }
    }

    fn add(&mut self, tokens: &[String], role: QuantityRole) {
        if let Some((first, rest)) = tokens.split_first() {
            let rest = rest.iter().map(|w| w.as_str().into()).collect();
            let filed = self.words.entry(first.as_str().into()).or_default();
            filed.push(Entry { rest, role });
        }
    }

    fn role(&self, tokens: &[String]) -> Option<QuantityRole> {
        let (first, rest) = tokens.split_first()?;
        let filed = self.words.get(first.as_str())?;
        let same = |e: &&Entry| e.rest.iter().map(AsRef::as_ref).eq(rest.iter());
        filed.iter().find(same).map(|e| e.role)
    }

    /// Whether it has no words at all: the language's quantities are not read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What the words that begin at a token do, with the clitics before them: longer rows of words before shorter
    /// ones, fewer clitics before more.
    pub fn at<'a>(
        &'a self,
        language: &'a Language,
        folded: &'a Folded,
        at: usize,
    ) -> impl Iterator<Item = QuantityHit<'a>> {
        language
            .strip(folded.word(at))
            .flat_map(move |(prefix, word)| {
                let filed = self.words.get(word).map_or(&[][..], Vec::as_slice);
                let whole =
                    move |e: &&Entry| (at + 1..).zip(&e.rest).all(|(i, w)| folded.word(i) == &**w);
                filed.iter().filter(whole).map(move |e| QuantityHit {
                    to: at + 1 + e.rest.len(),
                    prefix,
                    role: e.role,
                })
            })
    }

    /// Whether the words that begin at a token do this.
    #[must_use]
    pub fn is(&self, language: &Language, folded: &Folded, at: usize, role: QuantityRole) -> bool {
        self.at(language, folded, at).any(|hit| hit.role == role)
    }
}

fn tokens(language: &Language, words: &str) -> Vec<String> {
    let span = legation_model::Span::new(0, words.len());
    let folded = language.folder.fold(words, span, &[]);
    let count = folded.tokens.len();
    (0..count).map(|i| folded.word(i).to_owned()).collect()
}

fn fold_all(language: &Language, words: &[String]) -> Vec<String> {
    words.iter().map(|w| language.folder.fold_str(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<(Language, QuantityPack), PackError> {
        let mut files = PackFiles::embedded();
        files.insert("lang/ar/quantities.toml", text);
        let language = Language::load(&files, "ar")?;
        let time = TimePack::load(&files, &language)?;
        let pack = QuantityPack::load(&files, &language, &time)?;
        Ok((language, pack))
    }

    #[test]
    fn words_are_found_behind_clitics_and_in_rows() {
        let (language, pack) =
            load("units = [\"في المائة\"]\n[alike]\n\"مئتي\" = \"مائتين\"\n").expect("it loads");
        let first = |text: &str| {
            let folded = language
                .folder
                .fold(text, legation_model::Span::new(0, text.len()), &[]);
            let hit = pack.at(&language, &folded, 0).next()?;
            Some((hit.role, hit.to, hit.prefix.map(|p| p.text.clone())))
        };
        assert_eq!(
            first("وثلاثة عشر خبيرا"),
            Some((QuantityRole::Number(13), 2, Some("و".to_owned())))
        );
        assert_eq!(first("مئتي"), Some((QuantityRole::Number(200), 1, None)));
        assert_eq!(first("في المائة"), Some((QuantityRole::Unit, 2, None)));
        assert_eq!(first("ألفين"), Some((QuantityRole::Twice(1_000), 1, None)));
        assert_eq!(first("خبير"), None);
    }

    #[test]
    fn a_word_that_is_like_no_number_is_told_with_its_line() {
        let wrong = load("[alike]\n\"مئتي\" = \"خبير\"\n").expect_err("it is no number");
        assert_eq!(
            (wrong.line, wrong.file.as_str()),
            (2, "lang/ar/quantities.toml")
        );
        assert!(wrong.message.contains("no number word"), "{wrong}");
    }
}
