//! The year of a date that does not say it, and the day of a weekday that stands alone.

use legation_model::Day;
use legation_pack::time::{Anaphor, Calendar};

use crate::calendar::{Grain, Point, Stretch, day_in};
use crate::resolve::Context;

/// How many months back a date may lie before it is taken for next year's.
pub(crate) const MONTHS_BACK: i32 = 3;

/// Years are given in full elsewhere: two digits mean the century of the narrative.
pub(crate) fn full_year(short: u8, context: &Context) -> i32 {
    let short = i32::from(short);
    let Some(base) = context.reference.or(context.frame).map(|p| p.year) else {
        return if short <= 30 {
            2000 + short
        } else {
            1900 + short
        };
    };
    let century = base.div_euclid(100) * 100;
    [century - 100, century, century + 100]
        .into_iter()
        .map(|c| c + short)
        .filter(|y| *y <= base + 20)
        .min_by_key(|y| (y - base).abs())
        .unwrap_or(century + short)
}

pub(crate) fn century_of_decade(start: i32, context: &Context) -> i32 {
    let base = context.year().unwrap_or(1990);
    let century = base.div_euclid(100) * 100;
    // "The twenties" of a text on 1965 are its own century's; "the nineties" for one of 2005 are behind it.
    let ahead = century + start - base;
    if ahead > 0 && ahead >= 100 - ahead {
        century - 100
    } else {
        century
    }
}

/// The year of a month that stands without one.
pub(crate) fn inherited_year(
    month: u8,
    day: Option<u8>,
    how: Option<Anaphor>,
    context: &Context,
) -> Option<i32> {
    if let Some(how) = how {
        return pointed_year(month, day, how, context);
    }
    let Some(frame) = context.frame else {
        let reference = context.reference?;
        let year = year_by_reference(month, day, None, reference);
        // A text that is nothing but a date speaks of what is to come.
        let passed = context.whole && (1..reference.month).contains(&month);
        return Some(year + i32::from(passed));
    };
    // A report of the day: the month is the last or the next of its name, whichever is nearer by far.
    if let Some(today) = context.today().filter(|_| context.frame.is_some()) {
        let (year, now, _) = today.ymd();
        let year = i32::try_from(year).ok()?;
        return Some(match i32::from(month) - i32::from(now) {
            FAR.. => year - 1,
            ahead if ahead <= -FAR => year + 1,
            _ => year,
        });
    }
    // The month just spoken of, or the next, is of the year just spoken of, in an aside or not.
    if context.same_sentence
        && let Some(last) = context.spoken.and_then(|s| s.to)
        && matches!(last.month, 1..=12)
    {
        match i32::from(month) - i32::from(last.month) {
            0 | 1 => return Some(last.year),
            // December, then January.
            -11 => return Some(last.year + 1),
            _ => {}
        }
    }
    let before = i32::from(frame.month) - i32::from(month);
    let back = context.goes_on && matches!(frame.month, 1..=12) && before >= MONTHS_BACK;
    if back && !overtaken(frame.year, month, context.next) {
        return Some(frame.year + 1);
    }
    Some(frame.year)
}

/// How many months away a month of a report is rather the one on the other side.
const FAR: i32 = 9;

/// Whether the month in the next year would overtake the next date that the story states in full.
pub(crate) fn overtaken(year: i32, month: u8, next: Option<Day>) -> bool {
    let first = |year: i32| Point::month(year, month).days().map(|(day, _)| day);
    match (next, first(year), first(year + 1)) {
        (Some(next), Some(here), Some(there)) => here <= next && next < there,
        _ => false,
    }
}

/// The year of "that June", "the following June", "last June".
pub(crate) fn pointed_year(
    month: u8,
    day: Option<u8>,
    how: Anaphor,
    context: &Context,
) -> Option<i32> {
    let told = context.spoken.and_then(|s| s.to).or(context.frame);
    let by_writing = matches!(how, Anaphor::This | Anaphor::Next | Anaphor::Last);
    if let Some(reference) = context.reference.filter(|_| by_writing || told.is_none()) {
        return Some(year_by_reference(month, day, Some(how), reference));
    }
    let base = told?;
    let now = if matches!(base.month, 1..=12) {
        base.month
    } else {
        0
    };
    Some(match how {
        Anaphor::Following | Anaphor::Next if month <= now || now == 0 => base.year + 1,
        Anaphor::Previous | Anaphor::Last if month >= now => base.year - 1,
        _ => base.year,
    })
}

pub(crate) fn year_by_reference(
    month: u8,
    day: Option<u8>,
    how: Option<Anaphor>,
    reference: Point,
) -> i32 {
    let (now, today) = match reference.grain {
        Grain::Day | Grain::Month => (reference.month, reference.day),
        _ => return reference.year,
    };
    let passed = (month, day.unwrap_or(0)) < (now, if day.is_some() { today } else { 0 });
    match how {
        Some(Anaphor::Next | Anaphor::Following) if passed || month == now => reference.year + 1,
        Some(Anaphor::Last | Anaphor::Previous) if !passed => reference.year - 1,
        Some(_) => reference.year,
        // In January the last December is meant, in December the next January.
        None if now == 1 && month == 12 => reference.year - 1,
        None if now == 12 && month == 1 => reference.year + 1,
        None => reference.year,
    }
}

pub(crate) fn agreeing_year(year: i32, month: u8, day: u8, weekday: u8) -> Option<i32> {
    [0, 1, -1, 2, -2]
        .into_iter()
        .map(|n| year + n)
        .find(|y| day_in(Calendar::Gregory, *y, month, day).is_some_and(|d| d.weekday() == weekday))
}

/// The next month, counted from the one given, in which a day falls on a weekday.
pub(crate) fn agreeing_month(base: Point, day: u8, weekday: u8) -> Option<Stretch> {
    let first = Point::month(base.year, base.month);
    (0..12)
        .filter_map(|n| first.shifted(n))
        .filter_map(|m| Point::ymd(m.year, m.month, day))
        .find(|p| p.days().is_some_and(|(d, _)| d.weekday() == weekday))
        .map(Stretch::at)
}

pub(crate) fn weekday_alone(
    weekday: u8,
    how: Option<Anaphor>,
    context: &Context,
) -> Option<Stretch> {
    let on_or_after = |day: Day| {
        let ahead = (i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7);
        Day(day.0 + ahead)
    };
    let reference = context.reference.filter(|p| p.grain == Grain::Day);
    let day_of = |p: Point| p.days().map(|(d, _)| d);
    if let (None, Some(frame), None) = (
        how,
        context.frame.filter(|p| p.grain == Grain::Day),
        context.today(),
    ) {
        // The story goes on within days of where it stands; the day it stands at may be named again.
        return day_of(frame).map(|d| Stretch::at(Point::day(on_or_after(d))));
    }
    if matches!(how, Some(Anaphor::Following | Anaphor::Previous))
        && let Some(base) = context.narrative(Grain::Day).and_then(day_of)
    {
        let day = match how {
            Some(Anaphor::Previous) => Day(on_or_after(Day(base.0 - 7)).0),
            _ => on_or_after(Day(base.0 + 1)),
        };
        return Some(Stretch::at(Point::day(day)));
    }
    let today = day_of(reference?)?;
    let week = Day(today.0 - i64::from(today.weekday()));
    let day = match how {
        Some(Anaphor::Last | Anaphor::Previous) => on_or_after(Day(today.0 - 7)),
        // "Next" is in the coming week unless the day of this one is still far.
        Some(Anaphor::Next | Anaphor::Following) => {
            let soon = on_or_after(Day(today.0 + 1));
            if soon.0 - today.0 <= 4 && soon.0 < week.0 + 7 {
                Day(soon.0 + 7)
            } else {
                soon
            }
        }
        Some(Anaphor::Same) => on_or_after(Day(today.0 - 6)),
        Some(_) => on_or_after(Day(today.0)),
        None if context.whole => on_or_after(Day(today.0 + 1)),
        None => on_or_after(Day(today.0 - 6)),
    };
    Some(Stretch::at(Point::day(day)))
}
