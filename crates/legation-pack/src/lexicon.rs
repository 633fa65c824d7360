//! All words of one language's packs in one automaton over folded text: names, titles, triggers, function words,
//! cues. Reading is one pass over the text, however many words there are.
//!
//! Words are matched with the clitics that lean on them; the lexicon says which clitics stood there.

use std::collections::BTreeMap;

use daachorse::DoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

use crate::{
    Actors, Classes, Cue, Folded, Frames, Language, NameKind, Named, Nouns, PackError, PackFiles,
    PrepId, SetId, Sort, TokenKind, nouns::Cues,
};

/// What a function word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// Joins equals.
    And,
    /// Joins alternatives.
    Or,
    /// Opens a complement clause.
    That,
    /// Opens a relative clause.
    Relative,
    /// Opens another subordinate clause.
    Subordinate,
    /// A pronoun of the third person.
    Pronoun,
    /// A pronoun that means a person alone.
    PersonPronoun,
    /// A possessive pronoun.
    Possessive,
    /// "The two sides".
    Both,
    /// "The country" that the text is about.
    Country,
    /// Makes a verb or noun passive.
    Passive,
    /// A verb that only carries a noun.
    Light,
    /// "The former".
    Former,
    /// Never part of a name.
    NotName,
}

/// What a word of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// Names an actor or place.
    Name(Named, NameKind),
    /// A title, by its place in [`Nouns::titles`].
    Title(u16),
    /// A body, by its place in [`Nouns::bodies`].
    Body(u16),
    /// A noun that names agreements.
    Agreement,
    /// A generic noun for an organization.
    Organization,
    /// A function word.
    Word(WordClass),
    /// A preposition.
    Prep(PrepId),
    /// A preposition with a pronoun in one word; whether the pronoun means two.
    PrepPronoun(PrepId, bool),
    /// Triggers a frame, by its place in [`Frames::list`].
    Trigger {
        /// The frame.
        frame: u16,
        /// Verb, passive or noun.
        sort: Sort,
        /// Whether a pronoun is written at its end.
        pronoun: bool,
    },
    /// A companion word of frames.
    Companion(SetId),
    /// Decides a status.
    Cue(Cue),
}

/// Which clitics may lean on a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Clitics {
    Noun,
    Verb,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    sense: Sense,
    clitics: Clitics,
    /// The pattern lacks its article; only a chain of clitics that swallows the article makes it whole.
    contracted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Pattern {
    first: u32,
    count: u32,
    tokens: u32,
}

/// A chain of clitics, by its place in the lexicon's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PrefixId(u16);

/// What a chain of clitics says of the word that it leans on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrefixInfo {
    /// As written, folded.
    pub text: String,
    /// The preposition in it.
    pub prep: Option<PrepId>,
    /// Whether a coordinating word is in it.
    pub and: bool,
    /// Whether a word that opens a clause is in it.
    pub clause: bool,
    /// Whether the article is in it, or may be.
    pub article: bool,
    noun: bool,
    verb: bool,
    contracted: bool,
}

/// A word of the lexicon found in a text, by token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Clitics before it.
    pub prefix: Option<PrefixId>,
    /// What it means.
    pub sense: Sense,
}

/// Buffers that scanning uses again.
#[derive(Debug, Default)]
pub struct Scratch {
    /// For each byte of the folded text, one more than the token that ends there, or 0.
    ends: Vec<u32>,
}

/// The lexicon of one language.
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// Its frames.
    pub frames: Frames,
    /// Its titles, bodies and the like.
    pub nouns: Nouns,
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    patterns: Vec<Pattern>,
    entries: Vec<Entry>,
    prefix_ids: FxHashMap<String, PrefixId>,
    prefixes: Vec<PrefixInfo>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("language", &self.language.tag)
            .field("patterns", &self.patterns.len())
            .finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Reads and compiles the packs of one language.
    ///
    /// # Errors
    /// All that is wrong in its files, with lines.
    pub fn load(
        files: &PackFiles,
        tag: &str,
        actors: &Actors,
        classes: &Classes,
    ) -> Result<Self, Vec<PackError>> {
        let language = Language::load(files, tag).map_err(|e| vec![e])?;
        let nouns = Nouns::load(files, &language).map_err(|e| vec![e])?;
        let predefined = BTreeMap::from([
            ("agreement".to_owned(), nouns.agreement.clone()),
            ("organization".to_owned(), nouns.organization.clone()),
        ]);
        let frames = Frames::load(files, &language, classes, &predefined)?;
        let cues = Cues::load(files, &language)?;
        let mut builder = Builder {
            language: &language,
            map: BTreeMap::new(),
        };
        builder.names(actors);
        builder.nouns(&nouns);
        builder.words();
        builder.frames(&frames);
        builder.cues(&cues);
        let map = builder.map;
        let prefixes = prefixes(&language, &frames);
        let prefix_ids = prefixes
            .iter()
            .enumerate()
            .filter_map(|(i, p)| Some((p.text.clone(), PrefixId(u16::try_from(i).ok()?))))
            .collect();
        let mut patterns = Vec::with_capacity(map.len());
        let mut entries = Vec::new();
        for (text, senses) in &map {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            patterns.push(Pattern {
                first: count(entries.len()),
                count: count(senses.len()),
                tokens: count(tokens_in(&language, text)),
            });
            entries.extend(senses.iter().copied());
        }
        let automaton = if map.is_empty() {
            None
        } else {
            let built = DoubleArrayAhoCorasick::new(map.keys());
            Some(built.map_err(|e| {
                vec![files.error_at(
                    &format!("lang/{tag}/frames.toml"),
                    0,
                    format!("the words do not compile: {e}"),
                    None,
                )]
            })?)
        };
        Ok(Self {
            automaton,
            patterns,
            entries,
            prefix_ids,
            prefixes,
            frames,
            nouns,
            language,
        })
    }

    /// How many different strings it knows.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// What a chain of clitics says.
    #[must_use]
    pub fn prefix(&self, id: PrefixId) -> &PrefixInfo {
        &self.prefixes[usize::from(id.0)]
    }

    /// All words of the lexicon in a stretch of text, in order of their end, overlapping ones too.
    pub fn scan(&self, folded: &Folded, scratch: &mut Scratch, found: &mut Vec<Item>) {
        found.clear();
        let Some(automaton) = &self.automaton else {
            return;
        };
        scratch.ends.clear();
        scratch.ends.resize(folded.text.len() + 1, 0);
        for (index, token) in folded.tokens.iter().enumerate() {
            scratch.ends[token.folded_end as usize] = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let to = scratch.ends[hit.end()] as usize;
            if to == 0 {
                continue;
            }
            let pattern = self.patterns[hit.value() as usize];
            let Some(from) = to.checked_sub(pattern.tokens as usize) else {
                continue;
            };
            let start = folded.tokens[from].folded_start as usize;
            if start > hit.start() {
                continue;
            }
            let prefix = if start == hit.start() {
                None
            } else {
                match self.prefix_ids.get(&folded.text[start..hit.start()]) {
                    Some(id) => Some(*id),
                    None => continue,
                }
            };
            let first = pattern.first as usize;
            for entry in &self.entries[first..first + pattern.count as usize] {
                if self.fits(entry, prefix, folded, from, to) {
                    found.push(Item {
                        from,
                        to,
                        prefix,
                        sense: entry.sense,
                    });
                }
            }
        }
    }

    /// Whether an entry may stand with these clitics, and with a capital where the language writes names so.
    fn fits(
        &self,
        entry: &Entry,
        prefix: Option<PrefixId>,
        folded: &Folded,
        from: usize,
        to: usize,
    ) -> bool {
        let clitics = match prefix {
            None => !entry.contracted,
            Some(id) => {
                let info = self.prefix(id);
                let allowed = match entry.clitics {
                    Clitics::Noun => info.noun,
                    Clitics::Verb => info.verb,
                };
                allowed && (!entry.contracted || info.contracted)
            }
        };
        let capital = !self.language.capitals
            || !matches!(entry.sense, Sense::Name(..))
            || folded.tokens[from..to]
                .iter()
                .any(|t| t.capital && t.kind == TokenKind::Word);
        clitics && capital
    }
}

/// How many tokens a folded pattern has.
fn tokens_in(language: &Language, folded: &str) -> usize {
    language
        .folder
        .fold(folded, legation_model::Span::new(0, folded.len()), &[])
        .tokens
        .len()
}

/// What each chain of clitics of a language says.
fn prefixes(language: &Language, frames: &Frames) -> Vec<PrefixInfo> {
    let fold = |words: &[String]| {
        words
            .iter()
            .map(|w| language.folder.fold_str(w))
            .collect::<Vec<_>>()
    };
    let and = fold(&language.words.and);
    let clause: Vec<String> = [
        &language.words.that,
        &language.words.relative,
        &language.words.subordinate,
    ]
    .into_iter()
    .flat_map(|w| fold(w))
    .collect();
    let mut all: BTreeMap<String, PrefixInfo> = BTreeMap::new();
    for (list, noun) in [
        (language.noun_prefixes(), true),
        (language.verb_prefixes(), false),
    ] {
        for prefix in list {
            let info = all
                .entry(prefix.text.clone())
                .or_insert_with(|| PrefixInfo {
                    text: prefix.text.clone(),
                    ..PrefixInfo::default()
                });
            info.noun |= noun;
            info.verb |= !noun;
            info.contracted |= prefix.contracted;
            for part in &prefix.parts {
                info.and |= and.contains(part);
                info.clause |= clause.contains(part);
                info.article |= prefix.contracted || language.article.as_ref() == Some(part);
                if noun {
                    info.prep = info.prep.or_else(|| frames.prepositions.find(part));
                }
            }
        }
    }
    all.into_values().collect()
}

/// Collects patterns and what they mean; ordered, so that the same packs compile to the same lexicon.
struct Builder<'a> {
    language: &'a Language,
    map: BTreeMap<String, Vec<Entry>>,
}

impl Builder<'_> {
    fn put(&mut self, folded: String, sense: Sense, clitics: Clitics) {
        if folded.is_empty() {
            return;
        }
        if clitics == Clitics::Noun
            && let Some(article) = &self.language.article
            && let Some(rest) = folded.strip_prefix(article.as_str())
            && rest.chars().nth(1).is_some()
        {
            self.add(
                rest.to_owned(),
                Entry {
                    sense,
                    clitics,
                    contracted: true,
                },
            );
        }
        self.add(
            folded,
            Entry {
                sense,
                clitics,
                contracted: false,
            },
        );
    }

    fn add(&mut self, text: String, entry: Entry) {
        let entries = self.map.entry(text).or_default();
        if let Err(at) = entries.binary_search(&entry) {
            entries.insert(at, entry);
        }
    }

    fn put_forms(&mut self, part: &str, word: &str, sense: Sense, clitics: Clitics) {
        for form in self.language.forms(part, word) {
            self.put(form.text, sense, clitics);
        }
    }

    fn names(&mut self, actors: &Actors) {
        let names: Vec<(String, NameKind, Named)> = actors
            .names(&self.language.tag)
            .map(|(name, kind, named)| (name.to_owned(), kind, named))
            .collect();
        for (name, kind, named) in names {
            let sense = Sense::Name(named, kind);
            if kind == NameKind::Adjective {
                self.put_forms("adjective", &name, sense, Clitics::Noun);
            } else {
                self.put(self.language.folder.fold_str(&name), sense, Clitics::Noun);
            }
        }
    }

    fn nouns(&mut self, nouns: &Nouns) {
        let id = |i: usize| u16::try_from(i).unwrap_or(u16::MAX);
        for (i, title) in nouns.titles.iter().enumerate() {
            for word in &title.words {
                self.put_forms("noun", word, Sense::Title(id(i)), Clitics::Noun);
            }
        }
        for (i, body) in nouns.bodies.iter().enumerate() {
            for word in &body.words {
                self.put_forms("noun", word, Sense::Body(id(i)), Clitics::Noun);
            }
        }
        for word in &nouns.agreement {
            self.put_forms("noun", word, Sense::Agreement, Clitics::Noun);
        }
        for word in &nouns.organization {
            self.put_forms("noun", word, Sense::Organization, Clitics::Noun);
        }
    }

    fn words(&mut self) {
        let words = &self.language.words;
        let lists = [
            (&words.and, WordClass::And),
            (&words.or, WordClass::Or),
            (&words.that, WordClass::That),
            (&words.relative, WordClass::Relative),
            (&words.subordinate, WordClass::Subordinate),
            (&words.pronouns, WordClass::Pronoun),
            (&words.person_pronouns, WordClass::PersonPronoun),
            (&words.possessives, WordClass::Possessive),
            (&words.former, WordClass::Former),
            (&words.passive, WordClass::Passive),
            (&words.light, WordClass::Light),
            (&words.not_names, WordClass::NotName),
        ];
        let mut put: Vec<(String, Sense, Clitics)> = Vec::new();
        for (list, class) in lists {
            put.extend(list.iter().map(|w| {
                (
                    self.language.folder.fold_str(w),
                    Sense::Word(class),
                    Clitics::Verb,
                )
            }));
        }
        for (list, class) in [
            (&words.both, WordClass::Both),
            (&words.country, WordClass::Country),
        ] {
            put.extend(list.iter().map(|w| {
                (
                    self.language.folder.fold_str(w),
                    Sense::Word(class),
                    Clitics::Noun,
                )
            }));
        }
        for (text, sense, clitics) in put {
            self.put(text, sense, clitics);
        }
    }

    fn frames(&mut self, frames: &Frames) {
        for (id, word) in frames.prepositions.iter() {
            self.put(word.to_owned(), Sense::Prep(id), Clitics::Verb);
        }
        let section = &self.language.prepositions;
        for (forms, both) in [(&section.pronoun, false), (&section.both, true)] {
            for (prep, words) in forms {
                let Some(id) = frames
                    .prepositions
                    .find(&self.language.folder.fold_str(prep))
                else {
                    continue;
                };
                for word in words {
                    self.put(
                        self.language.folder.fold_str(word),
                        Sense::PrepPronoun(id, both),
                        Clitics::Verb,
                    );
                }
            }
        }
        for entry in &frames.entries {
            let clitics = if entry.sort == Sort::Noun {
                Clitics::Noun
            } else {
                Clitics::Verb
            };
            for form in self.language.forms(&entry.part, &entry.text) {
                let sense = Sense::Trigger {
                    frame: entry.frame,
                    sort: entry.sort,
                    pronoun: form.pronoun,
                };
                self.put(form.text, sense, clitics);
            }
        }
        for (i, words) in frames.sets.iter().enumerate() {
            let sense = Sense::Companion(SetId(u16::try_from(i).unwrap_or(u16::MAX)));
            for word in words {
                self.put_forms("noun", word, sense, Clitics::Noun);
            }
        }
    }

    fn cues(&mut self, cues: &Cues) {
        for (cue, part, word) in &cues.0 {
            let clitics = if part.starts_with("noun") {
                Clitics::Noun
            } else {
                Clitics::Verb
            };
            self.put_forms(part, word, Sense::Cue(*cue), clitics);
        }
    }
}
