//! Productions: what the elements of a matched pattern mean together.

use legation_pack::time::{Anaphor, Calendar, Era, Make, Order, Slot, Unit, month_of};

use crate::calendar::day_in;
use crate::codes::{self, Feast};
use crate::counts::{amount, apply_pointer, pointer, shift};
use crate::lattice::Needs;
use crate::matcher::Bound;
use crate::numeric;
use crate::portions::{fraction, nth, part, season};
use crate::ranges::{range, witness};
use crate::value::{Amount, Base, DateOf, MonthOf, Nth, Operator, Pointer, Value, YearOf};

/// The bound elements by slot.
#[derive(Clone, Copy)]
pub(crate) struct Slots<'a> {
    pub(crate) bounds: &'a [Bound],
    pub(crate) values: &'a [Value],
}

impl<'a> Slots<'a> {
    pub(crate) fn get(self, slot: Slot) -> Option<Bound> {
        self.bounds.iter().find(|b| b.slot == slot).copied()
    }

    pub(crate) fn meaning(self, slot: Slot) -> Option<i32> {
        self.get(slot).map(|b| b.meaning)
    }

    pub(crate) fn small(self, slot: Slot) -> Option<u8> {
        self.meaning(slot).and_then(|n| u8::try_from(n).ok())
    }

    /// Whether a word of a list that means this stands in the match.
    pub(crate) fn has_code(self, code: i32) -> bool {
        self.bounds
            .iter()
            .any(|b| b.slot == Slot::None && b.meaning == code)
    }

    /// The feast named.
    fn feast(self) -> Option<Feast> {
        let named = |b: &Bound| {
            (b.slot == Slot::None)
                .then(|| codes::feast_of(b.meaning))
                .flatten()
        };
        self.bounds.iter().find_map(named)
    }

    pub(crate) fn has(self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    /// The n-th value that lower rules found.
    pub(crate) fn value(self, n: usize) -> Option<&'a Value> {
        let index = self.bounds.iter().filter_map(|b| b.value).nth(n)?;
        self.values.get(index as usize)
    }

    /// Whether the number can be a day by itself: digits, or an ordinal; "the two" is none, nor is "the second day".
    fn can_be_day(self) -> bool {
        let ordinary = self
            .bounds
            .first()
            .is_none_or(|b| b.slot != Slot::None || !b.definite);
        let number = |b: Bound| {
            // One word with nothing before it needs the article, and a number that few things have.
            let bare = self.bounds.len() == 1;
            b.digits > 0 && !bare
                || b.ordinal
                    && (!bare
                        || b.meaning > 20 && b.meaning % 10 != 0
                        || b.definite && b.meaning > 10)
        };
        ordinary && self.get(Slot::Day).is_none_or(number)
    }

    /// Whether a word for a weekday that is also "one" stands before an ordinal: `أحد أول`.
    fn counts_one(self) -> bool {
        let weekday = self
            .bounds
            .first()
            .filter(|b| b.slot == Slot::Weekday)
            .is_some_and(|b| b.weak && !b.definite);
        weekday
            && self
                .get(Slot::Day)
                .is_some_and(|b| b.ordinal && b.digits == 0)
            && !self.has(Slot::Month)
    }

    /// The unit that an ordinal counts: the first named.
    pub(crate) fn unit_counted(self) -> Option<Unit> {
        let bound = self
            .bounds
            .iter()
            .find(|b| matches!(b.slot, Slot::Unit | Slot::Some))?;
        Unit::ALL.get(usize::try_from(bound.meaning).ok()?).copied()
    }

    /// The second unit named: "the last day of the month".
    pub(crate) fn whole(self) -> Option<Unit> {
        let mut units = self.bounds.iter().filter(|b| b.slot == Slot::Unit);
        let first = units.next();
        let second = units
            .next()
            .or(first.filter(|_| self.has(Slot::Some) || self.has(Slot::Pair)))?;
        Unit::ALL
            .get(usize::try_from(second.meaning).ok()?)
            .copied()
    }

    pub(crate) fn unit(self) -> Option<Unit> {
        Unit::ALL
            .get(usize::try_from(self.meaning(Slot::Unit).or(self.meaning(Slot::Some))?).ok()?)
            .copied()
    }

    pub(crate) fn pair(self) -> Option<Unit> {
        Unit::ALL
            .get(usize::try_from(self.meaning(Slot::Pair)?).ok()?)
            .copied()
    }

    pub(crate) fn anaphor(self) -> Option<Anaphor> {
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
        // "Hours later": on the day spoken of.
        Make::Period if bounds.iter().all(|b| b.slot == Slot::None) => Some(Value::Shift {
            amount: Amount {
                count: Some(0),
                unit: Unit::Day,
                about: false,
            },
            back: false,
            base: Base::Narrative,
        }),
        Make::Period => pointer(slots)
            .filter(|p| !matches!(p.unit, Unit::Half | Unit::Third))
            .map(Value::Pointer),
        Make::Decade => decade(slots),
        Make::Century => century(slots),
        Make::Deictic => slots.meaning(Slot::Deictic).map(Value::Deictic),
        Make::Vague => Some(Value::Vague),
        Make::Spoken if slots.has_code(codes::SINCE_THEN) => {
            Some(Value::Open(Operator::Since, Box::new(Value::Spoken)))
        }
        Make::Spoken if slots.has_code(codes::UNTIL_TODAY) => {
            Some(Value::Open(Operator::Until, Box::new(Value::Deictic(0))))
        }
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
        // "Within three days" of the time spoken of.
        Make::Within => match inner()? {
            Value::Duration(amount) => Some(Value::Within(amount)),
            inner => Some(inner),
        },
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

pub(crate) fn date(slots: Slots<'_>) -> Option<Value> {
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
    match slots.feast() {
        Some(Feast::Day(calendar, month, day)) => {
            date.calendar = calendar;
            date.month = MonthOf::Known(month);
            date.day = Some(day);
        }
        Some(Feast::Easter(days)) => return easter_of(slots, days),
        None => {}
    }
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
    // "The tenth of the month".
    if slots.unit().is_some_and(|unit| unit != Unit::Month) {
        return None;
    }
    if slots.has(Slot::Thereof) || slots.unit().is_some() {
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
        Some(Value::Pointer(p)) if apply_pointer(&mut date, *p) => {}
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
    if is_day_alone(&date) && !slots.can_be_day() || date.weekday.is_some() && slots.counts_one() {
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

/// Easter and the feasts counted from it.
fn easter_of(slots: Slots<'_>, days: i32) -> Option<Value> {
    let year = match (slots.meaning(Slot::Year), slots.value(0)) {
        (Some(year), _) => YearOf::Known(year),
        (None, Some(Value::Pointer(p))) if p.unit == Unit::Year => YearOf::Pointed(*p),
        (None, Some(Value::Date(d))) if d.is_year() => d.year,
        (None, Some(_)) => return None,
        (None, None) => YearOf::Hole,
    };
    Some(Value::Easter { days, year })
}

/// Whether it is a day of a month that nothing names.
pub(crate) fn is_day_alone(date: &DateOf) -> bool {
    date.day.is_some() && date.month == MonthOf::Hole && date.weekday.is_none()
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
