//! Patterns against the lattice: rules are tried in rounds, and a later round may use what earlier ones found.

use legation_pack::time::{
    Class, Element, Filter, Make, NumberKind, Order, Slot, TimePack, TimeRule, class,
};

use crate::lattice::{Lattice, Needs, Node};
use crate::produce;
use crate::strength::strength;
use crate::value::Value;

/// In sets of classes, the bits from [`class::END`] on say which kinds of number and of value begin at a node.
fn number_bit(kind: NumberKind) -> u128 {
    1 << (class::END as usize + kind as usize)
}

fn value_bit(filter: Filter) -> u128 {
    1 << (class::END as usize + NumberKind::ALL.len() + filter as usize)
}

/// The bits of an edge.
fn bits_of_edge(edge: &crate::lattice::Edge) -> u128 {
    let mut bits = 1 << edge.class;
    if edge.class == class::NUMBER || edge.class == class::NUMERAL {
        for kind in NumberKind::ALL {
            if number_fits(kind, edge) {
                bits |= number_bit(kind);
            }
        }
    }
    bits
}

/// The bits of a value.
fn bits_of_value(value: &Value) -> u128 {
    Filter::ALL
        .into_iter()
        .filter(|f| value.fits(*f))
        .fold(0, |bits, f| bits | value_bit(f))
}

/// Steps that one region may take; far more than prose needs, so that odd input cannot hold up a run.
const FUEL: u32 = 200_000;

/// One instruction of a compiled pattern.
#[derive(Debug, Clone, Copy)]
enum Step {
    Words {
        classes: u128,
        slot: Slot,
    },
    Number {
        kind: NumberKind,
        slot: Slot,
    },
    Value {
        filter: Filter,
        slot: Slot,
    },
    /// Go on at the next step or at this one.
    Split(u16),
    Jump(u16),
    Accept,
}

/// A rule, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) make: Make,
    round: u8,
    steps: Vec<Step>,
}

/// What tells quickly that a rule cannot match; kept apart from the rules, since all are looked at often.
#[derive(Debug, Clone, Copy)]
struct Guard {
    /// Classes that a match can begin with.
    first: u128,
    /// Sets of which each must have a class in the match.
    needs: [u128; 3],
}

/// All rules of a language.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) rules: Vec<Rule>,
    guards: Vec<Guard>,
    pub(crate) order: Order,
}

/// What an element matched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) slot: Slot,
    pub(crate) class: Class,
    pub(crate) meaning: i32,
    pub(crate) digits: u8,
    pub(crate) ordinal: bool,
    pub(crate) weak: bool,
    pub(crate) definite: bool,
    pub(crate) capital: bool,
    pub(crate) needs: Needs,
    /// Index of a value found before.
    pub(crate) value: Option<u32>,
}

/// How much a match needs to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Only where it is the whole text.
    Bare,
    /// With a licence before it.
    Weak,
    Strong,
}

/// A value found between two nodes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) to: Node,
    pub(crate) value: u32,
    pub(crate) rule: u16,
    pub(crate) strength: Strength,
}

/// What rules have found in a lattice.
pub(crate) struct Chart<'a> {
    lattice: &'a Lattice,
    /// Values, by the index in [`Candidate::value`].
    pub(crate) values: Vec<Value>,
    /// Candidates by the node they begin at.
    pub(crate) found: Vec<Vec<Candidate>>,
    fuel: u32,
}

impl Rules {
    pub(crate) fn new(pack: &TimePack) -> Self {
        let mut compiled: Vec<(Rule, Guard)> = pack.rules.iter().map(compile).collect();
        compiled.sort_by_key(|(rule, _)| rule.round);
        let (rules, guards) = compiled.into_iter().unzip();
        Self {
            rules,
            guards,
            order: pack.order,
        }
    }
}

fn compile(rule: &TimeRule) -> (Rule, Guard) {
    let mut steps = Vec::new();
    compile_row(&rule.pattern, &mut steps);
    steps.push(Step::Accept);
    let mut first = 0;
    first_of(&steps, 0, &mut first);
    // The needs that fewest texts meet; one that is always met fills what is left.
    let mut all = needs_of(&rule.pattern);
    all.sort_by_key(|n| need_rank(*n));
    let mut needs = [u128::MAX; 3];
    for (slot, need) in needs.iter_mut().zip(all) {
        *slot = need;
    }
    let compiled = Rule {
        id: rule.id.clone(),
        make: rule.make,
        round: rule.make.round(),
        steps,
    };
    (compiled, Guard { first, needs })
}

/// How common what a need asks for is: own lists are mostly little words.
fn need_rank(need: u128) -> (bool, u32) {
    let own = need >> class::FIRST_OWN != 0 && need >> class::END == 0;
    (own, need.count_ones())
}

/// What every match of a row must hold.
fn needs_of(row: &[Element]) -> Vec<u128> {
    let mut needs = Vec::new();
    for element in row {
        match element {
            Element::Words { classes, .. } => needs.push(*classes),
            Element::Number { kind, .. } => needs.push(number_bit(*kind)),
            Element::Value { filter, .. } => needs.push(value_bit(*filter)),
            Element::Group { optional: true, .. } => {}
            Element::Group { options, .. } => {
                // One need of each option, the one that fewest texts meet.
                let rarest =
                    |row: &Vec<Element>| needs_of(row).into_iter().min_by_key(|n| need_rank(*n));
                let all: Option<Vec<u128>> = options.iter().map(rarest).collect();
                if let Some(all) = all {
                    needs.push(all.into_iter().fold(0, |a, b| a | b));
                }
            }
        }
    }
    needs
}

fn at(steps: &[Step]) -> u16 {
    u16::try_from(steps.len()).unwrap_or(u16::MAX)
}

fn compile_row(row: &[Element], steps: &mut Vec<Step>) {
    for element in row {
        match element {
            Element::Words { classes, slot } => steps.push(Step::Words {
                classes: *classes,
                slot: *slot,
            }),
            Element::Number { kind, slot } => steps.push(Step::Number {
                kind: *kind,
                slot: *slot,
            }),
            Element::Value { filter, slot } => steps.push(Step::Value {
                filter: *filter,
                slot: *slot,
            }),
            Element::Group { options, optional } => compile_group(options, *optional, steps),
        }
    }
}

fn compile_group(options: &[Vec<Element>], optional: bool, steps: &mut Vec<Step>) {
    let mut ends = Vec::new();
    for (i, row) in options.iter().enumerate() {
        let last = i + 1 == options.len() && !optional;
        let split = steps.len();
        if !last {
            steps.push(Step::Split(0));
        }
        compile_row(row, steps);
        ends.push(steps.len());
        steps.push(Step::Jump(0));
        if !last {
            steps[split] = Step::Split(at(steps));
        }
    }
    let end = at(steps);
    for jump in ends {
        steps[jump] = Step::Jump(end);
    }
}

fn first_of(steps: &[Step], pc: usize, first: &mut u128) {
    match steps[pc] {
        Step::Words { classes, .. } => *first |= classes,
        Step::Number { kind, .. } => *first |= number_bit(kind),
        Step::Value { filter, .. } => *first |= value_bit(filter),
        Step::Split(other) => {
            first_of(steps, pc + 1, first);
            first_of(steps, other as usize, first);
        }
        Step::Jump(next) => first_of(steps, next as usize, first),
        Step::Accept => {}
    }
}

impl<'a> Chart<'a> {
    /// Tries all rules at all nodes.
    pub(crate) fn new(rules: &Rules, lattice: &'a Lattice) -> Self {
        let nodes = lattice.nodes.len();
        let mut chart = Self {
            lattice,
            values: Vec::new(),
            found: vec![Vec::new(); nodes],
            fuel: FUEL,
        };
        let mut masks: Vec<u128> = (0..nodes)
            .map(|n| {
                let node = u16::try_from(n).unwrap_or(u16::MAX);
                lattice
                    .leaving(node)
                    .iter()
                    .fold(0, |m, e| m | bits_of_edge(e))
            })
            .collect();
        let mut order: Vec<usize> = (0..nodes).collect();
        order.sort_unstable_by_key(|n| lattice.nodes[*n]);
        // What begins at a node or after it.
        let mut onward = vec![0u128; nodes];
        let mut from = 0;
        let mut bound = Vec::with_capacity(16);
        let mut viable: Vec<usize> = Vec::new();
        let mut matches = Vec::new();
        while from < rules.rules.len() {
            let round = rules.rules[from].round;
            let to = from
                + rules.rules[from..]
                    .iter()
                    .take_while(|r| r.round == round)
                    .count();
            let mut fresh: Vec<(Node, Candidate)> = Vec::new();
            let mut seen = 0;
            for n in order.iter().rev() {
                seen |= masks[*n];
                onward[*n] = seen;
            }
            // Rules that can match anywhere in the region at all.
            viable.clear();
            viable.extend((from..to).filter(|i| {
                let guard = &rules.guards[*i];
                guard.first & seen != 0 && guard.needs.iter().all(|need| need & seen != 0)
            }));
            if viable.is_empty() {
                from = to;
                continue;
            }
            for n in 0..nodes {
                let (mask, onward) = (masks[n], onward[n]);
                if mask == 0 {
                    continue;
                }
                let node = u16::try_from(n).unwrap_or(u16::MAX);
                for &index in &viable {
                    let guard = &rules.guards[index];
                    if guard.first & mask == 0 || guard.needs.iter().any(|need| need & onward == 0)
                    {
                        continue;
                    }
                    let rule = &rules.rules[index];
                    bound.clear();
                    chart.walk(rule, 0, node, &mut bound, &mut matches);
                    for (end, bounds) in matches.drain(..) {
                        chart.keep(rules, index, node, end, &bounds, &mut fresh);
                    }
                }
            }
            for (node, candidate) in fresh {
                masks[node as usize] |= bits_of_value(&chart.values[candidate.value as usize]);
                chart.found[node as usize].push(candidate);
            }
            from = to;
        }
        chart
    }

    fn keep(
        &mut self,
        rules: &Rules,
        index: usize,
        node: Node,
        to: Node,
        bounds: &[Bound],
        fresh: &mut Vec<(Node, Candidate)>,
    ) {
        let rule = &rules.rules[index];
        let Some(value) = produce::make(rule.make, bounds, &self.values, rules.order) else {
            return;
        };
        let known = self.found[node as usize]
            .iter()
            .chain(fresh.iter().filter(|(n, _)| *n == node).map(|(_, c)| c))
            .any(|c| c.to == to && self.values[c.value as usize] == value);
        if known {
            return;
        }
        let strength = strength(rule.make, &value, bounds);
        let at = u32::try_from(self.values.len()).unwrap_or(0);
        self.values.push(value);
        fresh.push((
            node,
            Candidate {
                to,
                value: at,
                rule: u16::try_from(index).unwrap_or(0),
                strength,
            },
        ));
    }

    fn walk(
        &mut self,
        rule: &Rule,
        pc: usize,
        node: Node,
        bound: &mut Vec<Bound>,
        matches: &mut Vec<(Node, Vec<Bound>)>,
    ) {
        if self.fuel == 0 {
            return;
        }
        self.fuel -= 1;
        let lattice = self.lattice;
        match rule.steps[pc] {
            Step::Accept => matches.push((node, bound.clone())),
            Step::Jump(next) => self.walk(rule, next as usize, node, bound, matches),
            Step::Split(other) => {
                self.walk(rule, pc + 1, node, bound, matches);
                self.walk(rule, other as usize, node, bound, matches);
            }
            Step::Words { classes, slot } => {
                for edge in lattice.leaving(node) {
                    if classes & (1 << edge.class) == 0 {
                        continue;
                    }
                    bound.push(bound_of(edge, slot));
                    self.walk(rule, pc + 1, edge.to, bound, matches);
                    bound.pop();
                }
            }
            Step::Number { kind, slot } => {
                for edge in lattice.leaving(node) {
                    if !number_fits(kind, edge) {
                        continue;
                    }
                    bound.push(bound_of(edge, slot));
                    self.walk(rule, pc + 1, edge.to, bound, matches);
                    bound.pop();
                }
            }
            Step::Value { filter, slot } => {
                for i in 0..self.found[node as usize].len() {
                    let candidate = self.found[node as usize][i];
                    if !self.values[candidate.value as usize].fits(filter) {
                        continue;
                    }
                    bound.push(Bound {
                        slot,
                        class: u8::MAX,
                        meaning: 0,
                        digits: 0,
                        ordinal: false,
                        weak: candidate.strength != Strength::Strong,
                        definite: false,
                        capital: false,
                        needs: Needs::Nothing,
                        value: Some(candidate.value),
                    });
                    self.walk(rule, pc + 1, candidate.to, bound, matches);
                    bound.pop();
                }
            }
        }
    }
}

fn bound_of(edge: &crate::lattice::Edge, slot: Slot) -> Bound {
    Bound {
        slot,
        class: edge.class,
        meaning: edge.meaning,
        digits: edge.digits,
        ordinal: edge.ordinal,
        weak: edge.weak,
        definite: edge.definite,
        capital: edge.capital,
        needs: edge.needs,
        value: None,
    }
}

fn number_fits(kind: NumberKind, edge: &crate::lattice::Edge) -> bool {
    let n = edge.meaning;
    match kind {
        NumberKind::LetterDay => edge.class == class::NUMERAL && (1..=30).contains(&n),
        NumberKind::LetterYear => {
            edge.class == class::NUMERAL && ((300..=999).contains(&n) || (5300..=5999).contains(&n))
        }
        _ if edge.class != class::NUMBER => false,
        NumberKind::Day => (1..=31).contains(&n) && edge.digits <= 2,
        NumberKind::DayOrdinal => edge.ordinal && (1..=31).contains(&n),
        NumberKind::MonthNumber => (1..=12).contains(&n) && edge.digits <= 2,
        NumberKind::Year => {
            !edge.ordinal
                && match edge.digits {
                    4 => (1000..=2199).contains(&n) || (5300..=5999).contains(&n),
                    0 => (1100..=2199).contains(&n),
                    _ => false,
                }
        }
        NumberKind::AnyYear => {
            !edge.ordinal && (1..=5999).contains(&n) && (edge.digits != 0 || n > 100)
        }
        NumberKind::ShortYear => !edge.ordinal && edge.digits == 2,
        NumberKind::Count => !edge.ordinal,
        NumberKind::Ordinal => edge.ordinal,
        NumberKind::DecadeYear => {
            !edge.ordinal
                && n % 10 == 0
                && (edge.digits == 2 && n >= 10 || edge.digits == 4 && (1000..=2199).contains(&n))
        }
    }
}
