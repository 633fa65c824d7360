//! The whole path over a document: blocks are folded, read, and resolved in the order they stand.

use legation_model::{Block, BlockKind, Document, Edtf, Span, TimeExpression};
use legation_pack::{Folded, TokenKind};

use crate::find::{Engine, Local, Role};
use crate::narrative::{Narrative, Resolved, SentenceTimes};
use crate::told::Told;

/// A stretch of a document read as one: a block, or a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Its words.
    pub folded: &'a Folded,
    /// The engine of its language.
    pub engine: &'a Engine,
    /// What its block is.
    pub kind: BlockKind,
    /// Where a bare date is part of a name: "the treaty of 1937", "the 1937 treaty".
    pub names: &'a [Naming],
}

/// Where a name has a place for a date, by token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Behind the name's noun: a date that begins here.
    Begins(usize),
    /// Before the name's noun: a date that ends here.
    Ends(usize),
}

impl Naming {
    /// Whether the tokens of a date fill the place, with no word before its number.
    #[must_use]
    pub fn holds(self, folded: &Folded, date: &std::ops::Range<usize>) -> bool {
        let here = match self {
            Self::Begins(at) => at == date.start,
            Self::Ends(at) => at == date.end,
        };
        here && folded.tokens[date.start].kind == TokenKind::Number
    }
}

/// A stretch with the expressions found in it.
pub(crate) struct Read<'a> {
    pub(crate) folded: &'a Folded,
    pub(crate) engine: &'a Engine,
    locals: Vec<Local>,
}

/// Reads the time expressions of a document. `engine_for` finds the engine of a language by its tag; blocks in
/// a language without one are left unread.
#[must_use]
pub fn read_document<'a>(
    document: &Document,
    engine_for: impl Fn(&str) -> Option<&'a Engine>,
) -> Vec<TimeExpression> {
    let all: Vec<(Folded, &Engine, BlockKind)> = stretches_of(document)
        .into_iter()
        .filter_map(|(span, skip, kind, lang)| {
            let engine = engine_for(lang)?;
            let folded = engine.language.folder.fold(&document.text, span, &skip);
            Some((folded, engine, kind))
        })
        .collect();
    let stretches: Vec<Passage<'_>> = all
        .iter()
        .map(|(folded, engine, kind)| Passage {
            folded,
            engine,
            kind: *kind,
            names: &[],
        })
        .collect();
    read_stretches(&document.text, document.published.as_ref(), &stretches)
        .into_iter()
        .flat_map(|s| s.times)
        .map(|t| t.expression)
        .collect()
}

/// Reads the time expressions of the stretches of one document, in order. `text` is the clean text, `published` the date
/// of the document; where it has none, a dateline at its head gives it.
#[must_use]
pub fn read_stretches(
    text: &str,
    published: Option<&Edtf>,
    stretches: &[Passage<'_>],
) -> Vec<SentenceTimes> {
    let alone = stretches.len() == 1;
    let mut read: Vec<Read<'_>> = stretches
        .iter()
        .map(|stretch| {
            let mut locals = stretch.engine.find(stretch.folded);
            for local in &mut locals {
                local.span = stretch.engine.trim(text, local);
                local.settle(stretch.kind, alone);
                if stretch
                    .names
                    .iter()
                    .any(|n| n.holds(stretch.folded, &local.tokens))
                {
                    // It tells what is spoken of, not where the story stands.
                    local.role = Role::Bracket;
                }
            }
            Read {
                folded: stretch.folded,
                engine: stretch.engine,
                locals,
            }
        })
        .collect();
    let dateline = dateline(&mut read);
    let published = published.cloned().or(dateline);
    let locals: Vec<Vec<Local>> = read
        .iter_mut()
        .map(|s| std::mem::take(&mut s.locals))
        .collect();
    let resolve = |events: &dyn Fn(usize, usize) -> Option<Edtf>| {
        Narrative::new(published.as_ref()).read(text, &locals, events)
    };
    let times = resolve(&|_, _| None);
    let waits = |t: &Resolved| t.from_event.is_some();
    if times.iter().any(|s| s.times.iter().any(waits)) {
        let told = Told::of(&read, &times);
        return resolve(&|s, i| told.date(s, i));
    }
    times
}

/// How many blocks from the top a dateline can stand, and how many tokens before it.
const DATELINE: (usize, usize) = (4, 8);
/// How long a bracket between a dateline and its dash can be: the agency that sent the report.
const AGENCY: usize = 6;

/// The day that a document without a date of its own says at its head that it was written: "PARIS, 22 January
/// 2023 —", or a day at the end of a line that is no sentence. Reports put together in one document each have
/// theirs.
fn dateline(stretches: &mut [Read<'_>]) -> Option<Edtf> {
    if stretches.len() < 2 {
        return None;
    }
    let mut first = None;
    for (number, stretch) in stretches.iter_mut().enumerate() {
        let folded = stretch.folded;
        if number < DATELINE.0 && first.is_none() && !is_sentence(folded) {
            first = stretch.locals.iter().find_map(issue);
            if first.is_some() {
                stretch
                    .locals
                    .iter_mut()
                    .for_each(|l| l.role = Role::Heading);
                continue;
            }
        }
        let Some(local) = stretch
            .locals
            .iter_mut()
            .find(|l| l.is_full_day() || l.is_weekday())
        else {
            continue;
        };
        if local.tokens.start > DATELINE.1 || local.sentence > 0 || local.operator.is_some() {
            continue;
        }
        let end = local.tokens.end;
        let dashed = is_dash(folded, end)
            || folded.word(end) == "("
                && (end + 2..end + 2 + AGENCY)
                    .any(|i| folded.word(i) == ")" && is_dash(folded, i + 1));
        let head = if number < DATELINE.0 && first.is_none() {
            dashed || folded.word(end).is_empty() && !is_sentence(folded)
        } else {
            // Without a place before it, it may be an entry of a chronicle.
            let place = (0..local.tokens.start).any(|i| folded.tokens[i].kind == TokenKind::Word);
            dashed && place && first.is_some()
        };
        let head = head && (!local.is_weekday() || dashed && first.is_some());
        if head {
            local.role = Role::Heading;
            local.dateline = true;
            first = first.or_else(|| crate::narrative::value_alone(local));
        }
    }
    first
}

/// How many days an issue can be for, of a paper that says so at its head.
const ISSUE: i64 = 31;

/// The last day of the days that a paper's head says it is for: "The week of 10 to 16 June 2019".
fn issue(local: &Local) -> Option<Edtf> {
    let days = crate::narrative::value_alone(local)?;
    let stretch = crate::calendar::Stretch::of_edtf(&days)?;
    let (first, last) = (stretch.first_day()?, stretch.last_day()?);
    let by_days = stretch
        .from
        .is_some_and(|p| p.grain == crate::calendar::Grain::Day);
    let span = last.0 - first.0;
    (by_days && span > 0 && span <= ISSUE)
        .then(|| crate::calendar::Stretch::at(crate::calendar::Point::day(last)).edtf())
        .flatten()
}

fn is_dash(folded: &Folded, at: usize) -> bool {
    folded.word(at) == "-"
}

/// Whether a stretch ends as sentences do.
fn is_sentence(folded: &Folded) -> bool {
    let last = folded.tokens.len().checked_sub(1);
    last.is_some_and(|i| matches!(folded.word(i), "." | "!" | "?"))
}

/// What is read as one: blocks of one line that only noise parts, with the noise to leave out.
fn stretches_of(document: &Document) -> Vec<(Span, Vec<Span>, BlockKind, &str)> {
    let mut all: Vec<(Span, Vec<Span>, BlockKind, &str)> = Vec::new();
    let mut noise: Vec<Span> = Vec::new();
    for block in &document.blocks {
        if block.kind == BlockKind::Noise {
            noise.push(block.span);
            continue;
        }
        if !is_read(block) {
            noise.clear();
            continue;
        }
        let lang = block.lang.as_deref().unwrap_or(&document.lang);
        if let Some((span, skip, kind, l)) = all.last_mut()
            && !noise.is_empty()
            && *kind == block.kind
            && *l == lang
            && document
                .text
                .get(span.end..block.span.start)
                .is_some_and(|between| !between.contains('\n'))
        {
            skip.append(&mut noise);
            *span = span.join(block.span);
        } else {
            all.push((block.span, Vec::new(), block.kind, lang));
        }
        noise.clear();
    }
    all
}

fn is_read(block: &Block) -> bool {
    block.kind.is_read() || matches!(block.kind, BlockKind::Title | BlockKind::Heading)
}

impl Engine {
    /// The place of an expression without the clitics before it.
    #[must_use]
    pub fn trim(&self, text: &str, local: &Local) -> Span {
        let mut left = local.clitics;
        let mut start = local.span.start;
        if left == 0 {
            return local.span;
        }
        let mut buffer = [0u8; 4];
        for (at, c) in local.span.of(text).char_indices() {
            let folded = self.language.folder.fold_str(c.encode_utf8(&mut buffer));
            if left == 0 && !folded.is_empty() {
                start = local.span.start + at;
                break;
            }
            left = left.saturating_sub(folded.len());
        }
        Span::new(start, local.span.end)
    }
}
