use std::fs;

use tempfile::TempDir;

use super::*;

const CLUSTER: &str = r#"<cluster id="0xFFF1FC00" name="Example" revision="1">
  <clusterIds><clusterId id="0xFFF1FC00" name="Example"/></clusterIds>
  <attributes><attribute id="0" name="Level" type="uint8"><access read="true" readPrivilege="view"/><mandatoryConform/></attribute></attributes>
</cluster>"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn told(result: &Result<Report, Error>, folder: &TempDir) -> String {
    let mut told = Vec::new();
    cargo::tell(result, &mut told).unwrap();
    String::from_utf8(told).unwrap().replace(folder.path().to_str().unwrap(), "FOLDER")
}

#[test]
fn generates_modules_and_tells_cargo_what_was_read() {
    let folder = folder(&[("a.xml", CLUSTER)]);
    let builder = Builder::new().input(folder.path()).out_dir(folder.path().join("out"));
    let result = builder.try_generate();
    assert_eq!(
        told(&result, &folder),
        "cargo::rerun-if-changed=FOLDER\ncargo::rerun-if-changed=FOLDER/a.xml\n"
    );
    let report = result.unwrap();
    assert_eq!(report.root, folder.path().join("out/clusters/mod.rs"));
    assert!(report.root.is_file());
    assert_eq!(report.changed, report.files);
    let again = builder.try_generate().unwrap();
    assert_eq!((again.files, again.changed), (report.files, 0));
}

#[test]
fn options_add_modules_and_renames_change_names() {
    let folder = folder(&[("a.xml", CLUSTER)]);
    let builder = Builder::new().input(folder.path()).out_dir(folder.path().join("out"));
    let builder = builder.server(false).client(false).async_server(true).serde(true).defmt(true);
    builder.rename("Example", "", "lamp").rename("0xFFF1FC00", "Level", "Brightness").try_generate().unwrap();
    let module = |name: &str| fs::read_to_string(folder.path().join("out/clusters").join(name));
    let root = module("lamp.rs").unwrap();
    assert!(root.contains("pub use async_server::AsyncServer;") && !root.contains("pub mod server;"));
    assert!(module("lamp/async_server.rs").unwrap().contains("fn brightness("));
    assert!(module("lamp/metadata.rs").unwrap().contains("\"Level\""), "the Matter name stays in the table");
    assert!(module("lamp/owned.rs").is_err(), "nothing borrows, nobody asked");
}

#[test]
fn errors_become_lines_for_cargo_and_nothing_is_written() {
    let folder = folder(&[("bad.xml", "<html/>")]);
    let out = folder.path().join("out");
    let result = Builder::new().input(folder.path()).out_dir(&out).module_name("other").try_generate();
    let told = told(&result, &folder);
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines[..2], ["cargo::rerun-if-changed=FOLDER", "cargo::rerun-if-changed=FOLDER/bad.xml"]);
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[2].starts_with("cargo::error=") && lines[2].contains("E0103"), "{told}");
    assert!(result.unwrap_err().to_string().contains("bad.xml:1:1"));
    assert!(!out.exists());
}

#[test]
fn a_configuration_is_taken_except_for_its_crate_and_what_is_said_here_wins() {
    let config = "inputs = ['b']\nclusters = ['Nothing']\ncrate = 'c'\nout = 'elsewhere'\nserver = false\n\
                  runtime = 'nowhere'";
    let folder = folder(&[("a.xml", CLUSTER), ("clustergen.toml", config)]);
    let path = folder.path().join("clustergen.toml");
    let builder =
        Builder::new().config(&path).input("a").cluster("0xFFF1FC00").client(false).runtime("crate::runtime");
    let task = builder.task(&mut Session::default()).unwrap();
    assert_eq!(task.inputs, [PathBuf::from("a")]);
    assert_eq!(task.selection.clusters, [ClusterSelector::Id(0xFFF1_FC00)]);
    assert_eq!(task.package, Package::Module);
    assert_eq!((task.server, task.client, task.flat), (false, false, false));
    assert_eq!(task.runtime, "crate::runtime");

    let out = folder.path().join("out");
    let builder =
        Builder::new().config(&path).input(folder.path().join("a.xml")).cluster("Example").out_dir(out);
    assert!(builder.try_generate().unwrap().watched.contains(&path), "the configuration is watched too");
}

#[test]
fn a_faulty_configuration_is_reported() {
    let folder = folder(&[("clustergen.toml", "inputs = 'a'\nserver = 1")]);
    let builder = Builder::new().config(folder.path().join("clustergen.toml")).out_dir(folder.path());
    let Err(Error::Diagnostics { errors, .. }) = builder.try_generate() else { panic!("no error") };
    assert!(errors.len() >= 2 && errors.iter().all(|error| error.contains("E0401")), "{errors:?}");
}
