//! What a document has said so far: whom it introduced, whom it is about, who acted last.

use std::collections::BTreeSet;

use legation_model::{ActorKind, Claim, Party, Span};
use legation_pack::{ActorId, Actors, Kinds, Language, NameKind, Named, Sense};
use rustc_hash::FxHashMap;

use crate::{
    offices::{Held, Vacated},
    parties::Draft,
    scan::Scanned,
};

/// How often a document that is about a country names it at the least; a title counts threefold.
const TOPIC: usize = 3;

/// A person whom the document introduced with a title and a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Introduced {
    /// Folded words of the name.
    pub(crate) words: Vec<String>,
    /// Where it was introduced: the name as the text writes it.
    pub(crate) span: Span,
    /// The state or organization that the title belongs to.
    pub(crate) country: Vec<ActorId>,
    /// The country of the title where the text leaves it out, or of an office that the person took.
    pub(crate) home: Option<String>,
}

/// The memory of one document.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub(crate) people: Vec<Introduced>,
    by_surname: FxHashMap<String, usize>,
    /// Actors whose full name the document has somewhere, so that their risky names and surnames may be trusted.
    pub(crate) supported: BTreeSet<ActorId>,
    /// Countries by how often the document names them, most often first; the title counts more.
    pub(crate) topics: Vec<String>,
    /// Actors in the order of their last mention, latest last; each once.
    pub(crate) recent: Vec<Draft>,
    /// The sentence in which each of them was named.
    pub(crate) recent_in: Vec<usize>,
    /// The sentence that is being read.
    pub(crate) sentence: usize,
    /// Who held a title when the text last said it with a name: the king, the minister.
    pub(crate) titles: FxHashMap<u16, Draft>,
    /// The office that each person, by name, was last said to hold.
    pub(crate) held: FxHashMap<String, Held>,
    /// Who left an office last or died.
    pub(crate) vacated: Option<Vacated>,
    /// Whom each noun was last said of with a name: "the Polisario Front" makes that of "front".
    pub(crate) called: FxHashMap<String, Draft>,
    /// People whose full name the document has, by each word of it; `None` where it is a word of two names.
    known: FxHashMap<String, Option<ActorId>>,
    /// The words of the names of organizations that it has somewhere.
    pub(crate) organizations: BTreeSet<String>,
    /// The meetings that it has told of: the noun with the word behind it, and the parties' countries.
    pub(crate) meetings: Vec<(String, Vec<String>)>,
    /// Who acted last, as phrases resolved then.
    pub(crate) subject: Vec<Draft>,
    /// Those whom the text listed last: "Jordan and Turkey".
    pub(crate) listed: Vec<Draft>,
    /// The list that is being read, and its members so far.
    listing: (usize, Vec<Draft>),
    /// The last person who acted.
    pub(crate) person: Option<Draft>,
    /// Words with a capital inside sentences that no pack knows: names.
    pub(crate) capitals: BTreeSet<String>,
    /// How often the document names each country.
    pub(crate) named: FxHashMap<String, usize>,
    /// The states of each of these countries, of all times.
    states: FxHashMap<String, Vec<ActorId>>,
    /// In how many sentences it names two countries together; the lesser code first.
    together: FxHashMap<(String, String), usize>,
    /// The countries on the sides of the claims so far, with the sentence of each.
    pub(crate) told: Vec<Told>,
}

/// The sides of a claim, by country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) sentence: usize,
    pub(crate) actor: Vec<String>,
    pub(crate) recipient: Vec<String>,
}

impl Discourse {
    /// Looks over the whole document first: whose full names stand in it, and whom it is about.
    pub(crate) fn survey<'s>(
        actors: &Actors,
        sentences: impl Iterator<Item = &'s Scanned>,
    ) -> Self {
        let mut out = Self::default();
        // A place alone makes no topic: a treaty of Vienna is not about Austria.
        let mut states: BTreeSet<&str> = BTreeSet::new();
        for (index, sentence) in sentences.enumerate() {
            out.capitals.extend(capitals(sentence));
            let weight = if index == 0 || sentence.heading { 3 } else { 1 };
            out.note_countries(actors, sentence, weight);
            for item in &sentence.nominal {
                let Sense::Name(Named::Actor(id), kind) = item.sense else {
                    continue;
                };
                if kind == NameKind::Full {
                    out.supported.insert(id);
                }
                let actor = &actors.entry(id).actor;
                if actor.kind == ActorKind::Person && kind == NameKind::Full {
                    for token in item.from..item.to {
                        let word = sentence.word(token).to_owned();
                        let known = out.known.entry(word).or_insert(Some(id));
                        *known = known.filter(|other| *other == id);
                    }
                }
                let organized = matches!(
                    actor.kind,
                    ActorKind::Organization
                        | ActorKind::Alliance
                        | ActorKind::Movement
                        | ActorKind::Party
                );
                if organized && kind == NameKind::Full {
                    let words = (item.from..item.to).map(|t| sentence.word(t));
                    out.organizations.extend(words.map(str::to_owned));
                }
                if actor.kind == ActorKind::State && kind != NameKind::Risky {
                    states.insert(&actor.country);
                }
            }
        }
        for country in out.named.keys() {
            let states = actors.states_of(country);
            if !states.is_empty() {
                out.states.insert(country.clone(), states.to_vec());
            }
        }
        let mut topics: Vec<(&String, usize)> = out
            .named
            .iter()
            .map(|(country, count)| (country, *count))
            .filter(|(country, count)| states.contains(country.as_str()) && *count >= TOPIC)
            .collect();
        topics.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
        out.topics = topics
            .into_iter()
            .map(|(country, _)| country.clone())
            .collect();
        out
    }

    /// Counts the countries that a sentence names, and their meetings. A name of several countries counts for none.
    fn note_countries(&mut self, actors: &Actors, sentence: &Scanned, weight: usize) {
        let mut spans: Vec<(usize, usize, BTreeSet<&str>)> = Vec::new();
        for item in &sentence.nominal {
            let country = match item.sense {
                Sense::Name(_, NameKind::Risky) => continue,
                Sense::Name(Named::Actor(id), _) => actors.entry(id).actor.country.as_str(),
                Sense::Name(Named::Place(id), _) => actors
                    .state_of_place(id, None)
                    .map_or("INT", |state| actors.entry(state).actor.country.as_str()),
                _ => continue,
            };
            match spans
                .iter_mut()
                .find(|(from, to, _)| (*from, *to) == (item.from, item.to))
            {
                Some((.., countries)) => {
                    countries.insert(country);
                }
                None => spans.push((item.from, item.to, BTreeSet::from([country]))),
            }
        }
        let mut here: BTreeSet<&str> = BTreeSet::new();
        for (from, to, countries) in &spans {
            let inner = spans
                .iter()
                .any(|(f, t, _)| f <= from && to <= t && t - f > to - from);
            if let (false, 1, Some(country)) = (inner, countries.len(), countries.first())
                && *country != "INT"
            {
                *self.named.entry((*country).to_owned()).or_default() += weight;
                here.insert(country);
            }
        }
        for (index, a) in here.iter().enumerate() {
            for b in here.iter().skip(index + 1) {
                *self
                    .together
                    .entry(((*a).to_owned(), (*b).to_owned()))
                    .or_default() += 1;
            }
        }
    }

    /// The states of a country, of all times.
    pub(crate) fn states_of(&self, actors: &Actors, country: &str) -> Vec<ActorId> {
        if let Some(states) = self.states.get(country) {
            return states.clone();
        }
        let states = actors
            .iter()
            .filter(|(_, e)| e.actor.kind == ActorKind::State && e.actor.country == country);
        states.map(|(id, _)| id).collect()
    }

    /// In how many sentences it names the two countries that it names together most.
    pub(crate) fn most_together(&self) -> usize {
        self.together.values().copied().max().unwrap_or(0)
    }

    /// In how many sentences the document names two countries together.
    pub(crate) fn together(&self, a: &str, b: &str) -> usize {
        let key = if a < b { (a, b) } else { (b, a) };
        self.together
            .get(&(key.0.to_owned(), key.1.to_owned()))
            .copied()
            .unwrap_or(0)
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
            if self.people[known].country.is_empty() {
                self.people[known].country = country;
            }
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
            home: None,
        });
        index
    }

    /// The country that the text is about, where it names it far more often than any other.
    pub(crate) fn topic(&self) -> Option<&String> {
        let count = |country: &String| self.named.get(country).copied().unwrap_or(0);
        let first = self.topics.first()?;
        let second = self.topics.get(1).map_or(0, count);
        (count(first) * 2 >= second * 3).then_some(first)
    }

    /// The country that a title means where the text leaves its country out: of the one that the text is about, else of the
    /// state that acted last.
    pub(crate) fn focus(&self) -> Option<&String> {
        let acted = self
            .subject
            .iter()
            .find(|d| d.kind == Some(ActorKind::State));
        self.topic()
            .or(acted.map(|d| &d.country))
            .or_else(|| self.topics.first())
    }

    /// Who acted last, of the kinds that a frame allows: an office is not taken by a state.
    pub(crate) fn acted(&self, kinds: &Kinds) -> Vec<Draft> {
        let only_people = kinds.actors == [ActorKind::Person];
        let person = |d: &&Draft| d.kind == Some(ActorKind::Person);
        if !only_people || self.subject.iter().any(|d| person(&d)) {
            return self.subject.clone();
        }
        self.person.iter().filter(person).cloned().collect()
    }

    /// Of several who acted together the one whom a singular means: who was named first.
    pub(crate) fn one(several: &[Draft]) -> Vec<Draft> {
        several.iter().take(1).cloned().collect()
    }

    /// Remembers the countries of people of whom none was told.
    pub(crate) fn settle(&mut self, actors: &[Draft], text: &str) {
        for actor in actors.iter().filter(|a| a.id.is_none()) {
            for person in &mut self.people {
                if person.country.is_empty()
                    && person.home.is_none()
                    && actor.country != "INT"
                    && person.span.of(text) == actor.name
                {
                    person.home = Some(actor.country.clone());
                }
            }
        }
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

    /// The person of the packs one word of whose name a folded word is, with or without clitics.
    pub(crate) fn known_person(&self, language: &Language, word: &str) -> Option<ActorId> {
        if self.known.is_empty() {
            return None;
        }
        let mut forms = language.strip(word);
        forms.find_map(|(_, form)| self.known.get(form).copied().flatten())
    }

    /// Notes whom a claim joined.
    pub(crate) fn tell(&mut self, claim: &Claim) {
        let countries = |parties: &[Party]| parties.iter().map(|p| p.country.clone()).collect();
        self.told.push(Told {
            sentence: self.sentence,
            actor: countries(&claim.actor),
            recipient: countries(&claim.recipient),
        });
    }

    /// The latter: of people listed just before the last, else who was named last.
    pub(crate) fn latter(&self) -> Option<&Draft> {
        let fresh = |d: &&Draft| {
            let mut recent = self.recent.iter().zip(&self.recent_in);
            recent.any(|(r, at)| r.name == d.name && at + 1 >= self.sentence)
        };
        let person = |d: &&Draft| d.kind == Some(ActorKind::Person);
        let listed = self.listed.last().filter(person).filter(fresh);
        listed.or(self.recent.last())
    }

    /// Whether those who seem meant by "both" hold one who acts, while the two listed last do not.
    pub(crate) fn others_listed(&self, meant: &[Draft], acting: &[Draft]) -> bool {
        let acts = |d: &Draft| acting.iter().any(|a| a.country == d.country);
        self.listed.len() == 2 && meant.iter().any(acts) && !self.listed.iter().any(acts)
    }

    /// Notes those of a list, one phrase after the other.
    pub(crate) fn list(&mut self, list: usize, drafts: &[Draft]) {
        if self.listing.0 != list {
            self.listing = (list, Vec::new());
        }
        self.listing.1.extend_from_slice(drafts);
        if self.listing.1.len() > 1 {
            self.listed.clone_from(&self.listing.1);
        }
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
