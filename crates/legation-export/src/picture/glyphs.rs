//! Colours, hatchings and signs: one place says what stands for what, so that lanes, network and legend agree.
//!
//! No meaning hangs on a colour alone.

use legation_model::{Status, TieKind};

use super::{
    page::{INK, PAPER},
    svg::Svg,
};

/// Colour of a kind of tie; all are dark enough to be read on white (contrast of 4.5 or more).
pub(crate) fn colour(kind: TieKind) -> &'static str {
    match kind {
        TieKind::DiplomaticRelations => "#2f5d8a",
        TieKind::Membership => "#2f6f62",
        TieKind::Party => "#75622a",
        TieKind::Alliance => "#5b4a8a",
        TieKind::Office => "#5c6470",
        TieKind::Presence => "#96551f",
        TieKind::Hostilities => "#9b2c2c",
        TieKind::Existence => "#434950",
    }
}

/// Reference to the hatching of a kind.
pub(crate) fn hatching(kind: TieKind) -> String {
    format!("url(#legation-possible-{kind})")
}

/// Defines the hatchings of some kinds.
pub(crate) fn definitions(kinds: impl IntoIterator<Item = TieKind>) -> String {
    let mut svg = Svg::default();
    svg.tag("defs").begin();
    for kind in kinds {
        svg.tag("pattern")
            .text("id", &format!("legation-possible-{kind}"))
            .text("patternUnits", "userSpaceOnUse")
            .area(0.0, 0.0, 5.0, 5.0)
            .text("patternTransform", "rotate(45)")
            .begin();
        svg.tag("rect")
            .area(0.0, 0.0, 5.0, 5.0)
            .text("fill", PAPER)
            .empty();
        svg.line((1.0, 0.0), (1.0, 5.0), colour(kind), 1.5);
        svg.end("pattern");
    }
    svg.end("defs");
    svg.finish()
}

/// The head of an event: full where it is said to have happened, hollow where it is planned, a cross where it is denied.
pub(crate) fn head(svg: &mut Svg, at: (f64, f64), radius: f64, status: Status) {
    let (x, y) = at;
    match status {
        Status::Denied => {
            svg.line((x - radius, y - radius), (x + radius, y + radius), INK, 1.5);
            svg.line((x - radius, y + radius), (x + radius, y - radius), INK, 1.5);
        }
        Status::Planned => {
            svg.tag("circle")
                .number("cx", x)
                .number("cy", y)
                .number("r", radius)
                .text("fill", PAPER)
                .text("stroke", INK)
                .number("stroke-width", 1.3)
                .empty();
        }
        Status::Asserted | Status::Attributed => {
            svg.tag("circle")
                .number("cx", x)
                .number("cy", y)
                .number("r", radius)
                .text("fill", INK)
                .text("stroke", PAPER)
                .number("stroke-width", 0.8)
                .empty();
        }
    }
}

/// An event that happened some time in a span: a bar over the span, with an upright at each end that is in the picture
/// (`ends`).
pub(crate) fn bar(
    svg: &mut Svg,
    (from, to): (f64, f64),
    y: f64,
    status: Status,
    ends: (bool, bool),
) {
    let (stroke, dash) = (INK, if status == Status::Planned { "3 2" } else { "" });
    svg.tag("line")
        .ends((from, y), (to, y))
        .text("stroke", stroke)
        .number("stroke-width", 2.2)
        .text_if(!dash.is_empty(), "stroke-dasharray", dash)
        .empty();
    for (x, _) in [(from, ends.0), (to, ends.1)]
        .into_iter()
        .filter(|(_, shown)| *shown)
    {
        svg.line((x, y - 3.0), (x, y + 3.0), stroke, 1.0);
    }
    if status == Status::Denied {
        head(svg, (f64::midpoint(from, to), y), 3.0, status);
    }
}

/// How a kind of tie is drawn between two actors: how wide, whether double, and the sign at its middle.
pub(crate) struct Stroke {
    pub(crate) width: f64,
    pub(crate) double: bool,
    pub(crate) sign: Sign,
}

/// A small sign on an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    None,
    Circle,
    Square,
    Diamond,
    Triangle,
    Cross,
}

/// How a kind is drawn in the network.
pub(crate) fn stroke(kind: TieKind) -> Stroke {
    let (width, double, sign) = match kind {
        TieKind::DiplomaticRelations => (1.2, false, Sign::None),
        TieKind::Membership => (1.2, false, Sign::Circle),
        TieKind::Party => (1.2, false, Sign::Square),
        TieKind::Alliance => (4.2, true, Sign::None),
        TieKind::Office => (1.2, false, Sign::Diamond),
        TieKind::Presence => (2.6, false, Sign::Triangle),
        TieKind::Hostilities => (2.6, false, Sign::Cross),
        TieKind::Existence => (1.0, false, Sign::None),
    };
    Stroke {
        width,
        double,
        sign,
    }
}

/// Draws a sign.
pub(crate) fn sign(svg: &mut Svg, at: (f64, f64), sign: Sign, colour: &str) {
    let ((x, y), r) = (at, 4.0);
    let points: &[(f64, f64)] = match sign {
        Sign::None => return,
        Sign::Cross => {
            svg.line((x - r, y - r), (x + r, y + r), colour, 2.0);
            svg.line((x - r, y + r), (x + r, y - r), colour, 2.0);
            return;
        }
        Sign::Circle => {
            svg.tag("circle")
                .number("cx", x)
                .number("cy", y)
                .number("r", 3.4)
                .text("fill", PAPER)
                .text("stroke", colour)
                .number("stroke-width", 1.2)
                .empty();
            return;
        }
        Sign::Square => &[(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)],
        Sign::Diamond => &[(0.0, -4.6), (4.6, 0.0), (0.0, 4.6), (-4.6, 0.0)],
        Sign::Triangle => &[(0.0, -4.6), (4.4, 3.2), (-4.4, 3.2)],
    };
    let points: Vec<_> = points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
    svg.tag("path")
        .shape(&points)
        .text("fill", PAPER)
        .text("stroke", colour)
        .number("stroke-width", 1.2)
        .empty();
}
