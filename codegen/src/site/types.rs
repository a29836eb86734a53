//! The types of a cluster, each with who uses it.

use maud::{Markup, html};

use super::book::{Edition, Kind};
use super::changes::Changes;
use super::fields;
use super::table::{Row, Table};
use super::uses::Uses;
use crate::model::{BitField, Bitmap, Enum, EnumItem, Struct};

/// A type by what its place and its head need.
struct Head<'m> {
    kind: Kind,
    name: &'m str,
    what: String,
    summary: Option<&'m str>,
}

/// All types.
pub(super) fn articles<'m>(edition: &Edition<'m>, changes: &Changes) -> Markup {
    let uses = Uses::of(edition);
    let cluster = edition.cluster;
    let article = |head: &Head<'m>, body: Markup| article(edition, &uses, changes, head, &body);
    html! {
        @for item in &cluster.structs { (article(&struct_head(item), struct_body(edition, item))) }
        @for item in &cluster.enums { (article(&enum_head(item), enum_body(edition, item))) }
        @for item in &cluster.bitmaps { (article(&bitmap_head(item), bitmap_body(edition, item))) }
    }
}

fn article<'m>(
    edition: &Edition<'m>,
    uses: &Uses<'m>,
    changes: &Changes,
    head: &Head<'m>,
    body: &Markup,
) -> Markup {
    let anchor = edition.type_anchor(head.kind, head.name);
    let used_by = uses.users(head.kind, head.name);
    html! {
        article class="item" id=[anchor.as_deref()] {
            h4 {
                a class="name" href={ "#" (anchor.as_deref().unwrap_or_default()) } { (head.name) }
                (changes.mark_of_type(head.kind, head.name))
            }
            p class="signature" {
                (head.what)
                @if !used_by.is_empty() {
                    " · used by "
                    @for (index, user) in used_by.iter().enumerate() {
                        @if index > 0 { ", " }
                        a href={ "#" (user.anchor) } { (user.name) }
                    }
                }
            }
            @if let Some(summary) = head.summary { p { (summary) } }
            (body)
        }
    }
}

fn struct_head(item: &Struct) -> Head<'_> {
    let what = if item.fabric_scoped { "struct, fabric-scoped" } else { "struct" };
    Head { kind: Kind::Struct, name: &item.name, what: what.to_owned(), summary: item.summary.as_deref() }
}

fn struct_body(edition: &Edition<'_>, item: &Struct) -> Markup {
    fields::table(edition, &format!("Fields of {}", item.name), &item.fields)
}

fn enum_head(item: &Enum) -> Head<'_> {
    let what = format!("enum{}", item.width.bits());
    Head { kind: Kind::Enum, name: &item.name, what, summary: item.summary.as_deref() }
}

fn enum_body(edition: &Edition<'_>, item: &Enum) -> Markup {
    let row = |item: &EnumItem| Row {
        anchor: None,
        cells: vec![
            Some(html! { code { (item.value) } }),
            Some(fields::described(&item.name, &html! {}, item.summary.as_deref())),
            Some(fields::presence(edition, &item.conformance)),
        ],
    };
    let caption = format!("Values of {}", item.name);
    let columns = &["Value", "Name", "Conformance"];
    Table { caption: &caption, columns, rows: item.items.iter().map(row).collect() }.markup()
}

fn bitmap_head(item: &Bitmap) -> Head<'_> {
    let what = format!("map{}", item.width.bits());
    Head { kind: Kind::Bitmap, name: &item.name, what, summary: item.summary.as_deref() }
}

fn bitmap_body(edition: &Edition<'_>, item: &Bitmap) -> Markup {
    let row = |field: &BitField| Row {
        anchor: None,
        cells: vec![
            Some(html! { code { (bits(field.mask)) } }),
            Some(fields::described(&field.name, &html! {}, field.summary.as_deref())),
            Some(fields::presence(edition, &field.conformance)),
        ],
    };
    let caption = format!("Bits of {}", item.name);
    let columns = &["Bits", "Name", "Conformance"];
    Table { caption: &caption, columns, rows: item.fields.iter().map(row).collect() }.markup()
}

/// `3`, or `4-5` of several neighbours.
fn bits(mask: u64) -> String {
    if mask == 0 {
        return "none".to_owned();
    }
    let (low, high) = (mask.trailing_zeros(), mask.ilog2());
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_mask_is_told_by_its_bits() {
        assert_eq!([1, 0x30, 1 << 63, 0].map(super::bits), ["0", "4-5", "63", "none"]);
    }
}
