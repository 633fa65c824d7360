//! Dates as EDTF values (ISO 8601-2, levels 0 to 2), and the days they span.
//!
//! `edtf-core` parses and bounds; it stands behind types of our own, so that it can be replaced.
//! Seasons follow the project's own table (ANNOTATION: spring is March to May, summer June to August,
//! autumn September to November, winter December), which is why bounds of a season are made here.

use std::{fmt, str::FromStr};

use edtf_core::{Bound, BoundDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// A day of the proleptic Gregorian calendar, counted from 1 January of year 1 (= 1).
///
/// The count is that of Python's `date.toordinal`, so figures can be compared with the scorers'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i64);

impl Day {
    /// The day of a date given as astronomical year, month 1-12 and day 1-31; `None` where there is
    /// no such day.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Days before the first of March of a shifted year, so that the leap day comes last.
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let month_index = i64::from((month + 9) % 12);
        let of_year = (153 * month_index + 2) / 5 + i64::from(day) - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Self(era * 146_097 + days - 305))
    }

    /// Astronomical year, month 1-12 and day 1-31.
    #[must_use]
    pub fn ymd(self) -> (i64, u8, u8) {
        let shifted = self.0 + 305;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = u8::try_from(day_of_year - (153 * month_index + 2) / 5 + 1).unwrap_or(1);
        let month = u8::try_from(if month_index < 10 {
            month_index + 3
        } else {
            month_index - 9
        })
        .unwrap_or(1);
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        (year, month, day)
    }

    /// Day of the week, Monday = 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from((self.0 - 1).rem_euclid(7)).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        if year < 0 {
            write!(f, "-{:04}-{month:02}-{day:02}", -year)
        } else {
            write!(f, "{year:04}-{month:02}-{day:02}")
        }
    }
}

/// Days in a month of the proleptic Gregorian calendar.
fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0
            && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) =>
        {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// First and last day that a date touches; `None` where that side is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// Earliest day, inclusive.
    pub first: Option<Day>,
    /// Latest day, inclusive.
    pub last: Option<Day>,
}

impl Bounds {
    /// Any day.
    pub const OPEN: Self = Self {
        first: None,
        last: None,
    };

    /// Whether the two stretches share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let after = |first: Option<Day>, last: Option<Day>| matches!((first, last), (Some(a), Some(b)) if a > b);
        !after(self.first, other.last) && !after(other.first, self.last)
    }

    /// Number of days covered; `None` where a side is open.
    #[must_use]
    pub fn days(self) -> Option<i64> {
        Some(self.last?.0 - self.first?.0 + 1)
    }
}

/// Why a string is no EDTF value.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("`{text}` is not an EDTF date: {reason}")]
pub struct EdtfError {
    /// What was given.
    pub text: String,
    /// What the parser said.
    pub reason: String,
}

/// A date in the Extended Date/Time Format, kept in the form it was made in.
///
/// Two values are equal where their texts are; use [`Edtf::bounds`] to compare what they mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

impl Edtf {
    /// The text of the value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self(day.to_string())
    }

    /// A month of an astronomical year between 0 and 9999.
    #[must_use]
    pub fn month(year: i64, month: u8) -> Self {
        Self(format!("{year:04}-{month:02}"))
    }

    /// An astronomical year between 0 and 9999.
    #[must_use]
    pub fn year(year: i64) -> Self {
        Self(format!("{year:04}"))
    }

    /// First and last day.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        bounds_of(&self.0)
    }

    /// Whether the value is marked as about (`~`) or both about and uncertain (`%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.0.contains(['~', '%'])
    }
}

/// Bounds of a text that is known to be a valid EDTF value.
fn bounds_of(text: &str) -> Bounds {
    if let Some((from, to)) = text.split_once('/') {
        return Bounds {
            first: if from == ".." || from.is_empty() {
                None
            } else {
                bounds_of(from).first
            },
            last: if to == ".." || to.is_empty() {
                None
            } else {
                bounds_of(to).last
            },
        };
    }
    if let Some(bounds) = plain_bounds(text).or_else(|| season_bounds(text)) {
        return bounds;
    }
    let Ok(value) = edtf_core::Edtf::parse(text) else {
        return Bounds::OPEN;
    };
    let bounds = value.bounds();
    Bounds {
        first: day_of(bounds.earliest),
        last: day_of(bounds.latest),
    }
}

fn day_of(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(BoundDate { year, month, day }) => Day::from_ymd(year, month, day),
        _ => None,
    }
}

/// Bounds of `YYYY`, `YYYY-MM` and `YYYY-MM-DD`, the forms that nearly all dates have; `None` for any other text and
/// for months and days that do not exist.
fn plain_bounds(text: &str) -> Option<Bounds> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        let is_plain = digits.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| digits.parse::<u16>().ok())?
    };
    let part = |from: usize| {
        let dash = text.as_bytes().get(from - 1) == Some(&b'-');
        u8::try_from(number(from, from + 2).filter(|_| dash)?).ok()
    };
    let year = i64::from(number(0, 4)?);
    let (first, last) = match text.len() {
        4 => ((1, 1), (12, 31)),
        7 => {
            let month = part(5)?;
            ((month, 1), (month, days_in_month(year, month)))
        }
        10 => {
            let day = (part(5)?, part(8)?);
            (day, day)
        }
        _ => return None,
    };
    Some(Bounds {
        first: Some(Day::from_ymd(year, first.0, first.1)?),
        last: Some(Day::from_ymd(year, last.0, last.1)?),
    })
}

/// Bounds of `YYYY-21` to `YYYY-24`, by the project's table of seasons.
fn season_bounds(text: &str) -> Option<Bounds> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let (year, season) = bare.rsplit_once('-')?;
    let (first, last) = match season {
        "21" => (3, 5),
        "22" => (6, 8),
        "23" => (9, 11),
        "24" => (12, 12),
        _ => return None,
    };
    let year: i64 = year.parse().ok()?;
    Some(Bounds {
        first: Day::from_ymd(year, first, 1),
        last: Day::from_ymd(year, last, days_in_month(year, last)),
    })
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if plain_bounds(text).is_some() {
            return Ok(Self(text.to_owned()));
        }
        edtf_core::Edtf::parse(text)
            .map(|_| Self(text.to_owned()))
            .map_err(|e| EdtfError {
                text: text.to_owned(),
                reason: e.to_string(),
            })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (Option<String>, Option<String>) {
        let bounds = text
            .parse::<Edtf>()
            .unwrap_or_else(|e| panic!("{e}"))
            .bounds();
        (
            bounds.first.map(|d| d.to_string()),
            bounds.last.map(|d| d.to_string()),
        )
    }

    #[test]
    fn bounds_follow_the_annotation_page() {
        let case = |text, first: &str, last: &str| {
            let side = |s: &str| (!s.is_empty()).then(|| s.to_owned());
            assert_eq!(days(text), (side(first), side(last)), "{text}");
        };
        case("1953-03-05", "1953-03-05", "1953-03-05");
        case("1953-02", "1953-02-01", "1953-02-28");
        case("1960", "1960-01-01", "1960-12-31");
        case("195X", "1950-01-01", "1959-12-31");
        case("19XX", "1900-01-01", "1999-12-31");
        case("1955/1961", "1955-01-01", "1961-12-31");
        case("1949/..", "1949-01-01", "");
        case("../1968", "", "1968-12-31");
        case("1949~", "1949-01-01", "1949-12-31");
        case("1956-21", "1956-03-01", "1956-05-31");
        case("1956-24", "1956-12-01", "1956-12-31");
    }

    #[test]
    fn plain_dates_are_those_of_the_library() {
        let plain = |text: &str| {
            let library = edtf_core::Edtf::parse(text).ok().map(|value| {
                let bounds = value.bounds();
                Bounds {
                    first: day_of(bounds.earliest),
                    last: day_of(bounds.latest),
                }
            });
            assert_eq!(plain_bounds(text), library, "{text}");
        };
        for year in [
            0, 1, 4, 99, 100, 400, 1582, 1899, 1900, 1956, 2000, 2100, 9999,
        ] {
            plain(&format!("{year:04}"));
            for month in 0..=20 {
                plain(&format!("{year:04}-{month:02}"));
                for day in 0..=32 {
                    plain(&format!("{year:04}-{month:02}-{day:02}"));
                }
            }
        }
        for text in [
            "",
            "195X",
            "195",
            "-1956",
            "+1956",
            "19566",
            "1956-1",
            "1956/02",
            "1956-02~",
            "1956-02-0",
            "١٩٥٦",
        ] {
            assert_eq!(plain_bounds(text), None, "{text}");
        }
    }

    #[test]
    fn days_count_as_python_does_and_come_back() {
        assert_eq!(Day::from_ymd(1, 1, 1), Some(Day(1)));
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(719_163)));
        assert_eq!(Day::from_ymd(1961, 2, 29), None);
        assert_eq!(Day(719_163).weekday(), 3, "1 January 1970 was a Thursday");
        for n in (-800_000..800_000).step_by(37) {
            let (year, month, day) = Day(n).ymd();
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(n)));
        }
    }

    #[test]
    fn a_date_that_is_none_says_so() {
        assert!("1961-02-30".parse::<Edtf>().is_err());
        assert!("yesterday".parse::<Edtf>().is_err());
    }
}
