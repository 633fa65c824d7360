//! `legation timeline`: what happened between actors in order of time, with the sentences that say so.

use std::io::{self, Write};

use legation::{
    Claim, ClaimFilter, Found, Line, LoadedPacks, Record, Span, Status, claim_threshold,
    decisions_beside, known_classes, timeline,
};

use crate::{
    args::{Format, TimelineCommand},
    commands::{Answer, claims::who, find_actors, review},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    screen::Screen,
    table::Column,
    text::{direction, isolated, shown, width, wrapped},
};

pub(super) fn run(command: &TimelineCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let packs = command.packs.load()?;
    let filter = command.filter.filter();
    known_classes(packs, &filter.classes)?;
    let actors = find_actors(&command.actors, packs, &record)?;
    print(
        &record,
        packs,
        &actors,
        filter,
        command.format.format,
        answer,
    )
}

/// Prints the timeline of actors; the packs' threshold holds where the filter names none.
pub(super) fn print(
    record: &Record,
    packs: &LoadedPacks,
    actors: &[Found],
    mut filter: ClaimFilter,
    format: Format,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    filter
        .min_confidence
        .get_or_insert_with(|| claim_threshold(packs));
    let lines = timeline(record, actors, &filter)?;
    review::following(record, decisions_beside(record)?.len())?;
    if format == Format::Table {
        let dates: Vec<String> = lines
            .iter()
            .map(|line| {
                line.claim
                    .when
                    .as_ref()
                    .map_or_else(|| "no date".to_owned(), readable)
            })
            .collect();
        let widest = dates.iter().map(|d| width(d)).max().unwrap_or(0);
        for (line, date) in lines.iter().zip(&dates) {
            write_line(line, date, widest, answer.out, answer.screen)?;
        }
    } else {
        let mut listing = Listing::new(answer.out, format, answer.screen);
        for line in &lines {
            listing.push(line)?;
        }
        listing.finish()?;
    }
    if lines.is_empty() {
        let names: Vec<&str> = actors.iter().map(|a| a.name.as_str()).collect();
        say(&format!(
            "the record tells of nothing between {} that fits",
            names.join(" and ")
        ));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// Columns that the sentence stands in from the edge.
const INDENT: usize = 4;

fn write_line(
    line: &Line,
    date: &str,
    widest: usize,
    out: &mut dyn Write,
    screen: Screen,
) -> io::Result<()> {
    let claim = &line.claim;
    let padding = widest.saturating_sub(width(date));
    let who = shown(&who(claim)).into_owned();
    let head = isolated(&who, direction(&who)).into_owned();
    write!(
        out,
        "{}{:padding$}  {}  {head}",
        screen.bold(date),
        "",
        screen.green(&claim.class)
    )?;
    if let Some(what) = claim.instrument.as_ref().or(claim.office.as_ref()) {
        let what = shown(what);
        write!(out, " ({})", isolated(&what, direction(&what)))?;
    }
    if let Some(decision) = &line.review {
        write!(out, " [{}]", decision.decision.as_str())?;
    }
    if claim.status != Status::Asserted {
        write!(out, " [{}", claim.status.as_str())?;
        if let Some(source) = &claim.source {
            let source = shown(source);
            write!(out, " by {}", isolated(&source, direction(&source)))?;
        }
        write!(out, "]")?;
    }
    writeln!(out)?;
    let sentence = shown(&line.sentence_text).into_owned();
    let quote = mark(&sentence, &shown(&claim.quote));
    let runs = direction(&sentence);
    let lines = match screen.width {
        Some(most) => wrapped(&sentence, most.saturating_sub(INDENT)),
        None => vec![sentence.clone()],
    };
    let mut at = 0;
    for text in lines {
        // Wrapping drops the space between two lines and nothing else.
        at += sentence[at..].find(text.as_str()).unwrap_or(0);
        let painted = paint(
            &text,
            quote.start.saturating_sub(at),
            quote.end.saturating_sub(at),
            screen,
        );
        at += text.len();
        writeln!(out, "{:INDENT$}{}", "", isolated(&painted, runs))?;
    }
    let place = shown(&claim.doc);
    let place = isolated(&place, direction(&place));
    let place = format!("{place}, sentence {}", claim.sentence);
    writeln!(out, "{:INDENT$}{}\n", "", screen.dim(&place))
}

/// Where the quote stands in its sentence.
fn mark(sentence: &str, quote: &str) -> Span {
    let start = sentence.find(quote).unwrap_or(0);
    Span::new(
        start,
        start
            + if sentence.contains(quote) {
                quote.len()
            } else {
                0
            },
    )
}

/// The line with the bytes `from..to` of it set off, where colour is wanted; what is beside is dimmed.
fn paint(text: &str, from: usize, to: usize, screen: Screen) -> String {
    let (from, to) = (from.min(text.len()), to.min(text.len()));
    if !screen.color || from >= to {
        return text.to_owned();
    }
    match (text.get(..from), text.get(from..to), text.get(to..)) {
        (Some(before), Some(quote), Some(after)) => {
            format!("{before}{}{after}", screen.bold(quote))
        }
        _ => text.to_owned(),
    }
}

impl Listed for Line {
    const COLUMNS: &'static [Column] = Claim::COLUMNS;

    fn cells(&self) -> Vec<String> {
        self.claim.cells()
    }

    /// Those of the claim, and the line's own behind them.
    const NAMES: &'static [&'static str] = &{
        let mut names = [""; Claim::NAMES.len() + 2];
        let (of_claim, own) = names.split_at_mut(Claim::NAMES.len());
        of_claim.copy_from_slice(Claim::NAMES);
        own.copy_from_slice(&["sentence_text", "title"]);
        names
    };

    fn values(&self) -> Vec<String> {
        let mut values = self.claim.values();
        values.extend([self.sentence_text.clone(), or_empty(self.title.as_ref())]);
        values
    }
}
