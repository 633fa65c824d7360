//! Wikitext reduced to its text: templates, tables, references and pictures dropped, links to their labels.
//!
//! Every stretch that is kept keeps its place in the source. Nesting is bounded; what is not closed stays text.

use std::collections::HashMap;

use legation_model::{BlockKind, MapPiece, OffsetMap, Span};

use crate::{Limits, mapping::MapBuilder, markup, noise::noise, rows::Row};

/// The text of a page with its rows and the way back.
pub(crate) struct Reduced {
    pub(crate) text: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) map: OffsetMap,
}

/// Elements whose content is no prose.
const DROPPED: [&str; 19] = [
    "ref",
    "math",
    "gallery",
    "timeline",
    "score",
    "syntaxhighlight",
    "source",
    "code",
    "imagemap",
    "templatedata",
    "hiero",
    "chem",
    "graph",
    "mapframe",
    "maplink",
    "pre",
    "references",
    "includeonly",
    "style",
];

/// How far back an opening is looked for among those still open, so that hostile nesting costs no more.
const NEAR: usize = 256;
/// Longest link to another site, in bytes.
const OUTSIDE: usize = 4_000;

/// Reduces a page.
pub(crate) fn reduce(source: &str, limits: &Limits) -> Reduced {
    let mut reducer = Reducer {
        source,
        bytes: source.as_bytes(),
        closings: closings(source.as_bytes()),
        depth: limits.wikitext_depth,
        text: String::with_capacity(source.len() / 2),
        map: MapBuilder::new(false),
        rows: Vec::new(),
        row_start: 0,
        level: 0,
        kind: None,
        last_closing: HashMap::new(),
    };
    reducer.page();
    Reduced {
        text: reducer.text,
        rows: reducer.rows,
        map: reducer.map.finish(),
    }
}

/// For each `{{`, `{|` and `[[` that is closed, the place after its end: one pass, whatever the nesting.
fn closings(bytes: &[u8]) -> HashMap<usize, usize> {
    let mut found = HashMap::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..]
        .iter()
        .position(|b| matches!(b, b'{' | b'}' | b'[' | b']' | b'|'))
    {
        at += next;
        let pair = [bytes[at], bytes.get(at + 1).copied().unwrap_or(0)];
        let line_start = at == 0
            || bytes[..at]
                .iter()
                .rev()
                .take_while(|b| **b != b'\n')
                .all(|b| matches!(b, b' ' | b':' | b'*'));
        let closes = match &pair {
            b"{{" | b"[[" => {
                open.push((bytes[at], at));
                at += 2;
                continue;
            }
            b"{|" if line_start => {
                open.push((b'|', at));
                at += 2;
                continue;
            }
            b"}}" => b'{',
            b"]]" => b'[',
            // In a template `|}}` is a bar and a closing pair.
            b"|}" if line_start && bytes.get(at + 2) != Some(&b'}') => b'|',
            _ => {
                at += 1;
                continue;
            }
        };
        // What was left open inside stays text; a link does not close a template around it.
        let near = open.len().saturating_sub(NEAR);
        let place = open[near..]
            .iter()
            .rposition(|(kind, _)| *kind == closes)
            .map(|p| near + p);
        let barrier = open[near..]
            .iter()
            .rposition(|(kind, _)| *kind != b'[')
            .map(|p| near + p);
        if let Some(place) = place
            && (closes != b'[' || barrier.is_none_or(|b| b < place))
        {
            found.insert(open[place].1, at + 2);
            open.truncate(place);
        }
        at += 2;
    }
    found
}

struct Reducer<'a> {
    source: &'a str,
    bytes: &'a [u8],
    closings: HashMap<usize, usize>,
    depth: usize,
    text: String,
    map: MapBuilder,
    rows: Vec<Row>,
    row_start: usize,
    level: u8,
    kind: Option<BlockKind>,
    /// For each element that was looked for and not found, that it is not there: so that nothing is searched twice.
    last_closing: HashMap<&'static str, usize>,
}

impl Reducer<'_> {
    fn page(&mut self) {
        let mut at = 0;
        let end = self.bytes.len();
        while at < end {
            at = self.line_start(at);
            at = self.inline(at, end, self.depth, true);
            self.end_row();
            // The line's end itself.
            at += usize::from(at < end);
        }
    }

    /// Reads what a line's beginning says about it.
    fn line_start(&mut self, at: usize) -> usize {
        let line_end =
            memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |n| at + n);
        let line = &self.source[at..line_end];
        let content = line.trim_end();
        if content.starts_with("----") {
            return at + content.bytes().take_while(|b| *b == b'-').count();
        }
        let level = content.bytes().take_while(|b| *b == b'=').count();
        if level > 0 {
            // A comment may stand behind the closing marks.
            let bare = content.split("<!--").next().unwrap_or(content).trim_end();
            let closing = bare.bytes().rev().take_while(|b| *b == b'=').count();
            let level = level.min(closing).min(6);
            if level > 0 && bare.len() > 2 * level {
                self.level = u8::try_from(level).unwrap_or(6);
                return at + level;
            }
        }
        let marks = content
            .bytes()
            .take_while(|b| matches!(b, b'*' | b'#' | b':' | b';'))
            .count();
        if marks > 0
            && content
                .bytes()
                .take(marks)
                .any(|b| matches!(b, b'*' | b'#'))
        {
            self.kind = Some(BlockKind::Item);
        }
        at + marks
    }

    fn end_row(&mut self) {
        let content = &self.text[self.row_start..];
        let start = self.row_start + content.len() - content.trim_start().len();
        let mut bare = content.trim();
        if self.level > 0 {
            bare = bare.trim_end_matches('=').trim_end();
        }
        // Punctuation alone is what dropped templates leave.
        let end = if bare.chars().any(char::is_alphanumeric) {
            start + bare.len()
        } else {
            self.row_start
        };
        self.text.truncate(end);
        self.map.truncate(end);
        if end > self.row_start {
            let mut row = Row::new(&self.text, Span::new(start, end));
            row.level = self.level;
            row.bullet = self.kind == Some(BlockKind::Item);
            row.numbered = false;
            row.blank_before = true;
            self.rows.push(row);
            self.text.push('\n');
        }
        self.row_start = self.text.len();
        self.level = 0;
        self.kind = None;
    }

    /// Keeps a stretch of the source.
    fn keep(&mut self, start: usize, end: usize) {
        let mut start = start;
        // Where something was dropped between two spaces one of them goes too.
        let after_space = self.text.len() == self.row_start || self.text.ends_with([' ', '\n']);
        if after_space {
            start += self.bytes[start..end]
                .iter()
                .take_while(|b| **b == b' ')
                .count();
        }
        if start < end {
            self.map.push(MapPiece {
                clean_start: self.text.len(),
                clean_len: end - start,
                source_start: start,
                source_len: end - start,
            });
            self.text.push_str(&self.source[start..end]);
        }
    }

    /// Keeps what an entity stands for.
    fn keep_as(&mut self, decoded: &str, start: usize, end: usize) {
        self.map.push(MapPiece {
            clean_start: self.text.len(),
            clean_len: decoded.len(),
            source_start: start,
            source_len: end - start,
        });
        self.text.push_str(decoded);
    }

    /// Reduces `at..end`, up to a line's end where `stop` says so; gives the place where it stopped.
    fn inline(&mut self, mut at: usize, end: usize, depth: usize, stop: bool) -> usize {
        let mut kept = at;
        while at < end {
            let Some(next) = self.bytes[at..end]
                .iter()
                .position(|b| matches!(b, b'\n' | b'{' | b'[' | b'<' | b'\'' | b'&' | b'_'))
            else {
                break;
            };
            at += next;
            let rest = &self.bytes[at..end];
            let dropped_to = match rest[0] {
                b'\n' if stop => {
                    self.keep(kept, at);
                    return at;
                }
                b'{' => self.closings.get(&at).copied().filter(|e| *e <= end),
                b'[' if rest.starts_with(b"[[") => {
                    match self.closings.get(&at).copied().filter(|e| *e <= end) {
                        Some(close) => {
                            self.keep(kept, at);
                            self.link(at + 2, close - 2, depth);
                            kept = close;
                            at = close;
                            continue;
                        }
                        None => None,
                    }
                }
                b'[' => match self.outside_link(at, end) {
                    Some((label, close)) => {
                        self.keep(kept, at);
                        if depth > 0 {
                            self.inline(label, close - 1, depth - 1, false);
                        }
                        kept = close;
                        at = close;
                        continue;
                    }
                    None => None,
                },
                b'<' => self.tag(at, end),
                b'\'' => {
                    let run = rest.iter().take_while(|b| **b == b'\'').count();
                    (run >= 2).then_some(at + run)
                }
                b'&' => {
                    if let Some((decoded, length)) = markup::entity(&self.source[at..end]) {
                        self.keep(kept, at);
                        self.keep_as(&decoded, at, at + length);
                        at += length;
                        kept = at;
                        continue;
                    }
                    None
                }
                // Behaviour switches: __TOC__.
                b'_' if rest.starts_with(b"__") => {
                    let word = &rest[2..rest.len().min(60)];
                    memchr::memmem::find(word, b"__")
                        .filter(|n| {
                            *n > 0 && !word[..*n].contains(&b' ') && !word[..*n].contains(&b'\n')
                        })
                        .map(|n| at + 2 + n + 2)
                }
                _ => None,
            };
            match dropped_to {
                Some(to) => {
                    self.keep(kept, at);
                    at = to.min(end);
                    kept = at;
                }
                None => at += 1,
            }
        }
        self.keep(kept.min(end), end);
        end
    }

    /// `[[target|label]]`, with what stands between the brackets.
    fn link(&mut self, start: usize, end: usize, depth: usize) {
        if depth == 0 || start >= end {
            return;
        }
        let inside = &self.source[start..end];
        let target = inside.split('|').next().unwrap_or(inside);
        let has_label = target.len() < inside.len();
        let shown = target.strip_prefix(':');
        if shown.is_none()
            && let Some((namespace, _)) = target.split_once(':')
        {
            let is_language = !has_label
                && (2..=3).contains(&namespace.len())
                && namespace.bytes().all(|b| b.is_ascii_lowercase());
            if noise().is_media(namespace) || noise().is_category(namespace) || is_language {
                return;
            }
        }
        if has_label {
            // The label of an article's link has no bars but in templates, which are dropped.
            self.inline(start + target.len() + 1, end, depth - 1, false);
        } else {
            let skipped = target.len() - shown.unwrap_or(target).len();
            self.inline(start + skipped, end, depth - 1, false);
        }
    }

    /// `[address label]`: where the label begins, and the place after the closing bracket.
    fn outside_link(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let rest = &self.source[at + 1..end];
        let is_address = ["http://", "https://", "//", "ftp://", "mailto:"]
            .iter()
            .any(|p| rest.starts_with(p));
        if !is_address {
            return None;
        }
        let window = &rest.as_bytes()[..rest.len().min(OUTSIDE)];
        let close = memchr::memchr2(b']', b'\n', window).filter(|n| window[*n] == b']')?;
        let label = memchr::memchr(b' ', &window[..close]).map_or(close, |space| space + 1);
        Some((at + 1 + label, at + 1 + close + 1))
    }

    /// A tag or comment at `at`: the place after what is dropped with it.
    fn tag(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.source[at..end];
        if rest.starts_with("<!--") {
            return Some(memchr::memmem::find(rest.as_bytes(), b"-->").map_or(end, |n| at + n + 3));
        }
        let name_at = 1 + usize::from(rest.as_bytes().get(1) == Some(&b'/'));
        let name_len = rest.as_bytes()[name_at.min(rest.len())..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        if name_len == 0 {
            return None;
        }
        let name = rest[name_at..name_at + name_len].to_ascii_lowercase();
        let close = memchr::memchr(b'>', &rest.as_bytes()[..rest.len().min(4_096)])?;
        let after = at + close + 1;
        let opening = name_at == 1 && !rest[..close].ends_with('/');
        let dropped = DROPPED.iter().find(|d| **d == name).filter(|_| opening);
        let Some(dropped) = dropped else {
            return Some(after);
        };
        if self
            .last_closing
            .get(dropped)
            .is_some_and(|from| after >= *from)
        {
            return Some(after);
        }
        match markup::find_closing(&self.bytes[after..end], dropped) {
            Some(n) => Some(after + n),
            None => {
                // An element that is never closed: only its tag goes.
                self.last_closing.insert(dropped, after);
                Some(after)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        let reduced = reduce(source, &Limits::default());
        for piece in &reduced.map.0 {
            if piece.clean_len == piece.source_len && !source[piece.source_start..].starts_with('&')
            {
                assert_eq!(
                    reduced.text[piece.clean_start..piece.clean_start + piece.clean_len],
                    source[piece.source_start..piece.source_start + piece.source_len]
                );
            }
        }
        reduced
            .rows
            .iter()
            .map(|r| r.span.of(&reduced.text))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn markup_is_reduced_to_its_text() {
        let case = |source: &str, want: &str| assert_eq!(text(source), want, "{source}");
        case("'''ألبانيا''' و''خوجة''", "ألبانيا وخوجة");
        case("[[الاتحاد السوفيتي|السوفييت]] و[[الصين]]", "السوفييت والصين");
        case("before {{cite|{{inner|x}}|y}} after", "before after");
        case(
            "a<ref name=\"x\">note {{c}}</ref> b<ref name=\"x\" /> c",
            "a b c",
        );
        case(
            "text\n{| class=\"wikitable\"\n| a || [[b]]\n|}\nmore",
            "text\nmore",
        );
        case("[[ملف:map.png|thumb|a [[link]] in it]]Text", "Text");
        case(
            "[[Category:Treaties]]\n[[:Category:Treaties]]",
            "Category:Treaties",
        );
        case(
            "see [https://example.org the text] and [https://example.org]",
            "see the text and",
        );
        case("A &amp; B&nbsp;C", "A & B\u{A0}C");
        case("a <!-- hidden --> b<br/>c", "a bc");
        case("__TOC__\ntext", "text");
        case(
            "unclosed {{ stays and [[ too",
            "unclosed {{ stays and [[ too",
        );
        case("<ref>never closed and text", "never closed and text");
        case("{{infobox\n| name = x\n}}\nProse.", "Prose.");
    }

    #[test]
    fn lines_keep_their_kind() {
        let reduced = reduce(
            "== היסטוריה ==\n* [[אחד]]\nפסקה\n=== שנייה === <!-- x -->\n",
            &Limits::default(),
        );
        let shown: Vec<(u8, bool, &str)> = reduced
            .rows
            .iter()
            .map(|r| (r.level, r.bullet, r.span.of(&reduced.text)))
            .collect();
        assert_eq!(
            shown,
            [
                (2, false, "היסטוריה"),
                (0, true, "אחד"),
                (0, false, "פסקה"),
                (3, false, "שנייה")
            ]
        );
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = format!("{}x{}", "[[a|".repeat(5_000), "]]".repeat(5_000));
        reduce(&deep, &Limits::default());
        reduce(&"{{".repeat(50_000), &Limits::default());
        reduce(&"<ref>".repeat(50_000), &Limits::default());
    }
}
