//! `nouns.toml` and `status.toml`: nouns that compose with actors, and words that decide a claim's status.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Language, PackError, PackFiles};

/// A person's office or title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Usual English name.
    pub name: String,
    /// Words, uninflected.
    pub words: Vec<String>,
    /// Whether it is an office that can be taken and left.
    #[serde(default)]
    pub office: bool,
    /// ISO 3166-1 code of the country whose title it is where the text names none: RUS of a tsar.
    #[serde(default)]
    pub country: Option<String>,
    /// Whether who holds it is sent abroad: an ambassador is of his own state, not of the one where he sits.
    #[serde(default)]
    pub sent: bool,
    /// Whether it is an office of a party by its nature: a first secretary's.
    #[serde(default)]
    pub party: bool,
    /// Its name where it is no party's: the general secretary of the United Nations is a secretary-general.
    #[serde(default)]
    pub otherwise: Option<String>,
}

/// Nouns for an office itself, which name nobody: "the premiership".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeNoun {
    /// Usual English name of the office, as its title has it.
    pub name: String,
    /// Words, uninflected.
    pub words: Vec<String>,
    /// As [`Title::party`].
    #[serde(default)]
    pub party: bool,
    /// As [`Title::sent`].
    #[serde(default)]
    pub sent: bool,
    /// As [`Title::otherwise`].
    #[serde(default)]
    pub otherwise: Option<String>,
}

/// What a body is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// An organ: government, ministry, embassy, delegation.
    Body,
    /// Armed forces.
    Forces,
    /// A people or group.
    People,
    /// A party.
    Party,
}

/// A group or organ that acts for its country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// English name.
    pub name: String,
    /// Words, uninflected.
    pub words: Vec<String>,
    /// What it is made of.
    pub kind: BodyKind,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NounsFile {
    title: Vec<Title>,
    office: Vec<OfficeNoun>,
    body: Vec<Body>,
    agreement: Words,
    organization: Words,
}

/// The nouns of one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Nouns {
    /// Offices and titles.
    pub titles: Vec<Title>,
    /// Nouns for offices themselves.
    pub offices: Vec<OfficeNoun>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Nouns that name agreements.
    pub agreement: Vec<String>,
    /// Generic nouns for organizations.
    pub organization: Vec<String>,
}

impl Nouns {
    /// Reads `lang/TAG/nouns.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub(crate) fn load(files: &PackFiles, language: &Language) -> Result<Self, PackError> {
        let file: NounsFile = files.parse(&format!("lang/{}/nouns.toml", language.tag))?;
        Ok(Self {
            titles: file.title,
            offices: file.office,
            bodies: file.body,
            agreement: file.agreement.words,
            organization: file.organization.words,
        })
    }
}

/// What a cue does to the claims that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cue {
    /// Negates the verb after it.
    Negation,
    /// Makes what it governs planned.
    Planned,
    /// Makes what it governs attributed.
    Reporting,
    /// Opens a condition.
    Conditional,
    /// Denies what it governs.
    Denial,
    /// Takes back a negation: "did not ... except".
    Exception,
    /// What it governs happened, though its form is that of a wish: "managed to", "forced to".
    Factive,
}

/// The cues of one language: words with the part that they are inflected by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cues(pub(crate) Vec<(Cue, String, String)>);

impl Cues {
    /// Reads `lang/TAG/status.toml`: per kind of cue, lists of words by part of [inflection], `words` and `phrase`
    /// uninflected.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub(crate) fn load(files: &PackFiles, language: &Language) -> Result<Self, Vec<PackError>> {
        let path = format!("lang/{}/status.toml", language.tag);
        let file: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            files.parse(&path).map_err(|e| vec![e])?;
        let at = |near: &str| {
            files
                .get(&path)
                .and_then(|text| text.find(near))
                .unwrap_or(0)
        };
        let mut cues = Vec::new();
        let mut errors = Vec::new();
        for (kind, parts) in file {
            let cue = match kind.as_str() {
                "negation" => Cue::Negation,
                "planned" => Cue::Planned,
                "reporting" => Cue::Reporting,
                "conditional" => Cue::Conditional,
                "denial" => Cue::Denial,
                "exception" => Cue::Exception,
                "factive" => Cue::Factive,
                other => {
                    let message = format!("`{other}` is no kind of cue");
                    errors.push(files.error_at(
                        &path,
                        at(other),
                        message,
                        Some("negation, planned, reporting, conditional, denial, exception or factive"),
                    ));
                    continue;
                }
            };
            for (part, words) in parts {
                if part != "words" && part != "phrase" && !language.inflection.contains_key(&part) {
                    let message =
                        format!("`{part}` under [{kind}] is no part that language.toml inflects");
                    errors.push(files.error_at(
                        &path,
                        at(&part),
                        message,
                        Some("use `words` for words that do not change"),
                    ));
                    continue;
                }
                cues.extend(words.into_iter().map(|word| (cue, part.clone(), word)));
            }
        }
        if errors.is_empty() {
            Ok(Self(cues))
        } else {
            Err(errors)
        }
    }
}
