//! From bytes to text: which encoding, the text, and the map back.
//!
//! UTF-8 is taken where it holds; UTF-16 is told by its mark or by where its zero bytes and its letters stand.
//! Nothing is guessed where it need not be.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use legation_model::{MapPiece, OffsetMap, Problem, Severity, Span};

use crate::{
    Limits,
    detect::detect,
    mapping,
    mapping::MapBuilder,
    problems::{Rejected, problem},
};

/// A decoded source.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    pub(crate) problems: Vec<Problem>,
}

/// How many bytes of a source are looked at to find its encoding.
pub(crate) const SAMPLE: usize = 64 << 10;

/// Decodes `bytes`; `label` is the encoding that the source itself or its transport names.
///
/// # Errors
/// Where the bytes are no text.
pub(crate) fn decode(
    id: &str,
    mut bytes: Vec<u8>,
    label: Option<&str>,
    limits: &Limits,
) -> Result<Decoded, Rejected> {
    crate::format::refuse_binary(id, &bytes)?;
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            bytes.drain(..mark);
            return match String::from_utf8(bytes) {
                Ok(text) => Ok(whole(id, text, mark)?),
                Err(error) => Ok(utf8_with_gaps(&error.into_bytes(), mark, limits)),
            };
        }
        return Ok(utf16(&bytes, encoding, mark, limits));
    }
    // UTF-16 first: its text in Latin letters is valid UTF-8 with zero bytes.
    let zeros = memchr::memchr(0, &bytes[..bytes.len().min(SAMPLE)]).is_some();
    let bytes = match if zeros {
        Err(bytes)
    } else {
        String::from_utf8(bytes).map_err(|e| e.into_bytes())
    } {
        Ok(text) => return whole(id, text, 0),
        Err(bytes) => bytes,
    };
    if let Some(encoding) = unmarked_utf16(&bytes) {
        return Ok(utf16(&bytes, encoding, 0, limits));
    }
    refuse_controls(id, &bytes)?;
    if mostly_utf8(&bytes) {
        return Ok(utf8_with_gaps(&bytes, 0, limits));
    }
    let encoding = label
        .and_then(|l| Encoding::for_label(l.trim().as_bytes()))
        .filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
        .unwrap_or_else(|| detect(&bytes));
    Ok(if encoding.is_single_byte() {
        single_byte(&bytes, encoding, limits)
    } else {
        by_line(&bytes, encoding)
    })
}

/// A text that is its own source but for a mark of `skipped` bytes.
fn whole(id: &str, text: String, skipped: usize) -> Result<Decoded, Rejected> {
    refuse_controls(id, text.as_bytes())?;
    Ok(Decoded {
        map: mapping::shifted(text.len(), skipped),
        text,
        problems: Vec::new(),
    })
}

/// Sets aside what holds zero bytes or many control characters.
fn refuse_controls(id: &str, bytes: &[u8]) -> Result<(), Rejected> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample
        .iter()
        .filter(|b| matches!(b, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F))
        .count();
    // A stray zero byte happens in text; a few in a thousand are data.
    let zeros = memchr::memchr_iter(0, sample).count();
    if zeros * 1_000 > sample.len() || controls * 50 > sample.len() {
        return Err(Rejected::new(
            id,
            "ingest-binary",
            "these bytes are no text: zero bytes or control characters among them",
            "give the text of the document instead, as plain text, HTML or JSON Lines",
        ));
    }
    Ok(())
}

/// Whether most of what is not ASCII is valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes[..bytes.len().min(1 << 20)].utf8_chunks() {
        good += chunk
            .valid()
            .bytes()
            .filter(|b| !b.is_ascii() && (b & 0xC0) != 0x80)
            .count();
        bad += chunk.invalid().len();
    }
    good > 4 * bad
}

/// UTF-8 with broken stretches, each replaced by U+FFFD.
fn utf8_with_gaps(bytes: &[u8], skipped: usize, limits: &Limits) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut map = MapBuilder::new(false);
    let mut gaps = Vec::new();
    let mut at = skipped;
    for chunk in bytes.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        map.push(MapPiece {
            clean_start: text.len(),
            clean_len: valid.len(),
            source_start: at,
            source_len: valid.len(),
        });
        text.push_str(valid);
        at += valid.len();
        if !invalid.is_empty() {
            replace(&mut text, &mut map, &mut gaps, at, invalid.len());
            at += invalid.len();
        }
    }
    Decoded {
        problems: gap_problems(&gaps, "UTF-8", limits),
        text,
        map: map.finish(),
    }
}

/// Puts U+FFFD for `len` bytes of the source at `at`.
fn replace(
    text: &mut String,
    map: &mut MapBuilder,
    gaps: &mut Vec<(Span, usize)>,
    at: usize,
    len: usize,
) {
    let start = text.len();
    text.push('\u{FFFD}');
    gaps.push((Span::new(start, text.len()), at));
    map.push(MapPiece {
        clean_start: start,
        clean_len: text.len() - start,
        source_start: at,
        source_len: len,
    });
}

/// One warning for each of the first gaps, and one for the rest.
fn gap_problems(gaps: &[(Span, usize)], name: &str, limits: &Limits) -> Vec<Problem> {
    let hint = "the text may mix encodings; convert it to UTF-8";
    let warn = |message: String| problem(Severity::Warning, "ingest-encoding", message, hint);
    let mut problems: Vec<Problem> = gaps
        .iter()
        .take(limits.named_places)
        .map(|(span, at)| Problem {
            span: Some(*span),
            ..warn(format!(
                "byte {at} of the source is not {name}; U+FFFD stands in its place"
            ))
        })
        .collect();
    if gaps.len() > problems.len() {
        problems.push(warn(format!(
            "{} more places are not {name}",
            gaps.len() - problems.len()
        )));
    }
    problems
}

/// UTF-16 without a mark: told by the half that holds the same few high bytes throughout.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8_192) & !1];
    if sample.len() < 4 {
        return None;
    }
    let plausible = |high: fn(&[u8]) -> (u8, u8)| {
        let hits = sample
            .chunks_exact(2)
            .filter(|pair| {
                let (high, low) = high(pair);
                match high {
                    0x00 => matches!(low, b'\t' | b'\n' | b'\r' | 0x20..=0x7E | 0xA0..=0xFF),
                    0x05 => low >= 0x90,
                    0x06 => low >= 0x0C,
                    0x01..=0x04 => true,
                    0x20 => low <= 0x5E,
                    _ => false,
                }
            })
            .count();
        hits * 100 >= sample.len() / 2 * 97
    };
    match (plausible(|p| (p[1], p[0])), plausible(|p| (p[0], p[1]))) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, mark: usize, limits: &Limits) -> Decoded {
    let little = encoding == UTF_16LE;
    let body = &bytes[mark..];
    let mut text = String::with_capacity(body.len());
    let mut map = MapBuilder::new(body.len() > limits.exact_map_bytes);
    let mut gaps = Vec::new();
    let mut at = mark;
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => {
                map.push(MapPiece {
                    clean_start: text.len(),
                    clean_len: c.len_utf8(),
                    source_start: at,
                    source_len: 2 * c.len_utf16(),
                });
                text.push(c);
                at += 2 * c.len_utf16();
            }
            Err(_) => {
                replace(&mut text, &mut map, &mut gaps, at, 2);
                at += 2;
            }
        }
    }
    if body.len() % 2 == 1 {
        replace(&mut text, &mut map, &mut gaps, at, 1);
    }
    Decoded {
        problems: gap_problems(&gaps, encoding.name(), limits),
        text,
        map: map.finish(),
    }
}

fn single_byte(bytes: &[u8], encoding: &'static Encoding, limits: &Limits) -> Decoded {
    let table = table_of(encoding);
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut map = MapBuilder::new(bytes.len() > limits.exact_map_bytes);
    let mut gaps = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let c = if byte.is_ascii() {
            Some(char::from(byte))
        } else {
            table[usize::from(byte & 0x7F)]
        };
        let Some(c) = c else {
            replace(&mut text, &mut map, &mut gaps, at, 1);
            continue;
        };
        map.push(MapPiece {
            clean_start: text.len(),
            clean_len: c.len_utf8(),
            source_start: at,
            source_len: 1,
        });
        text.push(c);
    }
    let mut problems = gap_problems(&gaps, encoding.name(), limits);
    problems.push(read_as(encoding));
    Decoded {
        problems,
        text,
        map: map.finish(),
    }
}

/// What the upper 128 bytes of a single-byte encoding stand for.
pub(crate) fn table_of(encoding: &'static Encoding) -> [Option<char>; 128] {
    std::array::from_fn(|i| {
        let byte = [u8::try_from(i + 128).unwrap_or(0)];
        let (text, broken) = encoding.decode_without_bom_handling(&byte);
        if broken { None } else { text.chars().next() }
    })
}

/// Encodings of several bytes a character: each line maps as a whole.
fn by_line(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut map = MapBuilder::new(false);
    let mut at = 0;
    let mut broken = false;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let (decoded, errors) = encoding.decode_without_bom_handling(line);
        broken |= errors;
        map.push(MapPiece {
            clean_start: text.len(),
            clean_len: decoded.len(),
            source_start: at,
            source_len: line.len(),
        });
        text.push_str(&decoded);
        at += line.len();
    }
    let mut problems = vec![read_as(encoding)];
    if broken {
        problems.push(problem(
            Severity::Warning,
            "ingest-encoding",
            format!(
                "some bytes are not {}; U+FFFD stands in their place",
                encoding.name()
            ),
            "the text may mix encodings; convert it to UTF-8",
        ));
    }
    Decoded {
        problems,
        text,
        map: map.finish(),
    }
}

fn read_as(encoding: &'static Encoding) -> Problem {
    problem(
        Severity::Note,
        "ingest-encoding-found",
        format!("read as {}", encoding.name()),
        "convert the file to UTF-8 where this is wrong",
    )
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        ISO_8859_6, ISO_8859_8, WINDOWS_1251, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256,
    };

    use super::*;

    const AR: &str = "وقّعت الدولتان معاهدة صداقة في موسكو، ثم قطعتا العلاقات بعد ثلاثة أعوام. فماذا جرى؟ وصل الوفد إلى العاصمة 1961.";
    const HE: &str =
        "שתי המדינות חתמו על הסכם ידידות, ואחר כך ניתקו את היחסים ביניהן ב-1961. מה קרה?";

    fn read(bytes: Vec<u8>) -> Decoded {
        decode("x", bytes, None, &Limits::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn encodings_are_told_apart() {
        let case = |encoding: &'static Encoding, text: &str| {
            let (bytes, _, broken) = encoding.encode(text);
            assert!(!broken, "{}", encoding.name());
            assert_eq!(read(bytes.into_owned()).text, text, "{}", encoding.name());
        };
        let plain = AR.replace('\u{651}', "");
        case(WINDOWS_1256, AR);
        case(ISO_8859_6, &plain);
        case(WINDOWS_1255, HE);
        case(ISO_8859_8, HE);
        case(
            WINDOWS_1252,
            "Le président a été reçu à l’Élysée, où le traité fut signé près du château.",
        );
        case(
            WINDOWS_1251,
            "Советский Союз и Албания разорвали дипломатические отношения в декабре 1961 года.",
        );
        case(UTF_8, AR);
        // Short texts, as a title in a list of titles.
        case(WINDOWS_1256, "معاهدة الصداقة بين البلدين");
        case(WINDOWS_1255, "הסכם השלום בין המדינות");
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        for text in [AR, HE, "Albania left the Warsaw Pact in 1968."] {
            for mark in ["\u{FEFF}", ""] {
                let marked = format!("{mark}{text}");
                let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(read(little).text, text);
                assert_eq!(read(big).text, text);
            }
        }
    }

    #[test]
    fn spans_lead_back_to_the_bytes() {
        let (bytes, ..) = WINDOWS_1256.encode(AR);
        let bytes = bytes.into_owned();
        let decoded = read(bytes.clone());
        let start = AR.find("معاهدة").expect("there");
        let span = decoded
            .map
            .source(Span::new(start, start + "معاهدة".len()))
            .expect("mapped");
        let (word, _) = WINDOWS_1256.decode_without_bom_handling(&bytes[span.start..span.end]);
        assert_eq!(word, "معاهدة");
        let marked = [b"\xEF\xBB\xBF".as_slice(), b"text"].concat();
        let decoded = read(marked);
        assert_eq!(decoded.text, "text");
        assert_eq!(decoded.map.source(Span::new(0, 4)), Some(Span::new(3, 7)));
    }

    #[test]
    fn broken_bytes_are_told_with_their_place() {
        let mut bytes = AR.as_bytes().to_vec();
        bytes.extend_from_slice(b" \xE9\xE8 ");
        bytes.extend_from_slice(AR.as_bytes());
        let decoded = read(bytes);
        assert_eq!(decoded.text.matches('\u{FFFD}').count(), 2);
        let first = decoded.problems.first().expect("a problem");
        assert_eq!(first.severity, Severity::Warning);
        let place = first.span.expect("a place");
        assert_eq!(place.of(&decoded.text), "\u{FFFD}");
        assert_eq!(
            decoded.map.source(place),
            Some(Span::new(AR.len() + 1, AR.len() + 2))
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = |bytes: &[u8]| decode("x", bytes.to_vec(), None, &Limits::default()).is_err();
        assert!(refused(b"%PDF-1.7\n"));
        assert!(refused(b"PK\x03\x04rest"));
        assert!(refused(&[0, 1, 2, 3, 0, 255, 254, 7, 0, 0, 9, 200, 0]));
        assert!(refused(b"some\0text\0with\0zeros\0between"));
        assert!(!refused(b"plain"));
    }
}
