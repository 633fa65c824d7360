//! What a user may type: verbs, flags, and their help.
//!
//! A flag that several verbs have is defined here once and flattened into them, so that it means the same everywhere.
//! Checks of what was typed stand here as far as they need no file; nothing here does anything.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use legation::{Day, Edtf, FieldMap, Status};

/// Reads texts on foreign relations and keeps the record: who did what to whom, when, and which sentence says so.
#[derive(Debug, Parser)]
#[command(
    name = "legation",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "\
Examples:
  legation read texts/ -o split.legation
  legation timeline albania soviet-union --from 1955 --to 1961
  legation claims --class sever-relations --format jsonl

Exit status: 0 done, 1 nothing found or a check failed, 2 input that cannot be used.")]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Colour: on a terminal, always, or never
    ///
    /// With `auto`, colour is used where standard output is a terminal, and not where the environment sets NO_COLOR
    /// or TERM is `dumb`.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorWhen::Auto)]
    pub(crate) color: ColorWhen,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read documents into a record
    ///
    /// Reads files, folders, patterns and `-` (standard input): plain text in any usual encoding, Markdown, HTML, JSON
    /// Lines, MediaWiki dumps and web archives, each also compressed. Documents that have not changed since they were
    /// last read with the same packs are not read again; a run that was stopped goes on where it stopped. A document
    /// that cannot be read is set aside with the reason, and the run goes on.
    Read(ReadCommand),
    /// Print the time expressions of files
    ///
    /// Finds every stretch of text that names a time and resolves it to EDTF (ISO 8601-2). Needs no record and changes
    /// nothing. Offsets are bytes of the text.
    Times(TimesCommand),
    /// List claims: who did what to whom, when, and the quote that says so
    ///
    /// With no actor all claims are listed, with one those that it takes part in, with two those that both take part
    /// in, with more those that at least two of them take part in. Actors are named in any language, by code or by id.
    /// Claims come in the order of documents and of places in them; planned, denied and doubtful ones are among them.
    Claims(ClaimsCommand),
    /// Print what happened between actors, in order of time, each line with its sentence
    ///
    /// Claims that are planned or denied, and those whose confidence lies below the packs' threshold, are left out
    /// unless --status or --min-confidence asks for them. Claims without a date come last.
    Timeline(TimelineCommand),
    /// List the actors of the record, or tell what is known of one
    Actors(ActorsCommand),
    /// List the documents of the record
    Documents(DocumentsCommand),
    /// Find sentences by their words, in whatever form they are written
    ///
    /// All words must occur in a sentence. `"two words"` must follow each other; `word*` is the beginning of a word.
    /// Words are found without their clitics and in all spellings that the language's pack holds for equal.
    Search(SearchCommand),
    /// Show how sentences are read, step by step
    ///
    /// Prints each sentence with its mentions, time expressions and triggers, the frames that were tried, the parties
    /// chosen, the rule behind each, and why a candidate was dropped. Needs no record and changes nothing.
    Explain(ExplainCommand),
    /// Remove a document from the record, with all that hangs on it
    Forget(ForgetCommand),
    /// List or check the packs: languages, actors, event classes
    Packs(PacksCommand),
    /// Check that the record is whole
    ///
    /// Reads the record once and compares it with what it promises: quotes, places, digests, the search index. Exit
    /// status 1 where something is wrong.
    Check(CheckCommand),
    /// Read the sample documents that the program carries, and print a timeline from them
    ///
    /// Shows what the program does without a file of your own: documents in Arabic, Hebrew and English are read, and
    /// what they say of one pair of actors is printed.
    Demo(DemoCommand),
    /// Print a completion script for a shell
    Completions(CompletionsCommand),
    /// Write manual pages into a folder
    Man(ManCommand),
}

/// `read`.
#[derive(Debug, Args)]
pub(crate) struct ReadCommand {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<String>,

    /// The record to read into; made where there is none
    ///
    /// Without it: the file that LEGATION_RECORD names, else the only `.legation` file of the folder.
    #[arg(
        short,
        long,
        visible_short_alias = 'r',
        visible_alias = "record",
        value_name = "RECORD",
        env = "LEGATION_RECORD",
        hide_env_values = true
    )]
    pub(crate) output: Option<PathBuf>,

    /// How many threads read
    ///
    /// All cores by default. The number does not show in the record.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,

    /// Read documents again that have not changed
    #[arg(long)]
    pub(crate) again: bool,

    #[command(flatten)]
    pub(crate) ingest: IngestArgs,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `times`.
#[derive(Debug, Args)]
pub(crate) struct TimesCommand {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<String>,

    #[command(flatten)]
    pub(crate) ingest: IngestArgs,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `claims`.
#[derive(Debug, Args)]
pub(crate) struct ClaimsCommand {
    /// Actors, by name in any language, code or id
    #[arg(value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `timeline`.
#[derive(Debug, Args)]
pub(crate) struct TimelineCommand {
    /// Actors, by name in any language, code or id; two for a pair
    #[arg(required = true, value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `actors`.
#[derive(Debug, Args)]
pub(crate) struct ActorsCommand {
    /// An actor to tell of, by name in any language, code or id
    ///
    /// Without it, all actors that take part in claims are listed, the most frequent first.
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,

    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `documents`.
#[derive(Debug, Args)]
pub(crate) struct DocumentsCommand {
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `search`.
#[derive(Debug, Args)]
pub(crate) struct SearchCommand {
    /// Words to find
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,

    #[command(flatten)]
    pub(crate) lang: LangFilter,
    #[command(flatten)]
    pub(crate) limit: LimitArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainCommand {
    /// A file, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: String,

    /// Only the sentence of this number, counted from 0
    #[arg(long, value_name = "N")]
    pub(crate) sentence: Option<usize>,

    #[command(flatten)]
    pub(crate) ingest: IngestArgs,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `forget`.
#[derive(Debug, Args)]
pub(crate) struct ForgetCommand {
    /// The document's id, as `legation documents` lists it
    #[arg(value_name = "DOC")]
    pub(crate) doc: String,

    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// `packs`.
#[derive(Debug, Args)]
pub(crate) struct PacksCommand {
    /// What to do with the packs.
    #[command(subcommand)]
    pub(crate) command: PacksVerb,
}

/// The verbs of `packs`.
#[derive(Debug, Subcommand)]
pub(crate) enum PacksVerb {
    /// List what the packs know
    List(PacksList),
    /// Check packs and run the cases that stand with them
    ///
    /// Tells every error with its file, its line and what to do. A folder is checked as it would be used: on top of
    /// what the program carries. Exit status 1 where something is wrong.
    Check(PacksCheck),
}

/// `packs list`.
#[derive(Debug, Args)]
pub(crate) struct PacksList {
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `packs check`.
#[derive(Debug, Args)]
pub(crate) struct PacksCheck {
    /// A folder of packs; without it, those that the program carries
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckCommand {
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoCommand {
    /// The record to read into; without it, one that is removed afterwards
    #[arg(
        short,
        long,
        visible_short_alias = 'r',
        visible_alias = "record",
        value_name = "RECORD"
    )]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsCommand {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub(crate) struct ManCommand {
    /// The folder to write into; made where there is none
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

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

/// Which claims, common to all verbs that list them.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
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

    /// Only these event classes, such as sever-relations; `legation packs list` names them
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) class: Vec<String>,

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
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

fn status(text: &str) -> Result<Status, String> {
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

fn language_tag(text: &str) -> Result<String, String> {
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

fn date(text: &str) -> Result<Edtf, String> {
    text.parse()
        .map_err(|_| "write a date such as 1955, 1955-03 or 1955-03-05".to_owned())
}

fn first_day(text: &str) -> Result<Day, String> {
    date(text)?
        .bounds()
        .first
        .ok_or_else(|| "the date has no first day; write a year, month or day".to_owned())
}

fn last_day(text: &str) -> Result<Day, String> {
    date(text)?
        .bounds()
        .last
        .ok_or_else(|| "the date has no last day; write a year, month or day".to_owned())
}
