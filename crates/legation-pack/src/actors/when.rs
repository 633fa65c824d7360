//! Stretches of time with blurred ends, and how well a date fits into one.

use std::cmp::Reverse;

use legation_model::{Bounds, Day, Edtf};
use serde::{Deserialize, Serialize};

/// The answer of three-valued logic, least certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// It does not.
    No,
    /// It does for a part of the time, or the dates are not precise enough to say.
    Possibly,
    /// It does, whatever day is meant.
    Certainly,
}

/// A stretch of time that begins somewhere in `from` and ends somewhere in `to`; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The days that may be the first one.
    pub from: Option<Bounds>,
    /// The days that may be the last one.
    pub to: Option<Bounds>,
}

/// How well a date fits a period; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub(super) holds: Holds,
    /// Days between the two where they do not meet.
    gap: Reverse<i64>,
    /// Days of the date that lie in the period.
    shared: i64,
    /// Where no date is given: the last day of the period, far in the future where it is open.
    end: i64,
    /// The first day of the period: of two that fit alike, the one that began last is meant.
    begin: i64,
}

impl Fit {
    /// The part of the fit that the date decides.
    pub(super) fn at_that_time(self) -> (Holds, Reverse<i64>, i64) {
        (self.holds, self.gap, self.shared)
    }
}

impl Period {
    /// A period from the dates of both ends.
    #[must_use]
    pub fn new(from: Option<&Edtf>, to: Option<&Edtf>) -> Self {
        Self {
            from: from.map(Edtf::bounds),
            to: to.map(Edtf::bounds),
        }
    }

    /// The first day that may belong to it.
    fn earliest(self) -> Option<Day> {
        self.from.and_then(|from| from.first)
    }

    /// The last day that may belong to it.
    fn latest(self) -> Option<Day> {
        self.to.and_then(|to| to.last)
    }

    /// Whether the period covers all of `when` for certain, perhaps or in part, or not at all.
    #[must_use]
    pub fn holds(self, when: Bounds) -> Holds {
        let reach = Bounds {
            first: self.earliest(),
            last: self.latest(),
        };
        if !reach.overlaps(when) {
            return Holds::No;
        }
        let begun = match self.from {
            None => true,
            Some(from) => matches!((from.last, when.first), (Some(a), Some(b)) if a <= b),
        };
        let lasts = match self.to {
            None => true,
            Some(to) => matches!((to.first, when.last), (Some(a), Some(b)) if a >= b),
        };
        if begun && lasts {
            Holds::Certainly
        } else {
            Holds::Possibly
        }
    }

    /// This period with its open ends closed by another's.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            from: self.from.or(other.from),
            to: self.to.or(other.to),
        }
    }

    /// How well `when` fits; without a date, how near the period reaches to our day.
    pub(super) fn fit(self, when: Option<Bounds>) -> Fit {
        const NEVER: i64 = i64::MIN / 4;
        const ALWAYS: i64 = i64::MAX / 4;
        let first = self.earliest().map_or(NEVER, |day| day.0);
        let last = self.latest().map_or(ALWAYS, |day| day.0);
        let Some(when) = when else {
            return Fit {
                holds: Holds::Possibly,
                gap: Reverse(0),
                shared: 0,
                end: last,
                begin: first,
            };
        };
        let when_first = when.first.map_or(NEVER, |day| day.0);
        let when_last = when.last.map_or(ALWAYS, |day| day.0);
        Fit {
            holds: self.holds(when),
            gap: Reverse((first - when_last).max(when_first - last).max(0)),
            shared: (when_last.min(last) - when_first.max(first) + 1).max(0),
            end: 0,
            begin: first,
        }
    }
}
