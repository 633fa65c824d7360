//! Whether an edit can be meant: known words, known actors, and parties that the class can have.

use std::collections::BTreeSet;

use legation_model::{Claim, Edtf, Participant, Party, Status, TieKind};
use legation_pack::Class;
use legation_record::Record;

use super::{decision::Edit, error::ReviewError};
use crate::{Error, LoadedPacks, Names, Suggestion, known_classes};

/// Country code of somebody of whom none is known.
const NO_COUNTRY: &str = "INT";

/// What somebody wants to change, in their own words. What is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditRequest {
    /// Event class.
    pub class: Option<String>,
    /// Who does it: names in any language, codes, ids, or `~` and the name of one whom only documents name.
    pub actor: Option<Vec<String>>,
    /// To whom, in the same way.
    pub recipient: Option<Vec<String>>,
    /// When, as EDTF; `Some(None)` where the text does not say when.
    pub when: Option<Option<String>>,
    /// How it is said.
    pub status: Option<Status>,
}

impl EditRequest {
    /// The edit that is meant, of a claim.
    pub(crate) fn check(
        &self,
        claim: &Claim,
        record: &Record,
        packs: &LoadedPacks,
    ) -> Result<Edit, Error> {
        if let Some(class) = &self.class {
            known_classes(packs, std::slice::from_ref(class))?;
        }
        let named = self.actor.iter().chain(&self.recipient);
        let people = People {
            names: (named.count() > 0).then(|| Names::new(packs)),
            packs,
            record,
            claim,
        };
        let parties = |wanted: &Option<Vec<String>>| -> Result<Option<Vec<Participant>>, Error> {
            let Some(wanted) = wanted else {
                return Ok(None);
            };
            let found: Result<Vec<Participant>, Error> =
                wanted.iter().map(|name| people.find(name)).collect();
            let mut seen = BTreeSet::new();
            let mut found = found?;
            found.retain(|who| seen.insert(who.clone()));
            Ok(Some(found))
        };
        let edit = Edit {
            class: self.class.clone(),
            actor: parties(&self.actor)?,
            recipient: parties(&self.recipient)?,
            when: self.when.as_ref().map(date).transpose()?,
            status: self.status,
        };
        if edit.is_empty() {
            return Err(ReviewError::NothingEdited.into());
        }
        // What the reader read is not held against who mends something else of it.
        if edit.class.is_some() || edit.actor.is_some() || edit.recipient.is_some() {
            let mut edited = claim.clone();
            edit.apply(&mut edited);
            form(&edited, packs)?;
        }
        Ok(edit)
    }
}

fn date(text: &Option<String>) -> Result<Option<Edtf>, Error> {
    let Some(text) = text else {
        return Ok(None);
    };
    match text.trim().parse() {
        Ok(date) => Ok(Some(date)),
        Err(_) => Err(ReviewError::Date { text: text.clone() }.into()),
    }
}

/// Who may be meant.
struct People<'a> {
    names: Option<Names<'a>>,
    packs: &'a LoadedPacks,
    record: &'a Record,
    claim: &'a Claim,
}

impl People<'_> {
    fn find(&self, wanted: &str) -> Result<Participant, Error> {
        let wanted = wanted.trim();
        if let Some(name) = wanted.strip_prefix('~') {
            return self.free(name.trim());
        }
        if wanted.is_empty() {
            return Err(ReviewError::NoName.into());
        }
        if let Some(known) = self.known(wanted) {
            return Ok(known);
        }
        let Some(names) = &self.names else {
            return self.free(wanted);
        };
        let found = names.find(wanted, Some(self.record))?;
        match (found.corrected, found.id) {
            // What is written down for good is not guessed.
            (Some(name), id) => Err(Error::UnknownActor {
                query: wanted.to_owned(),
                nearest: vec![Suggestion {
                    id,
                    name,
                    likeness: 1.0,
                }],
            }),
            (None, Some(id)) => match self.known(&id) {
                Some(known) => Ok(known),
                None => self.free(&found.name),
            },
            (None, None) => self.free(&found.name),
        }
    }

    /// An actor of the packs, by its id.
    fn known(&self, id: &str) -> Option<Participant> {
        let actors = &self.packs.packs.actors;
        let known = actors.get(id)?;
        let actor = &actors.entry(known).actor;
        Some(Participant {
            id: Some(actor.id.clone()),
            name: actor.name.clone(),
            country: actor.country.clone(),
        })
    }

    /// One whom only documents name, as this claim or another one has them.
    fn free(&self, name: &str) -> Result<Participant, Error> {
        if name.is_empty() {
            return Err(ReviewError::NoName.into());
        }
        let read = self.claim.actor.iter().chain(&self.claim.recipient);
        let country = match read.clone().find(|p| p.id.is_none() && p.name == name) {
            Some(party) => Some(party.country.clone()),
            None => {
                let known = self.record.actors()?;
                let same = known.iter().find(|a| a.id.is_none() && a.name == name);
                same.and_then(|actor| actor.countries.first().cloned())
            }
        };
        Ok(Participant {
            id: None,
            name: name.to_owned(),
            country: country.unwrap_or_else(|| NO_COUNTRY.to_owned()),
        })
    }
}

/// Whether a class can have a claim's parties.
///
/// Somebody takes part; nobody is on both sides; what two do alike has two; joining and leaving have a member and what it
/// joins; founding and dissolving have what is founded or dissolved; an office has who holds it.
fn form(claim: &Claim, packs: &LoadedPacks) -> Result<(), ReviewError> {
    let wrong = |why: &str, help: &str| {
        Err(ReviewError::Form {
            class: claim.class.clone(),
            why: why.to_owned(),
            help: help.to_owned(),
        })
    };
    let (actors, recipients) = (claim.actor.len(), claim.recipient.len());
    if actors + recipients == 0 {
        return wrong(
            "needs somebody who takes part",
            "name an actor or a recipient",
        );
    }
    let same = |a: &Party, b: &Party| (&a.id, &a.name, &a.country) == (&b.id, &b.name, &b.country);
    if let Some(twice) = claim
        .actor
        .iter()
        .find(|a| claim.recipient.iter().any(|r| same(a, r)))
    {
        let why = format!("cannot have `{}` on both sides", twice.name);
        return wrong(&why, "name each party once");
    }
    let classes = &packs.packs.classes;
    let Some(class) = classes.iter().find(|class| class.name == claim.class) else {
        return Ok(());
    };
    let touches =
        |class: &Class, kind: TieKind| class.opens.contains(&kind) || class.closes.contains(&kind);
    if class.symmetric && actors + recipients < 2 {
        return wrong("is between two or more", "name the other party too");
    }
    if touches(class, TieKind::Existence) {
        if recipients == 0 {
            return wrong(
                "needs what comes into being or ends",
                "name it as recipient",
            );
        }
    } else if touches(class, TieKind::Membership) && (actors == 0 || recipients == 0) {
        let help = "name the member as actor and what it joins or leaves as recipient";
        return wrong("needs a member and an organization", help);
    }
    if touches(class, TieKind::Office) && actors == 0 {
        return wrong("needs who holds the office", "name the person as actor");
    }
    Ok(())
}
