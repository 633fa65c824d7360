//! Dates as users write them in questions: a year, a month, a day, or any other EDTF value that has the days asked for.

use legation_model::{Day, Edtf};
use thiserror::Error;

/// Why what a user wrote is no date for the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// It is no date.
    #[error("write a date such as 1955, 1955-03 or 1955-03-05")]
    NoDate,
    /// Nobody knows where it begins.
    #[error("the date has no first day; write a year, month or day")]
    NoFirstDay,
    /// Nobody knows where it ends.
    #[error("the date has no last day; write a year, month or day")]
    NoLastDay,
}

/// A date: `1955`, `1955-03`, `1955-03-05`, or another value of EDTF.
///
/// # Errors
/// [`DateError::NoDate`].
pub fn one_date(text: &str) -> Result<Edtf, DateError> {
    text.parse().map_err(|_| DateError::NoDate)
}

/// The first day of a date.
///
/// # Errors
/// Where it is none or is open to the past.
pub fn first_day(text: &str) -> Result<Day, DateError> {
    one_date(text)?.bounds().first.ok_or(DateError::NoFirstDay)
}

/// The last day of a date.
///
/// # Errors
/// Where it is none or is open to the future.
pub fn last_day(text: &str) -> Result<Day, DateError> {
    one_date(text)?.bounds().last.ok_or(DateError::NoLastDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_days_that_it_spans_or_says_which_it_lacks() {
        let days = |text| (first_day(text), last_day(text));
        let of = |year, month, day| Ok(Day::from_ymd(year, month, day).expect("a day"));
        assert_eq!(days("1955"), (of(1955, 1, 1), of(1955, 12, 31)));
        assert_eq!(days("1956-02"), (of(1956, 2, 1), of(1956, 2, 29)));
        assert_eq!(days("1956-02-03"), (of(1956, 2, 3), of(1956, 2, 3)));
        assert_eq!(days("1956/.."), (of(1956, 1, 1), Err(DateError::NoLastDay)));
        assert_eq!(first_day("../1956"), Err(DateError::NoFirstDay));
        for text in ["", "yesterday", "1956-13", "1956-02-30", "56"] {
            assert_eq!(first_day(text), Err(DateError::NoDate), "{text}");
        }
    }
}
