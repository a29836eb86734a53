//! `--keep-going`: what is faulty is left out, everything else is written and compiles, and the exit status is 1.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clustergen::Builder;
use clustergen::diagnostics::codes;
use tempfile::TempDir;

use crate::explain::Example;
use crate::process::{clustergen, fixtures, put, tree};

/// The sound cluster that is put beside each fault.
fn neighbour() -> String {
    tree(&fixtures().join("faulty"))["sound.xml"].clone()
}

#[test]
fn of_a_faulty_cluster_the_sound_items_are_left() {
    let out = TempDir::new().unwrap();
    let target = out.path().join("out");
    let arguments = ["generate", "faulty", "--module", "--keep-going", "--out", target.to_str().unwrap()];
    let run = clustergen(&fixtures(), &arguments);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let (_, summary) = run.stderr.split_once("\nwrote ").unwrap();
    let (_, summary) = summary.split_once('\n').unwrap();
    let code = tree(&target);
    let mut left = String::new();
    let table = "faulty_lamp/metadata.rs";
    for kind in ["Attribute", "Command", "Event"] {
        let mark = format!("{kind}Metadata::");
        let items = code[table].split(&mark).skip(1).filter_map(|one| one.split('"').nth(1));
        writeln!(left, "{kind}: {}", items.collect::<Vec<_>>().join(", ")).unwrap();
    }
    let structs = code["faulty_lamp/types.rs"].split("\npub struct ").skip(1);
    let idents = structs.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    writeln!(left, "types: {}", idents.collect::<Vec<_>>().join(", ")).unwrap();
    insta::assert_snapshot!(format!("{summary}\n{left}"));
    assert!(code.contains_key("sound_lamp/metadata.rs"));
    // Each cause is reported once: what depends on it is only listed.
    assert_eq!(run.stderr.matches("\nerror[").count() + 1, 8, "{}", run.stderr);
}

#[test]
fn without_it_nothing_is_written() {
    let out = TempDir::new().unwrap();
    let target = out.path().join("out");
    let run = clustergen(&fixtures(), &["generate", "faulty", "--module", "--out", target.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.ends_with("; nothing was written\n"), "{}", run.stderr);
    assert!(!target.exists());
}

#[test]
fn an_extension_of_a_cluster_that_cannot_be_read_is_no_second_fault() {
    let folder = TempDir::new().unwrap();
    let extension = r#"<configurator><clusterExtension code="0xFFF1FC31">
      <attribute side="server" code="0x0010" type="int8u" optional="true">Extra</attribute>
    </clusterExtension></configurator>"#;
    put(folder.path(), "extension.xml", extension);
    let faulty = [
        // No XML; no name; no id; an id that is none; one that has nothing to do with it.
        ("<configurator><cluster><name>Lamp</name><code> 0xfff1fc31 </code><<</cluster>", 1, 0),
        ("<configurator><cluster><code>0xFFF1FC31</code></cluster></configurator>", 1, 0),
        ("<configurator><cluster><name>Lamp</name></cluster></configurator>", 1, 0),
        ("<configurator><cluster><name>Lamp</name><code>x</code></cluster></configurator>", 1, 0),
        ("<configurator><cluster><name>Lamp</name><code>7</code><<</cluster>", 1, 1),
        ("<configurator><cluster><code>7</code></cluster></configurator>", 1, 1),
    ];
    for (cluster, errors, warnings) in faulty {
        put(folder.path(), "cluster.xml", cluster);
        let run = clustergen(folder.path(), &["generate", "extension.xml", "cluster.xml", "--out", "out"]);
        let count = |kind: &str| run.stderr.lines().filter(|line| line.starts_with(kind)).count();
        assert_eq!((count("error["), count("warning[")), (errors, warnings), "{cluster}: {}", run.stderr);
    }
}

#[test]
fn where_nothing_is_wrong_it_makes_no_difference() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "sound/a.xml", &neighbour());
    put(folder.path(), "types/a.xml", "<enums></enums>");
    for input in ["sound", "types"] {
        let plain = ["generate", input, "--module", "--out", "out"];
        assert_eq!(clustergen(folder.path(), &plain).status, 0);
        let written = tree(&folder.path().join("out"));
        let run = clustergen(folder.path(), &[&plain[..], &["--keep-going"]].concat());
        assert_eq!(run.status, 0, "{}", run.snapshot());
        assert_eq!(tree(&folder.path().join("out")), written);
    }
}

/// A base cluster with a faulty structure and a faulty command, and a cluster that is derived from it.
const BASE: &str = r#"<cluster name="Light Cluster" revision="1">
  <classification hierarchy="base" role="application" picsCode="L" scope="Endpoint"/>
  <dataTypes>
    <struct name="AStruct"><field id="0" name="X" type="nothing"><mandatoryConform/></field></struct>
  </dataTypes>
  <attributes>
    <attribute id="0x0000" name="A" type="AStruct"><access read="true" readPrivilege="view"/><mandatoryConform/></attribute>
    <attribute id="0x0001" name="B" type="uint8"><access read="true" readPrivilege="view"/><mandatoryConform/></attribute>
  </attributes>
  <commands>
    <command id="0x00" name="Half" direction="commandToServer" response="Y">
      <mandatoryConform/>
      <field id="first" name="F" type="uint8"><mandatoryConform/></field>
    </command>
  </commands>
</cluster>
"#;
const DERIVED: &str = r#"<cluster id="0xFFF1FC31" name="Lamp" revision="1">
  <classification hierarchy="derived" baseCluster="Light" role="application" picsCode="L" scope="Endpoint"/>
  <commands><command id="0x00" name="Half"><mandatoryConform/></command></commands>
</cluster>
"#;

#[test]
fn what_is_derived_lacks_what_its_base_lacks() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "xml/base.xml", BASE);
    put(folder.path(), "xml/derived.xml", DERIVED);
    put(folder.path(), "xml/sound.xml", &neighbour());
    let arguments = ["generate", "xml", "--module", "--out", "out", "--keep-going"];
    let run = clustergen(folder.path(), &arguments);
    assert_eq!(run.status, 1);
    let left = &tree(&folder.path().join("out"))["lamp/metadata.rs"];
    assert!(left.contains("\"B\"") && !left.contains("\"A\"") && !left.contains("\"Half\""), "{left}");

    // Of a base that cannot be read nothing is known: what is derived from it would be half of what it should be.
    put(folder.path(), "xml/base.xml", &BASE.replace("</dataTypes>", ""));
    let run = clustergen(folder.path(), &arguments);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.ends_with("1 error; 2 items left out:\n  Lamp\n  the file xml/base.xml\n"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("out/lamp").exists());
}

#[test]
fn an_input_that_does_not_exist_is_left_out() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "sound.xml", &neighbour());
    let arguments = ["generate", "sound.xml", "nowhere.xml", "--module", "--out", "out", "--keep-going"];
    let run = clustergen(folder.path(), &arguments);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("1 error; 1 item left out:\n  cannot read `nowhere.xml`"), "{}", run.stderr);
    assert!(folder.path().join("out/sound_lamp").exists());
}

#[test]
fn check_compares_with_what_would_be_written() {
    let out = TempDir::new().unwrap();
    let target = out.path().join("out");
    let target = target.to_str().unwrap();
    let rest = ["faulty", "--module", "--keep-going", "--out", target];
    let missing = clustergen(&fixtures(), &[&["check"][..], &rest].concat());
    assert!(missing.status == 1 && missing.stderr.contains("is not up to date"), "{}", missing.stderr);
    clustergen(&fixtures(), &[&["generate"][..], &rest].concat());
    let current = clustergen(&fixtures(), &[&["check"][..], &rest].concat());
    assert!(current.status == 1 && current.stderr.contains("is up to date"), "{}", current.stderr);
}

#[test]
fn where_nothing_is_left_or_the_wish_is_not_clear_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "a.xml", "<cluster");
    put(folder.path(), "b.xml", &neighbour());
    let cases: [&[&str]; 3] = [&["a.xml"], &["b.xml", "--cluster", "Lmap"], &["b.xml", "--release", "1.7"]];
    for case in cases {
        let common = ["--module", "--out", "out", "--keep-going"];
        let run = clustergen(folder.path(), &[&["generate"], case, &common[..]].concat());
        assert_eq!(run.status, 1);
        assert!(run.stderr.ends_with("; nothing was written\n"), "{}", run.stderr);
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn renames_of_what_is_left_out_are_no_fault_but_clashes_are() {
    let folder = TempDir::new().unwrap();
    for (name, text) in tree(&fixtures().join("faulty")) {
        put(folder.path(), &format!("xml/{name}"), &text);
    }
    let renamed = |item: &str, to: &str| {
        let text = format!(
            "inputs = ['xml']\nout = 'out'\n\n[[rename]]\ncluster = 'Faulty Lamp'\nitem = '{item}'\nto = '{to}'\n"
        );
        put(folder.path(), "clustergen.toml", &text);
        clustergen(folder.path(), &["generate", "--keep-going"])
    };
    let run = renamed("Limited", "Bounded");
    assert!(run.status == 1 && run.stderr.contains("\nwrote "), "{}", run.stderr);
    let run = renamed("Sound", "Mode");
    assert!(run.status == 1 && run.stderr.contains("[E0408]"), "{}", run.stderr);
    assert!(run.stderr.ends_with("; nothing was written\n"), "{}", run.stderr);
}

#[test]
fn the_builder_says_what_is_written_and_what_is_left_out() {
    let out = TempDir::new().unwrap();
    let builder = Builder::new().input(fixtures().join("faulty")).out_dir(out.path());
    assert!(matches!(builder.clone().try_generate(), Err(clustergen::Error::Diagnostics { .. })));
    assert!(tree(out.path()).is_empty());
    match builder.keep_going(true).try_generate() {
        Err(clustergen::Error::Incomplete(left)) => {
            let clustergen::Incomplete { report, errors, left_out, .. } = *left;
            assert!(report.root.exists());
            assert_eq!(errors.len(), 8, "{errors:#?}");
            assert!(left_out.contains(&"Faulty Lamp > Limited".to_owned()), "{left_out:?}");
        }
        other => panic!("{other:?}"),
    }
}

/// For each code of what can be wrong with inputs: its example beside a sound cluster. One crate has all that is written.
#[test]
fn beside_every_error_the_rest_compiles() {
    let krate = Path::new(env!("CARGO_TARGET_TMPDIR")).join("keep-going");
    let _ = fs::remove_dir_all(krate.join("src"));
    let mut root = String::from("//! What is left beside each error.\n#![no_std]\n");
    let mut count = 0;
    for code in codes::ALL.iter().filter(|code| ["E01", "E02", "E03"].contains(&&code.id[..3])) {
        let Some(wrong) = Example::wrong(*code) else { continue };
        let folder = TempDir::new().unwrap();
        wrong.write(folder.path());
        put(folder.path(), "xml/neighbour.xml", &neighbour());
        let module = code.id.to_lowercase();
        let out = krate.join("src").join(&module);
        let out = out.to_str().unwrap();
        let run = clustergen(folder.path(), &["generate", "xml", "--module", "--keep-going", "--out", out]);
        assert_eq!(run.status, 1, "{}: {}", code.id, run.snapshot());
        assert!(run.stderr.contains(" left out:\n"), "{}: {}", code.id, run.snapshot());
        assert!(Path::new(out).join("sound_lamp").exists(), "{}: {}", code.id, run.snapshot());
        writeln!(root, "/// {}.\n#[path = \"{module}/mod.rs\"]\npub mod {module};", code.id).unwrap();
        count += 1;
    }
    assert!(count >= 14, "the examples have gone astray: {count}");
    let faulty = krate.join("src/faulty");
    let arguments = ["generate", "faulty", "--module", "--keep-going", "--out", faulty.to_str().unwrap()];
    clustergen(&fixtures(), &arguments);
    root.push_str("/// All faults in one cluster.\n#[path = \"faulty/mod.rs\"]\npub mod faulty;\n");
    put(&krate, "src/lib.rs", &root);
    compile(&krate);
}

fn compile(krate: &Path) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().unwrap();
    let manifest = format!(
        "[package]\nname = \"keep-going\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         clustergen-runtime = {{ path = \"{}\" }}\n",
        runtime.display()
    );
    put(krate, "Cargo.toml", &manifest);
    let target: PathBuf = krate.join("target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    cargo.env("RUSTFLAGS", "-D warnings").env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
    let output = cargo.arg("check").current_dir(krate).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
