//! What the shapes of a picture mean: only those that occur in it.

use legation_model::{Status, TieKind};

use super::{
    bands::AFTER,
    glyphs::{self, Sign, colour, hatching},
    page::{FAINT, Frame, INK, PAPER, QUIET},
    svg::{Anchor, Svg},
    text::{fit, width},
    words::Words,
};

/// A shape to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sample {
    Certain,
    Possible,
    After,
    Soft,
    Open,
    Shown,
    Event,
    Span,
    Planned,
    Denied,
    Heap,
    Unsourced,
    Time,
    Edge(TieKind),
    PossibleEdge,
}

/// Width of a sample.
const WIDE: f64 = 30.0;
/// Size of the letters.
const SIZE: f64 = 11.0;
/// From line to line.
const LINE: f64 = 21.0;

/// Draws samples with their meanings in lines under `top`; gives where the last line ends.
pub(crate) fn draw(
    svg: &mut Svg,
    frame: &Frame,
    words: &Words,
    samples: &[(Sample, &str)],
    top: f64,
) -> f64 {
    let mut along = 0.0;
    let mut y = top;
    for (sample, meaning) in samples {
        let meaning = fit(meaning, SIZE, frame.width() - WIDE - 8.0);
        let room = WIDE + 8.0 + width(&meaning, SIZE) * 1.06;
        if along > 0.0 && along + room > frame.width() {
            along = 0.0;
            y += LINE;
        }
        let start = frame.start() + frame.forward() * along;
        let left = if frame.rtl { start - WIDE } else { start };
        sample.draw(svg, left, y + 8.0);
        let at = start + frame.forward() * (WIDE + 8.0);
        svg.words(
            (at, y + 12.0),
            frame.anchor(),
            SIZE,
            QUIET,
            &words.line(&meaning),
        );
        along += room + 24.0;
    }
    if samples.is_empty() { top } else { y + LINE }
}

impl Sample {
    /// Draws the sample from `left` on, around the height `y`.
    fn draw(self, svg: &mut Svg, left: f64, y: f64) {
        let kind = TieKind::Existence;
        let (right, ink) = (left + WIDE, colour(kind));
        let middle = left + WIDE / 2.0;
        let band = |svg: &mut Svg, from: f64, to: f64, fill: &str| {
            svg.tag("rect")
                .area(from, y - 5.0, to - from, 10.0)
                .text("fill", fill)
                .text("stroke", ink)
                .number("stroke-width", 0.8)
                .empty();
        };
        match self {
            Self::Certain => band(svg, left, right, ink),
            Self::Possible => band(svg, left, right, &hatching(kind)),
            Self::After => {
                band(svg, left, left + 10.0, ink);
                svg.tag("line")
                    .ends((left + 12.5, y - 7.0), (left + 12.5, y + 7.0))
                    .text("stroke", ink)
                    .number("stroke-width", 1.4)
                    .text("stroke-dasharray", "2.4 1.8")
                    .empty();
                svg.tag("rect")
                    .area(left + 15.0, y - AFTER / 2.0, right - left - 15.0, AFTER)
                    .text("fill", &hatching(kind))
                    .empty();
            }
            Self::Soft => {
                band(svg, left, middle - 4.0, ink);
                svg.tag("path")
                    .shape(&[(right, y), (middle - 4.0, y - 5.0), (middle - 4.0, y + 5.0)])
                    .text("fill", ink)
                    .text("fill-opacity", "0.45")
                    .text("stroke", ink)
                    .number("stroke-width", 0.8)
                    .empty();
            }
            Self::Open => {
                band(svg, left, right - 9.0, ink);
                svg.tag("path")
                    .shape(&[(right, y), (right - 6.0, y - 4.5), (right - 6.0, y + 4.5)])
                    .text("fill", ink)
                    .empty();
            }
            Self::Shown => {
                band(svg, left, right, ink);
                svg.tag("circle")
                    .number("cx", middle)
                    .number("cy", y)
                    .number("r", 2.2)
                    .text("fill", PAPER)
                    .empty();
            }
            Self::Event => glyphs::head(svg, (middle, y), 3.4, Status::Asserted),
            Self::Planned => glyphs::head(svg, (middle, y), 3.4, Status::Planned),
            Self::Denied => glyphs::head(svg, (middle, y), 3.4, Status::Denied),
            Self::Span => glyphs::bar(
                svg,
                (left + 4.0, right - 4.0),
                y,
                Status::Asserted,
                (true, true),
            ),
            Self::Heap => {
                for (x, r) in [(left + 5.0, 2.5), (right - 9.0, 7.0)] {
                    svg.tag("circle")
                        .number("cx", x)
                        .number("cy", y)
                        .number("r", r)
                        .text("fill", INK)
                        .text("fill-opacity", "0.82")
                        .empty();
                }
            }
            Self::Unsourced => unsourced(svg, left, right, y - 6.0, y + 6.0),
            Self::Time => {
                svg.line((left, y), (right - 4.0, y), INK, 1.0);
                svg.tag("path")
                    .shape(&[(right, y), (right - 7.0, y - 3.5), (right - 7.0, y + 3.5)])
                    .text("fill", INK)
                    .empty();
            }
            Self::Edge(kind) => edge(
                svg,
                &format!("M{left} {y}L{right} {y}"),
                (middle, y),
                kind,
                false,
            ),
            Self::PossibleEdge => {
                let path = format!("M{left} {y}L{right} {y}");
                svg.tag("path")
                    .text("d", &path)
                    .text("stroke", INK)
                    .number("stroke-width", 1.2)
                    .text("stroke-dasharray", DASHES)
                    .empty();
            }
        }
    }
}

/// Dashes of what is possible.
const DASHES: &str = "6 4";

/// A stretch of which no document speaks: dots on the ground.
pub(crate) fn unsourced(svg: &mut Svg, left: f64, right: f64, top: f64, bottom: f64) {
    svg.tag("rect")
        .area(left, top, right - left, bottom - top)
        .text("fill", FAINT)
        .text("fill-opacity", "0.55")
        .empty();
    for x in [left, right] {
        svg.tag("line")
            .ends((x, top), (x, bottom))
            .text("stroke", QUIET)
            .number("stroke-width", 0.8)
            .text("stroke-dasharray", "1 3")
            .empty();
    }
}

/// Draws an edge of the network along a path, with its sign at `middle`.
pub(crate) fn edge(svg: &mut Svg, path: &str, middle: (f64, f64), kind: TieKind, possible: bool) {
    let stroke = glyphs::stroke(kind);
    let draw = |svg: &mut Svg, colour: &str, width: f64| {
        svg.tag("path")
            .text("d", path)
            .text("fill", "none")
            .text("stroke", colour)
            .number("stroke-width", width)
            .text_if(possible, "stroke-dasharray", DASHES)
            .empty();
    };
    draw(svg, colour(kind), stroke.width);
    if stroke.double {
        draw(svg, PAPER, stroke.width - 2.4);
    }
    if stroke.sign != Sign::None {
        glyphs::sign(svg, middle, stroke.sign, colour(kind));
    }
}

/// A quiet line of text where there is nothing to draw; gives where it ends.
pub(crate) fn nothing(svg: &mut Svg, words: &Words, x: f64, y: f64, text: &str) -> f64 {
    svg.words_over(
        (x, y + 16.0),
        Anchor::Middle,
        12.0,
        QUIET,
        &words.line(text),
    );
    y + 28.0
}
