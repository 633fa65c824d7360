//! Membership of organizations, being party to agreements of many, and the alliances that follow.

use std::collections::BTreeMap;

use legation_model::{
    ActorKind, Bounds, EndRule, Participant, Tie, TieEnd, TieKind, TieParty, TieRole,
};

use super::{Thread, equal, tie_id};
use crate::{cluster::Cluster, context::Context, facts::ActorKey, spells::Mark};

/// Members of an alliance that are taken two by two; a larger one is told of as a membership alone.
const ALLIES: usize = 64;

impl Context<'_> {
    pub(super) fn members(&self, thing: ActorKey, told: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Membership;
        let mut marks: BTreeMap<Member, Vec<Mark>> = BTreeMap::new();
        let of_states = self.known(thing).actor.is_none_or(|known| {
            matches!(known.kind, ActorKind::Organization | ActorKind::Alliance)
        });
        for cluster in told {
            let core = self.core(cluster);
            if !self.facts.recipients_of(core).contains(&thing) {
                continue;
            }
            // Whoever founds an organization of states is a member of it.
            let founding = self.opens(core, TieKind::Existence) && of_states;
            let opens = self.opens(core, kind) || founding;
            if !opens && !self.closes(core, kind) {
                continue;
            }
            for member in self.members_in(cluster, thing) {
                if founding && matches!(member, Member::One(_)) {
                    continue;
                }
                let marks = marks.entry(member).or_default();
                if opens {
                    self.opening(cluster, kind, marks);
                } else {
                    self.closing(cluster, EndRule::Claims, marks);
                }
            }
        }
        self.of_each(thing, kind, TieRole::Organization, marks)
    }

    pub(super) fn signatories(&self, thing: ActorKey, told: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Party;
        let mut marks: BTreeMap<Member, Vec<Mark>> = BTreeMap::new();
        let mut everyone = Vec::new();
        for cluster in told {
            let core = self.core(cluster);
            let (joins, leaves) = (
                self.opens(core, TieKind::Membership),
                self.closes(core, TieKind::Membership),
            );
            let of_all = self.is_of_agreement(core);
            let (opens, closes) = (
                of_all && self.opens(core, kind),
                of_all && self.closes(core, kind),
            );
            if closes {
                self.closing(cluster, EndRule::Claims, &mut everyone);
            }
            if !(joins || leaves || opens) {
                continue;
            }
            for member in self.members_in(cluster, thing) {
                let marks = marks.entry(member).or_default();
                if leaves {
                    self.closing(cluster, EndRule::Claims, marks);
                } else {
                    self.opening(cluster, kind, marks);
                }
            }
        }
        // What ends the agreement ends it for all.
        for marks in marks.values_mut() {
            marks.extend(everyone.iter().cloned());
        }
        self.of_each(thing, kind, TieRole::Agreement, marks)
    }

    fn of_each(
        &self,
        thing: ActorKey,
        kind: TieKind,
        role: TieRole,
        marks: BTreeMap<Member, Vec<Mark>>,
    ) -> Vec<Tie> {
        let whole = self.facts.actor(thing);
        let instrument = (kind == TieKind::Party).then(|| whole.name.clone());
        let mut ties = Vec::new();
        for (member, marks) in marks {
            ties.append(&mut self.spelled(marks, kind, |when| {
                Some(Thread {
                    kind,
                    parties: vec![
                        TieParty {
                            who: self.member(&member, when),
                            role: TieRole::Member,
                        },
                        TieParty {
                            who: whole.clone(),
                            role,
                        },
                    ],
                    instrument: instrument.clone(),
                    office: None,
                })
            }));
        }
        ties
    }

    /// Who joins or leaves in a cluster: a state for itself and for whoever acts for it, else the actor named.
    fn members_in(&self, cluster: &Cluster, thing: ActorKey) -> Vec<Member> {
        let of_states = self.known(thing).actor.is_none_or(|known| {
            matches!(
                known.kind,
                ActorKind::Organization | ActorKind::Alliance | ActorKind::Agreement
            )
        });
        let mut members: Vec<Member> = cluster
            .parts
            .iter()
            .flat_map(|part| {
                let fact = self.fact(part.fact);
                let symmetric = self.rule(fact.class).is_some_and(|rule| rule.symmetric);
                if symmetric {
                    self.facts.parties_of(fact)
                } else {
                    self.facts.actors_of(fact)
                }
            })
            .filter(|actor| **actor != thing)
            .map(|actor| {
                let known = self.known(*actor);
                let itself = known.is(ActorKind::Party) || known.is(ActorKind::Movement);
                if known.stately && of_states && !itself {
                    Member::State(self.facts.actor(*actor).country.clone())
                } else {
                    Member::One(*actor)
                }
            })
            .collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    fn member(&self, member: &Member, when: Bounds) -> Participant {
        match member {
            Member::One(actor) => self.facts.actor(*actor).clone(),
            Member::State(code) => self.state_at(code, when).unwrap_or_else(|| Participant {
                id: None,
                name: code.clone(),
                country: code.clone(),
            }),
        }
    }

    /// States that are members of an alliance at the same time are allies for that time.
    pub(super) fn allies(&self, thing: ActorKey, members: &[Tie]) -> Vec<Tie> {
        let states: Vec<&Tie> = members
            .iter()
            .filter(|tie| tie.kind == TieKind::Membership && self.is_state(&tie.parties[0].who))
            .collect();
        if states.len() > ALLIES {
            return Vec::new();
        }
        let mut ties = Vec::new();
        for (n, a) in states.iter().enumerate() {
            for b in &states[n + 1..] {
                ties.extend(self.alliance(thing, a, b));
            }
        }
        ties
    }

    /// The alliance of two members: from when the later joined to when the first left.
    fn alliance(&self, thing: ActorKey, a: &Tie, b: &Tie) -> Option<Tie> {
        let (one, other) = (&a.parties[0].who, &b.parties[0].who);
        if one == other {
            return None;
        }
        let first = |end: &&TieEnd| end.bounds().first;
        let from = [a, b]
            .into_iter()
            .filter_map(|tie| tie.from.as_ref())
            .max_by_key(first);
        let to = [a, b]
            .into_iter()
            .filter_map(|tie| tie.to.as_ref())
            .min_by_key(|end| (end.when.is_none(), end.bounds().first));
        // Both were members at one time only if the later joined before the first left.
        if let (Some(from), Some(to)) = (from, to)
            && from.bounds().first.is_some()
            && from.bounds().first > to.bounds().last
            && to.bounds().last.is_some()
        {
            return None;
        }
        let unknown = a.from.is_none() || b.from.is_none();
        let ground = |end: &TieEnd| TieEnd {
            rule: EndRule::Ground,
            possible: end.possible || unknown,
            ..end.clone()
        };
        let (mut left, mut right) = (one.clone(), other.clone());
        if right < left {
            std::mem::swap(&mut left, &mut right);
        }
        let thread = Thread {
            kind: TieKind::Alliance,
            parties: vec![equal(left), equal(right)],
            instrument: Some(self.facts.actor(thing).name.clone()),
            office: None,
        };
        let spell = a.spell.max(b.spell);
        Some(Tie {
            id: tie_id(&thread, a.spell * 1000 + b.spell),
            kind: thread.kind,
            parties: thread.parties,
            instrument: thread.instrument,
            office: None,
            spell,
            from: from.map(ground),
            to: to.map(|end| TieEnd {
                rule: if end.rule == EndRule::Packs {
                    EndRule::Packs
                } else {
                    EndRule::Ground
                },
                ..end.clone()
            }),
            shown_by: Vec::new(),
        })
    }
}

/// Who is a member.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    /// A state, by its code.
    State(String),
    /// Somebody else.
    One(ActorKey),
}
