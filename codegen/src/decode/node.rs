//! Values with the names that the cluster gives them.

use serde::Serialize;

/// One element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Where it begins.
    pub offset: usize,
    /// Its tag; null for entries of lists and for the value as a whole.
    pub tag: Option<String>,
    /// The name of the field, the attribute or the command; null for what the cluster does not know, and for entries.
    pub name: Option<String>,
    /// The type by the cluster; null for what the cluster does not know.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// What stands on the wire: `null`, `bool`, `unsigned`, `signed`, `single`, `double`, `string`, `octstr`, `struct`,
    /// `array` or `list`.
    pub wire: &'static str,
    /// The value; null for containers. Octets are hexadecimal.
    pub value: Scalar,
    /// What the value stands for: the name of an enumeration's item, the names of bits, a time.
    pub meaning: Option<String>,
    /// What is in a container; null for everything else.
    pub members: Option<Vec<Node>>,
    /// Where a container ends; null for everything else, and if its end is missing.
    pub end: Option<usize>,
}

/// A value that is no container.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// Null, or no scalar at all.
    Null,
    /// True or false.
    Bool(bool),
    /// A number without a sign.
    Unsigned(u64),
    /// A number with one.
    Signed(i64),
    /// Floating point, single precision.
    Single(f32),
    /// Floating point, double precision.
    Double(f64),
    /// Text, or octets in hexadecimal.
    Text(String),
}
