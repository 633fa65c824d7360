//! Productions: what the elements of a matched pattern mean together.

use legation_pack::time::{
    Anaphor, Calendar, Era, Make, Order, Part, Slot, Unit, class, month_of, part_of, pointed_of,
};

use crate::calendar::day_in;
use crate::lattice::Needs;
use crate::matcher::{Bound, Strength};
use crate::numeric;
use crate::value::{Amount, Base, DateOf, MonthOf, Nth, Operator, Pointer, Value, YearOf};

/// The bound elements by slot.
#[derive(Clone, Copy)]
pub(crate) struct Slots<'a> {
    bounds: &'a [Bound],
    values: &'a [Value],
}

impl<'a> Slots<'a> {
    fn get(self, slot: Slot) -> Option<Bound> {
        self.bounds.iter().find(|b| b.slot == slot).copied()
    }

    fn meaning(self, slot: Slot) -> Option<i32> {
        self.get(slot).map(|b| b.meaning)
    }

    fn small(self, slot: Slot) -> Option<u8> {
        self.meaning(slot).and_then(|n| u8::try_from(n).ok())
    }

    fn has(self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    /// The n-th value that lower rules found.
    fn value(self, n: usize) -> Option<&'a Value> {
        let index = self.bounds.iter().filter_map(|b| b.value).nth(n)?;
        self.values.get(index as usize)
    }

    fn unit(self) -> Option<Unit> {
        Unit::ALL
            .get(usize::try_from(self.meaning(Slot::Unit).or(self.meaning(Slot::Some))?).ok()?)
            .copied()
    }

    fn pair(self) -> Option<Unit> {
        Unit::ALL
            .get(usize::try_from(self.meaning(Slot::Pair)?).ok()?)
            .copied()
    }

    fn anaphor(self) -> Option<Anaphor> {
        Anaphor::ALL
            .get(usize::try_from(self.meaning(Slot::Anaphor)?).ok()?)
            .copied()
    }

    pub(crate) fn era(self) -> Option<Era> {
        Era::ALL
            .get(usize::try_from(self.meaning(Slot::Era)?).ok()?)
            .copied()
    }
}

/// The value of a match, or `None` where its parts do not fit together.
pub(crate) fn make(make: Make, bounds: &[Bound], values: &[Value], order: Order) -> Option<Value> {
    let slots = Slots { bounds, values };
    let inner = || slots.value(0).cloned();
    let open = |operator| {
        inner()
            .filter(|v| !matches!(v, Value::Open(..)))
            .map(|v| Value::Open(operator, Box::new(v)))
    };
    match make {
        Make::Duration => amount(slots).map(Value::Duration),
        // "The last years", "those days": no one knows how many.
        Make::Period
            if slots.has(Slot::Some) && !slots.has(Slot::Count) && !slots.has(Slot::Few) =>
        {
            Some(Value::Vague)
        }
        Make::Period => pointer(slots)
            .filter(|p| !matches!(p.unit, Unit::Half | Unit::Third))
            .map(Value::Pointer),
        Make::Decade => decade(slots),
        Make::Century => century(slots),
        Make::Deictic => slots.meaning(Slot::Deictic).map(Value::Deictic),
        Make::Vague => Some(Value::Vague),
        Make::Spoken => Some(Value::Spoken),
        Make::Numeric => numeric::make(bounds, slots.era(), order),
        Make::Date => date(slots),
        Make::Season => season(slots),
        Make::Part => part(slots),
        Make::Fraction => fraction(slots),
        Make::Nth => nth(slots),
        Make::WeekOf => inner().map(|v| Value::WeekOf(Box::new(v))),
        Make::Witness => witness(slots),
        Make::Range => range(slots),
        Make::Later => shift(slots, false, Base::Narrative),
        Make::Earlier => shift(slots, true, Base::Narrative),
        Make::Ago => shift(slots, true, Base::Writing),
        Make::Ahead => shift(slots, false, Base::Writing),
        Make::Within => inner(),
        Make::Since => open(Operator::Since),
        Make::Until => open(Operator::Until),
        Make::Before => open(Operator::Before),
        Make::After => open(Operator::After),
        Make::About => open(Operator::About),
        Make::Perhaps => open(Operator::Perhaps),
        Make::Only => inner().or(Some(Value::Vague)),
        Make::Nothing => Some(Value::Nothing),
    }
}

/// How much the match needs to be believed.
pub(crate) fn strength(make: Make, value: &Value, bounds: &[Bound]) -> Strength {
    match (make, value) {
        (Make::Nothing, _) => Strength::Strong,
        (Make::Date, Value::Date(d)) => {
            let said = bounds.iter().filter(|b| b.slot != Slot::None).count();
            let alone = bounds.len() == 1;
            // "One", "first": days of the week only with the article or a word for day.
            let ordinal_weekday =
                d.weekday.is_some() && alone && bounds.iter().all(|b| b.weak && !b.definite);
            // "14th April 15": fifteen of something, in prose.
            let short = bounds.len() > 1
                && bounds[bounds.len() - 1].slot == Slot::ShortYear
                && bounds[bounds.len() - 2].slot == Slot::Month;
            if ordinal_weekday
                || short
                || d.day.is_some() && d.month == MonthOf::Hole && d.weekday.is_none()
            {
                Strength::Bare
            } else if alone
                && (d.is_year() || d.month != MonthOf::Hole || bounds.iter().all(|b| b.weak))
            {
                if bounds
                    .iter()
                    .any(|b| b.digits == 0 && b.class == class::NUMBER)
                {
                    Strength::Bare
                } else {
                    Strength::Weak
                }
            } else if said == 1 && bounds.iter().all(|b| b.slot == Slot::None || b.weak)
                || bounds[0].weak
                    && !bounds[0].capital
                    && bounds[0].slot == Slot::Month
                    && d.year == YearOf::Hole
                    && d.day.is_some()
            {
                Strength::Weak
            } else {
                Strength::Strong
            }
        }
        // "Days" alone says nothing.
        (Make::Duration, Value::Duration(a)) if a.count.is_none() && bounds.len() == 1 => {
            Strength::Bare
        }
        (Make::Part, _) if bounds.len() == 1 => Strength::Bare,
        (Make::Numeric, Value::Date(d)) if d.year == YearOf::Hole => Strength::Bare,
        (Make::Numeric, Value::Date(d)) if d.day.is_none() => Strength::Weak,
        (Make::Season | Make::Decade | Make::Deictic | Make::Vague, _)
            if bounds
                .iter()
                .filter(|b| b.slot != Slot::None)
                .all(|b| b.weak)
                && !bounds.is_empty() =>
        {
            if bounds.iter().any(|b| b.weak) {
                Strength::Weak
            } else {
                Strength::Strong
            }
        }
        _ => Strength::Strong,
    }
}

fn amount(slots: Slots<'_>) -> Option<Amount> {
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
    // "A quarter", "half": of anything.
    if matches!(unit, Unit::Quarter | Unit::Half | Unit::Third) {
        return None;
    }
    Some(Amount { count, unit, about })
}

fn pointer(slots: Slots<'_>) -> Option<Pointer> {
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

fn decade(slots: Slots<'_>) -> Option<Value> {
    let (start, full) = match slots.get(Slot::DecadeYear) {
        Some(b) => (b.meaning, b.digits == 4),
        None => (slots.meaning(Slot::Decade)?, false),
    };
    if full {
        return Some(Value::Decade {
            start,
            century: true,
        });
    }
    match slots.value(0) {
        Some(Value::Century(c)) => Some(Value::Decade {
            start: c + start,
            century: true,
        }),
        // "The fifties of the last century", written in this one.
        Some(Value::Pointer(p)) if p.unit == Unit::Century => Some(Value::Decade {
            start: start
                + if matches!(p.how, Anaphor::Last | Anaphor::Previous) {
                    1900
                } else {
                    2000
                },
            century: true,
        }),
        Some(_) => None,
        None => Some(Value::Decade {
            start,
            century: false,
        }),
    }
}

fn century(slots: Slots<'_>) -> Option<Value> {
    let number = slots
        .meaning(Slot::Ordinal)
        .or_else(|| slots.meaning(Slot::Count))
        .filter(|n| (1..=30).contains(n))?;
    match slots.era() {
        Some(Era::Before) => Some(Value::Century(-number * 100)),
        Some(Era::Hijri | Era::Hebrew) => None,
        _ => Some(Value::Century((number - 1) * 100)),
    }
}

/// Fills year and month from "of the same year", "next month".
fn apply_pointer(date: &mut DateOf, pointer: Pointer) -> bool {
    match pointer.unit {
        Unit::Year if date.year == YearOf::Hole => date.year = YearOf::Pointed(pointer),
        Unit::Month if date.month == MonthOf::Hole => date.month = MonthOf::Pointed(pointer),
        _ => return false,
    }
    true
}

fn date(slots: Slots<'_>) -> Option<Value> {
    let mut date = DateOf::EMPTY;
    let mut gregorian_year = false;
    if let Some(code) = slots.meaning(Slot::Month) {
        let (calendar, month) = month_of(code);
        date.calendar = calendar;
        date.month = MonthOf::Known(month);
    } else if let Some(month) = slots.small(Slot::MonthNumber) {
        date.month = MonthOf::Known(month);
    }
    date.day = slots.small(Slot::Day);
    date.weekday = slots.small(Slot::Weekday);
    let needs = slots.get(Slot::Month).map_or(Needs::Nothing, |b| b.needs);
    date.how = slots.anaphor();
    date.again = slots.has(Slot::AfterNext);
    if date.again {
        date.how = Some(Anaphor::Next);
    }
    if let Some(year) = slots.meaning(Slot::Year) {
        date.year = YearOf::Known(year);
    } else if let Some(year) = slots.small(Slot::ShortYear) {
        date.year = YearOf::Short(year);
    } else if let Some(year) = slots.meaning(Slot::LetterYear) {
        let year = if year < 1000 { year + 5000 } else { year };
        date.year = YearOf::Known(year);
        if date.month == MonthOf::Hole {
            date.calendar = Calendar::Hebrew;
        }
    }
    match (slots.era(), date.year) {
        (Some(Era::Common), _) => gregorian_year = true,
        (Some(Era::Before), YearOf::Known(year)) => date.year = YearOf::Known(1 - year),
        (Some(Era::Hijri), _) if date.calendar == Calendar::Gregory => {
            if date.month != MonthOf::Hole && slots.has(Slot::Month) {
                return None;
            }
            date.calendar = Calendar::Islamic;
        }
        (Some(Era::Hebrew), _) if date.month == MonthOf::Hole => date.calendar = Calendar::Hebrew,
        (Some(Era::Julian), _) => date.calendar = Calendar::Julian,
        (Some(Era::Before), _) => return None,
        _ => {}
    }
    // An everyday word after which a number comes counts, it does not date.
    if needs == Needs::Day && slots.bounds.first().is_some_and(|b| b.slot == Slot::Month) {
        return None;
    }
    if date.day.is_none()
        && (needs == Needs::Day || needs == Needs::Number && date.year == YearOf::Hole)
    {
        return None;
    }
    if slots.has(Slot::Thereof) {
        date.month = MonthOf::Pointed(Pointer {
            unit: Unit::Month,
            how: Anaphor::Same,
            count: 1,
            extra: 0,
        });
    }
    match slots.value(0) {
        Some(Value::Pointer(p))
            if p.unit == Unit::Week && date.weekday.is_some() && date.day.is_none() =>
        {
            return Some(Value::Nth {
                number: 1,
                what: Nth::Weekday(date.weekday?),
                of: Box::new(Value::Pointer(*p)),
            });
        }
        Some(Value::Pointer(p)) => {
            if !apply_pointer(&mut date, *p) {
                return None;
            }
        }
        // "March in two years".
        Some(Value::Duration(Amount {
            count: Some(count),
            unit: Unit::Year,
            ..
        })) if date.year == YearOf::Hole => {
            date.year = YearOf::Pointed(Pointer {
                unit: Unit::Year,
                how: Anaphor::Next,
                count: 1,
                extra: count - 1,
            });
        }
        Some(Value::Date(year)) if year.is_year() && date.year == YearOf::Hole => {
            date.year = year.year;
            gregorian_year = true;
        }
        Some(_) => return None,
        None => {}
    }
    if date.calendar == Calendar::Islamic
        && gregorian_year
        && matches!(date.year, YearOf::Known(y) if y < 1600)
    {
        return None;
    }
    // A year that only the Hebrew calendar has reached.
    if let (Calendar::Gregory, YearOf::Known(2200..), MonthOf::Hole) =
        (date.calendar, date.year, date.month)
    {
        if slots.bounds.len() == 1 {
            return None;
        }
        date.calendar = Calendar::Hebrew;
    }
    if let YearOf::Known(year) = date.year {
        let fits = match date.calendar {
            Calendar::Gregory | Calendar::Julian => year < 2200,
            _ => true,
        };
        if !fits {
            return None;
        }
    }
    day_exists(&date).then_some(Value::Date(date))
}

/// Whether the day can exist in the month as far as both are known.
pub(crate) fn day_exists(date: &DateOf) -> bool {
    let (Some(day), MonthOf::Known(month)) = (date.day, date.month) else {
        return date.day.is_none_or(|d| (1..=31).contains(&d));
    };
    match (date.calendar, date.year) {
        (Calendar::Gregory | Calendar::Julian, YearOf::Known(year)) => {
            day_in(date.calendar, year, month, day).is_some()
        }
        // A leap year, so that 29 February is allowed.
        (Calendar::Gregory | Calendar::Julian, _) => {
            day_in(Calendar::Gregory, 2000, month, day).is_some()
        }
        _ => (1..=30).contains(&day),
    }
}

fn season(slots: Slots<'_>) -> Option<Value> {
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

fn part(slots: Slots<'_>) -> Option<Value> {
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
        // "At the end of the year", of the one spoken of.
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

fn fraction(slots: Slots<'_>) -> Option<Value> {
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

fn nth(slots: Slots<'_>) -> Option<Value> {
    let ordinal = slots.meaning(Slot::Ordinal);
    let number = match (ordinal, slots.has(Slot::Last)) {
        (Some(n), true) => -n,
        (None, true) => -1,
        (Some(n), false) => n,
        (None, false) => return None,
    };
    let what = match (slots.small(Slot::Weekday), slots.unit()) {
        (Some(day), _) => Nth::Weekday(day),
        (None, Some(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade))) => {
            Nth::Unit(unit)
        }
        _ => return None,
    };
    let of = match (slots.value(0), what) {
        (Some(value), _) => value.clone(),
        // "The first Monday of the month".
        (None, Nth::Weekday(_)) => Value::Pointer(Pointer {
            unit: slots.unit()?,
            how: Anaphor::Same,
            count: 1,
            extra: 0,
        }),
        _ => return None,
    };
    let fits = match &of {
        Value::Date(d) => d.day.is_none() && d.weekday.is_none(),
        Value::Pointer(p) => p.unit != Unit::Day,
        Value::Century(_) | Value::Decade { .. } => true,
        _ => false,
    };
    fits.then(|| Value::Nth {
        number,
        what,
        of: Box::new(of),
    })
}

/// Two calendars side by side: the value of the Gregorian one, if the two can be the same.
fn witness(slots: Slots<'_>) -> Option<Value> {
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

fn range(slots: Slots<'_>) -> Option<Value> {
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
        (Some(from), Some(to)) => return range_of(from, to),
        (Some(_), None) if !slots.has(Slot::ToYear) && !slots.has(Slot::Day) => return None,
        _ => {}
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
fn range_of(from: &Value, to: &Value) -> Option<Value> {
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

fn lend(open: &mut Value, from: &Value) {
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

fn shift(slots: Slots<'_>, back: bool, base: Base) -> Option<Value> {
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
    let base = if slots.has(Slot::Event) {
        Base::Event
    } else {
        match slots.value(1) {
            Some(value) => Base::Value(Box::new(value.clone())),
            None => base,
        }
    };
    Some(Value::Shift { amount, back, base })
}
