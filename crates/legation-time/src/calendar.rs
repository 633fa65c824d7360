//! Calendars: days of the Hijri, Hebrew and Julian calendars as days of the Gregorian one, and points of the
//! Gregorian calendar with their bounds and their EDTF form.

use icu_calendar::Date;
use icu_calendar::cal::Hijri;
use icu_calendar::types::Month as IcuMonth;
use legation_model::{Day, Edtf};
use legation_pack::time::Calendar;

use crate::umm_al_qura;

/// The CLDR name of a calendar; `None` for the Gregorian one.
pub(crate) fn cldr_name(calendar: Calendar) -> Option<&'static str> {
    match calendar {
        Calendar::Gregory => None,
        Calendar::Islamic => Some("islamic-umalqura"),
        Calendar::Hebrew => Some("hebrew"),
        Calendar::Julian => Some("julian"),
    }
}

/// The day of a date in a calendar; `None` where the calendar has no such day.
///
/// Hijri days follow the Umm al-Qura calendar as printed (from 1343 AH), before that and from 1420 on the
/// table of `icu_calendar` (from 1300 AH), and the tabular calendar elsewhere; Hebrew months count from Tishri, with 6 for Adar I and 7 for Adar.
pub(crate) fn day_in(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Day> {
    match calendar {
        Calendar::Gregory => Day::from_ymd(i64::from(year), month, day),
        Calendar::Julian => Date::try_new_julian(year, month, day)
            .ok()
            .map(|d| Day(d.to_rata_die().to_i64_date())),
        Calendar::Islamic if umm_al_qura::holds(year) => umm_al_qura::day(year, month, day),
        Calendar::Islamic => {
            Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura())
                .ok()
                .map(|d| Day(d.to_rata_die().to_i64_date()))
        }
        Calendar::Hebrew => {
            let month = match month {
                1..=5 => IcuMonth::new(month),
                6 => IcuMonth::leap(5),
                _ => IcuMonth::new(month - 1),
            };
            Date::try_new_hebrew_v2(year, month, day)
                .ok()
                .map(|d| Day(d.to_rata_die().to_i64_date()))
        }
    }
}

/// First and last day of a month of a calendar.
pub(crate) fn month_in(calendar: Calendar, year: i32, month: u8) -> Option<(Day, Day)> {
    // Adar I exists in leap years alone; a plain Adar is meant in the others.
    let month =
        if calendar == Calendar::Hebrew && month == 6 && day_in(calendar, year, month, 1).is_none()
        {
            7
        } else {
            month
        };
    let first = day_in(calendar, year, month, 1)?;
    let last = (29..=31)
        .rev()
        .find_map(|day| day_in(calendar, year, month, day))
        .or_else(|| day_in(calendar, year, month, 28))?;
    Some((first, last))
}

/// First and last day of a year of a calendar.
pub(crate) fn year_in(calendar: Calendar, year: i32) -> Option<(Day, Day)> {
    let first = day_in(calendar, year, 1, 1)?;
    let next = day_in(calendar, year.checked_add(1)?, 1, 1)?;
    Some((first, Day(next.0 - 1)))
}

/// How fine a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Day,
    Month,
    Season,
    Year,
    Decade,
    Century,
}

/// A day, month, season, year, decade or century of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// Astronomical year; of a decade or century its first.
    pub(crate) year: i32,
    /// Month 1 to 12, season 21 to 24, or 0.
    pub(crate) month: u8,
    /// Day of the month, or 0.
    pub(crate) day: u8,
    pub(crate) grain: Grain,
}

impl Point {
    pub(crate) fn day(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self {
            year: i32::try_from(year).unwrap_or(0),
            month,
            day,
            grain: Grain::Day,
        }
    }

    pub(crate) fn ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        Day::from_ymd(i64::from(year), month, day).map(Self::day)
    }

    pub(crate) fn month(year: i32, month: u8) -> Self {
        Self {
            year,
            month,
            day: 0,
            grain: Grain::Month,
        }
    }

    pub(crate) fn year(year: i32) -> Self {
        Self::of(year, 0, Grain::Year)
    }

    pub(crate) fn season(year: i32, season: u8) -> Self {
        Self::of(year, season, Grain::Season)
    }

    pub(crate) fn decade(year: i32) -> Self {
        Self::of(year.div_euclid(10) * 10, 0, Grain::Decade)
    }

    pub(crate) fn century(year: i32) -> Self {
        Self::of(year.div_euclid(100) * 100, 0, Grain::Century)
    }

    fn of(year: i32, month: u8, grain: Grain) -> Self {
        Self {
            year,
            month,
            day: 0,
            grain,
        }
    }

    /// Its first and last day.
    pub(crate) fn days(self) -> Option<(Day, Day)> {
        let year = i64::from(self.year);
        let first_of = |y: i64, m: u8| Day::from_ymd(y, m, 1);
        let before = |d: Option<Day>| d.map(|d| Day(d.0 - 1));
        let year_after = |years: i64| before(first_of(year + years, 1));
        match self.grain {
            Grain::Day => Day::from_ymd(year, self.month, self.day).map(|d| (d, d)),
            Grain::Month => month_in(Calendar::Gregory, self.year, self.month),
            Grain::Season => {
                let (from, to) = season_months(self.month);
                let (first, _) = month_in(Calendar::Gregory, self.year, from)?;
                let (_, last) = month_in(Calendar::Gregory, self.year, to)?;
                Some((first, last))
            }
            Grain::Year => Some((first_of(year, 1)?, year_after(1)?)),
            Grain::Decade => Some((first_of(year, 1)?, year_after(10)?)),
            Grain::Century => Some((first_of(year, 1)?, year_after(100)?)),
        }
    }

    /// The point of the same grain that follows by `count`.
    pub(crate) fn shifted(self, count: i32) -> Option<Self> {
        Some(match self.grain {
            Grain::Day => {
                let (day, _) = self.days()?;
                Self::day(Day(day.0.checked_add(i64::from(count))?))
            }
            Grain::Month => {
                let months = self
                    .year
                    .checked_mul(12)?
                    .checked_add(i32::from(self.month) - 1)?
                    .checked_add(count)?;
                let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
                Self::month(months.div_euclid(12), month)
            }
            Grain::Season => {
                let index = self
                    .year
                    .checked_mul(4)?
                    .checked_add(i32::from(self.month) - 21)?
                    .checked_add(count)?;
                let season = u8::try_from(index.rem_euclid(4) + 21).ok()?;
                Self::season(index.div_euclid(4), season)
            }
            Grain::Year => Self::year(self.year.checked_add(count)?),
            Grain::Decade => Self::decade(self.year.checked_add(count.checked_mul(10)?)?),
            Grain::Century => Self::century(self.year.checked_add(count.checked_mul(100)?)?),
        })
    }

    /// The point of a coarser grain that holds it.
    pub(crate) fn coarser(self, grain: Grain) -> Option<Self> {
        if grain < self.grain {
            return None;
        }
        Some(match grain {
            Grain::Day => self,
            Grain::Month => Self::month(self.year, self.month),
            Grain::Season => match self.grain {
                Grain::Season => self,
                _ => Self::season(self.year, season_of(self.month)),
            },
            Grain::Year => Self::year(self.year),
            Grain::Decade => Self::decade(self.year),
            Grain::Century => Self::century(self.year),
        })
    }

    /// Its EDTF form.
    pub(crate) fn edtf(self) -> String {
        let year = if self.year < 0 {
            format!("-{:04}", -self.year)
        } else {
            format!("{:04}", self.year)
        };
        let cut = |digits: usize| year[..year.len() - digits].to_owned();
        match self.grain {
            Grain::Day => format!("{year}-{:02}-{:02}", self.month, self.day),
            Grain::Month | Grain::Season => format!("{year}-{:02}", self.month),
            Grain::Year => year,
            Grain::Decade => cut(1) + "X",
            Grain::Century => cut(2) + "XX",
        }
    }
}

/// First and last month of a season, by the project's table.
pub(crate) fn season_months(season: u8) -> (u8, u8) {
    match season {
        21 => (3, 5),
        22 => (6, 8),
        23 => (9, 11),
        _ => (12, 12),
    }
}

/// The season of a month.
pub(crate) fn season_of(month: u8) -> u8 {
    match month {
        3..=5 => 21,
        6..=8 => 22,
        9..=11 => 23,
        _ => 24,
    }
}

/// What a time expression comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it begins; `None` where that side is open.
    pub(crate) from: Option<Point>,
    /// Where it ends.
    pub(crate) to: Option<Point>,
    /// Said to be about.
    pub(crate) approximate: bool,
    /// Said to be uncertain.
    pub(crate) uncertain: bool,
}

impl Stretch {
    pub(crate) fn at(point: Point) -> Self {
        Self::between(point, point)
    }

    pub(crate) fn between(from: Point, to: Point) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
            approximate: false,
            uncertain: false,
        }
    }

    pub(crate) fn of_days((from, to): (Day, Day)) -> Self {
        Self::between(Point::day(from), Point::day(to))
    }

    /// The point, where it is one.
    pub(crate) fn point(self) -> Option<Point> {
        (self.from == self.to).then_some(self.from).flatten()
    }

    pub(crate) fn first_day(self) -> Option<Day> {
        self.from.and_then(Point::days).map(|(first, _)| first)
    }

    pub(crate) fn last_day(self) -> Option<Day> {
        self.to.and_then(Point::days).map(|(_, last)| last)
    }

    /// Whether it begins before it ends.
    pub(crate) fn is_ordered(self) -> bool {
        match (self.first_day(), self.last_day()) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        }
    }

    /// Its EDTF form; `None` where it says nothing or the text is no EDTF value.
    pub(crate) fn edtf(self) -> Option<Edtf> {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        let side = |p: Option<Point>| p.map_or_else(|| "..".to_owned(), |p| p.edtf() + mark);
        let text = match (self.from, self.to) {
            (None, None) => return None,
            (from, to) if from == to => side(from),
            (from, to) => format!("{}/{}", side(from), side(to)),
        };
        text.parse().ok()
    }

    /// Reads an EDTF value of the project's subset.
    pub(crate) fn of_edtf(edtf: &Edtf) -> Option<Self> {
        let bounds = edtf.bounds();
        let text = edtf.as_str().trim_end_matches(['~', '?', '%']);
        let grain = match text.len() {
            _ if text.contains('/') => None,
            4 if text.ends_with("XX") => Some(Grain::Century),
            4 if text.ends_with('X') => Some(Grain::Decade),
            4 => Some(Grain::Year),
            7 => Some(Grain::Month),
            10 => Some(Grain::Day),
            _ => None,
        };
        let first = bounds.first.map(Point::day);
        let point = |grain: Grain| {
            let season: Option<u8> = text.get(5..7).and_then(|m| m.parse().ok());
            match (grain, season) {
                (Grain::Month, Some(season @ 21..=24)) => {
                    first.map(|p| Point::season(p.year, season))
                }
                _ => first.and_then(|p| p.coarser(grain)),
            }
        };
        let mut stretch = match grain.and_then(point) {
            Some(point) => Self::at(point),
            None => Self {
                from: first,
                to: bounds.last.map(Point::day),
                approximate: false,
                uncertain: false,
            },
        };
        stretch.approximate = edtf.is_approximate();
        (stretch.from.is_some() || stretch.to.is_some()).then_some(stretch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_calendars_give_known_days() {
        let case = |calendar, year, month, day, expected: &str| {
            let found = day_in(calendar, year, month, day).map(|d| d.to_string());
            assert_eq!(
                found.as_deref(),
                Some(expected),
                "{calendar:?} {year}-{month}-{day}"
            );
        };
        // The October war began on 10 Ramadan 1393, Yom Kippur 5734; the state was declared on 5 Iyar 5708;
        // the winter palace fell on 25 October old style.
        case(Calendar::Islamic, 1393, 9, 10, "1973-10-06");
        case(Calendar::Hebrew, 5734, 1, 10, "1973-10-06");
        case(Calendar::Hebrew, 5708, 9, 5, "1948-05-14");
        case(Calendar::Julian, 1917, 10, 25, "1917-11-07");
        assert_eq!(day_in(Calendar::Gregory, 1900, 2, 29), None);
        assert_eq!(day_in(Calendar::Islamic, 1393, 13, 1), None);
    }

    #[test]
    fn adar_one_of_a_common_year_is_adar() {
        assert_eq!(
            month_in(Calendar::Hebrew, 5783, 6),
            month_in(Calendar::Hebrew, 5783, 7)
        );
        assert_ne!(
            month_in(Calendar::Hebrew, 5784, 6),
            month_in(Calendar::Hebrew, 5784, 7)
        );
    }

    #[test]
    fn points_move_by_their_own_grain() {
        let moved = |p: Point, n| p.shifted(n).map(Point::edtf);
        assert_eq!(moved(Point::month(1956, 12), 1).as_deref(), Some("1957-01"));
        assert_eq!(
            moved(Point::season(1956, 24), 1).as_deref(),
            Some("1957-21")
        );
        assert_eq!(moved(Point::decade(1957), -1).as_deref(), Some("194X"));
        assert_eq!(moved(Point::century(1957), 0).as_deref(), Some("19XX"));
        assert_eq!(moved(Point::year(-2013), 0).as_deref(), Some("-2013"));
        assert_eq!(
            Point::ymd(1956, 2, 29).and_then(|p| moved(p, 1)).as_deref(),
            Some("1956-03-01")
        );
    }
}
