//! Which encoding bytes are in that are neither UTF-8 nor UTF-16.
//!
//! Between the single-byte encodings of Arabic and Hebrew the frequency of letters decides; `chardetng` answers for
//! all others.

use std::sync::OnceLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1255, WINDOWS_1256};

use crate::encoding::{SAMPLE, table_of};

/// Letters of Arabic with how often they occur, per mille: rounded counts, good enough to tell encodings apart.
const ARABIC: &str = "ا125ل115ي72م60و60ن58ر46ت45ب37ة33ع33د32س27ف27ه30ك24ق23أ20ح19ج13ش12ط10ص11خ10ى8إ9ذ7ض7ث6ز6غ5ظ3ئ4ؤ2ء5آ2،8؟1؛1";
/// The same for Hebrew.
const HEBREW: &str =
    "י112ו105ה92ל70א58ר62ת56ש50מ52ב50ם30נ34ד28ח24ע29כ22ק24פ20ג15ן15צ13ט15ז9ס17ך5ף3ץ3";

/// The encoding that `chardetng` or the frequency of letters points to.
pub(crate) fn detect(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(64);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    match letters(sample) {
        // Letters beyond ASCII that stand apart from those of ASCII are no accents: a guess of an encoding for
        // Latin letters is as good as none.
        Some((encoding, score))
            if score > -3.3
                || (is_latin(guess) && score > -4.0)
                || (is_semitic(guess) && score > -4.5) =>
        {
            encoding
        }
        _ => guess,
    }
}

fn is_latin(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    [
        "windows-1250",
        "windows-1252",
        "windows-1254",
        "windows-1257",
        "windows-1258",
        "macintosh",
    ]
    .contains(&name)
        || (name.starts_with("ISO-8859-")
            && !is_semitic(encoding)
            && !["ISO-8859-5", "ISO-8859-7"].contains(&name))
}

fn is_semitic(encoding: &'static Encoding) -> bool {
    [
        "windows-1255",
        "windows-1256",
        "ISO-8859-6",
        "ISO-8859-8",
        "ISO-8859-8-I",
    ]
    .contains(&encoding.name())
}

/// The Arabic or Hebrew encoding whose letters fit best, with the mean logarithm of their frequency; `None` where the
/// bytes beyond ASCII stand alone among ASCII letters, as accents do.
fn letters(sample: &[u8]) -> Option<(&'static Encoding, f32)> {
    let beyond = sample.iter().filter(|b| !b.is_ascii()).count();
    let beside_latin = sample
        .windows(2)
        .filter(|w| {
            (!w[0].is_ascii() && w[1].is_ascii_alphabetic())
                || (w[0].is_ascii_alphabetic() && !w[1].is_ascii())
        })
        .count();
    if beyond == 0 || beside_latin * 5 > beyond {
        return None;
    }
    static SCORES: OnceLock<Vec<(&'static Encoding, [f32; 128])>> = OnceLock::new();
    let scores = SCORES.get_or_init(|| {
        [
            (WINDOWS_1256, ARABIC),
            (ISO_8859_6, ARABIC),
            (WINDOWS_1255, HEBREW),
        ]
        .map(|(encoding, letters)| (encoding, scores_of(encoding, letters)))
        .to_vec()
    });
    scores
        .iter()
        .map(|(encoding, table)| {
            let sum: f32 = sample
                .iter()
                .filter(|b| !b.is_ascii())
                .map(|b| table[usize::from(b & 0x7F)])
                .sum();
            #[allow(clippy::cast_precision_loss)]
            let mean = sum / beyond as f32;
            (*encoding, mean)
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// For each upper byte, the logarithm of how often what it stands for occurs.
fn scores_of(encoding: &'static Encoding, letters: &str) -> [f32; 128] {
    let mut frequency: Vec<(char, f32)> = Vec::new();
    for c in letters.chars() {
        match (c.to_digit(10), frequency.last_mut()) {
            #[allow(clippy::cast_precision_loss)]
            (Some(digit), Some(last)) => last.1 = last.1 * 10.0 + digit as f32,
            _ => frequency.push((c, 0.0)),
        }
    }
    table_of(encoding).map(|c| {
        let per_mille = match c {
            None => 0.001,
            Some(c) => frequency.iter().find(|(l, _)| *l == c).map_or(
                match c {
                    // Points and typographic marks occur in any such text.
                    '\u{5B0}'..='\u{5C7}' | '\u{64B}'..='\u{652}' => 2.0,
                    '\u{A0}' | '«' | '»' | '\u{2010}'..='\u{203A}' | 'ـ' => 2.0,
                    _ => 0.1,
                },
                |(_, f)| *f,
            ),
        };
        (per_mille / 1_000.0).ln()
    })
}
