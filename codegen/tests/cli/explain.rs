//! Every code is explained, and the examples of its explanation are what they are said to be.

use std::fs;
use std::path::Path;

use clustergen::diagnostics::{Code, Severity, codes};
use tempfile::TempDir;

use crate::process::{Run, clustergen, put};

/// What an explanation shows: files, each with the language that it is in.
#[derive(Debug, Default)]
pub(crate) struct Example {
    files: Vec<(String, String)>,
}

impl Example {
    /// The example behind a headline of an explanation, if there is one.
    fn behind(headline: &str, code: Code) -> Option<Self> {
        let (_, rest) = code.explanation.split_once(&format!("\n{headline}:\n"))?;
        let mut files = Vec::new();
        let mut lines = rest.lines().take_while(|line| *line != "Right:");
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
                files.push((language.to_owned(), text.join("\n")));
            }
        }
        Some(Self { files })
    }

    /// What is wrong.
    pub(crate) fn wrong(code: Code) -> Option<Self> {
        Self::behind("Wrong", code)
    }

    /// Writes the XML into `xml/`, and the configuration beside it.
    pub(crate) fn write(&self, folder: &Path) {
        for (number, (language, text)) in self.files.iter().enumerate() {
            match language.as_str() {
                "xml" => put(folder, &format!("xml/{number}.xml"), text),
                "toml" => put(folder, "clustergen.toml", text),
                other => panic!("an example in {other}"),
            }
        }
    }

    pub(crate) fn is_configured(&self) -> bool {
        self.files.iter().any(|(language, _)| language == "toml")
    }

    /// Runs what finds a code in it.
    fn run(&self, code: Code) -> Run {
        let folder = TempDir::new().unwrap();
        self.write(folder.path());
        let arguments: &[&str] = if code.id.starts_with('L') {
            &["lint", "xml"]
        } else if self.is_configured() {
            &["generate", "--config", "clustergen.toml"]
        } else {
            &["generate", "xml", "--module", "--out", "out"]
        };
        clustergen(folder.path(), arguments)
    }
}

fn says(run: &Run, code: Code) -> bool {
    let mark = format!("[{}]", code.id);
    run.stdout.contains(&mark) || run.stderr.contains(&mark)
}

/// It says what to do about it, and which item it is about if that can be said in words.
fn is_worth_reading(run: &Run, code: Code) {
    let mark = format!("[{}]", code.id);
    let text = format!("{}{}", run.stdout, run.stderr);
    let (_, text) = text.split_once(&mark).unwrap();
    let text = text.split("\n\n").next().unwrap();
    // What JSON and TOML expect is in the message.
    let explains_itself = ["E0401", "E0451"].contains(&code.id);
    assert!(explains_itself || text.contains("= help: "), "{} is of no help:{text}", code.id);
    let is_of_an_item = ["02", "03"].contains(&&code.id[1..3]) || code.id.starts_with('L');
    assert!(!is_of_an_item || text.contains("= note: in "), "{} is nowhere:{text}", code.id);
}

/// By construction no code is without a test: it has an example in its explanation or a case in `special`.
#[test]
fn every_code_is_found_in_its_example_and_not_in_the_mended_one() {
    for code in codes::ALL {
        let Some(wrong) = Example::wrong(*code) else {
            let run = special(*code);
            assert!(says(&run, *code), "{}: {}", code.id, run.snapshot());
            is_worth_reading(&run, *code);
            continue;
        };
        assert!(!wrong.files.is_empty(), "{}: the example is empty", code.id);
        let run = wrong.run(*code);
        assert!(says(&run, *code), "{}: {}", code.id, run.snapshot());
        let is_failure = code.severity == Severity::Error || code.id.starts_with('L');
        assert_eq!(run.status, i32::from(is_failure), "{}: {}", code.id, run.snapshot());
        is_worth_reading(&run, *code);
        let right =
            Example::behind("Right", *code).unwrap_or_else(|| panic!("{}: how is it right?", code.id));
        let run = right.run(*code);
        assert!(!says(&run, *code), "{}: {}", code.id, run.snapshot());
        assert!(code.id.starts_with('L') || run.status == 0, "{}: {}", code.id, run.snapshot());
    }
}

/// What no text of a file shows.
fn special(code: Code) -> Run {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    put(path, "lamp.xml", "<cluster id=\"0xFFF1FC01\" name=\"Lamp\" revision=\"1\"><attributes/></cluster>");
    let generate = |input: &str, out: &str| clustergen(path, &["generate", input, "--module", "--out", out]);
    match code.id {
        "E0101" => generate("nowhere.xml", "out"),
        "E0104" => {
            fs::create_dir(path.join("empty")).unwrap();
            generate("empty", "out")
        }
        "E0105" => {
            fs::write(path.join("latin1.xml"), b"<cluster name=\"Caf\xe9\"/>").unwrap();
            generate("latin1.xml", "out")
        }
        "E0106" => {
            put(path, "deep.xml", &("<cluster>".repeat(1000) + &"</cluster>".repeat(1000)));
            generate("deep.xml", "out")
        }
        "E0451" => {
            put(path, "devices.json", "{ nothing");
            clustergen(path, &["site", "lamp.xml", "--out", "site", "--devices", "devices.json"])
        }
        "E0501" => {
            put(path, "out/mod.rs", "// somebody's work\n");
            generate("lamp.xml", "out")
        }
        "E0502" => generate("lamp.xml", "lamp.xml"),
        other => panic!("{other} has neither an example nor a case here"),
    }
}

#[test]
fn ids_are_unique_and_tell_the_severity() {
    let mut ids: Vec<_> = codes::ALL.iter().map(|code| code.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), codes::ALL.len());
    for code in codes::ALL {
        assert_eq!(code.id.starts_with('E'), code.severity == Severity::Error, "{}", code.id);
    }
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/explain");
    let mut explained: Vec<_> =
        fs::read_dir(files).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    explained.retain(|file| !ids.iter().any(|id| *file == *format!("{id}.md")));
    assert!(explained.is_empty(), "explanations of nothing: {explained:?}");
}

#[test]
fn a_code_is_explained_and_all_are_listed() {
    let folder = TempDir::new().unwrap();
    let run = clustergen(folder.path(), &["explain", "e0301"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout);
    let all = clustergen(folder.path(), &["explain"]);
    assert_eq!((all.status, all.stderr.as_str()), (0, ""));
    assert_eq!(all.stdout.lines().count(), codes::ALL.len());
    assert!(all.stdout.contains("\nE0301  a type is defined nowhere\n"), "{}", all.stdout);
}

#[test]
fn an_unknown_code_is_wrong_usage_and_a_similar_one_is_named() {
    let folder = TempDir::new().unwrap();
    for (code, help) in [("E031", "did you mean `E030"), ("nonsense", "there is no such code")] {
        let run = clustergen(folder.path(), &["explain", code]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(help), "{}", run.stderr);
    }
}
