//! What patterns are made of: productions, kinds of number and value, slots.

/// What a match of a rule means; the productions are in `legation-time`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Make {
    Duration,
    Period,
    Decade,
    Century,
    Deictic,
    Vague,
    Spoken,
    Numeric,
    Date,
    Season,
    Part,
    Fraction,
    Nth,
    WeekOf,
    Range,
    Witness,
    Later,
    Earlier,
    Ago,
    Ahead,
    Within,
    Since,
    Until,
    Before,
    After,
    About,
    Perhaps,
    Only,
    Nothing,
}

impl Make {
    const ALL: [(&'static str, Self); 29] = [
        ("duration", Self::Duration),
        ("period", Self::Period),
        ("decade", Self::Decade),
        ("century", Self::Century),
        ("deictic", Self::Deictic),
        ("vague", Self::Vague),
        ("spoken", Self::Spoken),
        ("numeric", Self::Numeric),
        ("date", Self::Date),
        ("season", Self::Season),
        ("part", Self::Part),
        ("fraction", Self::Fraction),
        ("nth", Self::Nth),
        ("week-of", Self::WeekOf),
        ("range", Self::Range),
        ("witness", Self::Witness),
        ("later", Self::Later),
        ("earlier", Self::Earlier),
        ("ago", Self::Ago),
        ("ahead", Self::Ahead),
        ("within", Self::Within),
        ("since", Self::Since),
        ("until", Self::Until),
        ("before", Self::Before),
        ("after", Self::After),
        ("about", Self::About),
        ("perhaps", Self::Perhaps),
        ("only", Self::Only),
        ("nothing", Self::Nothing),
    ];

    /// Names of all productions.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|(name, _)| *name).collect()
    }

    /// The round in which rules of this production are tried: a rule may use what earlier rounds found.
    #[must_use]
    pub fn round(self) -> u8 {
        match self {
            Self::Duration
            | Self::Period
            | Self::Century
            | Self::Deictic
            | Self::Vague
            | Self::Spoken
            | Self::Numeric => 0,
            Self::Date | Self::Season | Self::Decade => 1,
            Self::Part | Self::Fraction | Self::Nth | Self::WeekOf => 2,
            Self::Witness => 3,
            Self::Range => 4,
            Self::Later | Self::Earlier | Self::Ago | Self::Ahead | Self::Within => 5,
            Self::Since
            | Self::Until
            | Self::Before
            | Self::After
            | Self::About
            | Self::Perhaps
            | Self::Only
            | Self::Nothing => 6,
        }
    }
}

impl std::str::FromStr for Make {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, make)| *make)
            .ok_or(())
    }
}

/// Which numbers fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// A day of a month: 1 to 31, in at most two digits, cardinal or ordinal.
    Day,
    /// As [`NumberKind::Day`], ordinal alone.
    DayOrdinal,
    /// A month by its number.
    MonthNumber,
    /// A year that can stand by itself: four digits, or words above a thousand.
    Year,
    /// A year beside a word that says so: one to four digits, or words.
    AnyYear,
    /// The last two digits of a year.
    ShortYear,
    /// A number that counts: cardinal.
    Count,
    /// An ordinal.
    Ordinal,
    /// The first year of a decade, in two or four digits.
    DecadeYear,
    /// A day of a month in letters.
    LetterDay,
    /// A year in letters.
    LetterYear,
}

impl NumberKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Day,
        Self::DayOrdinal,
        Self::MonthNumber,
        Self::Year,
        Self::AnyYear,
        Self::ShortYear,
        Self::Count,
        Self::Ordinal,
        Self::DecadeYear,
        Self::LetterDay,
        Self::LetterYear,
    ];
}

impl Filter {
    /// All filters, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Date,
        Self::Day,
        Self::Month,
        Self::Year,
        Self::MonthOrYear,
        Self::Decade,
        Self::Century,
        Self::Duration,
        Self::Period,
        Self::Season,
        Self::Part,
    ];
}

/// Which values of lower rules fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Anything that can stand on a calendar.
    Date,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A year or a month with its year.
    MonthOrYear,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// A number of units.
    Duration,
    /// "the same month", "last week".
    Period,
    /// A season.
    Season,
    /// A stretch of days with both ends.
    Part,
}

/// What a matched element stands for in the production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Slot {
    None,
    Day,
    Month,
    MonthNumber,
    Year,
    ShortYear,
    Weekday,
    Count,
    Ordinal,
    Unit,
    Pair,
    Some,
    Pointed,
    Thereof,
    AfterNext,
    PartOf,
    Season,
    Part,
    Anaphor,
    Deictic,
    Era,
    Decade,
    DecadeYear,
    Date,
    Few,
    Last,
    About,
    Approx,
    Event,
    ToDay,
    ToMonth,
    ToYear,
    ToDate,
    ToCount,
    Separator,
    LetterYear,
}

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// A word of one of the classes in the set.
    Words {
        /// The classes, as bits.
        classes: u128,
        /// What it fills.
        slot: Slot,
    },
    /// A number.
    Number {
        /// Which numbers.
        kind: NumberKind,
        /// What it fills.
        slot: Slot,
    },
    /// A value found by rules of an earlier round.
    Value {
        /// Which values.
        filter: Filter,
        /// What it fills.
        slot: Slot,
    },
    /// One of several rows, or nothing where it is optional.
    Group {
        /// The rows.
        options: Vec<Vec<Element>>,
        /// Whether it may be left out.
        optional: bool,
    },
}
