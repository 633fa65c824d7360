//! Time from left to right: where a day lies, and which days are marked.

use legation_model::Day;

use super::{
    page::{FAINT, Frame, INK, QUIET},
    svg::{Anchor, Svg},
};

/// Days beyond these are drawn as these: years -9999 to 9999.
const FIRST: Day = Day(-3_652_425);
const LAST: Day = Day(3_652_059);

/// The day, or the nearest that a picture can place.
pub(crate) fn within(day: Day) -> Day {
    day.clamp(FIRST, LAST)
}

/// Which day lies where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// First day shown.
    pub(crate) first: Day,
    /// Last day shown.
    pub(crate) last: Day,
    /// Where the first begins.
    pub(crate) left: f64,
    /// Where the last ends.
    pub(crate) right: f64,
}

/// A marked day.
struct Tick {
    day: Day,
    label: String,
}

impl Scale {
    /// A scale for first and last day, in any order.
    pub(crate) fn new(range: (Day, Day), left: f64, right: f64) -> Self {
        Self {
            first: within(range.0.min(range.1)),
            last: within(range.0.max(range.1)),
            left,
            right,
        }
    }

    /// Number of days shown.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn days(&self) -> f64 {
        (self.last.0 - self.first.0 + 1) as f64
    }

    /// Where a day begins; beyond the edges for days that are not shown.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn start(&self, day: Day) -> f64 {
        let share = (within(day).0 - self.first.0) as f64 / self.days();
        self.left + share * (self.right - self.left)
    }

    /// Where a day ends.
    pub(crate) fn end(&self, day: Day) -> f64 {
        self.start(Day(within(day).0 + 1))
    }

    /// The nearest place that is shown.
    pub(crate) fn clip(&self, x: f64) -> f64 {
        x.clamp(self.left, self.right)
    }

    /// Whether some day of a stretch is shown.
    pub(crate) fn shows(&self, first: Day, last: Day) -> bool {
        first <= self.last && last >= self.first
    }

    /// Width of so many days.
    pub(crate) fn span(&self, days: f64) -> f64 {
        days / self.days() * (self.right - self.left)
    }

    /// The days to mark, no closer than their labels need.
    fn ticks(&self) -> Vec<Tick> {
        for (days, step) in [(1.0, 1), (2.0, 2), (7.0, 7)] {
            if self.span(days) >= 84.0 {
                return self.day_ticks(step);
            }
        }
        for months in [1, 3, 6] {
            if self.span(30.4 * f64::from(months)) >= 62.0 {
                return self.month_ticks(i64::from(months));
            }
        }
        let steps = [
            1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0,
        ];
        let step = steps
            .into_iter()
            .find(|years| self.span(365.25 * years) >= 46.0)
            .unwrap_or(5000.0);
        #[allow(clippy::cast_possible_truncation)]
        self.year_ticks(step as i64)
    }

    fn day_ticks(&self, step: i64) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut day = self.first;
        while day <= self.last {
            ticks.push(Tick {
                day,
                label: day.to_string(),
            });
            day.0 += step;
        }
        ticks
    }

    fn month_ticks(&self, step: i64) -> Vec<Tick> {
        let (year, month, _) = self.first.ymd();
        let mut index = (year * 12 + i64::from(month) - 1).div_euclid(step) * step;
        let mut ticks = Vec::new();
        loop {
            let month = u8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
            let Some(day) = Day::from_ymd(index.div_euclid(12), month, 1) else {
                break;
            };
            if day > self.last {
                break;
            }
            if day >= self.first {
                let text = day.to_string();
                let label = text.get(..text.len() - 3).unwrap_or_default().to_owned();
                ticks.push(Tick { day, label });
            }
            index += step;
        }
        ticks
    }

    fn year_ticks(&self, step: i64) -> Vec<Tick> {
        let mut year = self.first.ymd().0.div_euclid(step) * step;
        let mut ticks = Vec::new();
        while let Some(day) = Day::from_ymd(year, 1, 1) {
            if day > self.last {
                break;
            }
            if day >= self.first {
                ticks.push(Tick {
                    day,
                    label: year.to_string(),
                });
            }
            year += step;
        }
        ticks
    }

    /// Draws fine lines at the marked days between two heights, to stand behind the rest.
    pub(crate) fn draw_grid(&self, svg: &mut Svg, top: f64, bottom: f64) {
        for tick in self.ticks() {
            let x = self.start(tick.day);
            svg.line((x, top), (x, bottom), FAINT, 1.0);
        }
    }

    /// Draws the axis with its labels under `y`, and an arrow where time runs to. 28 points high.
    pub(crate) fn draw(&self, svg: &mut Svg, frame: &Frame, y: f64) {
        svg.line((self.left, y), (self.right + 8.0, y), INK, 1.0);
        svg.tag("path")
            .shape(&[
                (self.right + 13.0, y),
                (self.right + 6.0, y - 3.5),
                (self.right + 6.0, y + 3.5),
            ])
            .text("fill", INK)
            .empty();
        for tick in self.ticks() {
            let x = self.start(tick.day);
            svg.line((x, y), (x, y + 5.0), INK, 1.0);
            // A label at the edge leans inward rather than out of the page.
            let half = super::text::width(&tick.label, 11.0) / 2.0;
            let middle = x.clamp(frame.left + half, frame.right - half);
            svg.words((middle, y + 18.0), Anchor::Middle, 11.0, QUIET, &tick.label);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    fn labels(from: Day, to: Day) -> Vec<String> {
        let scale = Scale::new((from, to), 0.0, 700.0);
        scale.ticks().into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn marks_suit_the_stretch() {
        assert_eq!(labels(day(1961, 10, 1), day(1961, 10, 7)).len(), 7);
        assert_eq!(
            labels(day(1961, 1, 1), day(1961, 12, 31))[..2],
            ["1961-01", "1961-04"]
        );
        assert_eq!(
            labels(day(1945, 1, 1), day(1969, 12, 31))[..2],
            ["1946", "1948"]
        );
        assert_eq!(
            labels(day(800, 1, 1), day(1900, 12, 31))[..2],
            ["800", "900"]
        );
    }

    #[test]
    fn marks_keep_apart_at_every_length() {
        for days in [0, 1, 5, 20, 90, 200, 800, 4000, 40_000, 400_000, 7_000_000] {
            let scale = Scale::new((Day(1), Day(1 + days)), 0.0, 700.0);
            let ticks = scale.ticks();
            assert!(ticks.len() <= 24, "{days}: {}", ticks.len());
            for pair in ticks.windows(2) {
                assert!(scale.start(pair[1].day) - scale.start(pair[0].day) > 40.0);
            }
        }
    }

    #[test]
    fn a_range_turned_round_is_the_same() {
        let (a, b) = (day(1950, 1, 1), day(1960, 1, 1));
        let turned = Scale::new((b, a), 0.0, 100.0);
        assert_eq!((turned.first, turned.last), (a, b));
    }
}
