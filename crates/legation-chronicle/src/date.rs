//! What a claim's date says: a time at which something happened, or a stretch over which it held.

use legation_model::{Bounds, Edtf};

/// The form of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A day, month, year or the like.
    Point,
    /// From one time to another: `1953/1964`.
    Span,
    /// From a time on: `1949/..`.
    Since,
    /// Up to a time: `../1968`.
    Until,
}

/// A date with the days that it means.
#[derive(Debug, Clone)]
pub(crate) struct Date {
    pub(crate) edtf: Edtf,
    pub(crate) bounds: Bounds,
    pub(crate) shape: Shape,
    /// The two ends, each as a date of its own; the date itself for a point.
    pub(crate) start: Option<Edtf>,
    pub(crate) end: Option<Edtf>,
}

impl Date {
    pub(crate) fn new(edtf: Edtf) -> Self {
        let part = |text: &str| text.parse::<Edtf>().ok();
        let (shape, start, end) = match edtf.as_str().split_once('/') {
            None => (Shape::Point, Some(edtf.clone()), Some(edtf.clone())),
            Some((from, ".." | "")) => (Shape::Since, part(from), None),
            Some((".." | "", to)) => (Shape::Until, None, part(to)),
            Some((from, to)) => (Shape::Span, part(from), part(to)),
        };
        Self {
            bounds: edtf.bounds(),
            shape,
            start,
            end,
            edtf,
        }
    }

    /// When what the claim tells began or happened: the beginning of a stretch that something lasted, else the date as it
    /// stands. `None` where only an end is told of what lasted.
    pub(crate) fn beginning(&self, lasting: bool) -> Option<&Edtf> {
        match self.shape {
            Shape::Point => Some(&self.edtf),
            Shape::Span if lasting => self.start.as_ref(),
            Shape::Span => Some(&self.edtf),
            Shape::Since => self.start.as_ref(),
            Shape::Until => None,
        }
    }

    /// When what lasted is told to have ended.
    pub(crate) fn ending(&self, lasting: bool) -> Option<&Edtf> {
        match self.shape {
            Shape::Span | Shape::Until if lasting => self.end.as_ref(),
            _ => None,
        }
    }

    /// When an end is told to have come: "left by 1968", "no member since 1968".
    pub(crate) fn closing(&self) -> Option<&Edtf> {
        match self.shape {
            Shape::Point | Shape::Span => Some(&self.edtf),
            Shape::Since => self.start.as_ref(),
            Shape::Until => self.end.as_ref(),
        }
    }
}
