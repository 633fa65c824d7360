//! Case files: Markdown that says what must, and must not, be read from a sentence. They are a pack's test suite
//! and its manual in one; `docs/packs.md` describes the format for those who write them.
//!
//! A case is a text in lines that begin with `>`, and the list of `-` items below it. This module parses; the
//! crates that read time expressions and claims hold their results against it.

mod claim;
mod compare;

use legation_model::Edtf;

pub use claim::{ClaimPattern, PartyPattern, WhenPattern};

use crate::{PackError, files::nearest};

/// What the cases of a file are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Checks {
    /// Time expressions.
    Times,
    /// Claims.
    Claims,
    /// Quantities of claims.
    Quantities,
}

/// A case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// Path below the packs folder.
    pub path: String,
    /// BCP 47 tag of the texts.
    pub lang: String,
    /// What the cases are about.
    pub checks: Checks,
    /// Its first heading; empty where it has none.
    pub title: String,
    /// The cases, in order.
    pub cases: Vec<Case>,
}

/// A text and what is to be read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Line of the text's first line, from 1.
    pub line: usize,
    /// The heading that it stands under.
    pub heading: String,
    /// The day on which the text is read: that of the nearest `ref:` above it.
    pub reference: Option<Edtf>,
    /// The text; several lines are parted by `\n`.
    pub text: String,
    /// What is expected; never empty. [`Expected::Nothing`] stands alone.
    pub expectations: Vec<Expectation>,
}

impl Case {
    /// Whether nothing at all may be read from the text.
    #[must_use]
    pub fn expects_nothing(&self) -> bool {
        self.expectations
            .iter()
            .any(|e| e.what == Expected::Nothing)
    }
}

/// One item below a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Its line, from 1.
    pub line: usize,
    /// Whether it is a known failure: right, but not what the program gives today. A test must fail when the
    /// program comes to give it, so that the mark is taken away.
    pub known: bool,
    /// What is to be read.
    pub what: Expected,
}

/// What is to be read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    Nothing,
    /// A time expression.
    Time {
        /// Its words, as they stand in the text.
        span: String,
        /// Its value; `None` (`null`) for one that names no date, such as a duration.
        value: Option<Edtf>,
    },
    /// A quantity of a claim.
    Quantity {
        /// Its words, as they stand in the text.
        span: String,
        /// The number in plain digits.
        value: String,
        /// What is counted; empty where the words name nothing.
        unit: String,
        /// Whether the words say that it is not exact.
        about: bool,
    },
    /// A claim of which at least this is true.
    Claim(ClaimPattern),
    /// No claim of a class.
    NoClaim {
        /// The class.
        class: String,
    },
}

impl CaseFile {
    /// Parses the case file at `path`.
    ///
    /// # Errors
    /// Everything that is wrong in it, in order of line.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<PackError>> {
        let mut parser = Parser {
            path,
            errors: Vec::new(),
            title: String::new(),
            heading: String::new(),
            file_reference: None,
            reference: None,
            cases: Vec::new(),
            open: Open::Prose,
        };
        let mut lines = text.lines().zip(1..).map(|(line, number)| Line {
            number,
            text: line.trim_end(),
        });
        let (lang, checks) = parser.front_matter(&mut lines);
        for line in lines {
            parser.line(line, checks.unwrap_or(Checks::Times), checks.is_some());
        }
        parser.close();
        match (lang, checks) {
            (Some(lang), Some(checks)) if parser.errors.is_empty() => Ok(Self {
                path: path.to_owned(),
                lang,
                checks,
                title: parser.title,
                cases: parser.cases,
            }),
            _ => {
                parser.errors.sort_by_key(|error| error.line);
                Err(parser.errors)
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
}

/// What the lines before have left open.
#[derive(PartialEq, Eq)]
enum Open {
    /// Nothing.
    Prose,
    /// A heading, under which `ref:` may come.
    Heading,
    /// A text.
    Text,
    /// A list of expectations.
    Items,
}

struct Parser<'a> {
    path: &'a str,
    errors: Vec<PackError>,
    title: String,
    heading: String,
    file_reference: Option<Edtf>,
    reference: Option<Edtf>,
    cases: Vec<Case>,
    open: Open,
}

impl Parser<'_> {
    fn error(&mut self, line: usize, message: impl Into<String>, hint: impl Into<String>) {
        self.errors.push(PackError {
            file: self.path.to_owned(),
            line,
            message: message.into(),
            hint: Some(hint.into()),
        });
    }

    /// Reads the lines between `---` and `---`.
    fn front_matter<'a>(
        &mut self,
        lines: &mut impl Iterator<Item = Line<'a>>,
    ) -> (Option<String>, Option<Checks>) {
        const EXAMPLE: &str = "begin the file with `---`, `lang: ar`, `checks: times` (or `claims`, `quantities`), `---`";
        let mut lang = None;
        let mut checks = None;
        if lines.next().is_none_or(|line| line.text != "---") {
            self.error(1, "the front matter is missing", EXAMPLE);
            return (None, None);
        }
        let mut closed = false;
        for line in lines {
            if line.text == "---" {
                closed = true;
                break;
            }
            // What stands after ` #` is a comment.
            let content = line.text.split(" #").next().unwrap_or_default().trim();
            if content.is_empty() {
                continue;
            }
            let (key, value) = content
                .split_once(':')
                .map_or((content, ""), |(key, value)| (key.trim(), value.trim()));
            match key {
                "lang" => lang = Some(value.to_owned()),
                "checks" => match value {
                    "times" => checks = Some(Checks::Times),
                    "claims" => checks = Some(Checks::Claims),
                    "quantities" => checks = Some(Checks::Quantities),
                    _ => self.error(
                        line.number,
                        format!("`{value}` cannot be checked"),
                        "write `checks: times`, `checks: claims` or `checks: quantities`",
                    ),
                },
                "ref" => {
                    self.file_reference = self.date(line.number, value);
                    self.reference = self.file_reference.clone();
                }
                _ => {
                    let hint = nearest(key, ["lang", "checks", "ref"]).map_or_else(
                        || "the keys are `lang`, `checks` and `ref`".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    self.error(line.number, format!("unknown key `{key}`"), hint);
                }
            }
        }
        if !closed {
            self.error(
                1,
                "the front matter has no end",
                "close it with a line `---`",
            );
        }
        let wrong_already = !self.errors.is_empty();
        if !wrong_already && lang.as_ref().is_none_or(String::is_empty) {
            self.error(1, "`lang` is missing", EXAMPLE);
        }
        if !wrong_already && checks.is_none() {
            self.error(1, "`checks` is missing", EXAMPLE);
        }
        (lang, checks)
    }

    fn line(&mut self, line: Line<'_>, checks: Checks, sure: bool) {
        let text = line.text;
        if text.is_empty() {
            // Blank lines part two texts, but not a text from its list nor a heading from its `ref`.
            return;
        }
        if let Some(heading) = text.strip_prefix('#') {
            self.close();
            self.heading(heading);
        } else if let Some(quoted) = text.strip_prefix('>') {
            self.quoted(line, quoted.strip_prefix(' ').unwrap_or(quoted));
        } else if let Some(item) = text.strip_prefix("- ") {
            self.item(line, item.trim(), checks, sure);
        } else if self.open == Open::Heading
            && let Some(value) = text.strip_prefix("ref:")
        {
            self.reference = self.date(line.number, value.trim());
        } else {
            self.close();
            self.open = Open::Prose;
        }
    }

    fn heading(&mut self, heading: &str) {
        let name = heading.trim_start_matches('#').trim();
        // A title is `#`, a heading `##` or more.
        if !heading.starts_with('#') && self.title.is_empty() {
            name.clone_into(&mut self.title);
        }
        name.clone_into(&mut self.heading);
        self.reference = self.file_reference.clone();
        self.open = Open::Heading;
    }

    fn quoted(&mut self, line: Line<'_>, text: &str) {
        match self.cases.last_mut() {
            Some(case)
                if self.open == Open::Text
                    && line.number == case.line + case.text.split('\n').count() =>
            {
                case.text.push('\n');
                case.text.push_str(text);
            }
            _ => {
                self.close();
                self.cases.push(Case {
                    line: line.number,
                    heading: self.heading.clone(),
                    reference: self.reference.clone(),
                    text: text.to_owned(),
                    expectations: Vec::new(),
                });
                self.open = Open::Text;
            }
        }
    }

    fn item(&mut self, line: Line<'_>, item: &str, checks: Checks, sure: bool) {
        if !matches!(self.open, Open::Text | Open::Items) {
            self.error(
                line.number,
                "an expectation without a text",
                "put the text above it in a line that begins with `>`; lists in prose begin with `*`",
            );
            return;
        }
        self.open = Open::Items;
        let (known, body) = item
            .strip_prefix("known:")
            .map_or((false, item), |rest| (true, rest.trim()));
        let what = match (body, checks) {
            _ if !sure => Some(Expected::Nothing),
            ("nothing", _) => Some(Expected::Nothing),
            (_, Checks::Times) => self.time(line.number, body),
            (_, Checks::Quantities) => self.quantity(line.number, body),
            (_, Checks::Claims) => match claim::parse(body) {
                Ok(expected) => Some(expected),
                Err(wrong) => {
                    self.error(line.number, wrong.message, wrong.hint);
                    None
                }
            },
        };
        // What is wrong stays as an expectation, so that one error does not raise another.
        let what = what.unwrap_or(Expected::Claim(ClaimPattern::default()));
        if let Some(case) = self.cases.last_mut() {
            case.expectations.push(Expectation {
                line: line.number,
                known,
                what,
            });
        }
    }

    /// The two sides of `WORDS = VALUE`; the words stand in the text.
    fn equation<'i>(
        &mut self,
        number: usize,
        item: &'i str,
        example: &str,
    ) -> Option<(&'i str, &'i str)> {
        let Some((span, value)) = item.rsplit_once(" = ") else {
            self.error(number, format!("`{item}` says no value"), example);
            return None;
        };
        let (span, value) = (span.trim(), trim_marks(value));
        let text = self.cases.last().map_or("", |case| case.text.as_str());
        if span.is_empty() || !text.contains(span) {
            self.error(
                number,
                format!("`{span}` does not stand in the text"),
                "copy the words from the text, letter by letter",
            );
            return None;
        }
        Some((span, value))
    }

    fn quantity(&mut self, number: usize, item: &str) -> Option<Expected> {
        const EXAMPLE: &str = "write `- WORDS = NUMBER UNIT`, for instance `- some 300 men = about 300 men`, or `- nothing`";
        let (span, value) = self.equation(number, item, EXAMPLE)?;
        let (about, value) = value
            .strip_prefix("about ")
            .map_or((false, value), |rest| (true, trim_marks(rest)));
        let (value, unit) = value.split_once(' ').unwrap_or((value, ""));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !value.splitn(2, '.').all(plain) || !span.contains(trim_marks(unit)) {
            self.error(
                number,
                format!("`{value} {unit}` is no plain number with a unit of `{span}`"),
                EXAMPLE,
            );
            return None;
        }
        Some(Expected::Quantity {
            span: span.to_owned(),
            value: value.to_owned(),
            unit: trim_marks(unit).to_owned(),
            about,
        })
    }

    fn time(&mut self, number: usize, item: &str) -> Option<Expected> {
        let (span, value) = self.equation(
            number,
            item,
            "write `- WORDS = DATE`, for instance `- May 1955 = 1955-05`, or `- nothing`",
        )?;
        let value = if value == "null" {
            None
        } else {
            Some(self.date(number, value)?)
        };
        Some(Expected::Time {
            span: span.to_owned(),
            value,
        })
    }

    fn date(&mut self, number: usize, text: &str) -> Option<Edtf> {
        match trim_marks(text).parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let error: legation_model::EdtfError = error;
                self.error(number, error.to_string(), DATE_HINT);
                None
            }
        }
    }

    /// Ends the case that is being read.
    fn close(&mut self) {
        if let Some(case) = self.cases.last()
            && matches!(self.open, Open::Text | Open::Items)
        {
            let line = case.line;
            let nothing = case.expects_nothing();
            match case.expectations.len() {
                0 => self.error(
                    line,
                    "a text without an expectation",
                    "say below it what is to be read: `- nothing`, if nothing is",
                ),
                1 => {}
                _ if nothing => self.error(
                    line,
                    "`nothing` stands beside something",
                    "remove one of the two",
                ),
                _ => {}
            }
        }
        self.open = Open::Prose;
    }
}

/// What to write for a date.
const DATE_HINT: &str = "write `1955`, `1955-05`, `1955-05-14`, `195X`, `1955/1961` or `1949/..`";

/// Without spaces and marks of direction at both ends, which editors put beside right-to-left text.
fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[cfg(test)]
mod tests;
