//! Actors as a page names them: a key for addresses, the usual names in all languages, the codes of data sets.

use std::collections::BTreeMap;

use legation_model::ActorKind;
use legation_pack::{ActorEntry, ActorId};
use legation_record::ActorRef;
use serde::Serialize;

use crate::{Found, LoadedPacks, names::found};

/// What the key of an actor begins with that only documents name.
const BY_NAME: char = '~';

/// An actor as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorCard {
    /// See [`actor_key`].
    pub key: String,
    /// Usual English name, or the name as documents write it.
    pub name: String,
    /// Usual name by BCP 47 tag, where the packs have one.
    pub names: BTreeMap<String, String>,
    /// What it is; `None` for one that the packs do not know.
    pub kind: Option<ActorKind>,
    /// Code of the state that it is or acts for.
    pub country: Option<String>,
}

/// The numbers under which data sets know an actor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ActorCodes {
    /// ISO 3166 code of a state.
    pub iso: Option<String>,
    /// Gleditsch and Ward's number.
    pub gw: Option<u16>,
    /// That of the Correlates of War.
    pub cow: Option<u16>,
}

/// What an actor is called in addresses: its id in the packs, or `~` and its name where only documents name it.
#[must_use]
pub fn actor_key(id: Option<&str>, name: &str) -> String {
    id.map_or_else(|| format!("{BY_NAME}{name}"), str::to_owned)
}

/// The actor of a key; `None` where the packs do not know the id.
#[must_use]
pub fn actor_of_key(packs: &LoadedPacks, key: &str) -> Option<Found> {
    match key.strip_prefix(BY_NAME) {
        Some("") => None,
        Some(name) => Some(Found {
            id: None,
            name: name.to_owned(),
            references: vec![ActorRef::name(name)],
            corrected: None,
        }),
        None => packs.packs.actors.get(key).map(|id| found(packs, id)),
    }
}

/// An actor as others name it, by what claims say of it: the packs' own words go before.
#[must_use]
pub fn actor_card(packs: &LoadedPacks, id: Option<&str>, name: &str, country: &str) -> ActorCard {
    let known = entry(packs, id);
    let actor = known.map(|entry| &entry.actor);
    let country = actor.map_or(country, |actor| actor.country.as_str());
    ActorCard {
        key: actor_key(id, name),
        name: actor.map_or_else(|| name.to_owned(), |actor| actor.name.clone()),
        names: known
            .map(|entry| usual_names(packs, entry))
            .unwrap_or_default(),
        kind: actor.map(|actor| actor.kind),
        country: (!country.is_empty()).then(|| country.to_owned()),
    }
}

/// The first name in each language; in English the usual one.
fn usual_names(packs: &LoadedPacks, entry: &ActorEntry) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = packs
        .packs
        .languages
        .keys()
        .filter_map(|tag| Some((tag.clone(), entry.names.full.get(tag)?.first()?.clone())))
        .collect();
    names.insert("en".to_owned(), entry.actor.name.clone());
    names
}

/// The numbers under which data sets know an actor.
#[must_use]
pub fn actor_codes(packs: &LoadedPacks, id: Option<&str>) -> ActorCodes {
    let Some(entry) = entry(packs, id) else {
        return ActorCodes::default();
    };
    let is_state = entry.actor.kind == ActorKind::State;
    ActorCodes {
        iso: is_state.then(|| entry.actor.country.clone()),
        gw: entry.gw,
        cow: entry.cow,
    }
}

pub(super) fn entry<'p>(packs: &'p LoadedPacks, id: Option<&str>) -> Option<&'p ActorEntry> {
    let actors = &packs.packs.actors;
    id.and_then(|id| actors.get(id)).map(|id| actors.entry(id))
}

/// The state that stands for a country code today, or that was the last to have it; `None` for codes of no state.
///
/// Whoever acts for a state is found by its code, so all states of one code are one side of a pair.
pub(super) fn state_of_code(packs: &LoadedPacks, code: &str) -> Option<ActorId> {
    let actors = &packs.packs.actors;
    actors.choose(actors.states_of(code), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tests::packs;

    #[test]
    fn a_key_leads_back_to_its_actor() {
        let albania = actor_of_key(packs(), &actor_key(Some("albania"), "Albania"));
        let albania = albania.expect("the packs know it");
        assert_eq!(
            albania.references,
            [ActorRef::id("albania"), ActorRef::country("ALB")]
        );
        let named = actor_of_key(packs(), &actor_key(None, "Xoxe")).expect("a name");
        assert_eq!((named.id, named.name.as_str()), (None, "Xoxe"));
        assert_eq!(actor_of_key(packs(), "nobody-at-all"), None);
        assert_eq!(actor_of_key(packs(), "~"), None);
    }

    #[test]
    fn a_card_has_the_usual_name_in_each_language() {
        let card = actor_card(packs(), Some("soviet-union"), "USSR", "SUN");
        assert_eq!(card.name, "Soviet Union");
        assert_eq!(card.names["en"], "Soviet Union");
        assert_eq!(card.names["ar"], "الاتحاد السوفيتي");
        assert_eq!(card.names["he"], "ברית המועצות");
        assert_eq!(card.kind, Some(ActorKind::State));
        let unknown = actor_card(packs(), None, "Xoxe", "ALB");
        assert_eq!(unknown.key, "~Xoxe");
        assert!(unknown.names.is_empty());
        assert_eq!(unknown.country.as_deref(), Some("ALB"));
    }

    #[test]
    fn codes_are_those_of_states() {
        let usa = actor_codes(packs(), Some("united-states"));
        assert_eq!(usa.iso.as_deref(), Some("USA"));
        assert_eq!((usa.gw, usa.cow), (Some(2), Some(2)));
        assert_eq!(actor_codes(packs(), Some("nato")), ActorCodes::default());
        assert_eq!(actor_codes(packs(), None), ActorCodes::default());
    }
}
