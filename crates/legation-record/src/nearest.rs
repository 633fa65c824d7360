//! The ids nearest to one that does not exist, for error messages. Touches no database.

/// How many ids are offered.
const OFFERED: usize = 5;
/// Similarity from which an id counts as spelled alike.
const ALIKE: f64 = 0.6;

/// The candidates nearest to `wanted`, best first, then by id: same file name, containing it, or spelled
/// alike (normalized Damerau-Levenshtein similarity of 0.6 or more).
pub(crate) fn nearest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let file_name = |id: &str| id.rsplit(['/', '\\']).next().unwrap_or(id).to_lowercase();
    let (wanted, wanted_name) = (wanted.to_lowercase(), file_name(wanted));
    let mut found: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter_map(|id| {
            let (lower, name) = (id.to_lowercase(), file_name(id));
            let alike = likeness(&wanted_name, &name).max(likeness(&wanted, &lower));
            let score = if !wanted_name.is_empty() && name == wanted_name {
                3.0
            } else if !wanted.is_empty() && lower.contains(&wanted) {
                2.0
            } else if alike >= ALIKE {
                alike
            } else {
                return None;
            };
            Some((score, id))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found
        .into_iter()
        .take(OFFERED)
        .map(|(_, id)| id.to_owned())
        .collect()
}

/// Similarity of two texts, 0 to 1; 0 without comparing them where their lengths alone keep it below [`ALIKE`].
fn likeness(one: &str, other: &str) -> f64 {
    let (a, b) = (one.chars().count(), other.chars().count());
    #[expect(clippy::cast_precision_loss, reason = "lengths of ids")]
    let most = a.min(b) as f64 / a.max(b).max(1) as f64;
    if most < ALIKE {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_file_name_comes_first_then_what_contains_it_then_what_is_spelled_alike() {
        let ids = [
            "texts/hoxha.txt",
            "old/split.txt",
            "texts/splot.txt",
            "split.txt.bak",
        ];
        assert_eq!(
            nearest("texts/split.txt", ids),
            [
                "old/split.txt",
                "texts/splot.txt",
                "split.txt.bak",
                "texts/hoxha.txt"
            ]
        );
        assert!(nearest("wikipedia", ["texts/a.txt"]).is_empty());
    }
}
