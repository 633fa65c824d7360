//! One broken pack for each thing that `check` finds, and the shipped packs, in which it finds nothing.

mod common;

use common::template;
use legation_pack::{Language, PackError, PackFiles, check};

/// What is wrong with the template when a folder of one file lies on top of it.
fn with(path: &str, text: &str) -> Vec<PackError> {
    let mut mine = PackFiles::default();
    mine.insert(path, text);
    check(&template().overlay(mine))
}

/// Asserts that exactly one thing is wrong, and where, and what the hint says.
#[track_caller]
fn one(errors: &[PackError], file: &str, line: usize, message: &str, hint: &str) {
    let [error] = errors else {
        panic!("{} errors: {errors:#?}", errors.len());
    };
    assert_eq!((error.file.as_str(), error.line), (file, line), "{error}");
    assert!(error.message.contains(message), "{error}");
    let given = error.hint.as_deref().unwrap_or_default();
    assert!(given.contains(hint), "{error}");
}

const ACTORS: &str = "actors/mine.toml";

/// What is wrong with an actors file of one's own.
#[track_caller]
fn actors(text: &str, line: usize, message: &str, hint: &str) {
    one(&with(ACTORS, text), ACTORS, line, message, hint);
}

#[test]
fn nothing_is_wrong_with_the_template() {
    assert_eq!(check(&template()), []);
    Language::load(&template(), "xx").expect("it loads");
}

#[test]
fn nothing_is_wrong_with_the_shipped_packs() {
    let files = common::read("packs", "");
    assert_eq!(
        check(&files)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}

#[test]
fn kinds_of_agreements() {
    let more = "[[kind]]\nname = \"alliance\"\nwords.xy = [\"alliance\"]\n";
    one(
        &with("agreements.toml", more),
        "agreements.toml",
        3,
        "no language `xy`",
        "a new language",
    );
    one(
        &with("agreements.toml", "[[kind]]\nname = 1\n"),
        "agreements.toml",
        2,
        "string",
        "",
    );
    let actor = |kind: &str, agreement: &str| {
        format!(
            "[[organization]]\nid = \"pact\"\nkind = \"{kind}\"\nagreement = \"{agreement}\"\nname = \"Pact\"\ncountry = \"INT\"\n"
        )
    };
    let known = with(ACTORS, &actor("agreement", "peace"));
    assert_eq!(known, []);
    actors(
        &actor("agreement", "aliance"),
        4,
        "no kind of agreements `aliance`",
        "`alliance`",
    );
    actors(
        &actor("party", "peace"),
        4,
        "neither an agreement nor an alliance",
        "`kind`",
    );
}

#[test]
fn a_state_has_one_successor_or_none() {
    let text = "[[state]]\nid = \"old\"\nname = \"Old Country\"\niso = \"ALB\"\nto = \"1912\"\nsuccessor = \"albania\"\nno_successor = \"it was parted\"\n";
    actors(text, 7, "both `successor` and `no_successor`", "remove one");
}

#[test]
fn files_that_nothing_reads() {
    one(
        &with("lang/xx/times.toml", ""),
        "lang/xx/times.toml",
        1,
        "nothing reads",
        "`lang/xx/time.toml`",
    );
    one(
        &with("actor/mine.toml", ""),
        "actor/mine.toml",
        1,
        "nothing reads",
        "`actors/mine.toml`",
    );
    one(
        &with("notes.txt", ""),
        "notes.txt",
        1,
        "nothing reads",
        "`events.toml`",
    );
}

#[test]
fn a_language_needs_all_its_files() {
    let full = template();
    let mut files = PackFiles::default();
    for (path, text) in full.under("") {
        if path != "lang/xx/status.toml" {
            files.insert(path, text);
        }
    }
    one(
        &check(&files),
        "lang/xx/status.toml",
        1,
        "the file is missing",
        "packs/_template",
    );
}

#[test]
fn the_shape_of_a_language() {
    let path = "lang/xx/language.toml";
    let full = template();
    let good = full.get(path).expect("the template has it");
    let line_of = |text: &str, what: &str| {
        1 + text
            .lines()
            .position(|l| l.starts_with(what))
            .expect("the line is there")
    };
    let other_tag = good.replace("tag = \"xx\"", "tag = \"yy\"");
    one(
        &with(path, &other_tag),
        path,
        4,
        "`yy`",
        "make the two the same",
    );
    let misspelt = good.replace("script = ", "scrip = ");
    one(
        &with(path, &misspelt),
        path,
        line_of(&misspelt, "scrip ="),
        "unknown field `scrip`",
        "`script`",
    );
    let no_toml = format!("{good}\nnames = [\n");
    assert_eq!(with(path, &no_toml).len(), 1);
}

#[test]
fn the_shape_of_actors() {
    actors(
        "[[state]]\nid = \"x-land\"\nnam = \"X Land\"\niso = \"ALB\"\n",
        3,
        "unknown field `nam`",
        "`name`",
    );
    actors(
        "[[state]]\nid = \"x-land\"\nname = \"X Land\"\n",
        1,
        "missing field `iso`",
        "",
    );
    actors(
        "[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"ALB\"\n[[state]\n",
        5,
        "",
        "",
    );
    actors(
        "[[state]]\nid = \"X Land\"\nname = \"X Land\"\niso = \"ALB\"\n",
        2,
        "`X Land` is no id",
        "hyphens",
    );
    actors(
        "[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"Alb\"\n",
        4,
        "`Alb` is no country code",
        "three capital letters",
    );
    actors(
        "[[state]]\nid = \"x-land\"\nname = \" \"\niso = \"ALB\"\n",
        3,
        "the name is empty",
        "remove",
    );
    actors(
        "[[organization]]\nid = \"x-union\"\nkind = \"aliance\"\nname = \"X Union\"\ncountry = \"IGO\"\n",
        3,
        "unknown variant `aliance`",
        "`alliance`",
    );
}

#[test]
fn ids_are_unique_in_a_layer_and_override_the_layers_below() {
    let twice = "[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"ALB\"\n".repeat(2);
    actors(
        &twice,
        6,
        "the actor `x-land` is defined twice",
        "actors/mine.toml:2",
    );
    assert_eq!(
        with(
            ACTORS,
            "[[state]]\nid = \"albania\"\nname = \"Albania\"\niso = \"ALB\"\n"
        ),
        []
    );
}

#[test]
fn references_lead_somewhere() {
    let state = |more: &str| {
        format!("[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"ALB\"\n{more}")
    };
    let sure = state("");
    assert_eq!(with(ACTORS, &sure), []);
    actors(
        &state("successor = \"albanja\"\n"),
        5,
        "there is no actor `albanja`",
        "did you mean `albania`?",
    );
    actors(
        &state("capital = \"tiranna\"\n"),
        5,
        "there is no place `tiranna`",
        "did you mean `tirana`?",
    );
    actors(
        &state("successor = \"x-land\"\n"),
        2,
        "comes after itself",
        "circle",
    );
    let place = |more: &str| {
        format!("[[place]]\nid = \"x-ville\"\nkind = \"city\"\nname = \"X Ville\"\n{more}")
    };
    actors(
        &place("stands_for = [{ actor = \"albanja\" }]\n"),
        5,
        "there is no actor `albanja`",
        "`albania`",
    );
    actors(
        &place("lies_in = [{ actor = \"qqqq\" }]\n"),
        5,
        "there is no actor `qqqq`",
        "define it",
    );
    let person = "[[person]]\nid = \"n-n\"\nname = \"N. N.\"\ncountry = \"ALB\"\n[[person.office]]\nname = \"Member\"\n";
    actors(
        &format!("{person}body = \"albanja\"\n"),
        7,
        "there is no actor `albanja`",
        "`albania`",
    );
    let organization = "[[organization]]\nid = \"x-union\"\nkind = \"alliance\"\nname = \"X Union\"\ncountry = \"IGO\"\n";
    actors(
        &format!("{organization}seat = \"tiranna\"\n"),
        6,
        "there is no place `tiranna`",
        "`tirana`",
    );
}

#[test]
fn dates_are_dates_in_their_order() {
    let state = |more: &str| {
        format!("[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"ALB\"\n{more}")
    };
    actors(
        &state("from = \"1912-11-31\"\n"),
        5,
        "1912-11-31",
        "1955-05-14",
    );
    actors(
        &state("from = \"1944\"\nto = \"1912\"\n"),
        6,
        "it ends in 1912, before it begins in 1944",
        "correct",
    );
    let person = "[[person]]\nid = \"n-n\"\nname = \"N. N.\"\ncountry = \"ALB\"\nborn = \"1980\"\ndied = \"1908\"\n";
    actors(person, 6, "ends in 1908", "correct");
}

#[test]
fn names_do_their_work() {
    let names = |more: &str| {
        format!(
            "[[state]]\nid = \"x-land\"\nname = \"X Land\"\niso = \"ALB\"\n[state.names]\n{more}\n"
        )
    };
    actors(
        &names("xx = [\"X\"]"),
        6,
        "`X` is a single letter",
        "longer",
    );
    actors(&names("xx = [\"\"]"), 6, "the name is empty", "remove");
    actors(
        &names("xx = [\"Xland\",\n\"Xland\"]"),
        7,
        "stands in the list twice",
        "remove",
    );
    actors(
        &names("xx = [\"ألبانيا\"]"),
        6,
        "not in the script of `xx`",
        "as texts in that language do",
    );
    actors(
        &names("xxx = [\"Xland\"]"),
        6,
        "there is no language `xxx`",
        "`xx`",
    );
    actors(
        &names("xx = [\"Xland\"]\n[state.risky]\nxx = [\"Xland\"]"),
        8,
        "in `risky` and in another list",
        "also another word",
    );
    actors(
        "[[person]]\nid = \"n-n\"\nname = \"N. N.\"\ncountry = \"ALX\"\n",
        4,
        "no state has the code `ALX`",
        "`ALB`",
    );
}

#[test]
fn cases_parse_and_speak_of_what_there_is() {
    let path = "lang/xx/cases/mine.md";
    let case = |text: &str, line: usize, message: &str, hint: &str| {
        one(&with(path, text), path, line, message, hint);
    };
    case(
        "---\nlang: xx\nchecks: times\n---\n> In May.\n",
        5,
        "without an expectation",
        "nothing",
    );
    case(
        "---\nlang: yy\nchecks: times\n---\n> In May.\n- nothing\n",
        2,
        "`lang` is `yy`",
        "the same",
    );
    case(
        "---\nlang: xx\nchecks: claims\n---\n> They met.\n- meat(A, B)\n",
        6,
        "there is no class `meat`",
        "`meet`",
    );
    case(
        "---\nlang: xx\nchecks: claims\n---\n> They met.\n- no atack\n",
        6,
        "there is no class `atack`",
        "`attack`",
    );
}
