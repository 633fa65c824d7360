//! `legation forget`: a document leaves the record, and the chronicle with it.

use legation::{Forgotten, forget};

use super::read::chronicle_text;
use crate::{
    args::ForgetCommand,
    commands::Answer,
    diagnose::{Ending, Failure},
    text::shown,
};

pub(super) fn run(command: &ForgetCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.path()?;
    let packs = command.packs.load()?;
    let Forgotten { gone, chronicle } = forget(&record, packs, &command.doc)?;
    writeln!(
        answer.out,
        "forgot {}: {} sentences, {} mentions, {} time expressions, {} claims, {} problems",
        shown(&gone.doc),
        gone.sentences,
        gone.mentions,
        gone.times,
        gone.claims,
        gone.problems
    )?;
    write!(answer.out, "{}", chronicle_text(&chronicle))?;
    Ok(Ending::Done)
}
