//! The model and the emitted code, an item a line: what a reader wants to see of a quirk.

use std::fmt::Write;

use clustergen::emit::File;
use clustergen::model::{
    Attribute, Bounds, Cluster, Command, Constraint, DataType, Event, Field, Model, Response, Shape,
};

/// All that the clusters have.
pub(crate) fn model(model: &Model) -> String {
    model.releases.iter().flat_map(|release| &release.clusters).map(cluster).collect()
}

fn cluster(cluster: &Cluster) -> String {
    let mut lines = vec![format!("cluster 0x{:04X} {}", cluster.id, cluster.name)];
    lines.extend(cluster.revision.map(|revision| format!("  revision {revision}")));
    lines.extend(cluster.provisional.then(|| "  provisional".to_owned()));
    lines.extend(
        cluster
            .features
            .iter()
            .map(|it| format!("  feature {} {} {}: {:?}", it.bit, it.code, it.name, it.conformance)),
    );
    for item in &cluster.enums {
        let items = item.items.iter().map(|it| format!("{} {}", it.value, it.name));
        lines.push(format!("  enum{} {}: {}", item.width.bits(), item.name, list(items)));
    }
    for item in &cluster.bitmaps {
        let fields = item.fields.iter().map(|it| format!("0x{:02X} {}", it.mask, it.name));
        lines.push(format!("  map{} {}: {}", item.width.bits(), item.name, list(fields)));
    }
    for item in &cluster.structs {
        let scope = if item.fabric_scoped { "fabric-scoped " } else { "" };
        lines.push(format!("  {scope}struct {}", item.name));
        lines.extend(item.fields.iter().map(field));
    }
    lines.extend(cluster.attributes.iter().map(attribute));
    lines.extend(cluster.commands.iter().map(command));
    lines.extend(cluster.events.iter().map(event));
    lines.join("\n") + "\n"
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn attribute(item: &Attribute) -> String {
    let mut text = format!("  attribute 0x{:04X} {}", item.field.id, value(&item.field));
    for (verb, privilege) in [("read", item.read), ("write", item.write)] {
        let _ = privilege.map(|privilege| write!(text, ", {verb} {privilege:?}"));
    }
    flags(&mut text, &[(item.timed_write, "timed"), (item.fabric_scoped, "fabric-scoped")]);
    text
}

fn command(item: &Command) -> String {
    let answer = match &item.response {
        Response::None => "response".to_owned(),
        Response::Status => format!("request {:?}", item.privilege),
        Response::Command(name) => format!("request {:?} answered by {name}", item.privilege),
    };
    let mut text = format!("  {answer} 0x{:02X} {}", item.id, item.name);
    let optional = !item.conformance.is_mandatory();
    flags(&mut text, &[(optional, "optional"), (item.timed, "timed"), (item.fabric_scoped, "fabric-scoped")]);
    [text].into_iter().chain(item.fields.iter().map(field)).collect::<Vec<_>>().join("\n")
}

fn event(item: &Event) -> String {
    let mut text =
        format!("  event 0x{:02X} {}: {:?}, read {:?}", item.id, item.name, item.priority, item.read);
    let optional = !item.conformance.is_mandatory();
    flags(&mut text, &[(optional, "optional"), (item.fabric_sensitive, "fabric-sensitive")]);
    [text].into_iter().chain(item.fields.iter().map(field)).collect::<Vec<_>>().join("\n")
}

fn field(field: &Field) -> String {
    format!("    {} {}", field.id, value(field))
}

fn value(field: &Field) -> String {
    let mut text = format!("{}: {}{}", field.name, data_type(&field.ty), limits(&field.constraint));
    let optional = !field.conformance.is_mandatory();
    flags(
        &mut text,
        &[(field.nullable, "nullable"), (optional, "optional"), (field.fabric_sensitive, "fabric-sensitive")],
    );
    text.extend(field.default.as_ref().map(|default| format!(", default `{default}`")));
    text
}

fn data_type(ty: &DataType) -> String {
    match &ty.shape {
        Shape::List { entry, entry_constraint } => {
            format!("list of {}{}", data_type(entry), limits(entry_constraint))
        }
        _ => ty.name.clone(),
    }
}

fn limits(constraint: &Constraint) -> String {
    let bounds = [(&constraint.value, ""), (&constraint.length, " bytes"), (&constraint.count, " entries")];
    let mut text = String::new();
    for (Bounds { min, max }, unit) in bounds.into_iter().filter_map(|(it, unit)| Some((it.as_ref()?, unit)))
    {
        let bound = |bound: &Option<_>| bound.as_ref().map_or_else(String::new, |it| format!("{it:?}"));
        let _ = write!(text, " [{}..{}{unit}]", bound(min), bound(max));
    }
    text.push_str(if constraint.described { " [in prose]" } else { "" });
    text
}

fn flags(text: &mut String, flags: &[(bool, &str)]) {
    for (_, name) in flags.iter().filter(|(set, _)| *set) {
        let _ = write!(text, ", {name}");
    }
}

/// The names that items get in emitted code: modules, types, their fields and constants.
pub(crate) fn code(files: &[File]) -> String {
    let mut text = String::new();
    // What is in the other files follows from these names.
    let others = ["client.rs", "metadata.rs", "server.rs"];
    for file in files.iter().filter(|file| !others.iter().any(|other| file.path.ends_with(other))) {
        let names: Vec<_> = file.text.lines().filter_map(|line| name(line.trim())).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "{}: {}", file.path.display(), names.join(", "));
        }
    }
    text
}

/// The public item that a line of code begins with.
fn name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    if ["use ", "fn ", "const fn ", "async fn ", "type "].iter().any(|other| rest.starts_with(other)) {
        return None;
    }
    let kinds = ["mod ", "struct ", "enum ", "const ", "trait "];
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#'))?;
    rest.get(..end).filter(|name| !name.is_empty())
}
