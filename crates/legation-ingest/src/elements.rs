//! The elements of a page as rows: text with its white space collapsed, kinds by element, places in the source.

use legation_model::{BlockKind, MapPiece, OffsetMap, Span};

use crate::{
    mapping::MapBuilder,
    markup::{self, Token},
    rows::Row,
};

/// Shortest text of a table's cell that is read as prose, in characters.
const CELL: u32 = 100;

/// The text of a page.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) text: String,
    pub(crate) rows: Vec<Row>,
    /// Stretches inside rows that markup shows to be footnote marks and edit links.
    pub(crate) marks: Vec<Span>,
    /// To the text that was collected from.
    pub(crate) map: OffsetMap,
}

/// What an element makes of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Begins and ends a row.
    Block,
    Heading(u8),
    Item,
    Caption,
    Reference,
    Cell,
    /// Text that is left out.
    Hidden,
    /// Furniture of a page, left out where no main part was chosen.
    Furniture,
    /// A footnote mark or an edit link inside a row.
    Mark,
}

fn role(name: &str, attributes: &str) -> Option<Role> {
    let class = |words: &[&str]| {
        (attributes.contains("class") || attributes.contains("role"))
            && [
                markup::attribute(attributes, "class"),
                markup::attribute(attributes, "role"),
            ]
            .into_iter()
            .flatten()
            .any(|c| c.split_whitespace().any(|w| words.contains(&w)))
    };
    Some(match name {
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "li" => Role::Item,
        "figcaption" | "caption" => Role::Caption,
        "td" | "th" => Role::Cell,
        "ol" | "ul" | "div"
            if class(&[
                "references",
                "reflist",
                "footnotes",
                "mw-references-wrap",
                "doc-endnotes",
            ]) =>
        {
            Role::Reference
        }
        "div" | "p" | "span" if class(&["thumbcaption", "caption", "wp-caption-text"]) => {
            Role::Caption
        }
        "sup"
            if class(&[
                "reference",
                "footnote-ref",
                "footnote",
                "noteref",
                "Inline-Template",
                "noprint",
            ]) =>
        {
            Role::Mark
        }
        "span" if class(&["mw-editsection", "mw-editsection-like", "editsection"]) => Role::Mark,
        "nav" | "footer" | "aside" | "form" | "menu" | "dialog" => Role::Furniture,
        "select" | "button" | "svg" | "noscript" | "head" | "title" | "object" | "audio"
        | "video" | "canvas" | "math" => Role::Hidden,
        "p" | "div" | "section" | "article" | "main" | "header" | "body" | "html"
        | "blockquote" | "pre" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "tr" | "tbody"
        | "thead" | "tfoot" | "figure" | "address" | "details" | "summary" | "fieldset"
        | "center" | "hr" | "br" => Role::Block,
        _ => return None,
    })
}

struct Collector<'a> {
    source: &'a str,
    out: Collected,
    map: MapBuilder,
    row_start: usize,
    row_marks: usize,
    /// Open elements that mean something, with their names.
    open: Vec<(String, Role)>,
    space: bool,
}

/// Collects the text of `source`. With `whole_page` navigation and the like are left out. A title that stands in no
/// heading of the text is put before it.
pub(crate) fn collect(source: &str, title: Option<&str>, whole_page: bool) -> Collected {
    let mut out = collect_after(source, "", whole_page);
    if !mark_title(&mut out, title)
        && let Some(title) = title
    {
        out = collect_after(source, title, whole_page);
    }
    out
}

fn collect_after(source: &str, title: &str, whole_page: bool) -> Collected {
    let mut collector = Collector {
        source,
        out: Collected::default(),
        map: MapBuilder::new(false),
        row_start: 0,
        row_marks: 0,
        open: Vec::new(),
        space: false,
    };
    if !title.is_empty() {
        title.split_whitespace().for_each(|word| {
            if !collector.out.text.is_empty() {
                collector.out.text.push(' ');
            }
            collector.out.text.push_str(word);
        });
        collector.end_row();
        if let Some(row) = collector.out.rows.last_mut() {
            row.kind = Some(BlockKind::Title);
        }
    }
    // Depth of elements whose text is left out, counted apart, so that nesting costs nothing.
    let mut hidden: Option<(String, usize)> = None;
    for token in markup::tokens(source) {
        match token {
            Token::Open { name, attributes } => {
                let name = name.to_ascii_lowercase();
                if let Some((hider, depth)) = &mut hidden {
                    if *hider == name && !attributes.ends_with('/') {
                        *depth += 1;
                    }
                    if !(hider == "head" && name == "body") {
                        continue;
                    }
                    hidden = None;
                }
                match role(&name, attributes) {
                    Some(Role::Hidden) => hidden = Some((name, 1)),
                    Some(Role::Furniture) if whole_page => {
                        collector.end_row();
                        hidden = Some((name, 1));
                    }
                    Some(role) => collector.opens(name, role),
                    None => {}
                }
            }
            Token::Close(name) => {
                let name = name.to_ascii_lowercase();
                if let Some((hider, depth)) = &mut hidden {
                    if *hider == name {
                        *depth -= 1;
                        if *depth == 0 {
                            hidden = None;
                        }
                    }
                    continue;
                }
                collector.closes(&name);
            }
            Token::Text(span) if hidden.is_none() => collector.text(span),
            _ => {}
        }
    }
    collector.end_row();
    let mut out = collector.out;
    out.map = collector.map.finish();
    out
}

/// One of the first headings is the title, where it says the same or stands highest; whether there is one.
fn mark_title(out: &mut Collected, title: Option<&str>) -> bool {
    let same = |a: &str, b: &str| {
        let letters = |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).collect() };
        letters(a) == letters(b)
    };
    let text = &out.text;
    let found =
        out.rows.iter_mut().take(6).find(|r| {
            r.level > 0 && (r.level == 1 || title.is_some_and(|t| same(t, r.span.of(text))))
        });
    let Some(row) = found else { return false };
    row.kind = Some(BlockKind::Title);
    true
}

/// Open elements that are kept in mind at once; deeper ones say nothing.
const MOST_OPEN: usize = 256;

impl Collector<'_> {
    fn opens(&mut self, name: String, role: Role) {
        if role == Role::Mark {
            self.row_marks = self.out.text.len();
        } else {
            self.end_row();
        }
        if matches!(name.as_str(), "br" | "hr") {
            return;
        }
        // A paragraph or an item that is not closed ends where the next one begins.
        if matches!(name.as_str(), "p" | "li" | "td" | "th" | "dt" | "dd" | "tr")
            && self.open.last().is_some_and(|(open, _)| *open == name)
        {
            self.open.pop();
        }
        if self.open.len() < MOST_OPEN {
            self.open.push((name, role));
        }
    }

    fn closes(&mut self, name: &str) {
        let Some(place) = self.open.iter().rposition(|(open, _)| open == name) else {
            if role(name, "").is_some() {
                self.end_row();
            }
            return;
        };
        if self.open[place].1 == Role::Mark {
            let mark = Span::new(self.row_marks.max(self.row_start), self.out.text.len());
            if !mark.is_empty() {
                self.out.marks.push(mark);
            }
        } else {
            self.end_row();
        }
        self.open.truncate(place);
    }

    fn end_row(&mut self) {
        self.space = false;
        let content = &self.out.text[self.row_start..];
        if content.is_empty() {
            return;
        }
        let span = Span::new(self.row_start, self.out.text.len());
        let mut row = Row::new(&self.out.text, span);
        row.blank_before = true;
        row.bullet = false;
        row.numbered = false;
        for (_, role) in &self.open {
            match role {
                Role::Heading(level) => row.level = *level,
                Role::Item => row.bullet = true,
                Role::Caption => row.kind = Some(BlockKind::Caption),
                Role::Reference => row.kind = Some(BlockKind::Reference),
                Role::Furniture => row.kind = Some(BlockKind::Noise),
                Role::Cell if row.chars < CELL && row.kind.is_none() => {
                    row.kind = Some(BlockKind::Noise);
                }
                _ => {}
            }
        }
        self.out.rows.push(row);
        self.out.text.push('\n');
        self.row_start = self.out.text.len();
    }

    /// Adds text with its white space collapsed and its entities decoded.
    fn text(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end {
            let rest = &self.source[at..span.end];
            let blank = rest.len() - rest.trim_start_matches(is_collapsing).len();
            if blank > 0 {
                self.space = self.out.text.len() > self.row_start;
                at += blank;
                continue;
            }
            let word = rest
                .find(|c: char| is_collapsing(c) || c == '&')
                .unwrap_or(rest.len());
            if word > 0 {
                self.push(&rest[..word], at, word);
                at += word;
                continue;
            }
            match markup::entity(rest) {
                Some((decoded, length)) => {
                    let decoded = if decoded == "\u{A0}" {
                        " ".to_owned()
                    } else {
                        decoded
                    };
                    self.push(&decoded, at, length);
                    at += length;
                }
                None => {
                    self.push("&", at, 1);
                    at += 1;
                }
            }
        }
    }

    fn push(&mut self, piece: &str, source: usize, source_len: usize) {
        let row_begins = self.out.text.len() == self.row_start;
        if self.space || (piece == " " && row_begins) {
            self.space = false;
            if !row_begins && !self.out.text.ends_with(' ') {
                self.out.text.push(' ');
            }
        }
        if piece == " " && (row_begins || self.out.text.ends_with(' ')) {
            return;
        }
        self.map.push(MapPiece {
            clean_start: self.out.text.len(),
            clean_len: piece.len(),
            source_start: source,
            source_len,
        });
        self.out.text.push_str(piece);
    }
}

/// White space that HTML collapses: a no-break space is none, but is shown as a space.
fn is_collapsing(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{C}')
}
