//! Pictures as a user gets them: what they look like in small, and what must hold of every one.

use legation_export::picture::{
    ActorPicture, Band, BandEnd, DayPicture, Edge, Error, Mark, PairPicture, Style, actor_svg,
    day_svg, pair_svg, png,
};
use legation_model::{Bounds, Day, Status, TieKind};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

mod samples;

/// The elements' names and the texts of a document, which must be well formed.
fn parsed(svg: &str) -> (Vec<String>, String) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut names, mut text, mut depth) = (Vec::new(), String::new(), 0_i32);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) => {
                depth += 1;
                names.push(tag.name().as_ref().to_owned());
                assert!(tag.attributes().all(|attribute| attribute.is_ok()));
            }
            Event::Empty(tag) => {
                names.push(tag.name().as_ref().to_owned());
                assert!(tag.attributes().all(|attribute| attribute.is_ok()));
            }
            Event::End(_) => depth -= 1,
            Event::Text(words) => text.push_str(&words),
            Event::GeneralRef(entity) => {
                text.push_str(match &*entity {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("entity {other}"),
                });
            }
            Event::Eof => break,
            other => panic!("unexpected {other:?}"),
        }
    }
    assert_eq!(depth, 0);
    (names, text)
}

/// Names of elements that a picture may hold.
const ELEMENTS: [&str; 11] = [
    "svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text", "g",
];

fn is_sound(svg: &str) {
    let (names, _) = parsed(svg);
    for name in names {
        assert!(ELEMENTS.contains(&name.as_str()), "element {name}");
    }
    assert!(!svg.contains("href") && !svg.contains("NaN") && !svg.contains("inf\""));
}

fn style(language: &str) -> Style {
    Style::of(language).expect("a shipped language")
}

#[test]
fn small_pictures_look_like_this() {
    for names in &samples::NAMES {
        let style = style(names.language);
        let small = PairPicture {
            unsourced: vec![],
            events: samples::pair(names).events.into_iter().take(3).collect(),
            ties: samples::pair(names).ties.into_iter().take(4).collect(),
            ..samples::pair(names)
        };
        insta::assert_snapshot!(format!("pair-{}", names.language), pair_svg(&small, &style));
        let actor = samples::actor(names, 0);
        insta::assert_snapshot!(
            format!("actor-{}", names.language),
            actor_svg(&actor, &style)
        );
        insta::assert_snapshot!(
            format!("day-{}", names.language),
            day_svg(&samples::network(names), &style)
        );
    }
}

#[test]
fn large_pictures_are_sound_and_bounded() {
    for names in &samples::NAMES {
        let style = style(names.language);
        let crowded = pair_svg(&samples::crowded_pair(names, 20_000), &style);
        is_sound(&crowded);
        assert!(crowded.len() < 200_000, "{}", crowded.len());
        is_sound(&actor_svg(&samples::actor(names, 20), &style));
        let network = day_svg(&samples::crowded_network(names, 400), &style);
        is_sound(&network);
        assert!(
            parsed(&network).1.contains("320"),
            "actors left out are counted"
        );
    }
}

#[test]
fn what_a_document_says_never_becomes_markup() {
    let evil = "</text><script>alert(1)</script>\"' onload='x' &amp; \u{202E}";
    let day = samples::day("1950-01-01");
    let band = Band::new(TieKind::Party, evil);
    let mark = Mark {
        label: Some(evil.into()),
        ..Mark::new(evil, 1.0, samples::bounds("1950"), Status::Asserted)
    };
    let range = (day, samples::day("1960-01-01"));
    let style = style("en");
    for svg in [
        pair_svg(
            &PairPicture {
                title: evil.into(),
                range,
                ties: vec![band.clone()],
                events: vec![mark],
                unsourced: vec![],
            },
            &style,
        ),
        actor_svg(
            &ActorPicture {
                title: evil.into(),
                range,
                ties: vec![band],
            },
            &style,
        ),
        day_svg(
            &DayPicture {
                title: evil.into(),
                day,
                nodes: vec![evil.into(), "b".into()],
                edges: vec![Edge {
                    a: 0,
                    b: 1,
                    kind: TieKind::Party,
                    label: evil.into(),
                    possible: false,
                }],
            },
            &style,
        ),
    ] {
        is_sound(&svg);
        let (_, text) = parsed(&svg);
        assert!(text.contains("<script>alert(1)</script>\"' onload='x' &amp;"));
        assert!(!text.contains('\u{202E}'));
    }
}

#[test]
fn the_order_of_the_input_does_not_show() {
    let names = &samples::NAMES[0];
    let style = style("en");
    let mut pair = samples::pair(names);
    let before = pair_svg(&pair, &style);
    pair.ties.reverse();
    pair.events.reverse();
    assert_eq!(pair_svg(&pair, &style), before);

    let mut network = samples::network(names);
    let before = day_svg(&network, &style);
    network.edges.reverse();
    for edge in &mut network.edges {
        std::mem::swap(&mut edge.a, &mut edge.b);
    }
    assert_eq!(day_svg(&network, &style), before);
}

#[test]
fn what_is_not_shown_is_counted() {
    let names = &samples::NAMES[0];
    let mut picture = samples::pair(names);
    picture.range = (samples::day("1945-01-01"), samples::day("1970-12-31"));
    let (_, text) = parsed(&pair_svg(&picture, &style("en")));
    assert!(
        text.contains("events without a date, not shown: 1"),
        "{text}"
    );
    assert!(
        text.contains("events outside these years, not shown: 3"),
        "{text}"
    );

    let style = Style {
        most_marks: 5,
        ..style("en")
    };
    let (_, text) = parsed(&pair_svg(&samples::pair(names), &style));
    assert!(
        text.contains("events: 9") && text.contains("planned or denied events, not shown: 3"),
        "{text}"
    );
}

#[test]
fn time_runs_one_way_and_the_picture_says_so() {
    for names in &samples::NAMES {
        let style = style(names.language);
        let svg = pair_svg(&samples::pair(names), &style);
        let at = |label: &str| {
            let end = svg
                .find(&format!(">{label}</text>"))
                .expect("a year on the axis");
            let start = svg[..end].rfind("x=\"").expect("its place") + 3;
            svg[start..]
                .split('"')
                .next()
                .and_then(|x| x.parse::<f64>().ok())
                .expect("a number")
        };
        assert!(at("1950") < at("1960") && at("1960") < at("1990"));
        assert!(parsed(&svg).1.matches(&style.words.phrases.time).count() >= 2);
    }
}

/// Width and height that a PNG names.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    (number(16), number(20))
}

/// The points of a picture, four bytes each.
fn points(svg: &str) -> Vec<u8> {
    let bytes = png(svg, 1.0).expect("a PNG");
    resvg::tiny_skia::Pixmap::decode_png(&bytes)
        .expect("a PNG that decodes")
        .take()
}

/// A page with one line of text.
fn page(text: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"40\"><rect width=\"400\" height=\"40\" fill=\"#fff\"/>\
         <text x=\"10\" y=\"28\" font-size=\"24\" font-family=\"'Noto Sans', serif\">{text}</text></svg>"
    )
}

/// How many points are not white.
fn inked(points: &[u8]) -> usize {
    points
        .chunks_exact(4)
        .filter(|point| point[..3].iter().any(|part| *part < 128))
        .count()
}

#[test]
fn a_png_is_drawn_and_always_the_same() {
    for names in &samples::NAMES {
        let svg = pair_svg(&samples::pair(names), &style(names.language));
        let bytes = png(&svg, 2.0).expect("a PNG");
        assert_eq!(size(&bytes).0, 2000);
        assert_eq!(bytes, png(&svg, 2.0).expect("a PNG"));
        assert!(inked(&points(&svg)) > 10_000);
    }
}

#[test]
fn letters_of_all_three_scripts_are_drawn_in_one_line() {
    // A letter without a shape is a box, so all such letters look alike.
    let boxes = points(&page("\u{1400}\u{1401}"));
    for text in ["Đy", "גם", "بد"] {
        let drawn = points(&page(text));
        assert!(inked(&drawn) > 20);
        assert_ne!(drawn, boxes);
    }
    // Arabic is joined and runs from right to left: the word is not its letters one by one.
    let word = points(&page("سلام"));
    let apart = points(&page("س\u{200C}ل\u{200C}ا\u{200C}م"));
    assert_ne!(word, apart);
    // It is joined beside other scripts too.
    let beside = |text: &str| inked(&points(&page(text)));
    let alone = beside("سلام") + beside("Đ");
    let both = beside("Đ سلام");
    assert!(both.abs_diff(alone) < 30, "{both} {alone}");
}

#[test]
fn unusable_requests_are_told() {
    assert!(matches!(png("no picture", 1.0), Err(Error::Svg(_))));
    let svg = page("a");
    assert!(matches!(png(&svg, 100.0), Err(Error::TooLarge { .. })));
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(png(&svg, scale).is_err());
    }
    assert!(Style::of("xx").is_err());
}

fn day_near() -> impl Strategy<Value = Day> {
    prop_oneof![
        (690_000_i64..730_000).prop_map(Day),
        any::<i64>().prop_map(Day)
    ]
}

fn any_bounds() -> impl Strategy<Value = Bounds> {
    (prop::option::of(day_near()), prop::option::of(day_near()))
        .prop_map(|(first, last)| Bounds { first, last })
}

fn any_band() -> impl Strategy<Value = Band> {
    let end = || {
        prop::option::of(
            (any_bounds(), any::<bool>())
                .prop_map(|(bounds, possible)| BandEnd { bounds, possible }),
        )
    };
    (
        0..8_usize,
        any::<String>(),
        end(),
        end(),
        prop::collection::vec(any_bounds(), 0..3),
    )
        .prop_map(|(kind, label, from, to, shown)| Band {
            from,
            to,
            shown,
            ..Band::new(TieKind::ALL[kind], label)
        })
}

fn any_mark() -> impl Strategy<Value = Mark> {
    let status = prop::sample::select(vec![
        Status::Asserted,
        Status::Attributed,
        Status::Planned,
        Status::Denied,
    ]);
    (any::<String>(), any::<f64>(), any_bounds(), status)
        .prop_map(|(class, weight, when, status)| Mark::new(class, weight, when, status))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever comes in, a well-formed picture comes out, the same each time.
    #[test]
    fn any_pair_is_drawn(
        title in any::<String>(),
        range in (day_near(), day_near()),
        ties in prop::collection::vec(any_band(), 0..12),
        events in prop::collection::vec(any_mark(), 0..40),
        unsourced in prop::collection::vec((day_near(), day_near()), 0..3),
        most_marks in prop::sample::select(vec![0_usize, 10, 100]),
        width in prop_oneof![Just(1000.0), any::<f64>()],
        language in prop::sample::select(vec!["en", "ar", "he"]),
    ) {
        let style = Style { most_marks, width, ..style(language) };
        let actor = ActorPicture { title: title.clone(), range, ties: ties.clone() };
        is_sound(&actor_svg(&actor, &style));
        let picture = PairPicture { title, range, ties, events, unsourced };
        let svg = pair_svg(&picture, &style);
        is_sound(&svg);
        prop_assert_eq!(&svg, &pair_svg(&picture, &style));
    }

    #[test]
    fn any_day_is_drawn(
        nodes in prop::collection::vec(any::<String>(), 0..20),
        edges in prop::collection::vec((0..22_usize, 0..22_usize, 0..8_usize, any::<String>(), any::<bool>()), 0..40),
        day in day_near(),
        most_nodes in 0..25_usize,
        language in prop::sample::select(vec!["en", "ar", "he"]),
    ) {
        let edges = edges.into_iter().map(|(a, b, kind, label, possible)| Edge { a, b, kind: TieKind::ALL[kind], label, possible });
        let picture = DayPicture { title: String::new(), day, nodes, edges: edges.collect() };
        let style = Style { most_nodes, ..style(language) };
        is_sound(&day_svg(&picture, &style));
    }
}
