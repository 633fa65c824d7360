//! The patterns of time packs: their text form and what it is parsed to.
//!
//! A pattern is a row of elements: the name of a word list or role (`month`), a number (`day`, `year`, `count`),
//! a value that lower rules have found (`@date`), or a group of alternatives in parentheses (`(slash | dash)`).
//! `?` after an element or group makes it optional; `to-` before a slot name fills the second slot of that name.

use rustc_hash::FxHashMap;

use super::kinds::{Element, Filter, NumberKind, Slot};
use super::{Class, class};

/// The roles by their names in patterns.
pub(super) fn known_classes() -> FxHashMap<String, Class> {
    [
        ("month", class::MONTH),
        ("weekday", class::WEEKDAY),
        ("unit", class::UNIT),
        ("pair", class::PAIR),
        ("some", class::SOME),
        ("pointed", class::POINTED),
        ("part-of", class::PART_OF),
        ("season", class::SEASON),
        ("part", class::PART),
        ("anaphor", class::ANAPHOR),
        ("deictic", class::DEICTIC),
        ("era", class::ERA),
        ("decade", class::DECADE),
    ]
    .into_iter()
    .map(|(name, class)| (name.to_owned(), class))
    .collect()
}

/// Slots of lists that a pack names itself, where the production asks for them.
fn own_slot(name: &str) -> Slot {
    match name {
        "few" => Slot::Few,
        "last" => Slot::Last,
        "about" | "over" => Slot::About,
        "approx" => Slot::Approx,
        "event" => Slot::Event,
        "thereof" => Slot::Thereof,
        "after-next" => Slot::AfterNext,
        "slash" | "dash" | "dot" => Slot::Separator,
        _ => Slot::None,
    }
}

fn number(name: &str) -> Option<(NumberKind, Slot)> {
    Some(match name {
        "day" => (NumberKind::Day, Slot::Day),
        "ordinal-day" => (NumberKind::DayOrdinal, Slot::Day),
        "month-number" => (NumberKind::MonthNumber, Slot::MonthNumber),
        "year" => (NumberKind::Year, Slot::Year),
        "any-year" => (NumberKind::AnyYear, Slot::Year),
        "short-year" => (NumberKind::ShortYear, Slot::ShortYear),
        "count" => (NumberKind::Count, Slot::Count),
        "ordinal" => (NumberKind::Ordinal, Slot::Ordinal),
        "decade-year" => (NumberKind::DecadeYear, Slot::DecadeYear),
        "letter-day" => (NumberKind::LetterDay, Slot::Day),
        "letter-year" => (NumberKind::LetterYear, Slot::LetterYear),
        _ => return None,
    })
}

fn known_slot(name: &str) -> Option<Slot> {
    Some(match name {
        "month" => Slot::Month,
        "weekday" => Slot::Weekday,
        "unit" => Slot::Unit,
        "pair" => Slot::Pair,
        "some" => Slot::Some,
        "pointed" => Slot::Pointed,
        "part-of" => Slot::PartOf,
        "season" => Slot::Season,
        "part" => Slot::Part,
        "anaphor" => Slot::Anaphor,
        "deictic" => Slot::Deictic,
        "era" => Slot::Era,
        "decade" => Slot::Decade,
        _ => return None,
    })
}

fn filter(name: &str) -> Option<Filter> {
    Some(match name {
        "@date" => Filter::Date,
        "@day" => Filter::Day,
        "@month" => Filter::Month,
        "@year" => Filter::Year,
        "@month-or-year" => Filter::MonthOrYear,
        "@decade" => Filter::Decade,
        "@century" => Filter::Century,
        "@duration" => Filter::Duration,
        "@period" => Filter::Period,
        "@season" => Filter::Season,
        "@part" => Filter::Part,
        _ => return None,
    })
}

/// The second slot of a name.
fn second(slot: Slot) -> Slot {
    match slot {
        Slot::Day => Slot::ToDay,
        Slot::Month => Slot::ToMonth,
        Slot::Year | Slot::ShortYear => Slot::ToYear,
        Slot::Date => Slot::ToDate,
        Slot::Count => Slot::ToCount,
        other => other,
    }
}

/// Parses a pattern; the error says what is wrong with it.
pub(super) fn parse(
    text: &str,
    classes: &FxHashMap<String, Class>,
) -> Result<Vec<Element>, String> {
    let mut spaced = text
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('|', " | ");
    // A question mark after a bracket belongs to it, whatever spaces stand between.
    while let Some(at) = spaced.find(" ?") {
        spaced.replace_range(at..at + 2, "? ");
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let mut options = parse_options(&words, &mut at, classes, 0)?;
    if at < words.len() {
        return Err(format!("`)` without `(` in `{text}`"));
    }
    let pattern = if options.len() == 1 {
        options.pop().unwrap_or_default()
    } else {
        vec![Element::Group {
            options,
            optional: false,
        }]
    };
    if can_be_empty(&pattern) {
        return Err(format!("`{text}` would match nothing at all"));
    }
    Ok(pattern)
}

fn can_be_empty(row: &[Element]) -> bool {
    row.iter().all(|element| match element {
        Element::Group { options, optional } => {
            *optional || options.iter().any(|row| can_be_empty(row))
        }
        _ => false,
    })
}

fn parse_options(
    words: &[&str],
    at: &mut usize,
    classes: &FxHashMap<String, Class>,
    depth: usize,
) -> Result<Vec<Vec<Element>>, String> {
    let mut options = vec![Vec::new()];
    while let Some(word) = words.get(*at).copied() {
        match word {
            ")" | ")?" => {
                if depth == 0 {
                    return Ok(options);
                }
                break;
            }
            "|" => {
                options.push(Vec::new());
                *at += 1;
            }
            "(" => {
                *at += 1;
                let inner = parse_options(words, at, classes, depth + 1)?;
                let optional = match words.get(*at).copied() {
                    Some(")") => false,
                    Some(")?") => true,
                    _ => return Err("`(` without `)`".to_owned()),
                };
                *at += 1;
                if let Some(row) = options.last_mut() {
                    row.push(Element::Group {
                        options: inner,
                        optional,
                    });
                }
            }
            word => {
                *at += 1;
                let element = parse_element(word, classes)?;
                if let Some(row) = options.last_mut() {
                    row.push(element);
                }
            }
        }
    }
    Ok(options)
}

fn parse_element(word: &str, classes: &FxHashMap<String, Class>) -> Result<Element, String> {
    let (bare, optional) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
    let find = |name: &str| -> Option<Element> {
        if let Some((kind, slot)) = number(name) {
            return Some(Element::Number { kind, slot });
        }
        if let Some(filter) = filter(name) {
            let slot = Slot::Date;
            return Some(Element::Value { filter, slot });
        }
        let class = classes.get(name)?;
        Some(Element::Words {
            classes: 1 << class,
            slot: known_slot(name).unwrap_or_else(|| own_slot(name)),
        })
    };
    let element = find(bare)
        .or_else(|| {
            let mut element = find(bare.strip_prefix("to-")?)?;
            match &mut element {
                Element::Words { slot, .. }
                | Element::Number { slot, .. }
                | Element::Value { slot, .. } => *slot = second(*slot),
                Element::Group { .. } => {}
            }
            Some(element)
        })
        .ok_or_else(|| {
            format!("the pattern speaks of `{bare}`, which is no list, role or number")
        })?;
    Ok(if optional {
        Element::Group {
            options: vec![vec![element]],
            optional: true,
        }
    } else {
        element
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes() -> FxHashMap<String, Class> {
        let mut classes = known_classes();
        classes.insert("of".to_owned(), class::FIRST_OWN);
        classes
    }

    #[test]
    fn a_pattern_is_parsed_into_elements() {
        let pattern = parse("day of? month (year | of to-year)?", &classes()).expect("it parses");
        assert_eq!(pattern.len(), 4);
        assert!(matches!(
            &pattern[3],
            Element::Group { options, optional: true } if options.len() == 2
        ));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let error = |text: &str| parse(text, &classes()).expect_err("it is wrong");
        assert!(error("day of mnoth").contains("`mnoth`"));
        assert!(error("(day of").contains("without"));
        assert!(error("day)").contains("without"));
        assert!(error("of? (day)?").contains("nothing at all"));
    }
}
