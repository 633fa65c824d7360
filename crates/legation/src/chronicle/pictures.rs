//! Pictures of the chronicle, with names in the language asked for.

use std::collections::{BTreeMap, BTreeSet};

use legation_export::picture::{
    ActorPicture, Band, DayPicture, Edge, Mark, PairPicture, Style, Words, actor_svg, day_svg,
    pair_svg, png, range_of,
};
use legation_model::{
    ActorKind, Bounds, ClaimAt, Day, Edtf, Event, Holding, Participant, Tie, TieKind, TieRole,
};
use legation_record::{EventFilter, TieFilter};

use super::{
    answer::{Chronicle, groups},
    series::between,
};
use crate::{Error, Found, LoadedPacks};

/// How a picture is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureQuestion {
    /// BCP 47 tag of the language of its labels.
    pub lang: String,
    /// First day shown; the year of the first thing told where it is not given.
    pub from: Option<Day>,
    /// Last day shown.
    pub to: Option<Day>,
}

/// Days in the longest date that says that a document speaks of its years: one of a year, or of a season across two.
const DATED: i64 = 366;

/// Checks that pictures have words in a language.
///
/// # Errors
/// [`Error::Picture`] that names the languages that there are.
pub fn picture_languages(lang: &str) -> Result<(), Error> {
    Words::shipped(lang)?;
    Ok(())
}

/// A picture as PNG, `scale` points for each of its own.
///
/// # Errors
/// Where the scale is no positive number or the picture would be too large.
pub fn picture_png(svg: &str, scale: f64) -> Result<Vec<u8>, Error> {
    Ok(png(svg, scale)?)
}

/// Two actors on one axis of time, as SVG; `None` where nothing with a date is told between them.
///
/// # Errors
/// Where the language has no words or the database fails.
pub fn picture_of_pair(
    chronicle: &Chronicle<'_>,
    first: &Found,
    second: &Found,
    question: &PictureQuestion,
) -> Result<Option<String>, Error> {
    let style = Style::of(&question.lang)?;
    let names = Labels::new(chronicle.packs(), &style.words);
    let actors = groups(&[first.clone(), second.clone()]);
    let days = question.days();
    let ties = chronicle.ties(&TieFilter {
        actors: actors.clone(),
        days,
        ..TieFilter::default()
    })?;
    let events = chronicle.events(&EventFilter {
        actors,
        days,
        ..EventFilter::default()
    })?;
    let shown = shown_days(chronicle, &ties)?;
    let bands: Vec<Band> = ties
        .iter()
        .map(|tie| Band {
            shown: shown_of(&shown, tie),
            ..Band::of_tie(tie, names.within(tie))
        })
        .collect();
    let weights = weights(chronicle.packs());
    let marks: Vec<Mark> = events
        .iter()
        .map(|event| {
            let weight = weights.get(event.class.as_str()).copied().unwrap_or(0.0);
            Mark::of_event(event, weight)
        })
        .collect();
    let Some(range) = question.range(range_of(&bands, &marks)) else {
        return Ok(None);
    };
    let picture = PairPicture {
        title: format!("{} – {}", names.of_found(first), names.of_found(second)),
        range,
        unsourced: unsourced(range, &ties, &events, &shown),
        ties: bands,
        events: marks,
    };
    Ok(Some(pair_svg(&picture, &style)))
}

/// All ties of an actor by kind, as SVG; `None` where none with a date is told.
///
/// # Errors
/// Where the language has no words or the database fails.
pub fn picture_of_actor(
    chronicle: &Chronicle<'_>,
    actor: &Found,
    question: &PictureQuestion,
) -> Result<Option<String>, Error> {
    let style = Style::of(&question.lang)?;
    let names = Labels::new(chronicle.packs(), &style.words);
    let ties = chronicle.ties(&TieFilter {
        actors: groups(std::slice::from_ref(actor)),
        days: question.days(),
        ..TieFilter::default()
    })?;
    let shown = shown_days(chronicle, &ties)?;
    let bands: Vec<Band> = ties
        .iter()
        .map(|tie| Band {
            shown: shown_of(&shown, tie),
            ..Band::of_tie(tie, names.beside(tie, actor))
        })
        .collect();
    // What the packs say of its existence shows and does not stretch the picture.
    let told: Vec<Band> = bands
        .iter()
        .filter(|band| band.kind != TieKind::Existence)
        .cloned()
        .collect();
    let Some(range) = question.range(range_of(&told, &[])) else {
        return Ok(None);
    };
    let picture = ActorPicture {
        title: names.of_found(actor),
        range,
        ties: bands,
    };
    Ok(Some(actor_svg(&picture, &style)))
}

/// All ties in force on a day, as a network; `None` where none is told. Existence, which ties nobody, is left out.
///
/// # Errors
/// Where the language has no words or the database fails.
pub fn picture_of_day(
    chronicle: &Chronicle<'_>,
    day: Day,
    question: &PictureQuestion,
) -> Result<Option<String>, Error> {
    let style = Style::of(&question.lang)?;
    let names = Labels::new(chronicle.packs(), &style.words);
    let kinds: Vec<TieKind> = TieKind::ALL
        .into_iter()
        .filter(|kind| *kind != TieKind::Existence)
        .collect();
    let held = chronicle.on((day, day), &[], &kinds)?;
    let mut nodes: Vec<String> = Vec::new();
    let mut places: BTreeMap<Participant, usize> = BTreeMap::new();
    let mut edges = Vec::new();
    for held in &held {
        let parties: Vec<usize> = held
            .tie
            .parties
            .iter()
            .map(|party| {
                // Who has an id is one, under whatever name.
                let key = match &party.who.id {
                    Some(id) => Participant {
                        id: Some(id.clone()),
                        name: String::new(),
                        country: String::new(),
                    },
                    None => party.who.clone(),
                };
                *places.entry(key).or_insert_with(|| {
                    nodes.push(names.of(&party.who));
                    nodes.len() - 1
                })
            })
            .collect();
        for (at, a) in parties.iter().enumerate() {
            for b in parties.iter().skip(at + 1) {
                edges.push(Edge {
                    a: *a,
                    b: *b,
                    kind: held.tie.kind,
                    label: names.thing(&held.tie),
                    possible: held.holding == Holding::Possible,
                });
            }
        }
    }
    if edges.is_empty() {
        return Ok(None);
    }
    let picture = DayPicture {
        title: style.words.phrases.in_force.clone(),
        day,
        nodes,
        edges,
    };
    Ok(Some(day_svg(&picture, &style)))
}

impl PictureQuestion {
    fn days(&self) -> Option<(Day, Day)> {
        between(Bounds {
            first: self.from,
            last: self.to,
        })
    }

    /// What is shown: what was asked for, else what is told of; `None` where that is no time.
    fn range(&self, told: Option<(Day, Day)>) -> Option<(Day, Day)> {
        let (first, last) = told?;
        let range = (self.from.unwrap_or(first), self.to.unwrap_or(last));
        (range.0 <= range.1).then_some(range)
    }
}

/// Names in a language.
struct Labels<'p> {
    packs: &'p LoadedPacks,
    lang: String,
    rtl: bool,
    /// Agreements by their usual English names.
    agreements: BTreeMap<&'p str, &'p str>,
}

impl<'p> Labels<'p> {
    fn new(packs: &'p LoadedPacks, words: &Words) -> Self {
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

    fn of(&self, who: &Participant) -> String {
        self.named(who.id.as_deref(), &who.name)
    }

    fn of_found(&self, actor: &Found) -> String {
        self.named(actor.id.as_deref(), &actor.name)
    }

    /// The agreement or office of a tie; empty where its kind says all.
    fn thing(&self, tie: &Tie) -> String {
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
    fn within(&self, tie: &Tie) -> String {
        match tie.kind {
            TieKind::Presence => self.presence(tie),
            TieKind::Office => listed([self.party(tie, TieRole::Holder), self.thing(tie)]),
            _ => self.thing(tie),
        }
    }

    /// What a tie is called in the picture of one of its parties: with whom, and by which agreement or office.
    fn beside(&self, tie: &Tie, actor: &Found) -> String {
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

fn weights(packs: &LoadedPacks) -> BTreeMap<&str, f64> {
    let classes = packs.packs.classes.iter();
    classes
        .map(|class| (class.name.as_str(), class.goldstein))
        .collect()
}

/// When the claims that show ties do so.
fn shown_days(chronicle: &Chronicle<'_>, ties: &[Tie]) -> Result<BTreeMap<ClaimAt, Bounds>, Error> {
    let wanted: BTreeSet<ClaimAt> = ties
        .iter()
        .flat_map(|tie| tie.shown_by.iter().copied())
        .collect();
    let wanted: Vec<ClaimAt> = wanted.into_iter().collect();
    let claims = chronicle.record().claims_at(&wanted)?;
    let days = claims
        .iter()
        .map(|claim| claim.when.as_ref().map(Edtf::bounds));
    Ok(wanted
        .into_iter()
        .zip(days)
        .filter_map(|(at, days)| Some((at, days?)))
        .collect())
}

fn shown_of(shown: &BTreeMap<ClaimAt, Bounds>, tie: &Tie) -> Vec<Bounds> {
    let mut days: Vec<Bounds> = tie
        .shown_by
        .iter()
        .filter_map(|at| shown.get(at).copied())
        .collect();
    days.sort_unstable_by_key(|days| (days.first, days.last));
    days.dedup();
    days
}

/// The years of a stretch into which nothing falls that is told: no event, no beginning or end of a tie, and nothing that
/// shows one.
fn unsourced(
    (first, last): (Day, Day),
    ties: &[Tie],
    events: &[Event],
    shown: &BTreeMap<ClaimAt, Bounds>,
) -> Vec<(Day, Day)> {
    let of_events = events
        .iter()
        .filter_map(|event| event.when.as_ref().map(Edtf::bounds));
    let of_ties = ties
        .iter()
        .flat_map(|tie| [&tie.from, &tie.to])
        .flatten()
        .filter(|end| !end.claims.is_empty())
        .map(legation_model::TieEnd::bounds);
    let mut told: BTreeSet<i64> = BTreeSet::new();
    for days in of_events.chain(of_ties).chain(shown.values().copied()) {
        if let (Some(from), Some(to)) = (days.first, days.last)
            && days.days().is_some_and(|days| days <= DATED)
        {
            told.extend(from.ymd().0..=to.ymd().0);
        }
    }
    let mut stretches: Vec<(Day, Day)> = Vec::new();
    let mut next = first.ymd().0;
    let end = last.ymd().0 + 1;
    let borders: Vec<i64> = told
        .range(next..end)
        .copied()
        .chain(std::iter::once(end))
        .collect();
    for year in borders {
        if year > next
            && let (Some(from), Some(to)) =
                (Day::from_ymd(next, 1, 1), Day::from_ymd(year - 1, 12, 31))
        {
            stretches.push((from.max(first), to.min(last)));
        }
        next = year + 1;
    }
    stretches
}
