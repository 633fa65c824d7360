//! The picture of an actor: all its ties by kind, as many lanes as it has; the page grows.

use super::{
    ActorPicture, Style,
    lanes::Lanes,
    legend::{self, Sample},
    page::{Frame, Heading, sheet},
    pair::{band_samples, definitions, scale, years},
    svg::Svg,
};

/// Lanes above which the axis stands over them too.
const TALL: f64 = 520.0;

/// Draws an actor as an SVG document. The same picture and style give the same bytes.
#[must_use]
pub fn actor_svg(picture: &ActorPicture, style: &Style) -> String {
    let words = &style.words;
    let frame = Frame::new(style);
    let scale = scale(&frame, &picture.ties, words, picture.range);
    let lanes = Lanes::new(&picture.ties, &scale);

    let mut svg = Svg::default();
    let mut top = frame.top;
    if lanes.height() > TALL {
        scale.draw(&mut svg, &frame, top);
        top += 38.0;
    }
    let bottom = if lanes.is_empty() {
        top + 28.0
    } else {
        top + lanes.height()
    };
    scale.draw_grid(&mut svg, top - 6.0, bottom);
    if lanes.is_empty() {
        let middle = f64::midpoint(scale.left, scale.right);
        legend::nothing(&mut svg, words, middle, top, &words.phrases.no_ties);
    }
    lanes.draw(&mut svg, &frame, &scale, words, top);
    scale.draw(&mut svg, &frame, bottom);
    let mut samples = band_samples(&lanes, &scale, words);
    samples.push((Sample::Time, &words.phrases.time));
    let bottom = legend::draw(&mut svg, &frame, words, &samples, bottom + 44.0);

    let heading = Heading {
        title: &picture.title,
        notes: vec![
            years(&scale, words),
            words.counted(&words.phrases.ties, lanes.count()),
        ],
        described: vec![words.phrases.time.clone()],
    };
    sheet(style, &heading, &definitions(&lanes), &svg.finish(), bottom)
}
