//! Writes SVG: kept small and apart so that escaping and the form of numbers are decided in one place.
//!
//! Whatever comes from a document is text here, never markup: names, labels and dates pass through [`escape`], and
//! characters that XML does not allow or that turn the direction of what follows are left out ([`clean`]).
//!
//! Renderers differ in what they make of `direction`: it swaps the ends of an anchor in one and is ignored in another.
//! So text is anchored as if all were left-to-right, and its own direction is told by Unicode's isolates, which all
//! renderers follow.

use std::fmt::Write as _;

use super::page::PAPER;

/// Which point of a text its position names, whatever its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Left,
    Middle,
    Right,
}

impl Anchor {
    fn as_str(self) -> &'static str {
        match self {
            Self::Left => "start",
            Self::Middle => "middle",
            Self::Right => "end",
        }
    }

    /// Seen in a mirror.
    pub(crate) fn mirrored(self, mirror: bool) -> Self {
        match self {
            Self::Left if mirror => Self::Right,
            Self::Right if mirror => Self::Left,
            same => same,
        }
    }
}

/// The picture so far.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    out: String,
}

/// An element whose attributes are being written; closed by [`Tag::empty`], [`Tag::begin`] or [`Tag::words`].
#[must_use]
pub(crate) struct Tag<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Svg {
    /// Starts an element.
    pub(crate) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { svg: self, name }
    }

    /// Ends an element that [`Tag::begin`] opened.
    pub(crate) fn end(&mut self, name: &'static str) {
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Opens a group that a pointer resting on it explains with `tooltip`.
    pub(crate) fn group(&mut self, tooltip: &str) {
        self.tag("g").begin();
        if !tooltip.is_empty() {
            self.tag("title").words(tooltip);
        }
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.tag("line")
            .ends(from, to)
            .text("stroke", stroke)
            .number("stroke-width", width)
            .empty();
    }

    /// A line of text.
    pub(crate) fn words(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        size: f64,
        fill: &str,
        text: &str,
    ) {
        self.tag("text")
            .number("x", at.0)
            .number("y", at.1)
            .text("text-anchor", anchor.as_str())
            .number("font-size", size)
            .text("fill", fill)
            .words(text);
    }

    /// A line of text that stands over lines: a rim of paper keeps it readable.
    pub(crate) fn words_over(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        size: f64,
        fill: &str,
        text: &str,
    ) {
        self.tag("text")
            .number("x", at.0)
            .number("y", at.1)
            .text("text-anchor", anchor.as_str())
            .number("font-size", size)
            .text("fill", fill)
            .text("stroke", PAPER)
            .number("stroke-width", 3.0)
            .text("stroke-linejoin", "round")
            .text("paint-order", "stroke")
            .words(text);
    }

    /// What has been written.
    pub(crate) fn finish(self) -> String {
        self.out
    }
}

impl Tag<'_> {
    /// An attribute with a number, two places after the point.
    pub(crate) fn number(self, name: &str, value: f64) -> Self {
        let _ = write!(self.svg.out, " {name}=\"{}\"", number(value));
        self
    }

    /// An attribute with text.
    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        let _ = write!(self.svg.out, " {name}=\"{}\"", escape(value));
        self
    }

    /// The attribute where it is wanted.
    pub(crate) fn text_if(self, wanted: bool, name: &str, value: &str) -> Self {
        if wanted { self.text(name, value) } else { self }
    }

    /// The ends of a line.
    pub(crate) fn ends(self, from: (f64, f64), to: (f64, f64)) -> Self {
        self.number("x1", from.0)
            .number("y1", from.1)
            .number("x2", to.0)
            .number("y2", to.1)
    }

    /// Place and size of a rectangle.
    pub(crate) fn area(self, x: f64, y: f64, width: f64, height: f64) -> Self {
        self.number("x", x)
            .number("y", y)
            .number("width", width.max(0.0))
            .number("height", height.max(0.0))
    }

    /// A closed shape through points, as the `d` of a path.
    pub(crate) fn shape(self, points: &[(f64, f64)]) -> Self {
        let mut path = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            path.push(if i == 0 { 'M' } else { 'L' });
            let _ = write!(path, "{} {}", number(*x), number(*y));
        }
        path.push('Z');
        self.text("d", &path)
    }

    /// Closes an element that holds nothing.
    pub(crate) fn empty(self) {
        self.svg.out.push_str("/>\n");
    }

    /// Leaves the element open for others in it.
    pub(crate) fn begin(self) {
        self.svg.out.push_str(">\n");
    }

    /// Puts text in the element and closes it.
    pub(crate) fn words(self, text: &str) {
        let _ = writeln!(self.svg.out, ">{}</{}>", escape(text), self.name);
    }
}

/// A number with at most two places after the point, the same on every machine.
pub(crate) fn number(value: f64) -> String {
    let rounded = if value.is_finite() { value } else { 0.0 };
    let text = format!("{rounded:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// Text as it may stand in an element or an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether XML 1.0 allows the character in text that is no line of its own.
fn is_allowed(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Text from elsewhere, fit to stand on one line: white space becomes a space, and characters that turn the direction
/// of what follows them are left out, so that a name cannot turn the words beside it.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if turns || !is_allowed(c) || (c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            continue;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        let mut svg = Svg::default();
        svg.tag("text")
            .text("data-x", "\"><script>")
            .words("a <b> & 'c'\u{0}\u{1b}");
        assert_eq!(
            svg.finish(),
            "<text data-x=\"&quot;&gt;&lt;script&gt;\">a &lt;b&gt; &amp; &#39;c&#39;</text>\n"
        );
    }

    #[test]
    fn numbers_are_short() {
        let all = [1.0, -0.001, 2.5, 3.14559, f64::NAN, f64::INFINITY, 100.0].map(number);
        assert_eq!(all, ["1", "0", "2.5", "3.15", "0", "0", "100"]);
    }

    #[test]
    fn a_name_cannot_turn_its_neighbours() {
        assert_eq!(clean(" a\u{202E}b\n\n c\u{2067}\t"), "ab c");
    }
}
