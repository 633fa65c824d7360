//! From a clean text to its blocks: the passes over its rows, in their order.

use legation_model::{Block, BlockKind, Edtf, Span};

use crate::{editmarks, furniture, headings, marks, rows, rows::Row, sections};

/// What the rows are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Lines of a text without markup: everything is told from form and words.
    Plain,
    /// Lines of Markdown.
    Markdown,
    /// Elements of a page or of wikitext, with their kinds given.
    Markup,
}

/// The blocks of a text and what they say about it.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// In order, without overlap, white space between.
    pub(crate) blocks: Vec<Block>,
    /// The words of the title block.
    pub(crate) title: Option<String>,
    /// A date alone in a line of the head.
    pub(crate) published: Option<Edtf>,
}

/// The blocks of lines from `start` on; what stands before is somebody else's.
pub(crate) fn of_lines(text: &str, start: usize, origin: Origin) -> Structure {
    of_rows(text, rows::split(text, start), origin)
}

/// The blocks of rows whose kinds are known as far as markup tells.
pub(crate) fn of_rows(text: &str, all: Vec<Row>, origin: Origin) -> Structure {
    of_marked_rows(text, all, &[], origin)
}

/// The same, with marks inside rows that are known already, in order.
pub(crate) fn of_marked_rows(
    text: &str,
    mut all: Vec<Row>,
    known: &[Span],
    origin: Origin,
) -> Structure {
    let plain = origin != Origin::Markup;
    if plain {
        headings::find_marked(text, &mut all);
        editmarks::find(text, &mut all);
    }
    if origin == Origin::Plain {
        headings::join_wrapped(&mut all);
    }
    let found = furniture::find(text, &mut all, plain, origin == Origin::Markdown);
    if origin == Origin::Markdown {
        headings::join_paragraphs(&mut all);
    }
    if plain {
        headings::find_guessed(text, &mut all);
    }
    sections::find(text, &mut all);
    let title = if plain {
        find_title(text, &mut all)
    } else {
        None
    };
    Structure {
        blocks: emit(text, &all, known, origin),
        title,
        published: found.published,
    }
}

/// The first heading before any prose is the title. Headings marked as second or deeper are none.
fn find_title(text: &str, all: &mut [Row]) -> Option<String> {
    for row in all.iter_mut() {
        match row.kind {
            Some(BlockKind::Noise | BlockKind::Metadata | BlockKind::Caption) => {}
            Some(BlockKind::Heading) => {
                row.kind = Some(BlockKind::Title);
                return Some(headings::bare(row.span.of(text)).to_owned());
            }
            None if row.level == 1 => {
                row.kind = Some(BlockKind::Title);
                return Some(headings::bare(row.span.of(text)).to_owned());
            }
            _ => return None,
        }
    }
    None
}

fn emit(text: &str, all: &[Row], known: &[Span], origin: Origin) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(all.len() + 8);
    let mut found = Vec::new();
    let mut i = 0;
    while i < all.len() {
        let first = &all[i];
        let mut last = first;
        while last.joins_next && i + 1 < all.len() {
            i += 1;
            last = &all[i];
        }
        i += 1;
        let kind = first.kind.unwrap_or(if first.level > 0 {
            BlockKind::Heading
        } else if first.bullet || (first.numbered && origin != Origin::Markup) {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        });
        if first.lead > 0 {
            let start = first.span.start - usize::from(first.lead);
            push(
                &mut blocks,
                text,
                Span::new(start, first.span.start),
                BlockKind::Noise,
            );
        }
        let span = first.span.join(last.span);
        if matches!(
            kind,
            BlockKind::Noise | BlockKind::Reference | BlockKind::Metadata | BlockKind::Caption
        ) {
            push(&mut blocks, text, span, kind);
        } else {
            found.clear();
            marks::find(text, span, origin == Origin::Markdown, &mut found);
            let first = known.partition_point(|m| m.start < span.start);
            join_marks(
                &mut found,
                known[first..].iter().take_while(|m| m.end <= span.end),
            );
            let mut at = span.start;
            for mark in &found {
                push(&mut blocks, text, Span::new(at, mark.start), kind);
                push(&mut blocks, text, *mark, BlockKind::Noise);
                at = mark.end;
            }
            push(&mut blocks, text, Span::new(at, span.end), kind);
        }
        if last.tail > 0 {
            let end = last.span.end + usize::from(last.tail);
            push(
                &mut blocks,
                text,
                Span::new(last.span.end, end),
                BlockKind::Noise,
            );
        }
    }
    blocks
}

/// Adds marks that are known already: those that a found one touches are part of it.
fn join_marks<'a>(found: &mut Vec<Span>, known: impl Iterator<Item = &'a Span>) {
    let before = found.len();
    found.extend(known);
    if found.len() == before {
        return;
    }
    found.sort_unstable();
    found.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
}

/// Adds a block without the white space at its ends; nothing where nothing else is there.
fn push(blocks: &mut Vec<Block>, text: &str, span: Span, kind: BlockKind) {
    let content = span.of(text);
    let start = span.start + (content.len() - content.trim_start().len());
    let trimmed = content.trim();
    if !trimmed.is_empty() {
        blocks.push(Block {
            span: Span::new(start, start + trimmed.len()),
            kind,
            lang: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, origin: Origin) -> Vec<String> {
        of_lines(text, 0, origin)
            .blocks
            .iter()
            .map(|b| format!("{:?} {}", b.kind, b.span.of(text)))
            .collect()
    }

    const LONG: &str = "وقّعت الدولتان في شباط 1950 معاهدة صداقة وتحالف.[1] ثم ساءت العلاقات بينهما بعد سنوات قليلة حتى انقطعت في كانون الأول 1961.";

    #[test]
    fn an_article_copied_as_text_is_taken_apart() {
        let text = format!(
            "المعاهدة\n\n{LONG}\nالخلفية\nعدلالسنوات الأولى\nعدل{LONG}\nالنتائج\nعدل{LONG}\nالمراجع\nعدل- ^ هاليداي 1986"
        );
        let shown = shown(&text, Origin::Plain);
        assert_eq!(shown[0], "Title المعاهدة");
        assert!(shown[1].ends_with("معاهدة صداقة وتحالف."));
        assert_eq!(shown[2], "Noise [1]");
        assert!(shown[3].starts_with("Paragraph ثم"));
        assert_eq!(shown[4], "Heading الخلفية");
        assert_eq!(shown[5], "Noise عدل");
        assert_eq!(shown[6], "Heading السنوات الأولى");
        assert_eq!(shown[7], "Noise عدل");
        let end: Vec<&str> = shown[shown.len() - 3..]
            .iter()
            .map(String::as_str)
            .collect();
        assert_eq!(
            end,
            [
                "Reference المراجع",
                "Noise عدل",
                "Reference - ^ هاليداي 1986"
            ]
        );
    }

    #[test]
    fn markdown_has_its_marks() {
        let text = "# The split\n\nRelations, see [the treaty](https://example.org), were\nbroken off in 1961.\n\n- first\n- second\n\n```\ncode\n```\n";
        assert_eq!(
            shown(text, Origin::Markdown),
            [
                "Title # The split",
                "Paragraph Relations, see",
                "Noise [",
                "Paragraph the treaty",
                "Noise ](https://example.org)",
                "Paragraph , were\nbroken off in 1961.",
                "Item - first",
                "Item - second",
                "Noise ```",
                "Noise code",
                "Noise ```",
            ]
        );
    }

    #[test]
    fn a_title_stands_above_its_picture() {
        let text = format!(
            "The break\nBy A. Writer\nPhoto: the two leaders\nShare on Facebook\n{LONG}\n{LONG}\nComments (3)\nnice"
        );
        let kinds: Vec<BlockKind> = of_lines(&text, 0, Origin::Plain)
            .blocks
            .iter()
            .map(|b| b.kind)
            .collect();
        assert_eq!(
            kinds[..4],
            [
                BlockKind::Title,
                BlockKind::Heading,
                BlockKind::Caption,
                BlockKind::Noise
            ]
        );
        assert_eq!(
            kinds[kinds.len() - 2..],
            [BlockKind::Noise, BlockKind::Noise]
        );
    }

    #[test]
    fn one_line_alone_is_prose() {
        assert_eq!(
            shown("in two days", Origin::Plain),
            ["Paragraph in two days"]
        );
        assert_eq!(shown("2/15", Origin::Plain), ["Paragraph 2/15"]);
    }
}
