//! What a user may type: verbs, flags, and their help.
//!
//! A flag that several verbs have is defined here once and flattened into them, so that it means the same everywhere.
//! Checks of what was typed stand here as far as they need no file; nothing here does anything.

mod chronicle;
mod review;
mod serve;
mod shared;
mod structure;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use chronicle::{
    AskArgs, DisagreementsCommand, EventsCommand, OnCommand, PairCommand, TiesCommand,
};
pub(crate) use review::{
    OrderChoice, ReviewApply, ReviewCommand, ReviewDecide, ReviewExport, ReviewList, ReviewStep,
    ReviewVerb, StateChoice, VerdictChoice, WhoArg,
};
pub(crate) use serve::ServeCommand;
pub(crate) use shared::{
    FilterArgs, Format, FormatArg, IngestArgs, LangFilter, LimitArg, PacksArg, RecordArg, TimeArgs,
};
pub(crate) use structure::{
    Codes, DrawArgs, DyadsCommand, PlotCommand, PlotVerb, SeriesCommand, Step, TriadsCommand,
};

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
  legation on 1962-01-01 albania
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
    /// Tell what held on a day: relations, memberships, agreements, offices, forces, fighting
    ///
    /// Each line is certain or possible, with the sentences that prove it. Absence of a report ends nothing; what is
    /// inferred (the next holder of an office, the end of a state) is marked and never certain on its own.
    On(OnCommand),
    /// List ties of one actor or between two, spell by spell, with the sentences that open and close them
    Ties(TiesCommand),
    /// List events: what happened as far as all documents tell, each with all sentences that say so
    ///
    /// Claims of several sentences, documents and languages about the same thing are one event. Planned and denied ones are
    /// among them, marked.
    Events(EventsCommand),
    /// Tell what is between two actors on one page: ties, events, quantities, disagreements
    Pair(PairCommand),
    /// List where claims cannot all be right: dates, who did it, numbers, order, said and denied
    ///
    /// Only claims about the same event or tie are held against each other; a difference in precision is none.
    Disagreements(DisagreementsCommand),
    /// Count cooperation and conflict between two actors by month, quarter or year
    ///
    /// Events are weighed on the scale of Goldstein (1992), from -10 to 10. A period of which no document tells anything is
    /// a gap, not a zero. What is told less exactly than the periods (only the year, where months are asked for) is counted
    /// in rows of its own behind them.
    Series(SeriesCommand),
    /// List unbalanced triads on a day: two friends of one state who are enemies, or three enemies
    ///
    /// Alliances and treaties of friendship are friendly; fighting, and relations broken off and not resumed, are hostile.
    /// A triad is a place to look at, no forecast.
    Triads(TriadsCommand),
    /// Print dyad-years, in the columns that data sets of states are merged on
    ///
    /// For each two states and each year: events, kinds of deed and Goldstein sums each way, days of relations, alliances,
    /// fighting and common agreements, how much is told of it, and the sentences behind each group of figures. Only what a
    /// single year holds is counted in it. Where coverage is 0, a count of 0 means that nothing is known.
    ///
    /// CSV begins with gwcode1, gwcode2, year (or ccode1, ccode2, year). Columns that end in `_12` are what the first does
    /// to the second, those in `_21` the other way; without either it is any of the two, what goes both ways once. Of
    /// relations, alliance, hostilities and agreements there are `_days` and `_possible_days` of the year, how many hold
    /// (`_at_end`) or may hold (`_possible_at_end`) on 31 December, and whether one does (`_dec31`: certain, possible, no).
    /// Sentences are written `document#number`.
    Dyads(DyadsCommand),
    /// Draw a pair, a day or an actor as SVG or PNG
    Plot(PlotCommand),
    /// List the actors of the record, or tell what is known of one
    Actors(ActorsCommand),
    /// List the documents of the record
    Documents(DocumentsCommand),
    /// Find sentences by their words, in whatever form they are written
    ///
    /// All words must occur in a sentence. `"two words"` must follow each other; `word*` is the beginning of a word.
    /// Words are found without their clitics and in all spellings that the language's pack holds for equal.
    Search(SearchCommand),
    /// Serve the page: see the record, and the sentence behind everything in it, in a browser
    ///
    /// Prints the address and answers until it is stopped (Ctrl+C). Only this machine is served unless --bind says
    /// otherwise. The record is not changed; when it is read into, the page shows what is new. Programs find the same
    /// answers as JSON under /api/v1, described at /api.
    Serve(ServeCommand),
    /// Look at claims and decide: right, wrong, or something else than was read
    ///
    /// Decisions are kept in a file beside the record (NAME.review.jsonl); documents and claims are never changed. They
    /// hold when documents are read anew, and all verbs that ask the chronicle follow them.
    Review(ReviewCommand),
    /// Show how sentences are read, step by step
    ///
    /// Prints each sentence with its mentions, time expressions and triggers, the frames that were tried, the parties
    /// chosen, the rule behind each, and why a candidate was dropped. Needs no record and changes nothing.
    Explain(ExplainCommand),
    /// Remove a document from the record, with all that hangs on it
    Forget(ForgetCommand),
    /// List or check the packs, or find what they lack: languages, actors, event classes
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
    #[command(flatten)]
    pub(crate) packs: PacksArg,
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
    /// List what the packs nearly read in files, most frequent first
    ///
    /// Three kinds of thing: a `word` that no pack knows, beside two actors where no word states an event; a `party`
    /// that a word which states an event lacks; a `name` that no pack has, behind a title, as a subject, or speaking.
    /// Each with how often and one sentence. It is the cheapest way to grow a pack. A table shows 40 lines of each
    /// language, other formats all. Needs no record and changes nothing.
    Gaps(Box<PacksGaps>),
}

/// What kind of thing was nearly read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapChoice {
    /// Words that might state an event.
    Word,
    /// Words that state one and lack a party.
    Party,
    /// Names that no pack has.
    Name,
}

/// `packs gaps`.
#[derive(Debug, Args)]
pub(crate) struct PacksGaps {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<String>,

    /// Only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_enum)]
    pub(crate) kind: Vec<GapChoice>,

    #[command(flatten)]
    pub(crate) limit: LimitArg,
    #[command(flatten)]
    pub(crate) ingest: IngestArgs,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
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
