use std::fs;

use tempfile::TempDir;

use super::Rename;
use crate::diagnostics::{Color, render};
use crate::emit::File;
use crate::pipeline::{self, Task};
use crate::session::Session;

const CLUSTERS: &str = r#"<configurator>
  <enum name="StateEnum" type="enum8">
    <cluster code="0xFFF1FC01"/>
    <item name="Idle" value="0"/>
    <item name="Busy" value="1"/>
  </enum>
  <cluster>
    <name>Lamp</name>
    <code>0xFFF1FC01</code>
    <attribute side="server" code="0x0000" type="StateEnum" writable="true">State</attribute>
    <attribute side="server" code="0x0001" type="int8u">Level</attribute>
    <command source="client" code="0x00" name="Level" optional="false"><description>Sets it.</description>
      <arg name="Value" type="int8u"/>
      <arg name="Time" type="int8u"/>
    </command>
  </cluster>
  <cluster>
    <name>Torch</name>
    <code>0xFFF1FC02</code>
    <attribute side="server" code="0x0000" type="int8u">Level</attribute>
  </cluster>
</configurator>"#;

/// What is generated, or what is wrong.
fn generated(renames: Vec<Rename>, clusters: &[&str]) -> Result<Vec<File>, String> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.xml"), CLUSTERS).unwrap();
    let mut task = Task { inputs: vec![folder.path().to_path_buf()], renames, ..Task::default() };
    task.selection.clusters = clusters.iter().map(|one| (*one).into()).collect();
    let mut session = Session::default();
    let outcome = pipeline::run(&task, &mut session, &|_| {});
    outcome.files.ok_or_else(|| render(&session.diagnostics, &session.sources, Color::Never))
}

fn fault(item: &str, to: &str) -> String {
    generated(vec![Rename::new("Lamp", item, to)], &[]).unwrap_err()
}

fn file(files: &[File], path: &str) -> String {
    files.iter().find(|file| file.path.ends_with(path)).unwrap().text.clone()
}

#[test]
fn a_rename_names_the_type_the_methods_and_the_constant() {
    let renames = vec![
        Rename::new("Lamp", "", "light"),
        Rename::new("0xFFF1FC01", "State", "Condition"),
        Rename::new("Lamp", "StateEnum.Busy", "at_work"),
        Rename::new("Lamp", "Level.Value", "brightness"),
    ];
    let files = generated(renames, &[]).unwrap();
    assert!(
        file(&files, "light/attributes.rs")
            .contains("#[doc(alias = \"State\")]\n#[derive(Clone, Copy, Debug)]\npub struct Condition;")
    );
    let server = file(&files, "light/server.rs");
    assert!(server.contains("fn condition(") && server.contains("fn write_condition("));
    assert!(file(&files, "light/types.rs").contains("AT_WORK: Self = Self(1)"));
    let commands = file(&files, "light/commands.rs");
    assert!(commands.contains("/// `Value` (0): uint8.\n    pub brightness: u8,"), "{commands}");
}

#[test]
fn a_kind_tells_items_of_one_name_apart() {
    let rename = Rename { kind: Some(super::Kind::Command), ..Rename::new("Lamp", "Level", "SetLevel") };
    let files = generated(vec![rename], &[]).unwrap();
    assert!(file(&files, "lamp/attributes.rs").contains("pub struct Level;"));
    assert!(file(&files, "lamp/commands.rs").contains("pub struct SetLevel "));
    assert!(file(&files, "torch/attributes.rs").contains("pub struct Level;"), "another cluster's");
}

#[test]
fn what_matches_nothing_comes_with_a_suggestion() {
    let message = fault("StateEnum.Bussy", "at_work");
    assert!(message.contains("E0407") && message.contains("did you mean `StateEnum.Busy`?"), "{message}");
    let cluster = generated(vec![Rename::new("Lam", "State", "A")], &[]).unwrap_err();
    assert!(cluster.contains("E0407") && cluster.contains("did you mean `Lamp`?"), "{cluster}");
    // What was not selected waits for another run.
    assert!(generated(vec![Rename::new("Lamp", "State", "A")], &["Torch"]).is_ok());
}

#[test]
fn what_is_no_identifier_is_refused() {
    for to in ["1st", "a b", "", "fn", "é", "a-b"] {
        let message = fault("State", to);
        assert!(message.contains("E0408") && message.contains("is no identifier"), "{to}: {message}");
    }
}

#[test]
fn clashes_are_refused() {
    for (item, to, name) in [
        ("State", "Level", "`Level` is what `Level` is called, too"),
        ("StateEnum.Idle", "BUSY", "`BUSY` is what `StateEnum.Busy` is called, too"),
        ("Level.Value", "TIME", "`time` is what `Level.Time` is called, too"),
        ("StateEnum", "Status", "`Status` is something else in generated code"),
        ("State", "endpoint", "`endpoint` is something else in generated code"),
        ("", "torch", "`torch` is the module of cluster `Torch`, too"),
        ("", "types", "`types` is something else in generated code"),
    ] {
        let message = fault(item, to);
        assert!(message.contains("E0408") && message.contains(name), "{item} to {to}: {message}");
    }
    let both = vec![Rename::new("Lamp", "Level.Value", "a"), Rename::new("Lamp", "Level.Time", "A")];
    assert!(generated(both, &[]).unwrap_err().contains("E0408"), "two renames clash");
    let swapped =
        vec![Rename::new("Lamp", "Level.Value", "Time"), Rename::new("Lamp", "Level.Time", "Value")];
    assert!(generated(swapped, &[]).is_ok(), "names can be swapped");
}
