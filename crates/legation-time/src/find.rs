//! Stage one: the time expressions of a stretch of text, each with its value as the words give it.

use std::ops::Range;
use std::sync::Arc;

use legation_model::{BlockKind, Span};
use legation_pack::time::{Class, Filter, TimePack};
use legation_pack::{Folded, Language, TokenKind};

use crate::lattice::{Glue, Lattice, Node};
use crate::lexicon::{ANCHOR, KNOWN, Lexicon, Marks, PAUSE, STOP};
use crate::matcher::{Candidate, Chart, Rules, Strength};
use crate::place::{in_a_chain, is_clock, is_open_year, is_whole, role_of};
use crate::produce::is_day_alone;
use crate::value::{Operator, Value, YearOf};

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

    /// Whether it states a day in full.
    pub(crate) fn is_full_day(&self) -> bool {
        matches!(&self.value, Value::Date(d) if d.day.is_some() && matches!(d.year, YearOf::Known(_)))
    }
}

/// Finds the time expressions of one language.
#[derive(Debug, Clone)]
pub struct Engine {
    lexicon: Lexicon,
    rules: Rules,
    ids: Vec<Arc<str>>,
    glue: Glue,
    licence: u128,
    /// Lists that license a year unless it is round.
    cautious: u128,
    capitals: bool,
    /// Lists asked for around a match.
    around: Around,
    plural_endings: Vec<String>,
    relative_prefixes: Vec<String>,
    pub(crate) language: Language,
}

/// Lists asked for around a match.
#[derive(Debug, Clone)]
struct Around {
    /// Words for day before a number: `يوم 18`.
    day_prefix: Option<Class>,
    on: Option<Class>,
    /// Words for "in", as a set.
    inside: u128,
    /// Words that can follow a day of the month that stands alone.
    after_day: Option<Class>,
    /// Words that cannot.
    not_after_day: Option<Class>,
    /// Endings of verbs that can follow it.
    past_endings: Vec<String>,
    /// Endings of ordinals that agree with no day.
    feminine: Vec<String>,
    the: u128,
    /// Words that begin a clause after a date.
    subject: Option<Class>,
    /// Words for books and the like, whose titles hold years.
    work: Option<Class>,
}

/// A candidate and what stands around it.
#[derive(Clone, Copy)]
struct Match<'a> {
    folded: &'a Folded,
    marks: &'a [Marks],
    lattice: &'a Lattice,
    node: Node,
    candidate: &'a Candidate,
    value: &'a Value,
    tokens: &'a Range<usize>,
    /// It goes on a list of expressions.
    listed: bool,
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

    /// Whether a match is believed where it stands: a bare year needs a licence, and so does a word that is
    /// also another word.
    fn believed(&self, found: &Match<'_>) -> bool {
        let Match {
            folded,
            marks,
            lattice,
            node,
            candidate,
            value,
            tokens,
            listed,
        } = *found;
        if glued_to_unknown(self, folded, tokens)
            || in_a_chain(folded, tokens)
            || self.in_a_title(folded, tokens)
            || is_open_year(value) && self.counts_a_plural(folded, tokens)
        {
            return false;
        }
        if candidate.strength == Strength::Strong || is_whole(folded, tokens) {
            return true;
        }
        let before: u128 = lattice
            .edges
            .iter()
            .filter(|e| e.to == node)
            .fold(0, |m, e| m | (1 << e.class));
        if let Value::Date(date) = value
            && is_day_alone(date)
            && self.day_stands(folded, tokens, before)
        {
            return true;
        }
        if self.around.after_day.is_none()
            && matches!(value, Value::Date(date) if is_day_alone(date))
        {
            return false;
        }
        if candidate.strength == Strength::Bare {
            let pause = |i: usize| {
                folded
                    .tokens
                    .get(i)
                    .is_none_or(|t| t.kind == TokenKind::Punct)
            };
            let subject = self.around.subject.is_some_and(|class| {
                let entries = self.lexicon.entries(folded.word(tokens.end));
                entries.iter().any(|e| e.class == class)
            });
            return before & self.licence != 0
                && (pause(tokens.end) || subject)
                && !is_clock(folded, tokens);
        }
        let year = match value {
            Value::Date(d) if d.is_year() => match d.year {
                YearOf::Known(year) => Some(year),
                _ => None,
            },
            _ => None,
        };
        if before & self.licence & !self.cautious != 0 {
            return true;
        }
        let Some(year) = year else {
            let plain = lattice
                .edges
                .iter()
                .any(|e| e.from == node && e.to == candidate.to && !e.weak);
            // A list of months, or a month at the head of a sentence.
            let head = plain && role_of(marks, tokens.start).initial;
            return before & self.licence & !self.around.the != 0
                || listed && value.fits(Filter::Month)
                || head;
        };
        if before & self.licence != 0 && year % 50 != 0 {
            return true;
        }
        self.year_by_marks(folded, tokens, year)
    }

    /// Whether a day of a month that nothing names is one by what stands around it: "on the 21st by", "on the 23rd
    /// accused", `في الثامن والعشرين صوّت`, `يوم 18`.
    fn day_stands(&self, folded: &Folded, tokens: &Range<usize>, before: u128) -> bool {
        let is = |i: usize, class: Option<Class>| {
            class.is_some_and(|class| {
                self.lexicon
                    .entries(folded.word(i))
                    .iter()
                    .any(|e| e.class == class && e.rest.is_empty())
            })
        };
        let numbered =
            (tokens.start..tokens.end).any(|i| folded.tokens[i].kind == TokenKind::Number);
        let next = folded.word(tokens.end);
        let punct = folded
            .tokens
            .get(tokens.end)
            .is_none_or(|t| t.kind == TokenKind::Punct);
        let around = &self.around;
        if is_clock(folded, tokens) || is(tokens.end, around.not_after_day) {
            return false;
        }
        let stripped = self
            .lexicon
            .stripped(folded.word(tokens.start))
            .any(|(_, rest)| {
                around.day_prefix.is_some_and(|class| {
                    self.lexicon.entries(rest).iter().any(|e| e.class == class)
                })
            });
        let opened = is(tokens.start, around.day_prefix) || stripped;
        if opened {
            return true;
        }
        // Where ordinals are written out, those of two words: one word after "in" can be anything.
        if around.after_day.is_none() {
            return !numbered
                && tokens.len() >= 2
                && before & around.inside != 0
                && !around
                    .feminine
                    .iter()
                    .any(|e| folded.word(tokens.start).ends_with(e.as_str()));
        }
        let licensed = is(tokens.start, around.on) || before & self.licence & !around.the != 0;
        let verb = around
            .past_endings
            .iter()
            .any(|e| next.len() > e.len() + 2 && next.ends_with(e.as_str()));
        let lower = folded.tokens.get(tokens.end).is_some_and(|t| !t.capital);
        numbered
            && licensed
            && (punct
                || lower
                    && (verb || is(tokens.end, around.after_day) || is(tokens.end, around.subject)))
    }

    /// Marks around a bare year that license it: brackets, the head of a line or sentence.
    fn year_by_marks(&self, folded: &Folded, tokens: &Range<usize>, year: i32) -> bool {
        if !(1500..=2100).contains(&year) {
            return false;
        }
        let before = tokens.start.checked_sub(1).map(|i| folded.word(i));
        let after = folded
            .tokens
            .get(tokens.end)
            .map(|_| folded.word(tokens.end));
        let opened = before.is_some_and(|w| matches!(w, "(" | "["));
        let closed = after.is_some_and(|w| matches!(w, ")" | "]" | "," | ";"));
        if opened && closed {
            return true;
        }
        let head = before.is_none_or(|w| matches!(w, "." | "!" | "?" | "•" | "*"));
        let headed = after.is_none_or(|w| matches!(w, ":" | "," | "." | "-" | ")"));
        head && headed
            || before.is_none()
                && self.capitals
                && folded
                    .tokens
                    .get(tokens.end)
                    .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
                && !year.rem_euclid(100).eq(&0)
    }
}

/// Whether the digits at an end run into letters that are no word of the pack: `F16`, `1961a`.
fn glued_to_unknown(engine: &Engine, folded: &Folded, tokens: &Range<usize>) -> bool {
    let token = |i: usize| folded.tokens.get(i);
    let number = |i: usize| token(i).is_some_and(|t| t.kind == TokenKind::Number);
    let unknown = |i: usize| {
        token(i).is_some_and(|t| t.kind == TokenKind::Word)
            && engine.lexicon.entries(folded.word(i)).is_empty()
            && engine.lexicon.letter_sum(folded.word(i)).is_none()
    };
    let spaced = |i: usize| token(i).is_none_or(|t| t.spaced);
    let before = number(tokens.start)
        && !spaced(tokens.start)
        && tokens.start.checked_sub(1).is_some_and(|i| {
            unknown(i) && !engine.is_clitic(folded.word(i))
                || matches!(folded.word(i), "_" | "/" | "=" | "#" | "@")
        });
    let last = tokens.end.saturating_sub(1);
    let after = number(last)
        && !spaced(tokens.end)
        && (engine.capitals && unknown(tokens.end) && folded.word(tokens.end) != "t"
            || matches!(folded.word(tokens.end), "_" | "=" | "@"));
    before || after
}

impl Engine {
    /// Whether the word is nothing but clitics.
    fn is_clitic(&self, word: &str) -> bool {
        self.language.noun_prefixes().iter().any(|p| p.text == word)
    }
}

impl Engine {
    /// Whether a round number stands before a plural noun, which it counts.
    fn counts_a_plural(&self, folded: &Folded, tokens: &Range<usize>) -> bool {
        let Ok(year) = folded.word(tokens.end.saturating_sub(1)).parse::<i32>() else {
            return false;
        };
        let next = folded.tokens.get(tokens.end);
        year % 50 == 0
            && next.is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
            && self.plural_endings.iter().any(|ending| {
                let word = folded.word(tokens.end);
                word.len() > ending.len() + 2 && word.ends_with(ending.as_str())
            })
    }

    /// Whether the expression stands inside quotation marks that a word for a book comes before.
    fn in_a_title(&self, folded: &Folded, tokens: &Range<usize>) -> bool {
        let Some(work) = self.around.work else {
            return false;
        };
        let quote = |i: &usize| folded.word(*i) == "\"";
        let Some(opening) = (0..tokens.start).rev().take(16).find(quote) else {
            return false;
        };
        if !(tokens.end..folded.tokens.len()).take(8).any(|i| quote(&i)) {
            return false;
        }
        (opening.saturating_sub(4)..opening).any(|i| {
            let word = folded.word(i);
            let names = |w: &str| self.lexicon.entries(w).iter().any(|e| e.class == work);
            names(word) || self.lexicon.stripped(word).any(|(_, rest)| names(rest))
        })
    }

    /// Whether the words since the last pause begin with a relative clitic: `, שנבנה ב-1952,`.
    fn relative_by_prefix(&self, folded: &Folded, marks: &[Marks], at: usize) -> bool {
        if self.relative_prefixes.is_empty() {
            return false;
        }
        let pause = (0..at)
            .rev()
            .take(12)
            .find(|i| marks[*i] & (PAUSE | STOP) != 0);
        pause.is_some_and(|p| {
            let word = folded.word(p + 1);
            p + 1 < at
                && self.relative_prefixes.iter().any(|prefix| {
                    word.starts_with(prefix.as_str()) && word.chars().nth(3).is_some()
                })
                && self.lexicon.entries(word).is_empty()
        })
    }
}

impl Engine {
    /// Whether a word says something by itself, as far as the pack knows.
    pub(crate) fn is_content(&self, word: &str) -> bool {
        self.lexicon.entries(word).is_empty() && word.chars().nth(2).is_some()
    }
}
