//! Words of a pack's own lists that mean something by themselves: feasts, which a pack defines beside their names,
//! and lists that a production must tell apart.

use legation_pack::time::{Calendar, Class, TimePack};

use crate::calendar::Point;

/// Before an event that the words after it name.
pub(crate) const EVENT: i32 = 40_000;
/// From the time spoken of on.
pub(crate) const SINCE_THEN: i32 = 40_001;
/// Up to the day of writing.
pub(crate) const UNTIL_TODAY: i32 = 40_002;

/// Lists whose words have a meaning.
const LISTS: [(&str, i32); 3] = [
    ("event-before", EVENT),
    ("since-then", SINCE_THEN),
    ("until-today", UNTIL_TODAY),
];

/// The list of feasts, each written as its name, a colon and when it is kept: `Christmas: 12-25`,
/// `Yom Kippur: hebrew 1-10`, `Good Friday: easter -2`.
const FEASTS: &str = "feast";
/// Codes of feasts: of days by calendar, month and day, and counted from Easter.
const DAYS: i32 = 10_000;
const FROM_EASTER: i32 = 30_000;
const CALENDAR: i32 = 2_000;
const CALENDARS: [(&str, Calendar); 4] = [
    ("gregory", Calendar::Gregory),
    ("islamic", Calendar::Islamic),
    ("hebrew", Calendar::Hebrew),
    ("julian", Calendar::Julian),
];

/// When a feast is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feast {
    /// A day of a calendar.
    Day(Calendar, u8, u8),
    /// Days from Easter Sunday of the western churches.
    Easter(i32),
}

/// What the lists of one pack mean.
pub(crate) struct Codes {
    lists: Vec<(Class, i32)>,
    feasts: Option<Class>,
}

impl Codes {
    pub(crate) fn new(pack: &TimePack) -> Self {
        let lists = LISTS
            .iter()
            .filter_map(|(name, code)| Some((pack.class(name)?, *code)));
        Self {
            lists: lists.collect(),
            feasts: pack.class(FEASTS),
        }
    }

    /// How many tokens of a word are its name, and what it means, where its list says so.
    pub(crate) fn of(&self, class: Class, tokens: &[String]) -> (usize, Option<i32>) {
        if self.feasts == Some(class)
            && let Some(at) = tokens.iter().position(|t| t == ":")
        {
            return (at, feast_code(&tokens[at + 1..]));
        }
        let code = self.lists.iter().find(|(list, _)| *list == class);
        (tokens.len(), code.map(|(_, code)| *code))
    }
}

/// The code of the definition of a feast.
fn feast_code(definition: &[String]) -> Option<i32> {
    let words: Vec<&str> = definition.iter().map(String::as_str).collect();
    let day = |calendar: i32, month: &str, day: &str| {
        let (month, day): (i32, i32) = (month.parse().ok()?, day.parse().ok()?);
        ((1..=13).contains(&month) && (1..=31).contains(&day))
            .then_some(DAYS + calendar * CALENDAR + month * 100 + day)
    };
    match words[..] {
        ["easter"] => Some(FROM_EASTER),
        ["easter", days] => Some(FROM_EASTER + days.parse::<i32>().ok()?),
        ["easter", "-", days] => Some(FROM_EASTER - days.parse::<i32>().ok()?),
        [month, "-", date] => day(0, month, date),
        [calendar, month, "-", date] => {
            let at = CALENDARS.iter().position(|(name, _)| *name == calendar)?;
            day(i32::try_from(at).ok()?, month, date)
        }
        _ => None,
    }
}

/// The feast of a code.
pub(crate) fn feast_of(code: i32) -> Option<Feast> {
    if (FROM_EASTER - 100..FROM_EASTER + 100).contains(&code) {
        return Some(Feast::Easter(code - FROM_EASTER));
    }
    let rest = code.checked_sub(DAYS)?;
    let (_, calendar) = CALENDARS.get(usize::try_from(rest.div_euclid(CALENDAR)).ok()?)?;
    let rest = rest.rem_euclid(CALENDAR);
    Some(Feast::Day(
        *calendar,
        u8::try_from(rest / 100).ok()?,
        u8::try_from(rest % 100).ok()?,
    ))
}

/// Easter Sunday of a year of the Gregorian calendar, by the anonymous rule of 1876 (Meeus, Astronomical
/// Algorithms, chapter 8).
pub(crate) fn easter(year: i32) -> Option<Point> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Point::ymd(
        year,
        u8::try_from(n / 31).ok()?,
        u8::try_from(n % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_on_known_days() {
        let day = |year| easter(year).map(Point::edtf);
        assert_eq!(day(1916).as_deref(), Some("1916-04-23"));
        assert_eq!(day(1943).as_deref(), Some("1943-04-25"));
        assert_eq!(day(1961).as_deref(), Some("1961-04-02"));
        assert_eq!(day(2000).as_deref(), Some("2000-04-23"));
    }

    #[test]
    fn feasts_are_read_from_their_definitions() {
        let feast = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            feast_code(&words).and_then(feast_of)
        };
        assert_eq!(
            feast(&["12", "-", "25"]),
            Some(Feast::Day(Calendar::Gregory, 12, 25))
        );
        assert_eq!(
            feast(&["hebrew", "1", "-", "10"]),
            Some(Feast::Day(Calendar::Hebrew, 1, 10))
        );
        assert_eq!(feast(&["easter", "-", "2"]), Some(Feast::Easter(-2)));
        assert_eq!(feast(&["14", "-", "1"]), None);
        assert_eq!(feast_of(EVENT), None);
    }
}
