//! Moments at which somebody decided. The library knows no clock: a face hands them in.

use std::{fmt, str::FromStr};

use legation_model::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Days from 1 January of year 1 to 1 January 1970, as [`Day`] counts.
const EPOCH: i64 = 719_163;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A moment to the second, in universal time: `1961-12-03T16:00:00Z`. Later ones are greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(String);

impl Instant {
    /// The moment so many seconds after the beginning of 1970; from year 0 to 9999, nearest beyond.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Self {
        let least = (Day::from_ymd(0, 1, 1).map_or(0, |d| d.0) - EPOCH) * DAY;
        let most = (Day::from_ymd(9999, 12, 31).map_or(0, |d| d.0) - EPOCH) * DAY + DAY - 1;
        let seconds = seconds.clamp(least, most);
        let (day, of_day) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let (hours, minutes, seconds) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        Self(format!(
            "{}T{hours:02}:{minutes:02}:{seconds:02}Z",
            Day(day + EPOCH)
        ))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Instant {
    type Err = String;

    /// One form only, so that the order of texts is that of time.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no moment such as 1961-12-03T16:00:00Z");
        let form = b"dddd-dd-ddTdd:dd:ddZ";
        let fits = text.len() == form.len()
            && text.bytes().zip(form).all(|(byte, wanted)| match wanted {
                b'd' => byte.is_ascii_digit(),
                _ => byte == *wanted,
            });
        if !fits {
            return Err(wrong());
        }
        let number = |from: usize, to: usize| text[from..to].parse::<u8>().unwrap_or(u8::MAX);
        let year: i64 = text[..4].parse().map_err(|_| wrong())?;
        let day = Day::from_ymd(year, number(5, 7), number(8, 10));
        if day.is_none() || number(11, 13) > 23 || number(14, 16) > 59 || number(17, 19) > 60 {
            return Err(wrong());
        }
        Ok(Self(text.to_owned()))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_moments_in_order() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
            (i64::MIN, "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(Instant::from_unix(seconds).as_str(), text);
            assert_eq!(text.parse::<Instant>().expect(text).as_str(), text);
        }
        assert!(Instant::from_unix(9) < Instant::from_unix(10));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2000-01-01",
            "2000-01-01T00:00:00",
            "2000-01-01T00:00:00.5Z",
            "2000-01-01T00:00:00+01:00",
            "2000-02-30T00:00:00Z",
            "2000-01-01T24:00:00Z",
            "2000-01-01 00:00:00Z",
            "٢٠٠٠-01-01T00:00Z",
        ] {
            assert!(text.parse::<Instant>().is_err(), "{text}");
        }
    }
}
