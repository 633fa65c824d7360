//! Events on the scale of cooperation and conflict: single marks while they can be told apart, counts beyond that.

use legation_model::{Day, Status};

use super::{
    Mark, Style,
    axis::Scale,
    glyphs::{bar, head},
    heaps::{self, Bin},
    page::{FAINT, Frame, QUIET, TEXT},
    said,
    svg::{Anchor, Svg, clean},
    text::{apart, figures, line, width},
    words::Words,
};

/// Height of the scale from 10 to -10.
pub(crate) const HEIGHT: f64 = 210.0;
/// Air over the scale, for names.
const HEAD: f64 = 24.0;
/// Size of the letters at marks.
pub(crate) const SIZE: f64 = 10.5;
/// Up to so many marks carry their names.
const NAMED: usize = 24;

/// The events of a picture.
#[derive(Debug)]
pub(crate) struct Marks<'a> {
    /// Those that can be shown, by day, then weight, class and status.
    shown: Vec<&'a Mark>,
    pub(crate) undated: usize,
    pub(crate) outside: usize,
    bin: Option<Bin>,
}

/// First and last day of a mark, turned where they are the wrong way round.
pub(crate) fn days(mark: &Mark) -> Option<(Day, Day)> {
    let (a, b) = (mark.when.first?, mark.when.last?);
    Some((a.min(b), a.max(b)))
}

/// Whether the day is known.
fn is_precise(mark: &Mark) -> bool {
    days(mark).is_some_and(|(first, last)| first == last)
}

pub(crate) fn weight(mark: &Mark) -> f64 {
    if mark.weight.is_finite() {
        mark.weight.clamp(-10.0, 10.0)
    } else {
        0.0
    }
}

impl<'a> Marks<'a> {
    pub(crate) fn new(all: &'a [Mark], scale: &Scale, style: &Style) -> Self {
        let mut marks = Self {
            shown: Vec::new(),
            undated: 0,
            outside: 0,
            bin: None,
        };
        for mark in all {
            match days(mark) {
                None => marks.undated += 1,
                Some((first, last)) if scale.shows(first, last) => marks.shown.push(mark),
                Some(_) => marks.outside += 1,
            }
        }
        marks.shown.sort_by(|a, b| {
            days(a)
                .cmp(&days(b))
                .then(weight(a).total_cmp(&weight(b)))
                .then_with(|| (&a.class, &a.label).cmp(&(&b.class, &b.label)))
                .then_with(|| (a.status as u8).cmp(&(b.status as u8)))
        });
        if marks.shown.len() > style.most_marks {
            marks.bin = Some(Bin::fitting(scale));
        }
        marks
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    pub(crate) fn count(&self) -> usize {
        self.shown.len() - self.left_out()
    }

    /// How high the panel is.
    pub(crate) fn height(&self) -> f64 {
        HEAD + HEIGHT + 24.0 + self.bin.map_or(0.0, |_| heaps::BELOW)
    }

    /// Events that are left out where events are drawn together: planned and denied ones.
    pub(crate) fn left_out(&self) -> usize {
        self.bin.map_or(0, |_| heaps::left_out(&self.shown))
    }

    /// What the legend has to say of the heaps; `None` where every event has its own mark.
    pub(crate) fn heaped<'w>(&self, words: &'w Words) -> Option<&'w str> {
        self.bin.map(|bin| match bin {
            Bin::Month => words.phrases.by_month.as_str(),
            Bin::Year => words.phrases.by_year.as_str(),
            Bin::Decade => words.phrases.by_decade.as_str(),
        })
    }

    /// Whether a mark of its own shows such an event.
    pub(crate) fn has(&self, is: impl Fn(&Mark) -> bool) -> bool {
        self.bin.is_none() && self.shown.iter().any(|mark| is(mark))
    }

    pub(crate) fn has_precise(&self) -> bool {
        self.has(|mark| is_precise(mark) && mark.status != Status::Denied)
    }

    pub(crate) fn has_imprecise(&self) -> bool {
        match self.bin {
            None => self.has(|mark| !is_precise(mark)),
            Some(bin) => heaps::has_wide(&self.shown, bin),
        }
    }

    /// Draws the panel from `top` down.
    pub(crate) fn draw(
        &self,
        svg: &mut Svg,
        frame: &Frame,
        scale: &Scale,
        words: &Words,
        top: f64,
    ) {
        let panel = Panel {
            scale,
            top: top + HEAD,
        };
        panel.draw_scale(svg, frame, words);
        match self.bin {
            None => self.draw_each(svg, panel, words),
            Some(bin) => heaps::draw(svg, &self.shown, panel, frame, words, bin),
        }
    }

    fn draw_each(&self, svg: &mut Svg, panel: Panel<'_>, words: &Words) {
        let zero = panel.y(0.0);
        let mut taken = Taken::default();
        let mut names = Vec::new();
        for mark in &self.shown {
            let Some((first, last)) = days(mark) else {
                continue;
            };
            let scale = panel.scale;
            let (from, to) = (scale.clip(scale.start(first)), scale.clip(scale.end(last)));
            let (x, y) = (f64::midpoint(from, to), panel.y(weight(mark)));
            let precise = is_precise(mark) || to - from < 5.0;
            let label = mark.label.as_deref().map(clean);
            let label = label.unwrap_or_else(|| words.class(&mark.class).to_owned());
            svg.group(&words.line(&format!(
                "{}, {}",
                apart(&label, words.rtl),
                figures(&said(mark.when), words.rtl)
            )));
            svg.tag("line")
                .ends((x, zero), (x, y))
                .text("stroke", QUIET)
                .number("stroke-width", 0.9)
                .text_if(!precise, "stroke-dasharray", "1.5 2")
                .empty();
            if precise {
                head(svg, (x, y), 3.4, mark.status);
                taken.solid.push(Area::around(x, y, 5.0, 5.0));
            } else {
                let ends = (first >= scale.first, last <= scale.last);
                bar(svg, (from, to), y, mark.status, ends);
                taken
                    .solid
                    .push(Area::around(x, y, (to - from) / 2.0 + 1.0, 5.0));
            }
            // Names keep off stems too.
            taken.stems.push(Area::around(
                x,
                f64::midpoint(y, zero),
                1.5,
                (y - zero).abs() / 2.0,
            ));
            svg.end("g");
            names.push((x, y, weight(mark) >= 0.0, label));
        }
        if names.len() <= NAMED {
            for (x, y, up, label) in names {
                panel.place(svg, &mut taken, (x, y), up, &line(&label, words.rtl));
            }
        }
    }
}

/// Where the scale stands.
#[derive(Clone, Copy)]
pub(crate) struct Panel<'a> {
    pub(crate) scale: &'a Scale,
    pub(crate) top: f64,
}

/// A rectangle that letters must keep off.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn around(x: f64, y: f64, dx: f64, dy: f64) -> Self {
        Self {
            left: x - dx,
            right: x + dx,
            top: y - dy,
            bottom: y + dy,
        }
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

impl Panel<'_> {
    /// Height of a weight.
    pub(crate) fn y(&self, weight: f64) -> f64 {
        self.top + (10.0 - weight) / 20.0 * HEIGHT
    }

    /// Draws lines and figures of the scale, beside the side where labels stand.
    fn draw_scale(&self, svg: &mut Svg, frame: &Frame, words: &Words) {
        let (left, right) = (self.scale.left, self.scale.right);
        let (figure, anchor) = if frame.rtl {
            (right + 14.0, Anchor::Left)
        } else {
            (left - 8.0, Anchor::Right)
        };
        for step in [10, 5, 0, -5, -10] {
            let y = self.y(f64::from(step));
            svg.line(
                (left, y),
                (right, y),
                if step == 0 { QUIET } else { FAINT },
                1.0,
            );
            let text = if step < 0 {
                format!("\u{2212}{}", -step)
            } else {
                step.to_string()
            };
            svg.words((figure, y + 3.5), anchor, SIZE, QUIET, &text);
        }
        let phrases = &words.phrases;
        for (name, weight) in [(&phrases.cooperation, 10.0), (&phrases.conflict, -10.0)] {
            let at = (frame.start(), self.y(weight) + 4.0);
            svg.words(at, frame.anchor(), 12.0, TEXT, &words.line(name));
        }
    }

    /// Writes a name beside its mark, at the first place that is free; nowhere where none is.
    fn place(&self, svg: &mut Svg, taken: &mut Taken, (x, y): (f64, f64), up: bool, label: &str) {
        let (wide, gap) = (width(label, SIZE), 7.0);
        let beyond = if up { -gap - 1.0 } else { gap + 9.0 };
        let along = f64::midpoint(y, self.y(0.0)) + 3.5;
        let places = [
            (x, y + beyond, Anchor::Middle),
            (x + gap, y + 3.5, Anchor::Left),
            (x - gap, y + 3.5, Anchor::Right),
            (x + 3.0, y + beyond, Anchor::Left),
            (x - 3.0, y + beyond, Anchor::Right),
            (x + 5.0, along, Anchor::Left),
            (x - 5.0, along, Anchor::Right),
        ];
        let areas = places.map(|(at, base, anchor)| {
            let left = match anchor {
                Anchor::Left => at,
                Anchor::Middle => at - wide / 2.0,
                Anchor::Right => at - wide,
            };
            let area = Area {
                left: left - 1.0,
                right: left + wide + 1.0,
                top: base - SIZE * 0.85,
                bottom: base + SIZE * 0.25,
            };
            (area, (at, base), anchor)
        });
        let inside = |area: &Area| {
            area.left >= self.scale.left
                && area.right <= self.scale.right + 8.0
                && area.top >= self.top - 14.0
                && area.bottom <= self.top + HEIGHT + 22.0
        };
        let free = |area: &Area, from: &[Area]| !from.iter().any(|other| other.touches(area));
        let open = |area: &Area| inside(area) && free(area, &taken.solid);
        let found = areas
            .iter()
            .find(|(area, ..)| open(area) && free(area, &taken.stems))
            .or_else(|| areas.iter().find(|(area, ..)| open(area)));
        if let Some((area, at, anchor)) = found {
            taken.solid.push(*area);
            svg.words_over(*at, *anchor, SIZE, TEXT, label);
        }
    }
}

/// What names keep off: heads and other names always, stems where they can.
#[derive(Debug, Default)]
struct Taken {
    solid: Vec<Area>,
    stems: Vec<Area>,
}
