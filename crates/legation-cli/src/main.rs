//! The program `legation`: arguments in, front library, tables out.
//!
//! Standard output carries the answer, standard error the talk. What the program can do is in the library; here are
//! only the words for it, and the way in which answers are shown.

mod args;
mod commands;
mod dates;
mod diagnose;
mod output;
mod screen;
mod table;
mod text;

use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::{args::Cli, commands::Answer, diagnose::Failure, screen::Screen};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return diagnose::tell_usage(&error),
        // Help and version are answers.
        Err(error) => error.exit(),
    };
    let screen = Screen::stdout(cli.color);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = commands::run(
        cli.command,
        &mut Answer {
            out: &mut out,
            screen,
        },
    );
    let result = result.and_then(|ending| out.flush().map(|()| ending).map_err(Failure::from));
    match result {
        Ok(ending) => ending.into(),
        Err(failure) => {
            // What was answered before the failure goes out first; where that fails, the failure is told all the same.
            let _ = out.flush();
            failure.tell()
        }
    }
}
