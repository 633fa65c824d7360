//! `serve`: where, and to whom.

use std::net::IpAddr;

use clap::Args;

use super::shared::{PacksArg, RecordArg};

/// `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeCommand {
    /// The port to listen at; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = legation_serve::DEFAULT_PORT)]
    pub(crate) port: u16,

    /// The address to listen at, such as 0.0.0.0 for all of this machine
    ///
    /// Any but 127.0.0.1 and ::1 can be reached from elsewhere, and asks for a token. What goes over the network is not
    /// encrypted.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(crate) bind: IpAddr,

    /// The token that must be told to get an answer; made up where --bind asks for one and none is given
    #[arg(
        long,
        value_name = "TEXT",
        env = "LEGATION_TOKEN",
        hide_env_values = true
    )]
    pub(crate) token: Option<String>,

    /// Open the page in a browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Let the page decide about claims: right, wrong, or edited
    ///
    /// Decisions are kept in a file beside the record; the texts and what was read in them are never changed.
    #[arg(long)]
    pub(crate) review: bool,

    #[command(flatten)]
    pub(crate) record: RecordArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
}
