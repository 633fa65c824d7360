//! Pictures of the chronicle, with names in the language asked for.

use std::collections::{BTreeMap, BTreeSet};

use legation_export::picture::{
    ActorPicture, Band, DayPicture, Edge, Mark, PairPicture, Style, Words, actor_svg, day_svg,
    pair_svg, png, range_of,
};
use legation_model::{Bounds, ClaimAt, Day, Edtf, Event, Holding, Participant, Tie, TieKind};
use legation_record::{EventFilter, TieFilter};

use super::{
    answer::{Chronicle, actor_groups},
    labels::Labels,
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
    let actors = actor_groups(&[first.clone(), second.clone()]);
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
        actors: actor_groups(std::slice::from_ref(actor)),
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

fn weights(packs: &LoadedPacks) -> BTreeMap<&str, f64> {
    let classes = packs.packs.classes.iter();
    classes
        .map(|class| (class.name.as_str(), class.goldstein))
        .collect()
}

/// When the claims that show ties do so.
fn shown_days(chronicle: &Chronicle<'_>, ties: &[Tie]) -> Result<BTreeMap<ClaimAt, Bounds>, Error> {
    let shown = ties.iter().flat_map(|tie| tie.shown_by.iter().copied());
    let claims = chronicle.record().citations(shown)?;
    Ok(claims
        .into_iter()
        .filter_map(|(at, claim)| Some((at, claim.when?.bounds())))
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

#[cfg(test)]
mod tests {
    use legation_model::{DateRule, Status};

    use super::*;

    fn event(when: &str) -> Event {
        Event {
            id: when.to_owned(),
            class: "meet".to_owned(),
            actors: Vec::new(),
            recipients: Vec::new(),
            when: when.parse().ok(),
            dated_by: None,
            date_rule: DateRule::Only,
            status: Status::Asserted,
            office: None,
            instrument: None,
            claims: Vec::new(),
            confidence: 1.0,
        }
    }

    fn gaps(first: (i64, u8), last: (i64, u8), told: &[&str]) -> Vec<String> {
        let range = (
            Day::from_ymd(first.0, first.1, 1).expect("a day"),
            Day::from_ymd(last.0, last.1, 1).expect("a day"),
        );
        let events: Vec<Event> = told.iter().map(|when| event(when)).collect();
        unsourced(range, &[], &events, &BTreeMap::new())
            .iter()
            .map(|(from, to)| format!("{from}/{to}"))
            .collect()
    }

    #[test]
    fn years_of_which_nothing_is_told_are_gaps() {
        let told = ["1956-10-23", "1957", "1959-12/1960-01", "1950/1970", "195X"];
        assert_eq!(
            gaps((1955, 3), (1963, 6), &told),
            [
                "1955-03-01/1955-12-31",
                "1958-01-01/1958-12-31",
                "1961-01-01/1963-06-01"
            ],
            "a date of many years speaks of none of them"
        );
        assert_eq!(
            gaps((1956, 1), (1957, 12), &told),
            Vec::<String>::new(),
            "no gap"
        );
        assert_eq!(gaps((1956, 5), (1956, 6), &[]), ["1956-05-01/1956-06-01"]);
    }
}
