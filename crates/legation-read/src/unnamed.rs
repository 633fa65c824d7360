//! Events whose own words name nobody: "the talks opened in May", "it was signed in Paris". Where the sentence tells
//! such an event for its own sake, whom the text speaks of did it; an event that is only referred to states nothing.

use legation_model::{ActorKind, Status};
use legation_pack::{Frame, Kinds, Sort};

use crate::{
    discourse::Discourse,
    features::{Feature, Weighing},
    roles::{Candidate, Filled, Filler},
};

/// How an event is told that names nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) sort: Sort,
    /// Whether an article or possessive makes it known already.
    pub(crate) determined: bool,
    /// Whether its own clause dates it.
    pub(crate) dated: bool,
    /// Whether its clause has stated something else before it.
    pub(crate) second: bool,
    pub(crate) status: Status,
    /// The list that was the subject of the last trigger of the sentence.
    pub(crate) carried: Option<usize>,
}

impl Telling {
    /// Whether the sentence states the event, and does not only speak of it.
    fn stated(&self) -> bool {
        match self.sort {
            Sort::Passive => true,
            Sort::Verb => self.dated,
            // What was promised, wanted or reported in the clause is the content of that.
            Sort::Noun if self.second => {
                !self.determined
                    && self.carried.is_some()
                    && matches!(self.status, Status::Planned | Status::Attributed)
            }
            Sort::Noun => self.dated,
        }
    }
}

/// Whom the text means by an event that names nobody; nobody where it is not stated or nobody is likely.
pub(crate) fn unnamed(
    weights: &Weighing,
    discourse: &Discourse,
    frame: &Frame,
    symmetric: bool,
    telling: &Telling,
) -> Filled {
    let mut filled = Filled::default();
    if !telling.stated() {
        return filled;
    }
    let content = telling.second && telling.sort == Sort::Noun;
    let found = match telling.carried {
        Some(list) if content => Some((Filler::List(list), Feature::SubjectCarried)),
        _ if symmetric && discourse.topics.len() > 1 => Some((Filler::Pair, Feature::Pair)),
        _ if acts(discourse, &frame.is_actor) => Some((Filler::Last, Feature::SubjectDiscourse)),
        _ => None,
    };
    filled.actor.extend(found.map(|(filler, slot)| Candidate {
        filler,
        slot,
        score: weights.of(slot),
    }));
    filled
}

/// Whether one who acted last may be the actor of a frame.
fn acts(discourse: &Discourse, kinds: &Kinds) -> bool {
    let state = kinds.actors.is_empty() || kinds.actors.contains(&ActorKind::State);
    discourse.subject.iter().any(|d| match d.kind {
        Some(kind) => kinds.actors.contains(&kind) || state && kind != ActorKind::Agreement,
        None => state,
    })
}
