//! Dates that break the order of the text around them, and periods that end beside the events that bound them.

use legation_model::{Bounds, Day, DisagreementKind, TieKind, WhenFrom};

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

/// Whether a year can be a slip for another.
type Slip = fn(i64, i64) -> bool;

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
            let year = odd.first.ymd().0;
            // Where the text moves on to another time behind the date, the way up to it must be told all the closer, and
            // the slip be one that nothing else explains: a look back by ten years is no slip, exchanged digits are.
            let (around, slip): (Vec<&Dated>, Slip) = match after.first() {
                Some(next) if next.first.ymd().0.abs_diff(middle(&before)) <= 1 => {
                    (before.iter().chain(&after).copied().collect(), is_slip)
                }
                _ => (before.clone(), is_exchange),
            };
            let Some(previous) = before.first() else {
                continue;
            };
            let middle = middle(&around);
            let together = around.iter().all(|d| d.first.ymd().0.abs_diff(middle) <= 1);
            if around.len() < AROUND || !together || (year - middle).abs() < OFF {
                continue;
            }
            let next = after.first().filter(|_| around.len() > before.len());
            let meant = [Some(*previous), next.copied()]
                .into_iter()
                .flatten()
                .map(|d| d.first.ymd().0)
                .find(|meant| slip(year, *meant) && fits(odd, *meant, previous, next.copied()));
            if let Some(meant) = meant {
                let fact = self.fact(odd.fact);
                let mut facts = vec![odd.fact, previous.fact];
                facts.extend(next.map(|d| d.fact));
                let dates: Vec<&str> = facts[1..]
                    .iter()
                    .map(|n| self.when(self.fact(*n)))
                    .collect();
                found.push(Found {
                    kind: DisagreementKind::Narrative,
                    about: self.about(fact),
                    sentence: format!(
                        "{} is dated {} beside sentences dated {}: the year may be a slip for {meant}.",
                        self.told(fact),
                        self.when(fact),
                        dates.join(" and "),
                    ),
                    facts,
                    because: "told-first",
                    apart: gap(Some(odd.days), Some(previous.days)),
                });
            }
        }
    }

    /// The sentences of a document that date what they tell, each once, in order.
    fn dated_sentences(&self, parts: &[Part]) -> Vec<Dated> {
        let mut dated: Vec<Dated> = parts
            .iter()
            .filter_map(|part| {
                let fact = self.fact(part.fact);
                let date = self.facts.date(fact)?;
                let days = date.bounds;
                let own = matches!(fact.when_from, Some(WhenFrom::Clause | WhenFrom::Sentence));
                if !own
                    || date.shape != Shape::Point
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

/// The year in the middle of those of some dates; 0 where there are none.
fn middle(dates: &[&Dated]) -> i64 {
    let mut years: Vec<i64> = dates.iter().map(|d| d.first.ymd().0).collect();
    years.sort_unstable();
    years.get(years.len() / 2).copied().unwrap_or(0)
}

/// The places at which two years differ, and whether they have as many digits.
fn wrong_digits(year: i64, meant: i64) -> Option<Vec<(u8, u8)>> {
    let (a, b) = (format!("{year:04}"), format!("{meant:04}"));
    let pairs = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b);
    (a.len() == b.len()).then(|| pairs.collect())
}

/// Whether a year is another with two digits exchanged.
fn is_exchange(year: i64, meant: i64) -> bool {
    matches!(wrong_digits(year, meant).as_deref(), Some([x, y]) if x.0 == y.1 && x.1 == y.0)
}

/// Whether a year is another with one digit wrong or two digits exchanged.
fn is_slip(year: i64, meant: i64) -> bool {
    is_exchange(year, meant) || wrong_digits(year, meant).is_some_and(|wrong| wrong.len() == 1)
}

/// Whether the date would stand in the order of the text if its year were the other one.
fn fits(odd: &Dated, meant: i64, previous: &Dated, next: Option<&Dated>) -> bool {
    let (_, month, day) = odd.first.ymd();
    let Some(moved) = Day::from_ymd(meant, month, day) else {
        return false;
    };
    let next = next.unwrap_or(previous);
    let from = previous.first.min(next.first).0 - SLACK;
    let to = previous.last.max(next.last).0 + SLACK;
    (from..=to).contains(&moved.0)
}
