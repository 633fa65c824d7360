//! Edit links that came along when a page was copied as text: alone after a heading, or glued to the next line.
//!
//! The mechanism knows no language: a mark from the list counts only where the text shows the habit, because the
//! same letters may begin a sentence of the author's.

use std::collections::BTreeSet;

use crate::{
    noise::{EditMark, noise},
    rows::{End, Row},
};
use legation_model::BlockKind;

/// Longest line that a mark may follow, in characters: headings.
const HEADING: u32 = 90;

/// Where a mark stands in a row.
enum Place {
    Alone,
    /// At its beginning, with nothing between; the length of the mark.
    Glued(usize),
    /// At its end, after a space; the length of space and mark.
    End(usize),
}

/// Takes marks out of the rows where the text shows the habit.
pub(crate) fn find(text: &str, rows: &mut [Row]) {
    for mark in &noise().edit_marks {
        // A text without the word at all is the usual case.
        if memchr::memmem::find(text.as_bytes(), mark.word.as_bytes()).is_some() {
            find_one(text, rows, mark);
        }
    }
}

fn find_one(text: &str, rows: &mut [Row], mark: &EditMark) {
    let mut places: Vec<(usize, Place)> = Vec::new();
    let mut rests = BTreeSet::new();
    let (mut alone, mut ends) = (0, 0);
    for i in 0..rows.len() {
        let content = rows[i].span.of(text);
        let after_heading = i > 0 && is_like_heading(&rows[i - 1]);
        let unquoted = content.trim_matches(['[', ']', '(', ')']);
        if unquoted == mark.word && (after_heading || rows.len() > i + 1) {
            alone += usize::from(after_heading);
            if after_heading {
                places.push((i, Place::Alone));
            }
        } else if let Some(rest) = content.strip_prefix(mark.word.as_str()) {
            if after_heading && is_plausible(rest, mark) {
                rests.insert(first_word(rest));
                places.push((i, Place::Glued(mark.word.len())));
            }
        } else if is_like_heading(&rows[i])
            && let Some(before) = content.strip_suffix(mark.word.as_str())
            && before.ends_with(char::is_whitespace)
        {
            ends += 1;
            places.push((i, Place::End(content.len() - before.trim_end().len())));
        }
    }
    let glued = rests.len() >= 2 || (alone > 0 && !rests.is_empty());
    for (i, place) in places {
        let row = &mut rows[i];
        match place {
            Place::Alone => row.kind = Some(BlockKind::Noise),
            Place::Glued(length) if glued => {
                row.lead = u16::try_from(length).unwrap_or(0);
                row.span.start += usize::from(row.lead);
                row.look(text);
            }
            Place::End(length) if ends >= 2 || alone > 0 => {
                row.tail = u16::try_from(length).unwrap_or(0);
                row.span.end -= usize::from(row.tail);
                row.look(text);
            }
            _ => {}
        }
    }
}

fn is_like_heading(row: &Row) -> bool {
    row.level > 0 || (row.chars <= HEADING && row.end == End::Bare)
}

/// Whether what follows the mark at once reads as the beginning of a line of its own.
fn is_plausible(rest: &str, mark: &EditMark) -> bool {
    let word = first_word(rest);
    if word.is_empty() {
        // Another mark stands there: a bullet, a reference's caret, a quotation mark.
        return rest.starts_with(|c: char| {
            !c.is_whitespace()
                && !c.is_alphanumeric()
                && !matches!(c, '.' | ',' | '،' | ':' | '؟' | '!' | ')' | '»')
        });
    }
    word.chars().count() >= 2 && !mark.not_before.iter().any(|n| n == word)
}

fn first_word(rest: &str) -> &str {
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && !('\u{64B}'..='\u{652}').contains(&c))
        .unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows;

    fn leads(text: &str) -> Vec<String> {
        let mut rows = rows::split(text, 0);
        find(text, &mut rows);
        rows.iter()
            .filter(|r| r.lead > 0 || r.tail > 0 || r.kind == Some(BlockKind::Noise))
            .map(|r| format!("{}|{}|{}", r.lead, r.span.of(text), r.tail))
            .collect()
    }

    #[test]
    fn marks_glued_to_lines_after_headings_are_taken_out() {
        let text = "خلفية\nعدلالسنوات الأولى\nعدلبعد الحرب أقامت الدولتان علاقات.\nالقطيعة\nعدلفي عام 1961 انقطعت.";
        assert_eq!(leads(text).len(), 3);
        assert!(leads(text)[0].starts_with("6|السنوات"));
    }

    #[test]
    fn a_sentence_that_begins_with_the_word_stays_whole() {
        // One sentence only, a verb's forms, a name, and the word with a space after it.
        for text in [
            "العلاقات\nعدلت الحكومة الدستور.\nالنتائج\nعدلوا عن القرار.",
            "الرئيس\nعدلي منصور تولى الحكم.\nالوزير\nعدلي يكن وقع الاتفاق.",
            "العهد\nعدل الملك بين الناس.\nالحكم\nعدل عن رأيه.",
            "مقدمة\nعدلالسنوات الأولى كانت صعبة.",
        ] {
            assert_eq!(leads(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_mark_alone_shows_the_habit() {
        let text = "رקע היסטורי\nעריכה\nהמדינות כוננו יחסים.\nהמשבר\nעריכההיחסים נותקו.";
        assert_eq!(leads(text).len(), 2);
        let text = "History edit\nThe two states met.\nAftermath edit\nThey parted.";
        assert_eq!(leads(text), ["0|History|5", "0|Aftermath|5"]);
    }
}
