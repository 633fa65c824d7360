//! `legation serve`: the page and its API, until it is told to stop.

use legation_serve::{Options, Server};

use super::Answer;
use crate::{
    args::ServeCommand,
    diagnose::{Ending, Failure, say},
};

pub(super) fn run(command: &ServeCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.path()?;
    let packs = command.packs.load()?;
    let server = Server::open(&Options {
        bind: command.bind,
        port: command.port,
        token: command.token.clone(),
        review: command.review,
        ..Options::new(record, packs, say)
    })?;
    let address = server.address()?;
    writeln!(answer.out, "{address}")?;
    answer.out.flush()?;
    if !server.has_page() {
        say(
            "the page is not part of this build, the API is: see /api; `make`, which needs Node, builds both",
        );
    }
    if server.asks_for_token() {
        say("whoever has this address can read the record; others are asked for the token");
    }
    if command.open
        && let Err(error) = webbrowser::open(&address)
    {
        say(&format!("warning: no browser could be opened: {error}"));
    }
    server.run()?;
    Ok(Ending::Done)
}
