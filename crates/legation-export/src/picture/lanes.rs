//! Bands of ties in lanes: which lane, which row of it, and the shape of soft, inferred and open ends.

use std::collections::BTreeMap;

use legation_model::{Bounds, Day, TieKind};

use super::{
    Band, BandEnd,
    axis::Scale,
    glyphs::{colour, hatching},
    page::{FAINT, Frame, QUIET, TEXT},
    said,
    svg::{Svg, clean},
    text::{apart, figures, fit, width},
    words::Words,
};

/// Height of a band.
pub(crate) const BAND: f64 = 13.0;
/// From the top of one row to the next.
const ROW: f64 = 17.0;
/// Air between lanes.
const AIR: f64 = 5.0;
/// Air after the lanes of a kind.
const GROUP_AIR: f64 = 13.0;
/// Height of the name of a kind over its lanes.
const HEADER: f64 = 22.0;
/// Size of letters of a lane's label.
const SIZE: f64 = 12.0;
/// Room that an arrow needs beyond an open end.
const ARROW: f64 = 10.0;
/// What lies further apart than this is drawn as a stretch of its own; below it, an end is sharp.
const SOFT: f64 = 1.5;

/// The stretches of a band, as days; `None` is beyond all time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretches {
    /// First day on which it may hold.
    soft_from: Option<Day>,
    /// First day on which it surely holds; `None` where no day is sure.
    sure: Option<(Day, Option<Day>)>,
    /// Last day on which it may hold.
    soft_to: Option<Day>,
}

impl Stretches {
    fn of(band: &Band) -> Self {
        let begin = band.from.map_or(Bounds::OPEN, |end| end.bounds);
        let end = band.to.map(|end| end.bounds);
        let shown_last = band.shown.iter().filter_map(|b| b.last).min();
        let shown_first = band.shown.iter().filter_map(|b| b.first).max();
        let sure_from = begin.last.or(shown_last);
        let sure_to = end.map(|end| end.first.or(shown_first));
        let sure = match (sure_from, sure_to) {
            (None, _) | (_, Some(None)) => None,
            (Some(from), None) => Some((from, None)),
            (Some(from), Some(Some(to))) => (from <= to).then_some((from, Some(to))),
        };
        Self {
            soft_from: begin.first,
            sure,
            soft_to: end.and_then(|end| end.last),
        }
    }

    /// Whether any of it is shown. A stretch whose ends lie the wrong way round is shown where they lie.
    fn shown_on(&self, scale: &Scale) -> bool {
        let first = self.soft_from.unwrap_or(scale.first);
        let last = self.soft_to.unwrap_or(scale.last);
        scale.shows(first.min(last), last.max(first))
    }

    /// From where to where it is drawn, with arrows.
    fn extent(&self, scale: &Scale) -> (f64, f64) {
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
struct Placed<'a> {
    band: &'a Band,
    stretches: Stretches,
    row: usize,
}

/// The bands of one kind and label.
#[derive(Debug)]
struct Lane<'a> {
    label: String,
    placed: Vec<Placed<'a>>,
    rows: usize,
}

/// The lanes of one kind.
#[derive(Debug)]
struct Group<'a> {
    kind: TieKind,
    lanes: Vec<Lane<'a>>,
}

/// All lanes of a picture.
#[derive(Debug)]
pub(crate) struct Lanes<'a> {
    groups: Vec<Group<'a>>,
}

/// Width of the column that holds the labels.
pub(crate) fn column(bands: &[Band], words: &Words, frame: &Frame) -> f64 {
    let labels = bands
        .iter()
        .map(|band| width(&clean(&band.label), SIZE) + INDENT);
    let kinds = bands.iter().map(|band| width(words.kind(band.kind), SIZE));
    let widest = labels.chain(kinds).fold(0.0, f64::max);
    (widest + 18.0).clamp(110.0, frame.width() * 0.32)
}

/// How far a label stands in under the name of its kind.
const INDENT: f64 = 10.0;

impl<'a> Lanes<'a> {
    /// Sorts bands into lanes: by kind, then by their first day, then by label.
    pub(crate) fn new(bands: &'a [Band], scale: &Scale) -> Self {
        let mut by_label: BTreeMap<(TieKind, String), Vec<(Stretches, &Band)>> = BTreeMap::new();
        for band in bands {
            let stretches = Stretches::of(band);
            if stretches.shown_on(scale) {
                by_label
                    .entry((band.kind, clean(&band.label)))
                    .or_default()
                    .push((stretches, band));
            }
        }
        let mut groups: Vec<Group<'_>> = Vec::new();
        for ((kind, label), bands) in by_label {
            let lane = Lane::new(label, bands, scale);
            match groups.last_mut().filter(|group| group.kind == kind) {
                Some(group) => group.lanes.push(lane),
                None => groups.push(Group {
                    kind,
                    lanes: vec![lane],
                }),
            }
        }
        for group in &mut groups {
            group
                .lanes
                .sort_by_key(|lane| lane.placed.iter().map(|p| p.stretches.soft_from).min());
        }
        Self { groups }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Number of spells that are drawn.
    pub(crate) fn count(&self) -> usize {
        self.placed().count()
    }

    /// The kinds that are drawn.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = TieKind> {
        self.groups.iter().map(|group| group.kind)
    }

    fn placed(&self) -> impl Iterator<Item = &Placed<'a>> {
        self.groups
            .iter()
            .flat_map(|g| &g.lanes)
            .flat_map(|l| &l.placed)
    }

    /// What the drawn bands need explained.
    pub(crate) fn shapes(&self, scale: &Scale) -> Shapes {
        let mut shapes = Shapes::default();
        for placed in self.placed() {
            let s = placed.stretches;
            let soft = |end: Option<BandEnd>| {
                end.is_some_and(|end| match (end.bounds.first, end.bounds.last) {
                    (Some(a), Some(b)) => !end.possible && scale.end(b) - scale.start(a) > 4.0,
                    _ => false,
                })
            };
            let ends = [placed.band.from, placed.band.to];
            shapes.possible |= ends.iter().flatten().any(|end| end.possible)
                || s.sure.is_none()
                || placed.band.from.is_none();
            shapes.soft |= ends.into_iter().any(soft);
            shapes.open |= s.soft_from.is_none() || s.soft_to.is_none();
            shapes.shown |= !placed.band.shown.is_empty();
        }
        shapes
    }

    /// How high all lanes are.
    pub(crate) fn height(&self) -> f64 {
        self.groups.iter().map(Group::height).sum()
    }

    /// Draws the lanes from `top` down.
    pub(crate) fn draw(
        &self,
        svg: &mut Svg,
        frame: &Frame,
        scale: &Scale,
        words: &Words,
        top: f64,
    ) {
        let mut y = top;
        for group in &self.groups {
            let named = group.is_named();
            let bottom = y + group.height();
            if named {
                let room = (scale.left - frame.left).max(frame.right - scale.right) - 12.0;
                let name = words.line(&fit(words.kind(group.kind), SIZE, room));
                svg.words(
                    (frame.start(), y + 15.0),
                    frame.anchor(),
                    SIZE,
                    QUIET,
                    &name,
                );
                y += HEADER;
            }
            for lane in &group.lanes {
                lane.draw(svg, frame, scale, words, (group.kind, named), y);
                y += lane.height();
            }
            y = bottom;
        }
    }
}

/// Which shapes occur, for the legend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shapes {
    pub(crate) possible: bool,
    pub(crate) soft: bool,
    pub(crate) open: bool,
    pub(crate) shown: bool,
}

impl Group<'_> {
    /// Whether its kind stands over its lanes: not where the one lane is called by the kind itself.
    fn is_named(&self) -> bool {
        self.lanes.len() > 1 || self.lanes.iter().any(|lane| !lane.label.is_empty())
    }

    fn height(&self) -> f64 {
        let header = if self.is_named() { HEADER } else { 0.0 };
        header + self.lanes.iter().map(Lane::height).sum::<f64>() + GROUP_AIR
    }
}

impl<'a> Lane<'a> {
    /// Bands go to the first row in which they touch no other.
    fn new(label: String, mut bands: Vec<(Stretches, &'a Band)>, scale: &Scale) -> Self {
        bands.sort_by(|(a, x), (b, y)| {
            let (a, b) = (a.extent(scale), b.extent(scale));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| {
                let key = |band: &Band| {
                    (
                        band.from.map(|e| said(e.bounds)),
                        band.to.map(|e| said(e.bounds)),
                    )
                };
                key(x).cmp(&key(y))
            })
        });
        let mut ends: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for (stretches, band) in bands {
            let (left, right) = stretches.extent(scale);
            let row = ends
                .iter()
                .position(|end| *end + 0.5 <= left)
                .unwrap_or(ends.len());
            match ends.get_mut(row) {
                Some(end) => *end = right,
                None => ends.push(right),
            }
            placed.push(Placed {
                band,
                stretches,
                row,
            });
        }
        Self {
            label,
            placed,
            rows: ends.len(),
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn height(&self) -> f64 {
        self.rows as f64 * ROW + AIR
    }

    fn draw(
        &self,
        svg: &mut Svg,
        frame: &Frame,
        scale: &Scale,
        words: &Words,
        of: (TieKind, bool),
        top: f64,
    ) {
        let (kind, named) = of;
        let label = if self.label.is_empty() {
            words.kind(kind)
        } else {
            &self.label
        };
        let indent = if named { INDENT } else { 0.0 };
        let column = if frame.rtl {
            frame.right - scale.right
        } else {
            scale.left - frame.left
        };
        let room = column - indent - 14.0;
        let at = (frame.start() + frame.forward() * indent, top + BAND - 2.5);
        svg.group(&words.line(label));
        svg.words(
            at,
            frame.anchor(),
            SIZE,
            TEXT,
            &words.line(&fit(label, SIZE, room)),
        );
        svg.end("g");
        for row in 0..self.rows {
            let y = top + row_offset(row) + BAND / 2.0;
            svg.line((scale.left, y), (scale.right, y), FAINT, 1.0);
        }
        for placed in &self.placed {
            svg.group(&note(placed.band, label, words));
            placed.draw(svg, scale, kind, top + row_offset(placed.row));
            svg.end("g");
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn row_offset(row: usize) -> f64 {
    row as f64 * ROW
}

/// What a pointer resting on a band is told.
fn note(band: &Band, label: &str, words: &Words) -> String {
    let rtl = words.rtl;
    let side = |end: Option<BandEnd>| match end {
        None => words.phrases.untold.clone(),
        Some(end) => {
            let date = figures(&said(end.bounds), rtl);
            if end.possible {
                format!("{date} ({})", words.phrases.possible)
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
    fn draw(&self, svg: &mut Svg, scale: &Scale, kind: TieKind, top: f64) {
        let inferred_from = self.band.from.is_some_and(|end| end.possible);
        let inferred_to = self.band.to.is_some_and(|end| end.possible);
        let pen = Pen { scale, kind, top };
        // Ends stay where they are even beyond the edge, so that a taper that the edge cuts is cut, not bent.
        let s = self.stretches;
        let left = s.soft_from.map_or(scale.left, |day| scale.start(day));
        let right = s
            .soft_to
            .map_or(scale.right.max(left), |day| scale.end(day))
            .max(left);
        match s.sure {
            None => self.draw_unsure(svg, pen, left, right),
            Some((from, to)) => {
                let from = scale.start(from).max(left);
                let to = to
                    .map_or(right, |day| scale.end(day))
                    .clamp(from, right.max(from));
                if from - left > SOFT {
                    let untold = s.soft_from.is_none();
                    pen.soft(svg, (left, from), true, inferred_from || untold, !untold);
                }
                pen.block(svg, (from, to), inferred_from);
                if right - to > SOFT {
                    let untold = s.soft_to.is_none();
                    let possible = inferred_to || inferred_from || untold;
                    pen.soft(svg, (to, right), false, possible, !untold && !inferred_to);
                }
            }
        }
        if inferred_from
            && self
                .stretches
                .soft_from
                .is_some_and(|day| day >= scale.first)
        {
            pen.dashed(svg, scale.clip(left) - 2.2);
        }
        if inferred_to && self.stretches.soft_to.is_some_and(|day| day <= scale.last) {
            pen.dashed(svg, scale.clip(right) + 2.2);
        }
        let sure = self.stretches.sure.is_some();
        if self.stretches.soft_from.is_none() {
            pen.arrow(svg, scale.left, -1.0, true);
        }
        if self.stretches.soft_to.is_none() {
            pen.arrow(
                svg,
                scale.right,
                1.0,
                !sure || inferred_from || self.band.to.is_some(),
            );
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

    /// No day is sure: it may begin until after it may have ended, or one side is wholly unknown.
    fn draw_unsure(&self, svg: &mut Svg, pen: Pen<'_>, left: f64, right: f64) {
        match (self.stretches.soft_from, self.stretches.soft_to) {
            (Some(_), Some(_)) => {
                let middle = f64::midpoint(left, right);
                pen.soft(svg, (left, middle), true, true, true);
                pen.soft(svg, (middle, right), false, true, true);
            }
            _ => pen.block(svg, (left, right), true),
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
            .text("fill", "#ffffff")
            .text("stroke", colour(self.kind))
            .number("stroke-width", 1.0)
            .empty();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn scale() -> Scale {
        Scale::new((Day(700_000), Day(720_000)), 100.0, 900.0)
    }

    fn end() -> impl Strategy<Value = Option<BandEnd>> {
        let day = prop::option::of((690_000_i64..730_000).prop_map(Day));
        prop::option::of(
            (day.clone(), day, any::<bool>()).prop_map(|(a, b, possible)| {
                let (first, last) = match (a, b) {
                    (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                    other => other,
                };
                BandEnd {
                    bounds: Bounds { first, last },
                    possible,
                }
            }),
        )
    }

    fn band() -> impl Strategy<Value = Band> {
        (0..8_usize, "[abc]?", end(), end()).prop_map(|(kind, label, from, to)| Band {
            from,
            to,
            ..Band::new(TieKind::ALL[kind], label)
        })
    }

    proptest! {
        /// No two bands of a lane touch, and every band that is shown is placed once.
        #[test]
        fn bands_keep_apart(bands in prop::collection::vec(band(), 0..30)) {
            let scale = scale();
            let lanes = Lanes::new(&bands, &scale);
            let shown = bands.iter().filter(|b| Stretches::of(b).shown_on(&scale)).count();
            prop_assert_eq!(lanes.count(), shown);
            for lane in lanes.groups.iter().flat_map(|g| &g.lanes) {
                for (i, a) in lane.placed.iter().enumerate() {
                    prop_assert!(a.row < lane.rows);
                    for b in &lane.placed[i + 1..] {
                        let (p, q) = (a.stretches.extent(&scale), b.stretches.extent(&scale));
                        prop_assert!(a.row != b.row || p.1 <= q.0 || q.1 <= p.0);
                    }
                }
            }
        }

        /// What is sure lies within what may be.
        #[test]
        fn sure_lies_within_possible(band in band()) {
            let s = Stretches::of(&band);
            if let Some((from, to)) = s.sure {
                prop_assert!(s.soft_from.is_none_or(|soft| soft <= from));
                prop_assert!(to.is_none_or(|to| s.soft_to.is_none_or(|soft| to <= soft)));
            }
        }
    }

    fn bounds(text: &str) -> Bounds {
        text.parse::<legation_model::Edtf>().unwrap().bounds()
    }

    #[test]
    fn silence_ends_nothing_and_begins_nothing() {
        let mut band = Band::new(TieKind::Party, "");
        assert_eq!(Stretches::of(&band).sure, None);
        band.shown.push(bounds("1955"));
        let sure = Stretches::of(&band).sure.unwrap();
        assert_eq!(sure, (bounds("1955").last.unwrap(), None));
        band.from = Some(BandEnd::told(bounds("1949")));
        assert_eq!(
            Stretches::of(&band).sure.unwrap().0,
            bounds("1949").last.unwrap()
        );
    }

    #[test]
    fn nothing_is_sure_where_it_may_have_ended_before_it_began() {
        let band = Band {
            from: Some(BandEnd::told(bounds("1961"))),
            to: Some(BandEnd::told(bounds("1961-05"))),
            ..Band::new(TieKind::Party, "")
        };
        assert_eq!(Stretches::of(&band).sure, None);
    }
}
