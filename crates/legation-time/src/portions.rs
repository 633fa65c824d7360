//! Productions of parts: seasons, early and late, halves and quarters, the n-th day or week, the last two weeks.

use legation_pack::time::{Anaphor, Part, Slot, Unit, part_of};

use crate::produce::Slots;
use crate::value::{DateOf, Nth, Pointer, Value, YearOf};

pub(crate) fn season(slots: Slots<'_>) -> Option<Value> {
    let season = slots.small(Slot::Season)?;
    let year = match slots.value(0) {
        Some(Value::Pointer(p)) if p.unit == Unit::Year => YearOf::Pointed(*p),
        Some(Value::Date(d)) if d.is_year() => d.year,
        Some(_) => return None,
        None => match (slots.meaning(Slot::Year), slots.meaning(Slot::ToYear)) {
            (Some(year), _) => YearOf::Known(year),
            _ => YearOf::Hole,
        },
    };
    Some(Value::Season {
        season,
        year,
        how: slots.anaphor(),
    })
}

pub(crate) fn part(slots: Slots<'_>) -> Option<Value> {
    if let Some(code) = slots.meaning(Slot::PartOf) {
        let (part, unit) = part_of(code)?;
        let of = Value::Pointer(Pointer {
            unit,
            how: Anaphor::Same,
            count: 1,
            extra: 0,
        });
        return Some(Value::Part {
            part,
            of: Box::new(of),
        });
    }
    let part = *Part::ALL.get(usize::try_from(slots.meaning(Slot::Part)?).ok()?)?;
    let of = match slots.value(0) {
        Some(value) => value.clone(),
        // "At the end of the year", of the one spoken of; "half a year" is none.
        None if slots.bounds.len() == 2 && slots.get(Slot::Unit).is_some_and(|b| !b.definite) => {
            return None;
        }
        None => Value::Pointer(Pointer {
            unit: slots.unit()?,
            how: Anaphor::Same,
            count: 1,
            extra: 0,
        }),
    };
    let whole = match &of {
        Value::Date(d) => d.day.is_none() && d.weekday.is_none(),
        Value::Pointer(p) => p.count == 1 && p.unit != Unit::Day,
        Value::Season { .. } | Value::Decade { .. } | Value::Century(_) => true,
        _ => false,
    };
    whole.then(|| Value::Part {
        part,
        of: Box::new(of),
    })
}

pub(crate) fn fraction(slots: Slots<'_>) -> Option<Value> {
    let unit = slots
        .unit()
        .or(Some(Unit::Quarter))
        .filter(|u| matches!(u, Unit::Quarter | Unit::Half | Unit::Third))?;
    let year = match (slots.meaning(Slot::Year), slots.small(Slot::ShortYear)) {
        (Some(year), _) => Some(YearOf::Known(year)),
        (_, Some(short)) => Some(YearOf::Short(short)),
        _ => None,
    }
    .map(|year| {
        Value::Date(DateOf {
            year,
            ..DateOf::EMPTY
        })
    });
    if slots.value(0).is_none() && year.is_none() && unit != Unit::Quarter {
        return None;
    }
    let of = slots
        .value(0)
        .cloned()
        .or(year)
        .unwrap_or(Value::Pointer(Pointer {
            unit: Unit::Year,
            how: Anaphor::This,
            count: 1,
            extra: 0,
        }));
    let number = if slots.has(Slot::Last) {
        match unit {
            Unit::Quarter => 4,
            Unit::Third => 3,
            _ => 2,
        }
    } else {
        slots
            .meaning(Slot::Ordinal)
            .or_else(|| slots.meaning(Slot::Count))?
    };
    let most = match unit {
        Unit::Quarter => 4,
        Unit::Third => 3,
        _ => 2,
    };
    (1..=most).contains(&number).then(|| Value::Fraction {
        unit,
        number,
        of: Box::new(of),
    })
}

pub(crate) fn nth(slots: Slots<'_>) -> Option<Value> {
    let ordinal = slots.meaning(Slot::Ordinal);
    let number = match (ordinal, slots.has(Slot::Last)) {
        (Some(n), true) => -n,
        (None, true) => -1,
        (Some(n), false) => n,
        (None, false) => return None,
    };
    let what = match (
        slots.small(Slot::Weekday),
        slots.pair().or(slots.unit_counted()),
    ) {
        (Some(day), _) => Nth::Weekday(day),
        (None, Some(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade))) => {
            Nth::Unit(unit)
        }
        _ => return None,
    };
    let same = |unit| {
        Value::Pointer(Pointer {
            unit,
            how: Anaphor::Same,
            count: 1,
            extra: 0,
        })
    };
    let of = match (slots.value(0), what) {
        (Some(value), _) => value.clone(),
        // "The first Monday of the month".
        (None, Nth::Weekday(_)) => same(slots.unit()?),
        // "The last two decades of it": of the century.
        (None, Nth::Unit(unit)) if slots.has(Slot::Thereof) => same(match unit {
            Unit::Decade | Unit::Year => Unit::Century,
            Unit::Month => Unit::Year,
            _ => Unit::Month,
        }),
        (None, Nth::Unit(_)) => same(slots.whole()?),
    };
    let size = |unit: Unit| match unit {
        Unit::Day => 0,
        Unit::Week => 1,
        Unit::Month => 2,
        Unit::Year => 3,
        Unit::Decade => 4,
        Unit::Century => 5,
        _ => 6,
    };
    let smaller = |than: Unit| !matches!(what, Nth::Unit(unit) if size(unit) >= size(than));
    let fits = match &of {
        Value::Date(d) => {
            d.day.is_none()
                && d.weekday.is_none()
                && smaller(if d.is_year() { Unit::Year } else { Unit::Month })
        }
        Value::Pointer(p) => p.unit != Unit::Day && smaller(p.unit),
        Value::Century(_) | Value::Decade { .. } => true,
        _ => false,
    };
    if !fits {
        return None;
    }
    let one = |number| Value::Nth {
        number,
        what,
        of: Box::new(of.clone()),
    };
    let count = match slots.pair() {
        Some(_) => Some(2),
        None => slots.meaning(Slot::Count).filter(|_| slots.has(Slot::Some)),
    };
    match count {
        None => Some(one(number)),
        // "The first three months", "the last two weeks".
        Some(count @ 2..=99) => Some(match number {
            1 => Value::Range(Box::new(one(1)), Box::new(one(count))),
            -1 => Value::Range(Box::new(one(-count)), Box::new(one(-1))),
            _ => return None,
        }),
        _ => None,
    }
}
