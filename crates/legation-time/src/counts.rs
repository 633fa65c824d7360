//! Productions that count: durations, "the last two weeks", "three days later".

use legation_pack::time::{Anaphor, Slot, Unit, pointed_of};

use crate::codes;
use crate::produce::Slots;
use crate::value::{Amount, Base, DateOf, MonthOf, Pointer, Value, YearOf};

pub(crate) fn amount(slots: Slots<'_>) -> Option<Amount> {
    let about = slots.has(Slot::About) || slots.has(Slot::Approx);
    if let Some(unit) = slots.pair() {
        return Some(Amount {
            count: Some(2),
            unit,
            about,
        });
    }
    let count = if slots.has(Slot::Few) || slots.has(Slot::Some) && !slots.has(Slot::Count) {
        None
    } else {
        Some(slots.meaning(Slot::Count).unwrap_or(1))
    };
    if count.is_some_and(|c| c <= 0) {
        return None;
    }
    let unit = slots.unit()?;
    // "The 11th of this month", not eleven months: `11 החודש`.
    if slots.has(Slot::Count) && slots.get(Slot::Unit).is_some_and(|b| b.definite) {
        return None;
    }
    let mut units = slots
        .bounds
        .iter()
        .filter(|b| b.slot == Slot::Unit)
        .filter_map(|b| Unit::ALL.get(usize::try_from(b.meaning).ok()?).copied());
    if let (Some(piece), Some(of)) = (units.next(), units.next()) {
        let (count, unit) = piece_of(piece, of)?;
        return Some(Amount {
            count: Some(count),
            unit,
            about,
        });
    }
    // "A quarter", "half": of anything.
    if matches!(unit, Unit::Quarter | Unit::Half | Unit::Third) {
        return None;
    }
    Some(Amount { count, unit, about })
}

/// Half a year is six months, a quarter of a century 25 years.
fn piece_of(piece: Unit, of: Unit) -> Option<(i32, Unit)> {
    let (whole, unit) = match of {
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        _ => return None,
    };
    let parts = match piece {
        Unit::Half => 2,
        Unit::Quarter => 4,
        Unit::Third => 3,
        _ => return None,
    };
    (whole % parts == 0).then_some((whole / parts, unit))
}

pub(crate) fn pointer(slots: Slots<'_>) -> Option<Pointer> {
    if let Some(code) = slots.meaning(Slot::Pointed) {
        let (how, unit) = pointed_of(code)?;
        return Some(Pointer {
            unit,
            how,
            count: 1,
            extra: 0,
        });
    }
    let (unit, count) = match slots.pair() {
        Some(unit) => (unit, 2),
        None if slots.has(Slot::Few) => (slots.unit()?, 3),
        None if slots.unit().is_some() => (slots.unit()?, slots.meaning(Slot::Count).unwrap_or(1)),
        // "The same evening".
        None => (Unit::Day, 1),
    };
    (count > 0).then_some(Pointer {
        unit,
        how: slots.anaphor().unwrap_or(Anaphor::This),
        count,
        extra: i32::from(slots.has(Slot::Last)),
    })
}

/// Fills year and month from "of the same year", "next month".
pub(crate) fn apply_pointer(date: &mut DateOf, pointer: Pointer) -> bool {
    match pointer.unit {
        Unit::Year if date.year == YearOf::Hole => date.year = YearOf::Pointed(pointer),
        Unit::Month if date.month == MonthOf::Hole => date.month = MonthOf::Pointed(pointer),
        _ => return false,
    }
    true
}

pub(crate) fn shift(slots: Slots<'_>, back: bool, base: Base) -> Option<Value> {
    if let (Some(weekday), Some(count)) = (slots.small(Slot::Weekday), slots.meaning(Slot::Count)) {
        // "Three Fridays from now": weeks from the last one, or before the next.
        let day = DateOf {
            weekday: Some(weekday),
            how: Some(if back { Anaphor::This } else { Anaphor::Same }),
            ..DateOf::EMPTY
        };
        return Some(Value::Shift {
            amount: Amount {
                count: Some(count),
                unit: Unit::Week,
                about: false,
            },
            back,
            base: Base::Value(Box::new(Value::Date(day))),
        });
    }
    let amount = match slots.value(0) {
        Some(Value::Duration(amount)) => *amount,
        _ if slots.unit().is_some() => amount(slots)?,
        // One word for the day after.
        _ => Amount {
            count: Some(1),
            unit: Unit::Day,
            about: false,
        },
    };
    let base = if slots.has(Slot::Event) || slots.has_code(codes::EVENT) {
        Base::Event
    } else {
        match slots.value(1) {
            Some(value) => Base::Value(Box::new(value.clone())),
            None => base,
        }
    };
    Some(Value::Shift { amount, back, base })
}
