//! What is known of one actor: from the packs, and from a record where there is one.

use std::collections::BTreeMap;

use legation_model::{Edtf, Office};
use legation_pack::{NameKind, Named};
use legation_record::Record;
use serde::Serialize;

use crate::{Error, Found, LoadedPacks};

/// What is known of an actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorProfile {
    /// Id in the packs; `None` for one that only documents name.
    pub id: Option<String>,
    /// Usual English name.
    pub name: String,
    /// What it is: `state`, `person` and so on.
    pub kind: Option<String>,
    /// Codes of the states that it is or acts for.
    pub countries: Vec<String>,
    /// Since when it exists.
    pub from: Option<Edtf>,
    /// Until when.
    pub to: Option<Edtf>,
    /// Offices, for persons.
    pub offices: Vec<Office>,
    /// Names by language, without adjectives.
    pub names: BTreeMap<String, Vec<String>>,
    /// Claims of the record that it is party to by itself; `None` without a record.
    pub claims: Option<usize>,
    /// First year of their dates.
    pub first_year: Option<i64>,
    /// Last year of their dates.
    pub last_year: Option<i64>,
}

/// Tells of an actor that was found.
///
/// # Errors
/// Where the database fails.
pub fn actor_profile(
    packs: &LoadedPacks,
    record: Option<&Record>,
    found: &Found,
) -> Result<ActorProfile, Error> {
    let actors = &packs.packs.actors;
    let known = found.id.as_deref().and_then(|id| actors.get(id));
    let entry = known.map(|id| &actors.entry(id).actor);
    let mut profile = ActorProfile {
        id: found.id.clone(),
        name: found.name.clone(),
        kind: entry.and_then(|actor| {
            let kind = serde_json::to_value(actor.kind).ok()?;
            kind.as_str().map(str::to_owned)
        }),
        countries: entry
            .map(|actor| actor.country.clone())
            .into_iter()
            .collect(),
        from: entry.and_then(|actor| actor.from.clone()),
        to: entry.and_then(|actor| actor.to.clone()),
        offices: entry.map(|actor| actor.offices.clone()).unwrap_or_default(),
        names: BTreeMap::new(),
        claims: None,
        first_year: None,
        last_year: None,
    };
    if let Some(id) = known {
        for tag in packs.packs.languages.keys() {
            let names = actors.names(tag).filter(|(_, kind, named)| {
                *named == Named::Actor(id) && *kind != NameKind::Adjective
            });
            let names: Vec<String> = names.map(|(name, ..)| name.to_owned()).collect();
            if !names.is_empty() {
                profile.names.insert(tag.clone(), names);
            }
        }
    }
    if let Some(record) = record {
        let summary = record
            .actors()?
            .into_iter()
            .find(|actor| actor.id == found.id && (found.id.is_some() || actor.name == found.name));
        profile.claims = Some(summary.as_ref().map_or(0, |s| s.claims));
        if let Some(summary) = summary {
            profile.first_year = summary.first_year;
            profile.last_year = summary.last_year;
            if entry.is_none() {
                profile.countries = summary.countries;
            }
        }
    }
    Ok(profile)
}
