//! Counting from a time: "three days later", "a year after 3 May", "within a month", "some weeks before".

use legation_pack::time::Unit;

use crate::calendar::{Grain, Point, Stretch};
use crate::resolve::{Context, grain_of, resolve};
use crate::value::{Amount, Base, Value};

pub(crate) fn resolve_shift(
    amount: Amount,
    back: bool,
    base: &Base,
    context: &Context,
) -> Option<Stretch> {
    let base_grain = match amount.unit {
        Unit::Week => Grain::Day,
        Unit::Decade | Unit::Century => Grain::Year,
        unit => grain_of(unit)?,
    };
    let point = match base {
        Base::Event => return None,
        Base::Writing => match context.reference {
            Some(reference) => reference,
            // "Two years ago" in a story without a date of writing counts from the story.
            None if back => context.narrative(base_grain)?,
            None => return None,
        },
        Base::Narrative => match amount.count {
            Some(_) => context.narrative(base_grain)?,
            None => context.narrative(Grain::Year)?,
        },
        // "Three years from today" is a day.
        Base::Value(value) if matches!(**value, Value::Deictic(_)) => {
            let day = resolve(value, context)?.point()?;
            return anniversary(amount, back, day).or_else(|| shift_point(amount, back, day));
        }
        Base::Value(value) => {
            let stretch = resolve(value, context)?;
            if back { stretch.from? } else { stretch.to? }
        }
    };
    shift_point(amount, back, point)
}

/// "For four days" after a day of the same sentence: that day and three more.
pub(crate) fn resolve_during(amount: Amount, context: &Context) -> Option<Stretch> {
    let days = match amount.unit {
        Unit::Day => amount.count?,
        Unit::Week => amount.count?.checked_mul(7)?,
        _ => return None,
    };
    let from = context
        .spoken
        .filter(|_| context.same_sentence && days > 1)?
        .point()
        .filter(|p| p.grain == Grain::Day)?;
    Some(Stretch::between(from, from.shifted(days - 1)?))
}

/// "Within days" is about then; "within a month" ends at latest a month on.
pub(crate) fn resolve_within(amount: Amount, context: &Context) -> Option<Stretch> {
    let Amount { count, unit, .. } = amount;
    let grain = match unit {
        Unit::Week => Grain::Day,
        unit => grain_of(unit)?,
    };
    let Some(count) = count else {
        return resolve_shift(amount, false, &Base::Narrative, context);
    };
    let from = context.narrative(grain)?;
    // A span of months from a day ends on a day; from a month, with a month.
    let to = match (from.grain, unit) {
        (Grain::Day, Unit::Month | Unit::Year) => {
            anniversary(
                Amount {
                    count: Some(count),
                    unit,
                    about: false,
                },
                false,
                from,
            )?
            .to?
        }
        _ => shift_point(amount, false, from)?.to?,
    };
    Some(Stretch::between(from.coarser(to.grain)?, to))
}

/// The same day of the month a number of months or years away.
fn anniversary(amount: Amount, back: bool, day: Point) -> Option<Stretch> {
    let months = match amount.unit {
        Unit::Month => 1,
        Unit::Year => 12,
        _ => return None,
    };
    let count = amount
        .count?
        .checked_mul(if back { -months } else { months })?;
    let month = day.coarser(Grain::Month)?.shifted(count)?;
    Point::ymd(month.year, month.month, day.day).map(Stretch::at)
}

/// How many days "some days" and "some weeks" are taken for.
const FEW_DAYS: i32 = 3;
const FEW_WEEKS: i32 = 21;

/// A number of units from a point; "some days" stay in the month, marked as about.
pub(crate) fn shift_point(amount: Amount, back: bool, point: Point) -> Option<Stretch> {
    let sign = if back { -1 } else { 1 };
    let Some(count) = amount.count else {
        let grain = match amount.unit {
            Unit::Day | Unit::Week => Grain::Month,
            Unit::Month => Grain::Year,
            Unit::Year => Grain::Decade,
            _ => return None,
        };
        // Some days or weeks may pass the end of the month.
        let point = match (amount.unit, point.grain) {
            (Unit::Day, Grain::Day) => point.shifted(sign * FEW_DAYS)?,
            (Unit::Week, Grain::Day) => point.shifted(sign * FEW_WEEKS)?,
            _ => point,
        };
        let mut stretch = Stretch::at(point.coarser(grain)?);
        if grain == Grain::Decade {
            return None;
        }
        stretch.approximate = true;
        return Some(stretch);
    };
    let count = count.checked_mul(sign)?;
    let rough = match amount.unit {
        Unit::Decade => Some(10),
        Unit::Century => Some(100),
        _ => None,
    };
    if let Some(years) = rough {
        let year = point
            .coarser(Grain::Year)?
            .shifted(count.checked_mul(years)?)?;
        return Some(Stretch {
            approximate: true,
            ..Stretch::at(year)
        });
    }
    let moved = match amount.unit {
        Unit::Week => point.coarser(Grain::Day)?.shifted(count.checked_mul(7)?)?,
        unit => point.coarser(grain_of(unit)?)?.shifted(count)?,
    };
    let mut stretch = Stretch::at(moved);
    stretch.approximate = amount.about;
    Some(stretch)
}
