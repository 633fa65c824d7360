//! Claims beside what the packs say of their classes, actors and agreements, looked up once.

use std::collections::BTreeMap;

use legation_model::{ActorKind, Bounds, Day, Edtf, Participant, TieKind};

use crate::{
    facts::{ActorKey, Fact, Facts, WordKey},
    world::{AgreementRule, ClassRule, KnownActor, TieRule, World},
};

/// Whom an actor acts for: a state under its code, or itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SideKey(pub(crate) u32);

/// What is known of an actor among [`Facts`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) side: SideKey,
    pub(crate) actor: Option<&'a KnownActor>,
    /// Whether the side is a state's.
    pub(crate) stately: bool,
}

impl Known<'_> {
    pub(crate) fn is(&self, kind: ActorKind) -> bool {
        self.actor.is_some_and(|actor| actor.kind == kind)
    }

    /// Whether it lives and ends by itself: a person, party, organization or movement, but no state and no body of one.
    pub(crate) fn has_own_life(&self) -> bool {
        self.actor.is_some_and(|actor| {
            !matches!(
                actor.kind,
                ActorKind::State | ActorKind::Body | ActorKind::Agreement
            )
        })
    }
}

/// A state of a code and the days of its life.
#[derive(Debug, Clone)]
pub(crate) struct StateLife<'a> {
    pub(crate) id: &'a str,
    pub(crate) actor: &'a KnownActor,
    pub(crate) life: Bounds,
}

/// Claims with what the packs say of them. The same for all affairs of a chronicle.
#[derive(Debug)]
pub struct Context<'a> {
    pub(crate) world: &'a World,
    pub(crate) facts: &'a Facts,
    classes: Vec<Option<&'a ClassRule>>,
    agreements: Vec<Option<&'a AgreementRule>>,
    /// For each word the name of the office that it names, as an office of one name among several.
    offices: Vec<&'a str>,
    known: Vec<Known<'a>>,
    /// Names of the sides, in order.
    pub(crate) sides: Vec<String>,
    states: BTreeMap<&'a str, Vec<StateLife<'a>>>,
}

/// Whether a country code is that of a state.
pub(crate) fn is_state_code(country: &str) -> bool {
    country.len() == 3
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(country, "IGO" | "INT")
}

impl<'a> Context<'a> {
    /// Looks everything up.
    #[must_use]
    pub fn new(world: &'a World, facts: &'a Facts) -> Self {
        let name = |actor: &Participant| {
            if is_state_code(&actor.country) {
                actor.country.clone()
            } else {
                actor.id.clone().unwrap_or_else(|| actor.name.clone())
            }
        };
        let names: Vec<String> = facts.actors.iter().map(name).collect();
        let mut sides = names.clone();
        sides.sort_unstable();
        sides.dedup();
        let known = facts
            .actors
            .iter()
            .zip(&names)
            .map(|(actor, name)| Known {
                side: SideKey(
                    u32::try_from(sides.binary_search(name).unwrap_or(0)).unwrap_or(u32::MAX),
                ),
                actor: actor.id.as_ref().and_then(|id| world.actors.get(id)),
                stately: is_state_code(&actor.country),
            })
            .collect();
        let mut states: BTreeMap<&str, Vec<StateLife<'a>>> = BTreeMap::new();
        for (id, actor) in &world.actors {
            if actor.kind == ActorKind::State {
                let life = Bounds {
                    first: actor.from.as_ref().and_then(|d| d.bounds().first),
                    last: actor.to.as_ref().and_then(|d| d.bounds().last),
                };
                states
                    .entry(actor.country.as_str())
                    .or_default()
                    .push(StateLife { id, actor, life });
            }
        }
        for lives in states.values_mut() {
            lives.sort_by_key(|s| (s.life.first, s.id));
        }
        Self {
            world,
            facts,
            classes: facts.words.iter().map(|w| world.classes.get(w)).collect(),
            agreements: facts
                .words
                .iter()
                .map(|w| world.agreements.get(w))
                .collect(),
            offices: facts
                .words
                .iter()
                .map(|w| world.same_offices.get(w).unwrap_or(w).as_str())
                .collect(),
            known,
            sides,
            states,
        }
    }

    pub(crate) fn rule(&self, class: WordKey) -> Option<&'a ClassRule> {
        self.classes[class.0 as usize]
    }

    pub(crate) fn opens(&self, fact: &Fact, kind: TieKind) -> bool {
        self.rule(fact.class)
            .is_some_and(|rule| rule.opens.contains(&kind))
    }

    pub(crate) fn closes(&self, fact: &Fact, kind: TieKind) -> bool {
        self.rule(fact.class)
            .is_some_and(|rule| rule.closes.contains(&kind))
    }

    pub(crate) fn touches(&self, fact: &Fact, kind: TieKind) -> bool {
        self.opens(fact, kind) || self.closes(fact, kind)
    }

    /// Whether a claim tells of an agreement that is made or ended, and not of a member that joins or leaves.
    pub(crate) fn is_of_agreement(&self, fact: &Fact) -> bool {
        self.touches(fact, TieKind::Party) && !self.touches(fact, TieKind::Membership)
    }

    /// Whether parties to a thing, or its members, are allies by that.
    pub(crate) fn makes_allies(&self, thing: ActorKey) -> bool {
        let kind = self
            .known(thing)
            .actor
            .and_then(|actor| actor.agreement.as_ref());
        kind.and_then(|kind| self.world.agreements.get(kind))
            .is_some_and(|rule| rule.opens_alliance)
    }

    /// What the kind of the claim's agreement does besides.
    pub(crate) fn agreement_rule(&self, fact: &Fact) -> Option<&'a AgreementRule> {
        fact.agreement_kind
            .and_then(|kind| self.agreements[kind.0 as usize])
    }

    /// Whether two kinds can be those of one agreement.
    pub(crate) fn may_be_one_kind(&self, a: WordKey, b: WordKey) -> bool {
        let family =
            |kind: WordKey| self.agreements[kind.0 as usize].and_then(|rule| rule.family.as_ref());
        a == b || family(a).is_some() && family(a) == family(b)
    }

    /// The one name of an office that has several.
    pub(crate) fn office(&self, office: WordKey) -> &'a str {
        self.offices[office.0 as usize]
    }

    pub(crate) fn tie_rule(&self, kind: TieKind) -> TieRule {
        self.world.ties.get(&kind).copied().unwrap_or_default()
    }

    pub(crate) fn known(&self, actor: ActorKey) -> &Known<'a> {
        &self.known[actor.0 as usize]
    }

    pub(crate) fn side(&self, actor: ActorKey) -> SideKey {
        self.known(actor).side
    }

    pub(crate) fn side_name(&self, side: SideKey) -> &str {
        &self.sides[side.0 as usize]
    }

    /// The states of a code with their lives, in order of time.
    pub(crate) fn states(&self, code: &str) -> &[StateLife<'a>] {
        self.states.get(code).map_or(&[], Vec::as_slice)
    }

    /// The state that a code stood for at a date: one that lived then, or else the one nearest in time.
    pub(crate) fn state_at(&self, code: &str, when: Bounds) -> Option<Participant> {
        let lives = self.states(code);
        let distance = |life: Bounds| {
            let gap = |a: Option<Day>, b: Option<Day>| match (a, b) {
                (Some(a), Some(b)) => (a.0 - b.0).max(0),
                _ => 0,
            };
            gap(life.first, when.last) + gap(when.first, life.last)
        };
        // Without a date the last one that lived is meant as well as any.
        let best = lives
            .iter()
            .rev()
            .min_by_key(|state| distance(state.life))?;
        Some(Participant {
            id: Some(best.id.to_owned()),
            name: best.actor.name.clone(),
            country: best.actor.country.clone(),
        })
    }

    /// Who stands on a side in a tie that begins at a date: the state, or the actor itself.
    pub(crate) fn party(&self, actor: ActorKey, when: Bounds) -> Participant {
        let named = self.facts.actor(actor);
        if self.known(actor).stately
            && let Some(state) = self.state_at(&named.country, when)
        {
            return state;
        }
        named.clone()
    }

    /// The date on which a participant ends by the packs; for a state the end of the last one under its code.
    pub(crate) fn end_of(&self, who: &Participant) -> Option<&'a Edtf> {
        let known = who.id.as_ref().and_then(|id| self.world.actors.get(id))?;
        if known.kind != ActorKind::State {
            return known.to.as_ref();
        }
        let lives = self.states(&known.country);
        if lives.iter().any(|state| state.actor.to.is_none()) {
            return None;
        }
        lives
            .iter()
            .max_by_key(|state| state.life.last)
            .and_then(|state| state.actor.to.as_ref())
    }
}
