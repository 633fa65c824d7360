//! Pictures of a pair, an actor and a day, as SVG and as PNG: what a page of text cannot show at one glance.
//!
//! Values in, text or bytes out: nothing here reads the chronicle, a file or a clock, and the same input gives the same
//! bytes on every machine. Names and labels are untrusted text and never become markup.
//!
//! What is certain is solid, what is possible hatched, an end whose day is not known tapers, an end of which nothing
//! tells runs out of the picture: all of it shows without colours. Time runs from left to right in every language, and
//! the picture says so; all else is turned where the language runs from right to left.
//!
//! ```
//! use legation_export::picture::{Band, BandEnd, Mark, PairPicture, Style, pair_svg, png};
//! use legation_model::{Day, Edtf, Status, TieKind};
//!
//! let edtf = |text: &str| text.parse::<Edtf>().map(|date| date.bounds());
//! let picture = PairPicture {
//!     title: "Albania and the Soviet Union".into(),
//!     range: (Day::from_ymd(1945, 1, 1).unwrap(), Day::from_ymd(1969, 12, 31).unwrap()),
//!     ties: vec![Band {
//!         from: Some(BandEnd::told(edtf("1945-12-10")?)),
//!         to: Some(BandEnd::told(edtf("1961-12")?)),
//!         ..Band::new(TieKind::DiplomaticRelations, "")
//!     }],
//!     events: vec![Mark::new("sever-relations", -7.0, edtf("1961-12")?, Status::Asserted)],
//!     unsourced: vec![],
//! };
//! let svg = pair_svg(&picture, &Style::of("en")?);
//! assert!(svg.starts_with("<svg") && svg.contains("Diplomatic relations"));
//! let bytes = png(&svg, 1.0)?;
//! assert_eq!(&bytes[1..4], b"PNG");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod actor;
mod axis;
mod bands;
mod circle;
mod day;
mod glyphs;
mod heaps;
mod lanes;
mod legend;
mod marks;
mod page;
mod pair;
mod png;
mod svg;
mod text;
mod words;

use legation_model::{Bounds, Day, Edtf, Event, Status, Tie, TieEnd, TieKind};
use thiserror::Error;

pub use actor::actor_svg;
pub use day::day_svg;
pub use pair::pair_svg;
pub use png::png;
pub use words::{Phrases, Words};

/// Why there is no picture.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No words are shipped for the language.
    #[error("there are no words for `{language}`; choose one of {known}")]
    NoWords {
        /// The language asked for.
        language: String,
        /// Those that there are.
        known: String,
    },
    /// A file of words is not whole.
    #[error("cannot read the words of a picture: {0}")]
    Words(String),
    /// What should be drawn as PNG is no SVG.
    #[error("cannot draw the picture as PNG, its SVG is not valid: {0}")]
    Svg(String),
    /// The PNG would be larger than [`png`] draws.
    #[error(
        "a PNG of {width} x {height} points is too large; choose a smaller scale, or write SVG"
    )]
    TooLarge {
        /// Points across.
        width: u64,
        /// Points down.
        height: u64,
    },
    /// The bytes of the PNG cannot be made.
    #[error("cannot encode the picture as PNG: {0}")]
    Png(String),
}

/// How a picture is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// The words of the language wanted.
    pub words: Words,
    /// Width of the page in points of 1/96 inch; at least 480 is used. The height follows from the content.
    pub width: f64,
    /// Above so many events they are drawn together by month, year or decade, with counts.
    pub most_marks: usize,
    /// So many actors at most are drawn in the picture of a day, those with most ties first.
    pub most_nodes: usize,
}

impl Style {
    /// The usual style with the shipped words of a language.
    ///
    /// # Errors
    /// No words are shipped for the language.
    pub fn of(language: &str) -> Result<Self, Error> {
        Ok(Self::with_words(Words::shipped(language)?))
    }

    /// The usual style with words of one's own.
    #[must_use]
    pub fn with_words(words: Words) -> Self {
        Self {
            words,
            width: 1000.0,
            most_marks: 120,
            most_nodes: 80,
        }
    }
}

/// Beginning or end of a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BandEnd {
    /// First and last day on which it may lie; the side that is open runs out of the picture.
    pub bounds: Bounds,
    /// Whether it is inferred: what depends on it is hatched.
    pub possible: bool,
}

impl BandEnd {
    /// An end that a source tells of.
    #[must_use]
    pub fn told(bounds: Bounds) -> Self {
        Self {
            bounds,
            possible: false,
        }
    }

    /// An end that is inferred.
    #[must_use]
    pub fn inferred(bounds: Bounds) -> Self {
        Self {
            bounds,
            possible: true,
        }
    }
}

impl From<&TieEnd> for BandEnd {
    fn from(end: &TieEnd) -> Self {
        Self {
            bounds: end.bounds(),
            possible: end.possible,
        }
    }
}

/// One spell of a tie. Bands of one kind and one label share a lane.
///
/// It is drawn as `Tie::holding` answers day by day. From the last day on which it may have begun to the first on which
/// it may have ended it is in force: solid, or hatched where the beginning is inferred or not told. Where nothing tells
/// of an end, it goes on: silence ends nothing. After an inferred end it may go on: a thin hatched strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// What kind of tie.
    pub kind: TieKind,
    /// Which one, for people: the agreement, the office, the organization, the other party; empty where the kind says
    /// all.
    pub label: String,
    /// Its beginning; `None` where nothing tells of one.
    pub from: Option<BandEnd>,
    /// Its end; `None` where nothing tells of one.
    pub to: Option<BandEnd>,
    /// Days on which something shows that it holds: dots on the band.
    pub shown: Vec<Bounds>,
}

impl Band {
    /// A band of which neither beginning nor end is told, to be filled in.
    #[must_use]
    pub fn new(kind: TieKind, label: impl Into<String>) -> Self {
        Self {
            kind,
            label: label.into(),
            from: None,
            to: None,
            shown: Vec::new(),
        }
    }

    /// The band of a tie of the chronicle, under a label for people.
    #[must_use]
    pub fn of_tie(tie: &Tie, label: impl Into<String>) -> Self {
        Self {
            from: tie.from.as_ref().map(BandEnd::from),
            to: tie.to.as_ref().map(BandEnd::from),
            ..Self::new(tie.kind, label)
        }
    }
}

/// One event on the scale of cooperation and conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Event class, one of `events.toml`; its name in the language of the picture is looked up.
    pub class: String,
    /// What the mark is called instead of its class, where there is something better.
    pub label: Option<String>,
    /// Weight from -10 (conflict) to 10 (cooperation), of Goldstein (1992); what lies beyond is drawn at the edge.
    pub weight: f64,
    /// First and last day on which it may have happened; an open side makes it an event without a date.
    pub when: Bounds,
    /// Asserted and attributed events are drawn full, planned ones hollow, denied ones as a cross.
    pub status: Status,
}

impl Mark {
    /// A mark that is called by its class.
    #[must_use]
    pub fn new(class: impl Into<String>, weight: f64, when: Bounds, status: Status) -> Self {
        Self {
            class: class.into(),
            label: None,
            weight,
            when,
            status,
        }
    }

    /// The mark of an event of the chronicle, with the weight of its class.
    #[must_use]
    pub fn of_event(event: &Event, weight: f64) -> Self {
        let when = event.when.as_ref().map_or(Bounds::OPEN, Edtf::bounds);
        Self::new(event.class.as_str(), weight, when, event.status)
    }
}

/// Two actors on one axis of time: what tied them, and what happened between them.
#[derive(Debug, Clone, PartialEq)]
pub struct PairPicture {
    /// Above the picture, in its language.
    pub title: String,
    /// First and last day shown.
    pub range: (Day, Day),
    /// Ties.
    pub ties: Vec<Band>,
    /// Events.
    pub events: Vec<Mark>,
    /// Stretches, first and last day, of which no document speaks.
    pub unsourced: Vec<(Day, Day)>,
}

/// One actor: all its ties on one axis of time, by kind.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorPicture {
    /// Above the picture, in its language.
    pub title: String,
    /// First and last day shown.
    pub range: (Day, Day),
    /// Ties; the label of each says with whom.
    pub ties: Vec<Band>,
}

/// A tie between two actors of a day's network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// One, by its number in [`DayPicture::nodes`]; an edge whose number is none of them is left out.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What kind of tie.
    pub kind: TieKind,
    /// Which one; empty where the kind says all.
    pub label: String,
    /// Whether it is possible rather than certain on that day.
    pub possible: bool,
}

/// All ties in force on one day, as a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPicture {
    /// Above the picture, in its language.
    pub title: String,
    /// Which day.
    pub day: Day,
    /// Names of the actors.
    pub nodes: Vec<String>,
    /// The ties.
    pub edges: Vec<Edge>,
}

/// The time that bands and marks take up, in whole years; `None` where none of them has a date.
#[must_use]
pub fn range_of(ties: &[Band], events: &[Mark]) -> Option<(Day, Day)> {
    let ends = ties.iter().flat_map(|band| [band.from, band.to]).flatten();
    let all = ends
        .map(|end| end.bounds)
        .chain(ties.iter().flat_map(|band| band.shown.iter().copied()))
        .chain(events.iter().map(|mark| mark.when));
    let days = all.flat_map(|bounds| [bounds.first, bounds.last]).flatten();
    let (first, last) = days.fold(None, |so_far: Option<(Day, Day)>, day| {
        Some(so_far.map_or((day, day), |(a, b)| (a.min(day), b.max(day))))
    })?;
    let first = axis::within(first).ymd().0;
    let last = axis::within(last).ymd().0;
    Some((Day::from_ymd(first, 1, 1)?, Day::from_ymd(last, 12, 31)?))
}

/// Bounds in the shortest form that says them: a day, a month, a year, or first and last of these.
fn said(bounds: Bounds) -> String {
    let (Some(first), Some(last)) = (bounds.first, bounds.last) else {
        let side = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        return format!("{}/{}", side(bounds.first), side(bounds.last));
    };
    let (first, last) = (axis::within(first), axis::within(last));
    let (_, month, day) = first.ymd();
    let (_, next_month, next_day) = Day(last.0 + 1).ymd();
    // How many letters at the end of `YYYY-MM-DD` say nothing.
    let cut = match (first == last, (month, day), (next_month, next_day)) {
        (true, ..) => 0,
        (false, (1, 1), (1, 1)) => 6,
        (false, (_, 1), (_, 1)) => 3,
        _ => 0,
    };
    let short = |day: Day| {
        let text = day.to_string();
        text.get(..text.len() - cut).unwrap_or_default().to_owned()
    };
    let (first, last) = (short(first), short(last));
    if first == last {
        first
    } else {
        format!("{first}/{last}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn bounds(text: &str) -> Bounds {
        text.parse::<Edtf>().unwrap().bounds()
    }

    #[test]
    fn a_date_is_said_no_closer_than_it_is_known() {
        for text in [
            "1961",
            "1961-10",
            "1961-10-25",
            "1955/1961",
            "1961-03/1961-05",
            "1961-10-25/..",
        ] {
            assert_eq!(said(bounds(text)), text);
        }
        assert_eq!(said(bounds("1961-10-25/1961-11")), "1961-10-25/1961-11-30");
        assert_eq!(said(Bounds::OPEN), "../..");
    }

    #[test]
    fn the_range_is_of_whole_years() {
        let band = Band {
            to: Some(BandEnd::told(bounds("1961-10"))),
            ..Band::new(TieKind::Party, "")
        };
        let mark = Mark::new("visit", 1.9, bounds("1955-06-02"), Status::Asserted);
        let range = range_of(&[band], &[mark]).unwrap();
        assert_eq!(range.0.to_string(), "1955-01-01");
        assert_eq!(range.1.to_string(), "1961-12-31");
        assert_eq!(range_of(&[], &[]), None);
    }
}
