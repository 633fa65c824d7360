//! Affairs: what of a record can be told without the rest.
//!
//! Each claim belongs to one affair, which tells of its event, and may be a witness in others, whose ties it touches. An
//! affair depends on its own claims alone, so a changed document concerns the affairs of its claims and no others.

use legation_model::{ActorKind, TieKind};

use crate::{
    context::{Context, SideKey},
    facts::{ActorKey, Fact},
};

/// What an affair is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Affair {
    /// What is between two sides, or within one.
    Dyad(u32, u32),
    /// An organization, agreement, party or person: its life, and who belongs to it.
    Thing(u32),
    /// The offices of a state or of another side.
    Offices(u32),
    /// One document: the order that it tells things in.
    Document(u32),
}

impl Affair {
    fn dyad(a: SideKey, b: SideKey) -> Self {
        Self::Dyad(a.min(b).0, a.max(b).0)
    }

    fn thing(actor: ActorKey) -> Self {
        Self::Thing(actor.0)
    }
}

/// The part of a claim in an affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Which claim, by its place among the facts.
    pub fact: u32,
    /// Whether the affair tells of its event; in others it is a witness only.
    pub home: bool,
}

/// Affairs with their claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Affairs {
    /// Where each affair's claims begin.
    starts: Vec<(Affair, usize)>,
    parts: Vec<Part>,
}

impl Affairs {
    /// The affairs in order, each with its claims.
    pub fn iter(&self) -> impl Iterator<Item = (Affair, &[Part])> {
        self.starts.iter().enumerate().map(|(n, (affair, start))| {
            let end = self
                .starts
                .get(n + 1)
                .map_or(self.parts.len(), |(_, end)| *end);
            (*affair, &self.parts[*start..end])
        })
    }
}

/// Sides of one claim that are taken two by two. A declaration by more is told of them together alone.
const SIDES_IN_PAIRS: usize = 8;

impl Context<'_> {
    /// The name of an affair: the same whatever else the record holds.
    #[must_use]
    pub fn affair_name(&self, affair: Affair) -> String {
        let side = |n: u32| self.side_name(SideKey(n));
        match affair {
            Affair::Dyad(a, b) => format!("dyad\t{}\t{}", side(a), side(b)),
            Affair::Thing(actor) => {
                let actor = self.facts.actor(ActorKey(actor));
                match &actor.id {
                    Some(id) => format!("thing\t{id}"),
                    None => format!("thing\t\t{}\t{}", actor.name, actor.country),
                }
            }
            Affair::Offices(of) => format!("offices\t{}", side(of)),
            Affair::Document(doc) => {
                format!("document\t{}", self.facts.sources[doc as usize].id)
            }
        }
    }

    /// The affairs of all claims, each with its claims in order.
    #[must_use]
    pub fn affairs(&self) -> Affairs {
        let mut all: Vec<(Affair, Part)> = Vec::with_capacity(self.facts.rows.len() * 3);
        let mut of_one = Vec::new();
        for (number, fact) in (0_u32..).zip(&self.facts.rows) {
            of_one.clear();
            self.affairs_of(fact, &mut of_one);
            // At home before witness, where a claim is both.
            of_one.sort_unstable_by_key(|(affair, home)| (*affair, !home));
            of_one.dedup_by_key(|(affair, _)| *affair);
            all.extend(
                of_one
                    .iter()
                    .map(|&(affair, home)| (affair, Part { fact: number, home })),
            );
        }
        all.sort_unstable();
        let mut affairs = Affairs::default();
        for (n, (affair, part)) in all.into_iter().enumerate() {
            if affairs
                .starts
                .last()
                .is_none_or(|(last, _)| *last != affair)
            {
                affairs.starts.push((affair, n));
            }
            affairs.parts.push(part);
        }
        affairs
    }

    fn affairs_of(&self, fact: &Fact, out: &mut Vec<(Affair, bool)>) {
        self.home(fact, out);
        if out.is_empty() {
            out.push((Affair::Document(fact.document.0), true));
        }
        let between = [
            TieKind::DiplomaticRelations,
            TieKind::Presence,
            TieKind::Hostilities,
        ];
        if self.is_of_agreement(fact) || between.into_iter().any(|kind| self.touches(fact, kind)) {
            let pairs = self.pairs(fact);
            out.extend(pairs.into_iter().map(|(a, b)| (Affair::dyad(a, b), false)));
        }
        for actor in self.facts.parties_of(fact) {
            if self.known(*actor).has_own_life() {
                out.push((Affair::thing(*actor), false));
            }
        }
        if fact.when.is_some() {
            out.push((Affair::Document(fact.document.0), false));
        }
    }

    /// The affair that tells of the claim's event; none where the claim names nobody that one could look for.
    fn home(&self, fact: &Fact, out: &mut Vec<(Affair, bool)>) {
        let recipients = self.facts.recipients_of(fact);
        let actors = self.facts.actors_of(fact);
        if self.touches(fact, TieKind::Office) {
            // The body says whose office it is, as far as it is a state's; else the person does.
            let stately =
                |actors: &[ActorKey]| actors.iter().copied().find(|a| self.known(*a).stately);
            let whose = stately(recipients)
                .or_else(|| stately(actors))
                .or_else(|| recipients.first().copied())
                .or_else(|| actors.first().copied());
            if let Some(whose) = whose {
                out.push((Affair::Offices(self.side(whose).0), true));
            }
            return;
        }
        if self.touches(fact, TieKind::Membership) || self.touches(fact, TieKind::Existence) {
            // Nobody founds, joins or leaves a person.
            let things = recipients
                .iter()
                .filter(|r| !self.known(**r).is(ActorKind::Person));
            out.extend(things.map(|r| (Affair::thing(*r), true)));
            if !out.is_empty() {
                return;
            }
        }
        if self.is_of_agreement(fact) {
            let named = |a: &&ActorKey| self.known(**a).is(ActorKind::Agreement);
            let agreement = fact
                .agreement
                .or_else(|| recipients.iter().find(named).copied());
            if let Some(agreement) = agreement {
                out.push((Affair::thing(agreement), true));
                return;
            }
        }
        if let Some((a, b)) = self.pairs(fact).into_iter().min() {
            out.push((Affair::dyad(a, b), true));
        } else if let Some(one) = self.facts.parties_of(fact).first() {
            let side = self.side(*one);
            out.push((Affair::dyad(side, side), true));
        }
    }

    /// The pairs of sides that a claim is between, each with the smaller side first: of those who act with those who are
    /// acted on, or of all of them where they act alike.
    pub(crate) fn pairs(&self, fact: &Fact) -> Vec<(SideKey, SideKey)> {
        let sides = |actors: &[ActorKey]| {
            let mut sides: Vec<SideKey> = actors.iter().map(|a| self.side(*a)).collect();
            sides.sort_unstable();
            sides.dedup();
            sides
        };
        let symmetric = self.rule(fact.class).is_some_and(|rule| rule.symmetric);
        let (actors, recipients) = (self.facts.actors_of(fact), self.facts.recipients_of(fact));
        let mut pairs = Vec::new();
        if symmetric || actors.is_empty() || recipients.is_empty() {
            let all = sides(self.facts.parties_of(fact));
            for (n, a) in all.iter().enumerate() {
                pairs.extend(all[n + 1..].iter().map(|b| (*a, *b)));
                if all.len() > SIDES_IN_PAIRS && !pairs.is_empty() {
                    pairs.truncate(1);
                    break;
                }
            }
        } else {
            let (acting, suffering) = (sides(actors), sides(recipients));
            for a in &acting {
                let others = suffering.iter().filter(|b| *b != a);
                pairs.extend(others.map(|b| ((*a).min(*b), (*a).max(*b))));
            }
            pairs.sort_unstable();
            pairs.dedup();
            if acting.len() + suffering.len() > SIDES_IN_PAIRS {
                pairs.truncate(1);
            }
        }
        pairs
    }
}
