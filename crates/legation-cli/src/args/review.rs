//! `review`: looking at claims and deciding about them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use legation::{EditRequest, Status};

use super::shared::{FilterArgs, FormatArg, PacksArg, RecordArg, status};

/// `review`.
#[derive(Debug, Args)]
pub(crate) struct ReviewCommand {
    /// What to do with decisions.
    #[command(subcommand)]
    pub(crate) command: ReviewVerb,
}

/// The verbs of `review`.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewVerb {
    /// List claims to decide about, with what was decided
    ///
    /// Claims come as they were read; filters go by that, too. Standard error tells how much is decided.
    List(Box<ReviewList>),
    /// Decide about a claim: right, wrong, or something else than was read
    ///
    /// A wrong claim takes part in nothing that the chronicle tells, a right one is believed however unsure the reader
    /// was, an edited one takes part as edited. The claim itself stays as it was read.
    Decide(Box<ReviewDecide>),
    /// Take the last decision back
    Undo(ReviewStep),
    /// Make the decision hold again that was taken back last
    Redo(ReviewStep),
    /// Write the decisions that hold, one JSON object a line, for another record of the same documents
    Export(ReviewExport),
    /// Take in decisions that were made elsewhere
    ///
    /// Decisions that are there already are skipped. Where something else was decided here, that stays, and both are
    /// told; with --newer the later of the two holds.
    Apply(ReviewApply),
}

/// In which order claims come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderChoice {
    /// The least confident first.
    Confidence,
    /// By document and place.
    Place,
    /// Those in disagreements first.
    Disputed,
}

/// Which claims, by what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StateChoice {
    /// Nothing was decided.
    Open,
    /// Something was.
    Decided,
    /// Decisions whose claim is not read any more.
    Orphaned,
    /// All claims.
    All,
}

/// `review list`.
#[derive(Debug, Args)]
pub(crate) struct ReviewList {
    /// Actors, by name in any language, code or id; only claims that all of them take part in
    #[arg(value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    /// Only claims that are open or decided, or decisions whose claim is not read any more
    #[arg(long, value_name = "STATE", value_enum, default_value_t = StateChoice::Open)]
    pub(crate) state: StateChoice,

    /// The least confident first, by document and place, or those in disagreements first
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = OrderChoice::Confidence)]
    pub(crate) order: OrderChoice,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerdictChoice {
    /// The sentence says so.
    Right,
    /// The sentence says no such thing.
    Wrong,
    /// The sentence says something else.
    Edit,
}

/// What the sentence says instead.
#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// The event class that it is
    #[arg(long, value_name = "CLASS")]
    pub(crate) class: Option<String>,

    /// Who does it, by name in any language, code or id, or `~NAME` for one whom only documents name
    ///
    /// May be given several times; takes the place of all actors that were read. Empty for nobody.
    #[arg(long, value_name = "ACTOR")]
    pub(crate) actor: Vec<String>,

    /// To whom, with whom, or which organization or agreement; written as actors are
    ///
    /// May be given several times; takes the place of all recipients that were read. Empty for nobody.
    #[arg(long, value_name = "ACTOR")]
    pub(crate) recipient: Vec<String>,

    /// When it happened, as EDTF (`1961-12`, `1955/1961`); empty where the text does not say
    #[arg(long, value_name = "DATE")]
    pub(crate) when: Option<String>,

    /// How it is said: asserted, attributed, planned or denied
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) status: Option<Status>,
}

impl EditArgs {
    /// What is to be changed; `None` where nothing is.
    pub(crate) fn request(&self) -> Option<EditRequest> {
        let parties = |all: &[String]| {
            let named = all.iter().filter(|name| !name.trim().is_empty());
            (!all.is_empty()).then(|| named.cloned().collect::<Vec<_>>())
        };
        let given = |text: &String| (!text.trim().is_empty()).then(|| text.clone());
        let request = EditRequest {
            class: self.class.clone(),
            actor: parties(&self.actor),
            recipient: parties(&self.recipient),
            when: self.when.as_ref().map(given),
            status: self.status,
        };
        (request != EditRequest::default()).then_some(request)
    }
}

/// Who decides.
#[derive(Debug, Args)]
pub(crate) struct WhoArg {
    /// Who decides, as it is kept with the decision
    #[arg(long, value_name = "NAME")]
    pub(crate) who: Option<String>,
}

/// `review decide`.
#[derive(Debug, Args)]
pub(crate) struct ReviewDecide {
    /// The claim, by its id
    #[arg(value_name = "CLAIM")]
    pub(crate) claim: String,

    /// What is decided
    #[arg(value_name = "DECISION", value_enum)]
    pub(crate) decision: VerdictChoice,

    #[command(flatten)]
    pub(crate) edit: EditArgs,

    /// Why, in your own words
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `review undo` and `review redo`.
#[derive(Debug, Args)]
pub(crate) struct ReviewStep {
    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `review export`.
#[derive(Debug, Args)]
pub(crate) struct ReviewExport {
    /// The file to write the decisions into; without it, they go to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// `review apply`.
#[derive(Debug, Args)]
pub(crate) struct ReviewApply {
    /// A file of decisions, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Let the later of two decisions hold where they differ
    #[arg(long)]
    pub(crate) newer: bool,

    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}
