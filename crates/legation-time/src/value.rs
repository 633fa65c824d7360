//! What the words of a time expression say by themselves: a value with holes, before the narrative fills them.

use legation_pack::time::{Anaphor, Calendar, Filter, Part, Unit};

/// The year of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearOf {
    /// Not said.
    Hole,
    /// Said in full, in the calendar of the date.
    Known(i32),
    /// Said in two digits.
    Short(u8),
    /// Pointed to: "of the same year".
    Pointed(Pointer),
}

/// The month of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthOf {
    Hole,
    Known(u8),
    Pointed(Pointer),
}

/// "The same month", "the following year", "last week".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pointer {
    pub(crate) unit: Unit,
    pub(crate) how: Anaphor,
    /// How many of the unit: "the last two weeks".
    pub(crate) count: i32,
    /// Units to jump over: "the month after next".
    pub(crate) extra: i32,
}

/// A date with holes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateOf {
    pub(crate) calendar: Calendar,
    pub(crate) year: YearOf,
    pub(crate) month: MonthOf,
    pub(crate) day: Option<u8>,
    pub(crate) weekday: Option<u8>,
    /// How a weekday or month is pointed to: "last Sunday", "next March".
    pub(crate) how: Option<Anaphor>,
    /// The one after that: "March after next".
    pub(crate) again: bool,
}

impl DateOf {
    pub(crate) const EMPTY: Self = Self {
        calendar: Calendar::Gregory,
        year: YearOf::Hole,
        month: MonthOf::Hole,
        day: None,
        weekday: None,
        how: None,
        again: false,
    };
}

/// What a number of units is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    /// The time spoken of: "two days later".
    Narrative,
    /// The time of writing: "two days ago".
    Writing,
    /// A date: "two days after 3 May".
    Value(Box<Value>),
    /// An event named after the expression: "two days after the death of Stalin".
    Event,
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    /// How many; `None` for "some", "several".
    pub(crate) count: Option<i32>,
    pub(crate) unit: Unit,
    /// Said to be about.
    pub(crate) about: bool,
}

/// What stands on one side of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// From the date on.
    Since,
    /// Up to the date.
    Until,
    /// Up to the day before it.
    Before,
    /// From the day after it.
    After,
    /// At some distance from it.
    About,
    /// It is not certain.
    Perhaps,
}

/// The value of a time expression as its words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Date(DateOf),
    Season {
        season: u8,
        year: YearOf,
        how: Option<Anaphor>,
    },
    /// Days from Easter.
    Easter {
        days: i32,
        year: YearOf,
    },
    /// First year of the decade; two digits where the century is a hole.
    Decade {
        start: i32,
        century: bool,
    },
    /// First year of the century.
    Century(i32),
    Pointer(Pointer),
    /// Days from the day of writing.
    Deictic(i32),
    Part {
        part: Part,
        of: Box<Value>,
    },
    /// One of the equal parts of a stretch: quarter 2 of a year.
    Fraction {
        unit: Unit,
        number: i32,
        of: Box<Value>,
    },
    /// The n-th (from the end, where negative) weekday or unit of a stretch.
    Nth {
        number: i32,
        what: Nth,
        of: Box<Value>,
    },
    /// The week that holds a day.
    WeekOf(Box<Value>),
    Range(Box<Value>, Box<Value>),
    Shift {
        amount: Amount,
        back: bool,
        base: Base,
    },
    Open(Operator, Box<Value>),
    /// A length without a place.
    Duration(Amount),
    /// From the time spoken of to a number of units after it.
    Within(Amount),
    /// As many units as that, the one spoken of being the first: "for four days".
    During(Amount),
    /// The time last spoken of, whatever its grain: "since then".
    Spoken,
    /// A time that no calendar holds.
    Vague,
    /// Words that look like a time and are none.
    Nothing,
}

/// What is counted in [`Value::Nth`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nth {
    Weekday(u8),
    Unit(Unit),
}

impl Value {
    /// Whether a pattern's element takes this value.
    pub(crate) fn fits(&self, filter: Filter) -> bool {
        match filter {
            Filter::Date => !matches!(
                self,
                Self::Duration(_) | Self::During(_) | Self::Vague | Self::Nothing | Self::Open(..)
            ),
            Filter::Duration => matches!(self, Self::Duration(_)),
            Filter::Period => matches!(self, Self::Pointer(_)),
            Filter::Season => matches!(self, Self::Season { .. }),
            Filter::Decade => matches!(self, Self::Decade { .. }),
            Filter::Century => matches!(self, Self::Century(_)),
            Filter::Part => matches!(self, Self::Part { .. }),
            Filter::Day => match self {
                Self::Date(d) => d.day.is_some() || d.weekday.is_some(),
                Self::Pointer(p) => p.unit == Unit::Day,
                Self::Deictic(_) | Self::Easter { .. } => true,
                _ => false,
            },
            Filter::Month => match self {
                Self::Date(d) => d.day.is_none() && d.month != MonthOf::Hole,
                Self::Pointer(p) => p.unit == Unit::Month,
                _ => false,
            },
            Filter::Year => match self {
                Self::Date(d) => d.is_year(),
                Self::Pointer(p) => p.unit == Unit::Year,
                _ => false,
            },
            Filter::MonthOrYear => self.fits(Filter::Month) || self.fits(Filter::Year),
        }
    }

    /// The kind, as the record names it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Date(d) => d.kind(),
            Self::Easter { .. } => "day",
            Self::Season { .. } => "season",
            Self::Decade { .. } | Self::Century(_) => "decade",
            Self::Pointer(_) | Self::Spoken => "anaphora",
            Self::Deictic(_) => "relative",
            Self::Part { .. } | Self::Fraction { .. } => "part",
            Self::Nth { .. } | Self::WeekOf(_) => "day",
            Self::Range(..) => "range",
            Self::Shift { .. } | Self::Within(_) => "relative",
            Self::During(_) => "duration",
            Self::Open(_, inner) => inner.kind(),
            Self::Duration(_) => "duration",
            Self::Vague | Self::Nothing => "vague",
        }
    }

    /// The calendar that it is written in.
    pub(crate) fn calendar(&self) -> Calendar {
        match self {
            Self::Date(d) => d.calendar,
            Self::Part { of, .. } | Self::Fraction { of, .. } | Self::Nth { of, .. } => {
                of.calendar()
            }
            Self::WeekOf(of) | Self::Open(_, of) => of.calendar(),
            Self::Range(_, to) => to.calendar(),
            Self::Shift {
                base: Base::Value(of),
                ..
            } => of.calendar(),
            _ => Calendar::Gregory,
        }
    }

    /// The operator, and the value under it.
    pub(crate) fn operator(&self) -> (Option<Operator>, &Self) {
        match self {
            Self::Open(operator, inner) => (Some(*operator), inner),
            other => (None, other),
        }
    }
}

impl DateOf {
    pub(crate) fn is_year(&self) -> bool {
        self.day.is_none()
            && self.month == MonthOf::Hole
            && self.weekday.is_none()
            && self.year != YearOf::Hole
    }

    fn kind(&self) -> &'static str {
        let pointed =
            matches!(self.year, YearOf::Pointed(_)) || matches!(self.month, MonthOf::Pointed(_));
        if pointed {
            "anaphora"
        } else if self.year == YearOf::Hole {
            "inherit"
        } else if self.day.is_some() {
            "day"
        } else if self.month == MonthOf::Hole {
            "year"
        } else {
            "month"
        }
    }

    /// The date as stated, with `X` for each digit that is not.
    pub(crate) fn stated(&self) -> String {
        let year = match self.year {
            YearOf::Known(year) if year < 0 => format!("-{:04}", -year),
            YearOf::Known(year) => format!("{year:04}"),
            YearOf::Short(year) => format!("XX{year:02}"),
            YearOf::Hole | YearOf::Pointed(_) => "XXXX".to_owned(),
        };
        let month = match self.month {
            MonthOf::Known(month) => format!("{month:02}"),
            MonthOf::Pointed(_) => "XX".to_owned(),
            MonthOf::Hole if self.day.is_some() => "XX".to_owned(),
            MonthOf::Hole => return year,
        };
        match self.day {
            Some(day) => format!("{year}-{month}-{day:02}"),
            None => format!("{year}-{month}"),
        }
    }
}
