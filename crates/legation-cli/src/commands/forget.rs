//! `legation forget`: a document leaves the record.

use legation::forget;

use crate::{
    args::ForgetCommand,
    commands::Answer,
    diagnose::{Ending, Failure},
    text::shown,
};

pub(super) fn run(command: &ForgetCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.path()?;
    let gone = forget(&record, &command.doc)?;
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
    Ok(Ending::Done)
}
