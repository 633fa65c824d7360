//! Dyad-years as rows that own what they say, in the columns that peace scientists merge on.

use std::{
    cell::RefCell,
    collections::{BTreeMap, hash_map::Entry},
};

use legation_chronicle::{Cell, DyadOptions, DyadSources, DyadYear, DyadYears, Flow, TieDays};
use legation_model::{
    ActorKind, Bounds, ClaimAt, Day, Edtf, Event, Holding, Participant, Quad, Tie, TieKind,
};
use legation_record::{AskError, EventFilter, FactScope, TieFilter};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{answer::Chronicle, cited::place};
use crate::{Error, LoadedPacks};

/// By which list states are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateCodes {
    /// Gleditsch and Ward (1999).
    Gw,
    /// Correlates of War.
    Cow,
}

/// Which dyad-years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DyadQuestion {
    /// First year; that of the first event that a single year holds where it is not given.
    pub from: Option<i64>,
    /// Last year.
    pub to: Option<i64>,
    /// By which list.
    pub codes: StateCodes,
    /// A row for each of the two orders.
    pub directed: bool,
    /// Also pairs of states that exist and of which nothing is told.
    pub all: bool,
}

/// The numbers of the two, under the names that data sets give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum StateNumbers {
    /// Gleditsch and Ward's.
    Gw {
        /// Of the first.
        gwcode1: u16,
        /// Of the second.
        gwcode2: u16,
    },
    /// Of the Correlates of War.
    Cow {
        /// Of the first.
        ccode1: u16,
        /// Of the second.
        ccode2: u16,
    },
}

impl StateNumbers {
    /// Both numbers.
    #[must_use]
    pub fn both(self) -> [u16; 2] {
        match self {
            Self::Gw { gwcode1, gwcode2 } => [gwcode1, gwcode2],
            Self::Cow { ccode1, ccode2 } => [ccode1, ccode2],
        }
    }
}

/// What goes one way, or either.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Direction {
    /// How many events.
    pub events: u32,
    /// Those of a weight above 0.
    pub cooperative: u32,
    /// Those of a weight below 0.
    pub conflictual: u32,
    /// How many words for the other.
    pub verbal_cooperation: u32,
    /// How many deeds for the other.
    pub material_cooperation: u32,
    /// How many words against the other.
    pub verbal_conflict: u32,
    /// How many deeds against the other.
    pub material_conflict: u32,
    /// Sum of the weights of Goldstein (1992).
    pub goldstein: f64,
    /// Sentences behind it: `document#number`.
    pub sentences: Vec<String>,
}

/// How a kind of tie stands between two in a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieYear {
    /// Days on which at least one certainly holds.
    pub days: u16,
    /// Days on which at least one may hold and none certainly does.
    pub possible_days: u16,
    /// How many certainly hold on 31 December.
    pub at_end: u32,
    /// How many may hold then and do not certainly.
    pub possible_at_end: u32,
    /// `certain`, `possible` or `no` on 31 December.
    pub holding_at_end: Holding,
    /// Sentences behind it.
    pub sentences: Vec<String>,
}

/// How much is told of a dyad-year; all 0: counts of 0 mean that nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DyadCoverage {
    /// Documents.
    pub documents: u32,
    /// Sentences.
    pub sentences: u32,
    /// Claims.
    pub claims: u32,
}

/// Two states in a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DyadRow {
    /// Their numbers.
    #[serde(flatten)]
    pub numbers: StateNumbers,
    /// The year, counted astronomically.
    pub year: i64,
    /// Usual English name of the first in that year.
    pub name1: String,
    /// Of the second.
    pub name2: String,
    /// Id of the first in the packs.
    pub id1: String,
    /// Of the second.
    pub id2: String,
    /// What the first does to the second.
    pub forward: Direction,
    /// What the second does to the first.
    pub backward: Direction,
    /// Either; what goes both ways once.
    pub both: Direction,
    /// Events that are only planned or denied.
    pub uncounted: usize,
    /// Sentences that tell of those.
    pub uncounted_sentences: Vec<String>,
    /// Diplomatic relations.
    pub relations: TieYear,
    /// Alliances.
    pub alliance: TieYear,
    /// Fighting.
    pub hostilities: TieYear,
    /// Agreements to which both are party.
    pub agreements: TieYear,
    /// How much is told of it.
    pub coverage: DyadCoverage,
}

/// What rows cannot show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DyadSummary {
    /// How many rows there are.
    pub rows: usize,
    /// First and last year.
    pub years: Option<(i64, i64)>,
    /// States that take part in those years and have no number in the list.
    pub without_number: Vec<String>,
    /// Events between states that no single year holds, or without a date.
    pub unplaced: usize,
}

/// Hands over dyad-years, by year and numbers.
///
/// # Errors
/// Where the database fails, or `each` does.
pub fn dyad_years<E: From<Error>>(
    chronicle: &Chronicle<'_>,
    question: &DyadQuestion,
    mut each: impl FnMut(DyadRow) -> Result<(), E>,
) -> Result<DyadSummary, E> {
    let failed = |error: AskError| E::from(Error::from(error));
    let _snapshot = chronicle.record().snapshot().map_err(failed)?;
    let events = chronicle.events(&EventFilter::default())?;
    let ties = chronicle.ties(&TieFilter {
        kinds: vec![
            TieKind::DiplomaticRelations,
            TieKind::Alliance,
            TieKind::Hostilities,
            TieKind::Party,
        ],
        ..TieFilter::default()
    })?;
    let mut summary = DyadSummary::default();
    let widest = extent(&events);
    let (Some(from), Some(to)) = (
        question.from.or(widest.map(|(first, _)| first)),
        question.to.or(widest.map(|(_, last)| last)),
    ) else {
        return Ok(summary);
    };
    let places = Places::of(chronicle)?;
    let world = chronicle.world();
    let packs = chronicle.packs();
    let code = |who: &Participant| number(packs, question.codes, who);
    let quads = quads(packs);
    let quad = |class: &str| quads.get(class).copied();
    let sentence = |at: ClaimAt| places.sentence(at);
    let years = DyadYears::new(
        DyadSources {
            events: &events,
            ties: &ties,
            world: &world,
            code: &code,
            quad: &quad,
            sentence: &sentence,
        },
        DyadOptions {
            from,
            to,
            directed: question.directed,
            all_existing: question.all,
            attributed: false,
        },
    );
    for row in years.rows() {
        summary.rows += 1;
        each(view(&row, question.codes, &places))?;
    }
    summary.years = Some((from, to));
    summary.without_number = without_number(packs, question.codes, &events, &ties, (from, to));
    let counted = |unplaced: &legation_chronicle::Unplaced<'_>| unplaced.row.both.events.len();
    summary.unplaced = years.unplaced().iter().map(counted).sum();
    Ok(summary)
}

/// First and last year that an event lies in.
fn extent(events: &[Event]) -> Option<(i64, i64)> {
    let years = events.iter().filter_map(|event| {
        let days = event.when.as_ref()?.bounds();
        let (first, last) = (days.first?.ymd().0, days.last?.ymd().0);
        (first == last).then_some(first)
    });
    years.fold(None, |so_far: Option<(i64, i64)>, year| {
        Some(so_far.map_or((year, year), |(a, b)| (a.min(year), b.max(year))))
    })
}

fn number(packs: &LoadedPacks, codes: StateCodes, who: &Participant) -> Option<u16> {
    let actors = &packs.packs.actors;
    let entry = actors.entry(actors.get(who.id.as_deref()?)?);
    match codes {
        StateCodes::Gw => entry.gw,
        StateCodes::Cow => entry.cow,
    }
}

/// The kind of deed of each event class.
fn quads(packs: &LoadedPacks) -> BTreeMap<&str, Quad> {
    let classes = packs.packs.classes.iter();
    classes
        .filter_map(|class| Some((class.name.as_str(), class.quad?)))
        .collect()
}

/// States that have no number in the list and take part in something in some years.
fn without_number(
    packs: &LoadedPacks,
    codes: StateCodes,
    events: &[Event],
    ties: &[Tie],
    (from, to): (i64, i64),
) -> Vec<String> {
    let asked = Bounds {
        first: Day::from_ymd(from, 1, 1),
        last: Day::from_ymd(to, 12, 31),
    };
    let (Some(first), Some(last)) = (asked.first, asked.last) else {
        return Vec::new();
    };
    let when = |event: &Event| event.when.as_ref().map_or(Bounds::OPEN, Edtf::bounds);
    let of_events = events
        .iter()
        .filter(|event| when(event).overlaps(asked))
        .flat_map(|event| event.actors.iter().chain(&event.recipients));
    let of_ties = ties
        .iter()
        .filter(|tie| tie.holding(first, last) != Holding::No)
        .flat_map(|tie| tie.parties.iter().map(|party| &party.who));
    let actors = &packs.packs.actors;
    let mut found: Vec<String> = of_events
        .chain(of_ties)
        .filter_map(|who| {
            let actor = &actors.entry(actors.get(who.id.as_deref()?)?).actor;
            let left_out = actor.kind == ActorKind::State && number(packs, codes, who).is_none();
            left_out.then(|| actor.name.clone())
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Where claims stand.
struct Places {
    sentences: FxHashMap<ClaimAt, u32>,
    documents: FxHashMap<u32, String>,
}

impl Places {
    fn of(chronicle: &Chronicle<'_>) -> Result<Self, Error> {
        let mut places = Self {
            sentences: FxHashMap::default(),
            documents: FxHashMap::default(),
        };
        let documents = RefCell::new(&mut places.documents);
        let sentences = &mut places.sentences;
        let take = |row: legation_record::FactRow, keys: &mut legation_record::Keys<'_>| {
            let key = row.at.document;
            let mut documents = documents.borrow_mut();
            if let Entry::Vacant(new) = documents.entry(key) {
                new.insert(keys.document(key)?.0);
            }
            sentences.insert(row.at, row.sentence);
            Ok(())
        };
        chronicle.record().facts::<Error>(FactScope::All, take)?;
        Ok(places)
    }

    fn sentence(&self, at: ClaimAt) -> u32 {
        self.sentences.get(&at).copied().unwrap_or_default()
    }

    /// The sentences of claims, each once.
    fn cite(&self, claims: &[ClaimAt]) -> Vec<String> {
        let mut cited: Vec<String> = Vec::new();
        for at in claims {
            let document = self.documents.get(&at.document);
            let sentence = place(document.map_or("", String::as_str), self.sentence(*at));
            if cited.last() != Some(&sentence) {
                cited.push(sentence);
            }
        }
        cited
    }

    fn cell(&self, cell: &Cell<'_>) -> Vec<String> {
        self.cite(&cell.claims())
    }
}

fn view(row: &DyadYear<'_>, codes: StateCodes, places: &Places) -> DyadRow {
    let (one, other) = (row.first.code, row.second.code);
    let mut uncounted: Vec<ClaimAt> = row
        .uncounted
        .iter()
        .flat_map(|event| event.claims.iter().copied())
        .collect();
    uncounted.sort_unstable();
    DyadRow {
        numbers: match codes {
            StateCodes::Gw => StateNumbers::Gw {
                gwcode1: one,
                gwcode2: other,
            },
            StateCodes::Cow => StateNumbers::Cow {
                ccode1: one,
                ccode2: other,
            },
        },
        year: row.year,
        name1: row.first.name.clone(),
        name2: row.second.name.clone(),
        id1: row.first.id.clone(),
        id2: row.second.id.clone(),
        forward: direction(&row.forward, places),
        backward: direction(&row.backward, places),
        both: direction(&row.both, places),
        uncounted: row.uncounted.len(),
        uncounted_sentences: places.cite(&uncounted),
        relations: tie_year(&row.relations, places),
        alliance: tie_year(&row.alliance, places),
        hostilities: tie_year(&row.hostilities, places),
        agreements: tie_year(&row.agreements, places),
        coverage: DyadCoverage {
            documents: row.coverage.documents,
            sentences: row.coverage.sentences,
            claims: row.coverage.claims,
        },
    }
}

fn direction(flow: &Flow<'_>, places: &Places) -> Direction {
    let tally = flow.cell.tally;
    let [
        verbal_cooperation,
        material_cooperation,
        verbal_conflict,
        material_conflict,
    ] = flow.quads;
    Direction {
        events: tally.events,
        cooperative: tally.cooperative,
        conflictual: tally.conflictual,
        verbal_cooperation,
        material_cooperation,
        verbal_conflict,
        material_conflict,
        goldstein: tally.sum(),
        sentences: places.cell(&flow.cell),
    }
}

fn tie_year(days: &TieDays<'_>, places: &Places) -> TieYear {
    TieYear {
        days: days.certain_days,
        possible_days: days.possible_days,
        at_end: days.certain_at_end,
        possible_at_end: days.possible_at_end,
        holding_at_end: days.at_end(),
        sentences: places.cite(&days.claims()),
    }
}
