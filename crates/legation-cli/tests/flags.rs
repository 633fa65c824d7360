//! All flags: documented, spelled one way, and of one meaning; completions and manual pages are made from them.

mod common;

use std::collections::BTreeMap;

use common::Folder;

/// The verbs that help lists, with those of `packs`, `plot` and `review`.
fn verbs(folder: &Folder) -> Vec<Vec<String>> {
    let mut all = vec![vec![]];
    let parents = ["packs", "plot", "review"].map(|parent| vec![parent.to_owned()]);
    for parent in [vec![]].into_iter().chain(parents) {
        let mut arguments: Vec<&str> = parent.iter().map(String::as_str).collect();
        arguments.push("-h");
        let help = folder.run(&arguments).succeeded();
        let commands = help
            .split("Commands:\n")
            .nth(1)
            .expect("a list of commands");
        for line in commands.lines().take_while(|l| !l.is_empty()) {
            // A line of the list begins after two spaces; the next lines of its text stand further in.
            if line.starts_with("   ") {
                continue;
            }
            let name = line.split_whitespace().next().expect("a name");
            if name != "help" {
                all.push([parent.clone(), vec![name.to_owned()]].concat());
            }
        }
    }
    all
}

/// Flags of a short help: name and the text beside it, joined over lines.
fn flags(help: &str) -> BTreeMap<String, String> {
    let options = help.split("\nOptions:\n").nth(1).expect("options");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut open = String::new();
    for line in options.lines().take_while(|l| !l.is_empty()) {
        let trimmed = line.trim_start();
        if trimmed.starts_with('-') {
            let (names, text) = trimmed.split_once("  ").unwrap_or((trimmed, ""));
            let name = names
                .split([' ', ','])
                .find(|n| n.starts_with("--"))
                .expect("a long name");
            open = name.to_owned();
            all.insert(open.clone(), text.trim().to_owned());
        } else if let Some(text) = all.get_mut(&open) {
            text.push(' ');
            text.push_str(trimmed);
        }
    }
    all
}

#[test]
fn every_flag_is_documented_and_means_the_same_everywhere() {
    let folder = Folder::new();
    let mut meanings: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for verb in verbs(&folder) {
        let mut arguments: Vec<&str> = verb.iter().map(String::as_str).collect();
        arguments.push("-h");
        let help = folder.run(&arguments).succeeded();
        assert!(
            help.lines().next().is_some_and(|l| l.len() > 10),
            "{verb:?}"
        );
        for (flag, text) in flags(&help) {
            assert!(text.trim().len() > 5, "{verb:?} {flag} has no text");
            // The kinds that `--kind` chooses from are those of what the verb lists; what it does with them is the same.
            let text = text
                .split(" [possible values")
                .next()
                .unwrap_or_default()
                .to_owned();
            meanings
                .entry(flag)
                .or_default()
                .entry(text)
                .or_default()
                .push(verb.join(" "));
        }
    }
    assert!(meanings.len() >= 18, "{:?}", meanings.keys());
    for (flag, texts) in meanings {
        // `--lang` says which language documents are in where they are read, which languages are asked for where claims
        // are, and in which language a picture is labelled; `--output` is a record that is kept, which may be left out in
        // `demo`, and the file of a picture or of decisions; `--class` and `--status` say what is listed, and in
        // `review decide` what the sentence says instead; `--help` is shorter where there is nothing more to say.
        let most = match flag.as_str() {
            "--output" => 4,
            "--lang" => 3,
            "--class" | "--status" | "--help" => 2,
            _ => 1,
        };
        assert!(
            texts.len() <= most,
            "{flag} means several things: {texts:#?}"
        );
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).succeeded();
        assert!(
            script.contains("timeline") && script.contains("min-confidence"),
            "{shell}"
        );
    }
    folder.run(&["man", "pages/man1"]).succeeded();
    for verb in verbs(&folder) {
        let name = std::iter::once("legation".to_owned())
            .chain(verb.clone())
            .collect::<Vec<_>>()
            .join("-");
        let page = std::fs::read_to_string(folder.path(&format!("pages/man1/{name}.1")))
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(page.contains(".SH NAME"), "{name}");
    }
}

#[test]
fn usage_errors_are_status_2_and_say_what_to_do() {
    let folder = Folder::new();
    assert!(folder.run(&["cliams"]).failed(2).contains("claims"));
    assert!(
        folder
            .run(&["claims", "--formt", "json"])
            .failed(2)
            .contains("--format")
    );
    assert!(folder.run(&["times"]).failed(2).contains("FILES"));
    assert!(
        folder
            .run(&["--version"])
            .succeeded()
            .starts_with("legation ")
    );
}
