//! One band of a tie: which days it covers, how surely, and the shape of soft, inferred and open ends.
//!
//! The shapes say what `Tie::holding` answers day by day, but for the day of the end itself, which is drawn as held.

use legation_model::{Bounds, Day, TieKind};

use super::{
    Band, BandEnd,
    axis::Scale,
    glyphs::{colour, hatching},
    page::PAPER,
    said,
    svg::Svg,
    text::{apart, figures},
    words::Words,
};

/// Height of a band.
pub(crate) const BAND: f64 = 13.0;
/// Height of what may still hold after an inferred end.
pub(crate) const AFTER: f64 = 5.0;
/// Room that an arrow needs beyond an open end.
const ARROW: f64 = 10.0;
/// What is narrower than this is drawn as a sharp end.
const SOFT: f64 = 1.5;

/// The stretches of a band, as days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretches {
    /// First day on which it may hold; `None` where that may be any.
    pub(crate) soft_from: Option<Day>,
    /// From the last day on which it may have begun to the first on which it may have ended, each `None` where it lies
    /// beyond all time; `None` where it may have ended before it began.
    pub(crate) core: Option<(Option<Day>, Option<Day>)>,
    /// Whether it surely holds in the core.
    pub(crate) sure: bool,
    /// Last day on which it may hold, inferred or told; `None` where that may be any.
    pub(crate) soft_to: Option<Day>,
    /// Whether its end is inferred, so that it may still hold after it.
    pub(crate) after: bool,
}

impl Stretches {
    pub(crate) fn of(band: &Band) -> Self {
        let begin = band.from.map_or(Bounds::OPEN, |end| end.bounds);
        let told = band.from.is_some_and(|end| !end.possible);
        let from = begin.last.or(begin.first);
        let core = match band.to.map(|end| end.bounds.first) {
            // Silence ends nothing.
            None => Some((from, None)),
            Some(None) => None,
            Some(Some(to)) => from
                .is_none_or(|from| from <= to)
                .then_some((from, Some(to))),
        };
        Self {
            soft_from: begin.first,
            core,
            sure: told && begin.last.is_some(),
            soft_to: band.to.and_then(|end| end.bounds.last),
            after: band
                .to
                .is_some_and(|end| end.possible && end.bounds.last.is_some()),
        }
    }

    /// Whether any of it is shown. A stretch whose ends lie the wrong way round is shown where they lie.
    pub(crate) fn shown_on(&self, scale: &Scale) -> bool {
        let to = self.soft_to.filter(|_| !self.after);
        match (self.soft_from, to) {
            (Some(first), Some(last)) => scale.shows(first.min(last), last.max(first)),
            (Some(first), None) => first <= scale.last,
            (None, Some(last)) => last >= scale.first,
            (None, None) => true,
        }
    }

    /// From where to where it is drawn, with arrows, without what may hold after an inferred end.
    pub(crate) fn extent(&self, scale: &Scale) -> (f64, f64) {
        let left = self
            .soft_from
            .map_or(scale.left - ARROW, |day| scale.clip(scale.start(day)));
        let right = self
            .soft_to
            .map_or(scale.right + ARROW, |day| scale.clip(scale.end(day)));
        (left.min(right), right.max(left + 3.0))
    }
}

/// A band in its row.
#[derive(Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) band: &'a Band,
    pub(crate) stretches: Stretches,
    pub(crate) row: usize,
    /// Where the next band of its row begins, up to which what may hold after an inferred end is drawn.
    pub(crate) next: Option<f64>,
}

/// What a pointer resting on a band is told.
pub(crate) fn note(band: &Band, label: &str, words: &Words) -> String {
    let rtl = words.rtl;
    let side = |end: Option<BandEnd>| match end {
        None => words.phrases.untold.clone(),
        Some(end) => {
            let date = figures(&said(end.bounds), rtl);
            if end.possible {
                format!("{date} ({})", words.phrases.inferred)
            } else {
                date
            }
        }
    };
    let kind = words.kind(band.kind);
    let what = if label == kind {
        kind.to_owned()
    } else {
        format!("{kind}: {}", apart(label, rtl))
    };
    words.line(&format!("{what}, {} – {}", side(band.from), side(band.to)))
}

impl Placed<'_> {
    /// Draws the band with its top at `top`.
    pub(crate) fn draw(&self, svg: &mut Svg, scale: &Scale, kind: TieKind, top: f64) {
        let pen = Pen { scale, kind, top };
        let s = self.stretches;
        let inferred_from = self.band.from.is_some_and(|end| end.possible);
        // Ends stay where they are even beyond the edge, so that a taper that the edge cuts is cut, not bent.
        let left = s.soft_from.map_or(scale.left, |day| scale.start(day));
        let right = s
            .soft_to
            .map_or(scale.right.max(left), |day| scale.end(day))
            .max(left);
        match (s.core, s.soft_from, s.soft_to) {
            (Some((from, to)), ..) => {
                let from = from.map_or(left, |day| scale.start(day)).max(left);
                let to = to
                    .map_or(right, |day| scale.end(day))
                    .clamp(from, right.max(from));
                pen.soft(svg, (left, from), true, !s.sure, true);
                pen.block(svg, (from, to), !s.sure);
                let tapers = s.soft_to.is_some() && !s.after;
                pen.soft(svg, (to, right), false, !s.sure || !tapers, tapers);
            }
            // It may begin until after it may have ended, and no day is sure.
            (None, Some(_), Some(_)) if right - left > 2.0 * SOFT => {
                let middle = f64::midpoint(left, right);
                pen.soft(svg, (left, middle), true, true, true);
                pen.soft(svg, (middle, right), false, true, true);
            }
            _ => pen.block(svg, (left, right), true),
        }
        if inferred_from && s.soft_from.is_some_and(|day| scale.shows(day, day)) {
            pen.dashed(svg, left - 2.2);
        }
        if s.after {
            if s.soft_to.is_some_and(|day| scale.shows(day, day)) {
                pen.dashed(svg, right + 2.2);
            }
            pen.after(svg, right + 4.4, self.next);
        }
        if s.soft_from.is_none() {
            pen.arrow(svg, scale.left, -1.0, true);
        }
        if s.soft_to.is_none() {
            pen.arrow(svg, scale.right, 1.0, !s.sure || self.band.to.is_some());
        }
        for bounds in &self.band.shown {
            if let (Some(first), Some(last)) = (bounds.first, bounds.last) {
                let x = f64::midpoint(scale.start(first), scale.end(last));
                if x >= scale.left && x <= scale.right {
                    pen.dot(svg, x);
                }
            }
        }
    }
}

/// Draws the parts of one band.
#[derive(Clone, Copy)]
struct Pen<'a> {
    scale: &'a Scale,
    kind: TieKind,
    top: f64,
}

impl Pen<'_> {
    fn middle(&self) -> f64 {
        self.top + BAND / 2.0
    }

    /// A stretch at full height: solid, or hatched. What is too short to be seen is drawn as wide as can be seen.
    fn block(self, svg: &mut Svg, (from, to): (f64, f64), possible: bool) {
        if to <= self.scale.left || from >= self.scale.right {
            return;
        }
        let (from, to) = (self.scale.clip(from), self.scale.clip(to));
        let wide = (to - from).max(3.0);
        let fill = if possible {
            hatching(self.kind)
        } else {
            colour(self.kind).to_owned()
        };
        svg.tag("rect")
            .area(from.min(self.scale.right - wide), self.top, wide, BAND)
            .text("fill", &fill)
            .text_if(possible, "stroke", colour(self.kind))
            .text_if(possible, "stroke-width", "0.8")
            .empty();
    }

    /// A stretch in which a tie begins or ends: it tapers to where it may be last or first, or is hatched at full height.
    fn soft(
        self,
        svg: &mut Svg,
        (from, to): (f64, f64),
        begins: bool,
        possible: bool,
        tapers: bool,
    ) {
        let (shown_from, shown_to) = (self.scale.clip(from), self.scale.clip(to));
        if shown_to - shown_from < SOFT {
            return;
        }
        if !tapers {
            self.block(svg, (from, to), possible);
            return;
        }
        let (tip, base) = if begins { (from, to) } else { (to, from) };
        let half = |x: f64| ((x - tip) / (base - tip)).clamp(0.0, 1.0) * BAND / 2.0;
        let (a, b) = (half(shown_from), half(shown_to));
        let fill = if possible {
            hatching(self.kind)
        } else {
            colour(self.kind).to_owned()
        };
        svg.tag("path")
            .shape(&[
                (shown_from, self.middle() - a),
                (shown_to, self.middle() - b),
                (shown_to, self.middle() + b),
                (shown_from, self.middle() + a),
            ])
            .text("fill", &fill)
            .text_if(!possible, "fill-opacity", "0.45")
            .text("stroke", colour(self.kind))
            .number("stroke-width", 0.8)
            .text("stroke-linejoin", "round")
            .empty();
    }

    /// What may hold after an inferred end: a thin strip to the edge, or to what comes next.
    fn after(self, svg: &mut Svg, from: f64, next: Option<f64>) {
        let from = from.max(self.scale.left);
        let to = next.map_or(self.scale.right, |next| next - 3.0);
        if to - from < SOFT {
            return;
        }
        svg.tag("rect")
            .area(from, self.middle() - AFTER / 2.0, to - from, AFTER)
            .text("fill", &hatching(self.kind))
            .empty();
        if next.is_none() {
            self.arrow(svg, self.scale.right, 1.0, true);
        }
    }

    /// An end that is inferred.
    fn dashed(self, svg: &mut Svg, x: f64) {
        svg.tag("line")
            .ends((x, self.top - 2.0), (x, self.top + BAND + 2.0))
            .text("stroke", colour(self.kind))
            .number("stroke-width", 1.4)
            .text("stroke-dasharray", "2.4 1.8")
            .empty();
    }

    /// The tie goes on, as far as is told.
    fn arrow(self, svg: &mut Svg, edge: f64, way: f64, hollow: bool) {
        let fill = if hollow { "none" } else { colour(self.kind) };
        svg.tag("path")
            .shape(&[
                (edge + way * 8.5, self.middle()),
                (edge + way * 3.0, self.top + 1.5),
                (edge + way * 3.0, self.top + BAND - 1.5),
            ])
            .text("fill", fill)
            .text("stroke", colour(self.kind))
            .number("stroke-width", 1.0)
            .text("stroke-linejoin", "round")
            .empty();
    }

    /// A day that shows the tie.
    fn dot(self, svg: &mut Svg, x: f64) {
        svg.tag("circle")
            .number("cx", x)
            .number("cy", self.middle())
            .number("r", 2.2)
            .text("fill", PAPER)
            .text("stroke", colour(self.kind))
            .number("stroke-width", 1.0)
            .empty();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use legation_model::{Edtf, EndRule, Holding, Tie, TieEnd};
    use proptest::prelude::*;

    use super::*;

    fn end() -> impl Strategy<Value = Option<TieEnd>> {
        let when = prop::sample::select(vec![
            "1955",
            "1955-05",
            "1955-05-14",
            "1958/1961",
            "1961-12-03",
            "../1957",
            "1956/..",
        ]);
        prop::option::of(
            (prop::option::of(when), any::<bool>()).prop_map(|(when, possible)| TieEnd {
                when: when.map(|text| text.parse::<Edtf>().unwrap()),
                rule: EndRule::Claims,
                possible,
                claims: vec![],
            }),
        )
    }

    /// How surely a band is drawn to hold on a day.
    fn drawn(s: &Stretches, day: Day) -> Holding {
        let within = |from: Option<Day>, to: Option<Day>| {
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        };
        if s.sure && s.core.is_some_and(|(from, to)| within(from, to)) {
            Holding::Certain
        } else if within(s.soft_from, s.soft_to.filter(|_| !s.after)) {
            Holding::Possible
        } else {
            Holding::No
        }
    }

    proptest! {
        /// The picture says of every day what the chronicle says, but for the first day of the end.
        #[test]
        fn drawn_as_it_holds(from in end(), to in end(), at in 0..6000_i64) {
            let tie = Tie {
                id: String::new(),
                kind: TieKind::Party,
                parties: vec![],
                instrument: None,
                office: None,
                spell: 1,
                from,
                to,
                shown_by: vec![],
            };
            let day = Day(Day::from_ymd(1950, 1, 1).unwrap().0 + at);
            let stretches = Stretches::of(&Band::of_tie(&tie, ""));
            let ends = tie.to.as_ref().and_then(|end| end.bounds().first);
            prop_assume!(ends != Some(day));
            prop_assert_eq!(drawn(&stretches, day), tie.holding(day, day), "{}: {:?}", day, tie);
        }
    }

    fn bounds(text: &str) -> Bounds {
        text.parse::<Edtf>().unwrap().bounds()
    }

    #[test]
    fn silence_ends_nothing_and_begins_nothing() {
        let mut band = Band::new(TieKind::Party, "");
        assert!(!Stretches::of(&band).sure);
        band.from = Some(BandEnd::told(bounds("1949")));
        let s = Stretches::of(&band);
        assert!(s.sure);
        assert_eq!(s.core, Some((bounds("1949").last, None)));
    }

    #[test]
    fn what_begins_after_the_picture_is_not_in_it() {
        let day = |text: &str| bounds(text).first.unwrap();
        let scale = Scale::new((day("1945"), day("1950")), 0.0, 100.0);
        let shown = |from: Option<&str>, to: Option<BandEnd>| {
            let from = from.map(|text| BandEnd::told(bounds(text)));
            let band = Band {
                from,
                to,
                ..Band::new(TieKind::Party, "")
            };
            Stretches::of(&band).shown_on(&scale)
        };
        assert!(!shown(Some("1990"), None));
        assert!(!shown(
            Some("1990"),
            Some(BandEnd::inferred(bounds("1991")))
        ));
        assert!(shown(Some("1930"), Some(BandEnd::inferred(bounds("1940")))));
        assert!(!shown(Some("1930"), Some(BandEnd::told(bounds("1940")))));
        assert!(shown(None, Some(BandEnd::told(bounds("1947")))));
        assert!(shown(Some("1930"), None) && shown(None, None));
    }

    #[test]
    fn nothing_is_sure_where_it_may_have_ended_before_it_began() {
        let band = Band {
            from: Some(BandEnd::told(bounds("1961"))),
            to: Some(BandEnd::told(bounds("1961-05"))),
            ..Band::new(TieKind::Party, "")
        };
        assert_eq!(Stretches::of(&band).core, None);
    }
}
