//! The features of a cluster.

use maud::{Markup, html};

use super::book::Edition;
use super::changes::Changes;
use super::fields;
use super::table::{Row, Table};
use crate::model::Feature;

const COLUMNS: &[&str] = &["Bit", "Code", "Name", "Conformance"];

/// The features as a table.
pub(super) fn table(edition: &Edition<'_>, changes: &Changes) -> Markup {
    let row = |feature: &Feature| Row {
        anchor: Some(edition.feature_anchor(feature.bit)),
        cells: vec![
            Some(html! { code { (feature.bit) } }),
            Some(html! { code { (feature.code) } }),
            Some(fields::described(
                &feature.name,
                &changes.mark_of_feature(feature.bit),
                feature.summary.as_deref(),
            )),
            Some(fields::presence(edition, &feature.conformance)),
        ],
    };
    let rows = edition.cluster.features.iter().map(row).collect();
    Table { caption: "Features, by their bit in FeatureMap", columns: COLUMNS, rows }.markup()
}
