//! When: the time expression of the sentence that dates an event, else the narrative's.

use legation_model::{Bounds, Edtf, Span, WhenFrom};

use crate::{
    clauses::{Clause, clause_of},
    features::{Feature, Weighing},
};

/// A time expression of a sentence, by token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) span: Span,
    pub(crate) edtf: Option<Edtf>,
    /// The value without its "until", where it has one.
    pub(crate) until: Option<Edtf>,
    /// Whether it stands in brackets, a citation or a relative clause.
    pub(crate) aside: bool,
    pub(crate) citation: bool,
    /// The noun whose name it is part of, by token: "the 1937 treaty".
    pub(crate) owner: Option<(usize, usize)>,
}

/// The date chosen for a trigger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) edtf: Option<Edtf>,
    /// The value without its "until", where it has one.
    pub(crate) until: Option<Edtf>,
    pub(crate) span: Option<Span>,
    pub(crate) from: Option<WhenFrom>,
}

impl When {
    /// No date: what is only wanted, or did not happen, has the date that its own sentence gives it and no other.
    pub(crate) fn without_context(self) -> Self {
        if self.from == Some(WhenFrom::Context) {
            Self::default()
        } else {
            self
        }
    }

    /// First and last day.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        self.edtf.as_ref().map(Edtf::bounds)
    }
}

/// What a date is chosen by: the expressions, clauses and other events of a sentence, and where the narrative stands.
pub(crate) struct Dating<'a> {
    pub(crate) weighing: &'a Weighing,
    pub(crate) times: &'a [Timed],
    pub(crate) clauses: &'a [Clause],
    /// Where the sentence's events are stated, by token.
    pub(crate) events: &'a [(usize, usize)],
    pub(crate) frame: Option<&'a Edtf>,
}

impl Dating<'_> {
    /// Chooses the date of the event stated at `at`: the expression with the best score, unless going back to the
    /// narrative's date, or to none, scores better. `wanted` says that the event is not said to have happened, `signed`
    /// that it is the making of an agreement.
    pub(crate) fn choose(&self, at: (usize, usize), wanted: bool, signed: bool) -> When {
        let clause = clause_of(self.clauses, at.0);
        let w = |feature: Feature| self.weighing.of(feature);
        let mut back = w(if self.frame.is_some() {
            Feature::WhenFrame
        } else {
            Feature::WhenNone
        });
        if wanted {
            back += w(Feature::WhenWanted);
        }
        let mut best: Option<(f64, &Timed)> = None;
        for time in self.usable() {
            // The date of a name dates what is named.
            let owned = |(from, to)| !(signed || at.0 < to && from < at.1);
            if time.owner.is_some_and(owned) {
                continue;
            }
            let score = self.score(time, at, clause);
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, time));
            }
        }
        match best {
            Some((score, time)) if score > back => When {
                edtf: time.edtf.clone(),
                until: time.until.clone(),
                span: Some(time.span),
                from: Some(if clause_of(self.clauses, time.from) == clause {
                    WhenFrom::Clause
                } else {
                    WhenFrom::Sentence
                }),
            },
            _ => self.frame.map_or_else(When::default, |edtf| When {
                edtf: Some(edtf.clone()),
                until: None,
                span: None,
                from: Some(WhenFrom::Context),
            }),
        }
    }

    fn usable(&self) -> impl Iterator<Item = &Timed> {
        self.times
            .iter()
            .filter(|t| t.edtf.is_some() && !t.citation)
    }

    fn score(&self, time: &Timed, at: (usize, usize), clause: usize) -> f64 {
        let w = |feature: Feature| self.weighing.of(feature);
        let count = |n: usize, most: usize| f64::from(u32::try_from(n.min(most)).unwrap_or(0));
        let before = time.from < at.0;
        let (from, to) = gap(time, at);
        let between = self
            .events
            .iter()
            .filter(|e| e.0 >= from && e.1 <= to && **e != at)
            .count();
        let others = self
            .usable()
            .filter(|t| t.from >= from && t.to <= to && t.from != time.from)
            .count();
        let crossed = clause_of(self.clauses, time.from).abs_diff(clause);
        let away = |event: (usize, usize)| {
            let (from, to) = gap(time, event);
            let own = clause_of(self.clauses, event.0) == clause_of(self.clauses, time.from);
            to.saturating_sub(from) + if own { 0 } else { CLAUSE_AWAY }
        };
        let nearer = self.events.iter().any(|e| *e != at && away(*e) < away(at));
        let opens = time.from <= 2
            || self.clauses.iter().any(|c| {
                c.from <= time.from
                    && time.from <= c.from + 1
                    && clause_of(self.clauses, c.from) <= clause
            });
        let mut score = w(Feature::WhenBase)
            + w(Feature::WhenDistance) * count(to.saturating_sub(from), 200).ln_1p()
            + w(Feature::WhenBetween) * count(others, 2);
        if before {
            score += w(Feature::WhenEventBefore) * count(between, 3);
            if opens {
                score += w(Feature::WhenOpens);
            }
            if nearer {
                score += w(Feature::WhenNearerBefore);
            }
        } else {
            score += w(Feature::WhenAfter)
                + w(Feature::WhenEventAfter) * count(between, 3)
                + w(Feature::WhenClauseAfter) * count(crossed, 3);
            if nearer {
                score += w(Feature::WhenNearerAfter);
            }
        }
        if time.aside && crossed > 0 {
            score += w(Feature::WhenAside);
        }
        score
    }
}

/// How many tokens a clause counts for where events are compared by their distance to a date.
const CLAUSE_AWAY: usize = 3;

/// The tokens between an expression and an event.
fn gap(time: &Timed, at: (usize, usize)) -> (usize, usize) {
    if time.from >= at.1 {
        (at.1, time.from)
    } else {
        (time.to.min(at.0), at.0)
    }
}
