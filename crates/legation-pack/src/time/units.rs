//! What words for times mean: units, parts, eras, calendars, and how they are written as one number.

use serde::Deserialize;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Third,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// All units; the meaning of a unit's word is its place here.
    pub const ALL: [Self; 10] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Half,
        Self::Third,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];
}

/// A part of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Part {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
}

impl Part {
    /// All parts; the meaning of a part's word is its place here.
    pub const ALL: [Self; 5] = [
        Self::Early,
        Self::Mid,
        Self::Late,
        Self::FirstHalf,
        Self::SecondHalf,
    ];
}

/// How a word points to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anaphor {
    /// The one last spoken of ("the same", "that").
    Same,
    /// The one of writing, else the one spoken of ("this", "the current").
    This,
    /// One after the one spoken of ("the following").
    Following,
    /// One before the one spoken of ("the previous").
    Previous,
    /// One after that of writing ("next").
    Next,
    /// One before that of writing ("last").
    Last,
}

impl Anaphor {
    /// All of them; the meaning of a word is its place here.
    pub const ALL: [Self; 6] = [
        Self::Same,
        Self::This,
        Self::Following,
        Self::Previous,
        Self::Next,
        Self::Last,
    ];
}

/// A mark of calendar or era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Era {
    /// The common era.
    Common,
    /// Before the common era.
    Before,
    /// The Hijri calendar.
    Hijri,
    /// The Hebrew calendar.
    Hebrew,
    /// The Julian calendar ("old style").
    Julian,
}

impl Era {
    /// All of them; the meaning of a mark is its place here.
    pub const ALL: [Self; 5] = [
        Self::Common,
        Self::Before,
        Self::Hijri,
        Self::Hebrew,
        Self::Julian,
    ];
}

/// A calendar that months belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Calendar {
    Gregory,
    Islamic,
    Hebrew,
    Julian,
}

/// The meaning of a month's word: calendar and number (from 1).
#[must_use]
pub fn month_code(calendar: Calendar, month: u8) -> i32 {
    calendar as i32 * 100 + i32::from(month)
}

/// Calendar and month of a [`month_code`].
#[must_use]
pub fn month_of(code: i32) -> (Calendar, u8) {
    let calendar = match code / 100 {
        1 => Calendar::Islamic,
        2 => Calendar::Hebrew,
        3 => Calendar::Julian,
        _ => Calendar::Gregory,
    };
    (calendar, u8::try_from(code % 100).unwrap_or(1))
}

/// The meaning of a word that points to a unit by itself.
#[must_use]
pub fn pointed_code(how: Anaphor, unit: Unit) -> i32 {
    how as i32 * 100 + unit as i32
}

/// How and unit of a [`pointed_code`].
#[must_use]
pub fn pointed_of(code: i32) -> Option<(Anaphor, Unit)> {
    let at = |n: i32| usize::try_from(n).ok();
    Some((
        *Anaphor::ALL.get(at(code / 100)?)?,
        *Unit::ALL.get(at(code % 100)?)?,
    ))
}

/// The meaning of a word for a part of a unit.
#[must_use]
pub fn part_code(part: Part, unit: Unit) -> i32 {
    part as i32 * 100 + unit as i32
}

/// Part and unit of a [`part_code`].
#[must_use]
pub fn part_of(code: i32) -> Option<(Part, Unit)> {
    let at = |n: i32| usize::try_from(n).ok();
    Some((
        *Part::ALL.get(at(code / 100)?)?,
        *Unit::ALL.get(at(code % 100)?)?,
    ))
}
