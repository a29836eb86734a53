//! The documentation says what is so.

use std::fs;

use clustergen::diff::{RULES, Rule};

use crate::support::{clustergen, repository};

fn page() -> String {
    fs::read_to_string(repository().join("docs/clustergen.md")).unwrap()
}

#[test]
fn all_rules_are_in_the_documentation() {
    let page = page();
    let judged = |reason: Option<&str>, harmless: &str| match reason {
        Some(reason) => format!("breaking: {reason}"),
        None if harmless.is_empty() => "compatible".to_owned(),
        None => format!("compatible: {harmless}"),
    };
    let row = |rule: &Rule| {
        let both = rule.sent_by_client == rule.sent_by_server;
        let harmless = if both { rule.harmless } else { "" };
        let client = judged(rule.sent_by_client, harmless);
        let server = judged(rule.sent_by_server, harmless);
        let server = if both { "the same" } else { &server };
        [rule.change, &client, server].join(" | ")
    };
    let rows = RULES.iter().flat_map(|rule| ["| ".to_owned(), row(rule), " |\n".to_owned()]);
    let table: String = rows.collect();
    assert!(page.contains(&table), "put this into docs/clustergen.md:\n{table}");
}

/// Every example: a line `$ clustergen ...` and what it prints, in a block of `console`.
#[test]
fn the_examples_print_what_is_shown() {
    let page = page();
    let mut count = 0;
    for block in page.split("```console\n").skip(1) {
        let (block, _) = block.split_once("```").unwrap();
        let (command, shown) = block.split_once('\n').unwrap();
        let arguments = words(command.strip_prefix("$ clustergen ").unwrap());
        let root = repository();
        let arguments: Vec<String> = arguments
            .iter()
            .map(|it| {
                if it.starts_with("clusters-xml") {
                    root.join(it).to_str().unwrap().to_owned()
                } else {
                    it.clone()
                }
            })
            .collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let printed = clustergen(&arguments).out;
        match shown.strip_suffix("...\n") {
            Some(beginning) => assert!(printed.starts_with(beginning), "{command}\n{printed}"),
            None => assert_eq!(printed, shown, "{command}"),
        }
        count += 1;
    }
    assert!(count >= 5, "{count} examples");
}

/// The words of a command line; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn every_verb_tells_its_exit_status() {
    for verb in ["list", "show", "diff", "history", "decode"] {
        let help = clustergen(&[verb, "--help"]).success();
        assert!(help.contains("Exit status:"), "{verb}");
    }
}
