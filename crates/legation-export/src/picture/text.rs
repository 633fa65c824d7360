//! How wide words are, and which way they run: the layout needs both before anything is drawn.
//!
//! Widths come from the font that PNG pictures are drawn with. A reader's own fonts differ by some percent, so the
//! layout leaves air. Arabic letters are measured unjoined, which is never narrower than joined by much.

use std::sync::OnceLock;

use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, instance::Size};

/// The font of PNG pictures; what it is made of stands in `fonts/README.md`.
pub(crate) const FONT: &[u8] = include_bytes!("../../fonts/LegationSans-Regular.ttf");

/// Width of a letter that the font lacks, in thousandths of the size.
const UNKNOWN: f64 = 900.0;

/// Opened once: widths are asked for every label.
fn font() -> Option<&'static FontRef<'static>> {
    static READ: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    READ.get_or_init(|| FontRef::new(FONT).ok()).as_ref()
}

/// Width of a letter in thousandths of the size.
fn letter(c: char) -> f64 {
    if is_mark(c) {
        return 0.0;
    }
    let wide = font().and_then(|font| {
        let glyph = font.charmap().map(c)?;
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        metrics.advance_width(glyph)
    });
    wide.map_or(UNKNOWN, f64::from)
}

/// Isolates, joiners, Arabic and Hebrew vowel points: they take no room of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{0300}'..='\u{036F}'
        | '\u{0591}'..='\u{05BD}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// Width of a text in the units of `size`.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size / 1000.0
}

/// The text, cut with an ellipsis where it is wider than `room`.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size);
    let mut taken = 0.0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        taken += letter(c) * size / 1000.0;
        if taken > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = text.get(..end).unwrap_or_default().trim_end();
    // An isolate that was opened before the cut is closed after it.
    let opened = kept.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
    let closed = kept.matches('\u{2069}').count();
    let mut out = format!("{kept}…");
    for _ in closed..opened {
        out.push('\u{2069}');
    }
    out
}

/// Whether a letter belongs to a script that runs from right to left (blocks of Unicode: Hebrew, Arabic, Syriac, Thaana,
/// N'Ko and their extensions).
fn runs_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Whether a letter runs from left to right.
fn runs_right(c: char) -> bool {
    c.is_alphabetic() && !runs_left(c)
}

/// A name as it may stand in a sentence of the given direction: set apart where it runs the other way, so that it
/// leaves the words around it in their order.
pub(crate) fn apart(text: &str, rtl: bool) -> String {
    let text = super::svg::clean(text);
    let crosses = if rtl {
        text.chars().any(|c| runs_right(c) || c.is_ascii_digit())
    } else {
        text.chars().any(runs_left)
    };
    if crosses {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text
    }
}

/// Digits and signs whose order must stay as written: a date, a range of years.
pub(crate) fn figures(text: &str, rtl: bool) -> String {
    if rtl {
        format!("\u{2066}{text}\u{2069}")
    } else {
        text.to_owned()
    }
}

/// Letters of the Arabic script.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// The text with its Arabic words set apart where Hebrew stands beside them: both run the same way, and a drawing
/// program that takes the whole for Hebrew would not join the Arabic letters.
fn joined(text: &str) -> String {
    if !text.chars().any(is_arabic) || !text.chars().any(|c| runs_left(c) && !is_arabic(c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 12);
    let mut inside = false;
    for c in text.chars() {
        if inside != is_arabic(c) && !is_mark(c) {
            inside = !inside;
            out.push(if inside { '\u{2067}' } else { '\u{2069}' });
        }
        out.push(c);
    }
    if inside {
        out.push('\u{2069}');
    }
    out
}

/// A whole label, told which way it runs where its letters do not tell.
pub(crate) fn line(text: &str, rtl: bool) -> String {
    let text = joined(text);
    if text.is_empty() {
        text
    } else if rtl {
        format!("\u{2067}{text}\u{2069}")
    } else if text.chars().any(runs_left) {
        format!("\u{2066}{text}\u{2069}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_the_scripts_of_all_languages() {
        let font = font().expect("the font is whole");
        for c in "aÉđřЖΩأبتגש\u{05C1}پ0–−·…".chars() {
            assert!(font.charmap().map(c).is_some(), "{c}");
        }
    }

    #[test]
    fn widths_grow_with_words_and_size() {
        assert!(width("mmm", 10.0) > width("iii", 10.0));
        assert!((width("abc", 20.0) - 2.0 * width("abc", 10.0)).abs() < 1e-9);
        assert!(width("ألبانيا", 10.0) > 20.0);
        assert!(width("אלבניה", 10.0) > 20.0);
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        let cut = fit("People's Republic of Albania", 12.0, 80.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 80.0, "{cut}");
        assert_eq!(fit("short", 12.0, 80.0), "short");
    }

    #[test]
    fn arabic_beside_hebrew_stands_apart() {
        assert_eq!(
            joined("לאום ألبانيا 1961"),
            "לאום \u{2067}ألبانيا\u{2069} 1961"
        );
        assert_eq!(joined("ألبانيا (COMECON)"), "ألبانيا (COMECON)");
        assert_eq!(joined("אלבניה"), "אלבניה");
    }

    #[test]
    fn a_cut_closes_what_it_opened() {
        let cut = fit(&line("الاتحاد السوفيتي العظيم", true), 12.0, 50.0);
        assert_eq!(
            cut.matches('\u{2067}').count(),
            cut.matches('\u{2069}').count()
        );
    }
}
