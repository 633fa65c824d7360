//! Stage one: the time expressions of a stretch of text, each with its value as the words give it.

use std::ops::Range;
use std::sync::Arc;

use legation_model::{BlockKind, Span};
use legation_pack::time::{Class, Filter, TimePack};
use legation_pack::{Folded, Language, TokenKind};

use crate::lattice::{Glue, Lattice, Node};
use crate::lexicon::{ANCHOR, KNOWN, Lexicon, Marks};
use crate::matcher::{Candidate, Chart, Rules, Strength};
use crate::place::{is_open_year, role_of};
use crate::produce::is_day_alone;
use crate::value::{Base, MonthOf, Operator, Value, YearOf};

/// Where in its sentence an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// In a main clause: it moves the story.
    Main,
    /// In a main clause that looks back ("had been").
    Earlier,
    /// In a relative clause.
    Relative,
    /// Between brackets.
    Bracket,
    /// In a title or heading, or alone on a line: the story stands there only where nothing else says when.
    Heading,
}

/// A time expression with its value as stated, before the narrative fills the holes.
#[derive(Debug, Clone, PartialEq)]
pub struct Local {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// Its place in the clean text, without the clitics before it.
    pub span: Span,
    /// Where it stands.
    pub role: Role,
    /// Whether it opens its sentence.
    pub initial: bool,
    /// Since, until, before, after, about.
    pub operator: Option<Operator>,
    /// The rule that found it.
    pub rule: Arc<str>,
    /// Bytes of clitics in the first token, as folded.
    pub(crate) clitics: usize,
    /// Whether it is all that the stretch says.
    pub(crate) whole: bool,
    /// Whether it is all that its line or block says.
    pub(crate) line: bool,
    /// Whether it is the day of writing that heads a report.
    pub(crate) dateline: bool,
    /// Number of its sentence in the stretch.
    pub(crate) sentence: usize,
    pub(crate) value: Value,
}

impl Local {
    /// Gives it the role that its block gives it. `alone` says that the document has no other block.
    ///
    /// A line that is nothing but a year or month is the head of a chapter: the story stands there. A day alone
    /// on a line, and dates in titles, date the document or its parts.
    pub fn settle(&mut self, kind: BlockKind, alone: bool) {
        self.whole &= alone;
        if alone {
            return;
        }
        let chapter = self.line && !self.value.fits(Filter::Day);
        if !kind.is_read() && !chapter || self.line && !chapter && self.role == Role::Main {
            self.role = Role::Heading;
        }
    }

    /// Whether it is a weekday and nothing else, without a word that points.
    pub(crate) fn is_weekday(&self) -> bool {
        matches!(&self.value, Value::Date(d) if d.weekday.is_some()
            && d.day.is_none() && d.month == MonthOf::Hole && d.how.is_none())
    }

    /// Whether it states a day in full.
    pub(crate) fn is_full_day(&self) -> bool {
        matches!(&self.value, Value::Date(d) if d.day.is_some() && matches!(d.year, YearOf::Known(_)))
    }
}

/// Finds the time expressions of one language.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(crate) lexicon: Lexicon,
    pub(crate) rules: Rules,
    pub(crate) ids: Vec<Arc<str>>,
    pub(crate) glue: Glue,
    pub(crate) licence: u128,
    /// Lists that license a year unless it is round.
    pub(crate) cautious: u128,
    pub(crate) capitals: bool,
    /// Lists asked for around a match.
    pub(crate) around: Around,
    pub(crate) plural_endings: Vec<String>,
    pub(crate) relative_prefixes: Vec<String>,
    pub(crate) language: Language,
}

/// Lists asked for around a match.
#[derive(Debug, Clone)]
pub(crate) struct Around {
    /// Words for day before a number: `يوم 18`.
    pub(crate) day_prefix: Option<Class>,
    pub(crate) on: Option<Class>,
    /// Words for "in", as a set.
    pub(crate) inside: u128,
    /// Words that can follow a day of the month that stands alone.
    pub(crate) after_day: Option<Class>,
    /// Words that cannot.
    pub(crate) not_after_day: Option<Class>,
    /// Endings of verbs that can follow it.
    pub(crate) past_endings: Vec<String>,
    /// Endings of ordinals that agree with no day.
    pub(crate) feminine: Vec<String>,
    pub(crate) the: u128,
    /// Words that begin a clause after a date.
    pub(crate) subject: Option<Class>,
    /// Words for books and the like, whose titles hold years.
    pub(crate) work: Option<Class>,
}

/// A candidate and what stands around it.
#[derive(Clone, Copy)]
pub(crate) struct Match<'a> {
    pub(crate) folded: &'a Folded,
    pub(crate) marks: &'a [Marks],
    pub(crate) lattice: &'a Lattice,
    pub(crate) node: Node,
    pub(crate) candidate: &'a Candidate,
    pub(crate) value: &'a Value,
    pub(crate) tokens: &'a Range<usize>,
    /// It goes on a list of expressions.
    pub(crate) listed: bool,
}

/// The words of a list, folded.
fn words_of(pack: &TimePack, list: &str) -> Vec<String> {
    let class = pack.class(list);
    let words = pack.words.iter().filter(|w| Some(w.class) == class);
    words.map(|w| w.tokens.concat()).collect()
}

/// Longest row of known tokens looked at in one go.
const REGION: usize = 400;

impl Engine {
    /// An engine for a language and its time pack.
    #[must_use]
    pub fn new(language: &Language, pack: &TimePack) -> Self {
        let rules = Rules::new(pack);
        let bit = |class: Option<Class>| class.map_or(0, |c| 1u128 << c);
        Self {
            lexicon: Lexicon::new(language, pack),
            ids: rules.rules.iter().map(|r| r.id.as_str().into()).collect(),
            rules,
            glue: Glue::new(pack),
            licence: pack.licence,
            cautious: bit(pack.class("the")) | bit(pack.class("of")),
            capitals: pack.capitals,
            around: Around {
                day_prefix: pack.class("day-prefix"),
                on: pack.class("on"),
                inside: bit(pack.class("in")),
                after_day: pack.class("after-day"),
                not_after_day: pack.class("not-after-day"),
                past_endings: words_of(pack, "past-ending"),
                feminine: words_of(pack, "feminine-ending"),
                the: bit(pack.class("the")),
                subject: pack.class("subject"),
                work: pack.class("work"),
            },
            plural_endings: pack.plural_endings.clone(),
            relative_prefixes: pack.relative_prefixes.clone(),
            language: language.clone(),
        }
    }

    /// The time expressions of a stretch (a sentence or a paragraph), in order.
    #[must_use]
    pub fn find(&self, folded: &Folded) -> Vec<Local> {
        let mut marks = Vec::new();
        self.lexicon.scan(folded, &mut marks);
        let mut found = Vec::new();
        let mut at = 0;
        while at < marks.len() {
            if marks[at] & KNOWN == 0 {
                at += 1;
                continue;
            }
            let end = marks[at..]
                .iter()
                .take(REGION)
                .position(|m| m & KNOWN == 0)
                .map_or(marks.len().min(at + REGION), |n| at + n);
            if marks[at..end].iter().any(|m| m & ANCHOR != 0)
                && self.worth_it(folded, at, end, &marks)
            {
                self.find_in(folded, at, end, &marks, &mut found);
            }
            at = end;
        }
        found
    }

    /// Whether there is more than a number that cannot be a year, or a unit alone.
    fn worth_it(&self, folded: &Folded, from: usize, to: usize, marks: &[Marks]) -> bool {
        let mut anchors = (from..to).filter(|i| marks[*i] & ANCHOR != 0);
        let (Some(first), None) = (anchors.next(), anchors.next()) else {
            return true;
        };
        folded.tokens[first].kind != TokenKind::Number
            || to - from > 1
            || folded.word(first).len() == 4
    }

    fn find_in(
        &self,
        folded: &Folded,
        from: usize,
        to: usize,
        marks: &[Marks],
        found: &mut Vec<Local>,
    ) {
        let lattice = Lattice::build(&self.lexicon, self.glue, self.capitals, folded, from, to);
        let chart = Chart::new(&self.rules, &lattice);
        let mut starts: Vec<(u16, u16, Node)> = (0u16..)
            .zip(&lattice.nodes)
            .filter(|(n, _)| !chart.found[*n as usize].is_empty())
            .map(|(n, (token, bytes))| (*token, *bytes, n))
            .collect();
        starts.sort_unstable();
        let place = |node: Node| lattice.nodes[node as usize];
        let mut done = (0, 0);
        for (token, bytes, node) in starts {
            if (token, bytes) < done {
                continue;
            }
            let mut options: Vec<&Candidate> = chart.found[node as usize].iter().collect();
            options.sort_by_key(|c| {
                let nothing = matches!(chart.values[c.value as usize], Value::Nothing);
                (
                    std::cmp::Reverse(place(c.to)),
                    !nothing,
                    std::cmp::Reverse(c.strength),
                    counts_on(&chart.values[c.value as usize], folded, from, place(c.to)),
                    c.rule,
                )
            });
            for candidate in options {
                let value = &chart.values[candidate.value as usize];
                let end = place(candidate.to);
                // Readings that begin inside and reach further.
                let further = |fits: &dyn Fn(&Value) -> bool| {
                    chart.found.iter().enumerate().any(|(n, list)| {
                        let start = lattice.nodes[n];
                        start > (token, bytes)
                            && start < end
                            && list
                                .iter()
                                .any(|c| place(c.to) > end && fits(&chart.values[c.value as usize]))
                    })
                };
                let alone = matches!(value, Value::Date(date) if is_day_alone(date));
                let says_nothing = alone || matches!(value, Value::Nothing | Value::Duration(_));
                if says_nothing && further(&|v| v.fits(Filter::Date)) {
                    continue;
                }
                if *value == Value::Nothing {
                    done = end;
                    break;
                }
                let unsure = candidate.strength != Strength::Strong || is_open_year(value);
                if unsure && further(&|v| *v == Value::Nothing) {
                    continue;
                }
                let tokens = from + token as usize..from + (end.0 as usize).max(token as usize + 1);
                let listed = found.last().is_some_and(|l: &Local| {
                    l.tokens.end <= tokens.start && tokens.start - l.tokens.end <= 1
                });
                let here = Match {
                    folded,
                    marks,
                    lattice: &lattice,
                    node,
                    candidate,
                    value,
                    tokens: &tokens,
                    listed,
                };
                if !self.believed(&here) {
                    continue;
                }
                done = end;
                found.push(self.local(folded, marks, tokens, bytes, candidate, value));
                break;
            }
        }
    }

    fn local(
        &self,
        folded: &Folded,
        marks: &[Marks],
        tokens: Range<usize>,
        clitics: u16,
        candidate: &Candidate,
        value: &Value,
    ) -> Local {
        let place = role_of(marks, tokens.start);
        let role =
            if place.role == Role::Main && self.relative_by_prefix(folded, marks, tokens.start) {
                Role::Relative
            } else {
                place.role
            };
        let whole = (0..tokens.start)
            .chain(tokens.end..marks.len())
            .all(|i| marks[i] & KNOWN != 0 || folded.tokens[i].kind == TokenKind::Punct);
        Local {
            span: folded.span(tokens.start, tokens.end),
            role,
            initial: place.initial,
            sentence: place.sentence,
            operator: value.operator().0,
            rule: Arc::clone(&self.ids[candidate.rule as usize]),
            clitics: clitics as usize,
            whole,
            line: whole,
            dateline: false,
            value: value.clone(),
            tokens,
        }
    }
}

impl Engine {
    /// Whether a word says something by itself, as far as the pack knows.
    pub(crate) fn is_content(&self, word: &str) -> bool {
        self.lexicon.entries(word).is_empty() && word.chars().nth(2).is_some()
    }
}

/// Whether a value that counts from the time spoken of stands where a word follows, as in "two months after Mr
/// N spoke", which counts from that.
fn counts_on(value: &Value, folded: &Folded, from: usize, end: (u16, u16)) -> bool {
    let next = from + end.0 as usize;
    matches!(
        value,
        Value::Shift {
            base: Base::Narrative,
            ..
        }
    ) && end.1 == 0
        && folded
            .tokens
            .get(next)
            .is_some_and(|t| t.kind == TokenKind::Word)
}
