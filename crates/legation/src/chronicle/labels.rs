//! What pictures call actors, agreements and ties, in the language asked for; what the packs have no name for keeps its own.

use std::collections::BTreeMap;

use legation_export::picture::Words;
use legation_model::{ActorKind, Participant, Tie, TieKind, TieRole};

use crate::{Found, LoadedPacks};

/// Names in a language.
pub(super) struct Labels<'p> {
    packs: &'p LoadedPacks,
    lang: String,
    rtl: bool,
    /// Agreements by their usual English names.
    agreements: BTreeMap<&'p str, &'p str>,
}

impl<'p> Labels<'p> {
    pub(super) fn new(packs: &'p LoadedPacks, words: &Words) -> Self {
        let agreements = packs
            .packs
            .actors
            .iter()
            .filter(|(_, entry)| {
                matches!(entry.actor.kind, ActorKind::Agreement | ActorKind::Alliance)
            })
            .map(|(_, entry)| (entry.actor.name.as_str(), entry.actor.id.as_str()));
        Self {
            packs,
            lang: words.language.clone(),
            rtl: words.rtl,
            agreements: agreements.collect(),
        }
    }

    /// The first name that the packs give an actor in the language, else the usual one.
    fn named(&self, id: Option<&str>, usual: &str) -> String {
        let actors = &self.packs.packs.actors;
        let known = id.and_then(|id| actors.get(id)).map(|id| actors.entry(id));
        let Some(entry) = known.filter(|_| self.lang != "en") else {
            return usual.to_owned();
        };
        let names = entry.names.full.get(&self.lang);
        let first = names.and_then(|names| names.first());
        first.map_or_else(|| usual.to_owned(), Clone::clone)
    }

    pub(super) fn of(&self, who: &Participant) -> String {
        self.named(who.id.as_deref(), &who.name)
    }

    pub(super) fn of_found(&self, actor: &Found) -> String {
        self.named(actor.id.as_deref(), &actor.name)
    }

    /// The agreement or office of a tie; empty where its kind says all.
    pub(super) fn thing(&self, tie: &Tie) -> String {
        match (&tie.instrument, &tie.office) {
            (Some(name), _) => {
                let known = self.agreements.get(name.as_str()).copied();
                self.named(known, name)
            }
            (None, Some(office)) => office.clone(),
            (None, None) => String::new(),
        }
    }

    /// The party that has a role.
    fn party(&self, tie: &Tie, role: TieRole) -> String {
        let of = tie.parties.iter().find(|party| party.role == role);
        of.map(|party| self.of(&party.who)).unwrap_or_default()
    }

    /// Whose forces are in whose land; the arrow points the way in which the line is read.
    fn presence(&self, tie: &Tie) -> String {
        let arrow = if self.rtl { '←' } else { '→' };
        let sender = self.party(tie, TieRole::Sender);
        format!("{sender} {arrow} {}", self.party(tie, TieRole::Host))
    }

    /// What a tie of two is called between them: its agreement, its office, whose forces are where.
    pub(super) fn within(&self, tie: &Tie) -> String {
        match tie.kind {
            TieKind::Presence => self.presence(tie),
            TieKind::Office => listed([self.party(tie, TieRole::Holder), self.thing(tie)]),
            _ => self.thing(tie),
        }
    }

    /// What a tie is called in the picture of one of its parties: with whom, and by which agreement or office.
    pub(super) fn beside(&self, tie: &Tie, actor: &Found) -> String {
        if tie.kind == TieKind::Presence {
            return self.presence(tie);
        }
        let own = |who: &Participant| {
            let by_id = actor.id.is_some() && who.id == actor.id;
            by_id || who.name == actor.name
        };
        let mut all: Vec<String> = tie
            .parties
            .iter()
            .filter(|party| !own(&party.who))
            .map(|party| self.of(&party.who))
            .collect();
        let thing = self.thing(tie);
        if !all.contains(&thing) {
            all.push(thing);
        }
        listed(all)
    }
}

/// Names beside each other; empty ones are left out.
fn listed(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    names.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_language_and_arrows_point_the_way_of_reading() {
        let packs = crate::names::tests::packs();
        let tie = |kind, parties: [(&str, TieRole); 2]| Tie {
            id: "t".to_owned(),
            kind,
            parties: parties
                .map(|(id, role)| legation_model::TieParty {
                    who: Participant {
                        id: Some(id.to_owned()),
                        name: format!("the {id}"),
                        country: String::new(),
                    },
                    role,
                })
                .to_vec(),
            instrument: None,
            office: None,
            spell: 1,
            from: None,
            to: None,
            shown_by: Vec::new(),
        };
        let presence = tie(
            TieKind::Presence,
            [
                ("soviet-union", TieRole::Sender),
                ("albania", TieRole::Host),
            ],
        );
        let label = |lang: &str| {
            let words = Words::shipped(lang).expect("it is shipped");
            Labels::new(packs, &words).within(&presence)
        };
        assert_eq!(label("en"), "the soviet-union → the albania");
        assert_eq!(label("he"), "ברית המועצות ← אלבניה");
        let words = Words::shipped("ar").expect("it is shipped");
        let pact = Tie {
            instrument: Some("Warsaw Pact".to_owned()),
            ..tie(
                TieKind::Membership,
                [
                    ("albania", TieRole::Member),
                    ("warsaw-pact", TieRole::Organization),
                ],
            )
        };
        let actor = Found {
            id: Some("albania".to_owned()),
            name: "Albania".to_owned(),
            references: Vec::new(),
            corrected: None,
        };
        assert_eq!(
            Labels::new(packs, &words).beside(&pact, &actor),
            "حلف وارسو",
            "once, though it is party and agreement"
        );
    }
}
