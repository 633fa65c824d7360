//! When: the time expression of the clause, else of the sentence, else the narrative's.

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

/// Chooses the date of a trigger at `from..to`.
///
/// In its own clause the nearest expression that no other trigger separates from it; else the one that opens the
/// sentence and dates all of it; else the nearest one of a clause that continues this one; else the narrative's.
pub(crate) fn choose(
    weighing: &Weighing,
    times: &[Timed],
    clauses: &[Clause],
    triggers: &[(usize, usize)],
    from: usize,
    to: usize,
    frame: Option<&Edtf>,
) -> When {
    let clause = clause_of(clauses, from);
    let mut best: Option<(f64, &Timed, WhenFrom)> = None;
    for time in times.iter().filter(|t| t.edtf.is_some() && !t.citation) {
        let (gap_from, gap_to) = if time.from >= to {
            (to, time.from)
        } else {
            (time.to.min(from), from)
        };
        let distance = gap_to.saturating_sub(gap_from);
        let between = triggers
            .iter()
            .filter(|(f, t)| *f >= gap_from && *t <= gap_to && (*f, *t) != (from, to))
            .count();
        let time_clause = clause_of(clauses, time.from);
        let same = time_clause == clause;
        let crossed = time_clause.abs_diff(clause);
        let opens = time.from <= 2
            || clauses
                .get(time_clause)
                .is_some_and(|c| c.from + 1 >= time.from && time_clause <= clause);
        let count = |n: usize, most: usize| f64::from(u32::try_from(n.min(most)).unwrap_or(0));
        let w = |feature: Feature| weighing.of(feature);
        let opening = opens && time.from < from;
        let (per_trigger, per_clause) = if opening {
            (Feature::WhenOpensTrigger, Feature::WhenOpensClause)
        } else {
            (Feature::WhenTrigger, Feature::WhenClause)
        };
        let mut score = w(Feature::WhenBase)
            + w(Feature::WhenDistance) * count(distance, 60)
            + w(per_trigger) * count(between, 4)
            + w(per_clause) * count(crossed, 4);
        if time.aside && !same {
            score += w(Feature::WhenAside);
        }
        if opening {
            score += w(Feature::WhenOpens);
        }
        if best.as_ref().is_none_or(|(b, ..)| score > *b) {
            best = Some((
                score,
                time,
                if same {
                    WhenFrom::Clause
                } else {
                    WhenFrom::Sentence
                },
            ));
        }
    }
    match best {
        Some((score, time, source)) if score > 0.0 => When {
            edtf: time.edtf.clone(),
            until: time.until.clone(),
            span: Some(time.span),
            from: Some(source),
        },
        _ => frame.map_or_else(When::default, |edtf| When {
            edtf: Some(edtf.clone()),
            until: None,
            span: None,
            from: Some(WhenFrom::Context),
        }),
    }
}
