//! Bands of ties in lanes: which lane, which row of it, under which name.

use std::collections::BTreeMap;

use legation_model::TieKind;

use super::{
    Band, BandEnd,
    axis::Scale,
    bands::{BAND, Placed, Stretches, note},
    page::{FAINT, Frame, QUIET, TEXT},
    said,
    svg::{Svg, clean},
    text::{fit, width},
    words::Words,
};

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
    (widest + gap(frame)).clamp(110.0, frame.width() * 0.32)
}

/// Air between labels and bands: where lines run from right to left, arrows of open ends point to the labels.
fn gap(frame: &Frame) -> f64 {
    if frame.rtl { 28.0 } else { 18.0 }
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
            shapes.possible |= !s.sure || s.core.is_none();
            // Between the first and the last day of an inferred end.
            shapes.possible |= s.after && s.core.and_then(|(_, to)| to) != s.soft_to;
            shapes.after |= s.after;
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
    pub(crate) after: bool,
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
                next: None,
            });
        }
        // From the last to the first, so that each knows what follows in its row.
        let mut following: Vec<Option<f64>> = vec![None; ends.len()];
        for placed in placed.iter_mut().rev() {
            if let Some(next) = following.get_mut(placed.row) {
                placed.next = *next;
                *next = Some(placed.stretches.extent(scale).0);
            }
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
        let room = column - indent - gap(frame) + 2.0;
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

#[cfg(test)]
mod tests {
    use legation_model::{Bounds, Day};
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
            if let Some((from, to)) = s.core {
                prop_assert!(from.is_none_or(|from| s.soft_from.is_none_or(|soft| soft <= from)));
                prop_assert!(to.is_none_or(|to| s.soft_to.is_none_or(|soft| to <= soft)));
            }
        }
    }
}
