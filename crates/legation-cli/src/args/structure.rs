//! Verbs that count and draw the chronicle: series, triads, dyad-years, pictures.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use legation::Edtf;

use super::{
    chronicle::AskArgs,
    shared::{FormatArg, TimeArgs, date, language_tag},
};

/// By what a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// By month.
    Month,
    /// By three months.
    Quarter,
    /// By year.
    Year,
}

/// `series`.
#[derive(Debug, Args)]
pub(crate) struct SeriesCommand {
    /// Two actors, by name in any language, code or id
    #[arg(value_name = "ACTOR", num_args = 2, required = true)]
    pub(crate) actors: Vec<String>,

    /// The length of a period
    #[arg(long, value_name = "PERIOD", value_enum, default_value_t = Step::Year)]
    pub(crate) by: Step,

    /// List turning points instead: between which periods the level changed, and the events that pull that way
    #[arg(long)]
    pub(crate) turning: bool,

    #[command(flatten)]
    pub(crate) time: TimeArgs,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `triads`.
#[derive(Debug, Args)]
pub(crate) struct TriadsCommand {
    /// A day, such as 1961-12-31
    #[arg(value_name = "DATE", value_parser = date)]
    pub(crate) date: Edtf,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// By which list states are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Codes {
    /// Gleditsch and Ward.
    Gw,
    /// Correlates of War.
    Cow,
}

/// `dyads`.
#[derive(Debug, Args)]
pub(crate) struct DyadsCommand {
    #[command(flatten)]
    pub(crate) time: TimeArgs,

    /// By which list states are numbered: Gleditsch and Ward, or Correlates of War
    #[arg(long, value_name = "LIST", value_enum, default_value_t = Codes::Gw)]
    pub(crate) codes: Codes,

    /// A row for each of the two orders, not one with the lower number first
    #[arg(long)]
    pub(crate) directed: bool,

    /// Also pairs of states that exist in a year and of which nothing is told
    #[arg(long)]
    pub(crate) all: bool,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `plot`.
#[derive(Debug, Args)]
pub(crate) struct PlotCommand {
    /// What to draw.
    #[command(subcommand)]
    pub(crate) command: PlotVerb,
}

/// The verbs of `plot`.
#[derive(Debug, Subcommand)]
pub(crate) enum PlotVerb {
    /// Draw two actors on one axis of time: ties as bands, events between cooperation and conflict
    Pair(PlotPair),
    /// Draw all ties in force on a day as a network
    Day(PlotDay),
    /// Draw all ties of an actor on one axis of time
    Actor(PlotActor),
}

/// How a picture is drawn.
#[derive(Debug, Args)]
pub(crate) struct DrawArgs {
    /// The file to draw into, FILE.svg or FILE.png; without it, SVG goes to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Language of the labels: en, ar or he
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language_tag)]
    pub(crate) lang: String,

    /// Points of a PNG for each point of the picture: 1 for a screen, 3 for print
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = scale)]
    pub(crate) scale: f64,

    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// `plot pair`.
#[derive(Debug, Args)]
pub(crate) struct PlotPair {
    /// Two actors, by name in any language, code or id
    #[arg(value_name = "ACTOR", num_args = 2, required = true)]
    pub(crate) actors: Vec<String>,

    #[command(flatten)]
    pub(crate) time: TimeArgs,
    #[command(flatten)]
    pub(crate) draw: DrawArgs,
}

/// `plot day`.
#[derive(Debug, Args)]
pub(crate) struct PlotDay {
    /// A day, such as 1961-12-31
    #[arg(value_name = "DATE", value_parser = date)]
    pub(crate) date: Edtf,

    #[command(flatten)]
    pub(crate) draw: DrawArgs,
}

/// `plot actor`.
#[derive(Debug, Args)]
pub(crate) struct PlotActor {
    /// An actor, by name in any language, code or id
    #[arg(value_name = "ACTOR")]
    pub(crate) actor: String,

    #[command(flatten)]
    pub(crate) time: TimeArgs,
    #[command(flatten)]
    pub(crate) draw: DrawArgs,
}

fn scale(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && *number > 0.0)
        .ok_or_else(|| "write a number above 0, such as 2".to_owned())
}
