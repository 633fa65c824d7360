//! What a document has said so far: whom it introduced, whom it is about, who acted last.

use std::collections::BTreeSet;

use legation_model::{ActorKind, Span};
use legation_pack::{ActorId, Actors, Language, NameKind, Named, Sense};
use rustc_hash::FxHashMap;

use crate::{parties::Draft, scan::Scanned};

/// A person whom the document introduced with a title and a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Introduced {
    /// Folded words of the name.
    pub(crate) words: Vec<String>,
    /// Where it was introduced: the name as the text writes it.
    pub(crate) span: Span,
    /// The state or organization that the title belongs to.
    pub(crate) country: Vec<ActorId>,
}

/// The memory of one document.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub(crate) people: Vec<Introduced>,
    by_surname: FxHashMap<String, usize>,
    /// Actors whose full name the document has somewhere, so that their risky names and surnames may be trusted.
    pub(crate) supported: BTreeSet<ActorId>,
    /// States by how often the document names them, most often first; the title counts more.
    pub(crate) topics: Vec<ActorId>,
    /// Actors in the order of their last mention, latest last; each once.
    pub(crate) recent: Vec<Draft>,
    /// The sentence in which each of them was named.
    pub(crate) recent_in: Vec<usize>,
    /// The sentence that is being read.
    pub(crate) sentence: usize,
    /// Who held a title when the text last said it with a name: the king, the minister.
    pub(crate) titles: FxHashMap<u16, Draft>,
    /// Who acted last, as phrases resolved then.
    pub(crate) subject: Vec<Draft>,
    /// The last person who acted.
    pub(crate) person: Option<Draft>,
    /// Words with a capital inside sentences that no pack knows: names.
    pub(crate) capitals: BTreeSet<String>,
}

impl Discourse {
    /// Looks over the whole document first: whose full names stand in it, and whom it is about.
    pub(crate) fn survey<'s>(
        actors: &Actors,
        sentences: impl Iterator<Item = &'s Scanned>,
    ) -> Self {
        let mut out = Self::default();
        let mut counts: FxHashMap<ActorId, usize> = FxHashMap::default();
        for (index, sentence) in sentences.enumerate() {
            out.capitals.extend(capitals(sentence));
            let weight = if index == 0 || sentence.heading { 3 } else { 1 };
            for item in &sentence.nominal {
                let Sense::Name(Named::Actor(id), kind) = item.sense else {
                    continue;
                };
                if kind == NameKind::Full {
                    out.supported.insert(id);
                }
                if actors.entry(id).actor.kind == ActorKind::State && kind != NameKind::Risky {
                    *counts.entry(id).or_default() += weight;
                }
            }
        }
        let mut topics: Vec<(ActorId, usize)> = counts.into_iter().collect();
        topics.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        out.topics = topics.into_iter().map(|(id, _)| id).collect();
        out
    }

    /// Remembers a person; the last word of the name alone then means him, and so does each word of four letters or
    /// more of a name of two.
    pub(crate) fn introduce(
        &mut self,
        words: Vec<String>,
        span: Span,
        country: Vec<ActorId>,
    ) -> usize {
        if let Some(known) = self.people.iter().position(|p| p.words == words) {
            return known;
        }
        let index = self.people.len();
        if let Some(last) = words.last()
            && last.chars().count() >= 3
        {
            self.by_surname.entry(last.clone()).or_insert(index);
        }
        self.people.push(Introduced {
            words,
            span,
            country,
        });
        index
    }

    /// The person whose surname a folded word is, with or without clitics.
    pub(crate) fn find_person(&self, language: &Language, word: &str) -> Option<usize> {
        self.by_surname.get(word).copied().or_else(|| {
            language.strip(word).skip(1).find_map(|(_, rest)| {
                (rest.chars().count() >= 4)
                    .then(|| self.by_surname.get(rest).copied())
                    .flatten()
            })
        })
    }

    /// Notes that the text has just named an actor.
    pub(crate) fn mention(&mut self, draft: &Draft) {
        let known = self
            .recent
            .iter()
            .position(|r| r.name == draft.name && r.country == draft.country);
        if let Some(at) = known {
            self.recent.remove(at);
            self.recent_in.remove(at);
        }
        self.recent_in.push(self.sentence);
        self.recent.push(draft.clone());
    }
}

/// Words with a capital that do not open the sentence and that the lexicon does not know.
fn capitals(sentence: &Scanned) -> impl Iterator<Item = String> {
    (1..sentence.folded.tokens.len())
        .filter(|t| sentence.folded.tokens[*t].capital && sentence.unknown(*t))
        .map(|t| sentence.word(t).to_owned())
}
