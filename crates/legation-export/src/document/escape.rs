//! Text that stays text in HTML.

/// Adds a text to HTML, within an element or an attribute in quotation marks. Control characters, which HTML cannot hold,
/// are left out.
pub(super) fn push(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' | '\n' => html.push(c),
            c if c.is_control() || is_noncharacter(c) => {}
            c => html.push(c),
        }
    }
}

/// A text as it stands in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    push(&mut html, text);
    html
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_means_something() {
        assert_eq!(
            escaped("<b a=\"x\" c='y'>&amp;\0\u{1b}\u{85}\u{ffff}\r\n</b>"),
            "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;\n&lt;/b&gt;"
        );
    }
}
