//! Claims as the chronicle takes them: small, with every name, date and word stored once.
//!
//! A million of them fit into some hundred megabytes. What is numbered here is numbered by its own order, so that numbers
//! compare as what they stand for and nothing depends on the order in which claims came in.

use std::{cmp::Ordering, hash::Hash};

use legation_model::{ClaimAt, Edtf, Participant, Status, WhenFrom};
use rustc_hash::FxHashMap;

use crate::date::Date;

/// An actor among those of [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorKey(pub(crate) u32);

/// A date among those of [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateKey(pub(crate) u32);

/// A word (class, office, agreement, number) among those of [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordKey(pub(crate) u32);

/// A document among those of [`Facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocKey(pub(crate) u32);

/// A number that a claim gives of something counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// How many or how much, as decimal digits.
    pub value: String,
    /// Of what, folded so that equal words are equal.
    pub unit: String,
    /// Whether the text says "about" or "more than".
    pub about: bool,
}

/// A claim as it is handed in.
#[derive(Debug, Clone)]
pub struct NewFact<'a> {
    /// The handle under which it is known outside.
    pub at: ClaimAt,
    /// Its document.
    pub document: DocKey,
    /// Number of its sentence.
    pub sentence: u32,
    /// Event class.
    pub class: WordKey,
    /// How it is said.
    pub status: Status,
    /// When.
    pub when: Option<DateKey>,
    /// Where the date came from.
    pub when_from: Option<WhenFrom>,
    /// Whether the words of the date hold a digit: "the same day" does not.
    pub when_in_digits: bool,
    /// The office.
    pub office: Option<WordKey>,
    /// The agreement's name.
    pub instrument: Option<WordKey>,
    /// The agreement itself, where the packs know one of this name.
    pub agreement: Option<ActorKey>,
    /// What kind of agreement the name tells of.
    pub agreement_kind: Option<WordKey>,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// Who does it.
    pub actors: &'a [ActorKey],
    /// To whom.
    pub recipients: &'a [ActorKey],
    /// What is counted.
    pub counts: &'a [Count],
}

/// A claim among [`Facts`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact {
    /// Its document by rank and its number in it, so that handles compare alike in every record; what is handed out goes
    /// through [`Facts::outside`].
    pub(crate) at: ClaimAt,
    pub(crate) document: DocKey,
    pub(crate) sentence: u32,
    pub(crate) class: WordKey,
    pub(crate) status: Status,
    pub(crate) when: Option<DateKey>,
    pub(crate) when_from: Option<WhenFrom>,
    pub(crate) when_in_digits: bool,
    pub(crate) office: Option<WordKey>,
    pub(crate) instrument: Option<WordKey>,
    pub(crate) agreement: Option<ActorKey>,
    pub(crate) agreement_kind: Option<WordKey>,
    pub(crate) confidence: f32,
    parties: u32,
    actors: u8,
    recipients: u8,
    counts: (u32, u8),
}

impl Fact {
    /// Whether it is done to anybody.
    pub(crate) fn has_recipients(&self) -> bool {
        self.recipients > 0
    }
}

/// A document that claims come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Source {
    /// Id of the document.
    pub(crate) id: String,
}

/// Claims that a chronicle is made of.
#[derive(Debug, Default)]
pub struct Facts {
    pub(crate) actors: Vec<Participant>,
    pub(crate) dates: Vec<Date>,
    pub(crate) words: Vec<String>,
    pub(crate) sources: Vec<Source>,
    pub(crate) rows: Vec<Fact>,
    parties: Vec<ActorKey>,
    counts: Vec<Count>,
    /// Under which number each source is known outside.
    outside: Vec<u32>,
}

impl Facts {
    /// How many claims there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The handle of a claim.
    #[must_use]
    pub fn at(&self, fact: usize) -> ClaimAt {
        self.outside(self.rows[fact].at)
    }

    /// The handle under which a claim is known outside.
    pub(crate) fn outside(&self, at: ClaimAt) -> ClaimAt {
        ClaimAt {
            document: self.outside[at.document as usize],
            number: at.number,
        }
    }

    pub(crate) fn actors_of(&self, fact: &Fact) -> &[ActorKey] {
        let from = fact.parties as usize;
        &self.parties[from..from + usize::from(fact.actors)]
    }

    pub(crate) fn recipients_of(&self, fact: &Fact) -> &[ActorKey] {
        let from = fact.parties as usize + usize::from(fact.actors);
        &self.parties[from..from + usize::from(fact.recipients)]
    }

    pub(crate) fn parties_of(&self, fact: &Fact) -> &[ActorKey] {
        let from = fact.parties as usize;
        &self.parties[from..from + usize::from(fact.actors) + usize::from(fact.recipients)]
    }

    pub(crate) fn counts_of(&self, fact: &Fact) -> &[Count] {
        let from = fact.counts.0 as usize;
        &self.counts[from..from + usize::from(fact.counts.1)]
    }

    pub(crate) fn actor(&self, key: ActorKey) -> &Participant {
        &self.actors[key.0 as usize]
    }

    pub(crate) fn word(&self, key: WordKey) -> &str {
        &self.words[key.0 as usize]
    }

    pub(crate) fn date(&self, fact: &Fact) -> Option<&Date> {
        fact.when.map(|key| &self.dates[key.0 as usize])
    }
}

/// What gathers claims into [`Facts`].
#[derive(Debug, Default)]
pub struct FactsBuilder {
    actors: Pool<Participant>,
    dates: Pool<Edtf>,
    words: Pool<String>,
    sources: Pool<Source>,
    rows: Vec<Fact>,
    parties: Vec<ActorKey>,
    counts: Vec<Count>,
}

/// Parties of one role that are looked at; more are never named in a clause that tells one thing.
const PARTIES: usize = 64;

impl FactsBuilder {
    /// The key of an actor.
    pub fn actor(&mut self, actor: &Participant) -> ActorKey {
        ActorKey(self.actors.intern(actor))
    }

    /// The key of a date.
    pub fn date(&mut self, date: &Edtf) -> DateKey {
        DateKey(self.dates.intern(date))
    }

    /// The key of a word.
    pub fn word(&mut self, word: &str) -> WordKey {
        match self.words.known.get(word) {
            Some(key) => WordKey(*key),
            None => WordKey(self.words.intern(&word.to_owned())),
        }
    }

    /// The key of a document.
    pub fn document(&mut self, id: &str) -> DocKey {
        DocKey(self.sources.intern(&Source { id: id.to_owned() }))
    }

    /// Adds a claim.
    pub fn push(&mut self, new: &NewFact<'_>) {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let few = |n: usize| u8::try_from(n.min(PARTIES)).unwrap_or(u8::MAX);
        let fact = Fact {
            at: new.at,
            document: new.document,
            sentence: new.sentence,
            class: new.class,
            status: new.status,
            when: new.when,
            when_from: new.when_from,
            when_in_digits: new.when_in_digits,
            office: new.office,
            instrument: new.instrument,
            agreement: new.agreement,
            agreement_kind: new.agreement_kind,
            confidence: new.confidence,
            parties: at(self.parties.len()),
            actors: few(new.actors.len()),
            recipients: few(new.recipients.len()),
            counts: (at(self.counts.len()), few(new.counts.len())),
        };
        self.parties.extend(new.actors.iter().take(PARTIES));
        self.parties.extend(new.recipients.iter().take(PARTIES));
        self.counts.extend(new.counts.iter().take(PARTIES).cloned());
        self.rows.push(fact);
    }

    /// The facts, numbered by their own order.
    #[must_use]
    pub fn finish(self) -> Facts {
        let (actors, actor) = self.actors.ranked(Participant::cmp);
        let (dates, date) = self.dates.ranked(Edtf::cmp);
        let (words, word) = self.words.ranked(String::cmp);
        let (sources, source) = self.sources.ranked(Source::cmp);
        let word = |key: WordKey| WordKey(word[key.0 as usize]);
        let mut rows = self.rows;
        let mut outside = vec![0; sources.len()];
        for row in &mut rows {
            row.document = DocKey(source[row.document.0 as usize]);
            outside[row.document.0 as usize] = row.at.document;
            row.at.document = row.document.0;
            row.class = word(row.class);
            row.when = row.when.map(|key| DateKey(date[key.0 as usize]));
            row.office = row.office.map(word);
            row.instrument = row.instrument.map(word);
            row.agreement_kind = row.agreement_kind.map(word);
            row.agreement = row.agreement.map(|key| ActorKey(actor[key.0 as usize]));
        }
        rows.sort_unstable_by_key(|row| row.at);
        Facts {
            actors,
            dates: dates.into_iter().map(Date::new).collect(),
            words,
            sources,
            rows,
            parties: self
                .parties
                .into_iter()
                .map(|key| ActorKey(actor[key.0 as usize]))
                .collect(),
            counts: self.counts,
            outside,
        }
    }
}

/// Values that are stored once.
#[derive(Debug)]
struct Pool<T> {
    known: FxHashMap<T, u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self {
            known: FxHashMap::default(),
        }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    fn intern(&mut self, value: &T) -> u32 {
        if let Some(key) = self.known.get(value) {
            return *key;
        }
        let key = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.insert(value.clone(), key);
        key
    }

    /// The values in their order, and for each old number the new one.
    fn ranked(self, order: impl Fn(&T, &T) -> Ordering) -> (Vec<T>, Vec<u32>) {
        let mut values: Vec<(T, u32)> = self.known.into_iter().collect();
        values.sort_unstable_by(|(a, _), (b, _)| order(a, b));
        let mut ranks = vec![0; values.len()];
        for (rank, (_, old)) in (0..).zip(&values) {
            ranks[*old as usize] = rank;
        }
        (values.into_iter().map(|(value, _)| value).collect(), ranks)
    }
}
