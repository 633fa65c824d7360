//! The format of case files, good and bad.

use super::*;
use legation_model::Status;

fn parse(text: &str) -> CaseFile {
    CaseFile::parse("lang/ar/cases/x.md", text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn date(text: &str) -> Option<Edtf> {
    Some(text.parse().expect("a date"))
}

/// The claim that an item of a claims file stands for.
fn claim(item: &str) -> Expected {
    let text = format!("---\nlang: en\nchecks: claims\n---\n> A text.\n- {item}\n");
    parse(&text).cases[0].expectations[0].what.clone()
}

fn party(name: &str, country: &str) -> PartyPattern {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PartyPattern {
        name: some(name),
        country: some(country),
    }
}

#[test]
fn texts_and_times_with_their_reference() {
    let file = parse(
        "---\nlang: ar\nchecks: times\nref: 1962-03-01\n---\n# Title\nprose\n* a list in prose\n\n\
         > وقع في 14 مايو 1955\n> ثم عاد\n\n- 14 مايو 1955 = 1955-05-14\n- known: ثم = null\n\n\
         > أخرى\n- nothing\n## Another\nref: 2013-02-12\n> ثالثة\n- nothing\n## Third\n> رابعة\n- nothing\n",
    );
    assert_eq!((file.lang.as_str(), file.checks), ("ar", Checks::Times));
    assert_eq!(file.title, "Title");
    assert_eq!(file.cases.len(), 4);
    let first = &file.cases[0];
    assert_eq!(first.text, "وقع في 14 مايو 1955\nثم عاد");
    assert_eq!(
        (first.line, first.reference.clone()),
        (10, date("1962-03-01"))
    );
    assert_eq!(
        first.expectations,
        [
            Expectation {
                line: 13,
                known: false,
                what: Expected::Time {
                    span: "14 مايو 1955".to_owned(),
                    value: date("1955-05-14"),
                },
            },
            Expectation {
                line: 14,
                known: true,
                what: Expected::Time {
                    span: "ثم".to_owned(),
                    value: None,
                },
            },
        ]
    );
    assert!(file.cases[1].expects_nothing());
    assert_eq!(file.cases[2].reference, date("2013-02-12"));
    assert_eq!(file.cases[2].heading, "Another");
    assert_eq!(file.cases[3].reference, date("1962-03-01"));
}

#[test]
fn two_texts_in_a_row_are_two_texts() {
    let errors = CaseFile::parse(
        "x.md",
        "---\nlang: ar\nchecks: times\n---\n> one\n\n> two\n- nothing\n",
    )
    .expect_err("the first has no expectation");
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].line, 5);
}

#[test]
fn claims_say_as_much_as_they_want() {
    let pattern = |class: &str| ClaimPattern {
        class: class.to_owned(),
        ..ClaimPattern::default()
    };
    assert_eq!(claim("attack"), Expected::Claim(pattern("attack")));
    assert_eq!(
        claim("no attack"),
        Expected::NoClaim {
            class: "attack".to_owned()
        }
    );
    assert_eq!(
        claim("join-organization(Albania -> Warsaw Pact) 1955"),
        Expected::Claim(ClaimPattern {
            actor: Some(vec![party("Albania", "")]),
            recipient: Some(vec![party("Warsaw Pact", "")]),
            when: date("1955").map(WhenPattern::Date),
            ..pattern("join-organization")
        })
    );
    assert_eq!(
        claim("sign-agreement(Albania, Soviet Union) 1945-12 planned"),
        Expected::Claim(ClaimPattern {
            actor: Some(vec![party("Albania", ""), party("Soviet Union", "")]),
            when: date("1945-12").map(WhenPattern::Date),
            status: Some(Status::Planned),
            ..pattern("sign-agreement")
        })
    );
    assert_eq!(
        claim("visit(Nikita Khrushchev/SUN -> ALB) 1959-05"),
        Expected::Claim(ClaimPattern {
            actor: Some(vec![party("Nikita Khrushchev", "SUN")]),
            recipient: Some(vec![party("", "ALB")]),
            when: date("1959-05").map(WhenPattern::Date),
            ..pattern("visit")
        })
    );
    assert_eq!(
        claim("attack( -> Hungary) null denied by: Tirana Radio office: Prime Minister"),
        Expected::Claim(ClaimPattern {
            recipient: Some(vec![party("Hungary", "")]),
            when: Some(WhenPattern::Undated),
            status: Some(Status::Denied),
            source: Some("Tirana Radio".to_owned()),
            office: Some("Prime Minister".to_owned()),
            ..pattern("attack")
        })
    );
    assert_eq!(
        claim("found(none -> Congo (Brazzaville))"),
        Expected::Claim(ClaimPattern {
            actor: Some(Vec::new()),
            recipient: Some(vec![party("Congo (Brazzaville)", "")]),
            ..pattern("found")
        })
    );
}

#[test]
fn errors_have_line_and_hint() {
    let case = |text: &str, line: usize, message: &str, hint: &str| {
        let errors = CaseFile::parse("lang/en/cases/x.md", text)
            .map(|file| panic!("{text:?} parses: {file:?}"))
            .unwrap_or_else(|errors| errors);
        assert_eq!(errors.len(), 1, "{text:?}: {errors:?}");
        assert_eq!(errors[0].line, line, "{text:?}: {errors:?}");
        assert!(errors[0].message.contains(message), "{errors:?}");
        let given = errors[0].hint.as_deref().unwrap_or_default();
        assert!(given.contains(hint), "{errors:?}");
    };
    let times = |rest: &str| format!("---\nlang: en\nchecks: times\n---\n{rest}");
    let claims = |rest: &str| format!("---\nlang: en\nchecks: claims\n---\n> A text.\n{rest}\n");

    case("# Title\n", 1, "front matter is missing", "begin the file");
    case("---\nlang: en\nchecks: times\n", 1, "no end", "`---`");
    case(
        "---\nlang: en\n---\n",
        1,
        "`checks` is missing",
        "checks: times",
    );
    case(
        "---\nchecks: times\n---\n",
        1,
        "`lang` is missing",
        "lang: ar",
    );
    case(
        "---\nlang: en\nchecks: time\n---\n",
        3,
        "`time`",
        "checks: times",
    );
    case(
        "---\nlang: en\ncheck: times\n---\n",
        3,
        "unknown key `check`",
        "`checks`",
    );
    case(
        "---\nlang: en\nchecks: times\nref: today\n---\n",
        4,
        "`today`",
        "1955-05-14",
    );

    case(
        &times("> In May.\n"),
        5,
        "without an expectation",
        "- nothing",
    );
    case(&times("- May = 1955\n"), 5, "without a text", "`>`");
    case(
        &times("> In May.\n- nothing\n\nProse.\n- nothing\n"),
        9,
        "without a text",
        "`*`",
    );
    case(
        &times("> In May.\n- May\n"),
        6,
        "says no value",
        "WORDS = DATE",
    );
    case(
        &times("> In May.\n- June = 1955-06\n"),
        6,
        "does not stand",
        "letter by letter",
    );
    case(
        &times("> In May.\n- May = 1955-13\n"),
        6,
        "1955-13",
        "1955-05",
    );
    case(
        &times("> In May.\n- nothing\n- May = 1955-05\n"),
        5,
        "beside something",
        "remove",
    );

    case(
        &claims("- Attack(A -> B)"),
        6,
        "`Attack` is no class",
        "CLASS",
    );
    case(&claims("- attack(A -> B"), 6, "not closed", "CLASS");
    case(&claims("- attack(A, -> B)"), 6, "no name", "NAME");
    case(&claims("- attack(A/Sun -> B)"), 6, "`Sun`", "COUNTRY");
    case(
        &claims("- attack(A -> B) plannd"),
        6,
        "`plannd`",
        "`planned`",
    );
    case(&claims("- attack(A -> B) 1955-13"), 6, "1955-13", "1955-05");
    case(&claims("- attack 1955 1956"), 6, "two dates", "1955/1961");
    case(
        &claims("- attack planned denied"),
        6,
        "two statuses",
        "remove",
    );
    case(&claims("- attack by:"), 6, "after `by:`", "CLASS");
}
