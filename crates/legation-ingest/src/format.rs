//! What a source is: told by its name, and by its first bytes, which have the last word where they are plain.

use std::path::Path;

use crate::problems::Rejected;

/// The kinds of source that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// A MediaWiki XML dump.
    MediaWiki,
    /// A web archive.
    Warc,
}

impl Format {
    /// The format that a file's name promises, with or without `.gz`, `.zst` or `.bz2` at its end.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = [".gz", ".zst", ".bz2"]
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(&name);
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::JsonLines,
            "xml" => Self::MediaWiki,
            "warc" => Self::Warc,
            _ => return None,
        })
    }

    /// Whether one source of this kind holds many documents.
    #[must_use]
    pub fn is_container(self) -> bool {
        matches!(self, Self::JsonLines | Self::MediaWiki | Self::Warc)
    }

    /// The format of a source: what the caller says, else what its first bytes show, else what its name promises, else text.
    pub(crate) fn decide(given: Option<Self>, named: Option<Self>, head: &[u8]) -> Self {
        given
            .or_else(|| Self::of_content(head, named))
            .or(named)
            .unwrap_or(Self::Text)
    }

    /// The format that the first bytes show beyond doubt.
    fn of_content(head: &[u8], named: Option<Self>) -> Option<Self> {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        let head = head.trim_ascii_start();
        let begins = |word: &[u8]| {
            head.get(..word.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(word))
        };
        if begins(b"WARC/") {
            Some(Self::Warc)
        } else if begins(b"<!doctype html") || begins(b"<html") {
            Some(Self::Html)
        } else if begins(b"<mediawiki") {
            Some(Self::MediaWiki)
        } else if begins(b"<?xml") && named.is_none() {
            let window = &head[..head.len().min(1_024)];
            if memchr::memmem::find(window, b"<html").is_some() {
                Some(Self::Html)
            } else {
                Some(Self::MediaWiki)
            }
        } else if named.is_none() && is_object_line(head) {
            Some(Self::JsonLines)
        } else {
            None
        }
    }
}

/// Whether the first line looks like a JSON object.
fn is_object_line(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"{") else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    if !rest.starts_with(b"\"") {
        return false;
    }
    match memchr::memchr(b'\n', head) {
        Some(end) => serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]).is_ok(),
        None => memchr::memmem::find(&rest[..rest.len().min(256)], b"\":").is_some(),
    }
}

/// What a file is that holds no text, and what to do with it; `None` where the first bytes do not tell.
fn known_binary(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const EXPORT: &str = "save it as plain text or HTML and read that";
    const KINDS: &[(&[u8], &str, &str)] = &[
        (
            b"%PDF-",
            "a PDF file",
            "extract its text first, for instance with `pdftotext`",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "a PNG picture",
            "read its text instead",
        ),
        (b"\xFF\xD8\xFF", "a JPEG picture", "read its text instead"),
        (b"GIF8", "a GIF picture", "read its text instead"),
        (
            b"PK\x03\x04",
            "a ZIP archive or an office document",
            "unpack it, or save the document as plain text or HTML",
        ),
        (b"\x7FELF", "a program", "leave it out"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "an old office document",
            EXPORT,
        ),
        (b"{\\rtf", "a rich text file", EXPORT),
        (
            b"SQLite format 3\0",
            "a database",
            "export its texts as JSON Lines",
        ),
        (
            b"7z\xBC\xAF\x27\x1C",
            "a 7z archive",
            "unpack it first; gz, zst and bz2 are read as they are",
        ),
        (
            b"\xFD7zXZ\0",
            "an xz file",
            "unpack it first; gz, zst and bz2 are read as they are",
        ),
        (b"Rar!\x1A\x07", "a RAR archive", "unpack it first"),
        (b"OggS", "a sound file", "read its text instead"),
        (b"ID3", "a sound file", "read its text instead"),
    ];
    KINDS
        .iter()
        .find(|(magic, ..)| head.starts_with(magic))
        .map(|(_, what, hint)| (*what, *hint))
}

/// Sets a source aside that its first bytes show to be no text.
pub(crate) fn refuse_binary(id: &str, head: &[u8]) -> Result<(), Rejected> {
    match known_binary(head) {
        Some((what, hint)) => Err(Rejected::new(
            id,
            "ingest-binary",
            format!("this is {what}, not text"),
            hint,
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_promise_and_contents_decide() {
        let named = |name: &str| Format::of_name(Path::new(name));
        assert_eq!(named("a/b.TXT.gz"), Some(Format::Text));
        assert_eq!(named("dump.xml.bz2"), Some(Format::MediaWiki));
        assert_eq!(named("x.warc.gz"), Some(Format::Warc));
        assert_eq!(named("x.pdf"), None);
        let decide = |name: &str, head: &[u8]| Format::decide(None, named(name), head);
        assert_eq!(decide("a.txt", b"<!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(decide("a", b"{\"text\": \"x\"}\n"), Format::JsonLines);
        assert_eq!(decide("a.txt", b"{\"text\": \"x\"}\n"), Format::Text);
        assert_eq!(decide("a", b"{curly} prose\n"), Format::Text);
        assert_eq!(decide("a", b"WARC/1.0\r\n"), Format::Warc);
    }
}
