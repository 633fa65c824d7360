//! The picture of a pair: lanes of ties over the scale of events, on one axis of time.

use legation_model::Status;

use super::{
    Band, PairPicture, Style,
    axis::Scale,
    glyphs,
    lanes::{self, Lanes},
    legend::{self, Sample},
    marks::Marks,
    page::{Frame, Heading, QUIET, sheet},
    svg::{Anchor, Svg},
    text::{figures, width},
    words::Words,
};

/// Draws a pair as an SVG document. The same picture and style give the same bytes.
#[must_use]
pub fn pair_svg(picture: &PairPicture, style: &Style) -> String {
    let words = &style.words;
    let frame = Frame::new(style);
    let scale = scale(&frame, &picture.ties, words, picture.range);
    let lanes = Lanes::new(&picture.ties, &scale);
    let marks = Marks::new(&picture.events, &scale, style);

    let mut svg = Svg::default();
    let lanes_bottom = if lanes.is_empty() {
        frame.top + 28.0
    } else {
        frame.top + lanes.height()
    };
    let marks_top = lanes_bottom + 12.0;
    let marks_bottom = marks_top
        + if marks.is_empty() {
            34.0
        } else {
            marks.height()
        };
    for (first, last) in &picture.unsourced {
        draw_unsourced(
            &mut svg,
            &scale,
            words,
            (*first, *last),
            (marks_top, marks_bottom),
        );
    }
    scale.draw_grid(&mut svg, frame.top - 6.0, marks_bottom);
    let middle = f64::midpoint(scale.left, scale.right);
    if lanes.is_empty() {
        legend::nothing(&mut svg, words, middle, frame.top, &words.phrases.no_ties);
    }
    lanes.draw(&mut svg, &frame, &scale, words, frame.top);
    if marks.is_empty() {
        legend::nothing(&mut svg, words, middle, marks_top, &words.phrases.no_events);
    } else {
        marks.draw(&mut svg, &frame, &scale, words, marks_top);
    }
    scale.draw(&mut svg, &frame, marks_bottom);

    let unsourced = picture
        .unsourced
        .iter()
        .any(|(a, b)| scale.shows(*a.min(b), *b.max(a)));
    let mut samples = band_samples(&lanes, &scale, words);
    let phrases = &words.phrases;
    let status = |wanted: Status| marks.has(|mark| mark.status == wanted);
    for (present, sample, meaning) in [
        (marks.has_precise(), Sample::Event, &phrases.on_day),
        (marks.has_imprecise(), Sample::Span, &phrases.in_span),
        (status(Status::Planned), Sample::Planned, &phrases.planned),
        (status(Status::Denied), Sample::Denied, &phrases.denied),
        (unsourced, Sample::Unsourced, &phrases.no_source),
    ] {
        if present {
            samples.push((sample, meaning));
        }
    }
    if let Some(meaning) = marks.heaped(words) {
        samples.push((Sample::Heap, meaning));
    }
    samples.push((Sample::Time, &phrases.time));
    let bottom = legend::draw(&mut svg, &frame, words, &samples, marks_bottom + 44.0);

    let mut notes = vec![
        years(&scale, words),
        words.counted(&phrases.ties, lanes.count()),
        words.counted(&phrases.events, marks.count()),
    ];
    for (n, phrase) in [
        (marks.undated, &phrases.undated),
        (marks.outside, &phrases.outside),
        (marks.left_out(), &phrases.not_happened),
    ] {
        if n > 0 {
            notes.push(words.counted(phrase, n));
        }
    }
    let heading = Heading {
        title: &picture.title,
        notes,
        described: vec![phrases.time.clone()],
    };
    sheet(style, &heading, &definitions(&lanes), &svg.finish(), bottom)
}

/// The axis of time beside the column of labels, which stands where lines start.
pub(crate) fn scale(
    frame: &Frame,
    ties: &[Band],
    words: &Words,
    range: (legation_model::Day, legation_model::Day),
) -> Scale {
    let column = lanes::column(ties, words, frame);
    let (left, right) = if frame.rtl {
        (frame.left + 12.0, frame.right - column)
    } else {
        (frame.left + column, frame.right - 14.0)
    };
    Scale::new(range, left, right)
}

/// The hatchings that lanes and legend use.
pub(crate) fn definitions(lanes: &Lanes<'_>) -> String {
    let mut kinds: Vec<_> = lanes.kinds().collect();
    kinds.push(legation_model::TieKind::Existence);
    kinds.dedup();
    glyphs::definitions(kinds)
}

/// The legend's samples for bands.
pub(crate) fn band_samples<'w>(
    lanes: &Lanes<'_>,
    scale: &Scale,
    words: &'w Words,
) -> Vec<(Sample, &'w str)> {
    let shapes = lanes.shapes(scale);
    let phrases = &words.phrases;
    [
        (!lanes.is_empty(), Sample::Certain, &phrases.certain),
        (shapes.possible, Sample::Possible, &phrases.possible),
        (shapes.after, Sample::After, &phrases.after),
        (shapes.soft, Sample::Soft, &phrases.soft),
        (shapes.open, Sample::Open, &phrases.open),
        (shapes.shown, Sample::Shown, &phrases.shown),
    ]
    .into_iter()
    .filter(|(present, ..)| *present)
    .map(|(_, sample, meaning)| (sample, meaning.as_str()))
    .collect()
}

/// First and last year shown.
pub(crate) fn years(scale: &Scale, words: &Words) -> String {
    let (first, last) = (scale.first.ymd().0, scale.last.ymd().0);
    let text = if first == last {
        first.to_string()
    } else {
        format!("{first} – {last}")
    };
    figures(&text, words.rtl)
}

fn draw_unsourced(
    svg: &mut Svg,
    scale: &Scale,
    words: &Words,
    (first, last): (legation_model::Day, legation_model::Day),
    (top, bottom): (f64, f64),
) {
    let (first, last) = (first.min(last), first.max(last));
    if !scale.shows(first, last) {
        return;
    }
    let (left, right) = (scale.clip(scale.start(first)), scale.clip(scale.end(last)));
    let name = &words.phrases.no_source;
    svg.group(&words.line(name));
    legend::unsourced(svg, left, right, top, bottom);
    if width(name, 10.5) + 6.0 <= right - left {
        let at = (f64::midpoint(left, right), top + 13.0);
        svg.words(at, Anchor::Middle, 10.5, QUIET, &words.line(name));
    }
    svg.end("g");
}
