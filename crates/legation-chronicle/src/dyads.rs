//! Dyad-years: for each pair of states and each year, what happened between them and what held, in the layout that peace
//! scientists merge on (Gleditsch-Ward or Correlates of War numbers).
//!
//! - A state counts with whoever acts for it: a participant that is no state counts for the one that has its country code
//!   in that time. A state is counted only in years in which it exists, so that a state and the one after it stay apart
//!   though they may share a number. What claims say of a state outside its time is left out here.
//! - Only what a single year holds is counted in it; the rest stands in [`DyadYears::unplaced`].
//! - [`Coverage`] tells a year in which nothing happened from one of which nobody tells.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Bounds, ClaimAt, Event, Participant, Quad, Tie, TieEnd, TieKind};

use crate::World;
use crate::coparties::bound_together;
use crate::period::{Grain, Period};
use crate::series::years;
use crate::sides::NumberedStates;
use crate::tally::{Cell, Row, Way, counts, when_of};
use crate::tie_days::{Calendar, Stretch, TieDays, TieDaysBuilder, stretches};

/// What dyad-years are made from.
#[derive(Clone, Copy)]
pub struct DyadSources<'a> {
    /// All events.
    pub events: &'a [Event],
    /// All ties.
    pub ties: &'a [Tie],
    /// What the packs say.
    pub world: &'a World,
    /// Number of a state in the list asked for; asked of the states of the packs.
    pub code: &'a dyn Fn(&Participant) -> Option<u16>,
    /// The kind of deed of an event class.
    pub quad: &'a dyn Fn(&str) -> Option<Quad>,
    /// The sentence that states a claim, by its number in the document.
    pub sentence: &'a dyn Fn(ClaimAt) -> u32,
}

/// Which dyad-years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DyadOptions {
    /// First year, astronomical.
    pub from: i64,
    /// Last year.
    pub to: i64,
    /// A row for each of the two orders, not one with the lower number first.
    pub directed: bool,
    /// Also pairs of states that exist and of which nothing is told.
    pub all_existing: bool,
    /// Whether what somebody is only said to say counts too.
    pub attributed: bool,
}

/// One of the two of a dyad.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DyadState {
    /// Its number in the list.
    pub code: u16,
    /// Its id in the packs.
    pub id: String,
    /// Its usual English name in that year.
    pub name: String,
}

/// What goes one way, or both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow<'a> {
    /// Numbers, sums, and the events behind them.
    pub cell: Cell<'a>,
    /// Number of events by kind of deed, in the order of [`Quad::ALL`]; of a class without one, none.
    pub quads: [u32; 4],
}

/// How much is told of a dyad-year: claims about events of any status between the two that are dated to the year, and
/// about beginnings and ends of their ties in it. All 0: no source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Documents.
    pub documents: u32,
    /// Sentences.
    pub sentences: u32,
    /// Claims.
    pub claims: u32,
}

impl Coverage {
    /// Whether anything is told; if not, counts of 0 mean that nothing is known.
    #[must_use]
    pub fn is_told(self) -> bool {
        self.claims > 0
    }
}

/// A pair of states in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct DyadYear<'a> {
    /// The first; where not directed, the one with the lower number.
    pub first: DyadState,
    /// The second.
    pub second: DyadState,
    /// The year, astronomical.
    pub year: i64,
    /// What the first does to the second.
    pub forward: Flow<'a>,
    /// What the second does to the first.
    pub backward: Flow<'a>,
    /// Either; what goes both ways once.
    pub both: Flow<'a>,
    /// Events that are told and not counted: planned, denied.
    pub uncounted: Vec<&'a Event>,
    /// Diplomatic relations.
    pub relations: TieDays<'a>,
    /// Alliances.
    pub alliance: TieDays<'a>,
    /// Fighting.
    pub hostilities: TieDays<'a>,
    /// Agreements to which both are party.
    pub agreements: TieDays<'a>,
    /// How much is told of it.
    pub coverage: Coverage,
    /// The claims that [`Coverage`] counts.
    pub told_by: Vec<ClaimAt>,
}

/// What is told of two states that no single year holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Unplaced<'a> {
    /// The lower number.
    pub first: u16,
    /// The higher number.
    pub second: u16,
    /// The events; forward is the lower number on the higher.
    pub row: Row<'a>,
}

/// The four kinds of tie that are told of.
const KINDS: [TieKind; 4] = [
    TieKind::DiplomaticRelations,
    TieKind::Alliance,
    TieKind::Hostilities,
    TieKind::Party,
];

/// Dyad-years, made a year at a time.
pub struct DyadYears<'a> {
    sources: DyadSources<'a>,
    options: DyadOptions,
    states: NumberedStates,
    by_year: BTreeMap<i64, Vec<&'a Event>>,
    unplaced: Vec<&'a Event>,
    ties: Vec<(&'a Tie, Vec<Stretch>)>,
}

/// What is gathered of a pair, the lower number first.
#[derive(Default)]
struct Draft<'a> {
    row: Row<'a>,
    kinds: [TieDaysBuilder<'a>; 4],
    told_by: BTreeSet<ClaimAt>,
}

impl<'a> DyadYears<'a> {
    /// Lays out events and ties by year. The order of either does not matter.
    #[must_use]
    pub fn new(sources: DyadSources<'a>, options: DyadOptions) -> Self {
        let asked = years(Some(options.from), Some(options.to));
        let mut by_year: BTreeMap<i64, Vec<&Event>> = BTreeMap::new();
        let mut unplaced = Vec::new();
        for event in sources.events {
            let when = when_of(event);
            if !when.overlaps(asked) {
                continue;
            }
            match Period::holding(when, Grain::Year) {
                Some(year) => by_year.entry(year.in_year()).or_default().push(event),
                None => unplaced.push(event),
            }
        }
        let told_of = sources.ties.iter().filter(|tie| KINDS.contains(&tie.kind));
        Self {
            states: NumberedStates::new(sources.world, sources.code),
            by_year,
            unplaced,
            ties: told_of.map(|tie| (tie, stretches(tie))).collect(),
            sources,
            options,
        }
    }

    /// All rows: by year, then by the numbers of the two.
    pub fn rows(&self) -> impl Iterator<Item = DyadYear<'a>> {
        (self.options.from..=self.options.to).flat_map(|year| self.year(year))
    }

    /// The rows of one year, by the numbers of the two.
    #[must_use]
    pub fn year(&self, year: i64) -> Vec<DyadYear<'a>> {
        let when = Period::year(year).bounds();
        let existing = self.states.existing(when);
        let mut drafts: BTreeMap<(u16, u16), Draft<'a>> = BTreeMap::new();
        if self.options.all_existing {
            for first in existing.keys() {
                for second in existing.keys().filter(|second| *second > first) {
                    drafts.insert((*first, *second), Draft::default());
                }
            }
        }
        for event in self.by_year.get(&year).into_iter().flatten() {
            for (pair, way) in self.pairs(event) {
                let draft = drafts.entry(pair).or_default();
                self.count(&mut draft.row, event, way);
                draft.told_by.extend(&event.claims);
            }
        }
        self.add_ties(when, &mut drafts);
        let state = |code: u16| {
            let state = existing.get(&code)?;
            Some(DyadState {
                code,
                id: state.id.clone(),
                name: state.name.clone(),
            })
        };
        let mut rows = Vec::new();
        for ((first, second), draft) in drafts {
            let (Some(first), Some(second)) = (state(first), state(second)) else {
                continue;
            };
            let row = self.row(first, second, year, draft);
            if self.options.directed {
                rows.push(row.turned());
            }
            rows.push(row);
        }
        rows.sort_by_key(|row| (row.first.code, row.second.code));
        rows
    }

    /// What no single year holds, or has no date, and may lie in the years asked for, by the numbers of the two.
    #[must_use]
    pub fn unplaced(&self) -> Vec<Unplaced<'a>> {
        let mut rows: BTreeMap<(u16, u16), Row<'a>> = BTreeMap::new();
        for event in &self.unplaced {
            for (pair, way) in self.pairs(event) {
                self.count(rows.entry(pair).or_default(), event, way);
            }
        }
        let made = rows.into_iter().map(|((first, second), mut row)| {
            row.sort();
            Unplaced { first, second, row }
        });
        made.collect()
    }

    fn count(&self, row: &mut Row<'a>, event: &'a Event, way: Way) {
        let rule = self.sources.world.classes.get(&event.class);
        let weight = rule.map_or(0.0, |rule| rule.goldstein);
        row.add(
            event,
            way,
            weight,
            counts(event.status, self.options.attributed),
        );
    }

    /// The pairs of states that an event lies between, the lower number first, and which ways it goes.
    fn pairs(&self, event: &Event) -> BTreeMap<(u16, u16), Way> {
        let when = when_of(event);
        let codes = |side: &[Participant]| -> BTreeSet<u16> {
            side.iter()
                .filter_map(|who| self.states.code_of(who, when))
                .collect()
        };
        let (mut from, mut to) = (codes(&event.actors), codes(&event.recipients));
        let rule = self.sources.world.classes.get(&event.class);
        if rule.is_some_and(|rule| rule.symmetric) {
            from.append(&mut to);
            to.clone_from(&from);
        }
        let mut pairs: BTreeMap<(u16, u16), Way> = BTreeMap::new();
        for actor in &from {
            for recipient in to.iter().filter(|recipient| *recipient != actor) {
                let pair = (*actor.min(recipient), *actor.max(recipient));
                let way = pairs.entry(pair).or_default();
                way.forward |= actor < recipient;
                way.backward |= actor > recipient;
            }
        }
        pairs
    }

    fn add_ties(&self, year: Bounds, drafts: &mut BTreeMap<(u16, u16), Draft<'a>>) {
        let in_year =
            |stretches: &[Stretch]| stretches.iter().any(|stretch| stretch.days.overlaps(year));
        let calendars: BTreeMap<&str, (&'a Tie, Calendar)> = self
            .ties
            .iter()
            .filter(|(_, stretches)| in_year(stretches))
            .map(|(tie, stretches)| (tie.id.as_str(), (*tie, Calendar::of(stretches, year))))
            .collect();
        let code = |who: &Participant| self.states.code_of(who, year);
        let mut add = |pair, kind: TieKind, thing: &'a str, ties: &[&'a Tie], days: &Calendar| {
            if days.is_empty() {
                return;
            }
            let draft: &mut Draft<'a> = drafts.entry(pair).or_default();
            for end in ties.iter().flat_map(|tie| [&tie.from, &tie.to]).flatten() {
                if is_within(end, year) {
                    draft.told_by.extend(&end.claims);
                }
            }
            if let Some(place) = KINDS.iter().position(|known| *known == kind)
                && let Some(builder) = draft.kinds.get_mut(place)
            {
                builder.add(thing, ties, days);
            }
        };
        for (tie, days) in calendars
            .values()
            .filter(|(tie, _)| tie.kind != TieKind::Party)
        {
            let codes: BTreeSet<u16> = tie
                .parties
                .iter()
                .filter_map(|party| code(&party.who))
                .collect();
            for first in &codes {
                for second in codes.iter().filter(|second| *second > first) {
                    add((*first, *second), tie.kind, &tie.id, &[tie], days);
                }
            }
        }
        let ties = calendars.values().map(|(tie, _)| *tie);
        for bound in bound_together(ties, code) {
            let days = |tie: &Tie| calendars.get(tie.id.as_str()).map(|(_, days)| days);
            let (Some(one), Some(two)) = (days(bound.first_tie), days(bound.second_tie)) else {
                continue;
            };
            let ties = [bound.first_tie, bound.second_tie];
            add(
                (bound.first, bound.second),
                TieKind::Party,
                bound.agreement,
                &ties,
                &one.and(two),
            );
        }
    }

    fn row(
        &self,
        first: DyadState,
        second: DyadState,
        year: i64,
        mut draft: Draft<'a>,
    ) -> DyadYear<'a> {
        draft.row.sort();
        let [relations, alliance, hostilities, agreements] = draft.kinds.map(TieDaysBuilder::build);
        let told_by: Vec<ClaimAt> = draft.told_by.into_iter().collect();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let documents: BTreeSet<u32> = told_by.iter().map(|claim| claim.document).collect();
        let sentences: BTreeSet<(u32, u32)> = told_by
            .iter()
            .map(|claim| (claim.document, (self.sources.sentence)(*claim)))
            .collect();
        DyadYear {
            first,
            second,
            year,
            forward: self.flow(draft.row.forward),
            backward: self.flow(draft.row.backward),
            both: self.flow(draft.row.both),
            uncounted: draft.row.uncounted,
            relations,
            alliance,
            hostilities,
            agreements,
            coverage: Coverage {
                documents: number(documents.len()),
                sentences: number(sentences.len()),
                claims: number(told_by.len()),
            },
            told_by,
        }
    }

    fn flow(&self, cell: Cell<'a>) -> Flow<'a> {
        let mut quads = [0; 4];
        for quad in cell
            .events
            .iter()
            .filter_map(|event| (self.sources.quad)(&event.class))
        {
            if let Some(count) = quads.get_mut(quad as usize) {
                *count += 1;
            }
        }
        Flow { cell, quads }
    }
}

impl DyadYear<'_> {
    /// The same with the second state first.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            first: self.second.clone(),
            second: self.first.clone(),
            forward: self.backward.clone(),
            backward: self.forward.clone(),
            ..self.clone()
        }
    }
}

/// Whether an end is dated to a year.
fn is_within(end: &TieEnd, year: Bounds) -> bool {
    let bounds = end.bounds();
    let after =
        |day: Option<legation_model::Day>| day.is_some() && day >= year.first && day <= year.last;
    after(bounds.first) && after(bounds.last)
}

#[cfg(test)]
mod tests;
