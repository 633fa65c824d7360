//! Orders that cannot be: acting before existing or after death, left before joining, two in one office.

use legation_model::{ActorKind, Bounds, DisagreementKind, TieKind, WhenFrom};

use super::{Found, days};
use crate::{
    cluster::{Cluster, Mood},
    context::Context,
    facts::{ActorKey, Fact},
    rivals::gap,
};

impl Context<'_> {
    /// Acts of a thing that are dated after its end or before its beginning: by the claims, else by the packs.
    pub(super) fn life(&self, thing: ActorKey, clusters: &[Cluster], found: &mut Vec<Found>) {
        let known = self.known(thing);
        if !known.has_own_life() {
            return;
        }
        let person = known.is(ActorKind::Person);
        let kind = if person {
            TieKind::Office
        } else {
            TieKind::Existence
        };
        let told = |closes: bool| {
            clusters.iter().find(|cluster| {
                let core = self.core(cluster);
                let about = if person {
                    self.facts.actors_of(core)
                } else {
                    self.facts.recipients_of(core)
                };
                let fits = if closes {
                    self.closes(core, kind)
                        && (!person || !core.has_recipients() && core.office.is_none())
                } else {
                    !person && self.opens(core, kind)
                };
                cluster.mood == Mood::Told
                    && fits
                    && about.contains(&thing)
                    && cluster.days.is_some()
            })
        };
        let (begun, ended) = (told(false), told(true));
        let begin = begun.and_then(|c| c.days);
        let by_packs = known.actor.filter(|_| ended.is_none());
        let end = ended.and_then(|c| c.days).or_else(|| {
            let to = by_packs?.to.as_ref()?;
            Some(to.bounds())
        });
        for cluster in clusters.iter().filter(|c| c.mood == Mood::Told) {
            let core = self.core(cluster);
            if !self.acts(thing, core) {
                continue;
            }
            let (Some(when), Some((bound, of, word))) = (
                cluster.days,
                [
                    (end, ended, "after its end"),
                    (begin, begun, "before its beginning"),
                ]
                .into_iter()
                .find_map(|(bound, of, word)| {
                    let bound = bound?;
                    let wrong = match word {
                        "after its end" => later(cluster.days?, bound),
                        _ => later(bound, cluster.days?),
                    };
                    wrong.then_some((bound, of, word))
                }),
            ) else {
                continue;
            };
            let apart = gap(Some(when), Some(bound));
            let mut facts = vec![cluster.core];
            facts.extend(of.map(|c| c.core));
            let name = &self.facts.actor(thing).name;
            let source = if of.is_some() {
                ""
            } else {
                " as the packs have it"
            };
            found.push(Found {
                kind: DisagreementKind::Sequence,
                about: vec![self.facts.actor(thing).clone()],
                facts,
                because: "told-first",
                apart,
                sentence: format!(
                    "{} is told of {}, {} {word}{source} of {name}.",
                    self.told(core),
                    self.when(core),
                    days(apart.unwrap_or(0)),
                ),
            });
        }
    }

    /// Whether a claim tells, of its own date, that a thing acts: who is spoken of, mourned or removed need not live.
    fn acts(&self, thing: ActorKey, fact: &Fact) -> bool {
        let own_date = matches!(fact.when_from, Some(WhenFrom::Clause));
        let symmetric = self.rule(fact.class).is_some_and(|rule| rule.symmetric);
        let passive = self.touches(fact, TieKind::Existence)
            || self.touches(fact, TieKind::Membership)
            || self.closes(fact, TieKind::Office);
        own_date
            && !passive
            && (!symmetric || fact.has_recipients())
            && self.facts.actors_of(fact).contains(&thing)
    }

    /// A member that leaves once and joins once, in that order.
    pub(super) fn left_before_joining(
        &self,
        thing: ActorKey,
        clusters: &[Cluster],
        found: &mut Vec<Found>,
    ) {
        let kind = TieKind::Membership;
        let about = |c: &&Cluster| {
            c.mood == Mood::Told
                && c.days.is_some()
                && self.facts.recipients_of(self.core(c)).contains(&thing)
        };
        let members = |c: &Cluster| c.who.acting.clone();
        for left in clusters.iter().filter(about) {
            if !self.closes(self.core(left), kind) {
                continue;
            }
            let same = |c: &&Cluster| members(c) == members(left);
            let mut joined = clusters.iter().filter(about).filter(same).filter(|c| {
                self.opens(self.core(c), kind) || self.opens(self.core(c), TieKind::Existence)
            });
            let (Some(one), None) = (joined.next(), joined.next()) else {
                continue;
            };
            let leaves = clusters
                .iter()
                .filter(about)
                .filter(same)
                .filter(|c| self.closes(self.core(c), kind))
                .count();
            let (Some(leaving), Some(joining)) = (left.days, one.days) else {
                continue;
            };
            if leaves == 1 && later(joining, leaving) {
                let (l, j) = (self.core(left), self.core(one));
                found.push(Found {
                    kind: DisagreementKind::Sequence,
                    about: self.about(l),
                    facts: vec![one.core, left.core],
                    because: "told-first",
                    apart: gap(Some(leaving), Some(joining)),
                    sentence: format!(
                        "{} is dated {}, before {} of {}.",
                        self.told(l),
                        self.when(l),
                        self.facts.word(j.class),
                        self.when(j)
                    ),
                });
            }
        }
    }

    /// Somebody takes an office that one holds at a time while another is told to have left it only later.
    pub(super) fn two_in_one_office(&self, clusters: &[Cluster], found: &mut Vec<Found>) {
        let office = |c: &Cluster| {
            let office = self.office(c.who.office?);
            let shared = self.world.is_shared_office(office);
            let body = self.facts.recipients_of(self.core(c)).first()?;
            (!shared).then_some((office, *body))
        };
        let exact = |c: &&Cluster| {
            c.mood == Mood::Told && c.days.and_then(Bounds::days).is_some_and(|n| n <= 31)
        };
        let holder = |c: &Cluster| self.facts.actors_of(self.core(c)).first().copied();
        for taken in clusters.iter().filter(exact) {
            if !self.opens(self.core(taken), TieKind::Office) {
                continue;
            }
            let (Some(post), Some(who)) = (office(taken), holder(taken)) else {
                continue;
            };
            let earlier = clusters.iter().filter(exact).find(|c| {
                self.opens(self.core(c), TieKind::Office)
                    && office(c) == Some(post)
                    && holder(c).is_some_and(|h| h != who)
                    && c.days.zip(taken.days).is_some_and(|(a, b)| later(b, a))
            });
            let Some(earlier) = earlier else { continue };
            let before = holder(earlier);
            let left = clusters.iter().filter(exact).find(|c| {
                self.closes(self.core(c), TieKind::Office)
                    && office(c) == Some(post)
                    && holder(c) == before
                    && c.days.zip(taken.days).is_some_and(|(a, b)| {
                        later(a, b) && gap(Some(a), Some(b)).is_some_and(|n| n > 1)
                    })
            });
            if let Some(left) = left {
                let (t, l) = (self.core(taken), self.core(left));
                found.push(Found {
                    kind: DisagreementKind::Sequence,
                    about: self.about(t),
                    facts: vec![taken.core, left.core, earlier.core],
                    because: "told-first",
                    apart: gap(taken.days, left.days),
                    sentence: format!(
                        "{} is dated {}, while {} is dated {}: two in one office.",
                        self.told(t),
                        self.when(t),
                        self.told(l),
                        self.when(l)
                    ),
                });
            }
        }
    }
}

/// Whether one date lies wholly after another.
fn later(a: Bounds, b: Bounds) -> bool {
    matches!((a.first, b.last), (Some(a), Some(b)) if a > b)
}
