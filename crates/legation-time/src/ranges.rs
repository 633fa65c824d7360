//! Productions of two values: ranges, whose ends lend each other what they leave open, and dates in two calendars.

use legation_pack::time::{Calendar, Era, Slot, month_of};

use crate::matcher::Bound;
use crate::produce::{Slots, date, day_exists};
use crate::value::{Base, DateOf, MonthOf, Value, YearOf};

/// Two calendars side by side: the value of the Gregorian one, if the two can be the same.
pub(crate) fn witness(slots: Slots<'_>) -> Option<Value> {
    let (first, second) = (slots.value(0)?, slots.value(1)?);
    let (Value::Date(a), Value::Date(b)) = (first, second) else {
        return None;
    };
    if a.calendar == b.calendar {
        return None;
    }
    // The finer of the two, and the Gregorian one where both are as fine.
    let fine = |d: &DateOf| u8::from(d.day.is_some()) + u8::from(d.month != MonthOf::Hole);
    if fine(a) == 0 && fine(b) > 0 || fine(b) == 0 && fine(a) > 0 {
        return None;
    }
    let gregorian = if a.calendar == Calendar::Gregory {
        first
    } else {
        second
    };
    let other = if a.calendar == Calendar::Gregory {
        second
    } else {
        first
    };
    Some(match fine(a).cmp(&fine(b)) {
        std::cmp::Ordering::Greater if a.calendar != Calendar::Gregory => other.clone(),
        std::cmp::Ordering::Less if b.calendar != Calendar::Gregory => other.clone(),
        _ => gregorian.clone(),
    })
}

pub(crate) fn range(slots: Slots<'_>) -> Option<Value> {
    match (slots.value(0), slots.value(1)) {
        // "For ten days from the 18th".
        (Some(Value::Duration(amount)), Some(from))
        | (Some(from), Some(Value::Duration(amount))) => {
            let to = Value::Shift {
                amount: *amount,
                back: false,
                base: Base::Value(Box::new(from.clone())),
            };
            return Some(Value::Range(Box::new(from.clone()), Box::new(to)));
        }
        // "For four days", from the day spoken of.
        (Some(Value::Duration(amount)), None) => return Some(Value::During(*amount)),
        (Some(from), Some(to)) => return range_of(from, to),
        (Some(_), None) if !slots.has(Slot::ToYear) && !slots.has(Slot::Day) => return None,
        _ => {}
    }
    let mut weekdays = slots.bounds.iter().filter(|b| b.slot == Slot::Weekday);
    if let (Some(a), Some(b)) = (weekdays.next(), weekdays.next()) {
        // "Friday and Saturday" is a stretch where one follows the other.
        let day = |b: &Bound| {
            Some(Value::Date(DateOf {
                weekday: Some(u8::try_from(b.meaning).ok()?),
                ..DateOf::EMPTY
            }))
        };
        let next = (b.meaning - a.meaning).rem_euclid(7) == 1 && !slots.has(Slot::Day);
        return next
            .then_some(())
            .and_then(|()| Some(Value::Range(Box::new(day(a)?), Box::new(day(b)?))));
    }
    if slots.has(Slot::Year) && slots.has(Slot::ToYear) && !slots.has(Slot::Month) {
        let from = slots.meaning(Slot::Year)?;
        let to = slots.get(Slot::ToYear)?;
        let mut end = to.meaning;
        if to.digits == 2 {
            end += from.div_euclid(100) * 100;
        }
        let mut from = DateOf {
            year: YearOf::Known(from),
            ..DateOf::EMPTY
        };
        let mut to = DateOf {
            year: YearOf::Known(end),
            ..DateOf::EMPTY
        };
        match slots.era() {
            Some(Era::Hijri) => {
                from.calendar = Calendar::Islamic;
                to.calendar = Calendar::Islamic;
            }
            Some(Era::Before) => {
                let (YearOf::Known(a), YearOf::Known(b)) = (from.year, to.year) else {
                    return None;
                };
                from.year = YearOf::Known(1 - a);
                to.year = YearOf::Known(1 - b);
            }
            _ => {}
        }
        return range_of(&Value::Date(from), &Value::Date(to));
    }
    // Parts that stand once belong to both ends: "14-25 February 1956", "May-June 1955".
    let Some(Value::Date(whole)) = date(slots) else {
        return None;
    };
    let mut from = whole;
    let mut to = whole;
    if let Some(day) = slots.small(Slot::ToDay) {
        to.day = Some(day);
        if day <= whole.day? && !slots.has(Slot::ToMonth) {
            return None;
        }
    }
    if let Some(code) = slots.meaning(Slot::ToMonth) {
        let (calendar, month) = month_of(code);
        if calendar != whole.calendar {
            return None;
        }
        to.month = MonthOf::Known(month);
    }
    from.weekday = None;
    to.weekday = None;
    (from != to && day_exists(&from) && day_exists(&to))
        .then(|| Value::Range(Box::new(Value::Date(from)), Box::new(Value::Date(to))))
}

/// A range of two values; each takes from the other what it leaves open.
pub(crate) fn range_of(from: &Value, to: &Value) -> Option<Value> {
    let (mut from, mut to) = (from.clone(), to.clone());
    lend(&mut from, &to);
    lend(&mut to, &from);
    if let (Value::Date(a), Value::Date(b)) = (&from, &to) {
        if let (YearOf::Known(x), YearOf::Known(y)) = (a.year, b.year) {
            let months = |d: &DateOf| match d.month {
                MonthOf::Known(m) => i32::from(m) * 32 + i32::from(d.day.unwrap_or(0)),
                _ => 0,
            };
            if x > y || x == y && months(a) >= months(b) && (months(a) > 0 || months(b) == 0) {
                return None;
            }
        }
        // A bare number beside a day is no end of a range.
        if a.is_year() != b.is_year() && (a.day.is_some() || b.day.is_some()) {
            return None;
        }
    }
    Some(Value::Range(Box::new(from), Box::new(to)))
}

pub(crate) fn lend(open: &mut Value, from: &Value) {
    match (open, from) {
        (Value::Date(a), Value::Date(b)) => {
            if a.day.is_some() && a.month == MonthOf::Hole && b.day.is_some() {
                a.month = b.month;
                a.calendar = b.calendar;
            }
            if a.year == YearOf::Hole && a.calendar == b.calendar {
                a.year = b.year;
            }
        }
        (
            Value::Decade { start, century },
            Value::Decade {
                start: s,
                century: true,
            },
        ) if !*century => {
            *start += s.div_euclid(100) * 100;
            *century = true;
        }
        (Value::Part { of, .. }, Value::Part { of: other, .. }) => lend(of, other),
        (Value::Part { of, .. }, other) => lend(of, other),
        (open @ Value::Decade { .. }, Value::Part { of, .. }) => lend(open, of),
        (open @ Value::Date(_), Value::Part { of, .. }) => lend(open, of),
        (Value::Nth { of, .. }, Value::Nth { of: other, .. }) => lend(of, other),
        (Value::Season { year, .. }, Value::Season { year: y, .. }) if *year == YearOf::Hole => {
            *year = *y;
        }
        (Value::Season { year, .. }, Value::Date(d)) if *year == YearOf::Hole => *year = d.year,
        (Value::Date(d), Value::Season { year, .. }) if d.year == YearOf::Hole => d.year = *year,
        _ => {}
    }
}
