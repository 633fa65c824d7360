//! Unbalanced triads on a day: three actors of whom two friends of one are enemies, or who are all enemies.
//!
//! Structural balance: Heider (1946), "Attitudes and Cognitive Organization", Journal of Psychology 21; as signed graphs,
//! Cartwright and Harary (1956), "Structural Balance: A Generalization of Heider's Theory", Psychological Review 63. A
//! triangle is balanced if the product of its signs is positive. Harary (1961), "A Structural Analysis of the Situation in
//! the Middle East in 1956", Journal of Conflict Resolution 5, brought it to states. Oishi and Sakuwa (2020), "Structural
//! balance of alliance and rivalry networks in international relations", arXiv 2009.00369, take alliances as positive and
//! rivalries as negative. That states move towards balance is disputed (Doreian and Mrvar 2015, "Structural Balance and
//! Signed International Relations", Journal of Social Structure 16): a triad here is a place to look at, no forecast.
//!
//! **Signs here.** Positive: an alliance, and being party together to an agreement that the caller calls friendly.
//! Diplomatic relations are positive only if asked for: most states have them with most, so they say little, and nobody
//! is a friend for having an embassy. Negative: hostilities, and diplomatic relations that claims say ended and that were
//! not resumed; not those that ended because a state did. States that merely have no relations have no sign.
//!
//! **Two signs.** Allies may fight (Hungary and the Soviet Union in 1956). The sign that is surer counts, and makes the
//! triad at most possible; where both are as sure, the edge has either sign. Three enemies are unbalanced after Heider
//! and not after Davis (1967), "Clustering and Structural Balance in Graphs", Human Relations 20; they are marked.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, Holding, Tie};

use crate::World;
use crate::signs::{Edge, Edges, Sign, TriadRules, edges, pair};

/// An unbalanced triad.
#[derive(Debug, Clone, PartialEq)]
pub struct Triad<'a> {
    /// The three actors, by id.
    pub actors: [&'a str; 3],
    /// Between the first and second, the first and third, the second and third.
    pub edges: [Edge<'a>; 3],
    /// Whether it is certainly unbalanced.
    pub holding: Holding,
    /// Whether all three are enemies.
    pub all_hostile: bool,
}

/// The unbalanced triads on a day, certain ones first, then by actors.
///
/// The ties may come in any order and must include the spells of diplomatic relations that have ended. The work is that of
/// the hostile edges times the neighbours of their ends.
#[must_use]
pub fn unbalanced_triads<'a>(
    ties: &'a [Tie],
    day: Day,
    world: &World,
    rules: &TriadRules<'_>,
) -> Vec<Triad<'a>> {
    let edges = edges(ties, day, world, rules);
    let mut neighbours: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (a, b) in edges.keys() {
        neighbours.entry(a).or_default().push(b);
        neighbours.entry(b).or_default().push(a);
    }
    let hostile = |edge: &Edge<'_>| edge.sign() != Some(Sign::Positive);
    let of = |actor: &str| neighbours.get(actor).map_or(&[][..], Vec::as_slice);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    // An unbalanced triad has a hostile edge: begin with those.
    for ((a, b), _) in edges.iter().filter(|(_, edge)| hostile(edge)) {
        let (few, other) = if of(a).len() <= of(b).len() {
            (of(a), b)
        } else {
            (of(b), a)
        };
        for third in few {
            let mut actors = [*a, *b, *third];
            actors.sort_unstable();
            if edges.contains_key(&pair(other, third)) && seen.insert(actors) {
                found.extend(triad(actors, &edges));
            }
        }
    }
    found.sort_by(|one, other| (other.holding, one.actors).cmp(&(one.holding, other.actors)));
    found
}

/// The triad of three actors in order, if they are tied to each other and unbalanced.
fn triad<'a>(actors: [&'a str; 3], edges: &Edges<'a>) -> Option<Triad<'a>> {
    let [a, b, c] = actors;
    let three = [
        edges.get(&(a, b))?,
        edges.get(&(a, c))?,
        edges.get(&(b, c))?,
    ];
    let signs = three.map(Edge::sign);
    let negative = signs
        .iter()
        .filter(|sign| **sign == Some(Sign::Negative))
        .count();
    let holding = if signs.contains(&None) {
        Holding::Possible
    } else if negative % 2 == 1 {
        three.map(Edge::holding).into_iter().min()?
    } else {
        return None;
    };
    Some(Triad {
        actors,
        edges: three.map(Clone::clone),
        holding,
        all_hostile: negative == 3,
    })
}

#[cfg(test)]
mod tests {
    use legation_model::{EndRule, TieKind};
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{day, tie, world};

    fn unbalanced(ties: &[Tie], on: &str) -> Vec<(Vec<String>, Holding)> {
        let found = unbalanced_triads(ties, day(on), &world(), &TriadRules::default());
        found
            .iter()
            .map(|triad| {
                (
                    triad.actors.iter().map(|id| (*id).to_owned()).collect(),
                    triad.holding,
                )
            })
            .collect()
    }

    fn ally(number: u32, a: &str, b: &str) -> Tie {
        tie(number, TieKind::Alliance, &[a, b], Some("1950"), None)
    }

    fn foe(number: u32, a: &str, b: &str) -> Tie {
        tie(number, TieKind::Hostilities, &[a, b], Some("1950"), None)
    }

    #[test]
    fn the_product_of_the_signs_decides() {
        let case =
            |ties: &[Tie], count: usize| assert_eq!(unbalanced(ties, "1956-06-01").len(), count);
        let (a, b, c) = ("albania", "china", "greece");
        case(&[ally(1, a, b), ally(2, b, c), ally(3, a, c)], 0);
        case(&[ally(1, a, b), ally(2, b, c), foe(3, a, c)], 1);
        case(&[ally(1, a, b), foe(2, b, c), foe(3, a, c)], 0);
        case(&[foe(1, a, b), foe(2, b, c), foe(3, a, c)], 1);
        case(&[ally(1, a, b), foe(2, b, c)], 0);
        // What has not begun is no edge.
        case(
            &[
                ally(1, a, b),
                ally(2, b, c),
                tie(3, TieKind::Hostilities, &[a, c], Some("1957"), None),
            ],
            0,
        );
    }

    #[test]
    fn three_enemies_are_marked() {
        let ties = [
            foe(1, "albania", "china"),
            foe(2, "china", "greece"),
            foe(3, "albania", "greece"),
        ];
        let on = day("1956-06-01");
        let found = unbalanced_triads(&ties, on, &world(), &TriadRules::default());
        assert!(found.iter().all(|triad| triad.all_hostile) && found.len() == 1);
        assert_eq!(
            found.first().map(|triad| triad.edges[0].claims().len()),
            Some(1)
        );
    }

    #[test]
    fn what_is_possible_makes_a_triad_possible() {
        let friends = [ally(1, "albania", "china"), ally(2, "china", "greece")];
        let with = |foe: Tie| [friends[0].clone(), friends[1].clone(), foe];
        let since = |when| {
            tie(
                3,
                TieKind::Hostilities,
                &["albania", "greece"],
                Some(when),
                None,
            )
        };
        let holding = |ties: &[Tie]| {
            unbalanced(ties, "1956-06-01")
                .first()
                .map(|(_, holding)| *holding)
        };
        assert_eq!(holding(&with(since("1955"))), Some(Holding::Certain));
        assert_eq!(holding(&with(since("1956"))), Some(Holding::Possible));
        // Allies that fight: either sign.
        let mut both = with(since("1955")).to_vec();
        both.push(ally(4, "albania", "greece"));
        assert_eq!(holding(&both), Some(Holding::Possible));
    }

    #[test]
    fn relations_that_were_broken_off_are_hostile_until_resumed() {
        let relations = |spell, from, to| Tie {
            spell,
            ..tie(
                spell,
                TieKind::DiplomaticRelations,
                &["albania", "soviet-union"],
                from,
                to,
            )
        };
        let friends = [
            ally(8, "albania", "china"),
            ally(9, "china", "soviet-union"),
        ];
        let holding = |spells: &[Tie], on: &str| {
            let ties: Vec<Tie> = friends.iter().chain(spells).cloned().collect();
            unbalanced(&ties, on).first().map(|(_, holding)| *holding)
        };
        let broken = relations(1, Some("1945"), Some("1961-12-03"));
        assert_eq!(holding(std::slice::from_ref(&broken), "1961-12-02"), None);
        assert_eq!(
            holding(std::slice::from_ref(&broken), "1961-12-03"),
            Some(Holding::Possible)
        );
        assert_eq!(
            holding(std::slice::from_ref(&broken), "1961-12-04"),
            Some(Holding::Certain)
        );
        assert_eq!(
            holding(std::slice::from_ref(&broken), "1999-01-01"),
            None,
            "one of them is no more"
        );
        let resumed = relations(2, Some("1990-07-30"), None);
        assert_eq!(
            holding(&[broken.clone(), resumed.clone()], "1989-01-01"),
            Some(Holding::Certain)
        );
        assert_eq!(holding(&[resumed, broken], "1991-01-01"), None);
        let vague = relations(1, None, Some("1961"));
        assert_eq!(holding(&[vague], "1961-06-01"), Some(Holding::Possible));
        let mut ended = relations(1, Some("1945"), Some("1961"));
        if let Some(end) = &mut ended.to {
            end.rule = EndRule::Packs;
        }
        assert_eq!(
            holding(&[ended], "1970-01-01"),
            None,
            "nobody broke them off"
        );
    }

    #[test]
    fn friendly_agreements_and_relations_are_positive_if_asked_for() {
        let world = world();
        let on = day("1956-06-01");
        let ties = [
            tie(1, TieKind::Party, &["albania", "china"], Some("1950"), None),
            tie(
                2,
                TieKind::DiplomaticRelations,
                &["china", "greece"],
                Some("1950"),
                None,
            ),
            foe(3, "albania", "greece"),
        ];
        let count = |rules: &TriadRules<'_>| unbalanced_triads(&ties, on, &world, rules).len();
        assert_eq!(count(&TriadRules::default()), 0);
        let all = TriadRules {
            friendly: &|_| true,
            relations: true,
            ..TriadRules::default()
        };
        assert_eq!(count(&all), 1);
    }

    proptest! {
        #[test]
        fn neighbours_find_what_all_triples_do(signs in prop::collection::vec(0u8..4, 28)) {
            let mut world = World::default();
            let ids: Vec<String> = (0..8).map(|n| format!("s{n}")).collect();
            for id in &ids {
                world.actors.insert(id.clone(), crate::testing::known(id, "INT", None, None));
            }
            let mut ties = Vec::new();
            let mut number = 0;
            let mut signs = signs.into_iter();
            for (place, a) in ids.iter().enumerate() {
                for b in ids.iter().skip(place + 1) {
                    let kinds: &[TieKind] = match signs.next() {
                        Some(1) => &[TieKind::Alliance],
                        Some(2) => &[TieKind::Hostilities],
                        Some(3) => &[TieKind::Alliance, TieKind::Hostilities],
                        _ => &[],
                    };
                    for kind in kinds {
                        number += 1;
                        ties.push(tie(number, *kind, &[a, b], Some("1950"), None));
                    }
                }
            }
            let on = day("1956-06-01");
            let rules = TriadRules::default();
            let fast: BTreeSet<[&str; 3]> =
                unbalanced_triads(&ties, on, &world, &rules).iter().map(|t| t.actors).collect();
            let edges = edges(&ties, on, &world, &rules);
            let mut slow = BTreeSet::new();
            for a in &ids {
                for b in ids.iter().filter(|b| *b > a) {
                    for c in ids.iter().filter(|c| *c > b) {
                        slow.extend(triad([a, b, c], &edges).map(|t| t.actors));
                    }
                }
            }
            prop_assert_eq!(fast, slow);
        }
    }
}
