//! From a value with holes to a stretch of the calendar, given what the narrative stands in.

use legation_model::Day;
use legation_pack::time::{Anaphor, Calendar, Part, Unit};

use crate::calendar::{Grain, Point, Stretch, day_in, month_in, season_months, season_of, year_in};
use crate::value::{Amount, Base, DateOf, MonthOf, Nth, Operator, Pointer, Value, YearOf};

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

/// How many months back a date may lie before it is taken for next year's.
pub(crate) const MONTHS_BACK: i32 = 3;

impl Context {
    /// The point that the narrative stands at, of the grain or finer.
    fn narrative(&self, grain: Grain) -> Option<Point> {
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

    fn year(&self) -> Option<i32> {
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
        Value::Open(operator, inner) => open(*operator, resolve(inner, context)?)?,
        Value::Spoken => Stretch::at(context.spoken.and_then(|s| s.to).or(context.frame)?),
        Value::Duration(_) | Value::Vague | Value::Nothing => return None,
    };
    stretch.is_ordered().then_some(stretch)
}

/// Years are given in full elsewhere: two digits mean the century of the narrative.
fn full_year(short: u8, context: &Context) -> i32 {
    let short = i32::from(short);
    let Some(base) = context.reference.or(context.frame).map(|p| p.year) else {
        return if short <= 30 {
            2000 + short
        } else {
            1900 + short
        };
    };
    let century = base.div_euclid(100) * 100;
    [century - 100, century, century + 100]
        .into_iter()
        .map(|c| c + short)
        .filter(|y| *y <= base + 20)
        .min_by_key(|y| (y - base).abs())
        .unwrap_or(century + short)
}

fn century_of_decade(start: i32, context: &Context) -> i32 {
    let base = context.year().unwrap_or(1990);
    let century = base.div_euclid(100) * 100;
    // "The twenties" of a text on 1965 are its own century's, and so are the nineties for one of 2005.
    if century + start > base + 20 {
        century - 100
    } else {
        century
    }
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
            if context.whole && context.frame.is_none() && base.day > day {
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

/// The year of a month that stands without one.
fn inherited_year(
    month: u8,
    day: Option<u8>,
    how: Option<Anaphor>,
    context: &Context,
) -> Option<i32> {
    if let Some(how) = how {
        return pointed_year(month, day, how, context);
    }
    let Some(frame) = context.frame else {
        let reference = context.reference?;
        let year = year_by_reference(month, day, None, reference);
        // A text that is nothing but a date speaks of what is to come.
        let passed = context.whole && (1..reference.month).contains(&month);
        return Some(year + i32::from(passed));
    };
    // The month just spoken of, or the next, is of the year just spoken of, in an aside or not.
    if context.same_sentence
        && let Some(last) = context.spoken.and_then(|s| s.to)
        && matches!(last.month, 1..=12)
        && (0..=1).contains(&(i32::from(month) - i32::from(last.month)))
    {
        return Some(last.year);
    }
    let before = i32::from(frame.month) - i32::from(month);
    let back = context.goes_on && matches!(frame.month, 1..=12) && before >= MONTHS_BACK;
    if back && !overtaken(frame.year, month, context.next) {
        return Some(frame.year + 1);
    }
    Some(frame.year)
}

/// Whether the month in the next year would overtake the next date that the story states in full.
fn overtaken(year: i32, month: u8, next: Option<Day>) -> bool {
    let first = |year: i32| Point::month(year, month).days().map(|(day, _)| day);
    match (next, first(year), first(year + 1)) {
        (Some(next), Some(here), Some(there)) => here <= next && next < there,
        _ => false,
    }
}

/// The year of "that June", "the following June", "last June".
fn pointed_year(month: u8, day: Option<u8>, how: Anaphor, context: &Context) -> Option<i32> {
    let told = context.spoken.and_then(|s| s.to).or(context.frame);
    let by_writing = matches!(how, Anaphor::This | Anaphor::Next | Anaphor::Last);
    if let Some(reference) = context.reference.filter(|_| by_writing || told.is_none()) {
        return Some(year_by_reference(month, day, Some(how), reference));
    }
    let base = told?;
    let now = if matches!(base.month, 1..=12) {
        base.month
    } else {
        0
    };
    Some(match how {
        Anaphor::Following | Anaphor::Next if month <= now || now == 0 => base.year + 1,
        Anaphor::Previous | Anaphor::Last if month >= now => base.year - 1,
        _ => base.year,
    })
}

fn year_by_reference(month: u8, day: Option<u8>, how: Option<Anaphor>, reference: Point) -> i32 {
    let (now, today) = match reference.grain {
        Grain::Day | Grain::Month => (reference.month, reference.day),
        _ => return reference.year,
    };
    let passed = (month, day.unwrap_or(0)) < (now, if day.is_some() { today } else { 0 });
    match how {
        Some(Anaphor::Next | Anaphor::Following) if passed || month == now => reference.year + 1,
        Some(Anaphor::Last | Anaphor::Previous) if !passed => reference.year - 1,
        Some(_) => reference.year,
        // In January the last December is meant, in December the next January.
        None if now == 1 && month == 12 => reference.year - 1,
        None if now == 12 && month == 1 => reference.year + 1,
        None => reference.year,
    }
}

fn agreeing_year(year: i32, month: u8, day: u8, weekday: u8) -> Option<i32> {
    [0, 1, -1, 2, -2]
        .into_iter()
        .map(|n| year + n)
        .find(|y| day_in(Calendar::Gregory, *y, month, day).is_some_and(|d| d.weekday() == weekday))
}

/// The next month, counted from the one given, in which a day falls on a weekday.
fn agreeing_month(base: Point, day: u8, weekday: u8) -> Option<Stretch> {
    let first = Point::month(base.year, base.month);
    (0..12)
        .filter_map(|n| first.shifted(n))
        .filter_map(|m| Point::ymd(m.year, m.month, day))
        .find(|p| p.days().is_some_and(|(d, _)| d.weekday() == weekday))
        .map(Stretch::at)
}

fn weekday_alone(weekday: u8, how: Option<Anaphor>, context: &Context) -> Option<Stretch> {
    let on_or_after = |day: Day| {
        let ahead = (i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7);
        Day(day.0 + ahead)
    };
    let reference = context.reference.filter(|p| p.grain == Grain::Day);
    let day_of = |p: Point| p.days().map(|(d, _)| d);
    if let (None, Some(frame)) = (how, context.frame.filter(|p| p.grain == Grain::Day)) {
        // The story goes on within days of where it stands.
        return day_of(frame).map(|d| Stretch::at(Point::day(on_or_after(Day(d.0 + 1)))));
    }
    if matches!(how, Some(Anaphor::Following | Anaphor::Previous))
        && let Some(base) = context.narrative(Grain::Day).and_then(day_of)
    {
        let day = match how {
            Some(Anaphor::Previous) => Day(on_or_after(Day(base.0 - 7)).0),
            _ => on_or_after(Day(base.0 + 1)),
        };
        return Some(Stretch::at(Point::day(day)));
    }
    let today = day_of(reference?)?;
    let week = Day(today.0 - i64::from(today.weekday()));
    let day = match how {
        Some(Anaphor::Last | Anaphor::Previous) => on_or_after(Day(today.0 - 7)),
        // "Next" is in the coming week unless the day of this one is still far.
        Some(Anaphor::Next | Anaphor::Following) => {
            let soon = on_or_after(Day(today.0 + 1));
            if soon.0 - today.0 <= 4 && soon.0 < week.0 + 7 {
                Day(soon.0 + 7)
            } else {
                soon
            }
        }
        Some(Anaphor::Same) => on_or_after(Day(today.0 - 6)),
        Some(_) => on_or_after(Day(today.0)),
        None if context.whole => on_or_after(Day(today.0 + 1)),
        None => on_or_after(Day(today.0 - 6)),
    };
    Some(Stretch::at(Point::day(day)))
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
                Some(Anaphor::Next | Anaphor::Following) if known && first <= now || !known => {
                    base.year + 1
                }
                Some(Anaphor::Last | Anaphor::Previous) if known && first > now => base.year - 1,
                // The winter that still lasts began last year.
                Some(_) if season == 24 && matches!(now, 1 | 2) => base.year - 1,
                None if season == 24 && context.frame.is_none() && matches!(now, 1 | 2) => {
                    base.year - 1
                }
                None if context.goes_on
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

fn grain_of(unit: Unit) -> Option<Grain> {
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

fn part_of(part: Part, whole: Stretch) -> Option<Stretch> {
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

fn fraction_of(unit: Unit, number: i32, whole: Stretch) -> Option<Stretch> {
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

fn week_of(day: Day) -> Stretch {
    let monday = day.0 - i64::from(day.weekday());
    Stretch::of_days((Day(monday), Day(monday + 6)))
}

fn nth_of(number: i32, what: Nth, whole: Stretch) -> Option<Stretch> {
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

fn resolve_shift(amount: Amount, back: bool, base: &Base, context: &Context) -> Option<Stretch> {
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
