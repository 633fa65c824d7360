//! Actors and places as the packs know them: names, codes, dates, what came after what, and which of several
//! actors of one name is meant at a date.
//!
//! Everything here is data out of `actors/*.toml`; nothing is known by the code itself.

mod parse;
mod shape;
mod when;

use std::collections::BTreeMap;

use legation_model::{Actor, ActorKind, Bounds, Edtf};
use serde::{Deserialize, Serialize};

pub(crate) use shape::{ActorsFile, RawNames};
pub use when::{Holds, Period};

use crate::{PackError, PackFiles};

/// Position of an actor in [`Actors`], in order of id. Stable for one set of packs only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub u32);

/// Position of a place in [`Actors`], in order of id. Stable for one set of packs only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlaceId(pub u32);

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Named {
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
}

/// What kind of name a string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// A name that stands by itself: "Soviet Union", "Nikita Khrushchev".
    Full,
    /// An adjective in its base form: "Soviet".
    Adjective,
    /// A noun for its people as written: "Albanians".
    People,
    /// A surname.
    Surname,
    /// A name that is also a word, or too short to be sure: it needs support from what stands around it.
    Risky,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A capital.
    Capital,
    /// A palace, street or building that stands for who sits there: "the Kremlin".
    Seat,
    /// Another city.
    City,
    /// A region or other place.
    Region,
}

/// Names by the tag of the language that they are in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLists {
    /// Names that stand by themselves.
    pub full: BTreeMap<String, Vec<String>>,
    /// Adjectives, masculine singular indefinite.
    pub adjectives: BTreeMap<String, Vec<String>>,
    /// Nouns for its people.
    pub people: BTreeMap<String, Vec<String>>,
    /// Surnames of a person.
    pub surnames: BTreeMap<String, Vec<String>>,
    /// Strings that are also words.
    pub risky: BTreeMap<String, Vec<String>>,
}

impl NameLists {
    /// Adds the names of other lists that are not there yet.
    fn extend(&mut self, more: Self) {
        for (lists, more) in [
            (&mut self.full, more.full),
            (&mut self.adjectives, more.adjectives),
            (&mut self.people, more.people),
            (&mut self.surnames, more.surnames),
            (&mut self.risky, more.risky),
        ] {
            for (lang, names) in more {
                let list = lists.entry(lang).or_default();
                for name in names {
                    if !list.contains(&name) {
                        list.push(name);
                    }
                }
            }
        }
    }

    /// Names in one language. What is risky is given once, as risky.
    fn in_language<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = (&'a str, NameKind)> {
        let risky: &[String] = self.risky.get(lang).map_or(&[], Vec::as_slice);
        [
            (&self.full, NameKind::Full),
            (&self.adjectives, NameKind::Adjective),
            (&self.people, NameKind::People),
            (&self.surnames, NameKind::Surname),
        ]
        .into_iter()
        .filter_map(move |(lists, kind)| Some((lists.get(lang)?, kind)))
        .flat_map(|(names, kind)| names.iter().map(move |name| (name.as_str(), kind)))
        .filter(move |(name, _)| !risky.iter().any(|r| r == name))
        .chain(risky.iter().map(|name| (name.as_str(), NameKind::Risky)))
    }
}

/// An actor with everything that the packs say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorEntry {
    /// The actor itself.
    pub actor: Actor,
    /// Gleditsch-Ward number of a state.
    pub gw: Option<u16>,
    /// Correlates of War number of a state.
    pub cow: Option<u16>,
    /// The state that came after it.
    pub successor: Option<ActorId>,
    /// Why no one state came after a state that ended.
    pub no_successor: Option<String>,
    /// The capital of a state.
    pub capital: Option<PlaceId>,
    /// The seat of an organization.
    pub seat: Option<PlaceId>,
    /// What kind of agreement an agreement or alliance is, where its name does not tell (see
    /// [`crate::AgreementKinds::of_actor`]).
    pub agreement: Option<String>,
    /// The body in which each of the actor's offices was held, in the order of the offices.
    pub bodies: Vec<Option<ActorId>>,
    /// Its names.
    pub names: NameLists,
    /// When it exists.
    pub life: Period,
    /// The pack file that defines it.
    pub file: String,
    /// The line of its id there.
    pub line: usize,
    /// When each office was held, in the order of the offices.
    terms: Vec<Period>,
}

/// That a place stands for an actor, or lies in a state, for some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// For whom, or in which state.
    pub actor: ActorId,
    /// Since when; `None`: as long as the actor exists.
    pub from: Option<Edtf>,
    /// Until when; `None`: as long as the actor exists.
    pub to: Option<Edtf>,
    period: Period,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// Kebab-case, stable.
    pub id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Usual English name.
    pub name: String,
    /// Whom its name stands for.
    pub stands_for: Vec<Stand>,
    /// The states that it lay in.
    pub lies_in: Vec<Stand>,
    /// Its names; only `full` and `risky` are used.
    pub names: NameLists,
    /// The pack file that defines it.
    pub file: String,
    /// The line of its id there.
    pub line: usize,
}

/// All actors and places of the packs, each in order of id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actors {
    actors: Vec<ActorEntry>,
    places: Vec<PlaceEntry>,
    /// States that have a place as their capital.
    capital_of: BTreeMap<PlaceId, Vec<ActorId>>,
    /// States by their code, and people by the names of their offices.
    states_of: BTreeMap<String, Vec<ActorId>>,
    holders_of: BTreeMap<String, Vec<ActorId>>,
    /// By code, whose offices people of that country held: the party of a general secretary, with the person, and when.
    bodies_of: BTreeMap<String, Vec<(ActorId, ActorId, Period)>>,
}

impl Actors {
    /// Reads every file in `actors/`. An id that a higher layer of `files` defines replaces the one below;
    /// `actor-names` and `place-names` add names to whatever defines the id.
    ///
    /// # Errors
    /// All errors of all files, in order of file and line: text that is no TOML or has another shape, ids
    /// defined twice in one layer, references to nothing, dates that are none or end before they begin.
    pub fn load(files: &PackFiles) -> Result<Self, Vec<PackError>> {
        parse::load(files)
    }

    /// States with a code, in order of id.
    #[must_use]
    pub fn states_of(&self, country: &str) -> &[ActorId] {
        self.states_of.get(country).map_or(&[], Vec::as_slice)
    }

    /// People who held an office of a name, in order of id.
    #[must_use]
    pub fn holders_of(&self, office: &str) -> &[ActorId] {
        self.holders_of.get(office).map_or(&[], Vec::as_slice)
    }

    fn push_actor(&mut self, entry: ActorEntry) {
        let number = u32::try_from(self.actors.len()).unwrap_or(u32::MAX);
        if entry.actor.kind == ActorKind::State {
            let known = self.states_of.entry(entry.actor.country.clone());
            known.or_default().push(ActorId(number));
        }
        for office in &entry.actor.offices {
            let known = self.holders_of.entry(office.name.clone()).or_default();
            if known.last() != Some(&ActorId(number)) {
                known.push(ActorId(number));
            }
        }
        for ((office, body), term) in entry
            .actor
            .offices
            .iter()
            .zip(&entry.bodies)
            .zip(&entry.terms)
        {
            if let Some(body) = body {
                let known = self.bodies_of.entry(office.country.clone()).or_default();
                known.push((*body, ActorId(number), *term));
            }
        }
        if let Some(capital) = entry.capital
            && let Ok(number) = u32::try_from(self.actors.len())
        {
            self.capital_of
                .entry(capital)
                .or_default()
                .push(ActorId(number));
        }
        self.actors.push(entry);
    }

    fn push_place(&mut self, entry: PlaceEntry) {
        self.places.push(entry);
    }

    fn add_actor_names(&mut self, id: ActorId, more: NameLists) {
        self.actors[id.0 as usize].names.extend(more);
    }

    fn add_place_names(&mut self, id: PlaceId, more: NameLists) {
        self.places[id.0 as usize].names.extend(more);
    }

    /// Number of actors.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Whether there is no actor.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// The actor of an id in the packs.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<ActorId> {
        let found = self
            .actors
            .binary_search_by(|entry| entry.actor.id.as_str().cmp(id))
            .ok()?;
        u32::try_from(found).ok().map(ActorId)
    }

    /// What the packs say of an actor.
    ///
    /// # Panics
    /// With an id that another set of packs gave.
    #[must_use]
    pub fn entry(&self, id: ActorId) -> &ActorEntry {
        &self.actors[id.0 as usize]
    }

    /// All actors in order of id.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &ActorEntry)> {
        (0..).map(ActorId).zip(&self.actors)
    }

    /// The place of an id in the packs.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<PlaceId> {
        let found = self
            .places
            .binary_search_by(|entry| entry.id.as_str().cmp(id))
            .ok()?;
        u32::try_from(found).ok().map(PlaceId)
    }

    /// What the packs say of a place.
    ///
    /// # Panics
    /// With an id that another set of packs gave.
    #[must_use]
    pub fn place_entry(&self, id: PlaceId) -> &PlaceEntry {
        &self.places[id.0 as usize]
    }

    /// All places in order of id.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, &PlaceEntry)> {
        (0..).map(PlaceId).zip(&self.places)
    }

    /// Every name in the language `lang` with its kind and what it names: actors in order of id, then places
    /// in order of id, each with its names in the order of its lists.
    pub fn names<'a>(
        &'a self,
        lang: &'a str,
    ) -> impl Iterator<Item = (&'a str, NameKind, Named)> + 'a {
        let actors = self.iter().flat_map(move |(id, entry)| {
            entry
                .names
                .in_language(lang)
                .map(move |(name, kind)| (name, kind, Named::Actor(id)))
        });
        let places = self.places().flat_map(move |(id, entry)| {
            entry
                .names
                .in_language(lang)
                .map(move |(name, kind)| (name, kind, Named::Place(id)))
        });
        actors.chain(places)
    }

    /// Whether an actor exists throughout `when`, perhaps, or not at all.
    #[must_use]
    pub fn exists(&self, id: ActorId, when: Bounds) -> Holds {
        self.entry(id).life.holds(when)
    }

    /// The states that came after an actor, nearest first.
    pub fn successors(&self, id: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        std::iter::successors(self.entry(id).successor, |next| self.entry(*next).successor)
    }

    /// The actors whose direct successor this one is, in order of id.
    pub fn predecessors(&self, id: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        self.iter()
            .filter(move |(_, entry)| entry.successor == Some(id))
            .map(|(predecessor, _)| predecessor)
    }

    /// The one of an actor and its successors that exists at a date: itself while it lasts, then what came
    /// after; itself again where none does.
    #[must_use]
    pub fn in_chain_at(&self, id: ActorId, when: Bounds) -> ActorId {
        std::iter::once(id)
            .chain(self.successors(id))
            .max_by_key(|at| {
                (
                    self.exists(*at, when),
                    std::cmp::Reverse(self.steps(id, *at)),
                )
            })
            .unwrap_or(id)
    }

    fn steps(&self, from: ActorId, to: ActorId) -> usize {
        std::iter::once(from)
            .chain(self.successors(from))
            .position(|at| at == to)
            .unwrap_or(usize::MAX)
    }

    /// Of several actors that share a name, the one meant at a date: one that exists then, certainly before
    /// possibly; a person in office before one out of office; the one with more of `when` in its time; the
    /// one that began last; the first id. Where none exists then, the one nearest in time. Without a date,
    /// one that still exists, else the one that lasted longest into our time.
    #[must_use]
    pub fn choose(&self, candidates: &[ActorId], when: Option<Bounds>) -> Option<ActorId> {
        candidates.iter().copied().max_by_key(|id| {
            let entry = self.entry(*id);
            let life = entry.life.fit(when);
            // What is no person acts as long as it exists.
            let acting = match entry.actor.kind {
                ActorKind::Person => entry.terms.iter().map(|term| term.fit(when)).max(),
                _ => Some(life),
            };
            (life.at_that_time(), acting, life, std::cmp::Reverse(*id))
        })
    }

    /// The actor that the name of a place stands for at a date ("Moscow" for the Soviet Union): what
    /// `stands_for` says, else the state whose capital it is.
    #[must_use]
    pub fn government_of(&self, place: PlaceId, when: Option<Bounds>) -> Option<ActorId> {
        let entry = self.place_entry(place);
        self.best_stand(&entry.stands_for, when)
            .or_else(|| self.best_state(self.capital_of.get(&place)?, when))
    }

    /// The state that a place lay in at a date: what `lies_in` says, else the state whose capital it is, else
    /// the state that it stands for.
    #[must_use]
    pub fn state_of_place(&self, place: PlaceId, when: Option<Bounds>) -> Option<ActorId> {
        let entry = self.place_entry(place);
        self.best_stand(&entry.lies_in, when)
            .or_else(|| self.best_state(self.capital_of.get(&place)?, when))
            .or_else(|| {
                self.best_stand(&entry.stands_for, when)
                    .filter(|id| self.entry(*id).actor.kind == ActorKind::State)
            })
    }

    fn best_stand(&self, stands: &[Stand], when: Option<Bounds>) -> Option<ActorId> {
        stands
            .iter()
            .map(|stand| {
                let life = self.entry(stand.actor).life;
                (stand.period.within(life).fit(when), stand.actor)
            })
            .filter(|(fit, _)| fit.holds > Holds::No)
            .max_by_key(|(fit, id)| (*fit, std::cmp::Reverse(*id)))
            .map(|(_, id)| id)
    }

    fn best_state(&self, states: &[ActorId], when: Option<Bounds>) -> Option<ActorId> {
        self.choose(states, when)
            .filter(|id| when.is_none_or(|when| self.exists(*id, when) > Holds::No))
    }

    /// The country that an actor acts for at a date: for a person that of the office held then, else the
    /// main one; for others their own.
    #[must_use]
    pub fn country_of(&self, id: ActorId, when: Option<Bounds>) -> &str {
        let entry = self.entry(id);
        let main = entry.actor.country.as_str();
        let Some(when) = when else { return main };
        match best_term(&entry.terms, Some(when)) {
            (holds, Some(number)) if holds > Holds::No => entry
                .actor
                .offices
                .get(number)
                .map_or(main, |office| office.country.as_str()),
            _ => main,
        }
    }

    /// The party that somebody of a country leads who leads one: that of the person at the date as far as the packs tell,
    /// else the one whose leaders of that country were in office then, or nearest to it.
    #[must_use]
    pub fn party_of(
        &self,
        person: Option<ActorId>,
        country: &str,
        when: Option<Bounds>,
    ) -> Option<ActorId> {
        let party = |id: &ActorId| self.entry(*id).actor.kind == ActorKind::Party;
        let led = self.bodies_of.get(country)?.iter();
        let alive = |id: ActorId| when.is_none_or(|when| self.exists(id, when) > Holds::No);
        led.filter(|(body, ..)| party(body) && alive(*body))
            .max_by_key(|(body, holder, term)| {
                (
                    Some(*holder) == person,
                    term.fit(when),
                    std::cmp::Reverse(*body),
                )
            })
            .map(|(body, ..)| *body)
    }

    /// The office that a person held at a date, with how certain that is: its number among the offices.
    #[must_use]
    pub fn office_at(&self, id: ActorId, when: Bounds) -> Option<(usize, Holds)> {
        match best_term(&self.entry(id).terms, Some(when)) {
            (holds, Some(number)) if holds > Holds::No => Some((number, holds)),
            _ => None,
        }
    }
}

/// The office that fits a date best, and how well.
fn best_term(terms: &[Period], when: Option<Bounds>) -> (Holds, Option<usize>) {
    let Some(when) = when else {
        return (Holds::No, None);
    };
    terms
        .iter()
        .enumerate()
        .map(|(number, term)| (term.fit(Some(when)), std::cmp::Reverse(number)))
        .max()
        .map_or((Holds::No, None), |(fit, number)| {
            (fit.holds, Some(number.0))
        })
}

#[cfg(test)]
mod tests;
