//! What holds of every input: no panic, blocks in order on character boundaries, maps that lead back.
#![allow(clippy::expect_used)]

use legation_ingest::{Format, Input, Options, document_from_bytes, documents};
use legation_model::{Document, Span};
use proptest::prelude::*;

const FORMATS: [Format; 6] = [
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::JsonLines,
    Format::MediaWiki,
    Format::Warc,
];

/// Words of an Arabic text with what stands among them.
const WORDS: [&str; 14] = [
    "قطعت",
    "ألبانيا",
    "علاقاتها",
    "مع",
    "الاتحاد",
    "السوفيتي،",
    "وسحبت",
    "السفير",
    "في",
    "1961.",
    "(NATO)",
    "معاهدة",
    "إلى",
    "بعد",
];

/// Lines as texts have them, and pieces of markup, in any order.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("عدل".to_owned()),
        Just("عدلمؤتمر".to_owned()),
        Just("المراجع".to_owned()),
        Just("[1]".to_owned()),
        Just("[بحاجة لمصدر]".to_owned()),
        Just("== כותרת ==".to_owned()),
        Just("# Title".to_owned()),
        Just("---".to_owned()),
        Just("title: x".to_owned()),
        Just("Share on Facebook".to_owned()),
        Just("2017 / 10 / 30".to_owned()),
        Just("קטעה ברית המועצות את יחסיה עם אלבניה בדצמבר 1961, והשגריר הוחזר למוסקבה מיד לאחר מכן.".to_owned()),
        Just("The treaty[note 3] was denounced by the Soviet Union in 1961.² Nobody knew why, and no reason was ever given for it.".to_owned()),
        Just("{{cite [[a|b]] {| |}".to_owned()),
        Just("<p class='x'>a &amp; b<sup>1</sup></p><li>".to_owned()),
        Just("<ref>[http://x y]</ref>".to_owned()),
        Just("[label](https://example.org)".to_owned()),
        Just("\r".to_owned()),
        Just(" \u{200F}\u{A0}\t".to_owned()),
        "\\PC{0,40}",
        "[\u{5D0}-\u{5EA}\u{621}-\u{64A} .]{0,80}",
    ];
    let separator = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just(""),
        Just("\r\n"),
        Just("\u{2028}")
    ];
    prop::collection::vec((piece, separator), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(p, s)| p + s).collect())
}

fn check_blocks(document: &Document) -> Result<(), TestCaseError> {
    let mut at = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start >= at, "blocks overlap or are out of order");
        let between = document.text.get(at..block.span.start);
        prop_assert!(
            between.is_some_and(|b| b.trim().is_empty()),
            "text outside of blocks: {between:?}"
        );
        let content = document.text.get(block.span.start..block.span.end);
        prop_assert!(
            content.is_some_and(|c| !c.is_empty() && c.trim() == c),
            "{content:?}"
        );
        at = block.span.end;
    }
    prop_assert!(document.text[at..].trim().is_empty());
    let mut last = (0, 0);
    for piece in &document.map.0 {
        prop_assert!(
            piece.clean_start >= last.0 && piece.source_start >= last.1,
            "the map is out of order"
        );
        last = (
            piece.clean_start + piece.clean_len,
            piece.source_start + piece.source_len,
        );
    }
    prop_assert!(last.0 <= document.text.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_its_own_source(text in text(), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        let source = text.clone().into_bytes();
        if let Ok(document) = document_from_bytes("x", source, Some(format), &Options::default()) {
            let clean = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            prop_assert_eq!(&document.text, clean);
            check_blocks(&document)?;
            for block in &document.blocks {
                let source = document.map.source(block.span).expect("plain text is mapped");
                prop_assert_eq!(source.of(&text), block.span.of(&document.text));
            }
        }
    }

    #[test]
    fn any_span_of_plain_text_leads_back(text in text(), a: prop::sample::Index, b: prop::sample::Index) {
        let source = text.clone().into_bytes();
        if let Ok(document) = document_from_bytes("x", source, Some(Format::Text), &Options::default()) {
            let places: Vec<usize> = document.text.char_indices().map(|(i, _)| i).chain([document.text.len()]).collect();
            let (a, b) = (places[a.index(places.len())], places[b.index(places.len())]);
            let span = Span::new(a.min(b), a.max(b));
            if !span.is_empty() {
                let source = document.map.source(span).expect("mapped");
                prop_assert_eq!(source.of(&text), span.of(&document.text));
            }
        }
    }

    #[test]
    fn markup_never_breaks(text in text()) {
        for format in [Format::Html, Format::Markdown] {
            if let Ok(document) = document_from_bytes("x", text.clone().into_bytes(), Some(format), &Options::default()) {
                check_blocks(&document)?;
            }
        }
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let dump = format!("<mediawiki><page><title>T</title><ns>0</ns><revision><text>{escaped}</text></revision></page></mediawiki>");
        let input = Input::from_bytes("x.xml", dump.into_bytes(), Some(Format::MediaWiki));
        for document in documents(&input, &Options::default()).flatten() {
            check_blocks(&document)?;
        }
    }

    #[test]
    fn words_of_a_page_lead_back_to_themselves(text in "[a-zא-ת ]{1,60}", more in "[a-zא-ת ]{1,60}") {
        let page = format!("<html><body><p>{text}</p>\n<div>{more} &amp; <b>{text}</b></div></body></html>");
        if let Ok(document) = document_from_bytes("x", page.clone().into_bytes(), Some(Format::Html), &Options::default()) {
            check_blocks(&document)?;
            let mut at = 0;
            for word in document.text.split_inclusive(char::is_whitespace) {
                let bare = word.trim();
                let start = at;
                at += word.len();
                if let Some(source) = (!bare.is_empty()).then(|| document.map.source(Span::new(start, start + bare.len()))).flatten()
                    && bare != "&"
                {
                    prop_assert_eq!(source.of(&page), bare);
                }
            }
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for format in FORMATS {
            let input = Input::from_bytes("x", bytes.clone(), Some(format));
            for document in documents(&input, &Options::default()).take(50).flatten() {
                check_blocks(&document)?;
            }
        }
        let input = Input::from_bytes("x", bytes, None);
        for document in documents(&input, &Options::default()).take(50).flatten() {
            check_blocks(&document)?;
        }
    }

    #[test]
    fn other_encodings_lead_back(words in prop::collection::vec(prop::sample::select(&WORDS), 6..60), a: prop::sample::Index, b: prop::sample::Index) {
        let text = words.join(" ");
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(&text);
        let bytes = bytes.into_owned();
        if let Ok(document) = document_from_bytes("x", bytes.clone(), Some(Format::Text), &Options::default()) {
            check_blocks(&document)?;
            prop_assert_eq!(&document.text, &text);
            let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (places[a.index(places.len())], places[b.index(places.len())]);
            let span = Span::new(a.min(b), a.max(b));
            if !span.is_empty() {
                let source = document.map.source(span).expect("mapped");
                let (back, _) = encoding_rs::WINDOWS_1256.decode_without_bom_handling(&bytes[source.start..source.end]);
                prop_assert_eq!(&back, span.of(&text));
            }
        }
    }
}
