//! Tables for people.
//!
//! A small table of our own, because those at hand measure a cell as one string: the Arabic pair lam-alef is then taken
//! for one column (terminals give it two), and long cells are broken inside the pair of isolates that right-to-left
//! text needs, which turns the rest of the screen around. Here a cell is measured by grapheme, cut first, and isolated
//! last.

use std::io::{self, Write};

use crate::{
    screen::Screen,
    text::{cut, direction, isolated, shown, width},
};

/// Rows that are looked at before the widths of columns are fixed, so that a table of any length takes bounded memory.
const MEASURED: usize = 200;
/// Columns between two cells.
const GAP: usize = 2;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its head.
    pub(crate) head: &'static str,
    /// Whether numbers in it end at the same place.
    pub(crate) right: bool,
    /// Columns that it keeps where the terminal is narrow.
    pub(crate) least: usize,
}

impl Column {
    /// A column of words.
    pub(crate) const fn words(head: &'static str, least: usize) -> Self {
        Self {
            head,
            right: false,
            least,
        }
    }

    /// A column of numbers.
    pub(crate) const fn number(head: &'static str) -> Self {
        Self {
            head,
            right: true,
            least: 4,
        }
    }
}

/// A table that is written as it grows.
#[derive(Debug)]
pub(crate) struct Table {
    columns: &'static [Column],
    waiting: Vec<Vec<String>>,
    widths: Vec<usize>,
    screen: Screen,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(columns: &'static [Column], screen: Screen) -> Self {
        Self {
            columns,
            waiting: Vec::new(),
            widths: Vec::new(),
            screen,
        }
    }

    /// Adds a row of as many cells as there are columns; text of documents may stand in them as it is.
    pub(crate) fn row(&mut self, out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|cell| shown(cell).into_owned()).collect();
        if !self.widths.is_empty() {
            return self.write_row(out, &cells);
        }
        self.waiting.push(cells);
        if self.waiting.len() >= MEASURED {
            self.release(out)
        } else {
            Ok(())
        }
    }

    /// Writes what is waiting.
    pub(crate) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.widths.is_empty() && !self.waiting.is_empty() {
            self.release(out)
        } else {
            Ok(())
        }
    }

    fn release(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.widths = self.fit();
        let heads: Vec<String> = self.columns.iter().map(|c| c.head.to_owned()).collect();
        let mut line = Vec::new();
        self.write_row(&mut line, &heads)?;
        let line = String::from_utf8_lossy(&line).into_owned();
        writeln!(out, "{}", self.screen.bold(line.trim_end()))?;
        for row in std::mem::take(&mut self.waiting) {
            self.write_row(out, &row)?;
        }
        Ok(())
    }

    /// Widths that the rows want, taken back from the widest columns until the table fits the screen.
    fn fit(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let cells = self
                    .waiting
                    .iter()
                    .map(|row| row.get(at).map_or(0, |c| width(c)));
                cells.max().unwrap_or(0).max(width(column.head))
            })
            .collect();
        let Some(most) = self.screen.width else {
            return widths;
        };
        let gaps = GAP * self.columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > most {
            let widest = (0..widths.len())
                .filter(|at| widths[*at] > self.columns[*at].least)
                .max_by_key(|at| widths[*at]);
            match widest {
                Some(at) => widths[at] -= 1,
                None => break,
            }
        }
        widths
    }

    fn write_row(&self, out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
        let last = cells.len().saturating_sub(1);
        for (at, cell) in cells.iter().enumerate() {
            let (Some(column), Some(most)) = (self.columns.get(at), self.widths.get(at)) else {
                break;
            };
            // The last column of an unbounded table may be as long as it likes after the measured rows.
            let text = if at == last && self.screen.width.is_none() {
                cell.into()
            } else {
                cut(cell, *most)
            };
            let padding = most.saturating_sub(width(&text));
            let text = isolated(&text, direction(cell));
            match (column.right, at == last) {
                (true, _) => write!(out, "{:padding$}{text}", "")?,
                (false, true) => write!(out, "{text}")?,
                (false, false) => write!(out, "{text}{:padding$}", "")?,
            }
            if at != last {
                write!(out, "{:GAP$}", "")?;
            }
        }
        writeln!(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column::words("who", 4),
        Column::number("n"),
        Column::words("text", 6),
    ];

    fn table(most: Option<usize>, rows: &[[&str; 3]]) -> String {
        let mut table = Table::new(
            &COLUMNS,
            Screen {
                color: false,
                width: most,
            },
        );
        let mut out = Vec::new();
        for row in rows {
            table.row(&mut out, &row.map(str::to_owned)).expect("a row");
        }
        table.finish(&mut out).expect("the end");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn right_to_left_cells_keep_their_columns() {
        let rows = [
            ["Albania", "7", "the break of relations"],
            ["אלבניה", "12", "ניתוק היחסים"],
            ["ألبانيا", "3", "قطع العلاقات مع NATO"],
            ["NATO وحلف", "100", "x"],
        ];
        assert_eq!(
            table(Some(30), &rows),
            "who          n  text\n\
             Albania      7  the break of…\n\
             \u{2067}אלבניה\u{2069}      12  \u{2067}ניתוק היחסים\u{2069}\n\
             \u{2067}ألبانيا\u{2069}      3  \u{2067}قطع العلاقات…\u{2069}\n\
             \u{2068}NATO وحلف\u{2069}  100  x\n"
        );
    }

    #[test]
    fn an_unbounded_table_cuts_nothing() {
        let long = "word ".repeat(100);
        let text = table(None, &[["a", "1", &long]]);
        assert!(text.contains(long.trim()), "{text}");
        assert!(!text.contains('…'));
    }

    #[test]
    fn an_empty_table_is_nothing() {
        assert_eq!(table(Some(40), &[]), "");
    }
}
