//! From a value with holes to a stretch of the calendar, given what the narrative stands in.

use legation_model::Day;
use legation_pack::time::{Anaphor, Calendar, Part, Unit};

use crate::calendar::{Grain, Point, Stretch, day_in, month_in, season_months, season_of, year_in};
use crate::codes::easter;
use crate::parts::{fraction_of, nth_of, part_of, week_of};
use crate::shifts::{resolve_during, resolve_shift, resolve_within};
use crate::value::{DateOf, MonthOf, Operator, Pointer, Value, YearOf};
use crate::years::{
    MONTHS_BACK, agreeing_month, agreeing_year, century_of_decade, full_year, inherited_year,
    weekday_alone,
};

/// What the narrative knows where an expression stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context {
    /// Where the story stands: the last date of a main clause.
    pub(crate) frame: Option<Point>,
    /// What was last spoken of, in a main clause or not.
    pub(crate) spoken: Option<Stretch>,
    /// The last day and month spoken of.
    pub(crate) recent: Recent,
    /// When the document was written.
    pub(crate) reference: Option<Point>,
    /// The next date that the story states in full.
    pub(crate) next: Option<Day>,
    /// The last year of another calendar, with the month.
    pub(crate) other_year: Option<(Calendar, i32, u8)>,
    /// The last month spoken of is one of that calendar.
    pub(crate) other_month: bool,
    /// The expression goes on with the story: a month before the frame's is next year's.
    pub(crate) goes_on: bool,
    /// What was last spoken of stands in the same sentence.
    pub(crate) same_sentence: bool,
    /// The expression is the whole text: a weekday is the next one.
    pub(crate) whole: bool,
}

/// The last points of each grain.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Recent {
    pub(crate) day: Option<Point>,
    pub(crate) month: Option<Point>,
    pub(crate) year: Option<Point>,
}

impl Recent {
    /// Keeps a point as the last of its grain and of all coarser ones.
    pub(crate) fn keep(&mut self, point: Point) {
        for (grain, slot) in [
            (Grain::Day, &mut self.day),
            (Grain::Month, &mut self.month),
            (Grain::Year, &mut self.year),
        ] {
            if let Some(point) = point.coarser(grain) {
                *slot = Some(point);
            }
        }
    }
}

/// "On the 4th", told after the 30th, is in the next month: how many days back it must lie.
const MONTH_ON: i32 = 20;

/// How many days from the day of writing a story is still today's.
const TODAY: i64 = 10;

impl Context {
    /// The day of writing, where the story stands there or says nothing else.
    pub(crate) fn today(&self) -> Option<Day> {
        let day = |p: Point| p.days().map(|(day, _)| day);
        let reference = self
            .reference
            .filter(|p| p.grain == Grain::Day)
            .and_then(day)?;
        let near = |frame: Point| match frame.grain {
            Grain::Day => day(frame).is_some_and(|d| (d.0 - reference.0).abs() <= TODAY),
            _ => false,
        };
        self.frame.is_none_or(near).then_some(reference)
    }

    /// The point that the narrative stands at, of the grain or finer.
    pub(crate) fn narrative(&self, grain: Grain) -> Option<Point> {
        let spoken = self.spoken.and_then(|s| s.to).filter(|p| p.grain <= grain);
        let recent = match grain {
            Grain::Day => self.recent.day,
            Grain::Month => self.recent.month,
            _ => self.recent.year,
        };
        let last = self.spoken.and_then(|s| s.to);
        // An older day counts only inside the month or year spoken of since.
        let recent = recent.filter(|p| match last {
            Some(last) if last.grain > p.grain && last.grain <= Grain::Year => {
                p.coarser(last.grain) == Some(last)
            }
            _ => true,
        });
        spoken
            .or_else(|| self.frame.filter(|p| p.grain <= grain))
            .or(recent)
    }

    pub(crate) fn year(&self) -> Option<i32> {
        self.frame
            .or(self.reference)
            .map(|p| p.year)
            .or_else(|| Some(self.recent.year?.year))
    }
}

/// The stretch that a value means; `None` where that cannot be told.
pub(crate) fn resolve(value: &Value, context: &Context) -> Option<Stretch> {
    let stretch = match value {
        Value::Date(date) => resolve_date(date, context)?,
        Value::Season { season, year, how } => resolve_season(*season, *year, *how, context)?,
        Value::Easter { days, year } => {
            Stretch::at(easter(year_of(*year, context)?)?.shifted(*days)?)
        }
        Value::Decade { start, century } => {
            let start = if *century {
                *start
            } else {
                start + century_of_decade(*start, context)
            };
            Stretch::at(Point::decade(start))
        }
        Value::Century(year) => Stretch::at(Point::century(*year)),
        Value::Pointer(pointer) => resolve_pointer(*pointer, context)?,
        Value::Deictic(days) => {
            let today = context.reference.filter(|p| p.grain == Grain::Day)?;
            Stretch::at(today.shifted(*days)?)
        }
        Value::Part { part, of } => part_of(*part, resolve(of, context)?)?,
        Value::Fraction { unit, number, of } => fraction_of(*unit, *number, resolve(of, context)?)?,
        Value::Nth { number, what, of } => nth_of(*number, *what, resolve(of, context)?)?,
        Value::WeekOf(of) => week_of(resolve(of, context)?.first_day()?),
        Value::Range(from, to) => resolve_range(from, to, context)?,
        Value::Shift { amount, back, base } => resolve_shift(*amount, *back, base, context)?,
        Value::Open(Operator::Before, inner)
            if matches!(
                **inner,
                Value::Part {
                    part: Part::Late,
                    ..
                }
            ) =>
        {
            // "Before the end of the month": at any time in it.
            open(Operator::Until, resolve(inner, context)?)?
        }
        Value::Open(operator, inner) => open(*operator, resolve(inner, context)?)?,
        Value::During(amount) => resolve_during(*amount, context)?,
        Value::Within(amount) => resolve_within(*amount, context)?,
        Value::Spoken => Stretch::at(context.spoken.and_then(|s| s.to).or(context.frame)?),
        Value::Duration(_) | Value::Vague | Value::Nothing => return None,
    };
    stretch.is_ordered().then_some(stretch)
}

fn resolve_date(date: &DateOf, context: &Context) -> Option<Stretch> {
    if date.calendar != Calendar::Gregory {
        return other_calendar(date, context);
    }
    if date.month == MonthOf::Hole && date.day.is_none() {
        if let Some(weekday) = date.weekday {
            return weekday_alone(weekday, date.how, context);
        }
        let year = year_of(date.year, context)?;
        return Some(Stretch::at(Point::year(year)));
    }
    let (year, month) = match date.month {
        MonthOf::Known(month) => {
            let year = match date.year {
                YearOf::Hole => {
                    inherited_year(month, date.day, date.how, context)? + i32::from(date.again)
                }
                other => year_of(other, context)?,
            };
            // "Friday, 18 July" of a text of today is in the year where the two agree.
            let year = match (date.year, date.day, date.weekday) {
                (YearOf::Hole, Some(day), Some(weekday)) if context.frame.is_none() => {
                    agreeing_year(year, month, day, weekday).unwrap_or(year)
                }
                _ => year,
            };
            (year, month)
        }
        MonthOf::Pointed(Pointer {
            how: Anaphor::Same, ..
        }) if context.other_month => {
            let ((calendar, year, month), day) = (context.other_year?, date.day?);
            return day_in(calendar, year, month, day).map(|d| Stretch::at(Point::day(d)));
        }
        MonthOf::Pointed(pointer) => {
            let point = resolve_pointer(pointer, context)?.point()?;
            (point.year, point.month)
        }
        MonthOf::Hole => {
            let base = context
                .narrative(Grain::Month)
                .or_else(|| context.reference.filter(|p| p.grain <= Grain::Month))?;
            let day = date.day?;
            if let Some(weekday) = date.weekday {
                return agreeing_month(base, day, weekday);
            }
            let passed =
                base.grain == Grain::Day && i32::from(base.day) - i32::from(day) >= MONTH_ON;
            if context.whole && context.frame.is_none() && base.day > day
                || context.goes_on && passed
            {
                let next = Point::month(base.year, base.month).shifted(1)?;
                (next.year, next.month)
            } else {
                (base.year, base.month)
            }
        }
    };
    Some(Stretch::at(match date.day {
        Some(day) => Point::ymd(year, month, day)?,
        None => Point::month(year, month),
    }))
}

fn year_of(year: YearOf, context: &Context) -> Option<i32> {
    match year {
        YearOf::Known(year) => Some(year),
        YearOf::Short(short) => Some(full_year(short, context)),
        YearOf::Pointed(pointer) => Some(resolve_pointer(pointer, context)?.point()?.year),
        YearOf::Hole => context.year(),
    }
}

/// Dates of other calendars; their years are found by the narrative's Gregorian year where they are not said.
fn other_calendar(date: &DateOf, context: &Context) -> Option<Stretch> {
    let calendar = date.calendar;
    let own = |year: i32| match (date.month, date.day) {
        (MonthOf::Known(month), Some(day)) => day_in(calendar, year, month, day)
            .or_else(|| {
                // A plain Adar of a common year.
                (calendar == Calendar::Hebrew && month == 6)
                    .then(|| day_in(calendar, year, 7, day))
                    .flatten()
            })
            .map(|d| Stretch::at(Point::day(d))),
        (MonthOf::Known(month), None) => month_in(calendar, year, month).map(Stretch::of_days),
        (MonthOf::Hole, None) => year_in(calendar, year).map(Stretch::of_days),
        _ => None,
    };
    if calendar == Calendar::Julian {
        let year = year_of(date.year, context)?;
        return match (date.month, date.day) {
            (MonthOf::Known(_), Some(_)) => own(year),
            (MonthOf::Known(month), None) => Some(Stretch::at(Point::month(year, month))),
            _ => Some(Stretch::at(Point::year(year))),
        };
    }
    if let (YearOf::Hole, Some((of, year, last)), MonthOf::Known(month)) =
        (date.year, context.other_year, date.month)
        && of == calendar
    {
        let back = context.goes_on && i32::from(last) - i32::from(month) >= MONTHS_BACK;
        return own(year + i32::from(back));
    }
    if let (YearOf::Pointed(pointer), Some((of, year, _))) = (date.year, context.other_year)
        && of == calendar
    {
        return own(match pointer.how {
            Anaphor::Following | Anaphor::Next => year + 1,
            Anaphor::Previous | Anaphor::Last => year - 1,
            _ => year,
        });
    }
    let gregorian = match date.year {
        YearOf::Known(year) if calendar == Calendar::Islamic && year < 1700 => return own(year),
        YearOf::Known(year) if calendar == Calendar::Hebrew && year > 3000 => return own(year),
        YearOf::Known(year) => year,
        other => year_of(other, context)?,
    };
    let first = match calendar {
        Calendar::Islamic => (gregorian - 622) * 33 / 32 - 1,
        _ => gregorian + 3760,
    };
    (first..first + 4).filter_map(own).find(|s| {
        s.from.is_some_and(|p| p.year == gregorian) || s.to.is_some_and(|p| p.year == gregorian)
    })
}

fn resolve_season(
    season: u8,
    year: YearOf,
    how: Option<Anaphor>,
    context: &Context,
) -> Option<Stretch> {
    let year = match year {
        YearOf::Hole => {
            let base = match how {
                Some(Anaphor::This | Anaphor::Next | Anaphor::Last) => {
                    context.reference.or(context.frame)
                }
                Some(_) => context
                    .spoken
                    .and_then(|s| s.to)
                    .or(context.frame)
                    .or(context.reference),
                None => context.frame.or(context.reference),
            }
            .or(context.recent.year)?;
            let (first, _) = season_months(season);
            let now = base.month;
            let known = matches!(now, 1..=12);
            match how {
                Some(Anaphor::Next | Anaphor::Following) if !known || first <= now => base.year + 1,
                Some(Anaphor::Last | Anaphor::Previous) if known && first > now => base.year - 1,
                // The winter that still lasts began last year.
                Some(_) if season == 24 && matches!(now, 1 | 2) => base.year - 1,
                None if season == 24 && context.frame.is_none() && matches!(now, 1 | 2) => {
                    base.year - 1
                }
                None if context.goes_on
                    && context.today().is_none()
                    && known
                    && i32::from(now) - i32::from(first) >= 2 * MONTHS_BACK =>
                {
                    base.year + 1
                }
                _ => base.year,
            }
        }
        other => year_of(other, context)?,
    };
    Some(Stretch::at(Point::season(year, season)))
}

pub(crate) fn grain_of(unit: Unit) -> Option<Grain> {
    Some(match unit {
        Unit::Day => Grain::Day,
        Unit::Month => Grain::Month,
        Unit::Season => Grain::Season,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        Unit::Week | Unit::Quarter | Unit::Half | Unit::Third => return None,
    })
}

fn resolve_pointer(pointer: Pointer, context: &Context) -> Option<Stretch> {
    let by_writing = matches!(pointer.how, Anaphor::This | Anaphor::Next | Anaphor::Last);
    // "The next day" is the story's: tomorrow is "tomorrow". So is "the next year" of a story long past.
    let told = matches!(pointer.how, Anaphor::This | Anaphor::Next)
        && context
            .frame
            .zip(context.reference)
            .is_some_and(|(f, r)| (f.year - r.year).abs() > 1);
    let by_narrative = !by_writing || told || pointer.unit == Unit::Day;
    let base_grain = match pointer.unit {
        Unit::Week => Grain::Day,
        Unit::Quarter | Unit::Half | Unit::Third | Unit::Season => Grain::Month,
        unit => grain_of(unit)?,
    };
    let reference = context.reference.filter(|p| p.grain <= base_grain);
    let narrative = context.narrative(base_grain);
    let base = if by_narrative {
        narrative.or(reference)
    } else {
        reference.or(narrative)
    }?;
    let step = match pointer.how {
        Anaphor::Same | Anaphor::This => 0,
        Anaphor::Following | Anaphor::Next => 1,
        Anaphor::Previous | Anaphor::Last => -1,
    };
    let step = step + step * pointer.extra;
    let n = pointer.count;
    // Several units: the last two are -2 to -1, the next three +1 to +3.
    let (first, last) = match step {
        0 => (0, 0),
        s if s > 0 => (s, s + n - 1),
        s => (s - n + 1, s),
    };
    match pointer.unit {
        Unit::Week => {
            let (day, _) = base.days()?;
            let monday = day.0 - i64::from(day.weekday());
            let from = monday.checked_add(i64::from(first) * 7)?;
            let to = monday.checked_add(i64::from(last) * 7 + 6)?;
            Some(Stretch::of_days((Day(from), Day(to))))
        }
        Unit::Quarter => {
            let quarter = Point::month(base.year, (base.month - 1) / 3 * 3 + 1);
            let from = quarter.shifted(first * 3)?;
            let to = quarter.shifted(last * 3 + 2)?;
            Some(Stretch::between(from, to))
        }
        Unit::Season => {
            let (year, season) = match base.month {
                1 | 2 => (base.year - 1, 24),
                month => (base.year, season_of(month)),
            };
            Some(Stretch::at(Point::season(year, season).shifted(step)?))
        }
        Unit::Half | Unit::Third => None,
        unit => {
            let point = base.coarser(grain_of(unit)?)?;
            Some(Stretch::between(
                point.shifted(first)?,
                point.shifted(last)?,
            ))
        }
    }
}

fn resolve_range(from: &Value, to: &Value, context: &Context) -> Option<Stretch> {
    let start = resolve(from, context)?;
    let inner = Context {
        frame: start.from.or(context.frame),
        spoken: Some(start),
        goes_on: true,
        ..*context
    };
    let end = resolve(to, &inner)?;
    let mut stretch = Stretch {
        from: start.from,
        to: end.to,
        approximate: start.approximate || end.approximate,
        uncertain: start.uncertain || end.uncertain,
    };
    if !stretch.is_ordered()
        && matches!(to, Value::Date(d) if d.year == YearOf::Hole)
        && let Some(point) = stretch.to
    {
        let next = match point.grain {
            Grain::Day => Point::ymd(point.year + 1, point.month, point.day)?,
            Grain::Month => Point::month(point.year + 1, point.month),
            _ => point,
        };
        stretch.to = Some(next);
    }
    Some(stretch)
}

fn open(operator: Operator, inner: Stretch) -> Option<Stretch> {
    let sides = |from, to| {
        Some(Stretch {
            from,
            to,
            approximate: inner.approximate,
            uncertain: inner.uncertain,
        })
    };
    match operator {
        Operator::Since => sides(Some(inner.from?), None),
        Operator::Until => sides(None, Some(inner.to?)),
        Operator::Before => sides(None, Some(inner.from?.shifted(-1)?)),
        Operator::After => sides(Some(inner.to?.shifted(1)?), None),
        Operator::About => Some(Stretch {
            approximate: true,
            ..inner
        }),
        Operator::Perhaps => Some(Stretch {
            uncertain: true,
            ..inner
        }),
    }
}
