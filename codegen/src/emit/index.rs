//! Where the items of a model are in the generated code.

use super::context::Context;
use super::layout;
use super::{Options, attributes, commands, events};
use crate::model::{Cluster, Direction, Model};

/// An item and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// The release; `None` for inputs without releases.
    pub release: Option<String>,
    /// The cluster's id.
    pub cluster: u32,
    /// What it is.
    pub kind: ItemKind,
    /// The name in the specification.
    pub name: String,
    /// The path in Rust, seen from the root of what is generated: `on_off::commands::Toggle`.
    pub path: String,
    /// Whether the type has a lifetime.
    pub borrows: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// An enumeration.
    Enum,
    /// A bitmap.
    Bitmap,
    /// A structure.
    Struct,
    /// An attribute.
    Attribute,
    /// A command of the client.
    Request,
    /// A command of the server.
    Response,
    /// An event.
    Event,
}

/// Every type that is emitted for a model, in the order of the model.
pub fn index(model: &Model, options: &Options) -> Vec<Indexed> {
    let mut all = Vec::new();
    for (module, release) in layout::release_modules(model).into_iter().zip(&model.releases) {
        for (name, cluster) in layout::cluster_modules(release, options).into_iter().zip(&release.clusters) {
            let path = [module.as_deref().unwrap_or_default(), &name];
            let path: Vec<_> = path.into_iter().filter(|part| !part.is_empty()).collect();
            let cx = Context::new(cluster, release.name.as_deref(), options);
            all.extend(of_cluster(&cx, &path.join("::"), release.name.as_ref()));
        }
    }
    all
}

fn of_cluster(cx: &Context<'_>, module: &str, release: Option<&String>) -> Vec<Indexed> {
    let Cluster { id, enums, bitmaps, structs, .. } = cx.cluster;
    let mut all = Vec::new();
    let mut add = |kind, name: &str, part: &str, ident: &proc_macro2::Ident, borrows| {
        let path = [module, part].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("::");
        let (release, name) = (release.cloned(), name.to_owned());
        all.push(Indexed { release, cluster: *id, kind, name, path: format!("{path}::{ident}"), borrows });
    };
    for item in enums {
        add(ItemKind::Enum, &item.name, "types", &cx.type_ident(&item.name), false);
    }
    for item in bitmaps {
        add(ItemKind::Bitmap, &item.name, "types", &cx.type_ident(&item.name), false);
    }
    for item in structs {
        add(ItemKind::Struct, &item.name, "types", &cx.type_ident(&item.name), cx.any_borrows(&item.fields));
    }
    for named in attributes::named(cx) {
        let field = &named.attribute.field;
        add(ItemKind::Attribute, &field.name, "attributes", &named.ident, cx.borrows(&field.ty));
    }
    for named in commands::named(cx) {
        let command = named.command;
        let kind = match command.direction {
            Direction::ToServer => ItemKind::Request,
            Direction::ToClient => ItemKind::Response,
        };
        add(kind, &command.name, "commands", &named.ident, cx.any_borrows(&command.fields));
    }
    for named in events::named(cx) {
        let event = named.event;
        add(ItemKind::Event, &event.name, "events", &named.ident, cx.any_borrows(&event.fields));
    }
    all
}
