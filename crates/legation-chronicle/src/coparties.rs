//! Who is party to an agreement together with whom.
//!
//! A tie of kind *party* either names all who are bound together, or one of them and the agreement; then those meet who
//! are bound by the same agreement: that of the tie where it names one as a party, else the same name.

use std::collections::BTreeMap;

use legation_model::{Participant, Tie, TieKind, TieRole};

/// Two that are bound by one agreement, by which ties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bound<'a, K> {
    pub(crate) first: K,
    pub(crate) second: K,
    /// Which agreement: the same text for the same one.
    pub(crate) agreement: &'a str,
    pub(crate) first_tie: &'a Tie,
    /// The same as the first where one tie names both.
    pub(crate) second_tie: &'a Tie,
}

/// All pairs that some ties of kind *party* bind together. `key` says whom to look at, and as whom; the first of a pair
/// has the smaller key.
pub(crate) fn bound_together<'a, K: Copy + Ord>(
    ties: impl IntoIterator<Item = &'a Tie>,
    key: impl Fn(&'a Participant) -> Option<K>,
) -> Vec<Bound<'a, K>> {
    let mut found = Vec::new();
    let mut single: BTreeMap<&str, Vec<(K, &Tie)>> = BTreeMap::new();
    for tie in ties {
        if tie.kind != TieKind::Party {
            continue;
        }
        let mut bound: Vec<K> = tie
            .parties
            .iter()
            .filter_map(|party| key(&party.who))
            .collect();
        bound.sort_unstable();
        bound.dedup();
        let agreement = agreement_of(tie);
        if let &[one] = bound.as_slice() {
            if let Some(agreement) = agreement {
                single.entry(agreement).or_default().push((one, tie));
            }
            continue;
        }
        let name = agreement.unwrap_or(&tie.id);
        for (place, first) in bound.iter().enumerate() {
            for second in bound.iter().skip(place + 1) {
                found.push(Bound {
                    first: *first,
                    second: *second,
                    agreement: name,
                    first_tie: tie,
                    second_tie: tie,
                });
            }
        }
    }
    for (agreement, mut bound) in single {
        bound.sort_by(|(one, a), (other, b)| (one, &a.id).cmp(&(other, &b.id)));
        for (place, (first, first_tie)) in bound.iter().enumerate() {
            let others = bound
                .iter()
                .skip(place + 1)
                .filter(|(second, _)| second != first);
            for (second, second_tie) in others {
                found.push(Bound {
                    first: *first,
                    second: *second,
                    agreement,
                    first_tie,
                    second_tie,
                });
            }
        }
    }
    found
}

/// Which agreement a tie binds to: by its id or name as a party of the tie, else by the name that the tie has.
fn agreement_of(tie: &Tie) -> Option<&str> {
    let bound_to = tie
        .parties
        .iter()
        .find(|party| party.role == TieRole::Agreement);
    let named = bound_to.map(|party| party.who.id.as_ref().unwrap_or(&party.who.name));
    named.or(tie.instrument.as_ref()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use legation_model::TieParty;

    use super::*;
    use crate::testing::{participant, tie};

    #[test]
    fn two_meet_in_one_tie_or_in_one_agreement() {
        let named = |tie: Tie, name: &str| Tie {
            instrument: Some(name.into()),
            ..tie
        };
        let to = |mut tie: Tie| {
            tie.parties.push(TieParty {
                who: participant("geneva-1949", "INT"),
                role: TieRole::Agreement,
            });
            tie
        };
        let ties = [
            tie(1, TieKind::Party, &["albania", "china"], None, None),
            named(tie(2, TieKind::Party, &["albania"], None, None), "Charter"),
            named(tie(3, TieKind::Party, &["greece"], None, None), "Charter"),
            named(tie(4, TieKind::Party, &["china"], None, None), "Covenant"),
            tie(5, TieKind::Party, &["yugoslavia"], None, None),
            to(tie(7, TieKind::Party, &["china"], None, None)),
            to(named(
                tie(8, TieKind::Party, &["greece"], None, None),
                "otherwise called",
            )),
            tie(6, TieKind::Alliance, &["albania", "yugoslavia"], None, None),
        ];
        let found: Vec<_> = bound_together(&ties, |who| {
            who.id.as_deref().filter(|id| *id != "geneva-1949")
        })
        .iter()
        .map(|b| (b.first, b.second, b.agreement))
        .collect();
        assert_eq!(
            found,
            [
                ("albania", "china", "t0001"),
                ("albania", "greece", "Charter"),
                ("china", "greece", "geneva-1949")
            ]
        );
    }
}
