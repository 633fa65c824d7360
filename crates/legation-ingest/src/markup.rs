//! The tokens of HTML with their places: tags, text, what is skipped. No tree is built.
//!
//! This is not a browser's tokenizer: it is lenient, linear, and right on what serializers and people write.

use legation_model::Span;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<name attributes>`.
    Open {
        /// As written.
        name: &'a str,
        /// As written.
        attributes: &'a str,
    },
    /// `</name>`.
    Close(&'a str),
    /// Text between tags, entities not decoded.
    Text(Span),
    /// The content of a script.
    Script {
        /// Of the script's tag.
        attributes: &'a str,
        /// Between its tags.
        content: &'a str,
    },
}

/// The tokens of a page.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    raw: Option<(&'static str, &'a str)>,
    /// Elements of raw text that are never closed from here on.
    unclosed: Vec<&'static str>,
}

/// Elements whose content is not markup and not shown.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "template",
];

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        raw: None,
        unclosed: Vec::new(),
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        loop {
            if let Some((name, attributes)) = self.raw.take() {
                match find_closing(&bytes[self.at..], name) {
                    Some(length) => {
                        let content = &self.text[self.at..self.at + length];
                        let content = content.rfind('<').map_or(content, |end| &content[..end]);
                        self.at += length;
                        if name == "script" {
                            return Some(Token::Script {
                                attributes,
                                content,
                            });
                        }
                    }
                    None => self.unclosed.push(name),
                }
            }
            let start = self.at;
            if start >= bytes.len() {
                return None;
            }
            let mut from = start;
            let tag = loop {
                match memchr::memchr(b'<', &bytes[from..]) {
                    None => break bytes.len(),
                    Some(n) => {
                        let at = from + n;
                        match bytes.get(at + 1) {
                            Some(b)
                                if b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?') =>
                            {
                                break at;
                            }
                            _ => from = at + 1,
                        }
                    }
                }
            };
            if tag > start {
                self.at = tag;
                return Some(Token::Text(Span::new(start, tag)));
            }
            if let Some(token) = self.tag(start) {
                return Some(token);
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// The tag at `start`; `None` for what is no token, with the place moved behind it.
    fn tag(&mut self, start: usize) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[start..];
        if rest.starts_with(b"<!--") {
            self.at =
                memchr::memmem::find(&rest[4..], b"-->").map_or(bytes.len(), |n| start + 4 + n + 3);
            return None;
        }
        let end = tag_end(rest).map_or(bytes.len(), |n| start + n);
        self.at = end;
        let closing = rest[1] == b'/';
        let name_start = start + 1 + usize::from(closing);
        let name_len = bytes[name_start.min(end)..end]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
            .count();
        if name_len == 0 {
            return None;
        }
        let name = &self.text[name_start..name_start + name_len];
        if closing {
            return Some(Token::Close(name));
        }
        let attributes = self.text[name_start + name_len..end]
            .trim_end_matches('>')
            .trim_end_matches('/');
        let raw = RAW.iter().find(|r| r.eq_ignore_ascii_case(name));
        if let Some(raw) = raw
            && !self.unclosed.contains(raw)
        {
            self.raw = Some((raw, attributes));
            // The element itself says nothing; its content comes next, or nothing.
            return None;
        }
        Some(Token::Open { name, attributes })
    }
}

/// The place after a tag's `>`, quoted values passed over.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let next = at
            + rest[at..]
                .iter()
                .position(|b| matches!(b, b'>' | b'"' | b'\''))?;
        if rest[next] == b'>' {
            return Some(next + 1);
        }
        // A quotation mark opens a value only after an equals sign; a value that is not closed ends with the tag.
        let value = rest[..next].trim_ascii_end().ends_with(b"=");
        at = next + 1;
        if value && let Some(n) = memchr::memchr(rest[next], &rest[at..]) {
            at += n + 1;
        }
    }
}

/// The place after `</name>` in `bytes`, whatever the case of its letters.
pub(crate) fn find_closing(bytes: &[u8], name: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(n) = memchr::memmem::find(&bytes[at..], b"</") {
        at += n + 2;
        let rest = &bytes[at..];
        if rest.len() >= name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && rest
                .get(name.len())
                .is_none_or(|b| !b.is_ascii_alphanumeric())
        {
            return Some(memchr::memchr(b'>', rest).map_or(bytes.len(), |end| at + end + 1));
        }
    }
    None
}

/// The entity that `text` begins with: what it stands for, and its length.
pub(crate) fn entity(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits
            .bytes()
            .take(8)
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
        // The upper controls are Windows-1252, as browsers have it.
        let c = match u8::try_from(code) {
            Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[byte])
                .0
                .chars()
                .next()?,
            _ => char::from_u32(code)
                .filter(|c| *c != '\0')
                .unwrap_or('\u{FFFD}'),
        };
        return Some((c.to_string(), before + length + semicolon));
    }
    let length = rest
        .bytes()
        .take(32)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    if length == 0 || rest.as_bytes().get(length) != Some(&b';') {
        // Without the semicolon only these are sure to be meant.
        let bare = ["amp", "lt", "gt", "quot", "nbsp"]
            .iter()
            .find(|e| rest[..length] == ***e)?;
        return Some((named(&format!("{bare};"))?, length + 1));
    }
    Some((named(&rest[..=length])?, length + 2))
}

fn named(name: &str) -> Option<String> {
    let (first, second) = *html5ever::data::NAMED_ENTITIES.get(name)?;
    let text: String = [first, second]
        .into_iter()
        .filter(|c| *c != 0)
        .filter_map(char::from_u32)
        .collect();
    (!text.is_empty()).then_some(text)
}

/// The value of an attribute, entities decoded; the empty text where it has none.
pub(crate) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_len = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        if name_len == 0 {
            rest = &rest[1..];
            continue;
        }
        let name = &rest[..name_len];
        rest = rest[name_len..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quoted = after
                .strip_prefix('"')
                .map(|a| (a, '"'))
                .or_else(|| after.strip_prefix('\'').map(|a| (a, '\'')));
            if let Some((inside, quote)) = quoted {
                let end = inside.find(quote).unwrap_or(inside.len());
                value = &inside[..end];
                rest = inside.get(end + 1..).unwrap_or_default();
            } else {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                value = &after[..end];
                rest = &after[end..];
            }
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
    }
}

/// A text with its entities decoded.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((decoded, length)) => {
                out.push_str(&decoded);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_their_places() {
        let page =
            "<p class=\"a>b\">x &lt; y<br/><!-- <p> -->z<script>if (a<b) {}</script></p>1 < 2";
        let found: Vec<String> = tokens(page)
            .map(|t| match t {
                Token::Open { name, .. } => format!("+{name}"),
                Token::Close(name) => format!("-{name}"),
                Token::Text(span) => span.of(page).to_owned(),
                Token::Script { content, .. } => format!("s:{content}"),
            })
            .collect();
        assert_eq!(
            found,
            ["+p", "x &lt; y", "+br", "z", "s:if (a<b) {}", "-p", "1 < 2"]
        );
    }

    #[test]
    fn entities_and_attributes_are_decoded() {
        assert_eq!(
            decode("a &amp; b &#1571;&#x5D0; &nope; &eacute; &"),
            "a & b أא &nope; é &"
        );
        assert_eq!(
            attribute(" class='x' content=\"a &amp; b\" hidden", "content").as_deref(),
            Some("a & b")
        );
        assert_eq!(attribute(" lang=ar hidden", "lang").as_deref(), Some("ar"));
        assert_eq!(attribute(" lang=ar hidden", "hidden").as_deref(), Some(""));
        assert_eq!(attribute(" lang=ar", "dir"), None);
    }
}
