//! `legation completions` and `legation man`: made from the same definitions as the arguments themselves.

use std::{fs, io};

use clap::CommandFactory;

use crate::{
    args::{Cli, CompletionsCommand, ManCommand},
    commands::Answer,
    diagnose::{Ending, Failure},
};

pub(super) fn completions(
    command: &CompletionsCommand,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    // The generator stops the program where it cannot write, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Cli::command(), "legation", &mut script);
    answer.out.write_all(&script)?;
    Ok(Ending::Done)
}

pub(super) fn man(command: &ManCommand) -> Result<Ending, Failure> {
    let failed = |source: io::Error| Failure::Write {
        what: format!("manual pages into `{}`", command.folder.display()),
        source,
    };
    fs::create_dir_all(&command.folder).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), &command.folder).map_err(failed)?;
    Ok(Ending::Done)
}
