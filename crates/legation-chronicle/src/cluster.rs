//! Claims about the same thing join: same class, compatible parties, agreement and office, dates that may be equal, and not
//! two things that one document tells apart.
//!
//! The most precise dates come first, so each cluster begins with the date that it keeps; a claim joins the cluster that its
//! date fits, and a wide date only where one cluster alone fits it. Clusters are found by day, so the work grows with the
//! number of claims and not with its square.

use std::{cmp::Reverse, collections::BTreeMap};

use legation_model::{ActorKind, Bounds, Day, Status, TieKind, WhenFrom};

use crate::{
    affair::{Affair, Part},
    context::{Context, SideKey},
    facts::{ActorKey, Fact, WordKey},
};

/// How a thing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mood {
    /// It happened, whoever says so.
    Told,
    /// It is wanted.
    Planned,
    /// It is said not to have happened.
    Denied,
}

impl Mood {
    pub(crate) fn of(status: Status) -> Self {
        match status {
            Status::Asserted | Status::Attributed => Self::Told,
            Status::Planned => Self::Planned,
            Status::Denied => Self::Denied,
        }
    }
}

/// Claims about the same thing.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) class: WordKey,
    pub(crate) mood: Mood,
    /// The claims, in order; the first of all by precision is [`Cluster::core`].
    pub(crate) parts: Vec<Part>,
    /// The claim whose date the cluster has.
    pub(crate) core: u32,
    /// The days of that date; `None` where no claim dates it.
    pub(crate) days: Option<Bounds>,
    pub(crate) who: Who,
    /// Claims that date the same at days that cannot be equal; see `rivals`.
    pub(crate) rivals: Vec<Rival>,
}

/// A date of a cluster that was not taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rival {
    /// The claim that gives it.
    pub(crate) core: u32,
    /// Days between it and the date that was taken.
    pub(crate) apart: i64,
    /// Why the other was taken.
    pub(crate) because: &'static str,
}

/// Whom and what a claim is about, as far as it decides whether two claims can be about the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Who {
    pub(crate) acting: Vec<SideKey>,
    pub(crate) suffering: Vec<SideKey>,
    /// People, who cannot stand for one another as a state's bodies do.
    people_acting: Vec<ActorKey>,
    people_suffering: Vec<ActorKey>,
    pub(crate) office: Option<WordKey>,
    pub(crate) instrument: Option<WordKey>,
    pub(crate) agreement: Option<ActorKey>,
    pub(crate) agreement_kind: Option<WordKey>,
}

/// Widest date that tells one of many like events apart from the others: a month.
const MONTH: i64 = 31;
/// Widest date of a claim that joins an event of a kind that happens over and over: a year.
const YEAR: i64 = 366;

impl Who {
    fn of(context: &Context<'_>, fact: &Fact) -> Self {
        let facts = context.facts;
        let sides = |actors: &[ActorKey]| {
            let mut sides: Vec<SideKey> = actors.iter().map(|a| context.side(*a)).collect();
            sides.sort_unstable();
            sides.dedup();
            sides
        };
        let people = |actors: &[ActorKey]| {
            let mut people: Vec<ActorKey> = actors
                .iter()
                .copied()
                .filter(|a| context.known(*a).is(ActorKind::Person))
                .collect();
            people.sort_unstable();
            people.dedup();
            people
        };
        let personal = context.touches(fact, TieKind::Office);
        let (mut actors, mut recipients) = (facts.actors_of(fact), facts.recipients_of(fact));
        let symmetric = context.rule(fact.class).is_some_and(|rule| rule.symmetric);
        if symmetric {
            (actors, recipients) = (facts.parties_of(fact), &[]);
        }
        Self {
            acting: sides(actors),
            suffering: sides(recipients),
            // Whoever holds an office is a person, also where the packs do not know him.
            people_acting: if personal {
                let mut people = actors.to_vec();
                people.sort_unstable();
                people.dedup();
                people
            } else {
                people(actors)
            },
            people_suffering: people(recipients),
            office: fact.office,
            instrument: fact.instrument,
            agreement: fact.agreement,
            agreement_kind: fact.agreement_kind,
        }
    }

    /// Whether two claims of one class can be about the same.
    pub(crate) fn agrees(&self, other: &Self, context: &Context<'_>, founding: bool) -> bool {
        let other_kind = |(a, b)| !context.may_be_one_kind(a, b);
        let other_office = |(a, b)| context.office(a) != context.office(b);
        if self.office.zip(other.office).is_some_and(other_office)
            || self
                .agreement_kind
                .zip(other.agreement_kind)
                .is_some_and(other_kind)
            || (self.agreement.is_some()
                && other.agreement.is_some()
                && self.agreement != other.agreement)
        {
            return false;
        }
        // Of what is founded or dissolved the thing itself is the affair; founders are named or not.
        founding
            || meets(&self.acting, &other.acting)
                && meets(&self.suffering, &other.suffering)
                && meets(&self.people_acting, &other.people_acting)
                && meets(&self.people_suffering, &other.people_suffering)
    }

    /// Takes over what another claim about the same adds.
    pub(crate) fn learn(&mut self, other: &Self) {
        unite(&mut self.acting, &other.acting);
        unite(&mut self.suffering, &other.suffering);
        unite(&mut self.people_acting, &other.people_acting);
        unite(&mut self.people_suffering, &other.people_suffering);
        self.office = self.office.or(other.office);
        self.instrument = self.instrument.or(other.instrument);
        self.agreement = self.agreement.or(other.agreement);
        self.agreement_kind = self.agreement_kind.or(other.agreement_kind);
    }
}

/// Whether two sorted lists share something; a list that is empty says nothing against it.
fn meets<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.binary_search(x).is_ok())
}

fn unite<T: Ord + Copy>(a: &mut Vec<T>, b: &[T]) {
    if b.iter().all(|x| a.binary_search(x).is_ok()) {
        return;
    }
    a.extend(b);
    a.sort_unstable();
    a.dedup();
}

impl Context<'_> {
    /// The days at which what a claim tells happened or began, for a class that opens or closes ties as this one does.
    pub(crate) fn days(&self, fact: &Fact) -> Option<Bounds> {
        let date = self.facts.date(fact)?;
        let rule = self.rule(fact.class);
        let edtf = match rule {
            Some(rule) if !rule.closes.is_empty() => date.closing(),
            Some(rule) if !rule.opens.is_empty() => {
                date.beginning(rule.opens.iter().any(|kind| self.tie_rule(*kind).lasting))
            }
            _ => return Some(date.bounds),
        };
        edtf.map(legation_model::Edtf::bounds)
    }

    /// The claims of an affair, joined where they are about the same; in order of class, mood, date and first claim.
    pub(crate) fn clusters(&self, affair: Affair, parts: &[Part]) -> Vec<Cluster> {
        let mut groups: BTreeMap<(WordKey, Mood), Vec<Part>> = BTreeMap::new();
        for part in parts {
            let fact = &self.facts.rows[part.fact as usize];
            groups
                .entry((fact.class, Mood::of(fact.status)))
                .or_default()
                .push(*part);
        }
        let loose = matches!(affair, Affair::Document(_));
        let mut all = Vec::new();
        for ((class, mood), parts) in groups {
            let mut joined = Joined::default();
            for part in self.by_precision(parts) {
                self.place(&mut joined, class, mood, part, loose);
            }
            for cluster in &mut joined.clusters {
                cluster.parts.sort_unstable();
            }
            joined.clusters.sort_by_key(|c| {
                (
                    c.days.and_then(|d| d.first).map_or((1, 0), |d| (0, d.0)),
                    c.parts.first().copied(),
                )
            });
            all.append(&mut joined.clusters);
        }
        all
    }

    /// Dated claims before others, precise dates before wide ones, and else as the documents have them.
    fn by_precision(&self, parts: Vec<Part>) -> Vec<(Part, Option<Bounds>)> {
        let mut dated: Vec<(Part, Option<Bounds>)> = parts
            .into_iter()
            .map(|part| (part, self.days(&self.facts.rows[part.fact as usize])))
            .collect();
        dated.sort_by_key(|(part, days)| {
            let width = days.map_or(i64::MAX, |d| d.days().unwrap_or(i64::MAX - 1));
            (width, days.and_then(|d| d.first), *part)
        });
        dated
    }

    fn place(
        &self,
        joined: &mut Joined,
        class: WordKey,
        mood: Mood,
        (part, days): (Part, Option<Bounds>),
        loose: bool,
    ) {
        let fact = &self.facts.rows[part.fact as usize];
        let who = Who::of(self, fact);
        let rule = self.rule(class);
        let once = rule.is_some_and(|rule| rule.once);
        let founding = self.touches(fact, TieKind::Existence);
        let fits = |cluster: &Cluster| {
            // The dates first: they are compared soonest, and mostly decide.
            (once || days.is_some())
                && self.may_be_same_time(cluster, days, once)
                && cluster.who.agrees(&who, self, founding)
                && !self.told_apart(cluster, fact, once)
        };
        let home = if loose || (days.is_none() && !once) {
            None
        } else {
            joined.only(days, fits)
        };
        match home {
            Some(number) => {
                let cluster = &mut joined.clusters[number];
                cluster.parts.push(part);
                cluster.who.learn(&who);
            }
            None => joined.add(Cluster {
                class,
                mood,
                parts: vec![part],
                core: part.fact,
                days,
                who,
                rivals: Vec::new(),
            }),
        }
    }

    /// Whether a claim's date may be that of a cluster, for what happens once or over and over.
    fn may_be_same_time(&self, cluster: &Cluster, days: Option<Bounds>, once: bool) -> bool {
        let (Some(own), Some(days)) = (cluster.days, days) else {
            return once;
        };
        if !own.overlaps(days) {
            return false;
        }
        if once {
            return true;
        }
        let width = |bounds: Bounds| bounds.days().unwrap_or(i64::MAX);
        width(days) <= YEAR && (width(own) <= MONTH || own == days)
    }

    /// Whether the claim's document tells what it says as another thing than what it says in the cluster.
    fn told_apart(&self, cluster: &Cluster, fact: &Fact, once: bool) -> bool {
        if once {
            return false;
        }
        let mut same_document = cluster
            .parts
            .iter()
            .map(|part| &self.facts.rows[part.fact as usize])
            .filter(|other| other.document == fact.document);
        same_document.any(|other| {
            let wide = cluster
                .days
                .is_none_or(|d| d.days().is_none_or(|n| n > MONTH));
            other.sentence == fact.sentence
                || wide
                || moved_on(other, fact)
                || moved_on(fact, other)
                || (other.instrument.is_some()
                    && fact.instrument.is_some()
                    && other.instrument != fact.instrument)
        })
    }
}

/// Whether a text that has dated one thing goes on to another of the same day: "on 5 May ... the same day ...".
fn moved_on(first: &Fact, then: &Fact) -> bool {
    let own = |fact: &Fact| matches!(fact.when_from, Some(WhenFrom::Clause | WhenFrom::Sentence));
    first.sentence < then.sentence
        && own(first)
        && own(then)
        && first.when_in_digits
        && !then.when_in_digits
}

/// Clusters of one class and mood while they grow.
#[derive(Debug, Default)]
struct Joined {
    clusters: Vec<Cluster>,
    /// Clusters with a date by its first day; those of an open beginning and those without a date apart.
    by_day: BTreeMap<Day, Vec<usize>>,
    others: Vec<usize>,
    /// The widest date among `by_day`, in days.
    widest: i64,
}

impl Joined {
    fn add(&mut self, cluster: Cluster) {
        let number = self.clusters.len();
        match cluster.days.and_then(|d| Some((d.first?, d.days()?))) {
            Some((first, width)) => {
                self.by_day.entry(first).or_default().push(number);
                self.widest = self.widest.max(width);
            }
            None => self.others.push(number),
        }
        self.clusters.push(cluster);
    }

    /// The cluster that fits where one alone does, or of several those with the very same days; the best known of those.
    fn only(&self, days: Option<Bounds>, fits: impl Fn(&Cluster) -> bool) -> Option<usize> {
        let range = match days {
            Some(Bounds { first, last }) => {
                let from = first.map_or(Day(i64::MIN), |d| Day(d.0 - self.widest));
                let to = last.unwrap_or(Day(i64::MAX));
                self.by_day.range(from..=to)
            }
            None => self.by_day.range(..),
        };
        let near = range.flat_map(|(_, numbers)| numbers).chain(&self.others);
        let mut found = Vec::new();
        for number in near {
            let cluster = &self.clusters[*number];
            if fits(cluster) {
                found.push((cluster.days != days, Reverse(cluster.parts.len()), *number));
                // More than a few are as good as many: the date decides nothing.
                if found.len() > 8 {
                    break;
                }
            }
        }
        match found.as_slice() {
            [] => None,
            [(.., one)] => Some(*one),
            _ => found
                .iter()
                .filter(|(differ, ..)| !differ)
                .min()
                .map(|(.., number)| *number),
        }
    }
}
