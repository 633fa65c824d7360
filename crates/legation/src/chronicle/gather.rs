//! Claims out of the record into what the chronicle takes.

use std::collections::{BTreeSet, hash_map::Entry};

use legation_chronicle::{ActorKey, Count, DocKey, Facts, FactsBuilder, NewFact, WordKey, World};
use legation_model::{ActorKind, ClaimAt, Edtf, Participant, WhenFrom};
use legation_record::{FactRow, Keys};
use rustc_hash::FxHashMap;

use super::rules::participant;
use crate::{
    Error, LoadedPacks,
    review::{Decisions, Edit, Ruling},
    timeline::claim_threshold,
};

/// Takes claims row by row; what is below the packs' threshold stays out, unless somebody decided that it is right, and what
/// is decided to be wrong does in any case.
pub(crate) struct Gatherer<'a> {
    packs: &'a LoadedPacks,
    rulings: &'a Decisions,
    threshold: f64,
    builder: FactsBuilder,
    actors: FxHashMap<i64, ActorKey>,
    words: FxHashMap<i64, WordKey>,
    documents: FxHashMap<u32, Option<DocKey>>,
    /// What an agreement's name in a language tells: the agreement itself, and its kind.
    agreements: FxHashMap<(i64, i64), (Option<ActorKey>, Option<WordKey>)>,
    named: FxHashMap<&'a str, &'a str>,
    /// Names of offices by their keys.
    offices: FxHashMap<i64, String>,
}

/// Whether the claims of a document are taken, by its id and when it was published.
pub(crate) type Keep<'k> = &'k dyn Fn(&str, Option<&Edtf>) -> bool;

impl<'a> Gatherer<'a> {
    pub(crate) fn new(packs: &'a LoadedPacks, rulings: &'a Decisions) -> Self {
        let named = packs
            .packs
            .actors
            .iter()
            .filter(|(_, entry)| entry.actor.kind == ActorKind::Agreement)
            .map(|(_, entry)| (entry.actor.name.as_str(), entry.actor.id.as_str()))
            .collect();
        Self {
            packs,
            rulings,
            threshold: claim_threshold(packs),
            builder: FactsBuilder::default(),
            actors: FxHashMap::default(),
            words: FxHashMap::default(),
            documents: FxHashMap::default(),
            agreements: FxHashMap::default(),
            named,
            offices: FxHashMap::default(),
        }
    }

    /// Takes one claim, unless its document or the claim itself is left out.
    pub(crate) fn take(
        &mut self,
        row: &FactRow,
        keys: &mut Keys<'_>,
        keep: Keep<'_>,
        without: &BTreeSet<ClaimAt>,
    ) -> Result<(), Error> {
        let ruling = self.rulings.ruling(row.at);
        let believed = match ruling {
            None => row.confidence >= self.threshold,
            Some(Ruling::Wrong) => false,
            Some(Ruling::Right | Ruling::Edited(_)) => true,
        };
        if !believed || without.contains(&row.at) {
            return Ok(());
        }
        let edit = match ruling {
            Some(Ruling::Edited(edit)) => edit.as_ref(),
            _ => &Edit::default(),
        };
        let Some(document) = self.document(row.at.document, keys, keep)? else {
            return Ok(());
        };
        let class = match &edit.class {
            Some(class) => self.builder.word(class),
            None => self.word(row.class, keys)?,
        };
        let office = match row.office {
            Some(key) => {
                if let Entry::Vacant(new) = self.offices.entry(key) {
                    new.insert(keys.word(key)?);
                }
                Some(self.word(key, keys)?)
            }
            None => None,
        };
        let instrument = row.instrument.map(|key| self.word(key, keys)).transpose()?;
        let (agreement, agreement_kind) = match row.instrument {
            Some(key) => self.agreement(key, row.lang, keys)?,
            None => (None, None),
        };
        let actors = match &edit.actor {
            Some(named) => self.named_actors(named),
            None => self.actors(&row.actors, keys)?,
        };
        let recipients = match &edit.recipient {
            Some(named) => self.named_actors(named),
            None => self.actors(&row.recipients, keys)?,
        };
        let counts = row
            .counts
            .iter()
            .map(|count| {
                let lang = keys.word(row.lang)?;
                Ok(Count {
                    value: count.value.clone(),
                    unit: self.folded(&count.unit, &lang),
                    about: count.about,
                })
            })
            .collect::<Result<Vec<Count>, Error>>()?;
        let read = row.when.as_deref().and_then(|when| when.parse().ok());
        // A date that somebody gives is as good as one of the clause, in digits.
        let (when, when_from, when_in_digits) = match edit.when.clone() {
            Some(when) => {
                let from = when.as_ref().map(|_| WhenFrom::Clause);
                (when, from, from.is_some())
            }
            None => (read, row.when_from, row.when_in_digits),
        };
        let when = when.map(|when: Edtf| self.builder.date(&when));
        #[expect(clippy::cast_possible_truncation, reason = "a likelihood")]
        let confidence = if ruling.is_some() {
            1.0
        } else {
            row.confidence as f32
        };
        self.builder.push(&NewFact {
            at: row.at,
            document,
            sentence: row.sentence,
            class,
            status: edit.status.unwrap_or(row.status),
            when,
            when_from,
            when_in_digits,
            office,
            instrument,
            agreement,
            agreement_kind,
            confidence,
            actors: &actors,
            recipients: &recipients,
            counts: &counts,
        });
        Ok(())
    }

    /// The facts, and the world with the shared ones among their offices.
    pub(crate) fn finish(self, world: &mut World) -> Facts {
        let shared =
            |office: &String| self.packs.packs.classes.office_is_shared(office) == Some(true);
        world.shared_offices = self.offices.into_values().filter(shared).collect();
        self.builder.finish()
    }

    fn document(
        &mut self,
        key: u32,
        keys: &mut Keys<'_>,
        keep: Keep<'_>,
    ) -> Result<Option<DocKey>, Error> {
        if let Some(known) = self.documents.get(&key) {
            return Ok(*known);
        }
        let (id, published) = keys.document(key)?;
        let taken = keep(&id, published.as_ref()).then(|| self.builder.document(&id));
        self.documents.insert(key, taken);
        Ok(taken)
    }

    fn word(&mut self, key: i64, keys: &mut Keys<'_>) -> Result<WordKey, Error> {
        if let Some(word) = self.words.get(&key) {
            return Ok(*word);
        }
        let word = self.builder.word(&keys.word(key)?);
        self.words.insert(key, word);
        Ok(word)
    }

    fn actors(&mut self, found: &[i64], keys: &mut Keys<'_>) -> Result<Vec<ActorKey>, Error> {
        found
            .iter()
            .map(|key| {
                if let Some(actor) = self.actors.get(key) {
                    return Ok(*actor);
                }
                let actor = self.known_as(keys.actor(*key)?);
                let actor = self.builder.actor(&actor);
                self.actors.insert(*key, actor);
                Ok(actor)
            })
            .collect()
    }

    fn named_actors(&mut self, named: &[Participant]) -> Vec<ActorKey> {
        named
            .iter()
            .map(|who| {
                let who = self.known_as(who.clone());
                self.builder.actor(&who)
            })
            .collect()
    }

    /// An actor of the packs under the name and code that they give it, whatever a document was read by.
    fn known_as(&self, who: Participant) -> Participant {
        let actors = &self.packs.packs.actors;
        let known = who.id.as_ref().and_then(|id| actors.get(id));
        known.map_or(who, |id| participant(self.packs, id))
    }

    fn agreement(
        &mut self,
        name: i64,
        lang: i64,
        keys: &mut Keys<'_>,
    ) -> Result<(Option<ActorKey>, Option<WordKey>), Error> {
        if let Some(known) = self.agreements.get(&(name, lang)) {
            return Ok(*known);
        }
        let text = keys.word(name)?;
        let packs = &self.packs.packs;
        let known = self
            .named
            .get(text.as_str())
            .and_then(|id| packs.actors.get(id));
        let (agreement, kind) = match known {
            Some(id) => (
                Some(self.builder.actor(&participant(self.packs, id))),
                packs.agreements.of_actor(packs.actors.entry(id)),
            ),
            None => (None, packs.agreements.of(&text, &keys.word(lang)?)),
        };
        let found = (agreement, kind.map(|kind| self.builder.word(kind)));
        self.agreements.insert((name, lang), found);
        Ok(found)
    }

    /// A counted word so that two spellings of it are equal.
    fn folded(&self, unit: &str, lang: &str) -> String {
        let tag = lang.split('-').next().unwrap_or(lang);
        match self.packs.packs.languages.get(tag) {
            Some(pack) => pack.lexicon.language.folder.fold_str(unit),
            None => unit.to_lowercase(),
        }
    }
}
