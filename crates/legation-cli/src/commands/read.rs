//! `legation read`: documents into a record, with a progress bar and a summary.

use std::{fmt::Write as _, path::Path, time::Duration};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use legation::{
    ChronicleSummary, ProblemKind, Progress, RECORD_EXTENSION, ReadOptions, ReadSummary, SetAside,
    Severity, choose_record, read,
};

use crate::{
    args::{Format, ReadCommand},
    commands::Answer,
    diagnose::{Ending, Failure, say, say_set_aside},
    output::json,
};

pub(super) fn run(command: &ReadCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = choose_record(command.output.as_deref(), Path::new("."))?;
    if record.extension().is_none_or(|e| e != RECORD_EXTENSION) && !record.exists() {
        say(&format!(
            "note: `{}` does not end in .{RECORD_EXTENSION}; it will have to be named with -r",
            record.display()
        ));
    }
    let packs = command.packs.load()?;
    let mut options = ReadOptions {
        ingest: command.ingest.options(),
        again: command.again,
        ..ReadOptions::default()
    };
    if let Some(jobs) = command.jobs {
        options.jobs = usize::from(jobs);
    }
    let progress = Meter::new();
    let summary = progress.watch(|watch| read(&command.files, &record, packs, &options, watch))?;
    report(&summary, &record, command.format.format, answer)
}

/// Tells what was set aside, writes the summary, and judges the run by it.
pub(super) fn report(
    summary: &ReadSummary,
    record: &Path,
    format: Format,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    say_set_aside(&summary.set_aside);
    for (code, kind) in &summary.problems {
        let ProblemKind {
            count,
            doc,
            problem,
        } = kind;
        let times = if *count > 1 {
            format!(" ({code}, {} times)", HumanCount(*count as u64))
        } else {
            format!(" ({code})")
        };
        let word = if problem.severity == Severity::Note {
            "note"
        } else {
            "warning"
        };
        say(&format!("{word}: {doc}: {}{times}", problem.message));
        if let Some(hint) = &problem.hint {
            say(&format!("  help: {hint}"));
        }
    }
    match format {
        Format::Table => write!(answer.out, "{}", summary_text(summary, record))?,
        Format::Json | Format::Jsonl => {
            json(answer.out, summary)?;
            writeln!(answer.out)?;
        }
        Format::Csv => {
            writeln!(
                answer.out,
                "added,replaced,unchanged,set_aside,bytes,sentences,claims"
            )?;
            let ReadSummary {
                added,
                replaced,
                unchanged,
                bytes,
                sentences,
                claims,
                ..
            } = summary;
            let aside = set_aside(summary);
            writeln!(
                answer.out,
                "{added},{replaced},{unchanged},{aside},{bytes},{sentences},{claims}"
            )?;
        }
    }
    if summary.added + summary.replaced + summary.unchanged == 0 {
        say("nothing could be read");
        return Ok(Ending::Unusable);
    }
    Ok(Ending::Done)
}

/// Sources that could not be read; the summary also holds notes about others.
fn set_aside(summary: &ReadSummary) -> usize {
    let is_error = |s: &&SetAside| s.problem.severity == Severity::Error;
    summary.set_aside.iter().filter(is_error).count()
}

fn summary_text(summary: &ReadSummary, record: &Path) -> String {
    let mut text = String::new();
    let read = summary.added + summary.replaced;
    let count = |n: usize| HumanCount(n as u64).to_string();
    // Writing into a string cannot fail.
    let _ = write!(text, "{} document(s) read", count(read));
    if summary.replaced > 0 {
        let _ = write!(text, " ({} anew)", count(summary.replaced));
    }
    if summary.unchanged > 0 {
        let _ = write!(text, ", {} unchanged", count(summary.unchanged));
    }
    let aside = set_aside(summary);
    if aside > 0 {
        let _ = write!(text, ", {} set aside", count(aside));
    }
    let _ = writeln!(text, "; record: {}", record.display());
    if read > 0 {
        let _ = write!(
            text,
            "{} claims in {} sentences, {}",
            count(summary.claims),
            count(summary.sentences),
            HumanBytes(summary.bytes)
        );
        let languages: Vec<String> = summary
            .languages
            .iter()
            .map(|(tag, n)| format!("{tag} {}", count(*n)))
            .collect();
        let _ = writeln!(text, "; by language: {}", languages.join(", "));
    }
    text.push_str(&chronicle_text(&summary.chronicle));
    text
}

/// A line on what of the chronicle was told again; nothing where nothing was.
pub(super) fn chronicle_text(told: &ChronicleSummary) -> String {
    if told.affairs == 0 {
        return String::new();
    }
    let count = |n: usize| HumanCount(n as u64).to_string();
    format!(
        "chronicle brought up to date: {} event(s), {} tie(s), {} disagreement(s) in what is concerned\n",
        count(told.events),
        count(told.ties),
        count(told.disagreements)
    )
}

/// The bar on standard error; none where that is no terminal.
pub(super) struct Meter {
    bar: ProgressBar,
}

impl Meter {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        let template = "legation: {bar:24} {bytes} of {total_bytes}, {msg}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("##-"));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    /// Shows what happens while `work` runs, and goes away when it is done.
    pub(super) fn watch<T>(&self, work: impl FnOnce(&mut dyn FnMut(Progress)) -> T) -> T {
        let (mut documents, mut claims) = (0_u64, 0_u64);
        let mut show = |event: Progress| {
            match event {
                Progress::Total(bytes) => self.bar.set_length(bytes),
                Progress::Document {
                    bytes,
                    claims: more,
                    ..
                } => {
                    documents += 1;
                    claims += more as u64;
                    self.bar.inc(bytes);
                    // What is unpacked is longer than what lies on the disk.
                    if self
                        .bar
                        .length()
                        .is_some_and(|length| length < self.bar.position())
                    {
                        self.bar.set_length(self.bar.position());
                    }
                }
                Progress::SetAside => documents += 1,
                Progress::Chronicle => {
                    self.bar.set_message("the chronicle is brought up to date");
                    return;
                }
            }
            self.bar.set_message(format!(
                "{} documents, {} claims",
                HumanCount(documents),
                HumanCount(claims)
            ));
        };
        let result = work(&mut show);
        self.bar.finish_and_clear();
        result
    }
}
