//! Stage two: the story that the expressions of a document tell, which fills what each leaves open.
//!
//! Dates of main clauses move the story; dates in brackets, relative clauses and headings do not. A date
//! without its year takes the year the story stands in, or the next one where its month lies well before.

use std::ops::Range;

use legation_model::{Day, Edtf, TimeExpression};
use legation_pack::time::{Calendar, Unit};

use crate::calendar::{Grain, Point, Stretch, cldr_name};
use crate::find::{Local, Role};
use crate::resolve::{self, Context, Recent};
use crate::shifts;
use crate::value::{Amount, Base, DateOf, MonthOf, Operator, Value, YearOf};
use crate::years;

/// Dates of events named in expressions ("two days after the death of N"), asked by sentence and expression.
pub type EventDates<'a> = dyn Fn(usize, usize) -> Option<Edtf> + 'a;

/// A time expression with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The expression as the record keeps it.
    pub expression: TimeExpression,
    /// The tokens of its sentence that it covers.
    pub tokens: Range<usize>,
    /// Where in the sentence it stands.
    pub role: Role,
    /// Since, until, before, after, about; the value has it applied.
    pub operator: Option<Operator>,
    /// The value without the operator.
    pub plain: Option<Edtf>,
    /// Where the expression counts from an event that the words after it name: how far.
    pub from_event: Option<FromEvent>,
}

/// A number of units from an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromEvent {
    amount: Amount,
    back: bool,
}

impl FromEvent {
    /// The time, given the event's.
    #[must_use]
    pub fn apply(self, event: &Edtf) -> Option<Edtf> {
        let stretch = Stretch::of_edtf(event)?;
        let point = if self.back { stretch.from } else { stretch.to }?;
        shifts::shift_point(self.amount, self.back, point)?.edtf()
    }
}

impl FromEvent {
    /// "It was signed on 3 May, two weeks after the visit": where nothing else dates the event, the date that its
    /// sentence has does.
    fn event_from(self, context: &Context) -> Option<Stretch> {
        if !context.same_sentence {
            return None;
        }
        let grain = match self.amount.unit {
            Unit::Day | Unit::Week => Grain::Day,
            Unit::Month => Grain::Month,
            _ => Grain::Year,
        };
        // Some weeks from a month are about that month.
        let grain = if self.amount.count.is_none() && grain == Grain::Day {
            Grain::Month
        } else {
            grain
        };
        let spoken = context.spoken?;
        let side = if self.back { spoken.to } else { spoken.from }?;
        let point = match spoken.point() {
            Some(point) => Some(point).filter(|p| p.grain <= grain)?,
            None if grain == Grain::Day => return None,
            None => side.coarser(grain)?,
        };
        shifts::shift_point(self.amount, !self.back, point)
    }
}

/// The expressions of one sentence, and where the story stands before and after it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SentenceTimes {
    /// In order.
    pub times: Vec<Resolved>,
    /// Where the story stood.
    pub frame_before: Option<Edtf>,
    /// Where it stands now.
    pub frame_after: Option<Edtf>,
}

/// The story of one document.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    context: Context,
    /// When the document as a whole was written; each report in it may have its own day.
    written: Option<Point>,
    /// Where headings put the story as long as nothing else does.
    heading: Option<Point>,
    /// The sentence of what was last spoken of.
    sentence: Option<(usize, usize)>,
    /// For each expression, the next date after it that a main clause states in full.
    ahead: Vec<Vec<Option<Day>>>,
}

/// How many sentences a date of a relative clause is remembered where the story has none.
const RECENT: usize = 2;

/// How many sentences ahead a year is looked for in a document that says when it was written.
const AHEAD: usize = 1;

impl Narrative {
    /// The story of a document written at `reference`.
    #[must_use]
    pub fn new(reference: Option<&Edtf>) -> Self {
        let written = reference
            .and_then(Stretch::of_edtf)
            .and_then(Stretch::point);
        Self {
            context: Context {
                reference: written,
                ..Context::default()
            },
            written,
            heading: None,
            sentence: None,
            ahead: Vec::new(),
        }
    }

    /// Resolves all expressions of a document, sentence by sentence. `text` is the clean text; `events` dates
    /// the events that expressions count from, or says `None`.
    #[must_use]
    pub fn read(
        &mut self,
        text: &str,
        sentences: &[Vec<Local>],
        events: &EventDates<'_>,
    ) -> Vec<SentenceTimes> {
        self.ahead = dates_ahead(sentences);
        (0..sentences.len())
            .map(|s| {
                let frame_before = self.frame();
                let times = (0..sentences[s].len())
                    .map(|i| self.step(text, sentences, s, i, events))
                    .collect();
                SentenceTimes {
                    times,
                    frame_before,
                    frame_after: self.frame(),
                }
            })
            .collect()
    }

    /// Where the story stands.
    #[must_use]
    pub fn frame(&self) -> Option<Edtf> {
        Stretch::at(self.context.frame.or(self.heading)?).edtf()
    }

    fn step(
        &mut self,
        text: &str,
        sentences: &[Vec<Local>],
        sentence: usize,
        index: usize,
        events: &EventDates<'_>,
    ) -> Resolved {
        let local = &sentences[sentence][index];
        let recent = self
            .sentence
            .filter(|(s, _)| s + RECENT >= sentence)
            .and(self.context.spoken)
            .and_then(frame_of);
        let looks_back = local.operator == Some(Operator::Since) && !local.initial;
        let mut context = Context {
            goes_on: local.role == Role::Main && !looks_back,
            whole: local.whole,
            next: self.ahead[sentence][index],
            same_sentence: self.sentence == Some((sentence, local.sentence)),
            ..self.context
        };
        if local.dateline && local.is_weekday() {
            // "KHARTOUM, Tuesday": of the days that the whole was written in.
            context.reference = self.written;
            context.frame = None;
        } else if context.frame.is_none() {
            context.frame = self.heading.or(recent).or_else(|| {
                let reach = if context.reference.is_some() {
                    sentence + AHEAD + 1
                } else {
                    sentences.len()
                };
                year_ahead(&sentences[sentence..reach.min(sentences.len())], index)
            });
        }
        let (operator, inner) = local.value.operator();
        let from_event = match inner {
            Value::Shift {
                amount,
                back,
                base: Base::Event,
            } => Some(FromEvent {
                amount: *amount,
                back: *back,
            }),
            _ => None,
        };
        let dated = from_event.and_then(|from| {
            let event = events(sentence, index)?;
            Stretch::of_edtf(&from.apply(&event)?)
        });
        let stretch = match from_event {
            Some(from) => dated.or_else(|| from.event_from(&context)),
            None => resolve::resolve(&local.value, &context),
        };
        let plain = match from_event {
            Some(_) => stretch,
            None => resolve::resolve(inner, &context),
        };
        if let Some(plain) = plain.filter(|_| from_event.is_none() || dated.is_some()) {
            self.advance(local, operator, plain);
            self.sentence = Some((sentence, local.sentence));
        }
        Resolved {
            expression: TimeExpression {
                span: local.span,
                text: local.span.of(text).to_owned(),
                edtf: stretch.and_then(Stretch::edtf),
                stated: stated(inner, plain),
                calendar: cldr_name(inner.calendar()).map(str::to_owned),
                kind: inner.kind().to_owned(),
                rule: local.rule.to_string(),
            },
            tokens: local.tokens.clone(),
            role: local.role,
            operator,
            plain: plain.and_then(Stretch::edtf),
            from_event,
        }
    }

    /// Keeps the year of another calendar, in which its months go on, until the story states a Gregorian one.
    fn remember_year(&mut self, role: Role, date: &DateOf) {
        let month = match date.month {
            MonthOf::Known(month) => month,
            _ => 0,
        };
        match (date.calendar, date.year) {
            (Calendar::Islamic | Calendar::Hebrew, YearOf::Known(year))
                if !(1700..=3000).contains(&year) =>
            {
                self.context.other_year = Some((date.calendar, year, month));
            }
            (Calendar::Gregory, YearOf::Known(_)) if role == Role::Main => {
                self.context.other_year = None;
            }
            (calendar, YearOf::Hole) if role == Role::Main => {
                if let Some((of, year, last)) = self.context.other_year
                    && of == calendar
                    && month > 0
                {
                    let next = i32::from(last) - i32::from(month) >= years::MONTHS_BACK;
                    self.context.other_year = Some((of, year + i32::from(next), month));
                }
            }
            _ => {}
        }
    }

    /// Takes the story to a date just read.
    fn advance(&mut self, local: &Local, operator: Option<Operator>, plain: Stretch) {
        if local.role == Role::Bracket || matches!(local.value, Value::Deictic(_)) {
            return;
        }
        let Some(end) = plain.to else { return };
        if local.role == Role::Heading {
            if end.grain <= Grain::Year {
                self.heading = Some(end);
            }
            if local.dateline || local.line && end.grain == Grain::Day {
                // A new entry or report: the story of the one before does not go on in it.
                self.context.frame = None;
                self.context.spoken = Some(plain);
                self.context.recent = Recent::default();
                self.context.recent.keep(end);
            }
            if local.dateline {
                self.context.reference = Some(end);
            }
            return;
        }
        let (_, inner) = local.value.operator();
        if operator == Some(Operator::Since)
            && !local.initial
            && stated_year(inner).is_none()
            && plain
                .from
                .zip(self.context.frame)
                .is_some_and(|(from, frame)| from.year <= frame.year)
        {
            // "In office since February" says where things come from; the story stays.
            return;
        }
        self.context.spoken = Some(plain);
        if let Value::Date(date) = &local.value {
            if let MonthOf::Known(month) = date.month {
                self.context.other_month =
                    month > 0 && matches!(date.calendar, Calendar::Islamic | Calendar::Hebrew);
            }
            self.remember_year(local.role, date);
            if let (Some((_, _, month)), MonthOf::Known(last)) =
                (self.context.other_year.as_mut(), date.month)
                && self.context.other_month
            {
                *month = last;
            }
        }
        self.context.recent.keep(end);
        let aside = matches!(operator, Some(o) if o != Operator::About) && !local.initial;
        if local.role == Role::Main
            && !aside
            && let Some(point) = frame_of(plain).or_else(|| chapter(local, plain))
        {
            self.context.frame = Some(point);
        }
        // "Since 1975", where the story has not come as far: it goes on there.
        if local.role == Role::Main
            && operator == Some(Operator::Since)
            && let Some(from) = plain.from.filter(|p| p.grain == Grain::Year)
            && self.context.frame.is_some_and(|f| f.year < from.year)
            && self.context.reference.is_none()
        {
            self.context.frame = Some(from);
        }
    }
}

/// A line that is nothing but a stretch of years puts the story at its beginning.
fn chapter(local: &Local, stretch: Stretch) -> Option<Point> {
    let from = stretch.from.filter(|_| local.line)?;
    Some(Point::year(from.year))
}

/// For each expression, the first day of the next date after it that a main clause states in full.
fn dates_ahead(sentences: &[Vec<Local>]) -> Vec<Vec<Option<Day>>> {
    let mut next = None;
    let mut all: Vec<Vec<Option<Day>>> = sentences
        .iter()
        .rev()
        .map(|locals| {
            let mut row: Vec<Option<Day>> = locals
                .iter()
                .rev()
                .map(|local| {
                    let here = next;
                    let full = matches!(&local.value, Value::Date(d) if matches!(d.year, YearOf::Known(_)));
                    if full
                        && local.role == Role::Main
                        && let Some(stretch) = resolve::resolve(&local.value, &Context::default())
                    {
                        next = stretch.first_day();
                    }
                    here
                })
                .collect();
            row.reverse();
            row
        })
        .collect();
    all.reverse();
    all
}

/// Where a date puts the story: in its year, and in its month or day where it has one.
fn frame_of(stretch: Stretch) -> Option<Point> {
    let (from, to) = (stretch.from?, stretch.to?);
    match to.grain {
        _ if from.year != to.year => None,
        Grain::Day if from != to && from.month != to.month => Some(Point::year(to.year)),
        Grain::Day if from != to => Some(Point::month(to.year, to.month)),
        Grain::Day | Grain::Month | Grain::Year if from == to => Some(to),
        Grain::Month | Grain::Season => Some(Point::year(to.year)),
        _ => None,
    }
}

/// The first year that a main clause states after an expression, where nothing before it says any.
fn year_ahead(sentences: &[Vec<Local>], after: usize) -> Option<Point> {
    sentences
        .iter()
        .enumerate()
        .flat_map(|(s, list)| list.iter().skip(if s == 0 { after + 1 } else { 0 }))
        .filter(|l| matches!(l.role, Role::Main | Role::Earlier | Role::Relative))
        .find_map(|l| stated_year(&l.value))
        .map(Point::year)
}

/// What an expression that states all its parts comes to.
pub(crate) fn value_alone(local: &Local) -> Option<Edtf> {
    resolve::resolve(&local.value, &Context::default())?.edtf()
}

fn stated_year(value: &Value) -> Option<i32> {
    match value {
        Value::Date(date) => match date.year {
            YearOf::Known(_) => resolve::resolve(value, &Context::default())?
                .from
                .map(|p| p.year),
            _ => None,
        },
        Value::Season {
            year: YearOf::Known(year),
            ..
        } => Some(*year),
        Value::Part { of, .. } | Value::Nth { of, .. } => stated_year(of),
        Value::Range(from, _) => stated_year(from),
        Value::Open(_, inner) => stated_year(inner),
        _ => None,
    }
}

/// The value as the words state it, with `X` where they say nothing.
fn stated(value: &Value, plain: Option<Stretch>) -> Option<String> {
    match value {
        Value::Date(date) => Some(date.stated()),
        Value::Range(from, to) => match (&**from, &**to) {
            (Value::Date(a), Value::Date(b)) => Some(format!("{}/{}", a.stated(), b.stated())),
            _ => plain.and_then(Stretch::edtf).map(|e| e.to_string()),
        },
        Value::Season {
            season,
            year: YearOf::Hole,
            ..
        } => Some(format!("XXXX-{season}")),
        Value::Decade {
            start,
            century: false,
        } => Some(format!("XX{}X", start / 10)),
        Value::Duration(_) | Value::Vague | Value::Nothing => None,
        Value::Shift { .. } | Value::Within(_) | Value::During(_) => None,
        Value::Pointer(_) | Value::Deictic(_) | Value::Spoken => None,
        _ => plain.and_then(Stretch::edtf).map(|e| e.to_string()),
    }
}
