//! Front matter: the lines of `key: value` before a text, with or without the opening `---`.
//!
//! A small part of YAML is read, the part that such heads use: plain, single- and double-quoted values, and their
//! continuation over lines. What is not understood is passed over; the block is metadata either way.

use legation_model::{Edtf, Span};

use crate::dates;

/// What a front matter says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The stretch from its first line to its closing line.
    pub(crate) span: Span,
    pub(crate) title: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) published: Option<Edtf>,
    pub(crate) retrieved: Option<Edtf>,
}

/// Keys that show that a head without an opening line is one.
const KNOWN: [&str; 8] = [
    "title",
    "url",
    "date",
    "lang",
    "author",
    "source",
    "published",
    "language",
];

/// Reads the front matter at the text's beginning.
pub(crate) fn read(text: &str, most_lines: usize) -> Option<FrontMatter> {
    let start = text.len() - text.trim_start().len();
    let mut lines = Lines { text, at: start };
    let (first_start, first) = lines.next()?;
    let opened = first.trim_end() == "---";
    if !opened {
        // Without an opening line the first must be a key, and the end must come.
        key_of(first)?;
        lines.at = first_start;
    }
    let mut entries: Vec<(&str, String)> = Vec::new();
    let mut known = false;
    let mut end = None;
    for (line_start, line) in lines.take(most_lines) {
        let bare = line.trim_end();
        if bare == "---" || (opened && bare == "...") {
            end = Some(line_start + bare.len());
            break;
        }
        if let Some((key, value)) = key_of(bare) {
            known |= KNOWN.contains(&key.to_ascii_lowercase().as_str());
            entries.push((key, value.trim().to_owned()));
        } else if bare.starts_with([' ', '\t', '-', '#']) || bare.is_empty() {
            if let Some((_, value)) = entries.last_mut() {
                fold_line(value, bare);
            }
        } else {
            return None;
        }
    }
    let end = end?;
    if entries.is_empty() || (!opened && !known) {
        return None;
    }
    let mut found = FrontMatter {
        span: Span::new(start, end),
        title: None,
        address: None,
        publisher: None,
        lang: None,
        published: None,
        retrieved: None,
    };
    for (key, raw) in entries {
        let value = unquote(&raw);
        if value.is_empty() {
            continue;
        }
        match key.to_ascii_lowercase().as_str() {
            "title" => found.title = Some(value),
            "url" | "link" | "address" | "canonical" | "canonical_url" | "permalink" => {
                found.address = Some(value);
            }
            "source" if value.contains("://") => {
                found.address.get_or_insert(value);
            }
            "source" | "publisher" | "site" | "sitename" | "publication" => {
                found.publisher = Some(value);
            }
            "lang" | "language" | "locale" => found.lang = language_tag(&value),
            "date" | "published" | "published_at" | "publishdate" | "pubdate" | "datepublished"
            | "ref" => {
                found.published = dates::date_of(&value).or(found.published.take());
            }
            "retrieved" | "accessed" | "fetched" | "crawled" | "retrieved_at" => {
                found.retrieved = dates::date_of(&value);
            }
            _ => {}
        }
    }
    Some(found)
}

/// A BCP 47 tag from what is written for one: `en_GB` becomes `en-GB`; a name of a language is none.
pub(crate) fn language_tag(value: &str) -> Option<String> {
    let tag = value.trim().replace('_', "-");
    let first = tag.split('-').next()?;
    let fits = (2..=3).contains(&first.len())
        && tag.len() <= 35
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then(|| {
        let rest = &tag[first.len()..];
        format!("{}{rest}", first.to_ascii_lowercase())
    })
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let start = self.at;
        let line = rest.split_inclusive('\n').next()?;
        self.at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }
}

/// `key: value`, with a key of one ASCII word at the line's beginning.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let fits = !key.is_empty()
        && key.len() <= 40
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && (value.is_empty() || value.starts_with([' ', '\t']));
    fits.then_some((key, value))
}

/// Appends a continuation line: after a backslash at once, else with a space.
fn fold_line(value: &mut String, line: &str) {
    let line = line.trim();
    if value.starts_with('"') && value.ends_with('\\') && !value.ends_with("\\\\") {
        value.pop();
    } else if !value.is_empty() && !line.is_empty() {
        value.push(' ');
    }
    value.push_str(line);
}

fn unquote(raw: &str) -> String {
    let raw = raw.trim();
    if let Some(inside) = raw.strip_prefix('"') {
        return unescape(inside.strip_suffix('"').unwrap_or(inside));
    }
    if let Some(inside) = raw.strip_prefix('\'') {
        return inside
            .strip_suffix('\'')
            .unwrap_or(inside)
            .replace("''", "'");
    }
    let raw = raw
        .strip_prefix(['|', '>'])
        .map_or(raw, |r| r.trim_start_matches(['-', '+']).trim_start());
    // A comment begins with a space and a hash.
    raw.split_once(" #")
        .map_or(raw, |(value, _)| value)
        .trim()
        .to_owned()
}

/// Escapes of a double-quoted value, with pairs of surrogates as JSON writes them.
fn unescape(inside: &str) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut high: Option<u32> = None;
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match chars.next() {
            Some('n') => {
                out.push('\n');
                continue;
            }
            Some('t') => {
                out.push('\t');
                continue;
            }
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(other) => {
                out.push(other);
                continue;
            }
            None => break,
        };
        let hex: String = chars.by_ref().take(digits).collect();
        let Ok(code) = u32::from_str_radix(&hex, 16) else {
            continue;
        };
        match (high.take(), code) {
            (_, 0xD800..=0xDBFF) => high = Some(code),
            (Some(high), 0xDC00..=0xDFFF) => {
                let joined = 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00);
                out.extend(char::from_u32(joined));
            }
            _ => out.extend(char::from_u32(code)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_with_its_opening_line_is_read() {
        let text = "---\ntitle: 'The treaty''s end'\ndate: 1979-04-03\nlang: en_GB\ntags:\n  - a\n---\n\nText.";
        let found = read(text, 200).expect("a front matter");
        assert_eq!(found.title.as_deref(), Some("The treaty's end"));
        assert_eq!(found.lang.as_deref(), Some("en-GB"));
        assert_eq!(
            found.published.map(|d| d.to_string()).as_deref(),
            Some("1979-04-03")
        );
        assert!(found.span.of(text).ends_with("\n---"));
    }

    #[test]
    fn a_head_without_its_opening_line_and_with_escapes_is_read() {
        let text = "revision: 7\ntitle: \"\\u05E9\\u05DC\\\n  \\u05D5\\u05DD \\uD83D\\uDE00\"\nurl: https://example.org/a:b\n\n\n---\n\nגוף";
        let found = read(text, 200).expect("a front matter");
        assert_eq!(found.title.as_deref(), Some("שלום 😀"));
        assert_eq!(found.address.as_deref(), Some("https://example.org/a:b"));
    }

    #[test]
    fn prose_is_no_head() {
        assert_eq!(
            read("Note: this is prose.\nIt goes on.\n---\nmore", 200),
            None
        );
        assert_eq!(read("title: alone and never closed\n\nprose", 200), None);
        assert_eq!(read("---\nNo keys here.\n---\n", 200), None);
        assert_eq!(read("", 200), None);
    }
}
