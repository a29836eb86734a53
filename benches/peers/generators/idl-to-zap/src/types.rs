//! Enumerations, bitmaps and structures, and the fields of whatever has fields.

use std::io;

use inside::parser::{Bitmap, Entities, Enum, Struct, StructField, StructType};

use crate::xml::{Attributes, Element, item, pascal};

/// The bitmap that the interface definition holds a cluster's features in; XML has a section for them.
pub(crate) const FEATURES: &str = "Feature";

/// The field that every fabric-scoped structure has, which XML does not mention.
const FABRIC_INDEX: u64 = 254;

/// All types of a cluster, or those that clusters share.
pub(crate) fn types(root: &mut Element<'_>, of: &Entities, cluster: Option<u64>) -> io::Result<()> {
    for item in &of.enums {
        enumeration(root, item, cluster)?;
    }
    for item in of.bitmaps.iter().filter(|item| item.id != FEATURES) {
        bitmap(root, item, cluster)?;
    }
    let is_type = |item: &&Struct| matches!(item.struct_type, StructType::Regular | StructType::Shared);
    for item in of.structs.iter().filter(is_type) {
        structure(root, item, cluster)?;
    }
    Ok(())
}

fn enumeration(root: &mut Element<'_>, of: &Enum, cluster: Option<u64>) -> io::Result<()> {
    Attributes::default().with("name", &of.id).with("type", &of.base_type).around(root, "enum", |within| {
        owner(within, cluster)?;
        for entry in &of.entries {
            let attributes = Attributes::default().with("name", item(&entry.id)).hex("value", entry.code, 2);
            attributes.empty(within, "item")?;
        }
        Ok(())
    })
}

fn bitmap(root: &mut Element<'_>, of: &Bitmap, cluster: Option<u64>) -> io::Result<()> {
    Attributes::default().with("name", &of.id).with("type", &of.base_type).around(root, "bitmap", |within| {
        owner(within, cluster)?;
        for entry in &of.entries {
            let attributes = Attributes::default().with("name", item(&entry.id)).hex("mask", entry.code, 1);
            attributes.empty(within, "field")?;
        }
        Ok(())
    })
}

fn structure(root: &mut Element<'_>, of: &Struct, cluster: Option<u64>) -> io::Result<()> {
    let scoped = of.is_fabric_scoped;
    Attributes::default().with("name", &of.id).flag("isFabricScoped", scoped).around(
        root,
        "struct",
        |within| {
            owner(within, cluster)?;
            let mentioned = |field: &&StructField| !(scoped && field.field.code == FABRIC_INDEX);
            fields(within, "item", "fieldId", of.fields.iter().filter(mentioned))
        },
    )
}

fn owner(within: &mut Element<'_>, cluster: Option<u64>) -> io::Result<()> {
    cluster.map_or(Ok(()), |id| Attributes::default().hex("code", id, 4).empty(within, "cluster"))
}

/// Fields, each an element of this name with its number in this attribute.
pub(crate) fn fields<'f>(
    within: &mut Element<'_>,
    element: &str,
    number: &'static str,
    fields: impl IntoIterator<Item = &'f StructField>,
) -> io::Result<()> {
    for field in fields {
        Attributes::default()
            .with(number, field.field.code)
            .with("name", pascal(&field.field.id))
            .with("type", &field.field.data_type.name)
            .flag("array", field.field.data_type.is_list)
            .maybe("length", field.field.data_type.max_length)
            .flag("isNullable", field.is_nullable)
            .flag("optional", field.is_optional)
            .flag("isFabricSensitive", field.is_fabric_sensitive)
            .empty(within, element)?;
    }
    Ok(())
}
