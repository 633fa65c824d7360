//! What is decided now: the file's entries one after the other, with what was undone and done again.

use std::collections::BTreeMap;

use super::{
    decision::Decision,
    log::{Act, Decided, Entry, Lines},
};

/// Which decisions hold, and which may be done again, as places among the entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    live: Vec<usize>,
    undone: Vec<usize>,
}

impl State {
    /// Goes through the entries. What undoes or does again what is not there (its line was lost) does nothing.
    pub(crate) fn of(lines: &Lines) -> Self {
        let mut state = Self::default();
        let by_number: BTreeMap<u64, usize> = lines
            .entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.n, place))
            .collect();
        for (place, entry) in lines.entries.iter().enumerate() {
            let (from, to) = match &entry.act {
                Act::Decide(_) => {
                    state.live.push(place);
                    state.undone.clear();
                    continue;
                }
                Act::Undo { .. } => (&mut state.live, &mut state.undone),
                Act::Redo { .. } => (&mut state.undone, &mut state.live),
            };
            let (Act::Undo { of } | Act::Redo { of }) = &entry.act else {
                continue;
            };
            let found = by_number.get(of);
            if let Some(at) = from.iter().rposition(|live| Some(live) == found) {
                to.push(from.remove(at));
            }
        }
        state
    }

    /// The decision that would be undone: the last.
    pub(crate) fn last<'l>(&self, lines: &'l Lines) -> Option<&'l Entry> {
        self.live.last().and_then(|place| lines.entries.get(*place))
    }

    /// The decision that would be done again: the one undone last, where nothing was decided since.
    pub(crate) fn last_undone<'l>(&self, lines: &'l Lines) -> Option<&'l Entry> {
        self.undone
            .last()
            .and_then(|place| lines.entries.get(*place))
    }

    /// The decisions that hold, in their order. Of several about the same claim of the same text the last.
    pub(crate) fn holding<'l>(&self, lines: &'l Lines) -> Vec<Held<'l>> {
        let live = self.live.iter().filter_map(|place| {
            let entry = lines.entries.get(*place)?;
            match &entry.act {
                Act::Decide(decided) => Some(Held { entry, decided }),
                Act::Undo { .. } | Act::Redo { .. } => None,
            }
        });
        let live: Vec<Held<'l>> = live.collect();
        let last: BTreeMap<_, u64> = live
            .iter()
            .map(|held| (held.decided.claim.key(), held.entry.n))
            .collect();
        let holds = |held: &Held<'l>| last.get(&held.decided.claim.key()) == Some(&held.entry.n);
        live.into_iter().filter(holds).collect()
    }

    /// A digest of what holds, empty where nothing does.
    pub(crate) fn digest(&self, lines: &Lines) -> String {
        let holding = self.holding(lines);
        if holding.is_empty() {
            return String::new();
        }
        let mut hasher = blake3::Hasher::new();
        for Held { entry, .. } in holding {
            // Plain data; a hasher takes every byte.
            let _ = serde_json::to_writer(&mut hasher, entry);
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}

/// A decision that holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held<'l> {
    pub(crate) entry: &'l Entry,
    pub(crate) decided: &'l Decided,
}

impl Held<'_> {
    pub(crate) fn shown(&self) -> Decision {
        shown(self.entry, self.decided)
    }
}

/// A decision as it is shown.
pub(crate) fn shown(entry: &Entry, decided: &Decided) -> Decision {
    Decision {
        decision: decided.decision,
        edit: decided.edit.clone(),
        note: decided.note.clone(),
        at: entry.at.clone(),
        who: entry.who.clone(),
    }
}
