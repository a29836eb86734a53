//! Elements read as what the cluster says they are.

use matter_tlv::{Tag, Value};

use super::globals;
use super::hex;
use super::node::{Node, Scalar};
use super::problem::{Problem, ProblemKind};
use super::raw::{Element, Parsed};
use super::scalar;
use super::target::Target;
use crate::model::{Attribute, Cluster, Constraint, DataType, Field, Shape, Unit};
use crate::reference::words;

/// What has been found up to now.
pub(super) struct Reading<'c> {
    pub(super) cluster: &'c Cluster,
    /// The way to the element that is being read.
    path: String,
    problems: Vec<Problem>,
    /// Behind this byte nothing could be read, so that what is missing may only be unread.
    broken_at: Option<usize>,
}

/// What an element is to be.
#[derive(Clone, Copy)]
pub(super) struct Expected<'c> {
    pub(super) ty: &'c DataType,
    pub(super) nullable: bool,
    pub(super) constraint: &'c Constraint,
}

impl<'c> Expected<'c> {
    pub(super) const fn of(field: &'c Field) -> Self {
        Self { ty: &field.ty, nullable: field.nullable, constraint: &field.constraint }
    }
}

impl<'c> Reading<'c> {
    pub(super) const fn new(cluster: &'c Cluster, broken_at: Option<usize>) -> Self {
        Self { cluster, path: String::new(), problems: Vec::new(), broken_at }
    }

    /// All problems, by offset.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.offset);
        self.problems
    }

    /// The value as a whole.
    pub(super) fn root(&mut self, target: &Target<'c>, element: &Element<'_>) -> Node {
        if element.tag != Tag::Anonymous {
            let text =
                format!("the value has the tag {}, which belongs to what it was taken from", element.tag);
            self.problem(element.offset, ProblemKind::UnexpectedTag, text);
        }
        let (name, mut node) = match target {
            Target::Attribute(attribute) => (&attribute.field.name, self.attribute(element, attribute)),
            Target::Command(command) => (&command.name, self.structure(element, None, &command.fields)),
            Target::Event(event) => (&event.name, self.structure(element, None, &event.fields)),
            Target::Struct(item) => (&item.name, self.structure(element, Some(&item.name), &item.fields)),
        };
        node.name = Some(name.clone());
        node
    }

    fn attribute(&mut self, element: &Element<'_>, attribute: &'c Attribute) -> Node {
        let mut node = self.value(element, Expected::of(&attribute.field));
        if globals::attributes().contains(attribute) {
            globals::explain(self.cluster, attribute, &mut node);
            for (offset, text) in globals::unknown_ids(self.cluster, attribute, &node) {
                self.problem(offset, ProblemKind::UnknownValue, text);
            }
            if let Some(text) = globals::unknown_features(self.cluster, attribute, &node) {
                self.problem(node.offset, ProblemKind::UnknownBits, text);
            }
        }
        node
    }

    /// What there is to say about the end of the bytes.
    pub(super) fn ending(&mut self, parsed: &Parsed<'_>) {
        if let Some(error) = parsed.broken {
            self.problem(error.offset, ProblemKind::Malformed, error.kind.to_string());
        } else if parsed.root.is_none() {
            self.problem(0, ProblemKind::Malformed, "there are no bytes");
        }
        if let Some(offset) = parsed.trailing {
            let count = parsed.length - offset;
            let bytes = if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") };
            self.problem(offset, ProblemKind::TrailingBytes, format!("{bytes} behind the end of the value"));
        }
    }

    /// Notes a problem of the element that is being read.
    pub(super) fn problem(&mut self, offset: usize, kind: ProblemKind, text: impl Into<String>) {
        let (severity, path) = (kind.severity(), self.path.clone());
        self.problems.push(Problem { offset, severity, kind, path, text: text.into() });
    }

    /// Goes into a member and out again.
    pub(super) fn within<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Whether a container was read to its end. What a broken one lacks may be behind where it broke.
    pub(super) const fn is_complete(&self, element: &Element<'_>) -> bool {
        element.end.is_some() || self.broken_at.is_none()
    }

    /// A value of a type.
    pub(super) fn value(&mut self, element: &Element<'_>, expected: Expected<'c>) -> Node {
        let ty = words::data_type(expected.ty);
        if element.value == Value::Null {
            if !expected.nullable {
                self.problem(
                    element.offset,
                    ProblemKind::NotNullable,
                    format!("null, but {ty} is not nullable here"),
                );
            }
            return node(element, Some(ty));
        }
        match &expected.ty.shape {
            Shape::Struct(name) => {
                let fields = self.cluster.structure(name).map_or(&[][..], |structure| &structure.fields);
                self.structure(element, Some(name), fields)
            }
            Shape::List { entry, entry_constraint } => {
                // Null entries are not known of: no dialect can say that entries are nullable.
                let each = Expected { ty: entry, nullable: true, constraint: entry_constraint };
                self.list(element, ty, each, expected.constraint)
            }
            _ => scalar::read(self, element, expected),
        }
    }

    fn list(
        &mut self,
        element: &Element<'_>,
        ty: String,
        each: Expected<'c>,
        constraint: &Constraint,
    ) -> Node {
        if element.value != Value::Array {
            return self.wrong_type(element, &ty, "array");
        }
        let mut list = node(element, Some(ty));
        let mut members = Vec::new();
        for (index, entry) in element.members.iter().enumerate() {
            members.push(self.within(&format!("[{index}]"), |reading| reading.value(entry, each)));
        }
        list.members = Some(members);
        if self.is_complete(element) {
            scalar::check_bounds(
                self,
                element.offset,
                constraint.count.as_ref(),
                element.members.len(),
                Unit::Entry,
            );
        }
        list
    }

    /// An element of another type than the cluster says, shown as what it is.
    pub(super) fn wrong_type(&mut self, element: &Element<'_>, ty: &str, wanted: &str) -> Node {
        let text = format!("{} where {ty} is expected, which is {wanted} on the wire", wire(element.value));
        self.problem(element.offset, ProblemKind::WrongType, text);
        unknown(element, Some(ty.to_owned()))
    }
}

/// An element of which the cluster says nothing.
pub(super) fn unknown(element: &Element<'_>, ty: Option<String>) -> Node {
    let mut node = node(element, ty);
    if let Some(members) = &mut node.members {
        members.extend(element.members.iter().map(|member| unknown(member, None)));
    }
    node
}

/// An element without the names of what is in it.
pub(super) fn node(element: &Element<'_>, ty: Option<String>) -> Node {
    let is_container = matches!(element.value, Value::Structure | Value::Array | Value::List);
    Node {
        offset: element.offset,
        tag: (element.tag != Tag::Anonymous).then(|| element.tag.to_string()),
        name: None,
        ty,
        wire: wire(element.value),
        value: scalar_of(element.value),
        meaning: None,
        members: is_container.then(Vec::new),
        end: element.end,
    }
}

fn scalar_of(value: Value<'_>) -> Scalar {
    match value {
        Value::Int(value) => Scalar::Signed(value),
        Value::UInt(value) => Scalar::Unsigned(value),
        Value::Bool(value) => Scalar::Bool(value),
        Value::Float32(value) => Scalar::Single(value),
        Value::Float64(value) => Scalar::Double(value),
        Value::Utf8(text) => Scalar::Text(text.to_owned()),
        Value::Octets(bytes) => Scalar::Text(hex::print(bytes)),
        Value::Null | Value::Structure | Value::Array | Value::List | Value::EndOfContainer => Scalar::Null,
    }
}

/// What stands on the wire.
pub(super) const fn wire(value: Value<'_>) -> &'static str {
    match value {
        Value::Int(_) => "signed",
        Value::UInt(_) => "unsigned",
        Value::Bool(_) => "bool",
        Value::Float32(_) => "single",
        Value::Float64(_) => "double",
        Value::Utf8(_) => "string",
        Value::Octets(_) => "octstr",
        Value::Null => "null",
        Value::Structure => "struct",
        Value::Array => "array",
        Value::List => "list",
        Value::EndOfContainer => "end",
    }
}
