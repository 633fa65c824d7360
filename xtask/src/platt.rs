//! Platt scaling: the slope and the offset that make probabilities out of totals (Platt 1999), by Newton's method with
//! the guards of Lin, Lin and Weng (2007). No randomness: the same totals give the same two numbers.

use legation_pack::Calibration;

/// Steps at most; a handful is enough where the answers are not parted by one total.
const STEPS: usize = 100;

/// Fits to totals, each with whether its claim is right. `None` where a higher total is no better sign, or where all
/// answers are the same.
pub(crate) fn fit(claims: &[(f64, bool)]) -> Option<Calibration> {
    let right = claims.iter().filter(|(_, right)| *right).count();
    let wrong = claims.len() - right;
    if right == 0 || wrong == 0 {
        return None;
    }
    // Platt's targets: not quite 1 and 0, so that a few claims give no certainty.
    let (right, wrong) = (right as f64, wrong as f64);
    let (high, low) = ((right + 1.0) / (right + 2.0), 1.0 / (wrong + 2.0));
    let points: Vec<(f64, f64)> = claims
        .iter()
        .map(|(total, right)| (*total, if *right { high } else { low }))
        .collect();
    let (mut slope, mut offset) = (0.0, ((right + 1.0) / (wrong + 1.0)).ln());
    let mut loss = loss_of(&points, slope, offset);
    for _ in 0..STEPS {
        let (mut g, mut h) = ([0.0; 2], [1e-12, 0.0, 1e-12]);
        for (total, target) in &points {
            let p = logistic(slope * total + offset);
            let (d, w) = (p - target, p * (1.0 - p));
            g = [g[0] + d * total, g[1] + d];
            h = [h[0] + w * total * total, h[1] + w * total, h[2] + w];
        }
        if g[0].abs() < 1e-9 && g[1].abs() < 1e-9 {
            break;
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        let step = [
            (h[2] * g[0] - h[1] * g[1]) / determinant,
            (h[0] * g[1] - h[1] * g[0]) / determinant,
        ];
        let mut part = 1.0;
        while part > 1e-10 {
            let (s, o) = (slope - part * step[0], offset - part * step[1]);
            let new = loss_of(&points, s, o);
            if new < loss {
                (slope, offset, loss) = (s, o, new);
                break;
            }
            part /= 2.0;
        }
        if part <= 1e-10 {
            break;
        }
    }
    (slope > 0.0 && slope.is_finite()).then_some(Calibration { slope, offset })
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Negative logarithm of the likelihood.
fn loss_of(points: &[(f64, f64)], slope: f64, offset: f64) -> f64 {
    let one = |(total, target): &(f64, f64)| {
        let x = slope * total + offset;
        // ln(1 + e^x) - target * x, without overflow.
        x.max(0.0) + (-x.abs()).exp().ln_1p() - target * x
    };
    points.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    /// Totals from -4 to 4, each with as many right ones in a thousand as the logistic says.
    fn drawn(slope: f64, offset: f64) -> Vec<(f64, bool)> {
        let mut claims = Vec::new();
        for step in -40..=40_i32 {
            let total = f64::from(step) / 10.0;
            let right = (logistic(slope * total + offset) * 1000.0).round();
            for n in 0..1000_i32 {
                claims.push((total, f64::from(n) < right));
            }
        }
        claims
    }

    #[test]
    fn what_was_drawn_from_a_curve_gives_the_curve() {
        for (slope, offset) in [(1.0, 0.0), (0.6, 0.9), (2.0, -1.5)] {
            let found = fit(&drawn(slope, offset)).expect("a fit");
            assert!((found.slope - slope).abs() < 0.02, "{found:?}");
            assert!((found.offset - offset).abs() < 0.02, "{found:?}");
        }
    }

    #[test]
    fn the_mean_confidence_is_the_share_that_is_right() {
        let claims: Vec<(f64, bool)> = (0..400)
            .map(|n| (f64::from(n % 20) / 4.0, n % 3 == 0 || n % 20 > 12))
            .collect();
        let found = fit(&claims).expect("a fit");
        let mean = claims
            .iter()
            .map(|(t, _)| found.confidence(*t))
            .sum::<f64>()
            / 400.0;
        let share = claims.iter().filter(|(_, right)| *right).count() as f64 / 400.0;
        assert!((mean - share).abs() < 0.005, "{mean} {share}");
    }

    #[test]
    fn totals_that_part_right_from_wrong_give_no_infinity() {
        let claims: Vec<(f64, bool)> = (-10..10).map(|n| (f64::from(n), n >= 0)).collect();
        let found = fit(&claims).expect("a fit");
        assert!(found.slope.is_finite() && found.slope > 0.3, "{found:?}");
    }

    #[test]
    fn totals_that_tell_nothing_or_the_contrary_give_no_fit() {
        assert_eq!(fit(&[(1.0, true), (2.0, true)]), None);
        assert_eq!(fit(&[]), None);
        let turned: Vec<(f64, bool)> = (-10..10).map(|n| (f64::from(n), n < 0)).collect();
        assert_eq!(fit(&turned), None);
    }
}
