//! The page itself: the document's facts and the legend, its text, and its claims beside it.

use legation_model::{BlockKind, Status};

use super::{
    Block, Claim, Sheet,
    escape::{escaped, push},
    style::style,
    text::{Marks, Open},
};
use crate::picture::Words;

/// A document as one HTML file, in the language of the words.
#[must_use]
pub fn html(sheet: &Sheet, words: &Words) -> String {
    let mut html = String::new();
    head(&mut html, sheet, words);
    html.push_str("<main>\n");
    text(&mut html, sheet, words);
    claims(&mut html, sheet, words);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

/// The document's name where it has no title.
fn title(sheet: &Sheet) -> &str {
    sheet.title.as_deref().unwrap_or(&sheet.id)
}

fn head(html: &mut String, sheet: &Sheet, words: &Words) {
    let dir = if words.rtl { "rtl" } else { "ltr" };
    let lang = escaped(&words.language);
    let style = style(&words.fonts, sheet.claims.len());
    let title = escaped(title(sheet));
    html.push_str(&format!(
        "<!DOCTYPE html>
<html lang=\"{lang}\" dir=\"{dir}\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1><bdi lang=\"{}\">{title}</bdi></h1>
<dl aria-label=\"{}\">
",
        escaped(&sheet.lang),
        escaped(&words.document.about),
    ));
    let phrases = &words.document;
    // Dates run from left to right everywhere, and have no letter that says so.
    for (name, value, dir) in [
        (&phrases.publisher, sheet.publisher.as_deref(), "auto"),
        (&phrases.published, sheet.published.as_deref(), "ltr"),
        (&phrases.address, sheet.address.as_deref(), "auto"),
        (&phrases.source, Some(sheet.id.as_str()), "auto"),
        (&phrases.retrieved, sheet.retrieved.as_deref(), "ltr"),
    ] {
        if let Some(value) = value {
            html.push_str(&format!(
                "<dt>{}</dt><dd><bdi dir=\"{dir}\">{}</bdi></dd>\n",
                escaped(name),
                escaped(value)
            ));
        }
    }
    html.push_str(&format!(
        "</dl>\n<ul class=\"legend\" aria-label=\"{}\">\n",
        escaped(&phrases.legend)
    ));
    for (class, phrase) in [
        ("quote", &phrases.quote),
        ("trigger", &phrases.trigger),
        ("mention", &phrases.mention),
        ("time", &phrases.time),
        ("unread", &phrases.unread),
        ("number", &phrases.number),
    ] {
        html.push_str(&format!(
            "<li><span class=\"{class}\">{}</span></li>\n",
            escaped(phrase)
        ));
    }
    html.push_str("</ul>\n</header>\n");
}

fn text(html: &mut String, sheet: &Sheet, words: &Words) {
    html.push_str(&format!(
        "<section class=\"text\" aria-label=\"{}\">\n",
        escaped(&words.document.text)
    ));
    let marks = Marks::new(sheet);
    let mut open = Open::default();
    let mut lines = sheet.blocks.iter().peekable();
    while let Some(first) = lines.next() {
        let mut line = vec![first];
        while let Some(next) = lines.next_if(|block| block.is_joined) {
            line.push(next);
        }
        push_line(html, &line, &sheet.lang, &marks, &mut open);
    }
    html.push_str("</section>\n");
}

/// Adds the blocks of one line, which is what the first of them that is not noise is.
fn push_line(html: &mut String, line: &[&Block], lang: &str, marks: &Marks<'_>, open: &mut Open) {
    let main = line.iter().find(|block| block.kind != BlockKind::Noise);
    let Some(main) = main.or(line.first()) else {
        return;
    };
    let (element, class) = match main.kind {
        BlockKind::Title => ("h2", "title"),
        BlockKind::Heading => ("h3", "heading"),
        BlockKind::Paragraph => ("p", "paragraph"),
        BlockKind::Item => ("p", "item"),
        BlockKind::Caption | BlockKind::Reference | BlockKind::Metadata | BlockKind::Noise => {
            ("p", "unread")
        }
    };
    let lang = escaped(main.lang.as_deref().unwrap_or(lang));
    html.push_str(&format!(
        "<{element} class=\"{class}\" lang=\"{lang}\" dir=\"auto\">"
    ));
    for block in line {
        let is_aside = class != "unread" && block.kind == BlockKind::Noise;
        if is_aside {
            html.push_str("<span class=\"unread\">");
        }
        marks.push(html, block, open);
        if is_aside {
            html.push_str("</span>");
        }
    }
    html.push_str(&format!("</{element}>\n"));
}

fn claims(html: &mut String, sheet: &Sheet, words: &Words) {
    let phrases = &words.document;
    html.push_str(&format!(
        "<aside aria-label=\"{0}\">\n<h2>{0}</h2>\n",
        escaped(&phrases.claims)
    ));
    if sheet.claims.is_empty() {
        html.push_str(&format!("<p>{}</p>\n", escaped(&phrases.no_claims)));
    } else {
        html.push_str("<ol>\n");
        for (n, claim) in (1..).zip(&sheet.claims) {
            push_claim(html, n, claim, words);
        }
        html.push_str("</ol>\n");
    }
    html.push_str("</aside>\n");
}

fn push_claim(html: &mut String, n: usize, claim: &Claim, words: &Words) {
    let phrases = &words.document;
    html.push_str(&format!(
        "<li class=\"claim\" id=\"c{n}\">\n<p class=\"head\"><a href=\"#t{n}\">{n}</a> {}",
        escaped(words.class(&claim.class))
    ));
    if let Some(thing) = &claim.thing {
        html.push_str(&format!(" · <bdi>{}</bdi>", escaped(thing)));
    }
    html.push_str("</p>\n<p>");
    push_names(html, &claim.actors);
    if !claim.recipients.is_empty() {
        // The arrow points the way in which the line is read.
        html.push_str(if words.rtl { " ← " } else { " → " });
        push_names(html, &claim.recipients);
    }
    html.push_str("</p>\n<p>");
    match &claim.when {
        Some(when) => html.push_str(&format!("<bdi dir=\"ltr\">{}</bdi>", escaped(when))),
        None => push(html, &phrases.undated),
    }
    let said = match (claim.status, &claim.source) {
        (Status::Asserted, _) | (Status::Attributed, None) => None,
        (Status::Attributed, Some(who)) => {
            Some(escaped(&phrases.says).replace("{who}", &format!("<bdi>{}</bdi>", escaped(who))))
        }
        (Status::Planned, _) => Some(escaped(&phrases.planned)),
        (Status::Denied, _) => Some(escaped(&phrases.denied)),
    };
    if let Some(said) = said {
        html.push_str(&format!(" · {said}"));
    }
    html.push_str(&format!(
        "</p>\n<blockquote lang=\"{}\" dir=\"auto\">{}</blockquote>\n<p class=\"small\">{} · {}</p>\n<p class=\"small\" dir=\"auto\">{}</p>\n</li>\n",
        escaped(&claim.lang),
        escaped(&claim.quote),
        escaped(&phrases.sentence).replace("{n}", &claim.sentence.to_string()),
        escaped(&phrases.confidence).replace("{n}", &escaped(&claim.confidence)),
        escaped(&claim.citation),
    ));
}

fn push_names(html: &mut String, names: &[String]) {
    for (n, name) in names.iter().enumerate() {
        if n > 0 {
            html.push_str(" · ");
        }
        html.push_str(&format!("<bdi>{}</bdi>", escaped(name)));
    }
}
