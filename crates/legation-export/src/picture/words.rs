//! The words that a picture itself says, by language: data in `words/*.toml`, none of it in the code.
//!
//! Names of actors, agreements and offices are not here; they come in with the picture, in the language wanted.

use std::{collections::BTreeMap, sync::OnceLock};

use legation_model::TieKind;
use serde::Deserialize;

use super::{Error, text};

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Code of the language, as in `xml:lang`.
    pub language: String,
    /// Whether its lines run from right to left.
    pub rtl: bool,
    /// Families of letters that suit it, the first choice first, as in CSS; the general ones follow by themselves.
    pub fonts: String,
    /// What the picture says.
    pub phrases: Phrases,
    /// What the page of a document says.
    pub document: crate::document::Phrases,
    /// Names of the kinds of tie.
    pub kinds: BTreeMap<TieKind, String>,
    /// Names of the classes of events.
    pub classes: BTreeMap<String, String>,
}

/// What pictures say besides names. `{...}` stands for what is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phrases {
    /// A stretch that is certain.
    pub certain: String,
    /// A stretch that is possible.
    pub possible: String,
    /// What is said of an end that no source tells of but that follows from something else.
    pub inferred: String,
    /// The time after an inferred end.
    pub after: String,
    /// A beginning or end whose day is not known.
    pub soft: String,
    /// A beginning or end of which nothing tells.
    pub open: String,
    /// A tie with no beginning or end told, in the note of a band.
    pub untold: String,
    /// A day on which something shows the tie.
    pub shown: String,
    /// A stretch of which no document speaks.
    pub no_source: String,
    /// Upper side of the scale.
    pub cooperation: String,
    /// Lower side of the scale.
    pub conflict: String,
    /// An event whose day is known.
    pub on_day: String,
    /// An event whose day is not known.
    pub in_span: String,
    /// An event that was planned or demanded.
    pub planned: String,
    /// An event that is denied.
    pub denied: String,
    /// Which way time runs.
    pub time: String,
    /// Several events in one mark, by month.
    pub by_month: String,
    /// The same by year.
    pub by_year: String,
    /// The same by decade.
    pub by_decade: String,
    /// Name of the strip of counts; `{n}` is the highest.
    pub counts: String,
    /// How many ties; `{n}`.
    pub ties: String,
    /// How many events; `{n}`.
    pub events: String,
    /// How many actors; `{n}`.
    pub actors: String,
    /// Events without a date; `{n}`.
    pub undated: String,
    /// Events outside the time shown; `{n}`.
    pub outside: String,
    /// Events that are planned or denied and not shown where events are counted; `{n}`.
    pub not_happened: String,
    /// Actors that are not shown; `{n}`.
    pub more: String,
    /// Title of the picture of a day, which says the date by itself.
    pub in_force: String,
    /// No tie to show.
    pub no_ties: String,
    /// No event to show.
    pub no_events: String,
}

/// The languages whose words are shipped.
const SHIPPED: [&str; 3] = [
    include_str!("../../words/en.toml"),
    include_str!("../../words/ar.toml"),
    include_str!("../../words/he.toml"),
];

impl Words {
    /// The shipped words of a language: `en`, `ar` or `he`. A region is not looked at: `ar-SY` is `ar`.
    ///
    /// # Errors
    /// No words are shipped for it.
    pub fn shipped(language: &str) -> Result<Self, Error> {
        static READ: OnceLock<Vec<Words>> = OnceLock::new();
        let all = READ.get_or_init(|| {
            SHIPPED
                .iter()
                .filter_map(|text| Self::from_toml(text).ok())
                .collect()
        });
        let wanted = language.split(['-', '_']).next().unwrap_or_default();
        let found = all.iter().find(|words| words.language == wanted);
        found.cloned().ok_or_else(|| Error::NoWords {
            language: language.to_owned(),
            known: all
                .iter()
                .map(|words| words.language.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        })
    }

    /// Words from the text of a file laid out as those of `words/`, for a language that is not shipped.
    ///
    /// # Errors
    /// The text is not TOML, or a word is missing or unknown.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|e| Error::Words(e.to_string()))
    }

    /// Name of a kind of tie.
    #[must_use]
    pub fn kind(&self, kind: TieKind) -> &str {
        self.kinds.get(&kind).map_or(kind.as_str(), String::as_str)
    }

    /// Name of a class of events; the class itself where the language has no word for it.
    #[must_use]
    pub fn class<'a>(&'a self, class: &'a str) -> &'a str {
        self.classes.get(class).map_or(class, String::as_str)
    }

    /// A phrase with a number in it.
    pub(crate) fn counted(&self, phrase: &str, n: usize) -> String {
        phrase.replace("{n}", &n.to_string())
    }

    /// A label that runs as the language does.
    pub(crate) fn line(&self, text: &str) -> String {
        text::line(text, self.rtl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let english = Words::shipped("en").expect("English is shipped");
        for text in SHIPPED {
            let words = Words::from_toml(text).expect("shipped words are whole");
            for kind in TieKind::ALL {
                assert!(
                    words.kinds.contains_key(&kind),
                    "{}: {kind}",
                    words.language
                );
            }
            let classes: Vec<_> = words.classes.keys().collect();
            assert_eq!(classes, english.classes.keys().collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_class_of_the_packs_has_a_word() {
        let packs = include_str!("../../../../packs/events.toml");
        let english = Words::shipped("en").expect("English is shipped");
        let mut seen = 0;
        for line in packs.lines().filter_map(|l| l.strip_prefix("name = \"")) {
            let class = line.trim_end_matches('"');
            assert!(english.classes.contains_key(class), "no word for {class}");
            seen += 1;
        }
        assert!(seen > 20);
    }

    #[test]
    fn an_unknown_language_names_the_known() {
        let told = Words::shipped("tlh")
            .expect_err("no words for it")
            .to_string();
        assert!(
            told.contains("tlh") && told.contains("en, ar, he"),
            "{told}"
        );
    }
}
