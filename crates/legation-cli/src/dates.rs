//! EDTF values as people read them. Knows the form of values, and resolves nothing.

use legation::Edtf;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A value in words: `1953-03-05` is "5 March 1953", `1949~` is "about 1949", `1955/1961` is "1955 to 1961".
pub(crate) fn readable(value: &Edtf) -> String {
    let text = value.as_str();
    match text.split_once('/') {
        Some((".." | "", to)) => format!("until {}", one(to)),
        Some((from, ".." | "")) => format!("since {}", one(from)),
        Some((from, to)) => span(from, to),
        None => one(text),
    }
}

/// A range, with what both ends share said once.
fn span(from: &str, to: &str) -> String {
    let parts = |text: &str| text.split('-').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(from), parts(to));
    let plain = |text: &str| text.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    if plain(from) && plain(to) && a.len() == b.len() && a.len() > 1 && a[0] == b[0] {
        let day = |n: &str| n.trim_start_matches('0').to_owned();
        if a.len() == 3 && a[1] == b[1] {
            return format!("{} to {}", day(&a[2]), one(to));
        }
        let first = one(from);
        if let Some(bare) = first.strip_suffix(&format!(" {}", a[0])) {
            return format!("{bare} to {}", one(to));
        }
    }
    format!("{} to {}", one(from), one(to))
}

/// One end of a range, or a value that is none.
fn one(text: &str) -> String {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let doubt = match text.as_bytes().last() {
        Some(b'~') => "about ",
        Some(b'?') => "perhaps ",
        Some(b'%') => "perhaps about ",
        _ => "",
    };
    format!("{doubt}{}", sure(bare).unwrap_or_else(|| bare.to_owned()))
}

/// A value without marks of doubt; `None` for a form that is better shown as it is.
fn sure(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || !year.bytes().all(|c| c.is_ascii_digit() || c == b'X') {
        return None;
    }
    let year = match (year.strip_suffix("XX"), year.strip_suffix('X')) {
        (Some(century), _) => return month.is_none().then(|| century_text(century)).flatten(),
        (None, Some(decade)) => return month.is_none().then(|| format!("{decade}0s")),
        _ => year,
    };
    let Some(month) = month else {
        return Some(year.to_owned());
    };
    let number: usize = month.parse().ok()?;
    let season = |name: &str| day.is_none().then(|| format!("{name} {year}"));
    match number {
        1..=12 => {
            let month = MONTHS[number - 1];
            match day {
                None => Some(format!("{month} {year}")),
                Some(day) => Some(format!("{} {month} {year}", day.parse::<u8>().ok()?)),
            }
        }
        21 => season("spring"),
        22 => season("summer"),
        23 => season("autumn"),
        24 => season("winter"),
        _ => None,
    }
}

fn century_text(digits: &str) -> Option<String> {
    let number = digits.parse::<u32>().ok()? + 1;
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(format!("{number}{ending} century"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_people_write_them() {
        for (value, words) in [
            ("1953-03-05", "5 March 1953"),
            ("1953-02", "February 1953"),
            ("1960", "1960"),
            ("195X", "1950s"),
            ("19XX", "20th century"),
            ("1949~", "about 1949"),
            ("1949?", "perhaps 1949"),
            ("1956-21", "spring 1956"),
            ("1955/1961", "1955 to 1961"),
            ("1956-02-14/1956-02-25", "14 to 25 February 1956"),
            ("1956-06-29/1956-07-01", "29 June to 1 July 1956"),
            ("1956-02/1957-03", "February 1956 to March 1957"),
            ("1949/..", "since 1949"),
            ("../1968", "until 1968"),
            ("-0044-03-15", "-0044-03-15"),
        ] {
            assert_eq!(readable(&value.parse().expect("EDTF")), words, "{value}");
        }
    }
}
