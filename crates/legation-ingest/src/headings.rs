//! Headings of a plain text, and lines that a narrow page broke: what belongs together and what stands above it.

use legation_model::BlockKind;

use crate::rows::{End, Row};

/// Longest heading that no mark shows, in characters; a title may be longer.
const HEADING: u32 = 80;
const TITLE: u32 = 125;
/// Words of a heading at most.
const WORDS: usize = 14;
/// A heading stands above something of at least this length, in characters.
const BELOW: u32 = 60;
/// Headings that follow each other at most.
const CHAIN: u32 = 8;

/// Marks headings that carry a mark: `## X`, `== X ==`.
pub(crate) fn find_marked(text: &str, rows: &mut [Row]) {
    for row in rows.iter_mut().filter(|r| r.chars <= 250) {
        let content = row.span.of(text);
        let first = content.as_bytes()[0];
        if first == b'#' {
            let level = content.bytes().take_while(|b| *b == b'#').count();
            if level <= 6
                && content[level..].starts_with([' ', '\t'])
                && content[level..].trim().len() > 1
            {
                row.level = u8::try_from(level).unwrap_or(6);
            }
        } else if first == b'=' {
            let level = content.bytes().take_while(|b| *b == b'=').count();
            let closing = trim_edit(content)
                .bytes()
                .rev()
                .take_while(|b| *b == b'=')
                .count();
            if (2..=6).contains(&level) && closing == level && content.len() > 2 * level {
                row.level = u8::try_from(level).unwrap_or(6);
            }
        }
    }
}

/// A heading without an edit link in brackets behind it.
fn trim_edit(content: &str) -> &str {
    match content.rfind('[') {
        Some(open) if content.ends_with(']') => content[..open].trim_end(),
        _ => content,
    }
}

/// The words of a marked heading without its marks.
pub(crate) fn bare(heading: &str) -> &str {
    trim_edit(heading.trim()).trim_matches(['#', '=', '*', '_', ' ', '\t'])
}

/// Whether a row is one of prose as far as is known.
fn is_free(row: &Row) -> bool {
    row.kind.is_none() && row.level == 0
}

/// Joins the lines of Markdown's paragraphs: all that follow each other at once.
pub(crate) fn join_paragraphs(rows: &mut [Row]) {
    for i in 1..rows.len() {
        let below = &rows[i];
        let starts_own = below.blank_before || below.bullet || below.numbered;
        rows[i - 1].joins_next = is_free(&rows[i - 1]) && is_free(below) && !starts_own;
    }
}

/// Joins lines that a narrow page broke.
pub(crate) fn join_wrapped(rows: &mut [Row]) {
    let Some(width) = wrap_width(rows) else {
        return;
    };
    for i in 1..rows.len() {
        let (above, below) = (&rows[i - 1], &rows[i]);
        let indented = below.indent > above.indent + 1 && above.end == End::Sentence;
        // "12. Dezember" may begin a line of a broken paragraph; an item stands after a finished one.
        let is_item = below.bullet || (below.numbered && above.end != End::Bare);
        let joins = is_free(above)
            && is_free(below)
            && !(below.blank_before || is_item || indented)
            && above.chars * 5 >= width * 3;
        rows[i - 1].joins_next = joins;
    }
}

/// The width that the lines were broken at; `None` where they were not.
fn wrap_width(rows: &[Row]) -> Option<u32> {
    let mut lengths: Vec<u32> = rows.iter().map(|r| r.chars).collect();
    if lengths.len() < 3 {
        return None;
    }
    let at = lengths.len() * 9 / 10;
    let (_, width, _) = lengths.select_nth_unstable(at.min(rows.len() - 1));
    let width = *width;
    if !(45..=120).contains(&width) {
        return None;
    }
    let longer: u64 = rows
        .iter()
        .filter(|r| r.chars > width * 13 / 10)
        .map(|r| u64::from(r.chars))
        .sum();
    let total: u64 = rows.iter().map(|r| u64::from(r.chars)).sum();
    if longer * 10 > total {
        return None;
    }
    // Lines that stop in mid-sentence with another right below: nearly all of them must reach the edge.
    let open = rows.windows(2).filter(|w| {
        !w[1].blank_before && w[0].end == End::Bare && w[0].kind.is_none() && w[0].level == 0
    });
    let (mut count, mut full) = (0_usize, 0_usize);
    for pair in open {
        count += 1;
        full += usize::from(pair[0].chars * 4 >= width * 3);
    }
    (count >= 2 && count * 4 >= rows.len() && full * 100 >= count * 85).then_some(width)
}

/// Marks headings that only their form and their place show, from the text's end upwards.
pub(crate) fn find_guessed(text: &str, rows: &mut [Row]) {
    // What stands below the row in hand: length of its paragraph, whether it is a heading, an item, numbered.
    struct Below {
        chars: u32,
        heading: u32,
        item: bool,
        numbered: bool,
        blank_before: bool,
    }
    let mut below: Option<Below> = None;
    let mut joined_chars = 0_u32;
    let first = rows
        .iter()
        .position(|r| !matches!(r.kind, Some(BlockKind::Noise | BlockKind::Metadata)));
    for i in (0..rows.len()).rev() {
        let row = &rows[i];
        if let Some(kind) = row.kind {
            if kind == BlockKind::Reference {
                below = None;
            }
            continue;
        }
        joined_chars = if row.joins_next { joined_chars } else { 0 };
        joined_chars = joined_chars.saturating_add(row.chars);
        let starts_paragraph = i == 0 || !rows[i - 1].joins_next;
        if !starts_paragraph {
            continue;
        }
        let is_first = first == Some(i);
        let mut heading = 0;
        if row.level > 0 {
            heading = 1;
        } else if let Some(below) = &below {
            let most = if is_first { TITLE } else { HEADING };
            let fits = !row.joins_next
                && row.is_short_bare(most)
                && below.heading < CHAIN
                && is_worded(row.span.of(text), if is_first { WORDS + 8 } else { WORDS });
            let stands_above = if below.heading > 0 {
                true
            } else if below.item {
                // A bare line above a list names it.
                is_first || row.blank_before
            } else if !is_first && row.blank_before && is_year(row.span.of(text)) {
                // The years of a chronicle may have short entries.
                below.chars > row.chars
            } else {
                // A line that stands alone needs less below it than one that leans on its paragraph.
                let alone = row.blank_before && below.blank_before;
                below.chars >= BELOW
                    && (below.chars > row.chars + row.chars / 2
                        || (alone && below.chars > row.chars))
            };
            // Numbered lines that follow each other at once are a list.
            let in_list = row.numbered
                && (below.numbered
                    || (i > 0 && rows[i - 1].numbered && rows[i - 1].chars <= HEADING));
            if fits && stands_above && !in_list {
                heading = below.heading + 1;
            }
        }
        let is_item = heading == 0 && (row.bullet || row.numbered);
        let seen = Below {
            chars: joined_chars,
            heading,
            item: is_item,
            numbered: row.numbered,
            blank_before: row.blank_before,
        };
        if heading > 0 && row.level == 0 {
            rows[i].kind = Some(BlockKind::Heading);
        }
        below = Some(seen);
    }
}

/// Whether a line holds words, or a year alone, and not too many of them.
fn is_worded(content: &str, most: usize) -> bool {
    let words = content.split_whitespace().count();
    if words == 0 || words > most {
        return false;
    }
    if content.chars().any(char::is_alphabetic) {
        return true;
    }
    is_year(content)
}

/// A year or a span of years, alone.
fn is_year(content: &str) -> bool {
    content.len() <= 24
        && content.chars().filter(|c| c.is_numeric()).count() >= 3
        && content.chars().all(|c| {
            c.is_numeric() || c.is_whitespace() || matches!(c, '-' | '–' | '/' | '(' | ')')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows;

    const LONG: &str = "وقّعت الدولتان في شباط 1950 معاهدة صداقة وتحالف ومساعدة متبادلة، ثم ساءت العلاقات بينهما بعد سنوات قليلة حتى انقطعت.";

    fn headings(lines: &[&str]) -> Vec<usize> {
        let text = lines.join("\n");
        let mut all = rows::split(&text, 0);
        find_marked(&text, &mut all);
        join_wrapped(&mut all);
        find_guessed(&text, &mut all);
        let is_heading = |r: &Row| r.level > 0 || r.kind == Some(BlockKind::Heading);
        (0..all.len()).filter(|i| is_heading(&all[*i])).collect()
    }

    #[test]
    fn short_lines_above_longer_ones_are_headings() {
        assert_eq!(
            headings(&["معاهدة الصداقة", "", LONG, "الخلفية", "مؤتمر يالطا", LONG]),
            [0, 2, 3]
        );
        assert_eq!(
            headings(&["أزمة اللواء (1936–1939)", LONG, "1. النهاية", LONG]),
            [0, 2]
        );
        assert_eq!(headings(&["1954", LONG, "1986–1987", LONG]), [0, 2]);
        assert_eq!(
            headings(&["1963", LONG, "", "1964", "27 May: Death of Nehru.", LONG]),
            [0, 2]
        );
        assert_eq!(
            headings(&["== היסטוריה ==", "טקסט.", "## Sources", "x"]),
            [0, 2]
        );
    }

    #[test]
    fn sentences_items_and_ends_are_none() {
        // A short sentence, a list, a line that announces, the last line, one line alone.
        assert_eq!(
            headings(&["وقعت الدولتان.", LONG, "وصل الوفد اليوم!", LONG]),
            Vec::<usize>::new()
        );
        assert_eq!(
            headings(&["1. Albania", "2. Bulgaria", "3. Romania", LONG]),
            Vec::<usize>::new()
        );
        assert_eq!(
            headings(&["- Albania", LONG, "وتراكمت الأسباب:", LONG, "خاتمة"]),
            Vec::<usize>::new()
        );
        assert_eq!(headings(&["in two days"]), Vec::<usize>::new());
        assert_eq!(
            headings(&["in two days", "next year", "5 March"]),
            Vec::<usize>::new()
        );
    }

    #[test]
    fn lines_of_a_narrow_page_are_one_paragraph() {
        let text = "The rupture\n\n\
            The two governments had signed a treaty of friendship in the winter of\n\
            1950, and for a few years nothing seemed to divide them. When the talks\n\
            of 1960 failed in the presence of eighty-one parties, the experts were\n\
            called home. No reason was given.\n\
            \n\
            A second paragraph begins here and runs on over the edge of the page as\n\
            the first did, so that it is broken too.\n";
        let mut all = rows::split(text, 0);
        join_wrapped(&mut all);
        find_guessed(text, &mut all);
        let joins: Vec<bool> = all.iter().map(|r| r.joins_next).collect();
        assert_eq!(joins, [false, true, true, true, false, true, false]);
        assert_eq!(all[0].kind, Some(BlockKind::Heading));
    }

    #[test]
    fn lines_of_a_list_are_not_joined() {
        let lines = [
            "in two days from now",
            "on the fifth of March",
            "the following year",
            "a few days after his death, as the book of 1961 says",
            "in the spring of 1956",
            "from 14 to 25 February 1956 in the Kremlin",
        ];
        let text = lines.join("\n");
        let mut all = rows::split(&text, 0);
        join_wrapped(&mut all);
        assert!(all.iter().all(|r| !r.joins_next));
    }
}
