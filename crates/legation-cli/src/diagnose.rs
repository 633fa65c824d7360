//! What is told on standard error, and how a run ends: every message says what, where, and what to do.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use legation::{Error, PackError, PackFiles, Problem, SetAside, Severity};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NamedSource, SourceSpan};
use thiserror::Error as ThisError;

use crate::{screen::Screen, text::shown};

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It did what it was to do.
    Done,
    /// It found nothing, or a check failed.
    Nothing,
    /// What it was given cannot be used; the reasons have been told.
    Unusable,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Nothing => Self::from(1),
            Ending::Unusable => Self::from(2),
        }
    }
}

/// Why a verb stopped.
#[derive(Debug, ThisError, Diagnostic)]
pub(crate) enum Failure {
    /// From the library.
    #[error(transparent)]
    Library(#[from] Error),
    /// Standard output, or a file that the program writes itself.
    #[error("cannot write {what}: {source}; check the path, its permissions and the space left")]
    Write {
        /// What was being written.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// A date that names no time at which something can hold.
    #[error(
        "{0} has no first and last day; write a year, month or day, such as 1962 or 1962-01-01"
    )]
    OpenDate(String),
    /// A date that is no single day where one is needed.
    #[error("{0} is no single day; write one, such as 1962-01-01")]
    NoDay(String),
    /// A picture in a form that is not drawn.
    #[error(
        "cannot draw into `{0}`, pictures are SVG or PNG; name a file that ends in .svg or .png"
    )]
    PictureForm(String),
    /// A page of several kinds of things as one table.
    #[error(
        "what is between two is no one table of CSV; ask `legation ties`, `events` or `disagreements` with --format csv, or \
         take --format jsonl"
    )]
    SeveralTables,
    /// Nothing can be served.
    #[error(transparent)]
    Serve(#[from] legation_serve::ServeError),
    /// Whoever reads the answer has enough of it.
    #[error("nobody reads the answer any more")]
    BrokenPipe,
}

impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::Write {
            what: "the answer".to_owned(),
            source,
        }
    }
}

macro_rules! from_library {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Library(error.into())
            }
        }
    )*};
}
from_library!(
    legation::OpenError,
    legation::WriteError,
    legation::AskError
);

impl Failure {
    /// Tells it, unless it is none, and gives the exit status.
    pub(crate) fn tell(&self) -> ExitCode {
        match self {
            Self::BrokenPipe => return ExitCode::SUCCESS,
            Self::Library(Error::Packs(errors)) => {
                for error in errors.iter().take(SHOWN) {
                    say(&format!("{}:{}: {}", error.file, error.line, error.message));
                    if let Some(hint) = &error.hint {
                        say(&format!("  help: {hint}"));
                    }
                }
                say(&format!(
                    "the packs cannot be used: {} error(s)",
                    errors.len()
                ));
                say("  help: mend them and run `legation packs check DIR`");
            }
            other => {
                let text = other.to_string();
                let (what, help) = match text.split_once("; ") {
                    Some((what, help)) => (what, Some(help)),
                    None => (text.as_str(), None),
                };
                say(what);
                if let Some(help) = help {
                    say(&format!("  help: {help}"));
                }
            }
        }
        Ending::Unusable.into()
    }
}

/// Tells what is wrong with the arguments.
pub(crate) fn tell_usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        say(line.strip_prefix("error: ").unwrap_or(line));
    }
    Ending::Unusable.into()
}

/// Sources that were set aside that are told one by one.
const TOLD: usize = 100;

/// Errors of packs that are told where only some of them are.
const SHOWN: usize = 20;

/// Tells something on standard error, each line with the program's name in front.
pub(crate) fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    for line in text.lines() {
        // Nobody is left to be told where this fails.
        let _ = writeln!(stderr, "legation: {}", escaped(line));
    }
}

/// As [`shown`], but with the spaces as they are.
fn escaped(line: &str) -> String {
    let (spaces, rest) = line.split_at(line.len() - line.trim_start_matches(' ').len());
    format!("{spaces}{}", shown(rest))
}

/// Tells what was set aside, with the reasons and what to do.
pub(crate) fn say_set_aside(all: &[SetAside]) {
    for SetAside { id, problem } in all.iter().take(TOLD) {
        let Problem {
            severity,
            message,
            hint,
            ..
        } = problem;
        let word = match severity {
            Severity::Error => "set aside",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        if id == message || message.contains(id.as_str()) {
            say(&format!("{word}: {message}"));
        } else {
            say(&format!("{word}: {id}: {message}"));
        }
        if let Some(hint) = hint {
            say(&format!("  help: {hint}"));
        }
    }
    if all.len() > TOLD {
        let more = all.len() - TOLD;
        say(&format!(
            "and {more} more; `legation read --format json` tells all of them"
        ));
    }
}

/// An error of a pack with the line that it is about.
#[derive(Debug, ThisError, Diagnostic)]
#[error("{message}")]
struct PackDiagnosis {
    message: String,
    #[help]
    hint: Option<String>,
    #[source_code]
    source_code: NamedSource<String>,
    #[label("here")]
    line: SourceSpan,
}

/// Writes an error of a pack with its file, its line and what to do.
pub(crate) fn write_pack_error(
    out: &mut dyn Write,
    error: &PackError,
    files: &PackFiles,
    screen: Screen,
) -> io::Result<()> {
    writeln!(out, "{}:{}", error.file, error.line)?;
    // Direction marks and control characters in a pack are shown, too; each stays on its line.
    let text: Vec<String> = files
        .get(&error.file)
        .unwrap_or_default()
        .lines()
        .map(escaped)
        .collect();
    let before: usize = text
        .iter()
        .take(error.line.saturating_sub(1))
        .map(|l| l.len() + 1)
        .sum();
    let line = text
        .get(error.line.saturating_sub(1))
        .map_or("", String::as_str);
    let indent = line.len() - line.trim_start().len();
    let diagnosis = PackDiagnosis {
        message: shown(&error.message).into_owned(),
        hint: error.hint.as_deref().map(|h| shown(h).into_owned()),
        line: (before + indent, line.trim().len()).into(),
        source_code: NamedSource::new(&error.file, text.join("\n")),
    };
    let theme = if screen.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(screen.width.unwrap_or(120))
        .with_context_lines(1);
    let mut report = String::new();
    match handler.render_report(&mut report, &diagnosis) {
        Ok(()) => writeln!(out, "{report}"),
        Err(_) => writeln!(out, "  {}\n", diagnosis.message),
    }
}
