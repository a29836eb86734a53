//! A page cut into sections with tables, as both plain text and Markdown show it.

use super::item::{AttributePage, CommandPage, EventPage, FieldPage};
use super::page::Page;
use super::types::{BitmapPage, EnumPage, StructPage};
use super::words;

/// A part of a page. The text in it is plain: whoever prints it makes it safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// How deep its heading is: 1 for the page, 2 for a kind of item, 3 for an item.
    pub level: usize,
    /// The heading.
    pub heading: String,
    /// Facts, on one line.
    pub facts: Vec<String>,
    /// Prose.
    pub prose: Option<String>,
    /// A table.
    pub table: Option<Table>,
}

/// A table of plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<&'static str>,
    /// The rows, with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// All sections of a page, in their order; kinds of which the cluster has nothing are left out.
pub fn sections(page: &Page) -> Vec<Section> {
    let mut sections = vec![head(page)];
    sections.extend(features(page));
    sections.extend(attributes(&page.attributes));
    group(&mut sections, "Commands", page.commands.iter().map(command));
    group(&mut sections, "Events", page.events.iter().map(event));
    group(&mut sections, "Structures", page.structs.iter().map(structure));
    group(&mut sections, "Enumerations", page.enums.iter().map(enumeration));
    group(&mut sections, "Bitmaps", page.bitmaps.iter().map(bitmap));
    sections
}

fn group(sections: &mut Vec<Section>, heading: &str, items: impl Iterator<Item = Section>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        sections.push(Section { level: 2, heading: heading.to_owned(), ..Section::default() });
        sections.extend(items);
    }
}

fn head(page: &Page) -> Section {
    let named = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name} {value}"));
    let revision = page.revision.map_or_else(|| "revision unknown".to_owned(), |it| format!("revision {it}"));
    let mut facts = vec![revision];
    facts.extend(named("release", &page.release));
    facts.extend(page.provisional.then(|| "provisional".to_owned()));
    facts.extend(named("PICS", &page.pics));
    facts.extend(named("role", &page.role));
    facts.extend(named("scope", &page.scope));
    Section {
        level: 1,
        heading: format!("{} {}", page.code, page.name),
        facts,
        prose: page.description.clone(),
        table: None,
    }
}

fn features(page: &Page) -> Option<Section> {
    let row = |feature: &super::item::FeaturePage| {
        vec![
            feature.bit.to_string(),
            feature.code.clone(),
            feature.name.clone(),
            feature.conformance.clone(),
            feature.summary.clone().unwrap_or_default(),
        ]
    };
    let table = Table {
        header: vec!["Bit", "Code", "Name", "Conformance", "Summary"],
        rows: page.features.iter().map(row).collect(),
    };
    titled("Features", table)
}

fn titled(heading: &str, table: Table) -> Option<Section> {
    let heading = heading.to_owned();
    (!table.rows.is_empty()).then(|| Section { level: 2, heading, table: Some(table), ..Section::default() })
}

fn attributes(attributes: &[AttributePage]) -> Option<Section> {
    let row = |attribute: &AttributePage| {
        let value = &attribute.value;
        vec![
            attribute.code.clone(),
            value.name.clone(),
            value.ty.name.clone(),
            limits(value),
            access(attribute),
            attribute_flags(attribute),
            value.conformance.clone(),
            value.default.clone().unwrap_or_default(),
            value.summary.clone().unwrap_or_default(),
        ]
    };
    let header =
        vec!["Id", "Name", "Type", "Limits", "Access", "Quality", "Conformance", "Default", "Summary"];
    titled("Attributes", Table { header, rows: attributes.iter().map(row).collect() })
}

fn limits(field: &FieldPage) -> String {
    field.limits.as_ref().map(|limits| limits.text.clone()).unwrap_or_default()
}

fn access(attribute: &AttributePage) -> String {
    let timed = if attribute.timed_write { " (timed)" } else { "" };
    let read = attribute.read.map(|read| format!("read {read}"));
    let write = attribute.write.map(|write| format!("write {write}{timed}"));
    read.into_iter().chain(write).collect::<Vec<_>>().join(", ")
}

fn attribute_flags(attribute: &AttributePage) -> String {
    let mut flags = field_flags(&attribute.value);
    flags.extend(attribute.fabric_scoped.then_some("fabric-scoped"));
    flags.extend(&attribute.quality);
    flags.join(", ")
}

fn field_flags(field: &FieldPage) -> Vec<&'static str> {
    let flags = [(field.nullable, "nullable"), (field.fabric_sensitive, "fabric-sensitive")];
    flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect()
}

fn fields(fields: &[FieldPage]) -> Option<Table> {
    let row = |field: &FieldPage| {
        vec![
            field.id.to_string(),
            field.name.clone(),
            field.ty.name.clone(),
            limits(field),
            field_flags(field).join(", "),
            field.conformance.clone(),
            field.default.clone().unwrap_or_default(),
            field.summary.clone().unwrap_or_default(),
        ]
    };
    let header = vec!["Id", "Name", "Type", "Limits", "Quality", "Conformance", "Default", "Summary"];
    (!fields.is_empty()).then(|| Table { header, rows: fields.iter().map(row).collect() })
}

fn command(command: &CommandPage) -> Section {
    let mut facts =
        vec![if command.direction == "to-client" { "to the client" } else { "to the server" }.to_owned()];
    facts.extend(command.invoke.map(|invoke| format!("invoke {invoke}")));
    facts.push(format!("conformance {}", command.conformance));
    let flags = [
        (command.timed, "timed"),
        (command.fabric_scoped, "fabric-scoped"),
        (command.case_only, "CASE only"),
        (command.large_message, "large message"),
    ];
    facts.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name.to_owned()));
    facts.extend(command.response.as_ref().map(|response| match response.as_str() {
        "status" => "answered by a status".to_owned(),
        name => format!("answered by {name}"),
    }));
    Section {
        level: 3,
        heading: format!("{} {}", command.code, command.name),
        facts,
        prose: command.summary.clone(),
        table: fields(&command.fields),
    }
}

fn event(event: &EventPage) -> Section {
    let mut facts = vec![
        format!("priority {}", event.priority),
        format!("read {}", event.read),
        format!("conformance {}", event.conformance),
    ];
    facts.extend(event.fabric_sensitive.then(|| "fabric-sensitive".to_owned()));
    Section {
        level: 3,
        heading: format!("{} {}", event.code, event.name),
        facts,
        prose: event.summary.clone(),
        table: fields(&event.fields),
    }
}

fn structure(item: &StructPage) -> Section {
    Section {
        level: 3,
        heading: item.name.clone(),
        facts: item.fabric_scoped.then(|| "fabric-scoped".to_owned()).into_iter().collect(),
        prose: item.summary.clone(),
        table: fields(&item.fields),
    }
}

fn enumeration(item: &EnumPage) -> Section {
    let row = |value: &super::types::ValuePage| {
        let summary = value.summary.clone().unwrap_or_default();
        vec![words::item_id(value.value), value.name.clone(), value.conformance.clone(), summary]
    };
    let rows = item.items.iter().map(row).collect();
    values(&item.name, item.bits, item.summary.clone(), vec!["Value", "Name", "Conformance", "Summary"], rows)
}

fn bitmap(item: &BitmapPage) -> Section {
    let row = |field: &super::types::BitPage| {
        let highest = 63_u32.saturating_sub(field.mask.leading_zeros());
        let bits =
            if field.bit == highest { field.bit.to_string() } else { format!("{} to {highest}", field.bit) };
        let summary = field.summary.clone().unwrap_or_default();
        vec![bits, format!("0x{:02X}", field.mask), field.name.clone(), field.conformance.clone(), summary]
    };
    let rows = item.fields.iter().map(row).collect();
    let header = vec!["Bit", "Mask", "Name", "Conformance", "Summary"];
    values(&item.name, item.bits, item.summary.clone(), header, rows)
}

fn values(
    name: &str,
    bits: u8,
    prose: Option<String>,
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
) -> Section {
    let table = (!rows.is_empty()).then_some(Table { header, rows });
    Section { level: 3, heading: name.to_owned(), facts: vec![format!("{bits} bits")], prose, table }
}
