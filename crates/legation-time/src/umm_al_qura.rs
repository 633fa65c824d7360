//! The Umm al-Qura calendar as it was printed, for the years before the table of `icu_calendar` is that of print.
//!
//! The lengths of months from 1343 to 1419 AH (1924 to 1999) follow R. H. van Gent's collection of the printed
//! calendars (<https://webspace.science.uu.nl/~gent0113/islam/ummalqura.htm>), as the package `hijridate`
//! tabulates it. The retrospective table that `icu_calendar` carries is a day late in most months of those
//! years: it puts the tenth of Ramadan 1393 on 7 October 1973. From 1420 on the two agree.

use legation_model::Day;

/// First year of the table.
const FIRST: i32 = 1343;
/// The first of Muharram 1343.
const START: i64 = 702574;

/// The months of each year: their lengths, less 28 days. Misprints left months of 28 and 31 days.
#[rustfmt::skip]
const MONTHS: [&str; 77] = [
    "212212220222", "112121212121", "212131202212", "112212211221", "112212212211", "212121221130",
    "212121222032", "121211212212", "212121112212", "212121212121", "212212122112", "121212212121",
    "212121212212", "112121221121", "212121212122", "221211211221", "222121121121", "212121212122",
    "212121212121", "212121212121", "212121212122", "212121202221", "212121212122", "212121212121",
    "212121212121", "212121212122", "212121221221", "212121212121", "212112121222", "121212112122",
    "121212121212", "212121221122", "212121211221", "121122212121", "211212122122", "212121212121",
    "121212121212", "212121212121", "212212112121", "212212211212", "121221212121", "212121212121",
    "212211212221", "221121212122", "112121212122", "122121212121", "212121212122", "212121221211",
    "212121212122", "112121212122", "212111212122", "212121211221", "212212112121", "212221211212",
    "121221212121", "212121221212", "121212121221", "221211212122", "121212112121", "222121211212",
    "122212121121", "122122212112", "112212212121", "212121212212", "121212121212", "212121211212",
    "212212121121", "212221212112", "121221221211", "211221222121", "121122122122", "112112122212",
    "121211212212", "212121211212", "212122121211", "212122212121", "121212212212",
];

/// The day of a date; `None` outside the table or where the month is shorter.
pub(crate) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    let index = usize::try_from(year.checked_sub(FIRST)?).ok()?;
    let months = MONTHS.get(index)?.as_bytes();
    let month = usize::from(month).checked_sub(1)?;
    if day == 0 || i64::from(day) > length(*months.get(month)?) {
        return None;
    }
    let years: i64 = MONTHS[..index].iter().map(|y| sum(y.as_bytes())).sum();
    Some(Day(
        START + years + sum(&months[..month]) + i64::from(day) - 1
    ))
}

/// Whether the table holds the year.
pub(crate) fn holds(year: i32) -> bool {
    usize::try_from(year - FIRST).is_ok_and(|i| i < MONTHS.len())
}

fn sum(months: &[u8]) -> i64 {
    months.iter().map(|m| length(*m)).sum()
}

fn length(month: u8) -> i64 {
    28 + i64::from(month - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_history_dates_in_both_calendars() {
        let case = |y, m, d, expected: &str| {
            assert_eq!(
                day(y, m, d).map(|d| d.to_string()).as_deref(),
                Some(expected)
            );
        };
        // The crossing of the canal, the death of King Faisal, the seizure of the Grand Mosque.
        case(1393, 9, 10, "1973-10-06");
        case(1395, 3, 13, "1975-03-25");
        case(1400, 1, 1, "1979-11-20");
    }

    #[test]
    fn the_table_ends_where_the_other_goes_on() {
        let next = crate::calendar::day_in(legation_pack::time::Calendar::Islamic, 1420, 1, 1);
        let months = MONTHS[MONTHS.len() - 1].as_bytes();
        let last = u8::try_from(length(months[11])).ok();
        let end = last.and_then(|last| day(1419, 12, last));
        assert_eq!(end.map(|d| d.0 + 1), next.map(|d| d.0));
        assert!(day(1420, 1, 1).is_none() && day(1342, 12, 1).is_none());
    }
}
