//! The formats of an answer: tables for people, JSON, JSON Lines and CSV for programs.

use std::{
    fmt,
    io::{self, Write},
    marker::PhantomData,
};

use serde::Serialize;

use crate::{
    args::Format,
    screen::Screen,
    table::{Column, Table},
};

/// Something that is listed.
pub(crate) trait Listed: Serialize {
    /// Columns of the table.
    const COLUMNS: &'static [Column];
    /// Cells of the table.
    fn cells(&self) -> Vec<String>;
    /// Names of the values of a line of CSV.
    const NAMES: &'static [&'static str];
    /// Values of a line of CSV.
    fn values(&self) -> Vec<String>;
}

/// A list that is written as it grows.
pub(crate) struct Listing<'a, T> {
    out: &'a mut dyn Write,
    format: Format,
    table: Option<Table>,
    screen: Screen,
    count: usize,
    of: PhantomData<T>,
}

impl<T> fmt::Debug for Listing<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("format", &self.format)
            .field("count", &self.count)
            .finish()
    }
}

impl<'a, T: Listed> Listing<'a, T> {
    /// An empty list.
    pub(crate) fn new(out: &'a mut dyn Write, format: Format, screen: Screen) -> Self {
        Self {
            out,
            format,
            table: None,
            screen,
            count: 0,
            of: PhantomData,
        }
    }

    /// Adds a thing.
    pub(crate) fn push(&mut self, thing: &T) -> io::Result<()> {
        self.count += 1;
        match self.format {
            Format::Table => self
                .table
                .get_or_insert_with(|| Table::new(T::COLUMNS, self.screen))
                .row(self.out, &thing.cells()),
            Format::Csv => {
                if self.count == 1 {
                    csv_line(self.out, T::NAMES)?;
                }
                csv_line(self.out, &thing.values())
            }
            Format::Jsonl => {
                json(self.out, thing)?;
                self.out.write_all(b"\n")
            }
            Format::Json => {
                self.out
                    .write_all(if self.count == 1 { b"[\n" } else { b",\n" })?;
                json(self.out, thing)
            }
        }
    }

    /// Ends the list; gives the number of things in it.
    pub(crate) fn finish(mut self) -> io::Result<usize> {
        if let Some(table) = &mut self.table {
            table.finish(self.out)?;
        }
        if self.format == Format::Csv && self.count == 0 {
            csv_line(self.out, T::NAMES)?;
        }
        if self.format == Format::Json {
            self.out
                .write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.count)
    }
}

/// One thing as JSON, on one line.
pub(crate) fn json(out: &mut dyn Write, thing: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, thing).map_err(io::Error::from)
}

fn csv_line<S: AsRef<[u8]>>(out: &mut dyn Write, values: &[S]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(values).map_err(io::Error::other)?;
    let line = writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&line)
}

/// A value that may be missing, as CSV has it.
pub(crate) fn or_empty(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}
