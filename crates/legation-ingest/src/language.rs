//! Which language a text is in: by its letters first, by `whatlang` where letters leave a choice.
//!
//! Letters are counted for every paragraph, which is cheap; `whatlang` sees a sample of the document, and of a
//! paragraph only where its script is not the document's.

use legation_model::{Block, Document, Span};
use whatlang::Lang;

/// What no language was found for.
pub(crate) const UNKNOWN: &str = "und";

/// Letters that `whatlang` gets to see.
const SAMPLE: usize = 400;
/// Letters of another script that make a paragraph another language's.
const ENOUGH: u32 = 20;
/// Letters from which on a paragraph is looked at for itself, whatever stood before it.
const SURE: u32 = 120;
/// Letters below which a text in Latin script is too short to tell.
const SHORT: u32 = 24;

/// Scripts that are told apart, as places in the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
enum Script {
    Latin,
    Arabic,
    Hebrew,
    Cyrillic,
    Greek,
    Other,
}

/// How many letters of each script.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Letters([u32; 6]);

/// What each byte begins: a letter of a script, or nothing that counts (6).
const CLASSES: [u8; 256] = {
    let mut table = [6_u8; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte {
            0x41..=0x5A | 0x61..=0x7A | 0xC3..=0xC9 => Script::Latin as u8,
            0xD8..=0xDB => Script::Arabic as u8,
            0xD6..=0xD7 => Script::Hebrew as u8,
            0xD0..=0xD4 => Script::Cyrillic as u8,
            0xCE..=0xCF => Script::Greek as u8,
            // Scripts from Devanagari on, and those of East Asia.
            0xE0 | 0xE1 | 0xE3..=0xED => Script::Other as u8,
            _ => 6,
        };
        byte += 1;
    }
    table
};

impl Letters {
    /// Counts the letters of `text` by their first bytes.
    pub(crate) fn of(text: &str) -> Self {
        let mut counts = [0_u32; 8];
        for byte in text.bytes() {
            counts[usize::from(CLASSES[usize::from(byte)] & 7)] += 1;
        }
        let mut letters = [0; 6];
        letters.copy_from_slice(&counts[..6]);
        Self(letters)
    }

    fn add(&mut self, other: Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(more);
        }
    }

    fn total(self) -> u32 {
        self.0.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    fn main(self) -> Option<Script> {
        const ALL: [Script; 6] = [
            Script::Latin,
            Script::Arabic,
            Script::Hebrew,
            Script::Cyrillic,
            Script::Greek,
            Script::Other,
        ];
        let (place, most) = self
            .0
            .iter()
            .enumerate()
            .max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)))?;
        (*most > 0).then(|| ALL[place])
    }

    fn of_script(self, script: Script) -> u32 {
        self.0[script as usize]
    }
}

/// Finds the document's language where `given` is none, and marks the blocks that are in another one.
pub(crate) fn mark(text: &str, blocks: &mut [Block], given: Option<&str>) -> String {
    let counts: Vec<Letters> = blocks
        .iter()
        .map(|block| {
            if block.kind.is_read() {
                Letters::of(block.span.of(text))
            } else {
                Letters::default()
            }
        })
        .collect();
    let mut all = Letters::default();
    for count in &counts {
        all.add(*count);
    }
    if all.total() == 0 {
        all = Letters::of(text);
    }
    let main_script = all.main();
    let main = match (given, main_script) {
        (Some(given), _) => given.to_owned(),
        (None, Some(script)) => {
            let sample = sample(text, blocks, &counts, script);
            language_of(&sample, script, Letters::of(&sample))
        }
        (None, None) => UNKNOWN.to_owned(),
    };
    // With a language given, its own script is what the others differ from.
    let main_script = given.and_then(script_of_language).or(main_script);
    // Short paragraphs are in the language that was last found for their script.
    let mut last: [Option<String>; 6] = Default::default();
    for (block, count) in blocks.iter_mut().zip(&counts) {
        let Some(script) = count.main() else { continue };
        let letters = count.of_script(script);
        let enough = letters >= ENOUGH && u64::from(letters) * 5 >= u64::from(count.total()) * 3;
        if !enough || Some(script) == main_script {
            continue;
        }
        let known = &mut last[script as usize];
        let lang = match known {
            Some(known) if letters < SURE => known.clone(),
            _ => {
                let prose = cut(block.span.of(text), SAMPLE * 2);
                let found = language_of(prose, script, *count);
                if found != UNKNOWN {
                    *known = Some(found.clone());
                }
                found
            }
        };
        block.lang = (lang != main).then_some(lang);
    }
    main
}

/// The first prose of the main script, from the document's beginning and its middle.
fn sample(text: &str, blocks: &[Block], counts: &[Letters], script: Script) -> String {
    let fitting: Vec<Span> = blocks
        .iter()
        .zip(counts)
        .filter(|(_, count)| count.main() == Some(script))
        .map(|(block, _)| block.span)
        .collect();
    let mut sample = String::new();
    let middle = fitting.len() / 2;
    for (from, to, limit) in [(0, middle, SAMPLE / 2), (middle, fitting.len(), SAMPLE)] {
        for span in &fitting[from..to] {
            if sample.chars().count() >= limit {
                break;
            }
            sample.push_str(cut(span.of(text), SAMPLE));
            sample.push(' ');
        }
    }
    if sample.is_empty() {
        sample.push_str(cut(text, SAMPLE * 2));
    }
    sample
}

/// At most `bytes` of the text, cut at a character.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The language of a text whose script is known; `und` where it is too short or not clear.
fn language_of(text: &str, script: Script, letters: Letters) -> String {
    match script {
        Script::Arabic if is_arabic(text) => return "ar".to_owned(),
        Script::Hebrew if letters.of_script(script) < SHORT || !is_yiddish(text) => {
            return "he".to_owned();
        }
        Script::Latin if letters.of_script(script) < SHORT => return UNKNOWN.to_owned(),
        Script::Latin if is_english(text) => return "en".to_owned(),
        _ => {}
    }
    match whatlang::detect(text) {
        Some(info) if info.is_reliable() => tag(info.lang()).to_owned(),
        _ if script == Script::Hebrew => "he".to_owned(),
        _ => UNKNOWN.to_owned(),
    }
}

/// Whether the letters are those of Arabic itself: the other languages of its script all use letters of their own.
fn is_arabic(text: &str) -> bool {
    let (mut own, mut foreign) = (0_u32, 0_u32);
    for c in text.chars() {
        match c {
            'ک' | 'ی' | 'پ' | 'چ' | 'ژ' | 'گ' | 'ں' | 'ے' | 'ہ' | 'ھ' | 'ٹ' | 'ڈ' | 'ڑ' | 'ۆ'
            | 'ێ' | 'ە' | 'ڕ' | 'ڵ' | 'ښ' | 'ځ' | 'ې' | 'ټ' | 'ډ' | 'ګ' | 'ۇ' | 'ۈ' => {
                foreign += 1;
            }
            '\u{621}'..='\u{64A}' => own += 1,
            _ => {}
        }
    }
    own > 0 && foreign * 50 < own
}

/// Whether words that only English uses so often make up a good part of the text: much cheaper than comparing it with
/// every language in Latin letters, which is left to `whatlang` for all others.
fn is_english(text: &str) -> bool {
    const OWN: [&str; 10] = [
        "the", "of", "and", "was", "with", "that", "by", "from", "were", "which",
    ];
    let (mut all, mut own, mut seen) = (0_u32, 0_u32, 0_u32);
    for word in cut(text, SAMPLE).split(' ') {
        all += 1;
        if let Some(place) = OWN.iter().position(|o| *o == word) {
            own += 1;
            seen |= 1 << place;
        }
    }
    own * 7 >= all && seen.count_ones() >= 3
}

/// Whether letters stand in the text that Yiddish has and Hebrew has not; `whatlang` then decides.
fn is_yiddish(text: &str) -> bool {
    text.contains([
        '\u{5F0}', '\u{5F1}', '\u{5F2}', '\u{FB1F}', '\u{FB2E}', '\u{FB2F}',
    ]) || text.contains("א\u{5B7}")
        || text.contains("א\u{5B8}")
}

/// Whether Hebrew stands in the order in which it is seen: the forms that end words begin them instead.
pub(crate) fn is_visual_hebrew(document: &Document) -> bool {
    let (mut first, mut last) = (0_u32, 0_u32);
    if document.lang != "he" {
        return false;
    }
    for block in document.blocks.iter().filter(|b| b.kind.is_read()).take(4) {
        let prose = cut(block.span.of(&document.text), 1_000);
        if Letters::of(prose).of_script(Script::Hebrew) < ENOUGH {
            continue;
        }
        let is_final = |c: Option<char>| matches!(c, Some('ם' | 'ן' | 'ץ' | 'ף' | 'ך'));
        for word in prose
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.len() > 2)
        {
            first += u32::from(is_final(word.chars().next()));
            last += u32::from(is_final(word.chars().next_back()));
        }
    }
    first >= 3 && first > 3 * last
}

fn script_of_language(lang: &str) -> Option<Script> {
    match lang.split('-').next()? {
        "ar" | "fa" | "ur" | "ps" | "ckb" => Some(Script::Arabic),
        "he" | "yi" => Some(Script::Hebrew),
        "en" | "fr" | "de" | "es" | "it" | "pt" | "tr" | "pl" | "nl" | "sq" => Some(Script::Latin),
        "ru" | "uk" | "bg" | "sr" | "be" | "mk" => Some(Script::Cyrillic),
        "el" => Some(Script::Greek),
        _ => None,
    }
}

/// The BCP 47 tag of a language that `whatlang` names by ISO 639-3.
fn tag(lang: Lang) -> &'static str {
    match lang.code() {
        "ara" => "ar",
        "heb" => "he",
        "eng" => "en",
        "pes" => "fa",
        "urd" => "ur",
        "yid" => "yi",
        "rus" => "ru",
        "ukr" => "uk",
        "bel" => "be",
        "bul" => "bg",
        "srp" => "sr",
        "mkd" => "mk",
        "fra" => "fr",
        "deu" => "de",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "nld" => "nl",
        "tur" => "tr",
        "pol" => "pl",
        "ces" => "cs",
        "slk" => "sk",
        "slv" => "sl",
        "hrv" => "hr",
        "hun" => "hu",
        "ron" => "ro",
        "cat" => "ca",
        "swe" => "sv",
        "dan" => "da",
        "nob" => "nb",
        "fin" => "fi",
        "est" => "et",
        "lav" => "lv",
        "lit" => "lt",
        "ell" => "el",
        "epo" => "eo",
        "lat" => "la",
        "vie" => "vi",
        "ind" => "id",
        "jav" => "jv",
        "tgl" => "tl",
        "afr" => "af",
        "zul" => "zu",
        "sna" => "sn",
        "aka" => "ak",
        "aze" => "az",
        "tuk" => "tk",
        "uzb" => "uz",
        "kat" => "ka",
        "hye" => "hy",
        "amh" => "am",
        "hin" => "hi",
        "ben" => "bn",
        "guj" => "gu",
        "mar" => "mr",
        "nep" => "ne",
        "pan" => "pa",
        "kan" => "kn",
        "mal" => "ml",
        "tam" => "ta",
        "tel" => "te",
        "ori" => "or",
        "sin" => "si",
        "khm" => "km",
        "tha" => "th",
        "mya" => "my",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "cym" => "cy",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use legation_model::BlockKind;

    use super::*;

    fn found(paragraphs: &[&str], given: Option<&str>) -> (String, Vec<Option<String>>) {
        let text = paragraphs.join("\n");
        let mut at = 0;
        let mut blocks: Vec<Block> = paragraphs
            .iter()
            .map(|p| {
                let span = Span::new(at, at + p.len());
                at += p.len() + 1;
                Block {
                    span,
                    kind: BlockKind::Paragraph,
                    lang: None,
                }
            })
            .collect();
        let lang = mark(&text, &mut blocks, given);
        (lang, blocks.into_iter().map(|b| b.lang).collect())
    }

    const AR: &str =
        "قطع الاتحاد السوفيتي علاقاته مع ألبانيا في كانون الأول 1961، وسحب خبراءه من قاعدة فلورا.";
    const HE: &str =
        "ברית המועצות ניתקה את יחסיה עם אלבניה בדצמבר 1961 והוציאה את מומחיה מן הבסיס בוולורה.";
    const EN: &str = "The Soviet Union broke off relations with Albania in December 1961 and withdrew its experts from the base at Vlora.";

    #[test]
    fn a_document_has_a_language() {
        let case = |text: &str, want: &str| assert_eq!(found(&[text], None).0, want, "{text}");
        case(AR, "ar");
        case(HE, "he");
        case(EN, "en");
        case(
            "Of the three states only one signed, and the text was sent by courier from the capital.",
            "en",
        );
        case(
            "De Sovjet-Unie verbrak in december 1961 de diplomatieke betrekkingen met Albanië en trok zich terug.",
            "nl",
        );
        case("14 בפברואר", "he");
        case("في آذار", "ar");
        case("1961", "und");
        case("2/15 at noon", "und");
        case(
            "اتحاد شوروی در دسامبر ۱۹۶۱ روابط خود را با آلبانی قطع کرد و کارشناسان خود را فراخواند.",
            "fa",
        );
        case(
            "L’Union soviétique a rompu ses relations diplomatiques avec l’Albanie en décembre 1961.",
            "fr",
        );
        assert_eq!(found(&[EN], Some("en-GB")).0, "en-GB");
    }

    #[test]
    fn reversed_hebrew_is_noticed() {
        let reversed: String = HE.chars().rev().collect();
        let text = "ביקורם של השרים במדינות האיחוד נמשך יומיים";
        let backwards: String = text.chars().rev().collect();
        let reversed = format!("{reversed} {backwards}");
        assert!(is_visual_hebrew(&Document::from_text("a", "he", reversed)));
        assert!(!is_visual_hebrew(&Document::from_text(
            "a",
            "he",
            format!("{HE} {text}")
        )));
    }

    #[test]
    fn paragraphs_of_another_script_say_so() {
        let (main, langs) = found(&[AR, AR, EN, HE, "(OECD) منظمة"], None);
        assert_eq!(main, "ar");
        assert_eq!(
            langs,
            [None, None, Some("en".into()), Some("he".into()), None]
        );
        assert_eq!(found(&[AR], Some("ar")).1, [None]);
    }
}
