//! `legation search`: sentences by their words.

use std::io::{self, Write};

use legation::{Hit, search};

use crate::{
    args::{Format, SearchCommand},
    commands::Answer,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    screen::Screen,
    table::Column,
    text::{direction, isolated, shown, wrapped},
};

/// Hits that are shown where no number is given.
const USUAL: usize = 50;

pub(super) fn run(command: &SearchCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let packs = command.packs.load()?;
    let limit = command.limit.limit.unwrap_or(USUAL);
    let hits = search(
        packs,
        &record,
        &command.query.join(" "),
        command.lang.lang.clone(),
        limit,
    )?;
    if command.format.format == Format::Table {
        for hit in &hits {
            write_hit(answer.out, hit, answer.screen)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
        for hit in &hits {
            listing.push(hit)?;
        }
        listing.finish()?;
    }
    if hits.is_empty() {
        say("no sentence holds all of these words");
        return Ok(Ending::Nothing);
    }
    if hits.len() == limit && command.limit.limit.is_none() {
        say(&format!(
            "the first {limit} are shown; --limit asks for more"
        ));
    }
    Ok(Ending::Done)
}

fn write_hit(out: &mut dyn Write, hit: &Hit, screen: Screen) -> io::Result<()> {
    let place = shown(&hit.doc);
    let place = isolated(&place, direction(&place));
    writeln!(
        out,
        "{}",
        screen.dim(&format!("{place}, sentence {}", hit.sentence))
    )?;
    let snippet = snippet(hit);
    let runs = direction(&snippet);
    let lines = match screen.width {
        Some(most) => wrapped(&snippet, most.saturating_sub(4)),
        None => vec![snippet],
    };
    for line in lines {
        let line = paint(&line, screen);
        writeln!(out, "    {}", isolated(&line, runs))?;
    }
    writeln!(out)
}

/// Marks of the words found, until they are painted: characters that no shown text holds, since it is escaped before.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The stretch of the sentence to show, with the words found between marks.
fn snippet(hit: &Hit) -> String {
    let base = hit.span.start;
    let part = |from: usize, to: usize| {
        hit.text
            .get(from.saturating_sub(base)..to.saturating_sub(base))
            .unwrap_or_default()
    };
    let escape = |text: &str| shown(text).replace([OPEN, CLOSE], "\u{FFFD}");
    let mut text = String::new();
    if hit.snippet.start > hit.span.start {
        text.push('…');
    }
    let mut at = hit.snippet.start;
    for mark in hit
        .marks
        .iter()
        .filter(|m| hit.snippet.contains(**m) && m.start >= hit.snippet.start)
    {
        text.push_str(&escape(part(at, mark.start)));
        text.push(OPEN);
        text.push_str(&escape(part(mark.start, mark.end)));
        text.push(CLOSE);
        at = mark.end;
    }
    text.push_str(&escape(part(at, hit.snippet.end)));
    if hit.snippet.end < hit.span.end {
        text.push('…');
    }
    text
}

fn paint(line: &str, screen: Screen) -> String {
    let (open, close) = if screen.color {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    line.replace(OPEN, open).replace(CLOSE, close)
}

impl Listed for Hit {
    const COLUMNS: &'static [Column] = &[
        Column::words("document", 12),
        Column::number("sent"),
        Column::words("text", 12),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.sentence.to_string(),
            self.text.clone(),
        ]
    }

    const NAMES: &'static [&'static str] =
        &["doc", "title", "sentence", "lang", "start", "end", "text"];

    fn values(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            or_empty(self.title.as_ref()),
            self.sentence.to_string(),
            self.lang.clone(),
            self.span.start.to_string(),
            self.span.end.to_string(),
            self.text.clone(),
        ]
    }
}
