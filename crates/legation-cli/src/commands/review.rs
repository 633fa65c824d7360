//! `legation review`: claims to look at, and what is decided about them.

use std::{
    fs,
    io::{self, Read},
    path::Path,
    time::SystemTime,
};

use legation::{
    Applied, Chronicle, Claim, Conflict, Decision, EditRequest, Error, Instant, LeftOut, Moved,
    Orphan, QueueOrder, QueueState, Record, Review, ReviewError, Reviewed, Said, Verdict,
    actor_groups, known_classes,
};
use serde::Serialize;

use super::{Answer, claims::who, find_actors};
use crate::{
    args::{
        Format, OrderChoice, ReviewApply, ReviewDecide, ReviewExport, ReviewList, ReviewStep,
        ReviewVerb, StateChoice, VerdictChoice, WhoArg,
    },
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    table::Column,
    text::shown,
};

pub(super) fn run(command: &ReviewVerb, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    match command {
        ReviewVerb::List(list) => self::list(list, answer),
        ReviewVerb::Decide(decide) => self::decide(decide, answer),
        ReviewVerb::Undo(step) => moved(step, answer, "undone", Review::undo),
        ReviewVerb::Redo(step) => moved(step, answer, "done again", Review::redo),
        ReviewVerb::Export(export) => self::export(export, answer),
        ReviewVerb::Apply(apply) => self::apply(apply, answer),
    }
}

/// The decisions beside a record; tells of lines that do not count.
fn open(record: &Path) -> Result<Review, Failure> {
    let review = Review::open(record)?;
    for damage in review.damaged() {
        say(&format!(
            "warning: line {} of {} does not count: {}",
            damage.line,
            review.path().display(),
            damage.why
        ));
    }
    Ok(review)
}

/// Tells how many decisions an answer follows, and which lines of their file do not count.
pub(super) fn following(record: &Record, count: usize) -> Result<(), Failure> {
    open(record.path())?;
    if count > 0 {
        say(&format!(
            "{count} decision(s) of `legation review` are in effect"
        ));
    }
    Ok(())
}

fn list(command: &ReviewList, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let packs = command.packs.load()?;
    let mut filter = command.filter.filter();
    known_classes(packs, &filter.classes)?;
    filter.actors = actor_groups(&find_actors(&command.actors, packs, &record)?);
    let mut review = open(record.path())?;
    let format = command.format.format;
    let order = match command.order {
        OrderChoice::Confidence => QueueOrder::Confidence,
        OrderChoice::Place => QueueOrder::Place,
        OrderChoice::Disputed => QueueOrder::Disputed,
    };
    let state = match command.state {
        StateChoice::Open => QueueState::Open,
        StateChoice::Decided => QueueState::Decided,
        StateChoice::All => QueueState::All,
        StateChoice::Orphaned => return orphaned(&mut review, &record, format, answer),
    };
    // Only what is disputed needs a chronicle that is up to date.
    let chronicle = match order {
        QueueOrder::Disputed => Chronicle::open(&record, packs, &LeftOut::default())?,
        QueueOrder::Confidence | QueueOrder::Place => Chronicle::as_told(&record, packs, None),
    };
    let queue = review.queue(&chronicle, &filter, order, state)?;
    let mut listing = Listing::new(answer.out, format, answer.screen);
    for Reviewed {
        claim,
        decision,
        read_otherwise,
        ..
    } in queue.items
    {
        listing.push(&Row {
            claim,
            review: decision,
            read_otherwise,
        })?;
    }
    let listed = listing.finish()?;
    let summary = review.summary(&record)?;
    say(&format!(
        "{} open, {} right, {} wrong, {} edited, {} orphaned; {listed} of {} listed",
        summary.open, summary.right, summary.wrong, summary.edited, summary.orphaned, queue.total
    ));
    Ok(if listed == 0 {
        Ending::Nothing
    } else {
        Ending::Done
    })
}

fn orphaned(
    review: &mut Review,
    record: &Record,
    format: Format,
    answer: &mut Answer<'_>,
) -> Result<Ending, Failure> {
    let mut listing = Listing::new(answer.out, format, answer.screen);
    for Orphan { claim, decision } in review.orphaned(record)? {
        listing.push(&Line::new(claim, decision))?;
    }
    if listing.finish()? == 0 {
        say("every decision is about a claim of the record");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// Who decides now.
fn said(who: &WhoArg, note: Option<String>) -> Said {
    let since = |time: SystemTime| match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
    };
    Said {
        at: Instant::from_unix(since(SystemTime::now())),
        who: who.who.clone(),
        note,
    }
}

fn decide(command: &ReviewDecide, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let packs = command.packs.load()?;
    let mut review = open(record.path())?;
    let verdict = match command.decision {
        VerdictChoice::Right => Verdict::Right,
        VerdictChoice::Wrong => Verdict::Wrong,
        VerdictChoice::Edit => Verdict::Edit,
    };
    let edit: Option<EditRequest> = command.edit.request();
    let said = said(&command.who, command.note.clone());
    let id = &command.claim;
    let decision = review.decide(&record, packs, id, verdict, edit.as_ref(), &said)?;
    let claim = record.claims_by_id(id)?.into_iter().next();
    let unknown = || Error::from(ReviewError::UnknownClaim { id: id.clone() });
    let row = Row {
        claim: claim.ok_or_else(unknown)?,
        review: Some(decision),
        read_otherwise: false,
    };
    if command.format.format == Format::Table {
        let quote = shown(&row.claim.quote).into_owned();
        writeln!(answer.out, "{}: {quote}", verdict.as_str())?;
        return Ok(Ending::Done);
    }
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    listing.push(&row)?;
    listing.finish()?;
    Ok(Ending::Done)
}

fn moved(
    command: &ReviewStep,
    answer: &mut Answer<'_>,
    what: &str,
    step: fn(&mut Review, &Said) -> Result<Option<Moved>, Error>,
) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let mut review = open(record.path())?;
    let moved = step(&mut review, &said(&command.who, None))?;
    let format = command.format.format;
    if let (Format::Table, Some(moved)) = (format, &moved) {
        let verdict = moved.decision.decision.as_str();
        let quote = shown(&moved.claim.quote.exact).into_owned();
        writeln!(answer.out, "{what}: {verdict}: {quote}")?;
        return Ok(Ending::Done);
    }
    let mut listing = Listing::new(answer.out, format, answer.screen);
    if let Some(Moved { claim, decision }) = moved {
        listing.push(&Line::new(claim, decision))?;
    }
    if listing.finish()? == 0 {
        say(&format!("there is no decision that could be {what}"));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

fn export(command: &ReviewExport, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let text = open(record.path())?.export()?;
    match &command.output {
        None => answer.out.write_all(text.as_bytes())?,
        Some(file) => fs::write(file, &text).map_err(|source| Failure::Write {
            what: format!("`{}`", file.display()),
            source,
        })?,
    }
    if text.is_empty() {
        say("nothing is decided");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

fn apply(command: &ReviewApply, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let mut review = open(record.path())?;
    let file = &command.file;
    let content = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let content = content.map_err(|source| {
        let path = file.clone();
        Error::from(ReviewError::Read { path, source })
    })?;
    let applied = review.apply(&record, file, &content, command.newer)?;
    for damage in &applied.damaged {
        let file = file.display();
        say(&format!(
            "warning: line {} of {file} does not count: {}",
            damage.line, damage.why
        ));
    }
    for conflict in &applied.conflicts {
        tell(conflict);
    }
    if command.format.format == Format::Table {
        writeln!(
            answer.out,
            "{} came in, {} were there, {} differ, {} are about no claim of this record",
            applied.added,
            applied.there,
            applied.conflicts.len(),
            applied.orphaned
        )?;
        return Ok(Ending::Done);
    }
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    listing.push(&applied)?;
    listing.finish()?;
    Ok(Ending::Done)
}

/// Tells where two decided differently.
fn tell(conflict: &Conflict) {
    let one = |decision: &Decision| {
        let who = decision.who.as_deref().unwrap_or("somebody");
        let what = decision.decision.as_str();
        format!("{what} ({who}, {})", decision.at)
    };
    let holds = if conflict.taken { "theirs" } else { "ours" };
    say(&format!(
        "{}: \"{}\": ours is {}, theirs is {}; {holds} holds",
        conflict.claim.doc,
        conflict.claim.quote.exact,
        one(&conflict.ours),
        one(&conflict.theirs)
    ));
}

/// A claim with what was decided about it.
#[derive(Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    claim: Claim,
    review: Option<Decision>,
    read_otherwise: bool,
}

/// A decision in a word, with a mark where something else is read now.
fn word(review: Option<&Decision>, read_otherwise: bool) -> String {
    let word = review.map_or("open", |d| d.decision.as_str());
    let mark = if read_otherwise {
        " (read otherwise)"
    } else {
        ""
    };
    format!("{word}{mark}")
}

impl Listed for Row {
    const COLUMNS: &'static [Column] = &[
        Column::words("claim", 12),
        Column::words("decision", 8),
        Column::number("conf"),
        Column::words("when", 10),
        Column::words("class", 12),
        Column::words("who", 12),
        Column::words("status", 8),
        Column::words("quote", 12),
    ];

    fn cells(&self) -> Vec<String> {
        let claim = &self.claim;
        vec![
            claim.id.clone(),
            word(self.review.as_ref(), self.read_otherwise),
            format!("{:.2}", claim.confidence),
            claim.when.as_ref().map(readable).unwrap_or_default(),
            claim.class.clone(),
            who(claim),
            claim.status.as_str().to_owned(),
            claim.quote.clone(),
        ]
    }

    /// Those of the claim, and what was decided behind them.
    const NAMES: &'static [&'static str] = &{
        let mut names = [""; Claim::NAMES.len() + DECISION.len() + 1];
        let (of_claim, own) = names.split_at_mut(Claim::NAMES.len());
        of_claim.copy_from_slice(Claim::NAMES);
        let (decision, last) = own.split_at_mut(DECISION.len());
        decision.copy_from_slice(&DECISION);
        last[0] = "read_otherwise";
        names
    };

    fn values(&self) -> Vec<String> {
        let mut values = self.claim.values();
        values.extend(decision_values(self.review.as_ref()));
        values.push(self.read_otherwise.to_string());
        values
    }
}

/// Names of the values of a decision.
const DECISION: [&str; 5] = ["decision", "edit", "note", "decided_at", "decided_by"];

fn decision_values(decision: Option<&Decision>) -> [String; 5] {
    let Some(decision) = decision else {
        return Default::default();
    };
    let edit = decision.edit.as_ref();
    let edit = edit.and_then(|edit| serde_json::to_string(edit).ok());
    [
        decision.decision.as_str().to_owned(),
        edit.unwrap_or_default(),
        or_empty(decision.note.as_ref()),
        decision.at.to_string(),
        or_empty(decision.who.as_ref()),
    ]
}

/// A decision with what it is about, where that need not be a claim of the record.
#[derive(Serialize)]
struct Line {
    doc: String,
    id: String,
    class: String,
    quote: String,
    review: Decision,
}

impl Line {
    fn new(claim: legation::Target, review: Decision) -> Self {
        Self {
            doc: claim.doc,
            id: claim.read.id,
            class: claim.class,
            quote: claim.quote.exact,
            review,
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [Column] = &[
        Column::words("decision", 8),
        Column::words("class", 12),
        Column::words("document", 10),
        Column::words("quote", 12),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            word(Some(&self.review), false),
            self.class.clone(),
            self.doc.clone(),
            self.quote.clone(),
        ]
    }

    const NAMES: &'static [&'static str] = &{
        let mut names = [""; 4 + DECISION.len()];
        let (of_claim, own) = names.split_at_mut(4);
        of_claim.copy_from_slice(&["doc", "id", "class", "quote"]);
        own.copy_from_slice(&DECISION);
        names
    };

    fn values(&self) -> Vec<String> {
        let (doc, id) = (self.doc.clone(), self.id.clone());
        let mut values = vec![doc, id, self.class.clone(), self.quote.clone()];
        values.extend(decision_values(Some(&self.review)));
        values
    }
}

impl Listed for Applied {
    const COLUMNS: &'static [Column] = &[
        Column::number("added"),
        Column::number("there"),
        Column::number("conflicts"),
        Column::number("orphaned"),
    ];

    fn cells(&self) -> Vec<String> {
        self.values()
    }

    const NAMES: &'static [&'static str] = &["added", "there", "conflicts", "orphaned"];

    fn values(&self) -> Vec<String> {
        [self.added, self.there, self.conflicts.len(), self.orphaned]
            .map(|count| count.to_string())
            .to_vec()
    }
}
