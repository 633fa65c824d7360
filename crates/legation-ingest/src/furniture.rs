//! Rows that are no prose by themselves: menus, sharing lines, counters, captions, notes about archives, rules.

use legation_model::{BlockKind, Edtf};

use crate::{
    dates,
    noise::{fold_letters, noise, trim_folded},
    rows::{self, End, Row},
};

/// Longest line that can be furniture, in characters.
const LINE: u32 = 160;
/// Longest entry of a menu, in characters.
const ENTRY: u32 = 30;
/// Entries that make a menu where none of them is known.
const RUN: usize = 5;

/// What the rows of a head said about the document.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// A date that stands alone in a line of the head.
    pub(crate) published: Option<Edtf>,
}

/// Marks rows that their own words or form show to be no prose. `is_plain` for text that came without markup.
pub(crate) fn find(text: &str, all: &mut [Row], is_plain: bool, is_markdown: bool) -> Found {
    let mut found = Found::default();
    let among_prose = has_prose(all);
    let guess = is_plain && among_prose;
    let mut in_head = true;
    let mut in_code = false;
    for i in 0..all.len() {
        let row = &all[i];
        if row.kind.is_some() {
            continue;
        }
        let content = row.span.of(text);
        if is_markdown && (content.starts_with("```") || content.starts_with("~~~")) {
            in_code = !in_code;
            all[i].kind = Some(BlockKind::Noise);
            continue;
        }
        if in_code {
            all[i].kind = Some(BlockKind::Noise);
            continue;
        }
        // Inside a paragraph that a narrow page broke.
        if row.joins_next && i > 0 && all[i - 1].joins_next {
            in_head = false;
            continue;
        }
        if row.chars > LINE {
            in_head = false;
            if rows::refers_back(content) {
                all[i].kind = Some(BlockKind::Reference);
            } else if row.chars <= 2 * LINE {
                all[i].kind = note(content, &fold_letters(content), row);
            }
            continue;
        }
        if row.level > 0 {
            continue;
        }
        if is_plain && is_rule(content) {
            // A line of dashes under a short line makes that line a heading.
            let underlines = i > 0
                && !row.blank_before
                && content.starts_with(['=', '-'])
                && all[i - 1].kind.is_none()
                && (all[i - 1].blank_before || i == 1)
                && all[i - 1].is_short_bare(90);
            if underlines {
                all[i - 1].level = if content.starts_with('=') { 1 } else { 2 };
            }
            all[i].kind = Some(BlockKind::Noise);
            continue;
        }
        if let Some(day) = guess.then(|| dates::numeric_day(content)).flatten() {
            if in_head {
                found.published.get_or_insert(day);
                all[i].kind = Some(BlockKind::Metadata);
            }
            continue;
        }
        let letters = fold_letters(content);
        let kind =
            note(content, &letters, row).or_else(|| furniture(content, &letters, row, among_prose));
        if kind.is_some() {
            all[i].joins_next = false;
            if i > 0 {
                all[i - 1].joins_next = false;
            }
        }
        all[i].kind = kind;
        in_head &= !(all[i].kind.is_none() && row_is_prose(&all[i]));
    }
    if guess {
        menus(text, all);
    }
    found
}

/// Whether the text holds anything that reads as prose: without it, short lines are all there is, and are kept.
fn has_prose(all: &[Row]) -> bool {
    all.len() > 1 && all.iter().any(row_is_prose)
}

fn row_is_prose(row: &Row) -> bool {
    row.chars >= 100 || (row.chars >= 50 && row.end == End::Sentence)
}

/// A caption, or a note that refers back or names an archived copy.
fn note(content: &str, letters: &str, row: &Row) -> Option<BlockKind> {
    if rows::refers_back(content) {
        return Some(BlockKind::Reference);
    }
    if noise().is_caption(letters) {
        return Some(BlockKind::Caption);
    }
    let place = noise().archive_note(letters)?;
    let is_note = place <= 12
        || rows::note_at_start(content).is_some()
        || ((row.bullet || row.numbered || row.chars <= LINE)
            && noise().citation_marks(letters) >= 2);
    is_note.then_some(BlockKind::Reference)
}

fn furniture(content: &str, letters: &str, row: &Row, among_prose: bool) -> Option<BlockKind> {
    let inside = content.strip_prefix('[').and_then(|c| c.strip_suffix(']'));
    if inside.is_some_and(|i| noise().is_bracket_mark(i)) {
        return Some(BlockKind::Noise);
    }
    if !among_prose {
        return None;
    }
    let is_noise = is_trail(content, row)
        || is_address(content)
        || is_page_number(content)
        || noise().is_furniture(trim_folded(letters))
        || (noise().begins_as_furniture(letters) && !(row.chars > 60 && row.end == End::Sentence));
    is_noise.then_some(BlockKind::Noise)
}

/// A line of dashes, stars or the like.
fn is_rule(content: &str) -> bool {
    content.len() >= 3
        && content.chars().all(|c| {
            matches!(
                c,
                '-' | '='
                    | '*'
                    | '_'
                    | '~'
                    | '–'
                    | '—'
                    | '·'
                    | '•'
                    | '─'
                    | '═'
                    | ' '
                    | '|'
                    | ':'
                    | '+'
            )
        })
}

/// `Home | About | Contact`, `Home » Politics » Europe`, and rows of tables.
fn is_trail(content: &str, row: &Row) -> bool {
    if content.len() > 2 && content.starts_with('|') && content.ends_with('|') {
        return true;
    }
    if row.end == End::Sentence {
        return false;
    }
    let mut parts = 0;
    for part in content
        .split(['|', '»', '›', '·', '•', '>'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        parts += 1;
        if part.len() > 100 || part.chars().count() > 25 {
            return false;
        }
    }
    parts >= 3 && !content.contains('«')
}

/// An address of a page or a mailbox, with a word or two around it.
fn is_address(content: &str) -> bool {
    if !(content.contains('@') || content.contains("://") || content.contains("www.")) {
        return false;
    }
    let words = content.split_whitespace().count();
    let address = content.split_whitespace().any(|w| {
        w.contains("://")
            || w.starts_with("www.")
            || (w.contains('@') && w.contains('.') && w.len() > 5)
    });
    address && words <= 4
}

/// Digits alone that are no year.
fn is_page_number(content: &str) -> bool {
    let bare = content.trim_matches(['-', '–', ' ', '[', ']']);
    let length = bare.chars().count();
    !bare.is_empty()
        && bare
            .chars()
            .all(|c| c.is_numeric() || matches!(c, ',' | '٬'))
        && length != 4
        && length <= 9
}

/// Marks groups of short lines that are menus: one entry is known, or many follow each other.
fn menus(text: &str, all: &mut [Row]) {
    let entry = |row: &Row| {
        row.level == 0
            && match row.kind {
                None => row.is_short_bare(ENTRY) && !row.numbered,
                Some(BlockKind::Noise) => row.chars <= ENTRY,
                Some(_) => false,
            }
    };
    let mut start = 0;
    let mut marked: Vec<usize> = Vec::new();
    while start < all.len() {
        // A group: lines without an empty line between.
        let mut end = start + 1;
        while end < all.len() && !all[end].blank_before {
            end += 1;
        }
        let group = &all[start..end];
        let known = group
            .iter()
            .filter(|r| r.kind == Some(BlockKind::Noise))
            .filter(|r| r.span.of(text).contains(char::is_alphabetic))
            .count();
        let all_short = group.iter().all(entry);
        // The title may stand beside an entry: kept where a paragraph follows, for then there is no other title.
        let title_follows = all.get(end).is_none_or(|next| !row_is_prose(next));
        if all_short && group.len() > 1 && known > 0 && (title_follows || known * 2 > group.len()) {
            marked.extend(start..end);
        }
        let mut run = start;
        for i in start..=end {
            let fits =
                i < end && entry(&all[i]) && !all[i].span.of(text).contains(char::is_numeric);
            if !fits {
                if i - run >= RUN && !(run > 0 && all[run - 1].end == End::Open) {
                    marked.extend(run..i);
                }
                run = i + 1;
            }
        }
        start = end;
    }
    let bytes: usize = marked.iter().map(|i| all[*i].span.len()).sum();
    let total: usize = all.iter().map(|r| r.span.len()).sum();
    if bytes * 2 < total {
        for i in marked {
            all[i].kind = Some(BlockKind::Noise);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "In December 1961 the Soviet Union broke off diplomatic relations with Albania and withdrew its experts.";

    fn kinds(lines: &[&str]) -> Vec<Option<BlockKind>> {
        let text = lines.join("\n");
        let mut all = rows::split(&text, 0);
        find(&text, &mut all, true, false);
        all.iter().map(|r| r.kind).collect()
    }

    #[track_caller]
    fn check(line: &str, want: Option<BlockKind>) {
        assert_eq!(kinds(&[PROSE, line, PROSE]), [None, want, None], "{line}");
    }

    #[test]
    fn sharing_lines_counters_and_addresses_are_noise() {
        for line in [
            "Share on Facebook",
            "شارك على تويتر",
            "שתפו בפייסבוק",
            "طباعة",
            "Print this page",
            "عدد المشاهدات: 1234",
            "Views: 1,204",
            "مספר צפיות 12".replace('م', "מ").as_str(),
            "Home | About us | Contact",
            "الرئيسية » أخبار » أوروبا",
            "editor@example.org",
            "https://example.org/article",
            "Advertisement",
            "إعلان",
            "17",
            "| 1955 | Warsaw |",
            "[edit]",
            "اقرأ أيضا: أزمة برلين",
        ] {
            check(line, Some(BlockKind::Noise));
        }
    }

    #[test]
    fn captions_and_archive_notes_are_told() {
        check("Photo: the delegations in Tirana", Some(BlockKind::Caption));
        check("صورة: الوفدان في تيرانا", Some(BlockKind::Caption));
        check("צילום: לשכת העיתונות", Some(BlockKind::Caption));
        check(
            "نسخة محفوظة 3 مارس 2017 على موقع واي باك مشين.",
            Some(BlockKind::Reference),
        );
        check(
            "Archived from the original on 3 March 2017",
            Some(BlockKind::Reference),
        );
        check(
            "↑ Halliday, The Artful Albanian, p. 12",
            Some(BlockKind::Reference),
        );
    }

    #[test]
    fn prose_that_begins_like_them_is_kept() {
        for line in [
            "إعلان المبادئ وقّعته الدولتان في أوسلو سنة 1993.",
            "Share prices fell after the treaty was denounced by Moscow in 1961.",
            "Related to this, the embassy in Tirana was closed.",
            "1954",
            "Albania left the pact in 1968",
            "Home rule was granted to Ireland in 1914.",
            "צילום האוויר שהגיע לידי הממשלה שינה את עמדתה.",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn menus_are_groups_of_short_lines() {
        let noise = Some(BlockKind::Noise);
        let site = [
            "Example Review - mobile",
            "Main menu",
            "",
            "A title that is longer than an entry of it",
            "",
            PROSE,
        ];
        assert_eq!(kinds(&site), [noise, noise, None, None]);
        let run = [
            "News", "Politics", "Economy", "Culture", "Sports", "", PROSE, PROSE,
        ];
        assert_eq!(kinds(&run)[..5], [noise; 5]);
        // A list that a colon announces, and lines without any prose beside them, are kept.
        let list = [
            "The members of the pact were the following states of eastern Europe in 1955, as the treaty names them:",
            "Albania",
            "Bulgaria",
            "Hungary",
            "Poland",
            "Romania",
            PROSE,
        ];
        assert_eq!(kinds(&list), [None; 7]);
        assert_eq!(
            kinds(&[
                "in two days",
                "next year",
                "5 March",
                "Monday",
                "May",
                "home"
            ]),
            [None; 6]
        );
    }
}
