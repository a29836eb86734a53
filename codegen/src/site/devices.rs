//! The devices of a survey.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::book::{Book, Entry, hex};
use super::shell;
use super::survey::{Device, Endpoint, Survey};
use super::table::{Row, Table};

/// The devices that have a cluster; without a survey the section says so.
pub(super) fn section(book: &Book<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        section class="apart" aria-labelledby="devices" {
            h2 id="devices" { "Devices" }
            @match book.survey {
                None => p class="note" { "No survey of devices was given." },
                Some(survey) => {
                    @let rows = rows(book, entry, survey);
                    @if rows.is_empty() { p class="note" { "No device of the survey has this cluster." } }
                    @let columns = &["Product", "Vendor", "Endpoints", "ClusterRevision", "Same as in"];
                    (Table { caption: "Devices that have this cluster", columns, rows }.markup())
                }
            }
        }
    }
}

fn rows(book: &Book<'_>, entry: &Entry<'_>, survey: &Survey) -> Vec<Row> {
    let of_device = |device: &Device| {
        let by_revision = endpoints(device, entry.id);
        by_revision
            .into_iter()
            .map(|(revision, endpoints)| row(book, entry, device, revision, &endpoints))
            .collect()
    };
    survey.devices.iter().flat_map::<Vec<Row>, _>(of_device).collect()
}

/// The endpoints that have a cluster, by the revision that they have.
fn endpoints(device: &Device, cluster: u32) -> BTreeMap<Option<u16>, Vec<String>> {
    let mut by_revision: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for endpoint in &device.endpoints {
        for found in endpoint.clusters.iter().filter(|found| found.id == cluster) {
            by_revision.entry(found.revision).or_default().push(endpoint.id.to_string());
        }
    }
    by_revision
}

fn row(
    book: &Book<'_>,
    entry: &Entry<'_>,
    device: &Device,
    revision: Option<u16>,
    endpoints: &[String],
) -> Row {
    let same =
        entry.editions.iter().filter(|edition| revision.is_some() && edition.cluster.revision == revision);
    let releases: Vec<_> = same.map(|edition| book.release_of(edition)).collect();
    Row {
        anchor: None,
        cells: vec![
            Some(html! { span class="name" { (device.product) } }),
            Some(html! { (device.vendor) }),
            Some(html! { (endpoints.join(", ")) }),
            revision.map(|revision| html! { (revision) }),
            (!releases.is_empty()).then(|| html! { (releases.join(", ")) }),
        ],
    }
}

/// The page with all devices.
pub(super) fn page(book: &Book<'_>, survey: &Survey) -> Markup {
    let row = |device: &Device| Row {
        anchor: None,
        cells: vec![
            Some(html! { span class="name" { (device.product) } }),
            Some(html! { (device.vendor) }),
            Some(html! { @for endpoint in &device.endpoints { (self::endpoint(book, endpoint)) } }),
        ],
    };
    let (count, columns) = (survey.devices.len(), &["Product", "Vendor", "Endpoints"]);
    let main = html! {
        h1 { "Devices" }
        p class="lead" { (count) " device" @if count != 1 { "s" } " of the survey, with the clusters that they have." }
        (Table { caption: "Devices, by vendor", columns, rows: survey.devices.iter().map(row).collect() }.markup())
    };
    shell::page(book, shell::Place::Devices, "Devices - clusters", &main)
}

fn endpoint(book: &Book<'_>, endpoint: &Endpoint) -> Markup {
    html! {
        p class="endpoint" {
            span class="flag" { "endpoint " (endpoint.id) } " "
            @for (index, found) in endpoint.clusters.iter().enumerate() {
                @if index > 0 { ", " }
                @match book.entry(found.id) {
                    Some(entry) => a href=(entry.file) { (entry.name()) },
                    None => code { (hex(found.id)) },
                }
                @if let Some(revision) = found.revision { " " small { "rev " (revision) } }
            }
        }
    }
}
