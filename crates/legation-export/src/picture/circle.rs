//! Where the actors of a network stand: on a circle, those with ties near each other, by fixed steps without chance.
//!
//! Actors stand at even heights on the right and the left side, so that labels beside them never overlap however many
//! there are.

/// How often the order is gone through; small networks settle in far fewer.
const ROUNDS: usize = 40;

/// The order of `count` actors round the circle that keeps linked ones near: begins with the most linked and what hangs
/// on it, then exchanges two as long as that makes all links together shorter. Every link names two actors.
pub(crate) fn order(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(a, b) in links {
        if a != b && a < count && b < count {
            beside[a].push(b);
            beside[b].push(a);
        }
    }
    let mut at = chain(&beside);
    let mut who = vec![0; count];
    for (actor, place) in at.iter().enumerate() {
        who[*place] = actor;
    }
    for _ in 0..ROUNDS {
        let mut changed = false;
        for p in 0..count {
            for q in p + 1..count {
                let (a, b) = (who[p], who[q]);
                let before = length(&beside, &at, a) + length(&beside, &at, b);
                at.swap(a, b);
                if length(&beside, &at, a) + length(&beside, &at, b) < before {
                    who.swap(p, q);
                    changed = true;
                } else {
                    at.swap(a, b);
                }
            }
        }
        if !changed {
            break;
        }
    }
    who
}

/// Places by walking from the most linked actor to its neighbours, then theirs.
fn chain(beside: &[Vec<usize>]) -> Vec<usize> {
    let count = beside.len();
    let mut by_links: Vec<usize> = (0..count).collect();
    by_links.sort_by_key(|actor| std::cmp::Reverse(beside[*actor].len()));
    let mut at = vec![usize::MAX; count];
    let mut next = 0;
    for start in by_links {
        let mut waiting = vec![start];
        while let Some(actor) = waiting.pop() {
            if at[actor] == usize::MAX {
                at[actor] = next;
                next += 1;
                waiting.extend(beside[actor].iter().rev());
            }
        }
    }
    at
}

/// Length of all links of an actor, in places along the circle.
fn length(beside: &[Vec<usize>], at: &[usize], actor: usize) -> usize {
    let count = beside.len();
    let steps = |other: &usize| {
        let apart = at[actor].abs_diff(at[*other]);
        apart.min(count - apart)
    };
    beside[actor].iter().map(steps).sum()
}

/// A place on the circle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// Whether it stands on the right side, where the label is right of it.
    pub(crate) right: bool,
}

/// The places of `count` actors on an ellipse, clockwise from the top: heights on each side are even. `radii` are its
/// half width and half height.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn places(count: usize, centre: (f64, f64), radii: (f64, f64)) -> Vec<Place> {
    let on_right = count.div_ceil(2);
    (0..count)
        .map(|i| {
            let right = i < on_right;
            let (nth, of) = if right {
                (i, on_right)
            } else {
                (count - 1 - i, count - on_right)
            };
            let down = (nth as f64 + 0.5) / of as f64 * 2.0 - 1.0;
            let along = (1.0 - down * down).max(0.0).sqrt() * radii.0;
            Place {
                x: centre.0 + if right { along } else { -along },
                y: centre.1 + down * radii.1,
                right,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn linked_actors_stand_together() {
        // Two triangles, their corners given in turns.
        let links = [(0, 2), (2, 4), (4, 0), (1, 3), (3, 5), (5, 1)];
        let order = order(6, &links);
        let place = |actor: usize| order.iter().position(|a| *a == actor).unwrap_or(usize::MAX);
        for (a, b) in links {
            let apart = place(a).abs_diff(place(b));
            assert!(apart.min(6 - apart) <= 2, "{order:?}");
        }
    }

    proptest! {
        #[test]
        fn everybody_has_one_place(count in 0..40_usize, links in prop::collection::vec((0..45_usize, 0..45_usize), 0..80)) {
            let order = order(count, &links);
            let mut sorted = order;
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn labels_have_their_height() {
        for count in 1..90_usize {
            let places = places(count, (0.0, 0.0), (300.0, 9.0 * count as f64));
            for (i, a) in places.iter().enumerate() {
                for b in &places[i + 1..] {
                    assert!(a.right != b.right || (a.y - b.y).abs() >= 17.9, "{count}");
                }
            }
        }
    }
}
