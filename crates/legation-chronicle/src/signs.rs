//! What actors are to each other on a day, as signs: friendly, hostile, or both.
//!
//! The choice of signs and its sources stand with the triads.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{ActorKind, Bounds, ClaimAt, Day, EndRule, Holding, Tie, TieKind};

use crate::World;
use crate::coparties::bound_together;

/// Friendly or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Friendly.
    Positive,
    /// Hostile.
    Negative,
}

/// What makes an edge.
pub struct TriadRules<'a> {
    /// Kinds of actor to look at.
    pub kinds: BTreeSet<ActorKind>,
    /// Whether being party to this agreement together is friendly: alliance, friendship, mutual help. Asked of ties of
    /// kind *party*.
    pub friendly: &'a dyn Fn(&Tie) -> bool,
    /// Whether diplomatic relations are friendly.
    pub relations: bool,
}

impl Default for TriadRules<'_> {
    /// States alone, alliances alone as friendly.
    fn default() -> Self {
        Self {
            kinds: BTreeSet::from([ActorKind::State]),
            friendly: &|_| false,
            relations: false,
        }
    }
}

/// A tie that gives an edge its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground<'a> {
    /// The tie; for severed relations, the spell that ended.
    pub tie: &'a Tie,
    /// Which sign.
    pub sign: Sign,
    /// Whether it gives it certainly.
    pub holding: Holding,
}

/// What two actors are to each other on the day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edge<'a> {
    /// Why, the surer first; never empty.
    pub grounds: Vec<Ground<'a>>,
}

impl Edge<'_> {
    fn strength(&self, sign: Sign) -> Holding {
        let of_sign = self.grounds.iter().filter(|ground| ground.sign == sign);
        of_sign
            .map(|ground| ground.holding)
            .max()
            .unwrap_or(Holding::No)
    }

    /// Its sign; `None` where both are as sure.
    #[must_use]
    pub fn sign(&self) -> Option<Sign> {
        match self
            .strength(Sign::Positive)
            .cmp(&self.strength(Sign::Negative))
        {
            std::cmp::Ordering::Greater => Some(Sign::Positive),
            std::cmp::Ordering::Less => Some(Sign::Negative),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether it certainly has that sign and no other.
    #[must_use]
    pub fn holding(&self) -> Holding {
        let (one, other) = (self.strength(Sign::Positive), self.strength(Sign::Negative));
        if one.max(other) == Holding::Certain && one.min(other) == Holding::No {
            Holding::Certain
        } else {
            Holding::Possible
        }
    }

    /// The claims behind it, each once, by document and place.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimAt> {
        let all: BTreeSet<ClaimAt> = self
            .grounds
            .iter()
            .flat_map(|ground| tie_claims(ground.tie))
            .collect();
        all.into_iter().collect()
    }
}

/// The claims behind a tie: of its beginning, its end, and those that show it.
pub(crate) fn tie_claims(tie: &Tie) -> impl Iterator<Item = ClaimAt> {
    let ends = [tie.from.as_ref(), tie.to.as_ref()].into_iter().flatten();
    ends.flat_map(|end| &end.claims)
        .chain(&tie.shown_by)
        .copied()
}

/// The edges between actors, by their ids in order.
pub(crate) type Edges<'a> = BTreeMap<(&'a str, &'a str), Edge<'a>>;

/// The signed graph of a day.
pub(crate) fn edges<'a>(
    ties: &'a [Tie],
    day: Day,
    world: &World,
    rules: &TriadRules<'_>,
) -> Edges<'a> {
    let on_day = Bounds {
        first: Some(day),
        last: Some(day),
    };
    let is_node = |id: &str| {
        world.actors.get(id).is_some_and(|actor| {
            let exists = Bounds {
                first: actor.from.as_ref().and_then(|from| from.bounds().first),
                last: actor.to.as_ref().and_then(|to| to.bounds().last),
            };
            rules.kinds.contains(&actor.kind) && exists.overlaps(on_day)
        })
    };
    let mut edges = Edges::new();
    let mut add = |a: &'a str, b: &'a str, tie: &'a Tie, sign, holding| {
        if holding != Holding::No {
            let edge = edges.entry(pair(a, b)).or_default();
            edge.grounds.push(Ground { tie, sign, holding });
        }
    };
    let mut relations: BTreeMap<(&str, &str), Vec<&Tie>> = BTreeMap::new();
    let friendly = ties
        .iter()
        .filter(|tie| tie.kind == TieKind::Party && (rules.friendly)(tie));
    let friendly = friendly.filter(|tie| tie.holding(day, day) != Holding::No);
    for bound in bound_together(friendly, |who| who.id.as_deref().filter(|id| is_node(id))) {
        let holding = bound
            .first_tie
            .holding(day, day)
            .min(bound.second_tie.holding(day, day));
        add(
            bound.first,
            bound.second,
            bound.first_tie,
            Sign::Positive,
            holding,
        );
        if bound.first_tie.id != bound.second_tie.id {
            add(
                bound.first,
                bound.second,
                bound.second_tie,
                Sign::Positive,
                holding,
            );
        }
    }
    for tie in ties {
        let sign = match tie.kind {
            TieKind::Alliance => Some(Sign::Positive),
            TieKind::Hostilities => Some(Sign::Negative),
            TieKind::DiplomaticRelations => rules.relations.then_some(Sign::Positive),
            _ => continue,
        };
        let ids = tie
            .parties
            .iter()
            .filter_map(|party| party.who.id.as_deref());
        let nodes: BTreeSet<&str> = ids.filter(|id| is_node(id)).collect();
        for (place, a) in nodes.iter().enumerate() {
            for b in nodes.iter().skip(place + 1) {
                if let Some(sign) = sign {
                    add(a, b, tie, sign, tie.holding(day, day));
                }
                if tie.kind == TieKind::DiplomaticRelations {
                    relations.entry((a, b)).or_default().push(tie);
                }
            }
        }
    }
    for ((a, b), spells) in relations {
        if let Some((tie, holding)) = severed(&spells, day) {
            add(a, b, tie, Sign::Negative, holding);
        }
    }
    for edge in edges.values_mut() {
        edge.grounds.sort_by(|one, other| {
            let order = |ground: &Ground<'_>| (std::cmp::Reverse(ground.holding), ground.sign);
            order(one)
                .cmp(&order(other))
                .then_with(|| one.tie.id.cmp(&other.tie.id))
        });
    }
    edges
}

/// Whether relations of two were broken off and not resumed by a day, and the spell that so ended.
fn severed<'a>(spells: &[&'a Tie], day: Day) -> Option<(&'a Tie, Holding)> {
    let begun = |tie: &&&'a Tie| {
        let from = tie.from.as_ref().and_then(|from| from.bounds().first);
        from.is_none_or(|from| from <= day)
    };
    let last = spells
        .iter()
        .filter(begun)
        .max_by_key(|tie| (tie.spell, &tie.id))?;
    let end = last.to.as_ref()?;
    if !matches!(end.rule, EndRule::Claims | EndRule::Span) {
        return None;
    }
    let bounds = end.bounds();
    let ended = if bounds.first.is_some_and(|first| first > day) {
        Holding::No
    } else if bounds.last.is_some_and(|last| last < day) && !end.possible {
        Holding::Certain
    } else {
        Holding::Possible
    };
    let in_force = spells
        .iter()
        .map(|tie| tie.holding(day, day))
        .max()
        .unwrap_or(Holding::No);
    let severed = match in_force {
        Holding::Certain => Holding::No,
        Holding::Possible => ended.min(Holding::Possible),
        Holding::No => ended,
    };
    (severed != Holding::No).then_some((*last, severed))
}

/// Two in the order in which edges name them.
pub(crate) fn pair<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    (a.min(b), a.max(b))
}
