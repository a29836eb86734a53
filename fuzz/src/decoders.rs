//! Every emitted decoder: of `netim-cluster` in both releases, and of all golden fixtures, which have every type that there
//! is. The list comes from the model, and so does the [`Shape`] that says independently of the generated code what each of
//! them has to take and what it has to make of it.

pub mod shape;
mod value;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use clustergen_runtime::limits::{ShapeError, Validate as _};
use clustergen_runtime::metadata::Direction;
use clustergen_runtime::owned::{IntoOwned, to_vec};
use clustergen_runtime::tlv::{self, Dump, Encode, Error, ErrorKind};
use clustergen_runtime::value::Value;
use netim::wire::Release;

use self::shape::{Field, Shape, Verdict};
use crate::independent;

/// A type.
struct Item {
    name: &'static str,
    shape: Shape,
    #[allow(dead_code, reason = "it is of interest for what is printed")]
    secret: bool,
    /// Takes bytes for a value of it.
    take: fn(&[u8]) -> Option<Vec<u8>>,
    /// Takes bytes for a value of its counterpart that owns what it borrows.
    own: Option<fn(&[u8]) -> Vec<u8>>,
}

static EVERY_TYPE: LazyLock<&[Item]> = LazyLock::new(|| {
    let items: &[Item] = golden_behaviour::every_type!();
    check_completeness(items);
    items
});

/// Takes the bytes behind the first three for a value of the type that the first two choose. By the third, they are the
/// encoding itself, or what an encoding that is nearly right is made of.
pub fn check(bytes: &[u8]) {
    let [low, high, mode, rest @ ..] = bytes else { return };
    let number = usize::from(u16::from_le_bytes([*low, *high]));
    let Some(item) = EVERY_TYPE.get(number % EVERY_TYPE.len()) else { return };
    if mode % 2 == 0 {
        take_as(item, rest);
    } else if let Ok(encoded) = value::encoded(item.shape, &mut Unstructured::new(rest)) {
        take_as(item, &encoded);
    }
}

/// Holds what a decoder says against its type's shape.
fn take_as(item: &Item, bytes: &[u8]) {
    let taken = (item.take)(bytes);
    match (shape::judge(item.shape, bytes), &taken) {
        (Verdict::Accept { kept, anew }, Some(encoded)) => {
            assert_eq!(*encoded, kept, "{}: {} for {}", item.name, Dump(encoded), Dump(bytes));
            if let Some(own) = item.own {
                assert_eq!(own(bytes), anew, "{}: for {}", item.name, Dump(bytes));
            }
        }
        (Verdict::Refuse, None) | (Verdict::Either, _) => {}
        (verdict, _) => panic!("{}: {verdict:?} and {taken:?} for {}", item.name, Dump(bytes)),
    }
}

/// Decodes, looks at everything, and encodes again, twice. What is malformed in a list shows when it is walked.
fn take<V: Value>(bytes: &[u8]) -> Option<Vec<u8>>
where
    for<'a> V::Of<'a>: Debug,
{
    let decoded = tlv::decode::<V::Of<'_>>(bytes);
    let value = decoded.inspect_err(|error| assert!(error.offset <= bytes.len())).ok()?;
    let (shape, _) = (value.check_shape(), value.validate());
    let debug = format!("{value:?}");
    if let Err(ShapeError::Malformed(_)) = shape {
        return None;
    }
    let encoded = match to_vec(&value) {
        // What a list holds is copied as it came: too deep as a whole shows only when all of it is written.
        Err(Error { kind: ErrorKind::TooDeep, .. }) => {
            assert!(independent::tlv::one(bytes).is_none(), "{}", Dump(bytes));
            return None;
        }
        encoded => encoded.expect("what was decoded can be encoded"),
    };
    let again: V::Of<'_> = tlv::decode(&encoded).expect("what was encoded can be decoded");
    assert_eq!(format!("{again:?}"), debug);
    assert_eq!(to_vec(&again).as_ref(), Ok(&encoded));
    assert_eq!((again.check_shape(), again.validate()), (shape, value.validate()));
    Some(encoded)
}

/// Decodes, and encodes by way of a value that owns its parts.
fn own<V: Value, O: Encode>(bytes: &[u8]) -> Vec<u8>
where
    for<'a> V::Of<'a>: IntoOwned<Owned = O>,
{
    let value: V::Of<'_> = tlv::decode(bytes).expect("taken before");
    to_vec(&value.into_owned().expect("no entry is malformed")).expect("what was decoded can be encoded")
}

/// Whatever the metadata of a cluster names must be there.
fn check_completeness(items: &[Item]) {
    assert!(items.len() > 200, "only {} types", items.len());
    // How often each is there: once for each release that has it.
    let mut expected = BTreeMap::<String, usize>::new();
    for metadata in Release::ALL.map(Release::metadata) {
        let attributes =
            metadata.attributes.iter().map(|one| format!("netim_cluster Attribute {}", one.name));
        let commands = metadata.commands.iter().map(|one| {
            let kind = if one.direction == Direction::ToServer { "Request" } else { "Response" };
            format!("netim_cluster {kind} {}", one.name)
        });
        attributes.chain(commands).for_each(|name| *expected.entry(name).or_default() += 1);
    }
    assert!(!expected.is_empty());
    for (name, count) in expected {
        let found = items.iter().filter(|item| item.name == name).count();
        assert_eq!(found, count, "{name}");
    }
}
