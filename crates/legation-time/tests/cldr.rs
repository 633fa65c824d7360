//! The names of months that CLDR gives, in all regions a language is written in, are read as those months.
#![allow(clippy::unwrap_used)]

use icu_calendar::cal::{Hebrew, Hijri};
use icu_calendar::{Date, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::M};
use icu_locale_core::Locale;
use legation_model::{Document, Span};
use legation_pack::time::TimePack;
use legation_pack::{Language, PackFiles};
use legation_time::{Engine, read_document};

fn engine(tag: &str) -> Engine {
    let files = PackFiles::embedded();
    let language = Language::load(&files, tag).unwrap();
    Engine::new(&language, &TimePack::load(&files, &language).unwrap())
}

/// The value and calendar read from a month's name between a day and a year.
fn read(engine: &Engine, lang: &str, month: &str, year: i32) -> Option<(String, Option<String>)> {
    let text = format!("5 {month} {year}");
    let document = Document::from_text("cldr", lang, text.clone());
    let found = read_document(&document, |_| Some(engine));
    let one = found
        .first()
        .filter(|t| t.span == Span::new(0, text.len()))?;
    Some((one.edtf.clone()?.to_string(), one.calendar.clone()))
}

#[test]
fn gregorian_months_of_all_regions() {
    let mut wrong = Vec::new();
    for (lang, locales) in [
        (
            "ar",
            &[
                "ar", "ar-EG", "ar-SA", "ar-SY", "ar-LB", "ar-JO", "ar-IQ", "ar-PS", "ar-MA",
                "ar-DZ", "ar-TN", "ar-LY", "ar-MR", "ar-SD",
            ][..],
        ),
        ("he", &["he"][..]),
        ("en", &["en", "en-GB", "en-AU"][..]),
    ] {
        let engine = engine(lang);
        for tag in locales {
            let locale: Locale = tag.parse().unwrap();
            for fields in [M::long(), M::medium()] {
                let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(
                    (&locale).into(),
                    fields,
                )
                .unwrap();
                for month in 1..=12u8 {
                    let date = Date::try_new_gregorian(1955, month, 5).unwrap();
                    let name = formatter.format(&date).to_string();
                    let wanted = (format!("1955-{month:02}-05"), None);
                    let found = read(&engine, lang, &name, 1955);
                    if found.as_ref() != Some(&wanted) {
                        wrong.push(format!("{tag}: {name}: {found:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hijri_and_hebrew_months() {
    let mut wrong = Vec::new();
    for (lang, year) in [("ar", 1390), ("he", 1390), ("en", 1390)] {
        let engine = engine(lang);
        let locale: Locale = lang.parse().unwrap();
        let formatter = FixedCalendarDateTimeFormatter::<
            Hijri<icu_calendar::cal::hijri::UmmAlQura>,
            _,
        >::try_new((&locale).into(), M::long())
        .unwrap();
        for month in 1..=12u8 {
            let date = Date::try_new_hijri_with_calendar(year, month, 5, Hijri::new_umm_al_qura())
                .unwrap();
            let name = formatter.format(&date).to_string();
            let found = read(&engine, lang, &name, year).map(|(_, calendar)| calendar);
            if found != Some(Some("islamic-umalqura".to_owned())) {
                wrong.push(format!("{lang}: {name}"));
            }
        }
    }
    for lang in ["he", "en"] {
        let engine = engine(lang);
        let locale: Locale = lang.parse().unwrap();
        let formatter =
            FixedCalendarDateTimeFormatter::<Hebrew, _>::try_new((&locale).into(), M::long())
                .unwrap();
        for month in 1..=12u8 {
            let date =
                Date::try_new_hebrew_v2(5715, icu_calendar::types::Month::new(month), 5).unwrap();
            let name = formatter.format(&date).to_string();
            let found = read(&engine, lang, &name, 5715).map(|(_, calendar)| calendar);
            if found != Some(Some("hebrew".to_owned())) {
                wrong.push(format!("{lang}: {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
