//! Whom words mean that name nobody by themselves: definite nouns, titles, pronouns, one word of a name.

use std::sync::OnceLock;

use legation_model::{Block, BlockKind, Claim, Document, OffsetMap, Span};
use legation_pack::PackFiles;
use legation_read::Packs;

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::load(&PackFiles::embedded()).expect("the packs compile"))
}

/// The claims of a class in a text of one paragraph.
fn claims(lang: &str, text: &str, class: &str) -> Vec<Claim> {
    let mut document = Document::from_text("doc", lang, text);
    document.blocks = vec![Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
        lang: None,
    }];
    document.map = OffsetMap::identity(text.len());
    let mut claims = packs().read(&document).claims;
    claims.retain(|c| c.class == class);
    claims
}

/// Countries of the two sides of the last claim of a class.
fn sides(lang: &str, text: &str, class: &str) -> (Vec<String>, Vec<String>) {
    let claims = claims(lang, text, class);
    let claim = claims
        .last()
        .unwrap_or_else(|| panic!("no {class} in {text}"));
    let countries =
        |parties: &[legation_model::Party]| parties.iter().map(|p| p.country.clone()).collect();
    (countries(&claim.actor), countries(&claim.recipient))
}

#[test]
fn a_definite_noun_means_whom_the_text_last_called_so() {
    let text = "The Polisario Front accused Morocco in 1976. Algeria and Spain met in Madrid. \
                The Front attacked Mauritania in 1977.";
    let (actor, recipient) = sides("en", text, "attack");
    assert_eq!((actor, recipient), (vec!["ESH".into()], vec!["MRT".into()]));
}

#[test]
fn an_organization_joined_is_the_one_that_the_text_names() {
    let text = "The League of Nations met in Geneva in 1926. Germany joined the League in 1926.";
    let (actor, recipient) = sides("en", text, "join-organization");
    assert_eq!((actor, recipient), (vec!["DEU".into()], vec!["IGO".into()]));
}

#[test]
fn a_title_of_one_country_needs_no_country() {
    let text = "Serbia and Austria met in 1897. The Tsar visited Belgrade in 1897.";
    assert_eq!(sides("en", text, "visit").0, ["RUS"]);
}

#[test]
fn a_title_with_its_article_takes_no_country_behind_it() {
    let text = "وقعت مصر وسوريا اتفاقا عام 1957. واجتمعت مصر وليبيا في القاهرة عام 1957. \
                وزار الرئيس الاتحاد السوفيتي عام 1958.";
    let (actor, recipient) = sides("ar", text, "visit");
    assert_eq!((actor, recipient), (vec!["EGY".into()], vec!["SUN".into()]));
}

#[test]
fn a_pronoun_under_another_clause_means_the_subject_of_that() {
    let text =
        "Germany condemned France in 1923. Belgium announced in 1924 that it recognized Poland.";
    assert_eq!(sides("en", text, "recognize").0, ["BEL"]);
}

#[test]
fn one_word_of_a_name_means_who_bears_it() {
    let text = "Ho Chi Minh met Zhou Enlai in 1954. In 1955 Ho visited Moscow.";
    assert_eq!(sides("en", text, "visit").0, ["VNM"]);
}

#[test]
fn words_for_two_win_over_the_nouns_that_they_are_duals_of() {
    let text = "اجتمعت الجزائر والمغرب عام 1970. وفي عام 1976 اشتبك الجيشان في أمغالا.";
    let mut actors = sides("ar", text, "attack").0;
    actors.sort();
    assert_eq!(actors, ["DZA", "MAR"]);
}

#[test]
fn nobody_attacks_himself() {
    let text = "وقعت الكويت والعراق معاهدة عام 1980. وفي عام 1990 اجتاحت القوات العراقية الإمارة.";
    for claim in claims("ar", text, "attack") {
        for party in &claim.recipient {
            assert_ne!(party.country, "IRQ");
        }
    }
}

#[test]
fn a_meeting_spoken_of_again_is_not_told_again() {
    let text = "عقد الحزب الشيوعي السوفيتي مؤتمره العشرين في شباط 1956. \
                وانتقد خروتشوف ستالين في المؤتمر العشرين للحزب الشيوعي السوفيتي. \
                وأشاد أنور خوجة بالمؤتمر العشرين للحزب الشيوعي السوفيتي.";
    let told = claims("ar", text, "meet");
    assert!(told.iter().all(|c| c.sentence < 2), "{told:?}");
}
