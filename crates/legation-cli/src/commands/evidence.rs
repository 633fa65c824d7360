//! Ties and claims as people read them: what, from when to when, and the sentences that say so.

use std::io::{self, Write};

use legation::{
    ClaimView, Edtf, EndRule, Inferred, Participant, Status, TieKind, TieRole, TieView,
};

use crate::{
    dates::readable,
    screen::Screen,
    text::{direction, isolated, shown, wrapped},
};

/// Columns that evidence stands in from the edge.
const INDENT: usize = 4;

/// Claims of one sort that are shown; programs get all of them.
const SHOWN: usize = 2;

/// Whom a tie is between, in its own words.
pub(super) fn between(tie: &TieView) -> String {
    let name = |role: TieRole| {
        let of = tie.parties.iter().find(|party| party.role == role);
        of.map(|party| safe(&party.who.name)).unwrap_or_default()
    };
    match tie.kind {
        TieKind::Membership => format!(
            "{} in {}",
            name(TieRole::Member),
            name(TieRole::Organization)
        ),
        TieKind::Office => format!(
            "{}, {} of {}",
            name(TieRole::Holder),
            tie.office
                .as_deref()
                .map_or_else(|| "in office".to_owned(), safe),
            name(TieRole::Body)
        ),
        TieKind::Presence => format!("{} in {}", name(TieRole::Sender), name(TieRole::Host)),
        _ => {
            let names: Vec<String> = tie
                .parties
                .iter()
                .map(|party| safe(&party.who.name))
                .collect();
            let all = names.join(" – ");
            match &tie.instrument {
                Some(instrument) => format!("{all}: {}", safe(instrument)),
                None => all,
            }
        }
    }
}

/// Names as a list.
pub(super) fn names(who: &[Participant]) -> String {
    let names: Vec<String> = who.iter().map(|who| safe(&who.name)).collect();
    names.join(", ")
}

/// From when to when, and what of it is not told but inferred.
pub(super) fn period(tie: &TieView) -> String {
    // Where only an earliest day is known, the beginning has no date.
    let at_a_time = |inferred: &&Inferred| inferred.when.as_ref().is_some_and(|w| !is_open(w));
    let from = match (&tie.from, tie.inferred_from.as_ref().filter(at_a_time)) {
        (Some(from), _) => Some(readable(from)),
        (None, Some(inferred)) => inferred.when.as_ref().map(readable),
        (None, None) => None,
    };
    let to = tie.to.as_deref().filter(|to| *to != "open");
    let to = to.and_then(|to| to.parse().ok()).map(|to| readable(&to));
    let closed = tie.to.is_none();
    let mut text = match (from, to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) if closed => format!("{from} – an end without a date"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) if closed => "ended, without a date".to_owned(),
        (None, None) => "no date".to_owned(),
    };
    if let Some(inferred) = &tie.inferred_from {
        text.push_str(&format!(" ({})", by_rule("begins", inferred)));
    }
    if let Some(inferred) = &tie.inferred_to {
        text.push_str(&format!(" ({})", by_rule("ends", inferred)));
    }
    if tie.from_possible || tie.to_possible {
        text.push_str(" (possibly)");
    }
    text
}

/// Whether a date says only from when on something may have been.
fn is_open(when: &Edtf) -> bool {
    when.as_str().ends_with("/..")
}

fn by_rule(what: &str, inferred: &Inferred) -> String {
    if let Some(when) = inferred.when.as_ref().filter(|when| is_open(when)) {
        let since = readable(when);
        let day = since.strip_prefix("since ").unwrap_or(&since);
        return format!("{what} not before {day}, by the packs");
    }
    let when = inferred.when.as_ref().map(readable);
    let why = match inferred.rule {
        EndRule::Packs => "by the packs",
        EndRule::NextHolder => "the next holder",
        EndRule::LastSeen => "last seen",
        EndRule::Succession => "succession",
        EndRule::Ground => "with what it follows from",
        EndRule::Claims | EndRule::Span | EndRule::Death | EndRule::Peace => "told",
    };
    match (inferred.possible, when) {
        (true, Some(when)) => format!("possibly {what} {when}: {why}"),
        (true, None) => format!("possibly {what} at some time: {why}"),
        (false, Some(when)) => format!("{what} {when} {why}"),
        (false, None) => format!("{what} {why}"),
    }
}

/// A tie with its evidence.
pub(super) fn write_tie(
    out: &mut dyn Write,
    screen: Screen,
    mark: Option<&str>,
    tie: &TieView,
) -> io::Result<()> {
    let who = between(tie);
    let who = isolated(&who, direction(&who)).into_owned();
    if let Some(mark) = mark {
        write!(out, "{mark}  ")?;
    }
    write!(
        out,
        "{}  {}  {}",
        screen.green(tie.kind.as_str()),
        screen.bold(&who),
        period(tie)
    )?;
    if tie.spell > 1 {
        write!(out, "  [spell {}]", tie.spell)?;
    }
    writeln!(out)?;
    write_claims(out, screen, "begins", &tie.from_claims)?;
    if let Some(inferred) = &tie.inferred_from {
        write_claims(out, screen, "begins", &inferred.claims)?;
    }
    write_claims(out, screen, "ends", &tie.to_claims)?;
    if let Some(inferred) = &tie.inferred_to {
        write_claims(out, screen, "perhaps ends", &inferred.claims)?;
    }
    if tie.from_claims.is_empty() && tie.to_claims.is_empty() {
        write_claims(out, screen, "shown", &tie.shown_by)?;
    }
    writeln!(out)
}

/// Claims with their sentences.
pub(super) fn write_claims(
    out: &mut dyn Write,
    screen: Screen,
    label: &str,
    claims: &[ClaimView],
) -> io::Result<()> {
    for claim in claims.iter().take(SHOWN) {
        write_claim(out, screen, label, claim)?;
    }
    if claims.len() > SHOWN {
        let more = claims.len() - SHOWN;
        writeln!(
            out,
            "{:INDENT$}{}",
            "",
            screen.dim(&format!("{label}: {more} more"))
        )?;
    }
    Ok(())
}

/// One claim: its place, how it is said, and the sentence.
pub(super) fn write_claim(
    out: &mut dyn Write,
    screen: Screen,
    label: &str,
    claim: &ClaimView,
) -> io::Result<()> {
    let place = safe(&claim.doc);
    let place = isolated(&place, direction(&place)).into_owned();
    let mut head = format!("{label}: {place}, sentence {}", claim.sentence);
    if let Some(when) = &claim.when {
        head.push_str(&format!(", {}", readable(when)));
    }
    if claim.status != Status::Asserted {
        head.push_str(&format!(", {}", claim.status.as_str()));
        if let Some(source) = &claim.source {
            let source = safe(source);
            head.push_str(&format!(" by {}", isolated(&source, direction(&source))));
        }
    }
    writeln!(out, "{:INDENT$}{}", "", screen.dim(&head))?;
    let sentence = shown(&claim.sentence_text).into_owned();
    let runs = direction(&sentence);
    let lines = match screen.width {
        Some(most) => wrapped(&sentence, most.saturating_sub(2 * INDENT)),
        None => vec![sentence],
    };
    for line in lines {
        writeln!(out, "{:1$}{2}", "", 2 * INDENT, isolated(&line, runs))?;
    }
    Ok(())
}

/// A text from a document, safe for a terminal.
pub(super) fn safe(text: &str) -> String {
    shown(text).into_owned()
}
