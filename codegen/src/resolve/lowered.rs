//! Afterwards: the cluster is in the model. All that could be wrong with it has been found before, but for widths and
//! limits, which are settled on the way.

use super::aliases::{self, Target};
use super::draft::{self, Draft};
use super::limits_in_range::Checker;
use super::null_excluded;
use super::widths_settled::{self, Kind};
use crate::diagnostics::Diagnostics;
use crate::model::{self, Conformance, DataType, Direction, EventPriority, Privilege, Response, Shape};
use crate::syntax::{
    Attribute, BitField, Command, EnumItem, Event, Faults, Feature, Field, TypeDef, TypeKind, TypeUse,
};

/// Turns a settled draft into the model.
pub(super) fn lower(draft: &Draft, faults: &mut Faults, diagnostics: &mut Diagnostics) -> model::Cluster {
    Lowering { draft, faults, diagnostics }.cluster()
}

struct Lowering<'a> {
    draft: &'a Draft,
    faults: &'a mut Faults,
    diagnostics: &'a mut Diagnostics,
}

impl Lowering<'_> {
    fn cluster(&mut self) -> model::Cluster {
        let draft = self.draft;
        let body = &draft.body;
        let mut cluster = model::Cluster {
            id: draft::id(body).unwrap_or_default(),
            name: body.name.value.clone(),
            dialects: draft.dialect.into_iter().collect(),
            revision: body.revision,
            description: body.description.clone(),
            pics: body.pics.clone(),
            role: body.role.clone(),
            scope: body.scope.clone(),
            provisional: body.provisional,
            features: body.features.iter().filter_map(feature).collect(),
            enums: Vec::new(),
            bitmaps: Vec::new(),
            structs: Vec::new(),
            attributes: body.attributes.iter().map(|attribute| self.attribute(attribute)).collect(),
            commands: body.commands.iter().map(|command| self.command(command)).collect(),
            events: body.events.iter().map(|event| self.event(event)).collect(),
        };
        for def in &body.types {
            self.type_def(def, &mut cluster);
        }
        sort(&mut cluster);
        cluster
    }

    fn type_def(&mut self, def: &TypeDef, cluster: &mut model::Cluster) {
        let name = def.name.value.clone();
        let summary = def.summary.clone();
        let path = format!("{} > {name}", self.draft.body.name.value);
        match &def.kind {
            // Some old files have headings of tables as types; they say nothing.
            TypeKind::Enum { items, .. } if items.is_empty() && !self.is_used(&name) => {}
            TypeKind::Bitmap { fields, .. } if fields.is_empty() && !self.is_used(&name) => {}
            TypeKind::Alias { .. } => {}
            TypeKind::Enum { base, items } => {
                let values = items.iter().map(|item| item.value);
                let width =
                    widths_settled::settle(Kind::Enum, base.as_ref(), values, &path, self.diagnostics);
                let items = items.iter().filter_map(enum_item).collect();
                cluster.enums.push(model::Enum { name, width, summary, items });
            }
            TypeKind::Bitmap { base, fields } => {
                let values = fields.iter().map(|field| field.mask);
                let width =
                    widths_settled::settle(Kind::Bitmap, base.as_ref(), values, &path, self.diagnostics);
                let fields = fields.iter().map(bit_field).collect();
                cluster.bitmaps.push(model::Bitmap { name, width, summary, fields });
            }
            TypeKind::Struct { fields, fabric_scoped } => {
                let fields = self.fields(&name, fields);
                cluster.structs.push(model::Struct {
                    name,
                    summary,
                    fields,
                    fabric_scoped: *fabric_scoped,
                    incoming: false,
                });
            }
        }
    }

    fn is_used(&self, name: &str) -> bool {
        let fields = super::walk::fields(&self.draft.body);
        fields.iter().any(|(_, field)| field.ty.name.as_ref().is_some_and(|used| used.value == name))
    }

    fn attribute(&mut self, attribute: &Attribute) -> model::Attribute {
        let field = self.field(None, &attribute.field);
        let read = attribute.read_privilege.unwrap_or(Privilege::View);
        let write = attribute.write_privilege.unwrap_or(Privilege::Operate);
        model::Attribute {
            field,
            read: attribute.readable.then_some(read),
            write: attribute.writable.then_some(write),
            fabric_scoped: attribute.fabric_scoped || self.has_fabric_scoped_entries(&attribute.field.ty),
            timed_write: attribute.timed_write,
            quality: attribute.quality,
        }
    }

    /// A list whose entries belong to fabrics is fabric-scoped, whether it says so or not.
    fn has_fabric_scoped_entries(&self, ty: &TypeUse) -> bool {
        let Some(name) = ty.name.as_ref().filter(|_| ty.list) else {
            return false;
        };
        match aliases::resolved(&self.draft.body, &name.value) {
            Some(Target::Defined(def)) => matches!(def.kind, TypeKind::Struct { fabric_scoped: true, .. }),
            _ => false,
        }
    }

    fn command(&mut self, command: &Command) -> model::Command {
        let name = command.name.value.clone();
        let direction = command.direction.unwrap_or(Direction::ToServer);
        let response = match (&command.response, direction) {
            (_, Direction::ToClient) => Response::None,
            (Some(response), Direction::ToServer) => Response::Command(response.value.clone()),
            (None, Direction::ToServer) => Response::Status,
        };
        model::Command {
            id: command.id.value,
            direction,
            response,
            privilege: command.privilege.unwrap_or(Privilege::Operate),
            timed: command.timed,
            fabric_scoped: command.fabric_scoped,
            case_only: self.draft.case_only.contains(&name),
            large_message: command.large_message,
            conformance: conformance(command.conformance.as_ref()),
            fields: self.fields(&name, &command.fields),
            summary: command.summary.clone(),
            name,
        }
    }

    fn event(&mut self, event: &Event) -> model::Event {
        model::Event {
            id: event.id.value,
            name: event.name.value.clone(),
            priority: event.priority.unwrap_or(EventPriority::Info),
            read: event.read_privilege.unwrap_or(Privilege::View),
            fabric_sensitive: event.fabric_sensitive,
            conformance: conformance(event.conformance.as_ref()),
            fields: self.fields(&event.name.value, &event.fields),
            summary: event.summary.clone(),
        }
    }

    fn fields(&mut self, owner: &str, fields: &[Field]) -> Vec<model::Field> {
        let mut fields: Vec<_> = fields.iter().map(|field| self.field(Some(owner), field)).collect();
        fields.sort_by_key(|field| field.id);
        fields
    }

    fn field(&mut self, owner: Option<&str>, field: &Field) -> model::Field {
        let name = field.name.value.clone();
        let head = &self.draft.body.name.value;
        let (item, path) = match owner {
            Some(owner) => (format!("{owner}.{name}"), format!("{head} > {owner} > {name}")),
            None => (name.clone(), format!("{head} > {name}")),
        };
        let before = self.diagnostics.errors();
        let ty = self.data_type(&field.ty, &path);
        let mut constraint = self.checker(&path, &ty.shape).settle(&field.constraints);
        if field.nullable {
            null_excluded::exclude(&mut constraint, &ty);
        }
        if self.diagnostics.errors() > before {
            self.faults.add(field.span);
        }
        model::Field {
            id: field.id.map_or(0, |id| id.value),
            name,
            ty,
            nullable: field.nullable,
            conformance: conformance(field.conformance.as_ref()),
            constraint,
            default: field.default.as_ref().map(|default| default.value.clone()),
            fabric_sensitive: field.fabric_sensitive,
            secret: self.draft.secret.contains(&item),
            summary: field.summary.clone(),
        }
    }

    fn data_type(&mut self, ty: &TypeUse, path: &str) -> DataType {
        let written = ty.name.as_ref().map_or("", |name| name.value.as_str());
        let entry = data_type(&self.draft.body, written);
        if !ty.list {
            return entry;
        }
        let entry_constraint = Box::new(self.checker(path, &entry.shape).settle(&ty.entry_constraints));
        DataType { name: entry.name.clone(), shape: Shape::List { entry: Box::new(entry), entry_constraint } }
    }

    fn checker<'a>(&'a mut self, path: &'a str, shape: &'a Shape) -> Checker<'a> {
        Checker { path, shape, diagnostics: self.diagnostics }
    }
}

/// The type that a name stands for, under the name that readers know.
fn data_type(cluster: &crate::syntax::Cluster, written: &str) -> DataType {
    let alias = aliases::defined(cluster, written).map(|def| def.name.value.clone());
    match aliases::resolved(cluster, written) {
        Some(Target::Defined(def)) => {
            let name = def.name.value.clone();
            let shape = match &def.kind {
                TypeKind::Enum { .. } => Shape::Enum(name.clone()),
                TypeKind::Bitmap { .. } => Shape::Bitmap(name.clone()),
                TypeKind::Struct { .. } | TypeKind::Alias { .. } => Shape::Struct(name.clone()),
            };
            DataType { name: alias.unwrap_or(name), shape }
        }
        Some(Target::Builtin(builtin)) => {
            DataType { name: alias.unwrap_or_else(|| builtin.name.to_owned()), shape: builtin.shape }
        }
        // Not reached: items without a known type have been taken out. Octets can hold anything.
        None => DataType { name: written.to_owned(), shape: Shape::Octets },
    }
}

fn feature(feature: &Feature) -> Option<model::Feature> {
    Some(model::Feature {
        bit: u8::try_from(feature.bit.value).ok().filter(|bit| *bit < 32)?,
        code: feature.code.clone(),
        name: feature.name.value.clone(),
        summary: feature.summary.clone(),
        conformance: conformance(feature.conformance.as_ref()),
    })
}

fn enum_item(item: &EnumItem) -> Option<model::EnumItem> {
    Some(model::EnumItem {
        value: u32::try_from(item.value.value).ok()?,
        name: item.name.value.clone(),
        summary: item.summary.clone(),
        conformance: conformance(item.conformance.as_ref()),
    })
}

fn bit_field(field: &BitField) -> model::BitField {
    model::BitField {
        mask: field.mask.value,
        name: field.name.value.clone(),
        summary: field.summary.clone(),
        conformance: conformance(field.conformance.as_ref()),
    }
}

/// What says nothing about when it is there is always there.
fn conformance(written: Option<&Conformance>) -> Conformance {
    written.cloned().unwrap_or(Conformance::MANDATORY)
}

fn sort(cluster: &mut model::Cluster) {
    cluster.features.sort_by_key(|item| item.bit);
    cluster.enums.sort_by(|a, b| a.name.cmp(&b.name));
    cluster.bitmaps.sort_by(|a, b| a.name.cmp(&b.name));
    cluster.structs.sort_by(|a, b| a.name.cmp(&b.name));
    cluster.attributes.sort_by_key(|item| item.field.id);
    cluster.commands.sort_by_key(|item| (item.id, item.direction));
    cluster.events.sort_by_key(|item| item.id);
    for item in &mut cluster.enums {
        item.items.sort_by_key(|item| item.value);
    }
    for item in &mut cluster.bitmaps {
        item.fields.sort_by_key(|field| (field.mask.trailing_zeros(), field.mask));
    }
}
