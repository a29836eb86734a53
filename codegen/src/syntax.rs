//! What a file says, as it says it: the one tree that both dialects are read into.
//!
//! Nothing is looked up or merged here. Names are as written, numbers are parsed, an absent attribute is `None`, and
//! everything that can be wrong has a [`Span`]. Where the two dialects spell one idea in two ways, their readers agree
//! on the spelling here, so that nothing behind them knows which dialect it came from.

mod faults;

use crate::model::{Conformance, Privilege};
use crate::source::{Dialect, FileId, Span, Spanned};
pub use faults::Faults;

/// One file.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// How it is spelt.
    pub dialect: Dialect,
    /// The clusters that it defines.
    pub clusters: Vec<Cluster>,
    /// What it adds to clusters of other files.
    pub extensions: Vec<Extension>,
    /// Types outside of clusters: global ones, and those that name their clusters.
    pub types: Vec<TypeDef>,
    /// Commands that several clusters have, and that are said once for all of them.
    pub commands: Vec<Command>,
    /// What of it is faulty.
    pub faults: Faults,
}

/// What a file adds to a cluster that another file defines.
#[derive(Debug)]
pub struct Extension {
    /// The cluster's id.
    pub cluster: Spanned<u32>,
    /// Attributes to add.
    pub attributes: Vec<Attribute>,
    /// Commands to add.
    pub commands: Vec<Command>,
    /// Events to add.
    pub events: Vec<Event>,
}

/// A cluster, or a group of clusters with one body.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The opening tag.
    pub span: Span,
    /// The name as written.
    pub name: Spanned<String>,
    /// One for an ordinary cluster, several for a group, none for an abstract base.
    pub ids: Vec<ClusterId>,
    /// `ClusterRevision`.
    pub revision: Option<u16>,
    /// What it is for.
    pub description: Option<String>,
    /// The PICS code, `NETIM`.
    pub pics: Option<String>,
    /// `application` or `utility`.
    pub role: Option<String>,
    /// `Endpoint` or `Node`.
    pub scope: Option<String>,
    /// The name of the cluster that this one is derived from.
    pub base: Option<Spanned<String>>,
    /// Whether the cluster may still change.
    pub provisional: bool,
    /// Manufacturer code of a vendor's cluster, when it is written beside the id.
    pub manufacturer: Option<Spanned<u32>>,
    /// Its features.
    pub features: Vec<Feature>,
    /// Its types.
    pub types: Vec<TypeDef>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its commands, requests and responses alike.
    pub commands: Vec<Command>,
    /// Its events.
    pub events: Vec<Event>,
}

/// One of the ids of a cluster element.
#[derive(Debug, Clone)]
pub struct ClusterId {
    /// The id; an abstract base has none.
    pub id: Option<Spanned<u32>>,
    /// The name that goes with it.
    pub name: Spanned<String>,
    /// The PICS code that goes with it.
    pub pics: Option<String>,
}

/// A feature bit.
#[derive(Debug, Clone)]
pub struct Feature {
    /// The bit's number.
    pub bit: Spanned<u32>,
    /// The short code, `LT`.
    pub code: String,
    /// The name.
    pub name: Spanned<String>,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Option<Conformance>,
}

/// A type definition.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// The opening tag.
    pub span: Span,
    /// The name as written.
    pub name: Spanned<String>,
    /// The clusters that see it, when it says so. Inside a cluster this is empty and the cluster is meant; outside, empty
    /// means all.
    pub clusters: Vec<Spanned<u32>>,
    /// What it means.
    pub summary: Option<String>,
    /// What kind of type it is.
    pub kind: TypeKind,
}

/// The kinds of types that can be defined.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// An enumeration.
    Enum {
        /// The base type as written; one dialect has none.
        base: Option<Spanned<String>>,
        /// The items in the order of the file.
        items: Vec<EnumItem>,
    },
    /// A bitmap.
    Bitmap {
        /// The base type as written; one dialect has none.
        base: Option<Spanned<String>>,
        /// The fields in the order of the file.
        fields: Vec<BitField>,
    },
    /// A structure.
    Struct {
        /// The fields in the order of the file.
        fields: Vec<Field>,
        /// Whether each instance belongs to a fabric.
        fabric_scoped: bool,
    },
    /// Another name for a type.
    Alias {
        /// The type that is meant; may be missing in old files.
        target: Option<Spanned<String>>,
    },
}

/// An item of an enumeration.
#[derive(Debug, Clone)]
pub struct EnumItem {
    /// The name as written.
    pub name: Spanned<String>,
    /// The value.
    pub value: Spanned<u64>,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Option<Conformance>,
}

/// A field of a bitmap: one bit or several neighbours.
#[derive(Debug, Clone)]
pub struct BitField {
    /// The name as written.
    pub name: Spanned<String>,
    /// All bits of the field.
    pub mask: Spanned<u64>,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Option<Conformance>,
}

/// A field of a structure, a command or an event, and the data of an attribute.
#[derive(Debug, Clone)]
pub struct Field {
    /// The opening tag.
    pub span: Span,
    /// The number, when it is written and to be trusted; otherwise it is counted.
    pub id: Option<Spanned<u32>>,
    /// The name as written.
    pub name: Spanned<String>,
    /// The type.
    pub ty: TypeUse,
    /// Whether null is a value.
    pub nullable: bool,
    /// When it is there; `None` where nothing is written.
    pub conformance: Option<Conformance>,
    /// Its limits.
    pub constraints: Vec<Spanned<Constraint>>,
    /// The default as written. Advice only.
    pub default: Option<Spanned<String>>,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// What it means.
    pub summary: Option<String>,
}

/// A use of a type.
#[derive(Debug, Clone, Default)]
pub struct TypeUse {
    /// The name of the type, or of the entries' type of a list. Deprecated and derived items have none.
    pub name: Option<Spanned<String>>,
    /// Whether it is a list of that type.
    pub list: bool,
    /// Limits on each entry of a list.
    pub entry_constraints: Vec<Spanned<Constraint>>,
}

/// A limit as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// Of a value.
    Range(Limits),
    /// Of the bytes of a string or of the entries of a list, as the type will tell.
    Size(Limits),
    /// Exactly this value; for strings exactly this length.
    Allowed(Bound),
    /// In prose, or in a spelling that is not understood.
    Described,
}

/// A lower and an upper limit, both inclusive, either may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// The least.
    pub min: Option<Bound>,
    /// The greatest.
    pub max: Option<Bound>,
}

/// What a limit refers to.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A number.
    Number {
        /// The number.
        value: i128,
        /// Whether it was written in hexadecimal: such limits of signed types may be raw two's complement.
        hex: bool,
    },
    /// The value of an attribute.
    Attribute(String),
    /// Anything else, as text: an expression, another field, a constant.
    Expression(String),
}

/// An attribute of a cluster.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "the specification's flags are independent")]
pub struct Attribute {
    /// Id, name, type, limits, default.
    pub field: Field,
    /// Manufacturer code, when written beside the id.
    pub manufacturer: Option<Spanned<u32>>,
    /// What generators for other languages call it, where that is written.
    pub define: Option<Spanned<String>>,
    /// Whether it can be read.
    pub readable: bool,
    /// Whether it can be written.
    pub writable: bool,
    /// What reading needs, when it is said.
    pub read_privilege: Option<Privilege>,
    /// What writing needs, when it is said.
    pub write_privilege: Option<Privilege>,
    /// Whether it is fabric-scoped.
    pub fabric_scoped: bool,
    /// Whether a write must be timed.
    pub timed_write: bool,
    /// Its qualities.
    pub quality: crate::model::Quality,
}

/// A command of a cluster.
#[derive(Debug, Clone)]
pub struct Command {
    /// The opening tag.
    pub span: Span,
    /// The id.
    pub id: Spanned<u32>,
    /// The name as written.
    pub name: Spanned<String>,
    /// Manufacturer code, when written beside the id.
    pub manufacturer: Option<Spanned<u32>>,
    /// Who sends it; `None` in derived clusters that leave it to the base.
    pub direction: Option<crate::model::Direction>,
    /// The name of the response command; `None` when a status is the answer.
    pub response: Option<Spanned<String>>,
    /// What invoking needs, when it is said.
    pub privilege: Option<Privilege>,
    /// Whether the invoke must be timed.
    pub timed: bool,
    /// Whether it works on the accessing fabric only.
    pub fabric_scoped: bool,
    /// Whether it may need a large message.
    pub large_message: bool,
    /// When it is there.
    pub conformance: Option<Conformance>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What it does.
    pub summary: Option<String>,
}

/// An event of a cluster.
#[derive(Debug, Clone)]
pub struct Event {
    /// The opening tag.
    pub span: Span,
    /// The id.
    pub id: Spanned<u32>,
    /// The name as written.
    pub name: Spanned<String>,
    /// How important it is, when it is said.
    pub priority: Option<crate::model::EventPriority>,
    /// What reading needs, when it is said.
    pub read_privilege: Option<Privilege>,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// When it is there.
    pub conformance: Option<Conformance>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What it means.
    pub summary: Option<String>,
}
