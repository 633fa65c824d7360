//! Where the level of a row of numbers changes.
//!
//! The arithmetic of turning points, knowing nothing of events; the method and its sources stand there.

/// A shorter series pays as if it had this many periods: from six points the noise is badly known, and mere noise would
/// seem to change in one series of eight. With this it does in at most one of twenty-five, at any length (measured on
/// normal noise; the test says how).
const FEW: f64 = 30.0;

/// Where the level of some values changes: the index of the first value of each stretch but the first.
///
/// `least` is the least length of a stretch (0 is taken as 1), `penalty` and `least_noise` as in [`crate::TurningOptions`].
/// Values must be finite; the time is quadratic in their number.
#[must_use]
pub(crate) fn changes(values: &[f64], least: usize, penalty: f64, least_noise: f64) -> Vec<usize> {
    let least = least.max(1);
    let count = values.len();
    if count < 2 * least {
        return Vec::new();
    }
    let costs = Costs::new(values);
    #[allow(clippy::cast_precision_loss)] // No series has 2^52 periods.
    let per_cut =
        penalty * (count as f64).max(FEW).ln() * noise(values).max(least_noise * least_noise);
    // best[n]: least cost of the first n values; `from[n]`: where its last stretch begins.
    let mut best = vec![f64::INFINITY; count + 1];
    let mut from = vec![0; count + 1];
    if let Some(none) = best.first_mut() {
        *none = -per_cut;
    }
    for end in least..=count {
        let mut least_cost = (f64::INFINITY, 0);
        for (start, before) in best.iter().enumerate().take(end - least + 1) {
            let cost = before + costs.of(start, end) + per_cut;
            // Of cuts that cost the same, the first: never by chance of rounding order.
            if cost < least_cost.0 {
                least_cost = (cost, start);
            }
        }
        if let (Some(cost), Some(start)) = (best.get_mut(end), from.get_mut(end)) {
            (*cost, *start) = least_cost;
        }
    }
    let mut cuts = Vec::new();
    let mut end = count;
    while let Some(&start) = from.get(end) {
        if start == 0 {
            break;
        }
        cuts.push(start);
        end = start;
    }
    cuts.reverse();
    cuts
}

/// Sums of squares about the mean of any stretch, in constant time.
struct Costs {
    sums: Vec<(f64, f64)>,
}

impl Costs {
    fn new(values: &[f64]) -> Self {
        // About the mean of all, so that squares stay small and differences of sums exact enough.
        let middle = mean(values);
        let mut sums = vec![(0.0, 0.0)];
        let (mut sum, mut squares) = (0.0, 0.0);
        for value in values {
            let off = value - middle;
            sum += off;
            squares += off * off;
            sums.push((sum, squares));
        }
        Self { sums }
    }

    /// Of `start..end`.
    fn of(&self, start: usize, end: usize) -> f64 {
        let (Some(low), Some(high)) = (self.sums.get(start), self.sums.get(end)) else {
            return f64::INFINITY;
        };
        #[allow(clippy::cast_precision_loss)]
        let count = (end - start) as f64;
        let sum = high.0 - low.0;
        (high.1 - low.1 - sum * sum / count).max(0.0)
    }
}

/// Variance of the noise, from the differences of neighbours.
fn noise(values: &[f64]) -> f64 {
    let squares: Vec<f64> = values
        .windows(2)
        .map(|two| (two[1] - two[0]).powi(2))
        .collect();
    mean(&squares) / 2.0
}

/// Mean; 0 of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss)]
    let count = values.len() as f64;
    values.iter().sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Normal noise of a standard deviation, by the sum of twelve even numbers of a small generator: the same each run.
    fn normal(seed: u64, count: usize, deviation: f64) -> Vec<f64> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut even = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            f64::from(u32::try_from(state >> 32).unwrap_or(0)) / f64::from(u32::MAX)
        };
        (0..count)
            .map(|_| ((0..12).map(|_| even()).sum::<f64>() - 6.0) * deviation)
            .collect()
    }

    fn found(values: &[f64]) -> Vec<usize> {
        changes(values, 2, 3.0, 1.0)
    }

    #[test]
    fn known_changes_are_found() {
        let case =
            |values: &[f64], expected: &[usize]| assert_eq!(found(values), expected, "{values:?}");
        case(&[], &[]);
        case(&[5.0], &[]);
        case(&[5.0, -5.0], &[]);
        case(&[5.0; 20], &[]);
        case(
            &[6.0, 5.0, 6.5, 6.0, 5.5, -5.0, -4.0, -6.0, -5.5, -5.0],
            &[5],
        );
        // One bad year in a good time is no new level.
        case(&[5.0, 5.0, 5.0, 5.0, -5.0, 5.0, 5.0, 5.0, 5.0], &[]);
        case(
            &[
                6.0, 6.0, 5.0, 6.0, 6.5, 5.5, 6.0, -6.0, -5.0, -5.5, -6.0, -6.0, -5.0, 3.0, 2.0,
                2.5, 3.0, 2.0, 2.0,
            ],
            &[7, 13],
        );
    }

    #[test]
    fn a_step_is_found_to_within_a_period_in_noise() {
        for seed in 1..=200 {
            let mut values = normal(seed, 30, 1.5);
            for value in values.iter_mut().skip(18) {
                *value -= 7.0;
            }
            let cuts = found(&values);
            assert!(
                cuts.iter().any(|cut| (17..=19).contains(cut)),
                "seed {seed}: {cuts:?}"
            );
        }
    }

    #[test]
    fn noise_has_no_turning_points() {
        for count in [6, 10, 15, 30, 60, 120] {
            let alarms = (1..=400)
                .filter(|seed| !found(&normal(*seed, count, 3.0)).is_empty())
                .count();
            assert!(
                alarms <= 20,
                "{alarms} of 400 series of {count} periods of mere noise have a change"
            );
        }
    }

    /// The cost of some cuts, by the definition.
    fn cost_of(values: &[f64], cuts: &[usize], per_cut: f64) -> f64 {
        let mut borders = vec![0];
        borders.extend(cuts);
        borders.push(values.len());
        let stretches = borders.windows(2).map(|two| &values[two[0]..two[1]]);
        let squares = |stretch: &[f64]| {
            let middle = mean(stretch);
            stretch
                .iter()
                .map(|value| (value - middle).powi(2))
                .sum::<f64>()
        };
        stretches.map(squares).sum::<f64>() + per_cut * cuts.len() as f64
    }

    proptest! {
        #[test]
        fn no_other_cut_is_cheaper(
            values in prop::collection::vec(-10.0f64..8.3, 4..11),
            least in 1usize..4,
            penalty in 0.1f64..3.0,
        ) {
            let found = changes(&values, least, penalty, 0.1);
            let per_cut = penalty * (values.len() as f64).max(FEW).ln() * noise(&values).max(0.01);
            let cost = cost_of(&values, &found, per_cut);
            for choice in 0u32..(1 << (values.len() - 1)) {
                let cuts: Vec<usize> = (1..values.len()).filter(|cut| choice & (1 << (cut - 1)) != 0).collect();
                let mut borders = vec![0];
                borders.extend(&cuts);
                borders.push(values.len());
                if cuts.is_empty() || borders.windows(2).all(|two| two[1] - two[0] >= least) {
                    prop_assert!(cost <= cost_of(&values, &cuts, per_cut) + 1e-6, "{:?} {:?}", found, cuts);
                }
            }
        }

        #[test]
        fn a_level_for_all_and_a_turned_scale_change_nothing(
            values in prop::collection::vec(-10i32..9, 4..40),
            level in -50i32..50,
        ) {
            let plain: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let lifted: Vec<f64> = values.iter().map(|v| f64::from(v + level)).collect();
            let stretches = |v: &[f64]| found(v).len();
            prop_assert_eq!(stretches(&plain), stretches(&lifted));
        }
    }
}
