//! Many events: drawn together by month, year or decade, with their number.
//!
//! Only what is said to have happened is counted, and only where its date lies within one stretch; what is known less
//! closely is drawn as a faint bar over its span.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, Status};

use super::{
    Mark,
    axis::{Scale, within},
    marks::{HEIGHT, Panel, SIZE, days, weight},
    page::{Frame, INK, PAPER, QUIET},
    svg::{Anchor, Svg, number},
    text::{figures, width},
    words::Words,
};

/// Height of the strip of counts.
const STRIP: f64 = 40.0;
/// Height of the strip with its name and the air around it.
pub(crate) const BELOW: f64 = STRIP + 34.0;

/// By what events are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bin {
    Month,
    Year,
    Decade,
}

/// Events of one bin on one side of the scale.
#[derive(Debug, Clone, Copy, Default)]
struct Heap {
    count: usize,
    total: f64,
}

/// A part of a whole, as a number.
#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Bin {
    /// The shortest stretch whose marks can be told apart.
    pub(crate) fn fitting(scale: &Scale) -> Self {
        [Self::Month, Self::Year]
            .into_iter()
            .find(|bin| scale.span(bin.length()) >= 11.0)
            .unwrap_or(Self::Decade)
    }

    /// The stretch that all days of a mark lie in, if they lie in one and it is said to have happened.
    fn holding(self, mark: &Mark) -> Option<i64> {
        let (first, last) = days(mark)?;
        let happened = matches!(mark.status, Status::Asserted | Status::Attributed);
        (happened && self.of(first) == self.of(last)).then(|| self.of(first))
    }

    /// Number of the bin of a day.
    fn of(self, day: Day) -> i64 {
        let (year, month, _) = within(day).ymd();
        match self {
            Self::Month => year * 12 + i64::from(month) - 1,
            Self::Year => year,
            Self::Decade => year.div_euclid(10),
        }
    }

    /// First day of a bin.
    fn first(self, number: i64) -> Option<Day> {
        match self {
            Self::Month => {
                let month = u8::try_from(number.rem_euclid(12) + 1).ok()?;
                Day::from_ymd(number.div_euclid(12), month, 1)
            }
            Self::Year => Day::from_ymd(number, 1, 1),
            Self::Decade => Day::from_ymd(number * 10, 1, 1),
        }
    }

    /// First and last day of a bin.
    fn days(self, number: i64) -> Option<(Day, Day)> {
        Some((self.first(number)?, Day(self.first(number + 1)?.0 - 1)))
    }

    /// Usual number of days.
    fn length(self) -> f64 {
        match self {
            Self::Month => 30.4,
            Self::Year => 365.25,
            Self::Decade => 3652.5,
        }
    }

    /// Its name in figures.
    fn said(self, first: Day) -> String {
        let (year, month, _) = first.ymd();
        match self {
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Year => year.to_string(),
            Self::Decade => format!("{year}/{}", year + 9),
        }
    }
}

/// Draws events together, on the scale that is drawn already.
pub(crate) fn draw(
    svg: &mut Svg,
    marks: &[&Mark],
    panel: Panel<'_>,
    frame: &Frame,
    words: &Words,
    bin: Bin,
) {
    draw_wide(svg, marks, panel, bin);
    // Cooperation, neither, conflict.
    let mut heaps: BTreeMap<i64, [Heap; 3]> = BTreeMap::new();
    for mark in marks {
        let Some(stretch) = bin.holding(mark) else {
            continue;
        };
        let weight = weight(mark);
        let side = if weight > 0.0 {
            0
        } else if weight < 0.0 {
            2
        } else {
            1
        };
        let heap = &mut heaps.entry(stretch).or_default()[side];
        heap.count += 1;
        heap.total += weight;
    }
    let single = heaps
        .values()
        .flatten()
        .map(|heap| heap.count)
        .max()
        .unwrap_or(1);
    let summed = |sides: &[Heap; 3]| sides.iter().map(|heap| heap.count).sum::<usize>();
    let most = heaps.values().map(summed).max().unwrap_or(1);
    let zero = panel.y(0.0);
    let strip = panel.top + HEIGHT + 42.0 + STRIP;
    let mut heads = Vec::new();
    for (number, sides) in &heaps {
        let Some((first, last)) = bin.days(*number) else {
            continue;
        };
        let scale = panel.scale;
        let (from, to) = (scale.clip(scale.start(first)), scale.clip(scale.end(last)));
        let x = f64::midpoint(from, to);
        let widest = (scale.span(bin.length()) * 0.62).clamp(4.0, 11.0);
        for heap in sides.iter().filter(|heap| heap.count > 0) {
            let mean = heap.total / share(heap.count, 1);
            let radius = (widest * share(heap.count, single).sqrt()).max(1.6);
            svg.line((x, zero), (x, panel.y(mean)), QUIET, 0.8);
            heads.push((x, panel.y(mean), radius, heap.count, bin.said(first)));
        }
        let count = summed(sides);
        let high = STRIP * share(count, most);
        svg.group(&words.line(&format!(
            "{}: {count}",
            figures(&bin.said(first), words.rtl)
        )));
        let gap = ((to - from) * 0.15).min(1.5);
        svg.tag("rect")
            .area(from + gap, strip - high, to - from - 2.0 * gap, high)
            .text("fill", QUIET)
            .empty();
        let text = count.to_string();
        if width(&most.to_string(), 8.5) + 1.0 <= to - from {
            let at = (x, strip - high - 3.0);
            svg.words(at, Anchor::Middle, 8.5, QUIET, &text);
        }
        svg.end("g");
    }
    // Heads stand over all stems, the large ones below the small.
    heads.sort_by(|a, b| {
        b.2.total_cmp(&a.2)
            .then(a.0.total_cmp(&b.0))
            .then(a.1.total_cmp(&b.1))
    });
    for (x, y, radius, count, when) in heads {
        svg.group(&words.line(&format!("{}: {count}", figures(&when, words.rtl))));
        svg.tag("circle")
            .number("cx", x)
            .number("cy", y)
            .number("r", radius)
            .text("fill", INK)
            .text("fill-opacity", "0.82")
            .text("stroke", PAPER)
            .number("stroke-width", 0.8)
            .empty();
        let text = count.to_string();
        if width(&text, 9.0) + 3.0 <= radius * 2.0 {
            svg.words((x, y + 3.2), Anchor::Middle, 9.0, PAPER, &text);
        }
        svg.end("g");
    }
    svg.line(
        (panel.scale.left, strip),
        (panel.scale.right, strip),
        QUIET,
        0.8,
    );
    let name = words.counted(&words.phrases.counts, most);
    let start = if frame.rtl {
        panel.scale.right
    } else {
        panel.scale.left
    };
    svg.words_over(
        (start, strip - STRIP - 16.0),
        frame.anchor(),
        SIZE,
        QUIET,
        &words.line(&name),
    );
}

/// Events whose day is not known closely enough to be counted: a bar over the span of each, one for all that are alike.
fn draw_wide(svg: &mut Svg, marks: &[&Mark], panel: Panel<'_>, bin: Bin) {
    let wide = marks.iter().filter(|mark| {
        let happened = matches!(mark.status, Status::Asserted | Status::Attributed);
        happened && bin.holding(mark).is_none()
    });
    let mut drawn = BTreeSet::new();
    for mark in wide {
        let Some((first, last)) = days(mark) else {
            continue;
        };
        let y = panel.y(weight(mark));
        if !drawn.insert((first, last, number(y))) {
            continue;
        }
        let from = panel.scale.clip(panel.scale.start(first));
        let to = panel.scale.clip(panel.scale.end(last));
        svg.tag("line")
            .ends((from, y), (to, y))
            .text("stroke", QUIET)
            .text("stroke-opacity", "0.45")
            .number("stroke-width", 2.2)
            .empty();
    }
}

/// How many events are neither in a heap nor a bar, because they are planned or denied.
pub(crate) fn left_out(marks: &[&Mark]) -> usize {
    let left = |mark: &&&Mark| matches!(mark.status, Status::Planned | Status::Denied);
    marks.iter().filter(left).count()
}

/// Whether some event has a bar of its own over a span.
pub(crate) fn has_wide(marks: &[&Mark], bin: Bin) -> bool {
    let happened = |mark: &Mark| matches!(mark.status, Status::Asserted | Status::Attributed);
    marks
        .iter()
        .any(|mark| happened(mark) && bin.holding(mark).is_none())
}
