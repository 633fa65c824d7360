//! Verbs that ask the chronicle: what held, what is between two, where sources disagree.

use clap::Args;
use legation::{Day, DisagreementKind, Edtf, LeftOut, TieKind};

use super::shared::{ClassArg, FormatArg, PacksArg, RecordArg, TimeArgs, date, last_day};

/// What a question leaves out.
#[derive(Debug, Args)]
pub(crate) struct LeftOutArgs {
    /// Answer from documents published by this day alone
    ///
    /// Documents that do not say when they were published are left out too, and counted.
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub(crate) said_by: Option<Day>,

    /// Answer as if this document, publisher or claim did not exist, and say what that changes
    ///
    /// A document by its id or file name, a claim by its id; may be given several times.
    #[arg(long, value_name = "SOURCE|CLAIM")]
    pub(crate) without: Vec<String>,
}

impl LeftOutArgs {
    pub(crate) fn left_out(&self) -> LeftOut {
        LeftOut {
            without: self.without.clone(),
            said_by: self.said_by,
        }
    }
}

/// Which chronicle is asked: of which record, by which packs, without which sources.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    #[command(flatten)]
    pub(crate) left_out: LeftOutArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
}

/// `on`.
#[derive(Debug, Args)]
pub(crate) struct OnCommand {
    /// A day; a month or year asks for what held at any time of it
    #[arg(value_name = "DATE", value_parser = date)]
    pub(crate) date: Edtf,

    /// Actors, by name in any language, code or id; without any, everyone
    #[arg(value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    /// Tell what is different on another day
    #[arg(long, value_name = "DATE2", value_parser = date)]
    pub(crate) diff: Option<Edtf>,

    /// Only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = tie_kind)]
    pub(crate) kind: Vec<TieKind>,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `ties`.
#[derive(Debug, Args)]
pub(crate) struct TiesCommand {
    /// One or two actors, by name in any language, code or id; without any, everyone
    #[arg(value_name = "ACTOR", num_args = 0..=2)]
    pub(crate) actors: Vec<String>,

    /// Only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = tie_kind)]
    pub(crate) kind: Vec<TieKind>,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `events`.
#[derive(Debug, Args)]
pub(crate) struct EventsCommand {
    /// Actors, by name in any language, code or id; only what all of them take part in
    #[arg(value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    #[command(flatten)]
    pub(crate) time: TimeArgs,
    #[command(flatten)]
    pub(crate) class: ClassArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `pair`.
#[derive(Debug, Args)]
pub(crate) struct PairCommand {
    /// Two actors, by name in any language, code or id
    #[arg(value_name = "ACTOR", num_args = 2, required = true)]
    pub(crate) actors: Vec<String>,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `disagreements`.
#[derive(Debug, Args)]
pub(crate) struct DisagreementsCommand {
    /// Actors, by name in any language, code or id; only what is about all of them
    #[arg(value_name = "ACTOR")]
    pub(crate) actors: Vec<String>,

    /// Only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = disagreement_kind)]
    pub(crate) kind: Vec<DisagreementKind>,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

fn tie_kind(text: &str) -> Result<TieKind, String> {
    text.parse().map_err(|_| {
        format!(
            "write one of {}",
            TieKind::ALL.map(TieKind::as_str).join(", ")
        )
    })
}

fn disagreement_kind(text: &str) -> Result<DisagreementKind, String> {
    text.parse().map_err(|_| {
        let kinds = DisagreementKind::ALL.map(DisagreementKind::as_str);
        format!("write one of {}", kinds.join(", "))
    })
}
