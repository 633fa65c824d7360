//! Parts of a stretch: early, mid and late, halves and quarters, the n-th day or week.

use legation_model::Day;
use legation_pack::time::{Part, Unit};

use crate::calendar::{Grain, Point, Stretch};
use crate::resolve::grain_of;
use crate::value::Nth;

pub(crate) fn part_of(part: Part, whole: Stretch) -> Option<Stretch> {
    let Some(point) = whole.point() else {
        // A stretch of days: a week, a month of another calendar.
        let (from, to) = (whole.first_day()?, whole.last_day()?);
        let days = to.0 - from.0 + 1;
        let third = (days + 2) / 3;
        let (a, b) = match part {
            Part::Early => (0, third - 1),
            Part::Mid => (third, days - third - 1),
            Part::Late => (days - third, days - 1),
            Part::FirstHalf => (0, days / 2 - 1),
            Part::SecondHalf => (days / 2, days - 1),
        };
        return Some(Stretch::of_days((Day(from.0 + a), Day(from.0 + b))));
    };
    let year = point.year;
    let months = |a: u8, b: u8| {
        Some(Stretch::between(
            Point::month(year, a),
            Point::month(year, b),
        ))
    };
    let years = |a: i32, b: i32| {
        Some(Stretch::between(
            Point::year(year + a),
            Point::year(year + b),
        ))
    };
    match (point.grain, part) {
        (Grain::Day, _) => Some(whole),
        (Grain::Season, _) => Some(whole),
        (Grain::Month, _) => {
            let (_, last) = point.days()?;
            let (_, _, last) = last.ymd();
            let (a, b) = match part {
                Part::Early => (1, 10),
                Part::Mid => (11, 20),
                Part::Late => (21, last),
                Part::FirstHalf => (1, 15),
                Part::SecondHalf => (16, last),
            };
            Some(Stretch::between(
                Point::ymd(year, point.month, a)?,
                Point::ymd(year, point.month, b)?,
            ))
        }
        (Grain::Year, Part::Early) => months(1, 4),
        (Grain::Year, Part::Mid) => months(5, 8),
        (Grain::Year, Part::Late) => months(9, 12),
        (Grain::Year, Part::FirstHalf) => months(1, 6),
        (Grain::Year, Part::SecondHalf) => months(7, 12),
        (Grain::Decade, Part::Early) => years(0, 3),
        (Grain::Decade, Part::Mid) => years(4, 6),
        (Grain::Decade, Part::Late) => years(7, 9),
        (Grain::Decade, Part::FirstHalf) => years(0, 4),
        (Grain::Decade, Part::SecondHalf) => years(5, 9),
        (Grain::Century, Part::Early) => years(0, 33),
        (Grain::Century, Part::Mid) => years(34, 66),
        (Grain::Century, Part::Late) => years(67, 99),
        (Grain::Century, Part::FirstHalf) => years(0, 49),
        (Grain::Century, Part::SecondHalf) => years(50, 99),
    }
}

pub(crate) fn fraction_of(unit: Unit, number: i32, whole: Stretch) -> Option<Stretch> {
    let pieces = match unit {
        Unit::Quarter => 4,
        Unit::Third => 3,
        _ => 2,
    };
    let point = whole.point()?;
    let index = number - 1;
    match point.grain {
        Grain::Year => {
            let months = 12 / pieces;
            let first = u8::try_from(index * months + 1).ok()?;
            let last = u8::try_from((index + 1) * months).ok()?;
            Some(Stretch::between(
                Point::month(point.year, first),
                Point::month(point.year, last),
            ))
        }
        Grain::Century | Grain::Decade => {
            let years = if point.grain == Grain::Century {
                100
            } else {
                10
            };
            let first = point.year + index * years / pieces;
            let last = point.year + (index + 1) * years / pieces - 1;
            Some(Stretch::between(Point::year(first), Point::year(last)))
        }
        Grain::Month => match (unit, number) {
            (Unit::Half, 1) => part_of(Part::FirstHalf, whole),
            (Unit::Half, _) => part_of(Part::SecondHalf, whole),
            (Unit::Third, 1) => part_of(Part::Early, whole),
            (Unit::Third, 2) => part_of(Part::Mid, whole),
            (Unit::Third, _) => part_of(Part::Late, whole),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn week_of(day: Day) -> Stretch {
    let monday = day.0 - i64::from(day.weekday());
    Stretch::of_days((Day(monday), Day(monday + 6)))
}

pub(crate) fn nth_of(number: i32, what: Nth, whole: Stretch) -> Option<Stretch> {
    let (first, last) = (whole.first_day()?, whole.last_day()?);
    let inside = |s: Stretch| (s.first_day()? >= first && s.last_day()? <= last).then_some(s);
    match what {
        Nth::Weekday(weekday) => {
            let from_first = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
            let from_last = (i64::from(last.weekday()) - i64::from(weekday)).rem_euclid(7);
            let day = if number > 0 {
                first.0 + from_first + i64::from(number - 1) * 7
            } else {
                last.0 - from_last + i64::from(number + 1) * 7
            };
            inside(Stretch::at(Point::day(Day(day))))
        }
        Nth::Unit(Unit::Day) => {
            let day = if number > 0 {
                first.0 + i64::from(number - 1)
            } else {
                last.0 + i64::from(number + 1)
            };
            inside(Stretch::at(Point::day(Day(day))))
        }
        Nth::Unit(Unit::Week) => {
            // Whole weeks, Monday to Sunday, inside the stretch.
            let from_first = (7 - i64::from(first.weekday())).rem_euclid(7);
            let from_last = (i64::from(last.weekday()) + 1) % 7;
            let monday = if number > 0 {
                first.0 + from_first + i64::from(number - 1) * 7
            } else {
                last.0 - from_last - 6 + i64::from(number + 1) * 7
            };
            inside(week_of(Day(monday)))
        }
        Nth::Unit(unit @ (Unit::Month | Unit::Year | Unit::Decade)) => {
            let grain = grain_of(unit)?;
            let point = if number > 0 {
                Point::day(first).coarser(grain)?.shifted(number - 1)?
            } else {
                Point::day(last).coarser(grain)?.shifted(number + 1)?
            };
            inside(Stretch::at(point))
        }
        Nth::Unit(_) => None,
    }
}
