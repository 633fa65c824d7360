//! The sheet that every picture stands on: margins, title, and what a screen reader hears.

use super::{
    Style,
    svg::{Anchor, Svg, number},
    text::{fit, line, width},
};

/// Title, bands known to the day.
pub(crate) const INK: &str = "#1f2328";
/// Labels of lanes.
pub(crate) const TEXT: &str = "#33393f";
/// Notes and figures.
pub(crate) const QUIET: &str = "#5f6771";
/// Lines of the grid.
pub(crate) const FAINT: &str = "#e6e8ea";
/// The sheet.
pub(crate) const PAPER: &str = "#ffffff";

/// Families of letters after those of the language.
const FONTS: &str = "'Noto Sans Arabic', 'Noto Sans Hebrew', 'DejaVu Sans', sans-serif";

/// Room at all sides.
const MARGIN: f64 = 36.0;

/// Where a picture's content may stand, and which way its labels run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) rtl: bool,
}

impl Frame {
    /// The frame of a page with title and two lines under it.
    pub(crate) fn new(style: &Style) -> Self {
        Self {
            left: MARGIN,
            right: page_width(style) - MARGIN,
            top: 112.0,
            rtl: style.words.rtl,
        }
    }

    /// Where lines of text start: the right edge in languages that run from right to left.
    pub(crate) fn start(&self) -> f64 {
        if self.rtl { self.right } else { self.left }
    }

    /// How text is anchored where it starts.
    pub(crate) fn anchor(&self) -> Anchor {
        Anchor::Left.mirrored(self.rtl)
    }

    /// The sign of the way that lines run.
    pub(crate) fn forward(&self) -> f64 {
        if self.rtl { -1.0 } else { 1.0 }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }
}

fn page_width(style: &Style) -> f64 {
    if style.width.is_finite() {
        style.width.clamp(480.0, 10_000.0)
    } else {
        1000.0
    }
}

/// What stands over a picture, and what a screen reader hears of it.
pub(crate) struct Heading<'a> {
    pub(crate) title: &'a str,
    /// Parts of the line under the title.
    pub(crate) notes: Vec<String>,
    /// Sentences for a screen reader, after the notes.
    pub(crate) described: Vec<String>,
}

/// Puts drawn content on a sheet. `bottom` is where the content ends; `definitions` are the patterns that it uses.
pub(crate) fn sheet(
    style: &Style,
    heading: &Heading<'_>,
    definitions: &str,
    content: &str,
    bottom: f64,
) -> String {
    let frame = Frame::new(style);
    let words = &style.words;
    let (page, height) = (page_width(style), bottom + MARGIN);
    let mut svg = Svg::default();
    svg.tag("svg")
        .text("xmlns", "http://www.w3.org/2000/svg")
        .text(
            "viewBox",
            &format!("0 0 {} {}", number(page), number(height)),
        )
        .number("width", page)
        .number("height", height)
        .text("role", "img")
        .text("xml:lang", &words.language)
        .text("lang", &words.language)
        .text("font-family", &format!("{}, {FONTS}", words.fonts))
        .begin();
    let title = super::svg::clean(heading.title);
    svg.tag("title").words(&title);
    let described: Vec<_> = heading
        .notes
        .iter()
        .chain(&heading.described)
        .map(String::as_str)
        .collect();
    svg.tag("desc").words(&described.join("; "));
    svg.tag("rect")
        .area(0.0, 0.0, page, height)
        .text("fill", PAPER)
        .empty();

    let mut out = svg.finish();
    out.push_str(definitions);
    let mut svg = Svg::default();
    // A long title is set smaller before it is cut.
    let mut size = 22.0;
    while size > 14.0 && width(&title, size) > frame.width() {
        size -= 1.0;
    }
    let title = fit(&line(&title, frame.rtl), size, frame.width());
    svg.words((frame.start(), 54.0), frame.anchor(), size, INK, &title);
    for (nth, notes) in lines(&heading.notes, frame.width()).into_iter().enumerate() {
        let y = if nth == 0 { 76.0 } else { 92.0 };
        let notes = fit(&words.line(&notes), 12.0, frame.width());
        svg.words((frame.start(), y), frame.anchor(), 12.0, QUIET, &notes);
    }
    out.push_str(&svg.finish());
    out.push_str(content);
    out.push_str("</svg>\n");
    out
}

/// Notes on one line, or on two where one does not hold them.
fn lines(notes: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for note in notes {
        let longer = lines.last().map(|line| format!("{line} · {note}"));
        let full = lines.len() >= 2;
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) if full || width(&longer, 12.0) <= room => *line = longer,
            _ => lines.push(note.clone()),
        }
    }
    lines
}
