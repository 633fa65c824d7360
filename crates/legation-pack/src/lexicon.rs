//! All words of one language's packs in one table over folded text: names, titles, triggers, function words,
//! cues. Reading takes a few looks into the table for each token, however many words there are: one for the
//! token, one for each chain of clitics that it may begin with, and one more for each token that a row of words
//! which begins there goes on with.
//!
//! Words are matched with the clitics that lean on them; the lexicon says which clitics stood there.

mod build;
mod clitics;
mod keys;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Actors, Classes, Cue, Folded, Frames, Language, NameKind, Named, Nouns, PackError, PackFiles,
    PrepId, SetId, Sort, TokenKind, nouns::Cues,
};

pub use clitics::{PrefixId, PrefixInfo};

use clitics::Chains;
use keys::Keys;

/// What a function word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// A name follows: "called".
    Naming,
    /// Opens the name of a thing: "front", "party".
    Thing,
    /// Opens the name of a realm, which may be a bare name: "the Duchy of N".
    Realm,
    /// Joins the words of a name: "for".
    NameJoint,
}

/// What a word of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sense {
    /// Names an actor or place.
    Name(Named, NameKind),
    /// A title, by its place in [`Nouns::titles`].
    Title(u16),
    /// A body, by its place in [`Nouns::bodies`].
    Body(u16),
    /// A noun for an office, by its place in [`Nouns::offices`].
    Office(u16),
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
        /// What its form says of the event by itself.
        mood: Mood,
    },
    /// A companion word of frames.
    Companion(SetId),
    /// Decides a status.
    Cue(Cue),
}

/// What the form of a trigger says by itself of whether its event happened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Mood {
    /// Nothing: the words around it decide.
    #[default]
    Plain,
    /// It tells what was: the past, where the language marks it.
    Told,
    /// It names what is wanted or meant: an infinitive.
    Wanted,
}

/// Which clitics may lean on a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
enum Clitics {
    Noun,
    Verb,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    sense: Sense,
    clitics: Clitics,
    /// The pattern lacks its article; only a chain of clitics that swallows the article makes it whole.
    contracted: bool,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Node {
    /// Its entries.
    first: u32,
    count: u32,
    /// Whether it is the beginning of longer keys.
    longer: bool,
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
    hits: Vec<Hit>,
}

/// A key found in a text.
#[derive(Debug, Clone, Copy)]
struct Hit {
    from: u32,
    to: u32,
    /// Byte of the folded text where the key begins, after the clitics.
    start: u32,
    prefix: Option<PrefixId>,
    node: Node,
}

/// The lexicon of one language.
#[derive(Clone, Serialize, Deserialize)]
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// Its frames.
    pub frames: Frames,
    /// Its titles, bodies and the like.
    pub nouns: Nouns,
    chains: Chains,
    /// Folded words and rows of words, and the beginnings of rows.
    keys: Keys,
    /// What each key leads to.
    nodes: Vec<Node>,
    entries: Vec<Entry>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("language", &self.language.tag)
            .field("patterns", &self.patterns())
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
        let chains = Chains::new(&language, &frames);
        let built = build::build(&language, actors, &nouns, &frames, &cues);
        Ok(Self {
            language,
            frames,
            nouns,
            chains,
            keys: built.keys,
            nodes: built.nodes,
            entries: built.entries,
        })
    }

    /// How many different strings it knows.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.nodes.iter().filter(|node| node.count > 0).count()
    }

    /// What a chain of clitics says.
    #[must_use]
    pub fn prefix(&self, id: PrefixId) -> &PrefixInfo {
        self.chains.get(id)
    }

    /// All words of the lexicon in a stretch of text, overlapping ones too: in order of their end, of those with
    /// one end the longest first.
    pub fn scan(&self, folded: &Folded, scratch: &mut Scratch, found: &mut Vec<Item>) {
        found.clear();
        scratch.hits.clear();
        for from in 0..folded.tokens.len() {
            self.follow(folded, from, None, 0, &mut scratch.hits);
            for (prefix, length) in self.chains.before(folded.word(from)) {
                self.follow(folded, from, Some(prefix), length, &mut scratch.hits);
            }
        }
        // Rows of words are found where they begin; all else is in order.
        scratch.hits.sort_by_key(|hit| (hit.to, hit.start));
        for hit in &scratch.hits {
            let (from, to) = (hit.from as usize, hit.to as usize);
            let first = hit.node.first as usize;
            for entry in &self.entries[first..first + hit.node.count as usize] {
                if self.fits(entry, hit.prefix, folded, from, to) {
                    found.push(Item {
                        from,
                        to,
                        prefix: hit.prefix,
                        sense: entry.sense,
                    });
                }
            }
        }
    }

    /// The keys that begin in token `from` after `clitics` bytes and end with a token.
    fn follow(
        &self,
        folded: &Folded,
        from: usize,
        prefix: Option<PrefixId>,
        clitics: usize,
        hits: &mut Vec<Hit>,
    ) {
        let start = folded.tokens[from].folded_start as usize + clitics;
        for (last, token) in folded.tokens.iter().enumerate().skip(from) {
            let key = &folded.text[start..token.folded_end as usize];
            let Some(key) = self.keys.find(key) else {
                return;
            };
            let node = self.nodes[key as usize];
            if node.count > 0 {
                hits.push(Hit {
                    from: place(from),
                    to: place(last + 1),
                    start: place(start),
                    prefix,
                    node,
                });
            }
            if !node.longer {
                return;
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

/// Places in a text are kept in four bytes, as in [`crate::Token`].
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
