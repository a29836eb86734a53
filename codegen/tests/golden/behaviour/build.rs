//! Generates the cluster from `greenhouse.xml` into `OUT_DIR`; all fixtures, with everything that the options offer; and the
//! list of all types in them and in `netim-cluster`, each with the shape that the model says it has.

#![allow(clippy::expect_used, reason = "a build script of a test crate: nobody handles its faults")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clustergen::Builder;
use clustergen::emit::{self, Indexed, ItemKind};
use clustergen::model::{Cluster, Constraint, DataType, Direction, Field, Model, Shape};
use clustergen::overrides::Override;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;

fn main() {
    Builder::new().input("greenhouse.xml").async_server(true).owned(true).serde(true).generate();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("OUT_DIR"));
    let mut types = String::new();
    let mut modules = String::new();
    for folder in folders(Path::new("../fixtures")) {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let overrides = overrides(&folder);
        let builder = Builder::new().input(&folder).overrides(overrides.clone()).module_name(&name);
        // One of each is compiled: the greenhouse laid out, these not.
        let builder = builder.async_server(true).owned(true).serde(true).formatted(false);
        let builder = builder.out_dir(out.join("fixtures"));
        let report = builder.try_generate().expect("the fixture is right");
        let root = report.root.display();
        writeln!(modules, "#[path = {:?}]\npub mod of_{name};", root.to_string()).expect("a string");
        list(
            &Task { inputs: vec![folder], overrides, ..Task::default() },
            &format!("golden_behaviour::fixtures::of_{name}"),
            true,
            &mut types,
        );
    }
    list(
        &Task { inputs: vec!["greenhouse.xml".into()], ..Task::default() },
        "golden_behaviour",
        true,
        &mut types,
    );
    list(&netim(), "netim_cluster", false, &mut types);
    fs::write(out.join("fixtures.rs"), modules).expect("written");
    fs::write(out.join("every_type.rs"), format!("&[\n{types}]")).expect("written");
    let exported = format!(
        "/// The list of all types.\n#[macro_export]\nmacro_rules! every_type {{\n() => {{ &[\n{types}] }};\n}}"
    );
    fs::write(out.join("every_type_exported.rs"), exported).expect("written");
    for watched in ["../fixtures", "../../../../clustergen.toml", "../../../../clusters-xml"] {
        println!("cargo::rerun-if-changed={watched}");
    }
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn overrides(folder: &Path) -> Vec<Override> {
    #[derive(serde::Deserialize)]
    struct Table {
        #[serde(rename = "override")]
        overrides: Vec<Override>,
    }
    let text = fs::read_to_string(folder.join("overrides.toml"));
    text.map(|text| toml::from_str::<Table>(&text).expect("overrides").overrides).unwrap_or_default()
}

/// What `netim-cluster` is made of.
fn netim() -> Task {
    let mut session = Session::default();
    let config = clustergen::config::load(Path::new("../../../../clustergen.toml"), &mut session);
    config.and_then(|config| config.destination(&mut session)).expect("a configuration").0
}

/// Adds the types of a task to the list.
fn list(task: &Task, root: &str, with_options: bool, types: &mut String) {
    let mut session = Session::default();
    let model = pipeline::load(task, &mut session);
    let options = emit::Options { flat: task.flat, ..emit::Options::default() };
    for item in emit::index(&model, &options) {
        let (shape, secret) = shape_of(&model, &item);
        let path = format!(
            "{root}::{}{}",
            item.path,
            if item.borrows && item.kind != ItemKind::Attribute { "<'static>" } else { "" }
        );
        let value = match item.kind {
            ItemKind::Attribute => format!("<{path} as clustergen_runtime::Attribute>::Type"),
            _ => path,
        };
        let owned = match item.kind {
            ItemKind::Attribute => "None".to_owned(),
            _ if with_options && item.borrows => format!("Some(own::<{value}, _>)"),
            _ => "None".to_owned(),
        };
        let name = format!("{root} {:?} {}", item.kind, item.name);
        writeln!(
            types,
            "Item {{ name: {name:?}, shape: {shape}, secret: {secret}, take: take::<{value}>, own: {owned} }},"
        )
        .expect("a string");
    }
}

/// The shape of an item, and whether it holds a secret.
fn shape_of(model: &Model, item: &Indexed) -> (String, bool) {
    let release = model.releases.iter().find(|release| release.name == item.release).expect("the release");
    let cluster = release.clusters.iter().find(|cluster| cluster.id == item.cluster).expect("the cluster");
    let name = &item.name;
    let bits = |width: clustergen::model::Width| format!("Shape::Unsigned({})", rust_bits(width.bits()));
    let command = |direction| {
        let mut commands = cluster.commands.iter();
        let command = commands.find(|one| one.name == *name && one.direction == direction);
        fields(cluster, &command.expect("the command").fields)
    };
    match item.kind {
        ItemKind::Enum => (bits(cluster.enumeration(name).expect("the enumeration").width), false),
        ItemKind::Bitmap => (bits(cluster.bitmap(name).expect("the bitmap").width), false),
        ItemKind::Struct => fields(cluster, &cluster.structure(name).expect("the structure").fields),
        ItemKind::Request => command(Direction::ToServer),
        ItemKind::Response => command(Direction::ToClient),
        ItemKind::Event => {
            let event = cluster.events.iter().find(|event| event.name == *name).expect("the event");
            fields(cluster, &event.fields)
        }
        ItemKind::Attribute => {
            let attribute = cluster.attributes.iter().find(|one| one.field.name == *name);
            let field = &attribute.expect("the attribute").field;
            let (shape, secret) = shape(cluster, &field.ty, &field.constraint);
            (if field.nullable { format!("Shape::Nullable(&{shape})") } else { shape }, secret)
        }
    }
}

fn fields(cluster: &Cluster, fields: &[Field]) -> (String, bool) {
    let mut secret = false;
    let mut text = String::new();
    for field in fields {
        let (shape, inner) = shape(cluster, &field.ty, &field.constraint);
        secret |= inner || field.secret;
        let shape = if field.nullable { format!("Shape::Nullable(&{shape})") } else { shape };
        let optional = !field.conformance.is_mandatory();
        write!(text, "Field {{ tag: {}, optional: {optional}, shape: {shape} }}, ", field.id)
            .expect("a string");
    }
    (format!("Shape::Structure(&[{text}])"), secret)
}

fn shape(cluster: &Cluster, ty: &DataType, constraint: &Constraint) -> (String, bool) {
    let text = match &ty.shape {
        Shape::Bool => "Shape::Bool".to_owned(),
        Shape::Unsigned(width) => format!("Shape::Unsigned({})", rust_bits(width.bits())),
        Shape::Signed(width) => format!("Shape::Signed({})", rust_bits(width.bits())),
        Shape::Single => "Shape::Single".to_owned(),
        Shape::Double => "Shape::Double".to_owned(),
        Shape::Text => "Shape::Text".to_owned(),
        Shape::Octets => format!("Shape::Octets({:?})", constraint.exact_length()),
        Shape::Enum(name) => {
            let width = cluster.enumeration(name).expect("the enumeration").width;
            format!("Shape::Unsigned({})", rust_bits(width.bits()))
        }
        Shape::Bitmap(name) => {
            let width = cluster.bitmap(name).expect("the bitmap").width;
            format!("Shape::Unsigned({})", rust_bits(width.bits()))
        }
        Shape::Struct(name) => {
            return fields(cluster, &cluster.structure(name).expect("the structure").fields);
        }
        Shape::List { entry, entry_constraint } => {
            let (entry, secret) = shape(cluster, entry, entry_constraint);
            return (format!("Shape::Array(&{entry})"), secret);
        }
    };
    (text, false)
}

/// The bits of the Rust integer.
fn rust_bits(bits: u8) -> u8 {
    bits.max(8).next_power_of_two()
}
