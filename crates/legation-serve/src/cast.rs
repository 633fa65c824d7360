//! The actors that an answer names: each once, by key, with what it is called in the languages of the packs.

use std::collections::BTreeMap;

use legation::{LoadedPacks, Participant, Party, actor_card, actor_key};

use crate::{
    edition::Edition,
    wire::{ActorCard, Actors, Decision},
};

/// Collects actors while an answer is made.
pub(crate) struct Cast<'a> {
    packs: &'a LoadedPacks,
    edition: &'a Edition,
    cards: BTreeMap<String, ActorCard>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(packs: &'a LoadedPacks, edition: &'a Edition) -> Self {
        Self {
            packs,
            edition,
            cards: BTreeMap::new(),
        }
    }

    /// The key of an actor, which is collected. `name` and `country` are for one that the packs do not know.
    pub(crate) fn key(&mut self, id: Option<&str>, name: &str, country: &str) -> String {
        let key = actor_key(id, name);
        if !self.cards.contains_key(&key) {
            let card = self.card(id, name, country);
            self.cards.insert(key.clone(), card);
        }
        key
    }

    /// That of one who takes part in an event or a tie.
    pub(crate) fn participant(&mut self, who: &Participant) -> String {
        self.key(who.id.as_deref(), &who.name, &who.country)
    }

    /// That of a party of a claim.
    pub(crate) fn party(&mut self, who: &Party) -> String {
        self.key(who.id.as_deref(), &who.name, &who.country)
    }

    /// The same key; whom it stands for is collected.
    pub(crate) fn of_key(&mut self, key: &str) -> String {
        match key.strip_prefix('~') {
            None => self.key(Some(key), key, ""),
            Some(name) => {
                let known = self.edition.actor(key);
                let country = known.and_then(|known| known.countries.first());
                self.key(None, name, country.map_or("", String::as_str))
            }
        }
    }

    /// That of an actor that was asked for.
    pub(crate) fn found(&mut self, who: &legation::Found) -> String {
        self.of_key(&actor_key(who.id.as_deref(), &who.name))
    }

    /// What was decided about a claim.
    pub(crate) fn decision(&self, claim: &str) -> Option<Decision> {
        self.edition.decisions.on(claim).cloned().map(Into::into)
    }

    /// All that were collected.
    pub(crate) fn finish(self) -> Actors {
        Actors(self.cards)
    }

    /// The card of one that was collected.
    pub(crate) fn get(&self, key: &str) -> Option<&ActorCard> {
        self.cards.get(key)
    }

    fn card(&self, id: Option<&str>, name: &str, country: &str) -> ActorCard {
        let card = actor_card(self.packs, id, name, country);
        ActorCard {
            kind: card.kind.and_then(|kind| {
                let kind = serde_json::to_value(kind).ok()?;
                kind.as_str().map(str::to_owned)
            }),
            key: card.key,
            name: card.name,
            names: card.names,
            country: card.country,
        }
    }
}
