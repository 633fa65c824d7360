//! Who acts for whom: an actor's people, parties and bodies beside itself, and the state that a participant stands for
//! in a given time.
//!
//! Series and dyad-years ask this; it knows only what [`World`] says.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{ActorKind, Bounds, Participant};

use crate::{World, context::is_state_code};

/// One side of a pair: an actor, and whoever acts for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    ids: BTreeSet<String>,
    country: Option<String>,
    strangers: BTreeSet<String>,
}

impl Side {
    /// An actor alone, by its id in the packs.
    #[must_use]
    pub fn actor(id: &str) -> Self {
        Self {
            ids: BTreeSet::from([id.to_owned()]),
            ..Self::default()
        }
    }

    /// A state with its bodies, parties and people: whoever has its country code, other states of that code left out
    /// (a state and the one before it may share a code). An actor that is no state, or that the packs do not know, stands
    /// alone.
    #[must_use]
    pub fn state(world: &World, id: &str) -> Self {
        let alone = Self::actor(id);
        let Some(state) = world.actors.get(id) else {
            return alone;
        };
        if state.kind != ActorKind::State || !is_state_code(&state.country) {
            return alone;
        }
        let strangers = world.actors.iter().filter(|(other, actor)| {
            other.as_str() != id && actor.kind == ActorKind::State && actor.country == state.country
        });
        Self {
            strangers: strangers.map(|(other, _)| other.clone()).collect(),
            country: Some(state.country.clone()),
            ..alone
        }
    }

    /// Takes in another actor by its id: a state's forerunner, a party in exile.
    #[must_use]
    pub fn with(mut self, id: &str) -> Self {
        self.strangers.remove(id);
        self.ids.insert(id.to_owned());
        self
    }

    /// Whether a participant is on this side.
    #[must_use]
    pub fn holds(&self, who: &Participant) -> bool {
        match &who.id {
            Some(id) if self.ids.contains(id) => true,
            Some(id) if self.strangers.contains(id) => false,
            _ => self.country.as_ref() == Some(&who.country),
        }
    }
}

/// A state of a numbered list, with the time in which it exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedState {
    /// Number in the list that was asked for.
    pub code: u16,
    /// Id in the packs.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// From its first possible day to its last; open where the packs tell none.
    pub exists: Bounds,
}

/// The states of a list (Gleditsch-Ward, Correlates of War), found by id, by country and by number.
#[derive(Debug, Clone, Default)]
pub struct NumberedStates {
    states: Vec<NumberedState>,
    by_id: BTreeMap<String, usize>,
    by_country: BTreeMap<String, Vec<usize>>,
    all_states: BTreeSet<String>,
}

impl NumberedStates {
    /// The states of the packs to which `code` gives a number.
    #[must_use]
    pub fn new(world: &World, code: &dyn Fn(&Participant) -> Option<u16>) -> Self {
        let mut found = Self::default();
        for (id, actor) in &world.actors {
            if actor.kind != ActorKind::State {
                continue;
            }
            found.all_states.insert(id.clone());
            let who = Participant {
                id: Some(id.clone()),
                name: actor.name.clone(),
                country: actor.country.clone(),
            };
            let Some(code) = code(&who) else { continue };
            let place = found.states.len();
            found.by_id.insert(id.clone(), place);
            if is_state_code(&actor.country) {
                let of_country = found.by_country.entry(actor.country.clone()).or_default();
                of_country.push(place);
            }
            found.states.push(NumberedState {
                code,
                id: id.clone(),
                name: actor.name.clone(),
                exists: Bounds {
                    first: actor.from.as_ref().and_then(|from| from.bounds().first),
                    last: actor.to.as_ref().and_then(|to| to.bounds().last),
                },
            });
        }
        found
    }

    /// The number of the state that a participant is or acts for at a time; `None` where it stands for no state of the
    /// list that exists then, or where states of different numbers share its country code then.
    #[must_use]
    pub fn code_of(&self, who: &Participant, when: Bounds) -> Option<u16> {
        if let Some(id) = who.id.as_ref().filter(|id| self.all_states.contains(*id)) {
            let state = self.states.get(*self.by_id.get(id)?)?;
            return state.exists.overlaps(when).then_some(state.code);
        }
        let mut codes = self
            .by_country
            .get(&who.country)?
            .iter()
            .filter_map(|&place| self.states.get(place))
            .filter(|state| state.exists.overlaps(when))
            .map(|state| state.code);
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }

    /// The states that exist for part of a time, one a number: where one took the place of another, the later.
    #[must_use]
    pub fn existing(&self, when: Bounds) -> BTreeMap<u16, &NumberedState> {
        let mut found: BTreeMap<u16, &NumberedState> = BTreeMap::new();
        for state in &self.states {
            if !state.exists.overlaps(when) {
                continue;
            }
            let later = |held: &&mut &NumberedState| {
                // No last day is the latest of all.
                let rank =
                    |s: &NumberedState| (s.exists.last.is_none(), s.exists.last, s.exists.first);
                rank(held) < rank(state)
            };
            match found.get_mut(&state.code) {
                None => {
                    found.insert(state.code, state);
                }
                Some(held) => {
                    if later(&held) {
                        *held = state;
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{day_bounds, known, participant, world};

    #[test]
    fn whoever_has_its_country_acts_for_a_state() {
        let mut world = world();
        world.actors.insert(
            "russian-empire".into(),
            known("Russian Empire", "RUS", None, Some("1917")),
        );
        let side = Side::state(&world, "russia");
        assert!(side.holds(&participant("russia", "RUS")));
        assert!(side.holds(&participant("boris-yeltsin", "RUS")), "a person");
        assert!(
            !side.holds(&participant("russian-empire", "RUS")),
            "another state of that code"
        );
        assert!(!side.holds(&participant("albania", "ALB")));
        assert!(
            side.with("russian-empire")
                .holds(&participant("russian-empire", "RUS"))
        );
    }

    #[test]
    fn an_organization_stands_alone() {
        let mut world = world();
        let pact = crate::KnownActor {
            kind: ActorKind::Alliance,
            ..known("Warsaw Pact", "IGO", Some("1955"), Some("1991"))
        };
        world.actors.insert("warsaw-pact".into(), pact);
        let side = Side::state(&world, "warsaw-pact");
        assert!(side.holds(&participant("warsaw-pact", "IGO")));
        assert!(!side.holds(&participant("comecon", "IGO")));
        assert!(!Side::actor("albania").holds(&participant("enver-hoxha", "ALB")));
    }

    #[test]
    fn a_number_belongs_to_the_state_of_the_time() {
        let world = world();
        let states = NumberedStates::new(&world, &crate::testing::code);
        let soviet = participant("nikita-khrushchev", "SUN");
        assert_eq!(states.code_of(&soviet, day_bounds("1956")), Some(365));
        assert_eq!(
            states.code_of(&soviet, day_bounds("1995")),
            None,
            "it ended in 1991"
        );
        let russian = participant("russia", "RUS");
        assert_eq!(states.code_of(&russian, day_bounds("1995-05")), Some(365));
        assert_eq!(
            states.code_of(&russian, day_bounds("1956")),
            None,
            "not yet a state"
        );
        let name = |year: &str| {
            states
                .existing(day_bounds(year))
                .get(&365)
                .map(|s| s.name.clone())
        };
        assert_eq!(name("1990").as_deref(), Some("Soviet Union"));
        assert_eq!(
            name("1991").as_deref(),
            Some("Russia"),
            "the later of the two"
        );
        assert_eq!(name("1995").as_deref(), Some("Russia"));
    }
}
