//! Chores of the workspace: `tidy` checks what no compiler checks, `score` holds the reader against annotated
//! documents, `corpus` makes large inputs out of small ones, `figures` measures the program on them, `chronicle` the
//! chronicle of made-up records, `load` the server under many clients, `fit` fits the reader's weights.
//!
//! It may start processes and write files; nothing of the program depends on it.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod calibrate;
mod chronicle;
mod corpus;
mod figures;
mod fit;
mod load;
mod pairs;
mod platt;
mod score;
mod table;
mod tidy;

use std::{env, path::PathBuf, process::ExitCode};

/// The packs that the program carries.
pub(crate) fn packs() -> Result<legation::Packs, String> {
    legation::Packs::load(&legation::PackFiles::embedded()).map_err(|errors| {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        told.join("\n")
    })
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["tidy"] => tidy::run(),
        ["fit"] => fit::run(),
        ["calibrate"] => calibrate::run(),
        ["score"] => score::run(),
        ["table"] => table::run(),
        ["corpus", megabytes, file] => corpus::run(megabytes, file),
        ["chronicle", sizes @ ..] => chronicle::run(sizes),
        ["chronicle-step", step, record, claims] => chronicle::step(step, record, claims),
        ["load"] => load::run("100000"),
        ["load", claims] => load::run(claims),
        ["figures"] => figures::run(100),
        ["figures", megabytes] => figures::run(megabytes.parse().unwrap_or(100)),
        _ => Err(
            "usage: cargo xtask tidy | score | table | fit | calibrate | corpus MEGABYTES FILE | figures [MEGABYTES] | chronicle [CLAIMS..] | load [CLAIMS]"
                .into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
