//! What must hold of any text: spans are slices of it, reading is repeatable, nothing makes it panic, and points
//! and tatweel change no value.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use legation_model::{Document, Edtf};
use legation_pack::time::TimePack;
use legation_pack::{Language, PackFiles};
use legation_time::{Engine, read_document};
use proptest::prelude::*;

static ENGINES: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    let files = PackFiles::embedded();
    LANGS
        .iter()
        .map(|tag| {
            let language = Language::load(&files, tag).unwrap();
            Engine::new(&language, &TimePack::load(&files, &language).unwrap())
        })
        .collect()
});

const LANGS: [&str; 3] = ["ar", "en", "he"];

/// Pieces that texts are made of: dates, marks, and words that stand beside them.
const PIECES: [&[&str]; 3] = [
    &[
        "في",
        "عام",
        "1956",
        "مايو",
        "١٤",
        "تشرين الأول",
        "بعد",
        "أيام",
        "من",
        "العام نفسه",
        "و",
        "، ",
        "(",
        ")",
        "هـ",
        "1393",
        "رمضان",
        "بين",
        "إلى",
        "-",
        "/",
        "الخمسينيات",
        "أواخر",
        "منذ",
        "وزير",
        "اليوم التالي",
        ".",
        "ال",
        "الثالث والعشرين",
        "بعد عامين",
        "\n",
        "\"",
        "ألف وتسعمائة",
        "12",
        "99999",
        "حتى",
    ],
    &[
        "in",
        "1956",
        "May",
        "the",
        "14th",
        "of",
        "two days later",
        "between",
        "and",
        "-",
        "/",
        "(",
        ")",
        "late",
        "1950s",
        "after",
        "since",
        "last",
        "week",
        "Monday",
        "the following year",
        ",",
        ".",
        "nineteen fifty-six",
        "AD",
        "BC",
        "to",
        "century",
        "twentieth",
        "\n",
        "'",
        "soldiers",
        "99999",
        "early",
        "next",
        "0",
    ],
    &[
        "ב-",
        "28",
        "בנובמבר",
        "1948",
        "שנת",
        "שנות ה-70",
        "תש\"ח",
        "ה'",
        "באייר",
        "לאחר מכן",
        "יומיים",
        "בין",
        "ל-",
        "ו",
        "אותו חודש",
        "עד",
        "מאז",
        "(",
        ")",
        ",",
        ".",
        "סוף",
        "המאה ה-19",
        "כ\"ט",
        "שנה",
        "\n",
        "'",
        "\"",
        "99999",
        "יום",
        "ראשון",
        "הבא",
        "-",
        "/",
        "3",
        "לפני",
    ],
];

fn text(lang: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(
        (
            prop::sample::select(PIECES[lang]),
            prop::sample::select(&[" ", "", " ", "\u{a0}"][..]),
        ),
        0..24,
    )
    .prop_map(|pieces| pieces.iter().flat_map(|(a, b)| [*a, *b]).collect())
}

fn any_text() -> impl Strategy<Value = (usize, String)> {
    (0usize..3).prop_flat_map(|lang| {
        prop_oneof![text(lang), "\\PC{0,60}"].prop_map(move |text| (lang, text))
    })
}

fn document(lang: usize, text: &str, reference: bool) -> Document {
    let mut document = Document::from_text("p", LANGS[lang], text);
    document.published = reference.then(|| "2013-02-12".parse::<Edtf>().unwrap());
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_slices_and_reading_is_repeatable((lang, text) in any_text(), reference in any::<bool>()) {
        let document = document(lang, &text, reference);
        let found = read_document(&document, |_| Some(&ENGINES[lang]));
        let mut end = 0;
        for time in &found {
            prop_assert_eq!(text.get(time.span.start..time.span.end), Some(time.text.as_str()));
            prop_assert!(!time.text.is_empty());
            prop_assert!(time.span.start >= end, "in order, without overlap");
            end = time.span.end;
            if let Some(edtf) = &time.edtf {
                let bounds = edtf.bounds();
                prop_assert!(bounds.first.is_some() || bounds.last.is_some(), "{}", edtf);
                if let (Some(first), Some(last)) = (bounds.first, bounds.last) {
                    prop_assert!(first <= last, "{}", edtf);
                }
            }
        }
        prop_assert_eq!(found, read_document(&document, |_| Some(&ENGINES[lang])));
    }

    #[test]
    fn points_and_tatweel_change_no_value(text in text(0), at in any::<prop::sample::Index>()) {
        let plain = document(0, &text, false);
        // A vowel point after a letter, or a tatweel between two.
        let letters: Vec<usize> = text
            .char_indices()
            .zip(text.chars().skip(1))
            .filter(|((_, a), b)| ('\u{621}'..='\u{64a}').contains(a) && ('\u{621}'..='\u{64a}').contains(b))
            .map(|((i, a), _)| i + a.len_utf8())
            .collect();
        prop_assume!(!letters.is_empty());
        let place = letters[at.index(letters.len())];
        for mark in ['\u{64e}', '\u{640}'] {
            let mut marked = text.clone();
            marked.insert(place, mark);
            let values = |d: &Document| {
                read_document(d, |_| Some(&ENGINES[0])).into_iter().map(|t| t.edtf).collect::<Vec<_>>()
            };
            prop_assert_eq!(values(&plain), values(&document(0, &marked, false)));
        }
    }
}

#[test]
fn a_long_row_of_numbers_is_read_in_good_time() {
    let text = "1 2 3 in 1956 and 1957 of the 5th ".repeat(3000);
    let document = document(1, &text, true);
    let start = std::time::Instant::now();
    let _ = read_document(&document, |_| Some(&ENGINES[1]));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
