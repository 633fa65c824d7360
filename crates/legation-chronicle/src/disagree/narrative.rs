//! Dates that break the order of the text around them, and periods that end beside the events that bound them.

use legation_model::{Bounds, Day, DisagreementKind, TieKind};

use super::{Found, days};
use crate::{affair::Part, cluster::Mood, context::Context, date::Shape, facts::Fact, rivals::gap};

/// Dated sentences before and after one that say in which years the text moves there.
const AROUND: usize = 4;
/// Sentences away at most that such a neighbour may stand.
const NEAR: u32 = 15;
/// Years off its neighbours from which a date can be a misprint and no detail of the story.
const OFF: i64 = 3;
/// Days that a text goes back or ahead beside its order.
const SLACK: i64 = 62;
/// Days between the end of a period and what is told to have ended it, at most.
const WEEK: i64 = 7;

/// A dated sentence.
struct Dated {
    fact: u32,
    sentence: u32,
    days: Bounds,
    first: Day,
    last: Day,
}

impl Context<'_> {
    /// A year that differs by one slip of the pen from the year that the text around it tells of, with a day or month that
    /// fits there.
    pub(super) fn misprinted(&self, parts: &[Part], found: &mut Vec<Found>) {
        let told = self.dated_sentences(parts);
        for (n, odd) in told.iter().enumerate() {
            if odd.days.days().is_none_or(|d| d > 31) {
                continue;
            }
            let near = |other: &&Dated| odd.sentence.abs_diff(other.sentence) <= NEAR;
            let before: Vec<&Dated> = told[..n].iter().rev().take(AROUND).filter(near).collect();
            let after: Vec<&Dated> = told[n + 1..].iter().take(AROUND).filter(near).collect();
            let (Some(previous), Some(next)) = (before.first(), after.first()) else {
                continue;
            };
            if before.len() + after.len() < AROUND {
                continue;
            }
            let year = odd.first.ymd().0;
            let mut years: Vec<i64> = before
                .iter()
                .chain(&after)
                .map(|d| d.first.ymd().0)
                .collect();
            years.sort_unstable();
            let middle = years[years.len() / 2];
            let together = years.iter().all(|y| (y - middle).abs() <= 1);
            if !together || (year - middle).abs() < OFF {
                continue;
            }
            let meant = [previous.first.ymd().0, next.first.ymd().0]
                .into_iter()
                .find(|meant| is_slip(year, *meant) && fits(odd, *meant, previous, next));
            if let Some(meant) = meant {
                let fact = self.fact(odd.fact);
                found.push(Found {
                    kind: DisagreementKind::Narrative,
                    about: self.about(fact),
                    facts: vec![odd.fact, previous.fact, next.fact],
                    because: "told-first",
                    apart: gap(Some(odd.days), Some(previous.days)),
                    sentence: format!(
                        "{} is dated {} between sentences dated {} and {}: the year may be a slip for {meant}.",
                        self.told(fact),
                        self.when(fact),
                        self.when(self.fact(previous.fact)),
                        self.when(self.fact(next.fact)),
                    ),
                });
            }
        }
    }

    /// The sentences of a document that date what they tell, each once, in order.
    fn dated_sentences(&self, parts: &[Part]) -> Vec<Dated> {
        let mut dated: Vec<Dated> = parts
            .iter()
            .filter(|part| !part.home || self.fact(part.fact).when.is_some())
            .filter_map(|part| {
                let fact = self.fact(part.fact);
                let date = self.facts.date(fact)?;
                let days = date.bounds;
                if date.shape != Shape::Point
                    || !fact.when_in_digits
                    || days.days().is_none_or(|n| n > 366)
                {
                    return None;
                }
                Some(Dated {
                    fact: part.fact,
                    sentence: fact.sentence,
                    days,
                    first: days.first?,
                    last: days.last?,
                })
            })
            .collect();
        dated.sort_by_key(|d| (d.sentence, d.fact));
        dated.dedup_by_key(|d| (d.sentence, d.days));
        dated
    }

    /// A period that begins or ends on the day of a change at the top told in the same document, and whose other end lies
    /// within a week of such a change and not on it.
    pub(super) fn ends_of_periods(&self, parts: &[Part], found: &mut Vec<Found>) {
        let day = |fact: &Fact| -> Option<Day> {
            let date = self.facts.date(fact)?;
            (date.shape == Shape::Point && date.bounds.days() == Some(1))
                .then_some(date.bounds.first)?
        };
        let all: Vec<(u32, Day)> = parts
            .iter()
            .filter(|part| Mood::of(self.fact(part.fact).status) == Mood::Told)
            .filter_map(|part| Some((part.fact, day(self.fact(part.fact))?)))
            .collect();
        let changes: Vec<(u32, Day)> = all
            .iter()
            .copied()
            .filter(|(n, _)| self.closes(self.fact(*n), TieKind::Office))
            .collect();
        for part in parts {
            let fact = self.fact(part.fact);
            let Some(date) = self.facts.date(fact).filter(|d| d.shape == Shape::Span) else {
                continue;
            };
            let (Some(first), Some(last)) = (date.bounds.first, date.bounds.last) else {
                continue;
            };
            let to_the_day = |end: &Option<legation_model::Edtf>| {
                end.as_ref().is_some_and(|e| e.bounds().days() == Some(1))
            };
            if !to_the_day(&date.start) || !to_the_day(&date.end) {
                continue;
            }
            let on = |day: Day| changes.iter().any(|(_, change)| *change == day);
            for (bound, other) in [(first, last), (last, first)] {
                if !on(bound) || on(other) {
                    continue;
                }
                let beside = changes
                    .iter()
                    .filter(|(_, day)| (day.0 - other.0).abs() <= WEEK)
                    .min_by_key(|(n, day)| ((day.0 - other.0).abs(), *n));
                if let Some((change, day)) = beside {
                    let between = other.min(*day)..=other.max(*day);
                    let mut facts = vec![part.fact, *change];
                    facts.extend(
                        all.iter()
                            .filter(|(n, day)| between.contains(day) && n != change)
                            .map(|(n, _)| *n),
                    );
                    let apart = (day.0 - other.0).abs();
                    found.push(Found {
                        kind: DisagreementKind::Date,
                        about: self.about(self.fact(*change)),
                        facts,
                        because: "told-first",
                        apart: Some(apart),
                        sentence: format!(
                            "A period is bounded by {other}, {} is told of {day}, {} apart.",
                            self.told(self.fact(*change)),
                            days(apart)
                        ),
                    });
                }
            }
        }
    }
}

/// Whether a year is another with one digit wrong or two digits exchanged.
fn is_slip(year: i64, meant: i64) -> bool {
    let (a, b) = (format!("{year:04}"), format!("{meant:04}"));
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let wrong: Vec<usize> = (0..a.len()).filter(|n| a[*n] != b[*n]).collect();
    match wrong.as_slice() {
        [_] => true,
        [x, y] => a[*x] == b[*y] && a[*y] == b[*x],
        _ => false,
    }
}

/// Whether the date would stand in the order of the text if its year were the other one.
fn fits(odd: &Dated, meant: i64, previous: &Dated, next: &Dated) -> bool {
    let (_, month, day) = odd.first.ymd();
    let Some(moved) = Day::from_ymd(meant, month, day) else {
        return false;
    };
    let from = previous.first.min(next.first).0 - SLACK;
    let to = previous.last.max(next.last).0 + SLACK;
    (from..=to).contains(&moved.0)
}
