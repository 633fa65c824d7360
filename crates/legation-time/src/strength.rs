//! How much a match must have beside it to be believed.

use legation_pack::time::{Make, Slot, class};

use crate::matcher::{Bound, Strength};
use crate::value::{MonthOf, Value, YearOf};

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
