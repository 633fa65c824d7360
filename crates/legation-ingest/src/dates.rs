//! Dates about a document (published, retrieved), as metadata give them: machine-written forms only.
//!
//! Dates in words are the business of reading; here a form that two people could read differently is no date.

use legation_model::{Day, Edtf};

/// The date of a metadata value: ISO 8601 with or without a time, EDTF, `YYYY/MM/DD`, `YYYYMMDD`, an RFC 2822
/// date, or seconds since 1970. `None` where it is none of these.
pub(crate) fn date_of(value: &str) -> Option<Edtf> {
    let value = value.trim();
    if let Some(day) = leading_day(value) {
        return Some(day);
    }
    if let Ok(date) = value.parse::<Edtf>() {
        return Some(date);
    }
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return match value.len() {
            8 => day(&value[..4], &value[4..6], &value[6..]),
            9..=10 => epoch(value.parse().ok()?),
            13 => epoch(value.parse::<i64>().ok()? / 1000),
            // MediaWiki and CDX write YYYYMMDDhhmmss.
            14 => day(&value[..4], &value[4..6], &value[6..8]),
            _ => None,
        };
    }
    english_day(value)
}

/// A day written year first, alone in its line: `2017 / 10 / 30`, `2017-10-30`, with a time after it perhaps.
pub(crate) fn numeric_day(line: &str) -> Option<Edtf> {
    let mut parts = line
        .split(|c: char| !c.is_numeric())
        .filter(|p| !p.is_empty());
    let foreign = line.chars().any(|c| {
        !(c.is_numeric() || c.is_whitespace() || matches!(c, '/' | '-' | '.' | ':' | ',' | '،'))
    });
    if foreign {
        return None;
    }
    let (year, month, day_of_month) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str| -> Option<String> {
        s.chars()
            .map(|c| match c {
                '0'..='9' => Some(c),
                '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
                '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
                _ => None,
            })
            .collect()
    };
    let year = digits(year)?;
    (year.len() == 4).then_some(())?;
    day(&year, &digits(month)?, &digits(day_of_month)?)
}

/// `YYYY-MM-DD` or `YYYY/MM/DD` at the start, ended by the text's end, a `T` or a space.
fn leading_day(value: &str) -> Option<Edtf> {
    let bytes = value.as_bytes();
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/') || bytes.get(7) != Some(&separator) {
        return None;
    }
    if !matches!(bytes.get(10), None | Some(b'T' | b't' | b' ' | b'Z' | b'+')) {
        return None;
    }
    day(value.get(..4)?, value.get(5..7)?, value.get(8..10)?)
}

fn day(year: &str, month: &str, day: &str) -> Option<Edtf> {
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(Edtf::day)
}

/// Seconds since 1970, where they fall between 1970 and 2200.
fn epoch(seconds: i64) -> Option<Edtf> {
    let first = Day::from_ymd(1970, 1, 1)?;
    (0..7_258_118_400_i64)
        .contains(&seconds)
        .then(|| Edtf::day(Day(first.0 + seconds / 86_400)))
}

/// `Mon, 30 Oct 2017 08:00:00 GMT`, as HTTP and feeds write it.
fn english_day(value: &str) -> Option<Edtf> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let rest = value.split_once(", ").map_or(value, |(_, rest)| rest);
    let mut words = rest.split_whitespace();
    let (of_month, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = month.get(..3)?.to_ascii_lowercase();
    let month = u8::try_from(MONTHS.iter().position(|m| *m == month)? + 1).ok()?;
    let year: i64 = year.get(..4)?.parse().ok()?;
    Day::from_ymd(year, month, of_month.parse().ok()?).map(Edtf::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_dates_become_days() {
        let case = |given: &str, want: Option<&str>| {
            assert_eq!(date_of(given).as_ref().map(Edtf::as_str), want, "{given}");
        };
        case("2017-10-30", Some("2017-10-30"));
        case("2013-02-12T04:30:00-02:00", Some("2013-02-12"));
        case("2017/10/30", Some("2017-10-30"));
        case("1956-02", Some("1956-02"));
        case("1955/1961", Some("1955/1961"));
        case("20171030", Some("2017-10-30"));
        case("1509321600", Some("2017-10-30"));
        case("Mon, 30 Oct 2017 08:00:00 GMT", Some("2017-10-30"));
        case("30/10/2017", None);
        case("yesterday", None);
        case("2017-13-45", None);
        case("", None);
    }

    #[test]
    fn a_line_that_is_a_date_is_known() {
        assert_eq!(
            numeric_day("2017 / 10 / 30").map(|d| d.to_string()),
            Some("2017-10-30".to_owned())
        );
        assert_eq!(
            numeric_day("٢٠١٧-١٠-٣٠").map(|d| d.to_string()),
            Some("2017-10-30".to_owned())
        );
        assert_eq!(numeric_day("30 / 10 / 2017"), None);
        assert_eq!(numeric_day("on 2017-10-30"), None);
    }
}
