//! The text of a document with its marks: cut where a mark begins or ends, so that marks may overlap.

use std::collections::BTreeSet;

use legation_model::Span;

use super::{Block, Claim, Names, Sheet, escape};

/// All that is marked in a document, by where it begins and ends.
pub(super) struct Marks<'s> {
    sheet: &'s Sheet,
    /// What begins at a place, in order of place.
    begins: Vec<(usize, Thing)>,
    /// What ends at a place, in order of place.
    ends: Vec<(usize, Thing)>,
}

/// Something marked, by its number in the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Quote(usize),
    Trigger(usize),
    Mark(usize),
}

impl<'s> Marks<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        let claims = sheet.claims.iter().enumerate().flat_map(|(n, claim)| {
            [
                (claim.span, Thing::Quote(n)),
                (claim.trigger, Thing::Trigger(n)),
            ]
        });
        let marks = sheet.marks.iter().enumerate();
        let all: Vec<(Span, Thing)> = claims
            .chain(marks.map(|(n, mark)| (mark.span, Thing::Mark(n))))
            .filter(|(span, _)| !span.is_empty())
            .collect();
        let mut begins: Vec<_> = all
            .iter()
            .map(|(span, thing)| (span.start, *thing))
            .collect();
        let mut ends: Vec<_> = all.iter().map(|(span, thing)| (span.end, *thing)).collect();
        begins.sort_unstable();
        ends.sort_unstable();
        Self {
            sheet,
            begins,
            ends,
        }
    }

    /// Adds the text of a block. `open` holds what the blocks before have left open; blocks come in order.
    pub(super) fn push(&self, html: &mut String, block: &Block, open: &mut Open) {
        let mut at = block.span.start;
        while at < block.span.end {
            self.step(at, open);
            let next = [self.begins.get(open.begun), self.ends.get(open.ended)]
                .into_iter()
                .flatten()
                .map(|(place, _)| *place)
                .filter(|place| *place > at)
                .min();
            let end = next.map_or(block.span.end, |next| next.min(block.span.end));
            let piece = block
                .text
                .get(at - block.span.start..end - block.span.start)
                .unwrap_or_default();
            self.push_piece(html, piece, &open.things);
            self.push_numbers(html, end, &open.things);
            at = end;
        }
    }

    /// Opens and closes what begins and ends up to a place.
    fn step(&self, at: usize, open: &mut Open) {
        while let Some((place, thing)) = self.begins.get(open.begun)
            && *place <= at
        {
            open.things.insert(*thing);
            open.begun += 1;
        }
        while let Some((place, thing)) = self.ends.get(open.ended)
            && *place <= at
        {
            open.things.remove(thing);
            open.ended += 1;
        }
    }

    fn push_piece(&self, html: &mut String, piece: &str, things: &BTreeSet<Thing>) {
        if things.is_empty() {
            escape::push(html, piece);
            return;
        }
        let mut classes: BTreeSet<String> = BTreeSet::new();
        let mut told: Vec<&str> = Vec::new();
        for thing in things {
            match thing {
                Thing::Quote(n) => {
                    classes.insert("quote".to_owned());
                    classes.insert(format!("k{}", n + 1));
                }
                Thing::Trigger(_) => {
                    classes.insert("trigger".to_owned());
                }
                Thing::Mark(n) => {
                    if let Some(mark) = self.sheet.marks.get(*n) {
                        let class = match mark.names {
                            Names::Actor => "mention",
                            Names::Time => "time",
                        };
                        classes.insert(class.to_owned());
                        if !mark.what.is_empty() && !told.contains(&mark.what.as_str()) {
                            told.push(&mark.what);
                        }
                    }
                }
            }
        }
        let classes: Vec<String> = classes.into_iter().collect();
        html.push_str(&format!("<span class=\"{}\"", classes.join(" ")));
        if !told.is_empty() {
            html.push_str(" title=\"");
            escape::push(html, &told.join(" · "));
            html.push('"');
        }
        html.push('>');
        escape::push(html, piece);
        html.push_str("</span>");
    }

    /// Adds the numbers of the claims whose event is told up to here: they lead to the claims, and the claims to them.
    fn push_numbers(&self, html: &mut String, at: usize, things: &BTreeSet<Thing>) {
        let ends_here = |n: &usize| {
            let claim: Option<&Claim> = self.sheet.claims.get(*n);
            claim.is_some_and(|claim| claim.trigger.end == at)
        };
        let numbers = things.iter().filter_map(|thing| match thing {
            Thing::Trigger(n) => Some(*n),
            _ => None,
        });
        for n in numbers.filter(ends_here).map(|n| n + 1) {
            html.push_str(&format!(
                "<sup><a class=\"k{n}\" id=\"t{n}\" href=\"#c{n}\">{n}</a></sup>"
            ));
        }
    }
}

/// What is open while the text is written.
#[derive(Debug, Default)]
pub(super) struct Open {
    things: BTreeSet<Thing>,
    begun: usize,
    ended: usize,
}
