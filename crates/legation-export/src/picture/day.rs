//! The picture of a day: who is tied to whom, as a network on a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DayPicture, Edge, Style,
    circle::{self, Place},
    legend::{self, Sample},
    page::{Frame, Heading, INK, PAPER, TEXT, sheet},
    svg::{Anchor, Svg, clean, number},
    text::{apart, figures, fit, line, width},
    words::Words,
};

/// Size of the names.
const SIZE: f64 = 12.5;
/// From one name to the next on a side.
const STEP: f64 = 21.0;

/// Draws a day as an SVG document. The same picture and style give the same bytes.
///
/// Actors without a tie are not drawn; of more than [`Style::most_nodes`], those with most ties are.
#[must_use]
pub fn day_svg(picture: &DayPicture, style: &Style) -> String {
    let words = &style.words;
    let frame = Frame::new(style);
    let network = Network::of(picture, style.most_nodes);
    let mut svg = Svg::default();
    let middle = f64::midpoint(frame.left, frame.right);
    let bottom = if network.actors.is_empty() {
        legend::nothing(&mut svg, words, middle, frame.top, &words.phrases.no_ties)
    } else {
        network.draw(&mut svg, &frame, words, middle)
    };

    let phrases = &words.phrases;
    let kinds: BTreeSet<_> = network.edges.iter().map(|edge| edge.kind).collect();
    let mut samples: Vec<_> = kinds
        .into_iter()
        .map(|kind| (Sample::Edge(kind), words.kind(kind)))
        .collect();
    if network.edges.iter().any(|edge| edge.possible) {
        samples.push((Sample::PossibleEdge, &phrases.possible));
    }
    let bottom = legend::draw(&mut svg, &frame, words, &samples, bottom + 22.0);

    let mut notes = vec![
        figures(&picture.day.to_string(), words.rtl),
        words.counted(&phrases.actors, network.actors.len()),
        words.counted(&phrases.ties, network.edges.len()),
    ];
    if network.left_out > 0 {
        notes.push(words.counted(&phrases.more, network.left_out));
    }
    let heading = Heading {
        title: &picture.title,
        notes,
        described: network
            .edges
            .iter()
            .map(|edge| network.said(edge, words))
            .collect(),
    };
    sheet(style, &heading, "", &svg.finish(), bottom)
}

/// What of the picture is drawn.
struct Network {
    /// Names, round the circle.
    actors: Vec<String>,
    /// Ties, whose numbers are places in `actors`.
    edges: Vec<Edge>,
    left_out: usize,
}

impl Network {
    fn of(picture: &DayPicture, most: usize) -> Self {
        let count = picture.nodes.len();
        let mut ties = vec![0_usize; count];
        let sound = |edge: &&Edge| edge.a < count && edge.b < count && edge.a != edge.b;
        for edge in picture.edges.iter().filter(sound) {
            ties[edge.a] += 1;
            ties[edge.b] += 1;
        }
        // The most tied first, then by name, so that the order of the input does not show.
        let mut by_ties: Vec<usize> = (0..count).filter(|actor| ties[*actor] > 0).collect();
        by_ties.sort_by(|a, b| {
            ties[*b]
                .cmp(&ties[*a])
                .then_with(|| picture.nodes[*a].cmp(&picture.nodes[*b]))
                .then(a.cmp(b))
        });
        let left_out = by_ties.len().saturating_sub(most);
        by_ties.truncate(most);
        let number: BTreeMap<usize, usize> = by_ties
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, new))
            .collect();
        let mut edges: Vec<Edge> = picture
            .edges
            .iter()
            .filter(sound)
            .filter_map(|edge| {
                let (a, b) = (*number.get(&edge.a)?, *number.get(&edge.b)?);
                Some(Edge {
                    a: a.min(b),
                    b: a.max(b),
                    label: clean(&edge.label),
                    ..edge.clone()
                })
            })
            .collect();
        edges.sort_by(|x, y| {
            (x.a, x.b, x.kind, x.possible, &x.label).cmp(&(y.a, y.b, y.kind, y.possible, &y.label))
        });
        let links: Vec<_> = edges.iter().map(|edge| (edge.a, edge.b)).collect();
        let order = circle::order(by_ties.len(), &links);
        let mut place = vec![0; order.len()];
        for (at, actor) in order.iter().enumerate() {
            place[*actor] = at;
        }
        for edge in &mut edges {
            (edge.a, edge.b) = (place[edge.a], place[edge.b]);
        }
        Self {
            actors: order
                .iter()
                .map(|actor| clean(&picture.nodes[by_ties[*actor]]))
                .collect(),
            edges,
            left_out,
        }
    }

    /// A tie in words.
    fn said(&self, edge: &Edge, words: &Words) -> String {
        let kind = words.kind(edge.kind);
        let mut text = format!(
            "{} – {}: {kind}",
            apart(&self.actors[edge.a], words.rtl),
            apart(&self.actors[edge.b], words.rtl)
        );
        if !edge.label.is_empty() {
            text = format!("{text}, {}", apart(&edge.label, words.rtl));
        }
        if edge.possible {
            text = format!("{text} – {}", words.phrases.possible);
        }
        words.line(&text)
    }

    /// Draws the network around `middle`; gives where it ends.
    #[allow(clippy::cast_precision_loss)]
    fn draw(&self, svg: &mut Svg, frame: &Frame, words: &Words, middle: f64) -> f64 {
        let count = self.actors.len();
        let widest = self
            .actors
            .iter()
            .map(|name| width(name, SIZE))
            .fold(0.0, f64::max);
        let room = (widest + 26.0).min(frame.width() * 0.3);
        let high = (count.div_ceil(2) as f64 * STEP / 2.0).max(170.0);
        let wide = (high * 1.3).min(frame.width() / 2.0 - room);
        let centre = (middle, frame.top + high + 6.0);
        let places = circle::places(count, centre, (wide, high));
        let room = frame.width() / 2.0 - wide - 12.0;
        let mut alike: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        let pair = |edge: &Edge| (edge.a.min(edge.b), edge.a.max(edge.b));
        for edge in &self.edges {
            alike.entry(pair(edge)).or_default().1 += 1;
        }
        let crowded = self.edges.len() > 150;
        for edge in &self.edges {
            let (nth, of) = alike.get(&pair(edge)).copied().unwrap_or((0, 1));
            alike.insert(pair(edge), (nth + 1, of));
            let beside = (nth as f64 - (of as f64 - 1.0) / 2.0) * 14.0;
            let (from, to) = pair(edge);
            let (path, at) = bent(places[from], places[to], centre, beside);
            svg.group(&self.said(edge, words));
            if crowded {
                svg.tag("g").text("opacity", "0.75").begin();
            }
            legend::edge(svg, &path, at, edge.kind, edge.possible);
            if crowded {
                svg.end("g");
            }
            svg.end("g");
        }
        let mut ties = vec![0_usize; count];
        for edge in &self.edges {
            ties[edge.a] += 1;
            ties[edge.b] += 1;
        }
        let most = ties.iter().copied().max().unwrap_or(1).max(1);
        for (actor, place) in places.iter().enumerate() {
            let name = &self.actors[actor];
            let radius = 3.0 + 4.0 * (ties[actor] as f64 / most as f64).sqrt();
            svg.group(&line(name, words.rtl));
            svg.tag("circle")
                .number("cx", place.x)
                .number("cy", place.y)
                .number("r", radius)
                .text("fill", INK)
                .text("stroke", PAPER)
                .number("stroke-width", 1.5)
                .empty();
            let shown = line(&fit(name, SIZE, room), words.rtl);
            let (x, anchor) = if place.right {
                (place.x + 12.0, Anchor::Left)
            } else {
                (place.x - 12.0, Anchor::Right)
            };
            svg.words((x, place.y + 4.3), anchor, SIZE, TEXT, &shown);
            svg.end("g");
        }
        centre.1 + high + 6.0
    }
}

/// A curve between two places, bent towards the centre and `beside` others of the same two; with its middle.
fn bent(a: Place, b: Place, centre: (f64, f64), beside: f64) -> (String, (f64, f64)) {
    let middle = (f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let long = dx.hypot(dy).max(1.0);
    // Neighbours are joined by a shallow bow, those far apart by a deep one, so that few lines cross in the middle.
    let (to_x, to_y) = (centre.0 - middle.0, centre.1 - middle.1);
    let inward = to_x.hypot(to_y).max(1.0);
    let depth = (inward * 0.55).min(long * 0.6) / inward;
    let control = (
        middle.0 + to_x * depth - dy / long * beside * 2.0,
        middle.1 + to_y * depth + dx / long * beside * 2.0,
    );
    let path = format!(
        "M{} {}Q{} {} {} {}",
        number(a.x),
        number(a.y),
        number(control.0),
        number(control.1),
        number(b.x),
        number(b.y)
    );
    let at = |p: f64, c: f64, q: f64| 0.25 * p + 0.5 * c + 0.25 * q;
    (path, (at(a.x, control.0, b.x), at(a.y, control.1, b.y)))
}
