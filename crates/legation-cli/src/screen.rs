//! What is known of the place that the answer goes to: its width, and whether colour is wanted. Reads the environment
//! and asks the terminal; nothing else here does.

use std::{
    env,
    io::{self, IsTerminal},
};

use crate::args::ColorWhen;

/// Narrower than this, a table is no use; it may then run over the edge.
const NARROWEST: usize = 40;

/// The place that the answer goes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Whether to colour.
    pub(crate) color: bool,
    /// Columns; `None` where lines may be as long as they like (a file or a pipe).
    pub(crate) width: Option<usize>,
}

impl Screen {
    /// Standard output.
    pub(crate) fn stdout(color: ColorWhen) -> Self {
        let terminal = io::stdout().is_terminal();
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let color = match color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => {
                terminal && set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb")
            }
        };
        let columns = set("COLUMNS").and_then(|value| value.to_str()?.parse().ok());
        let measured = || {
            let (width, _) = terminal_size::terminal_size()?;
            terminal.then_some(usize::from(width.0))
        };
        let width = columns
            .or_else(measured)
            .map(|width: usize| width.max(NARROWEST));
        Self { color, width }
    }

    fn painted(self, code: &str, text: &str) -> String {
        if self.color {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// For what is looked for.
    pub(crate) fn bold(self, text: &str) -> String {
        self.painted("1", text)
    }

    /// For what stands beside.
    pub(crate) fn dim(self, text: &str) -> String {
        self.painted("2", text)
    }

    /// For what is wrong or was dropped.
    pub(crate) fn red(self, text: &str) -> String {
        self.painted("31", text)
    }

    /// For what was chosen.
    pub(crate) fn green(self, text: &str) -> String {
        self.painted("32", text)
    }
}
