//! Afterwards: nothing faulty is in the model, and nothing that depends on it.
//!
//! What stands on the wire together (a structure, a command, an event) is left out as a whole when a field of it is
//! faulty: without the field, what is encoded would be something else. The same goes for whatever has a field of such a
//! type, and for a request whose response is left out. Items of enumerations, fields of bitmaps and features stand for
//! themselves.

use std::collections::BTreeSet;

use super::facts;
use crate::model::{Cluster, DataType, Direction, Field, Response, Shape};

/// Takes out the items with these keys of [`facts`], and what depends on them; says what was taken out.
pub(super) fn remove(cluster: &mut Cluster, faulty: &BTreeSet<String>) -> Vec<String> {
    if faulty.is_empty() {
        return Vec::new();
    }
    let mut removal = Removal {
        faulty: faulty.iter().map(|key| whole(key)).collect(),
        types: BTreeSet::new(),
        responses: BTreeSet::new(),
        head: cluster.name.clone(),
        left_out: Vec::new(),
    };
    removal.parts(cluster);
    removal.types(cluster);
    removal.rest(cluster);
    removal.left_out
}

/// The key of what is left out when something is faulty.
fn whole(key: &str) -> &str {
    key.rsplit_once(facts::SEPARATOR)
        .filter(|(_, part)| part.starts_with("field "))
        .map_or(key, |(owner, _)| owner)
}

struct Removal<'a> {
    faulty: BTreeSet<&'a str>,
    /// The names of types that are left out.
    types: BTreeSet<String>,
    /// The names of responses that are left out.
    responses: BTreeSet<String>,
    head: String,
    left_out: Vec<String>,
}

impl Removal<'_> {
    /// Features, and items of enumerations and bitmaps.
    fn parts(&mut self, cluster: &mut Cluster) {
        cluster.features.retain(|item| self.keep(&facts::feature(item.bit), &[&item.name]));
        for def in &mut cluster.enums {
            let owner = facts::type_def(&def.name);
            let key = |value: u32| facts::value(&owner, u64::from(value));
            def.items.retain(|item| self.keep(&key(item.value), &[&def.name, &item.name]));
        }
        for def in &mut cluster.bitmaps {
            let owner = facts::type_def(&def.name);
            def.fields.retain(|item| self.keep(&facts::value(&owner, item.mask), &[&def.name, &item.name]));
        }
    }

    /// Types, until no structure is left that needs one that is not.
    fn types(&mut self, cluster: &mut Cluster) {
        cluster.enums.retain(|def| self.keep_type(&def.name, &[]));
        cluster.bitmaps.retain(|def| self.keep_type(&def.name, &[]));
        loop {
            let before = cluster.structs.len();
            cluster.structs.retain(|def| self.keep_type(&def.name, &def.fields));
            if cluster.structs.len() == before {
                return;
            }
        }
    }

    fn keep_type(&mut self, name: &str, fields: &[Field]) -> bool {
        let kept = self.keep(&facts::type_def(name), &[name]) && self.has_types(fields, name);
        if !kept {
            self.types.insert(name.to_owned());
        }
        kept
    }

    /// What types are used by; responses before requests, which depend on them.
    fn rest(&mut self, cluster: &mut Cluster) {
        cluster.attributes.retain(|item| {
            let name = &item.field.name;
            self.keep(&facts::attribute(item.field.id), &[name])
                && self.has_types(std::slice::from_ref(&item.field), name)
        });
        cluster.events.retain(|item| {
            self.keep(&facts::event(item.id), &[&item.name]) && self.has_types(&item.fields, &item.name)
        });
        for direction in [Direction::ToClient, Direction::ToServer] {
            cluster.commands.retain(|item| {
                if item.direction != direction {
                    return true;
                }
                let kept = self.keep(&facts::command(direction, item.id), &[&item.name])
                    && self.has_types(&item.fields, &item.name)
                    && self.has_response(&item.response, &item.name);
                if !kept && direction == Direction::ToClient {
                    self.responses.insert(item.name.clone());
                }
                kept
            });
        }
    }

    /// Whether an item is sound in itself.
    fn keep(&mut self, key: &str, names: &[&str]) -> bool {
        let sound = !self.faulty.contains(key);
        if !sound {
            self.left_out.push(format!("{} > {}", self.head, names.join(facts::SEPARATOR)));
        }
        sound
    }

    /// Whether all types of an item are still there.
    fn has_types(&mut self, fields: &[Field], name: &str) -> bool {
        let missing = fields.iter().find_map(|field| used(&field.ty).filter(|ty| self.types.contains(*ty)));
        self.depend(name, missing)
    }

    fn has_response(&mut self, response: &Response, name: &str) -> bool {
        let Response::Command(response) = response else {
            return true;
        };
        let missing = self.responses.contains(response).then_some(response.as_str());
        self.depend(name, missing)
    }

    fn depend(&mut self, name: &str, missing: Option<&str>) -> bool {
        if let Some(missing) = missing {
            self.left_out.push(format!("{} > {name} (it needs {missing})", self.head));
        }
        missing.is_none()
    }
}

/// The name of the type of the cluster that a value needs.
fn used(ty: &DataType) -> Option<&str> {
    match &ty.shape {
        Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => Some(name),
        Shape::List { entry, .. } => used(entry),
        _ => None,
    }
}
