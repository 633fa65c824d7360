//! From a language's packs to the keys and entries of its lexicon: every word with its forms and what it means.

use legation_model::Span;

use super::{Clitics, Entry, Keys, Mood, Node, Sense, WordClass};
use crate::{Actors, Folded, Frames, Language, NameKind, Nouns, SetId, Sort, nouns::Cues};

/// Keys, what each leads to, and all entries, as [`super::Lexicon`] keeps them.
pub(super) struct Built {
    pub(super) keys: Keys,
    pub(super) nodes: Vec<Node>,
    pub(super) entries: Vec<Entry>,
}

/// Everything that a language's packs say of words.
pub(super) fn build(
    language: &Language,
    actors: &Actors,
    nouns: &Nouns,
    frames: &Frames,
    cues: &Cues,
) -> Built {
    let mut builder = Builder {
        language,
        keys: Keys::default(),
        longer: Vec::new(),
        found: Vec::new(),
        folded: Folded::default(),
    };
    builder.names(actors);
    builder.nouns(nouns);
    builder.words();
    builder.frames(frames);
    builder.cues(cues);
    builder.finish()
}

/// Collects keys and what they mean. Keys are numbered as they come and entries are put in order, so that the
/// same packs make the same lexicon.
struct Builder<'a> {
    language: &'a Language,
    keys: Keys,
    /// Of each key, whether it is the beginning of longer ones.
    longer: Vec<bool>,
    /// Number of the key and what it means.
    found: Vec<(u32, Entry)>,
    /// A buffer.
    folded: Folded,
}

impl Builder<'_> {
    fn put(&mut self, folded: &str, sense: Sense, clitics: Clitics) {
        if folded.is_empty() {
            return;
        }
        if clitics == Clitics::Noun
            && let Some(article) = &self.language.article
            && let Some(rest) = folded.strip_prefix(article.as_str())
            && rest.chars().nth(1).is_some()
        {
            self.add(
                rest,
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

    /// Adds an entry under a text, and the text up to the end of each of its tokens as the way there.
    fn add(&mut self, text: &str, entry: Entry) {
        if !self.language.folder.is_letters(text) {
            let span = Span::new(0, text.len());
            let mut folded = std::mem::take(&mut self.folded);
            self.language.folder.fold_into(text, span, &[], &mut folded);
            if let Some((_, before)) = folded.tokens.split_last() {
                for token in before {
                    let key = self.key(&text[..token.folded_end as usize]);
                    self.longer[key as usize] = true;
                }
            }
            self.folded = folded;
        }
        let key = self.key(text);
        self.found.push((key, entry));
    }

    fn key(&mut self, text: &str) -> u32 {
        let key = self.keys.insert(text);
        if self.longer.len() < self.keys.len() {
            self.longer.push(false);
        }
        key
    }

    fn finish(mut self) -> Built {
        self.found.sort_unstable();
        self.found.dedup();
        let mut nodes: Vec<Node> = self
            .longer
            .iter()
            .map(|longer| Node {
                first: 0,
                count: 0,
                longer: *longer,
            })
            .collect();
        for (at, (key, _)) in (0..).zip(&self.found) {
            let node = &mut nodes[*key as usize];
            if node.count == 0 {
                node.first = at;
            }
            node.count += 1;
        }
        Built {
            keys: self.keys,
            nodes,
            entries: self.found.into_iter().map(|(_, entry)| entry).collect(),
        }
    }

    fn put_forms(&mut self, part: &str, word: &str, sense: Sense, clitics: Clitics) {
        for form in self.language.forms(part, word) {
            self.put(&form.text, sense, clitics);
        }
    }

    fn names(&mut self, actors: &Actors) {
        for (name, kind, named) in actors.names(&self.language.tag) {
            let sense = Sense::Name(named, kind);
            if kind == NameKind::Adjective {
                self.put_forms("adjective", name, sense, Clitics::Noun);
            } else {
                self.put(&self.language.folder.fold_str(name), sense, Clitics::Noun);
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
        for (i, office) in nouns.offices.iter().enumerate() {
            for word in &office.words {
                self.put_forms("noun", word, Sense::Office(id(i)), Clitics::Noun);
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
            (&words.naming, WordClass::Naming),
            (&words.name_joints, WordClass::NameJoint),
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
            (&words.things, WordClass::Thing),
            (&words.realms, WordClass::Realm),
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
            self.put(&text, sense, clitics);
        }
    }

    fn frames(&mut self, frames: &Frames) {
        for (id, word) in frames.prepositions.iter() {
            self.put(word, Sense::Prep(id), Clitics::Verb);
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
                        &self.language.folder.fold_str(word),
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
                    mood: mood(&entry.part),
                };
                self.put(&form.text, sense, clitics);
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

/// What the forms of a part of [inflection] say by themselves.
fn mood(part: &str) -> Mood {
    if part.starts_with("past") || part.starts_with("passive_past") {
        Mood::Told
    } else if part.starts_with("infinitive") {
        Mood::Wanted
    } else {
        Mood::Plain
    }
}
