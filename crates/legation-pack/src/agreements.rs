//! Kinds of agreements by the words of their names, from `agreements.toml`: a treaty of mutual assistance makes allies, an
//! armistice ends fighting.
//!
//! Knows no word by itself. Names are folded as their language wants it, articles and clitics come off, and the words of the
//! file are looked for in every form that the language makes of a noun.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::Span;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    ActorEntry, Folded, Folder, Language, PackError, PackFiles, TokenKind,
    files::{line_of, nearest, parse_toml},
};

/// The file.
const PATH: &str = "agreements.toml";

/// The language of the names that the packs give.
const PACK_LANGUAGE: &str = "en";

/// A kind of agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementKind {
    /// Name: `non-aggression`.
    pub name: String,
    /// Whether parties to an agreement of this kind are allies while it is in force.
    pub opens_alliance: bool,
    /// Whether an agreement of this kind ends hostilities between its parties.
    pub closes_hostilities: bool,
    /// Kinds of one family may be names of one agreement.
    pub family: Option<String>,
}

/// All kinds of agreements, with the words of every language that tell them, ready for use.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AgreementKinds {
    kinds: Vec<AgreementKind>,
    /// By BCP 47 tag.
    languages: BTreeMap<String, Words>,
}

/// What is looked for in the names of one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Words {
    folder: Folder,
    /// Chains of clitics that may stand before a noun, folded.
    prefixes: Vec<String>,
    /// Folded articles that are words of their own.
    articles: BTreeSet<String>,
    /// Folded forms, and the words of the file that they are forms of.
    forms: BTreeMap<String, Vec<u16>>,
    phrases: Vec<Phrase>,
}

/// Words in a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Phrase {
    words: Vec<u16>,
    /// The place of its kind; `None`: it only looks like one.
    kind: Option<u8>,
}

/// The shape of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<RawKind>,
    #[serde(default)]
    guard: Lists,
}

/// Entries by language.
type Lists = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    name: Spanned<String>,
    #[serde(default)]
    opens_alliance: bool,
    #[serde(default)]
    closes_hostilities: bool,
    family: Option<String>,
    #[serde(default)]
    words: Lists,
}

/// A phrase found in a name: its tokens, half-open, and its kind.
struct Found {
    from: usize,
    to: usize,
    kind: Option<u8>,
}

impl AgreementKinds {
    /// Reads `agreements.toml` and compiles it for the languages that the packs have. Words of other languages are left
    /// alone; [`crate::check`] tells of them.
    ///
    /// # Errors
    /// All that is wrong, with its line: no file or another shape, kinds named twice, entries that are empty, stand twice
    /// or hold a word that folds into several.
    pub fn load(files: &PackFiles) -> Result<Self, Vec<PackError>> {
        let file: File = files.parse(PATH).map_err(|e| vec![e])?;
        let text = files.get(PATH).unwrap_or_default();
        let mut errors = Vec::new();
        let mut kinds: Vec<AgreementKind> = Vec::new();
        for raw in &file.kind {
            let name = raw.name.get_ref();
            if kinds.iter().any(|kind| kind.name == *name) {
                let message = format!("the kind `{name}` is defined twice");
                errors.push(error(text, &raw.name, message, "remove one"));
            }
            kinds.push(AgreementKind {
                name: name.clone(),
                opens_alliance: raw.opens_alliance,
                closes_hostilities: raw.closes_hostilities,
                family: raw.family.clone(),
            });
        }
        if kinds.len() > usize::from(u8::MAX) {
            let first = &file.kind[0].name;
            let message = "more than 255 kinds".to_owned();
            errors.push(error(text, first, message, "merge kinds"));
        }
        let mut languages = BTreeMap::new();
        for tag in files.languages() {
            let language = match Language::load(files, &tag) {
                Ok(language) => language,
                Err(wrong) => {
                    errors.push(wrong);
                    continue;
                }
            };
            let lists = file
                .kind
                .iter()
                .zip(0..=u8::MAX)
                .map(|(raw, kind)| (&raw.words, Some(kind)))
                .chain([(&file.guard, None)]);
            let mut builder = Builder::new(&language, text, &mut errors);
            for (lists, kind) in lists {
                for entry in lists.get(tag.as_str()).into_iter().flatten() {
                    builder.add(entry, kind);
                }
            }
            if let Some(words) = builder.finish() {
                languages.insert(tag, words);
            }
        }
        if errors.is_empty() {
            Ok(Self { kinds, languages })
        } else {
            errors.sort_by_key(|e| e.line);
            Err(errors)
        }
    }

    /// The kinds, in the order of the file.
    #[must_use]
    pub fn kinds(&self) -> &[AgreementKind] {
        &self.kinds
    }

    /// The kind of a name.
    #[must_use]
    pub fn get(&self, kind: &str) -> Option<&AgreementKind> {
        self.kinds.iter().find(|k| k.name == kind)
    }

    /// The kind that the name of an agreement tells, in the language of the BCP 47 tag `lang` (`ar-SY` is read as `ar`):
    /// of all that its words tell, the one that stands first in the file; `None` where they tell none ("the agreement of
    /// 1954"). A name that says nothing in its language is tried as an English one, since claims in every language name
    /// the agreements that the packs know in English; of those, ask [`AgreementKinds::of_actor`] first.
    ///
    /// A phrase within a longer one does not count: "declaration of neutrality" is no declaration.
    #[must_use]
    pub fn of(&self, name: &str, lang: &str) -> Option<&str> {
        let own = lang.split('-').next().unwrap_or(lang);
        let tags = [lang, own, PACK_LANGUAGE];
        let mut words = tags.iter().filter_map(|tag| self.languages.get(*tag));
        let kind = words.find_map(|words| words.kind(name))?;
        Some(self.kinds.get(usize::from(kind))?.name.as_str())
    }

    /// The kind of an agreement or alliance of the packs: what its entry says, else what its name tells.
    #[must_use]
    pub fn of_actor<'a>(&'a self, entry: &'a ActorEntry) -> Option<&'a str> {
        entry
            .agreement
            .as_deref()
            .or_else(|| self.of(&entry.actor.name, PACK_LANGUAGE))
    }
}

impl Words {
    fn kind(&self, name: &str) -> Option<u8> {
        let mut folded = Folded::default();
        self.folder
            .fold_into(name, Span::new(0, name.len()), &[], &mut folded);
        let tokens: Vec<Vec<u16>> = (0..folded.tokens.len())
            .filter(|t| !self.articles.contains(folded.word(*t)))
            .map(|t| match folded.tokens[t].kind {
                TokenKind::Word => self.words_of(folded.word(t)),
                TokenKind::Number | TokenKind::Punct => Vec::new(),
            })
            .collect();
        let mut found = Vec::new();
        for from in 0..tokens.len() {
            for phrase in &self.phrases {
                let to = from + phrase.words.len();
                let fits = tokens.get(from..to).is_some_and(|tokens| {
                    std::iter::zip(tokens, &phrase.words).all(|(token, word)| token.contains(word))
                });
                if fits {
                    let kind = phrase.kind;
                    found.push(Found { from, to, kind });
                }
            }
        }
        let within_longer = |a: &Found| {
            found
                .iter()
                .any(|b| b.from <= a.from && a.to <= b.to && b.to - b.from > a.to - a.from)
        };
        found
            .iter()
            .filter(|phrase| !within_longer(phrase))
            .filter_map(|phrase| phrase.kind)
            .min()
    }

    /// The words of the file that a folded word is a form of, as it stands and with clitics taken off.
    fn words_of(&self, word: &str) -> Vec<u16> {
        let stripped = self.prefixes.iter().filter_map(|prefix| {
            let rest = word.strip_prefix(prefix.as_str())?;
            rest.chars().nth(1).is_some().then_some(rest)
        });
        std::iter::once(word)
            .chain(stripped)
            .filter_map(|form| self.forms.get(form))
            .flatten()
            .copied()
            .collect()
    }
}

/// Compiles the entries of one language.
struct Builder<'a> {
    language: &'a Language,
    text: &'a str,
    errors: &'a mut Vec<PackError>,
    /// Words of the file, as written, by number.
    numbers: BTreeMap<String, u16>,
    words: Words,
    seen: BTreeSet<Vec<u16>>,
}

impl<'a> Builder<'a> {
    fn new(language: &'a Language, text: &'a str, errors: &'a mut Vec<PackError>) -> Self {
        Self {
            words: Words {
                folder: language.folder.clone(),
                prefixes: language
                    .noun_prefixes()
                    .iter()
                    .map(|prefix| prefix.text.clone())
                    .collect(),
                articles: language.articles().iter().cloned().collect(),
                forms: BTreeMap::new(),
                phrases: Vec::new(),
            },
            numbers: BTreeMap::new(),
            seen: BTreeSet::new(),
            language,
            text,
            errors,
        }
    }

    fn add(&mut self, entry: &Spanned<String>, kind: Option<u8>) {
        let words: Vec<u16> = entry
            .get_ref()
            .split_whitespace()
            .filter_map(|word| self.number(entry, word))
            .collect();
        if words.len() < entry.get_ref().split_whitespace().count() {
            // A word of it was wrong, and that is told already.
        } else if words.is_empty() {
            let message = "an entry has no words".to_owned();
            self.error(entry, message, "write a word or remove it");
        } else if self.seen.insert(words.clone()) {
            self.words.phrases.push(Phrase { words, kind });
        } else {
            let message = format!("`{}` is listed twice", entry.get_ref());
            self.error(
                entry,
                message,
                "leave it in one kind; the first one would win",
            );
        }
    }

    /// The number of a word, which may be several to choose among (`defence|defense`); its forms are added at first sight.
    fn number(&mut self, entry: &Spanned<String>, word: &str) -> Option<u16> {
        if let Some(number) = self.numbers.get(word) {
            return Some(*number);
        }
        let number = u16::try_from(self.numbers.len()).ok()?;
        for form in self.language.forms("noun", word) {
            if form.text.contains(' ') {
                let message = format!("`{word}` is more than one word");
                self.error(entry, message, "write the words apart, without hyphens");
                return None;
            }
            self.words.forms.entry(form.text).or_default().push(number);
        }
        self.numbers.insert(word.to_owned(), number);
        Some(number)
    }

    fn error(&mut self, at: &Spanned<String>, message: String, hint: &str) {
        self.errors.push(error(self.text, at, message, hint));
    }

    /// What was compiled; nothing where the file has no word of the language.
    fn finish(self) -> Option<Words> {
        (!self.words.phrases.is_empty()).then_some(self.words)
    }
}

fn error(text: &str, at: &Spanned<String>, message: String, hint: &str) -> PackError {
    PackError {
        file: PATH.to_owned(),
        line: line_of(text, at.span().start),
        message,
        hint: Some(hint.to_owned()),
    }
}

/// What can be wrong in `agreements.toml` without making it unusable: words of languages that have no folder.
pub(crate) fn unknown_languages(files: &PackFiles, folders: &BTreeSet<String>) -> Vec<PackError> {
    let text = files.get(PATH).unwrap_or_default();
    let Ok(file) = parse_toml::<File>(PATH, text) else {
        return Vec::new();
    };
    let mut errors = Vec::new();
    for lists in file
        .kind
        .iter()
        .map(|kind| &kind.words)
        .chain([&file.guard])
    {
        for tag in lists.keys().filter(|tag| !folders.contains(tag.get_ref())) {
            let hint = nearest(tag.get_ref(), folders.iter().map(String::as_str)).map_or_else(
                || "a new language begins with its folder in `lang/`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no language `{}`", tag.get_ref());
            errors.push(error(text, tag, message, &hint));
        }
    }
    errors
}

/// Names of all kinds; none where the file is missing or wrong.
pub(crate) fn kind_names(files: &PackFiles) -> Vec<String> {
    files.parse::<File>(PATH).map_or_else(
        |_| Vec::new(),
        |file| {
            let names = file.kind.into_iter().map(|kind| kind.name.into_inner());
            names.collect()
        },
    )
}
