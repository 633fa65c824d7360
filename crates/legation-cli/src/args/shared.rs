//! Flags that several verbs have, each defined once, and the checks of what is typed for them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use legation::{DateError, Day, Edtf, FieldMap, Status};

/// Which record.
#[derive(Debug, Args)]
pub(crate) struct RecordArg {
    /// The record to ask
    ///
    /// Without it: the file that LEGATION_RECORD names, else the only `.legation` file of the folder.
    #[arg(
        short,
        long,
        value_name = "RECORD",
        env = "LEGATION_RECORD",
        hide_env_values = true
    )]
    pub(crate) record: Option<PathBuf>,
}

/// Which packs.
#[derive(Debug, Args)]
pub(crate) struct PacksArg {
    /// A folder of packs that adds to those that the program carries, or overrides them
    ///
    /// A file of the same path takes the place of the one that the program carries; lists of actors are added, and
    /// replace single ids.
    #[arg(long, value_name = "DIR")]
    pub(crate) packs: Option<PathBuf>,
}

/// How the answer is written.
#[derive(Debug, Args)]
pub(crate) struct FormatArg {
    /// How the answer is written: for people, or for programs
    ///
    /// `table` is for people and may change. `json` is one array or object, `jsonl` one object a line, `csv` has a line
    /// of names first; these keep their keys.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a line of names.
    Csv,
}

/// How files become documents.
#[derive(Debug, Args)]
pub(crate) struct IngestArgs {
    /// Language of all the documents that are read (BCP 47, such as `ar`); found for each without it
    #[arg(long = "lang", value_name = "TAG", value_parser = language_tag)]
    pub(crate) document_lang: Option<String>,

    /// Keys of JSON Lines, as FIELD=KEY
    ///
    /// Fields are text, title, url, lang, date, id and publisher; what is not named keeps its usual key. A key with
    /// dots reaches into objects: `text=body.plain`.
    #[arg(long, value_name = "FIELD=KEY,...")]
    pub(crate) map: Option<FieldMap>,
}

/// Which time.
#[derive(Debug, Args)]
pub(crate) struct TimeArgs {
    /// Only what may have happened on this date or later (`1955`, `1955-03`, `1955-03-05`)
    ///
    /// Leaves out what has no date.
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub(crate) from: Option<Day>,

    /// Only what may have happened on this date or earlier (a year means its last day)
    ///
    /// Leaves out what has no date.
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub(crate) to: Option<Day>,
}

/// Which classes of events.
#[derive(Debug, Args)]
pub(crate) struct ClassArg {
    /// Only these event classes, such as sever-relations; `legation packs list` names them
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) class: Vec<String>,
}

/// Which claims, common to all verbs that list them.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    #[command(flatten)]
    pub(crate) time: TimeArgs,
    #[command(flatten)]
    pub(crate) class: ClassArg,

    #[command(flatten)]
    pub(crate) lang: LangFilter,

    /// Only what is said in these ways
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status)]
    pub(crate) status: Vec<Status>,

    /// Only claims of this confidence or more, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = confidence)]
    pub(crate) min_confidence: Option<f64>,

    /// Only these documents, by id
    #[arg(long, value_name = "DOC")]
    pub(crate) doc: Vec<String>,

    #[command(flatten)]
    pub(crate) limit: LimitArg,
}

/// Which languages are asked for.
#[derive(Debug, Args)]
pub(crate) struct LangFilter {
    /// Only what is said in these languages (BCP 47, such as `ar,he`)
    #[arg(long, value_name = "TAG", value_delimiter = ',', value_parser = language_tag)]
    pub(crate) lang: Vec<String>,
}

/// How much is listed.
#[derive(Debug, Args)]
pub(crate) struct LimitArg {
    /// At most so many
    ///
    /// `packs gaps`, which lists one language after the other, shows so many of each.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

pub(super) fn status(text: &str) -> Result<Status, String> {
    [
        Status::Asserted,
        Status::Attributed,
        Status::Planned,
        Status::Denied,
    ]
    .into_iter()
    .find(|status| status.as_str() == text)
    .ok_or_else(|| "write asserted, attributed, planned or denied".to_owned())
}

fn confidence(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}

pub(super) fn language_tag(text: &str) -> Result<String, String> {
    let good = text.split('-').enumerate().all(|(at, part)| {
        let length = if at == 0 { 2..=8 } else { 1..=8 };
        length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if good {
        Ok(text.to_owned())
    } else {
        Err("write a language tag such as `ar`, `he` or `en`".to_owned())
    }
}

pub(super) fn date(text: &str) -> Result<Edtf, DateError> {
    legation::one_date(text)
}

fn first_day(text: &str) -> Result<Day, DateError> {
    legation::first_day(text)
}

pub(super) fn last_day(text: &str) -> Result<Day, DateError> {
    legation::last_day(text)
}
