//! From openings and closings of one tie to its spells.
//!
//! Absence of a report ends nothing, and what comes later in time does not win for being later: of several openings in a row
//! the best told one begins the spell, the others only show it.

use std::cmp::Reverse;

use legation_model::{Bounds, ClaimAt, Day, Edtf, EndRule, TieEnd};

use crate::world::TieRule;

/// Something that opens or closes a tie.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Whether it opens.
    pub(crate) opens: bool,
    /// When; `None` where nothing says when.
    pub(crate) when: Option<Edtf>,
    /// How it opens or closes.
    pub(crate) rule: EndRule,
    /// Whether that is only inferred.
    pub(crate) possible: bool,
    /// How well it is told: more is better.
    pub(crate) weight: usize,
    /// Who says so, whoever gives the date first.
    pub(crate) claims: Vec<ClaimAt>,
}

/// One spell of a tie.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spell {
    pub(crate) from: Option<TieEnd>,
    pub(crate) to: Option<TieEnd>,
    pub(crate) shown_by: Vec<ClaimAt>,
    /// The last day on which a claim shows it.
    pub(crate) last_shown: Option<Edtf>,
}

impl Mark {
    fn days(&self) -> Option<Bounds> {
        self.when.as_ref().map(Edtf::bounds)
    }

    fn end(&self) -> TieEnd {
        TieEnd {
            when: self.when.clone(),
            rule: self.rule,
            possible: self.possible,
            claims: self.claims.clone(),
        }
    }
}

/// The spells that marks make, in order of time. The order of the marks does not matter.
pub(crate) fn spells(mut marks: Vec<Mark>, rule: TieRule) -> Vec<Spell> {
    for mark in &mut marks {
        mark.claims.dedup();
    }
    let (mut dated, undated): (Vec<Mark>, Vec<Mark>) =
        marks.into_iter().partition(|m| m.days().is_some());
    dated.sort_by(|a, b| {
        let key = |m: &Mark| {
            let days = m.days().unwrap_or(Bounds::OPEN);
            (days.first, days.last.unwrap_or(Day(i64::MAX)), !m.opens)
        };
        key(a).cmp(&key(b)).then_with(|| a.claims.cmp(&b.claims))
    });
    let mut runs: Vec<Vec<Mark>> = Vec::new();
    for mark in in_turn(dated) {
        match runs.last_mut() {
            Some(run) if run[0].opens == mark.opens && !parted(run, &mark, rule) => run.push(mark),
            _ => runs.push(vec![mark]),
        }
    }
    let mut made: Vec<Spell> = Vec::new();
    for run in runs {
        let opens = run[0].opens;
        let (chosen, others) = choose(run, rule);
        let mut shown_by: Vec<ClaimAt> = others.iter().flat_map(|m| m.claims.clone()).collect();
        let last_shown = others
            .iter()
            .chain([&chosen])
            .max_by_key(|m| m.days().and_then(|d| d.last))
            .and_then(|m| m.when.clone());
        if opens {
            made.push(Spell {
                from: Some(chosen.end()),
                to: None,
                shown_by,
                last_shown,
            });
        } else if let Some(spell) = made.last_mut().filter(|spell| spell.to.is_none()) {
            spell.to = Some(chosen.end());
            spell.shown_by.append(&mut shown_by);
        } else {
            made.push(Spell {
                from: None,
                to: Some(chosen.end()),
                shown_by,
                last_shown: None,
            });
        }
    }
    add_undated(&mut made, undated, rule);
    for spell in &mut made {
        finish(spell, rule);
    }
    end_before_the_next(&mut made);
    made
}

/// What was last seen ended at some time before the next spell begins.
fn end_before_the_next(made: &mut [Spell]) {
    for n in 1..made.len() {
        let next = made[n].from.as_ref().and_then(|from| from.bounds().first);
        let Some(to) = made[n - 1]
            .to
            .as_mut()
            .filter(|to| to.rule == EndRule::LastSeen)
        else {
            continue;
        };
        let between = to
            .bounds()
            .last
            .zip(next)
            .filter(|(seen, next)| seen < next);
        let when = between.and_then(|(seen, next)| format!("{seen}/{next}").parse().ok());
        if when.is_some() {
            to.when = when;
            to.possible = false;
        }
    }
}

/// Days without a report after which what is certain only while it is shown is told of anew: a year.
const SILENCE: i64 = 366;

/// Whether a mark that opens comes so long after those before it that it begins another spell.
fn parted(run: &[Mark], mark: &Mark, rule: TieRule) -> bool {
    let last = run.iter().filter_map(|m| m.days()?.last).max();
    let first = mark.days().and_then(|d| d.first);
    let silent = last
        .zip(first)
        .is_some_and(|(last, first)| first.0 - last.0 > SILENCE);
    !rule.persists && mark.opens && silent
}

/// Of marks of the same days, the closing one first where the tie stands open.
fn in_turn(dated: Vec<Mark>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(dated.len());
    let mut dated = dated.into_iter().peekable();
    while let Some(mark) = dated.next() {
        let mut same = vec![mark];
        while let Some(next) = dated.next_if(|next| next.days() == same[0].days()) {
            same.push(next);
        }
        let standing = marks.last().is_some_and(|m| m.opens);
        if standing {
            same.sort_by_key(|m| m.opens);
        }
        marks.append(&mut same);
    }
    marks
}

/// The mark of a run that gives its date, and the others. What goes on until it is ended begins and ends at the date that
/// is told best; what is certain only while it is shown begins with the first and ends with the first that ends it.
fn choose(mut run: Vec<Mark>, rule: TieRule) -> (Mark, Vec<Mark>) {
    let best = if rule.persists {
        (0..run.len())
            .max_by_key(|n| {
                let mark = &run[*n];
                (
                    !mark.possible,
                    mark.rule == EndRule::Claims,
                    mark.weight,
                    Reverse(mark.days().and_then(Bounds::days).unwrap_or(i64::MAX)),
                    Reverse(*n),
                )
            })
            .unwrap_or(0)
    } else {
        0
    };
    let chosen = run.remove(best);
    (chosen, run)
}

/// What is told without a date opens or closes a tie that nothing else opens or closes; else it only shows it. Of what is
/// certain only while it is shown, nothing can be said without a date.
fn add_undated(made: &mut Vec<Spell>, undated: Vec<Mark>, rule: TieRule) {
    if !rule.persists {
        let claims = undated.into_iter().flat_map(|m| m.claims);
        if let Some(first) = made.first_mut() {
            first.shown_by.extend(claims);
        }
        return;
    }
    let (opening, closing): (Vec<Mark>, Vec<Mark>) = undated.into_iter().partition(|m| m.opens);
    let gathered = |marks: Vec<Mark>| {
        let mut marks = marks;
        marks.sort_by(|a, b| (a.possible, &a.claims).cmp(&(b.possible, &b.claims)));
        let mut end = marks.first().map(Mark::end)?;
        end.claims = marks.into_iter().flat_map(|m| m.claims).collect();
        Some(end)
    };
    if let Some(end) = gathered(opening) {
        match made.first_mut() {
            None => made.push(Spell {
                from: Some(end),
                to: None,
                shown_by: Vec::new(),
                last_shown: None,
            }),
            Some(first) if first.from.is_none() => first.from = Some(end),
            Some(first) => first.shown_by.extend(end.claims),
        }
    }
    if let Some(end) = gathered(closing) {
        match made.last_mut() {
            None => made.push(Spell {
                from: None,
                to: Some(end),
                shown_by: Vec::new(),
                last_shown: None,
            }),
            Some(last) if last.to.is_none() => last.to = Some(end),
            Some(last) => last.shown_by.extend(end.claims),
        }
    }
}

/// What is certain only while it is shown may have ended after it was shown last.
fn finish(spell: &mut Spell, rule: TieRule) {
    if !rule.persists && spell.to.is_none() {
        spell.to = Some(TieEnd {
            when: spell.last_shown.clone(),
            rule: EndRule::LastSeen,
            possible: true,
            claims: Vec::new(),
        });
    }
    spell.shown_by.sort_unstable();
    spell.shown_by.dedup();
}
