//! Dates in digits alone: `14-09-1432`, `2017 / 10 / 30`, `10/31/74`, `2/2013`.

use legation_pack::time::{Calendar, Era, Order, Slot};

use crate::calendar::day_in;
use crate::matcher::Bound;
use crate::value::{DateOf, MonthOf, Value, YearOf};

/// Years of the Hijri calendar that writers of today and of the last century can mean. No text of ours dates
/// days of the Gregorian fourteenth and fifteenth centuries in digits.
const HIJRI: std::ops::RangeInclusive<i32> = 1300..=1500;

/// The date that numbers with separators between them stand for.
pub(crate) fn make(bounds: &[Bound], era: Option<Era>, order: Order) -> Option<Value> {
    let numbers: Vec<(i32, u8)> = bounds
        .iter()
        .filter(|b| matches!(b.slot, Slot::Count | Slot::ToCount))
        .map(|b| (b.meaning, b.digits))
        .collect();
    if numbers.iter().any(|(_, digits)| *digits == 0) {
        return None;
    }
    let date = match numbers[..] {
        [(year, 4), (month, ..=2), (day, ..=2)] => three(YearOf::Known(year), month, day, era)
            .or_else(|| three(YearOf::Known(year), day, month, era)),
        [(a, ..=2), (b, ..=2), (year, digits @ (2 | 4))] => {
            let year = if digits == 4 {
                YearOf::Known(year)
            } else {
                YearOf::Short(u8::try_from(year).ok()?)
            };
            let day_first = || three(year, b, a, era);
            let month_first = || three(year, a, b, era);
            match order {
                Order::DayFirst => day_first().or_else(month_first),
                Order::MonthFirst => month_first().or_else(day_first),
            }
        }
        [(year @ 1000..=2199, 4), (month, ..=2)] => month_of_year(year, month),
        [(month, ..=2), (year @ 1000..=2199, 4)] => month_of_year(year, month),
        [(a, ..=2), (b, ..=2)] => {
            let day_first = || three(YearOf::Hole, b, a, None);
            let month_first = || three(YearOf::Hole, a, b, None);
            match order {
                Order::DayFirst => day_first().or_else(month_first),
                Order::MonthFirst => month_first().or_else(day_first),
            }
        }
        _ => None,
    };
    date.map(Value::Date)
}

fn month_of_year(year: i32, month: i32) -> Option<DateOf> {
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    Some(DateOf {
        year: YearOf::Known(year),
        month: MonthOf::Known(month),
        ..DateOf::EMPTY
    })
}

fn three(year: YearOf, month: i32, day: i32, era: Option<Era>) -> Option<DateOf> {
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    let calendar = match (era, year) {
        (Some(Era::Hijri), _) => Calendar::Islamic,
        (Some(Era::Julian), _) => Calendar::Julian,
        (Some(Era::Common), _) => Calendar::Gregory,
        (_, YearOf::Known(year)) if HIJRI.contains(&year) => Calendar::Islamic,
        _ => Calendar::Gregory,
    };
    let exists = match year {
        YearOf::Known(year) => day_in(calendar, year, month, day).is_some(),
        _ => day_in(Calendar::Gregory, 2000, month, day).is_some(),
    };
    exists.then_some(DateOf {
        calendar,
        year,
        month: MonthOf::Known(month),
        day: Some(day),
        ..DateOf::EMPTY
    })
}
