//! A claim as a note cites it: plain text for the clipboard, in the marks and words of the document's own language.

use legation_pack::{Citing, Language};
use legation_record::DocumentSummary;

use crate::LoadedPacks;

/// Opens a stretch whose direction is that of its own first letter, and closes it.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// What is cited besides the document.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The words, verbatim.
    pub quote: &'a str,
    /// BCP 47 tag of their language.
    pub lang: &'a str,
    /// Number of their sentence, from 0, as the record counts.
    pub sentence: usize,
}

/// Cites words of a document: title, publisher, date, where it can be found and when it was retrieved, then the words and
/// the number of their sentence.
///
/// What runs in another direction than the document's language is isolated, so that the note reads right wherever it is put.
#[must_use]
pub fn citation(packs: &LoadedPacks, document: &DocumentSummary, cited: Cited<'_>) -> String {
    let default = Citing::default();
    let citing = |lang: &str| language(packs, lang).map_or(&default, |l| &l.citing);
    let own = citing(&document.lang);
    let is_rtl = language(packs, &document.lang)
        .map(|l| l.names.get(&l.tag).map_or("", String::as_str))
        .map_or_else(
            || document.title.as_deref().is_some_and(begins_rtl),
            begins_rtl,
        );
    let part = |text: &str| isolated(&on_one_line(text), is_rtl);
    let quoted = |text: &str, marks: &Citing| {
        let [open, close] = &marks.quotes;
        format!("{open}{}{close}", on_one_line(text))
    };
    let mut parts = Vec::new();
    if let Some(title) = filled(document.title.as_deref()) {
        parts.push(isolated(&quoted(title, own), is_rtl));
    }
    if let Some(publisher) = filled(document.publisher.as_deref()) {
        parts.push(part(publisher));
    }
    parts.push(match &document.published {
        Some(date) => part(date.as_str()),
        None => own.undated.clone(),
    });
    parts.push(part(
        filled(document.address.as_deref()).unwrap_or(&document.id),
    ));
    if let Some(date) = &document.retrieved {
        parts.push(own.retrieved.replace("{date}", &part(date.as_str())));
    }
    let quote = isolated(&quoted(cited.quote, citing(cited.lang)), is_rtl);
    let sentence = own.sentence.replace("{n}", &cited.sentence.to_string());
    let separator = &own.separator;
    format!(
        "{}: {quote}{separator}{sentence}",
        parts.join(separator.as_str())
    )
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn language<'p>(packs: &'p LoadedPacks, tag: &str) -> Option<&'p Language> {
    packs
        .packs
        .language_for(tag)
        .map(|pack| &pack.lexicon.language)
}

/// A text without line breaks and with as many isolates, embeddings and overrides closed as it opens, so that it can turn
/// round nothing but itself.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let (mut isolates, mut embeddings) = (0_i32, 0_i32);
    let mut is_balanced = true;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates -= 1,
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => embeddings += 1,
            '\u{202c}' => embeddings -= 1,
            _ => {}
        }
        is_balanced &= isolates >= 0 && embeddings >= 0;
    }
    if is_balanced && isolates == 0 && embeddings == 0 {
        return text;
    }
    let is_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !is_control(*c)).collect()
}

/// A part of a text that runs from right to left or not, isolated where it may run the other way. In a text from right to left
/// that is also what has no letters: the parts of a date would change places.
fn isolated(part: &str, in_rtl: bool) -> String {
    let has_rtl = part.chars().any(is_rtl);
    let has_other = part.chars().any(|c| c.is_alphabetic() && !is_rtl(c));
    let differs = if in_rtl {
        has_other || !has_rtl
    } else {
        has_rtl
    };
    if differs {
        format!("{}{part}{}", ISOLATE[0], ISOLATE[1])
    } else {
        part.to_owned()
    }
}

/// Whether the first letter of a text is written from right to left.
fn begins_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl)
}

/// Whether a letter is one of Hebrew, Arabic or another script from right to left.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tests::packs;

    fn document(lang: &str) -> DocumentSummary {
        DocumentSummary {
            id: "texts/one.txt".to_owned(),
            address: None,
            title: None,
            lang: lang.to_owned(),
            publisher: None,
            published: None,
            retrieved: None,
            digest: String::new(),
            reader: String::new(),
            bytes: 0,
            sentences: 0,
            mentions: 0,
            times: 0,
            claims: 0,
            problems: 0,
        }
    }

    /// With the isolates shown.
    fn cite(document: &DocumentSummary, quote: &str, lang: &str) -> String {
        let cited = Cited {
            quote,
            lang,
            sentence: 7,
        };
        citation(packs(), document, cited)
            .replace(ISOLATE[0], "[")
            .replace(ISOLATE[1], "]")
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_note_has_the_marks_and_words_of_the_document() {
        let english = DocumentSummary {
            title: some("The Break"),
            publisher: some("The Review"),
            published: "1962-01".parse().ok(),
            address: some("https://example.org/<a>?b=\"c\""),
            retrieved: "2024-05-02".parse().ok(),
            ..document("en")
        };
        assert_eq!(
            cite(&english, "Albania left", "en"),
            "“The Break”, The Review, 1962-01, https://example.org/<a>?b=\"c\", accessed 2024-05-02: “Albania left”, sentence 7"
        );
        let arabic = DocumentSummary {
            title: some("القطيعة 1961"),
            publisher: some("المجلة"),
            published: "1962-01-03".parse().ok(),
            address: some("https://example.org/ar"),
            ..document("ar")
        };
        assert_eq!(
            cite(&arabic, "انسحبت ألبانيا", "ar"),
            "«القطيعة 1961»، المجلة، [1962-01-03]، [https://example.org/ar]: «انسحبت ألبانيا»، الجملة 7"
        );
        let hebrew = DocumentSummary {
            title: some("הקרע"),
            ..document("he")
        };
        assert_eq!(
            cite(&hebrew, "אלבניה פרשה", "he"),
            "”הקרע”, חש״ד, [texts/one.txt]: ”אלבניה פרשה”, משפט 7"
        );
    }

    #[test]
    fn what_is_missing_is_left_out_or_said() {
        assert_eq!(
            cite(&document("en"), "It ended", "en"),
            "n.d., texts/one.txt: “It ended”, sentence 7"
        );
        let blank = DocumentSummary {
            title: some("  "),
            publisher: some(""),
            ..document("ar")
        };
        assert_eq!(
            cite(&blank, "انتهى", "ar"),
            "د.ت.، [texts/one.txt]: «انتهى»، الجملة 7"
        );
        assert_eq!(
            cite(&document("fr"), "Fini", "fr"),
            "—, texts/one.txt: “Fini”, § 7"
        );
    }

    #[test]
    fn words_of_another_direction_are_set_apart() {
        let english = DocumentSummary {
            title: some("On القطيعة"),
            ..document("en")
        };
        assert_eq!(
            cite(&english, "انسحبت ألبانيا", "ar"),
            "[“On القطيعة”], n.d., texts/one.txt: [«انسحبت ألبانيا»], sentence 7"
        );
        let hebrew = document("he");
        assert_eq!(
            cite(&hebrew, "Albania left", "en"),
            "חש״ד, [texts/one.txt]: [“Albania left”], משפט 7"
        );
    }

    #[test]
    fn a_title_turns_round_nothing_but_itself() {
        let hostile = DocumentSummary {
            title: some("a\u{202e}b\nc\u{2069}"),
            publisher: some("x\u{2067}y\u{2069}z"),
            ..document("en")
        };
        assert_eq!(
            citation(
                packs(),
                &hostile,
                Cited {
                    quote: "q",
                    lang: "en",
                    sentence: 0
                }
            ),
            "“ab c”, x\u{2067}y\u{2069}z, n.d., texts/one.txt: “q”, sentence 0"
        );
    }
}
