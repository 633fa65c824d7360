//! A stretch of known tokens as a lattice: every way to read each token as a word with a role.
//!
//! Nodes are the edges of tokens; clitics put further nodes inside a token. Numbers are put together here, so
//! that patterns see one number whether it is written in digits, words or letters.

use legation_pack::time::{Class, TimePack, class};
use legation_pack::{Folded, TokenKind};

use crate::lexicon::{Entry, Lexicon};
use crate::numbers::{Sum, stands_alone};

/// Index of a node.
pub(crate) type Node = u16;

/// What must stand beside a word for it to be a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    Nothing,
    /// A day or a year.
    Number,
    Day,
}

/// One reading of what stands between two nodes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) from: Node,
    pub(crate) to: Node,
    pub(crate) class: Class,
    pub(crate) meaning: i32,
    /// Number of digits of a number; 0 where it is in words.
    pub(crate) digits: u8,
    /// Of a number: that it is ordinal.
    pub(crate) ordinal: bool,
    /// The word is also another word, or is not written as a name should be.
    pub(crate) weak: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether the article stands before it.
    pub(crate) definite: bool,
    /// A month only beside a day; or, where it lacks its capital, beside a day or year.
    pub(crate) needs: Needs,
}

/// Names of lists that the lattice asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Glue {
    pub(crate) and: Option<Class>,
    pub(crate) slash: Option<Class>,
    pub(crate) dash: Option<Class>,
    pub(crate) open: Option<Class>,
    pub(crate) close: Option<Class>,
    pub(crate) ordinal_mark: Option<Class>,
}

impl Glue {
    pub(crate) fn new(pack: &TimePack) -> Self {
        Self {
            and: pack.class("and"),
            slash: pack.class("slash"),
            dash: pack.class("dash"),
            open: pack.class("open"),
            close: pack.class("close"),
            ordinal_mark: pack.class("ordinal-mark"),
        }
    }
}

/// The lattice of tokens `base..base + len`.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// First token.
    pub(crate) base: usize,
    /// Number of tokens; nodes `0..=len` are their edges.
    pub(crate) len: usize,
    /// All edges, by their first node once [`Lattice::build`] is done.
    pub(crate) edges: Vec<Edge>,
    /// For each node, the token that it lies in or before, and the bytes of the folded token before it.
    pub(crate) nodes: Vec<(u16, u16)>,
    /// First edge of each node.
    first: Vec<u32>,
}

impl Lattice {
    /// Reads tokens `from..to` of a stretch.
    pub(crate) fn build(
        lexicon: &Lexicon,
        glue: Glue,
        capitals: bool,
        folded: &Folded,
        from: usize,
        to: usize,
    ) -> Self {
        let len = to - from;
        let mut lattice = Self {
            base: from,
            len,
            edges: Vec::with_capacity(len * 2),
            nodes: (0..=u16::try_from(len).unwrap_or(u16::MAX))
                .map(|i| (i, 0))
                .collect(),
            first: Vec::new(),
        };
        for at in 0..len {
            lattice.read_token(lexicon, glue, capitals, folded, at);
        }
        lattice.bridge_hyphens(folded);
        lattice.sort();
        lattice.join_numbers(glue);
        lattice.join_month_pairs(glue);
        lattice.sort();
        lattice
    }

    /// Edges that leave a node.
    pub(crate) fn leaving(&self, node: Node) -> &[Edge] {
        let node = node as usize;
        match (self.first.get(node), self.first.get(node + 1)) {
            (Some(&a), Some(&b)) => &self.edges[a as usize..b as usize],
            _ => &[],
        }
    }

    fn sort(&mut self) {
        self.edges.sort_by_key(|e| e.from);
        self.first.clear();
        let mut at = 0;
        for node in 0..=self.nodes.len() {
            while at < self.edges.len() && (self.edges[at].from as usize) < node {
                at += 1;
            }
            self.first.push(u32::try_from(at).unwrap_or(0));
        }
    }

    fn node(&mut self, token: usize, bytes: usize) -> Node {
        let place = (
            u16::try_from(token).unwrap_or(u16::MAX),
            u16::try_from(bytes).unwrap_or(u16::MAX),
        );
        let known = self.nodes[self.len + 1..].iter().position(|p| *p == place);
        let index = known.map_or_else(
            || {
                self.nodes.push(place);
                self.nodes.len() - 1
            },
            |i| i + self.len + 1,
        );
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    fn read_token(
        &mut self,
        lexicon: &Lexicon,
        glue: Glue,
        capitals: bool,
        folded: &Folded,
        at: usize,
    ) {
        let index = self.base + at;
        let Some(token) = folded.tokens.get(index) else {
            return;
        };
        let word = folded.word(index);
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        if token.kind == TokenKind::Number {
            self.read_digits(lexicon, glue, folded, at);
            return;
        }
        let lower = capitals && !token.capital;
        let found = |entry: &Entry, from: Node, definite: bool, lattice: &Self| -> Option<Edge> {
            let end = at + 1 + entry.rest.len();
            let fits = end <= lattice.len
                && entry
                    .rest
                    .iter()
                    .enumerate()
                    .all(|(i, w)| folded.word(index + 1 + i) == &**w);
            fits.then(|| Edge {
                from,
                to: u16::try_from(end).unwrap_or(u16::MAX),
                class: entry.class,
                meaning: entry.meaning,
                digits: 0,
                ordinal: entry.class == class::ORDINAL,
                weak: entry.weak || lower && matches!(entry.class, class::MONTH | class::WEEKDAY),
                definite,
                capital: token.capital,
                needs: if entry.with_day {
                    Needs::Day
                } else if lower && entry.weak && entry.class == class::MONTH {
                    Needs::Number
                } else {
                    Needs::Nothing
                },
            })
        };
        for entry in lexicon.entries(word) {
            if let Some(edge) = found(entry, here, false, self) {
                self.edges.push(edge);
            }
        }
        if lexicon.has_letters() && token.kind == TokenKind::Word {
            self.read_letters(lexicon, folded, at, word, here);
        }
        if token.kind == TokenKind::Punct {
            return;
        }
        for (clitics, rest) in lexicon.stripped(word) {
            let entries = lexicon.entries(rest);
            let numeral = lexicon.has_letters()
                && (lexicon.numeral(rest).is_some()
                    || rest.chars().count() == 1 && folded.word(index + 1) == "'");
            if entries.is_empty() && !numeral {
                continue;
            }
            let mut from = here;
            for (words, end) in &clitics.parts {
                let node = self.node(at, *end);
                for entry in words {
                    self.edges.push(Edge {
                        from,
                        to: node,
                        class: entry.class,
                        meaning: entry.meaning,
                        digits: 0,
                        ordinal: false,
                        weak: false,
                        definite: false,
                        capital: false,
                        needs: Needs::Nothing,
                    });
                }
                from = node;
            }
            for entry in entries {
                if let Some(edge) = found(entry, from, clitics.article, self) {
                    self.edges.push(edge);
                }
            }
            if numeral {
                self.read_letters(lexicon, folded, at, rest, from);
            }
        }
    }

    /// A hyphen between a clitic and digits says nothing: `ב-28`.
    fn bridge_hyphens(&mut self, folded: &Folded) {
        let mut bridges = Vec::new();
        for edge in &self.edges {
            let mark = self.base + edge.to as usize;
            let glued = edge.class >= class::FIRST_OWN
                && (edge.to as usize) < self.len
                && folded.word(mark) == "-"
                && [mark, mark + 1]
                    .iter()
                    .all(|i| folded.tokens.get(*i).is_some_and(|t| !t.spaced))
                && folded
                    .tokens
                    .get(mark - 1)
                    .is_some_and(|t| t.kind == TokenKind::Word);
            if glued {
                bridges.push(Edge {
                    to: edge.to + 1,
                    ..*edge
                });
            }
        }
        self.edges.extend(bridges);
    }

    fn read_digits(&mut self, lexicon: &Lexicon, glue: Glue, folded: &Folded, at: usize) {
        let index = self.base + at;
        let word = folded.word(index);
        let digits = u8::try_from(word.len()).unwrap_or(u8::MAX);
        let Some(meaning) = (digits <= 4).then(|| word.parse::<i32>().ok()).flatten() else {
            return;
        };
        if !stands_alone(folded, index) {
            return;
        }
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        let mut edge = Edge {
            from: here,
            to: here + 1,
            class: class::NUMBER,
            meaning,
            digits,
            ordinal: false,
            weak: false,
            definite: false,
            capital: false,
            needs: Needs::Nothing,
        };
        self.edges.push(edge);
        let marked = at + 1 < self.len
            && lexicon
                .entries(folded.word(index + 1))
                .iter()
                .any(|e| Some(e.class) == glue.ordinal_mark && e.rest.is_empty());
        if marked {
            edge.to = here + 2;
            edge.ordinal = true;
            self.edges.push(edge);
        }
    }

    fn read_letters(
        &mut self,
        lexicon: &Lexicon,
        folded: &Folded,
        at: usize,
        word: &str,
        from: Node,
    ) {
        let index = self.base + at;
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        let (value, to) = if let Some(value) = lexicon.numeral(word) {
            (value, here + 1)
        } else if at + 1 < self.len
            && word.chars().count() == 1
            && folded.word(index + 1) == "'"
            && folded.tokens.get(index + 1).is_some_and(|t| !t.spaced)
        {
            let Some(value) = lexicon.letter_sum(word) else {
                return;
            };
            (value, here + 2)
        } else {
            return;
        };
        self.edges.push(Edge {
            from,
            to,
            class: class::NUMERAL,
            meaning: value,
            digits: 0,
            ordinal: false,
            weak: false,
            definite: false,
            capital: false,
            needs: Needs::Nothing,
        });
    }

    /// Puts number words together: "twenty-five", `خمسة وعشرون`, "nineteen fifty-six", `ألف وتسعمائة`.
    fn join_numbers(&mut self, glue: Glue) {
        let words = self
            .edges
            .iter()
            .any(|e| matches!(e.class, class::CARDINAL | class::ORDINAL));
        if !words {
            return;
        }
        let mut found = Vec::new();
        for node in 0..self.nodes.len() {
            let node = u16::try_from(node).unwrap_or(u16::MAX);
            for edge in self.leaving(node) {
                if edge.class == class::CARDINAL || edge.class == class::ORDINAL {
                    let state = Sum::default();
                    self.add_word(glue, node, *edge, state, edge.weak, &mut found, 0);
                }
            }
        }
        self.edges.extend(found);
    }

    #[allow(clippy::too_many_arguments)]
    fn add_word(
        &self,
        glue: Glue,
        start: Node,
        edge: Edge,
        state: Sum,
        weak: bool,
        found: &mut Vec<Edge>,
        depth: usize,
    ) {
        let Some(state) = state.add(edge.meaning) else {
            return;
        };
        let ordinal = edge.class == class::ORDINAL;
        found.push(Edge {
            from: start,
            to: edge.to,
            class: class::NUMBER,
            meaning: state.total + state.part,
            digits: 0,
            ordinal,
            weak: weak && depth == 0,
            definite: edge.definite && depth == 0,
            capital: edge.capital,
            needs: Needs::Nothing,
        });
        if depth > 7 {
            return;
        }
        for next in self.leaving(edge.to) {
            let number = matches!(next.class, class::CARDINAL | class::ORDINAL);
            if number {
                self.add_word(glue, start, *next, state, weak, found, depth + 1);
            } else if Some(next.class) == glue.and {
                for after in self.leaving(next.to) {
                    if matches!(after.class, class::CARDINAL | class::ORDINAL) {
                        let state = Sum {
                            joined: true,
                            ..state
                        };
                        self.add_word(glue, start, *after, state, weak, found, depth + 1);
                    }
                }
            }
        }
    }

    /// A month with its name in another family beside it is one month: `كانون الأول/ديسمبر`, `نيسان (أبريل)`.
    fn join_month_pairs(&mut self, glue: Glue) {
        let mut found = Vec::new();
        for first in self.edges.iter().filter(|e| e.class == class::MONTH) {
            for mark in self.leaving(first.to) {
                let some = Some(mark.class);
                // A hyphen between letters leaves no token: `كانون الأول-ديسمبر`.
                if mark.class == class::MONTH && mark.meaning == first.meaning {
                    found.push(Edge {
                        to: mark.to,
                        ..*first
                    });
                }
                if some != glue.slash && some != glue.open && some != glue.dash {
                    continue;
                }
                for second in self.leaving(mark.to) {
                    if second.class != class::MONTH || second.meaning != first.meaning {
                        continue;
                    }
                    let to = if some == glue.open {
                        self.leaving(second.to)
                            .iter()
                            .find(|e| Some(e.class) == glue.close)
                            .map(|e| e.to)
                    } else {
                        Some(second.to)
                    };
                    if let Some(to) = to {
                        found.push(Edge {
                            to,
                            weak: false,
                            needs: Needs::Nothing,
                            ..*first
                        });
                    }
                }
            }
        }
        self.edges.extend(found);
    }
}
