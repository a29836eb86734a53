//! Afterwards: what belongs to a fabric says which: in field 254, which no dialect writes down.

use crate::model::Conformance;
use crate::source::{Span, Spanned};
use crate::syntax::{Cluster, Field, TypeKind, TypeUse};

/// The number of the implicit field.
pub(super) const FABRIC_INDEX: u32 = 254;

/// Adds the field to fabric-scoped structures and fabric-sensitive events, unless an old file has written it out.
pub(super) fn add(cluster: &mut Cluster) {
    for def in &mut cluster.types {
        if let TypeKind::Struct { fields, fabric_scoped } = &mut def.kind {
            // Where the field is written out, the file is from before there was a flag.
            *fabric_scoped |= has_index(fields);
            if *fabric_scoped {
                add_to(fields, def.span);
            }
        }
    }
    for event in cluster.events.iter_mut().filter(|event| event.fabric_sensitive) {
        add_to(&mut event.fields, event.span);
    }
}

fn has_index(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.id.is_some_and(|id| id.value == FABRIC_INDEX))
}

fn add_to(fields: &mut Vec<Field>, span: Span) {
    if has_index(fields) {
        return;
    }
    fields.push(Field {
        span,
        id: Some(Spanned::new(FABRIC_INDEX, span)),
        name: Spanned::new("FabricIndex".to_owned(), span),
        ty: TypeUse {
            name: Some(Spanned::new("fabric-idx".to_owned(), span)),
            list: false,
            entry_constraints: Vec::new(),
        },
        nullable: false,
        conformance: Some(Conformance::MANDATORY),
        constraints: Vec::new(),
        default: None,
        fabric_sensitive: false,
        summary: None,
    });
}
