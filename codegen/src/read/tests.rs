//! Whole files: those of this repository, those of the tool, and broken ones.

use std::path::{Path, PathBuf};

use super::read;
use super::testing::{faults, spec_cluster, spotless, zap_cluster};
use crate::diagnostics::{Color, Diagnostics, render};
use crate::source::{Dialect, SourceMap};
use crate::syntax::Document;

fn xml_files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "xml")).collect()
}

/// Reads all files below a folder, and returns what was wrong as text.
fn read_folder(folder: &Path) -> (Vec<Document>, String) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let mut documents = Vec::new();
    for path in xml_files(folder) {
        let file = sources.add(&path, std::fs::read_to_string(&path).unwrap());
        documents.extend(read(file, &sources, &mut diagnostics));
    }
    let text = render(&diagnostics, &sources, Color::Never);
    (documents, text)
}

fn own_clusters() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../clusters-xml");
    if !folder.is_dir() {
        println!("skipped: {} is not part of a published crate", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn the_clusters_of_this_repository_are_spotless() {
    let Some(folder) = own_clusters() else { return };
    let (documents, faults) = read_folder(&folder);
    assert_eq!(faults, "");
    for dialect in [Dialect::Zap, Dialect::Spec] {
        let read: Vec<_> = documents.iter().filter(|document| document.dialect == dialect).collect();
        assert_eq!(read.len(), 3, "one of each release");
        for document in read {
            let cluster = &document.clusters[0];
            assert_eq!(cluster.ids[0].id.unwrap().value, 0x0450);
            assert!(!cluster.attributes.is_empty() && !cluster.commands.is_empty());
        }
    }
}

#[test]
fn the_corpus_is_read_without_a_fault() {
    let Ok(folder) = std::env::var("CLUSTERGEN_CORPUS") else {
        println!("skipped: set CLUSTERGEN_CORPUS to a folder of cluster files");
        return;
    };
    let (documents, faults) = read_folder(Path::new(&folder));
    assert_eq!(faults, "");
    assert!(documents.iter().any(|document| !document.clusters.is_empty()));
}

#[test]
fn the_root_tells_the_dialect() {
    for root in ["configurator", "zap"] {
        assert_eq!(spotless(&format!("<{root}/>")).dialect, Dialect::Zap);
    }
    for root in ["cluster", "bitmaps", "enums", "structs", "typeDefs", "commands", "deviceType"] {
        let document = spotless(&format!("<{root} xmlns=\"urn:x\" xsi:schemaLocation=\"x\"/>"));
        assert_eq!(document.dialect, Dialect::Spec);
        assert!(document.clusters.is_empty() && document.types.is_empty());
    }
}

#[test]
fn other_roots() {
    assert_eq!(faults("<html/>"), ["1:1: error[E0103]: `<html>` is not the root of a cluster file"]);
    for root in ["all", "map", "zcl:cluster"] {
        let expected = format!("2:1: warning[W0101]: a file with the root `<{root}>` is passed over");
        assert_eq!(faults(&format!("<!-- -->\n<{root} a=\"b\"><x/></{root}>")), [expected]);
    }
}

#[test]
fn what_no_dialect_has_is_warned_about_in_its_place() {
    let text = zap_cluster(
        "<atribute code=\"0\"/> <command source=\"client\" code=\"1\" name=\"A\" storage=\"x\" time=\"1\">\n loose <b/> text <arg name=\"B\" type=\"int8u\" lenght=\"2\"/></command>",
    );
    assert_eq!(
        faults(&text),
        [
            "2:1: warning[W0201]: `<atribute>` is unknown in `<cluster>`",
            "2:65: warning[W0202]: `storage` is unknown in `<command>`",
            "2:77: warning[W0202]: `time` is unknown in `<command>`",
            "3:2: warning[W0203]: text stands between the elements of `<command>`",
            "3:8: warning[W0201]: `<b>` is unknown in `<command>`",
            "3:45: warning[W0202]: `lenght` is unknown in `<arg>`",
        ]
    );
    let text =
        spec_cluster("<commands><command id=\"1\" name=\"A\" kind=\"x\">y</command><nothing/></commands>");
    assert_eq!(
        faults(&text),
        [
            "2:36: warning[W0202]: `kind` is unknown in `<command>`",
            "2:45: warning[W0203]: text stands between the elements of `<command>`",
            "2:56: warning[W0201]: `<nothing>` is unknown in `<commands>`",
        ]
    );
}

#[test]
fn help_and_path_of_a_warning() {
    let text = zap_cluster(
        "<command source=\"client\" code=\"1\" name=\"A\"><arg name=\"B\" type=\"int8u\" lenght=\"2\"/></command>",
    );
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("x.xml", text);
    read(file, &sources, &mut diagnostics);
    insta::assert_snapshot!(render(&diagnostics, &sources, Color::Never));
}

#[test]
fn a_missing_attribute_that_is_misspelt_is_one_fault() {
    let text = zap_cluster("<event code=\"1\" nane=\"A\"/>");
    assert_eq!(faults(&text), ["2:17: error[E0203]: `<event>` has no name"]);
}

/// Reads a text for nothing but to see that it can be read, and that its faults can be rendered.
fn survive(text: &str) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("x.xml", text);
    let document = read(file, &sources, &mut diagnostics);
    assert!(document.is_some() || !diagnostics.sorted().is_empty(), "no document and no reason: {text:?}");
    render(&diagnostics, &sources, Color::Never);
}

#[test]
fn a_file_cut_off_anywhere_is_survived() {
    for text in fixtures() {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            survive(&text[..end]);
            survive(&text[end..]);
        }
    }
}

#[test]
fn a_file_with_wrong_bytes_is_survived() {
    for text in fixtures() {
        for at in 0..text.len() {
            for byte in [b" <&\"9>"[at % 6], text.as_bytes()[at] ^ 1] {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                if let Ok(text) = String::from_utf8(bytes) {
                    survive(&text);
                }
            }
        }
    }
}

/// One small file of each dialect with a bit of everything.
fn fixtures() -> [String; 2] {
    [include_str!("fixtures/zap.xml").to_owned(), include_str!("fixtures/spec.xml").to_owned()]
}

#[test]
fn the_fixtures_are_only_spelt_oddly() {
    for text in fixtures() {
        let others: Vec<_> = faults(&text).into_iter().filter(|fault| !fault.contains("W0204")).collect();
        assert!(others.is_empty(), "{others:?}");
    }
}

#[test]
fn own_files_cut_off_anywhere_are_survived() {
    // A prime, so that the cuts fall into everything; each cut costs a reading of what is in front of it.
    const STEP: usize = 37;
    for path in own_clusters().iter().flat_map(|folder| xml_files(folder)) {
        let text = std::fs::read_to_string(path).unwrap();
        for end in (0..text.len()).step_by(STEP).filter(|end| text.is_char_boundary(*end)) {
            survive(&text[..end]);
        }
    }
}
