//! Stretches that a heading or a place opens: lists of references, comments, lists of other pages, notes at the end.

use legation_model::BlockKind;

use crate::{
    headings,
    noise::{Section, fold_letters, noise},
    rows::{self, End, Row},
};

/// Longest heading of such a stretch, in characters.
const HEADING: u32 = 45;

/// Marks what stands under headings that open no prose, and notes at the end.
pub(crate) fn find(text: &str, all: &mut [Row]) {
    let total = all.last().map_or(0, |r| r.span.end);
    let mut open: Option<(Section, u8)> = None;
    let mut prose_seen = false;
    for i in 0..all.len() {
        let row = &all[i];
        let is_heading = row.level > 0 || row.kind == Some(BlockKind::Heading);
        let opens = opened_by(text, row, is_heading, prose_seen, total);
        if let Some(section) = opens {
            let level = if row.level > 0 {
                row.level
            } else {
                // Below an open marked heading an unmarked one is part of it.
                match open {
                    Some((_, level)) if level > 0 && section == Section::References => level,
                    _ => 0,
                }
            };
            open = Some((section, level));
        } else if let Some((section, level)) = open
            && ends(text, all, i, section, level)
        {
            open = None;
        }
        let row = &mut all[i];
        match open {
            Some((Section::References, _)) => row.kind = Some(BlockKind::Reference),
            Some(_) => row.kind = Some(BlockKind::Noise),
            None => prose_seen |= row.kind.is_none() && row.level == 0,
        }
        if open.is_some() {
            row.joins_next = false;
        }
    }
    notes(text, all);
}

/// What the row opens as a heading.
fn opened_by(
    text: &str,
    row: &Row,
    is_heading: bool,
    prose_seen: bool,
    total: usize,
) -> Option<Section> {
    if row.chars > HEADING || row.joins_next || (row.end == End::Sentence && !is_heading) {
        return None;
    }
    if !prose_seen && row.level == 0 {
        return None;
    }
    // A row that furniture claimed may be such a heading too.
    if !matches!(row.kind, None | Some(BlockKind::Heading | BlockKind::Noise)) {
        return None;
    }
    let section = noise().section(headings::bare(row.span.of(text)))?;
    match section {
        // Comments come at the end; a chapter of that name may stand anywhere.
        Section::Tail if row.level == 0 && row.span.start * 5 < total * 2 => None,
        other => Some(other),
    }
}

/// Whether the row at `i`, which opens nothing itself, ends the open stretch.
fn ends(text: &str, all: &[Row], i: usize, section: Section, level: u8) -> bool {
    let row = &all[i];
    if row.level > 0 {
        return level == 0 || row.level <= level;
    }
    let is_prose = |row: &Row| {
        let content = row.span.of(text);
        row.end == End::Sentence
            && !row.bullet
            && !row.numbered
            && row.kind.is_none()
            && rows::note_at_start(content).is_none()
            && noise().citation_marks(&fold_letters(content)) == 0
    };
    match section {
        Section::Tail => false,
        Section::Related => {
            let question = row.span.of(text).ends_with(['?', '؟']);
            (row.chars >= 140 || (row.chars >= 60 && row.end == End::Sentence && !question))
                && row.kind.is_none()
                || (row.kind == Some(BlockKind::Heading)
                    && all
                        .get(i + 1)
                        .is_some_and(|next| next.chars >= 140 && is_prose(next)))
        }
        Section::References => {
            row.kind == Some(BlockKind::Heading)
                && level == 0
                && all
                    .get(i + 1)
                    .is_some_and(|next| next.chars >= 150 && is_prose(next))
        }
    }
}

/// Marks notes: `[1] text` where another such line stands beside it or nothing else follows, and citations at the end.
fn notes(text: &str, all: &mut [Row]) {
    let unread =
        |kind: Option<BlockKind>| matches!(kind, Some(BlockKind::Reference | BlockKind::Noise));
    let mut last = all.len();
    while last > 0 && unread(all[last - 1].kind) {
        last -= 1;
    }
    // Upwards from the end: bracketed numbers, and numbered lines that are full of citations.
    while last > 1 {
        let row = &all[last - 1];
        let content = row.span.of(text);
        let is_citation =
            (row.numbered || row.bullet) && noise().citation_marks(&fold_letters(content)) >= 2;
        if unread(row.kind) || rows::note_at_start(content).is_some() || is_citation {
            last -= 1;
            all[last].kind = all[last].kind.or(Some(BlockKind::Reference));
            all[last].joins_next = false;
        } else {
            break;
        }
    }
    // A heading right above them names them, whatever it says.
    let numbers: Vec<Option<u32>> = all
        .iter()
        .map(|r| rows::note_at_start(r.span.of(text)).map(|(n, _)| n))
        .collect();
    for i in 1..numbers.len() {
        if let (Some(above), Some(below)) = (numbers[i - 1], numbers[i])
            && below == above + 1
        {
            for row in &mut all[i - 1..=i] {
                row.kind = Some(BlockKind::Reference);
                row.joins_next = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "In December 1961 the Soviet Union broke off diplomatic relations with Albania, withdrew its experts from the base at Vlora and called home the students who had been sent to Tirana.";

    fn kinds(lines: &[&str]) -> String {
        let text = lines.join("\n");
        let mut all = rows::split(&text, 0);
        headings::find_marked(&text, &mut all);
        headings::find_guessed(&text, &mut all);
        find(&text, &mut all);
        all.iter()
            .map(|r| match (r.level, r.kind) {
                (_, Some(BlockKind::Reference)) => 'R',
                (_, Some(BlockKind::Noise)) => 'N',
                (1.., _) | (_, Some(BlockKind::Heading)) => 'H',
                _ => 'P',
            })
            .collect()
    }

    #[test]
    fn references_run_to_the_next_heading_of_another_kind() {
        assert_eq!(
            kinds(&[
                "== Split ==",
                PROSE,
                "== References ==",
                "Halliday (1986).",
                "=== Books ===",
                "Griffith.",
                "== Later years ==",
                PROSE
            ]),
            "HPRRRRHP"
        );
        assert_eq!(
            kinds(&[
                PROSE,
                "أهم المصادر:",
                "هاليداي، جون، مذكرات، لندن 1986",
                "غريفيث، ألبانيا، 1963"
            ]),
            "PRRR"
        );
        assert_eq!(
            kinds(&[PROSE, "הערות שוליים", "ראו שם", "Later years", PROSE]),
            "PRRHP"
        );
        assert_eq!(kinds(&[PROSE, "המשבר", PROSE]), "PHP");
    }

    #[test]
    fn comments_run_to_the_end() {
        assert_eq!(
            kinds(&[
                PROSE,
                PROSE,
                "",
                "التعليقات",
                "1 - رأي",
                "أحمد ( 2017 / 10 / 31 )",
                PROSE
            ]),
            "PPNNNN"
        );
        assert_eq!(kinds(&["Comments", PROSE, PROSE]), "HPP");
    }

    #[test]
    fn lists_of_other_pages_end_where_prose_begins() {
        assert_eq!(
            kinds(&[
                PROSE,
                "اقرأ المزيد",
                "أزمة برلين تشتد",
                "هل يعود السفير إلى تيرانا؟",
                PROSE
            ]),
            "PNNNP"
        );
        assert_eq!(
            kinds(&[
                PROSE,
                PROSE,
                "اخر الافلام",
                "",
                ".. نظرة على المشهد",
                "",
                ".. ضربات في الجنوب"
            ]),
            "PPNNN"
        );
    }

    #[test]
    fn numbered_notes_are_references() {
        assert_eq!(
            kinds(&[
                PROSE,
                "[1] Halliday, p. 12.",
                "[2] He confirmed it in a letter on the same day."
            ]),
            "PRR"
        );
        assert_eq!(kinds(&[PROSE, "[1] מסמך 5."]), "PR");
        assert_eq!(kinds(&[PROSE, "[4] first", "[5] second", PROSE]), "PRRP");
        assert_eq!(
            kinds(&[
                PROSE,
                "1. Halliday, Jon, Oxford University Press, 1986, pp. 12-14."
            ]),
            "PR"
        );
        assert_eq!(
            kinds(&[
                PROSE,
                "1. The experts were called home.",
                "2. The embassy was closed."
            ]),
            "PPP"
        );
    }
}
