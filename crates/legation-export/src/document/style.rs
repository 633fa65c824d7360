//! How the page looks: one style within it, by day and by night, on paper and on a narrow screen.

/// The style, but for what depends on the number of claims. `FONTS` stands for the letters of the language.
const STYLE: &str = include_str!("style.css");

/// The style of a page with so many claims.
pub(super) fn style(fonts: &str, claims: usize) -> String {
    let mut style = STYLE.replace("FONTS", fonts);
    // Words and claim light up together, without a script.
    for n in 1..=claims {
        style.push_str(&format!(
            "body:has(.k{n}:hover) #c{n},body:has(#c{n}:hover) .k{n}{{background:var(--lit)}}\n"
        ));
    }
    style
}
