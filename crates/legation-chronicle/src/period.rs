//! Months, quarters and years of the calendar, and which of them holds a date.

use std::fmt;

use legation_model::{Bounds, Day};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A month.
    Month,
    /// Three months: January to March is the first of its year.
    Quarter,
    /// A year.
    Year,
}

impl Grain {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The name in words: `month`, `quarter`, `year`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// How many of them a year has.
    const fn in_year(self) -> i64 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }
}

/// A month, a quarter or a year of the proleptic Gregorian calendar. Ordered by grain, then by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    grain: Grain,
    /// Periods of this grain since the beginning of year 0.
    number: i64,
}

impl Period {
    /// A year, counted astronomically.
    #[must_use]
    pub fn year(year: i64) -> Self {
        Self {
            grain: Grain::Year,
            number: year,
        }
    }

    /// The period of a grain that a day lies in.
    #[must_use]
    pub fn of(day: Day, grain: Grain) -> Self {
        let (year, month, _) = day.ymd();
        let in_year = grain.in_year();
        Self {
            grain,
            number: year * in_year + (i64::from(month) - 1) * in_year / 12,
        }
    }

    /// The period of a grain that holds all days of a date; `None` where no single one does, or the date is open.
    #[must_use]
    pub fn holding(date: Bounds, grain: Grain) -> Option<Self> {
        let (first, last) = (date.first?, date.last?);
        let period = Self::of(first, grain);
        (first <= last && period == Self::of(last, grain)).then_some(period)
    }

    /// The shortest period of at least a grain that holds all days of a date: for October 1956 and by month, October;
    /// for autumn 1956, its year, as it lies in two quarters. `None` where no single year holds it.
    #[must_use]
    pub fn narrowest(date: Bounds, at_least: Grain) -> Option<Self> {
        Grain::ALL
            .into_iter()
            .filter(|grain| *grain >= at_least)
            .find_map(|grain| Self::holding(date, grain))
    }

    /// How long it is.
    #[must_use]
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The year that it is or lies in, counted astronomically.
    #[must_use]
    pub fn in_year(self) -> i64 {
        self.number.div_euclid(self.grain.in_year())
    }

    /// First and last day.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        let next = self.next();
        Bounds {
            first: self.first_day(),
            last: next.first_day().map(|day| Day(day.0 - 1)),
        }
    }

    fn first_day(self) -> Option<Day> {
        let in_year = self.grain.in_year();
        let month = self.number.rem_euclid(in_year) * 12 / in_year + 1;
        Day::from_ymd(self.in_year(), u8::try_from(month).ok()?, 1)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self {
            number: self.number + 1,
            ..self
        }
    }

    /// How many periods of its grain lie between it and a later one of the same grain, both left out; 0 where there are
    /// none.
    #[must_use]
    pub fn until(self, later: Self) -> u64 {
        u64::try_from(later.number - self.number - 1).unwrap_or(0)
    }

    /// The period of a longer grain that it lies in; itself where the grain is not longer.
    #[must_use]
    pub fn widened(self, grain: Grain) -> Self {
        match self.first_day() {
            Some(day) if grain > self.grain => Self::of(day, grain),
            _ => self,
        }
    }
}

/// `1956-10`, `1956-Q4` or `1956`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.in_year();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", year.abs())?;
        let number = self.number.rem_euclid(self.grain.in_year()) + 1;
        match self.grain {
            Grain::Month => write!(f, "-{number:02}"),
            Grain::Quarter => write!(f, "-Q{number}"),
            Grain::Year => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{day, day_bounds};

    #[test]
    fn a_date_lies_in_the_narrowest_period_that_holds_it() {
        let case = |date: &str, by_month: &str, by_quarter: &str, by_year: &str| {
            let label = |grain| {
                Period::narrowest(day_bounds(date), grain)
                    .map_or_else(|| "-".to_owned(), |p| p.to_string())
            };
            let found = Grain::ALL.map(label);
            assert_eq!(found, [by_month, by_quarter, by_year], "{date}");
        };
        case("1956-10-23", "1956-10", "1956-Q4", "1956");
        case("1956-10", "1956-10", "1956-Q4", "1956");
        case("1956-10-30/1956-11-04", "1956-Q4", "1956-Q4", "1956");
        case("1956-23", "1956", "1956", "1956");
        case("1956", "1956", "1956", "1956");
        case("195X", "-", "-", "-");
        case("1955/1961", "-", "-", "-");
        case("1949/..", "-", "-", "-");
        case("-0043-03-15", "-0043-03", "-0043-Q1", "-0043");
    }

    #[test]
    fn periods_follow_each_other_and_cover_the_year() {
        for grain in Grain::ALL {
            let mut period = Period::of(day("1955-12-31"), grain);
            for _ in 0..30 {
                let next = period.next();
                let (here, there) = (period.bounds(), next.bounds());
                assert_eq!(
                    here.last.map(|d| d.0 + 1),
                    there.first.map(|d| d.0),
                    "{period}"
                );
                assert_eq!(Period::holding(here, grain), Some(period));
                assert_eq!(period.until(next), 0);
                period = next;
            }
        }
        assert_eq!(Period::year(1950).until(Period::year(1954)), 3);
        assert_eq!(
            Period::of(day("1956-11-04"), Grain::Month)
                .widened(Grain::Quarter)
                .to_string(),
            "1956-Q4"
        );
    }
}
