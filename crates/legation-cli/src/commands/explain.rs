//! `legation explain`: the way of each sentence through all steps.

use std::io::{self, Write};

use legation::{Explained, FrameTrace, Party, SentenceTrace, explain};
use serde::Serialize;

use crate::{
    args::{ExplainCommand, Format},
    commands::{Answer, claims::who},
    dates::readable,
    diagnose::{Ending, Failure, say, say_set_aside},
    output::{Listed, Listing},
    screen::Screen,
    table::Column,
    text::{direction, isolated, shown},
};

pub(super) fn run(command: &ExplainCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let packs = command.packs.load()?;
    let format = command.format.format;
    let screen = answer.screen;
    let mut sentences = 0;
    // Traces are built for one document at a time; the list is opened where the first of them is written.
    let mut rows: Vec<Row> = Vec::new();
    let set_aside = explain(
        std::slice::from_ref(&command.file),
        packs,
        &command.ingest.options(),
        |explained| {
            let Explained {
                doc,
                lang,
                sentences: traces,
                problems,
            } = explained;
            if format == Format::Table {
                writeln!(answer.out, "{} ({lang})", screen.bold(&shown(&doc)))?;
                for problem in &problems {
                    let hint = problem.hint.as_deref().unwrap_or_default();
                    writeln!(
                        answer.out,
                        "{} {} {}",
                        screen.red(&problem.code),
                        shown(&problem.message),
                        screen.dim(&shown(hint))
                    )?;
                }
            }
            for trace in traces
                .into_iter()
                .filter(|t| command.sentence.is_none_or(|n| n == t.number))
            {
                sentences += 1;
                if format == Format::Table {
                    write_trace(answer.out, &trace, screen)?;
                } else {
                    rows.push(Row {
                        doc: doc.clone(),
                        trace,
                    });
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    if format != Format::Table {
        let mut listing = Listing::new(answer.out, format, screen);
        for row in &rows {
            listing.push(row)?;
        }
        listing.finish()?;
    }
    say_set_aside(&set_aside);
    if sentences > 0 {
        return Ok(Ending::Done);
    }
    if let Some(number) = command.sentence {
        say(&format!("there is no sentence {number} that is read"));
    } else if set_aside.is_empty() {
        say("no sentence is read in it");
    } else {
        return Ok(Ending::Unusable);
    }
    Ok(Ending::Nothing)
}

fn side(text: &str) -> String {
    let text = shown(text);
    isolated(&text, direction(&text)).into_owned()
}

fn write_trace(out: &mut dyn Write, trace: &SentenceTrace, screen: Screen) -> io::Result<()> {
    let place = format!(
        "sentence {}  bytes {}..{}  {}",
        trace.number, trace.span.start, trace.span.end, trace.lang
    );
    writeln!(out, "\n{}", screen.dim(&place))?;
    writeln!(out, "{}", screen.bold(&side(&trace.text)))?;
    if trace.clauses.len() > 1 {
        for (number, clause) in trace.clauses.iter().enumerate() {
            writeln!(out, "  clause {number}  {}", side(clause))?;
        }
    }
    for mention in &trace.mentions {
        let actor = mention.actor.as_deref().unwrap_or("not in the packs");
        writeln!(
            out,
            "  mention  {}  = {} ({}, {actor})",
            side(&mention.text),
            side(&mention.name),
            mention.country
        )?;
    }
    if let Some(frame) = &trace.frame {
        writeln!(out, "  narrative stands in  {frame}")?;
    }
    for time in &trace.times {
        let value = time.edtf.as_ref().map_or_else(
            || "no date".to_owned(),
            |e| format!("{e} ({})", readable(e)),
        );
        write!(out, "  time  {}  = {value}", side(&time.text))?;
        if let Some(stated) = &time.stated {
            write!(out, ", stated {stated}")?;
        }
        if let Some(calendar) = &time.calendar {
            write!(out, ", calendar {calendar}")?;
        }
        writeln!(
            out,
            "  {}",
            screen.dim(&format!("{} {}", time.kind, time.rule))
        )?;
    }
    for trigger in &trace.triggers {
        writeln!(out, "  trigger  {}", side(&trigger.text))?;
        for frame in &trigger.frames {
            write_frame(out, frame, screen)?;
        }
    }
    for claim in &trace.claims {
        let when = claim
            .when
            .as_ref()
            .map_or_else(|| "no date".to_owned(), readable);
        let from = claim.when_from.and_then(|f| serde_json::to_value(f).ok());
        let from = from
            .as_ref()
            .and_then(|v| v.as_str())
            .map(|f| format!(" from the {f}"))
            .unwrap_or_default();
        let line = format!("{}  {}  {when}{from}", claim.class, side(&who(claim)));
        let how = format!(
            "{}, confidence {:.2}, rule {}",
            claim.status.as_str(),
            claim.confidence,
            claim.rule
        );
        writeln!(
            out,
            "  {} {line}  {}",
            screen.green("claim"),
            screen.dim(&how)
        )?;
    }
    Ok(())
}

fn write_frame(out: &mut dyn Write, frame: &FrameTrace, screen: Screen) -> io::Result<()> {
    let score = frame
        .score
        .map_or_else(|| "not scored".to_owned(), |s| format!("score {s:.2}"));
    let fate = match &frame.dropped {
        Some(why) => screen.red(&format!("dropped: {}", shown(why))),
        None => screen.green("chosen"),
    };
    writeln!(
        out,
        "    {}  {}  {score}  {fate}",
        frame.class,
        screen.dim(&frame.rule)
    )?;
    for party in &frame.parties {
        writeln!(
            out,
            "      {}  {}  by {}  {:.2}",
            party.role,
            side(&party.text),
            party.slot,
            party.score
        )?;
    }
    Ok(())
}

/// A sentence's trace with its document, for programs.
#[derive(Serialize)]
struct Row {
    doc: String,
    #[serde(flatten)]
    trace: SentenceTrace,
}

impl Listed for Row {
    const COLUMNS: &'static [Column] = &[Column::number("sentence"), Column::words("text", 12)];

    fn cells(&self) -> Vec<String> {
        vec![self.trace.number.to_string(), self.trace.text.clone()]
    }

    const NAMES: &'static [&'static str] = &[
        "doc", "sentence", "start", "end", "lang", "mentions", "times", "triggers", "claims",
        "text",
    ];

    fn values(&self) -> Vec<String> {
        let trace = &self.trace;
        let joined = |parts: Vec<String>| parts.join("; ");
        vec![
            self.doc.clone(),
            trace.number.to_string(),
            trace.span.start.to_string(),
            trace.span.end.to_string(),
            trace.lang.clone(),
            joined(trace.mentions.iter().map(|m| m.text.clone()).collect()),
            joined(trace.times.iter().map(|t| t.text.clone()).collect()),
            joined(trace.triggers.iter().map(|t| t.text.clone()).collect()),
            joined(
                trace
                    .claims
                    .iter()
                    .map(|c| format!("{}({})", c.class, names(&c.actor)))
                    .collect(),
            ),
            trace.text.clone(),
        ]
    }
}

fn names(parties: &[Party]) -> String {
    parties
        .iter()
        .map(|p| p.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}
