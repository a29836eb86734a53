//! Arbitrary values of a shape, encoded by hand: nothing of the generated code is asked.

use clustergen_runtime::tlv::{Tag, Writer};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};

use super::Shape;

/// A value.
#[derive(Clone, Debug)]
enum Node {
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Single(f32),
    Double(f64),
    Text(String),
    Octets(Vec<u8>),
    Null,
    Array(Vec<Node>),
    /// Only the members that are there.
    Structure(Vec<(u8, Node)>),
}

/// The bytes of arbitrary values.
pub(super) fn encoded(shape: Shape) -> impl Strategy<Value = Vec<u8>> {
    value(shape).prop_map(|node| {
        let mut buffer = vec![0; 1 << 16];
        let mut out = Writer::new(&mut buffer);
        write(&node, Tag::Anonymous, &mut out).unwrap();
        out.as_bytes().to_vec()
    })
}

fn value(shape: Shape) -> BoxedStrategy<Node> {
    match shape {
        Shape::Bool => any::<bool>().prop_map(Node::Bool).boxed(),
        Shape::Unsigned(bits) => (any::<u64>(), 0..bits)
            .prop_map(move |(value, small)| Node::Unsigned(value >> (64 - bits) >> small))
            .boxed(),
        Shape::Signed(bits) => (any::<i64>(), 0..bits)
            .prop_map(move |(value, small)| Node::Signed(value >> (64 - bits) >> small))
            .boxed(),
        // Numbers that decimal notation holds exactly.
        Shape::Single => any::<i16>().prop_map(|value| Node::Single(f32::from(value) / 4.0)).boxed(),
        Shape::Double => any::<i32>().prop_map(|value| Node::Double(f64::from(value) / 4.0)).boxed(),
        Shape::Text => ".{0,12}".prop_map(Node::Text).boxed(),
        Shape::Octets(Some(length)) => vec(any::<u8>(), length).prop_map(Node::Octets).boxed(),
        Shape::Octets(None) => vec(any::<u8>(), 0..24).prop_map(Node::Octets).boxed(),
        Shape::Nullable(shape) => {
            option::of(value(*shape)).prop_map(|node| node.unwrap_or(Node::Null)).boxed()
        }
        Shape::Array(shape) => vec(value(*shape), 0..4).prop_map(Node::Array).boxed(),
        Shape::Structure(fields) => {
            let member = |field: &super::Field| {
                let (tag, member) = (field.tag, value(field.shape));
                let member =
                    if field.optional { option::of(member).boxed() } else { member.prop_map(Some).boxed() };
                member.prop_map(move |node| node.map(|node| (tag, node))).boxed()
            };
            let members = fields.iter().fold(Just(Vec::new()).boxed(), |all, field| {
                (all, member(field))
                    .prop_map(|(mut all, member)| {
                        all.extend(member);
                        all
                    })
                    .boxed()
            });
            members.prop_map(Node::Structure).boxed()
        }
    }
}

fn write(node: &Node, tag: Tag, out: &mut Writer<'_>) -> Result<(), clustergen_runtime::tlv::Error> {
    match node {
        Node::Bool(value) => out.bool(tag, *value),
        Node::Unsigned(value) => out.uint(tag, *value),
        Node::Signed(value) => out.int(tag, *value),
        Node::Single(value) => out.f32(tag, *value),
        Node::Double(value) => out.f64(tag, *value),
        Node::Text(value) => out.utf8(tag, value),
        Node::Octets(value) => out.octets(tag, value),
        Node::Null => out.null(tag),
        Node::Array(nodes) => {
            out.start_array(tag)?;
            nodes.iter().try_for_each(|node| write(node, Tag::Anonymous, out))?;
            out.end()
        }
        Node::Structure(members) => {
            out.start_structure(tag)?;
            members.iter().try_for_each(|(tag, node)| write(node, Tag::Context(*tag), out))?;
            out.end()
        }
    }
}
