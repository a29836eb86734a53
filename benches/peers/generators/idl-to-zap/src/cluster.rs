//! A cluster with its attributes, commands and events.

use std::io;

use inside::parser::{
    AccessPrivilege, ApiMaturity, Attribute, Cluster, Command, Event, EventPriority, Struct, StructType,
};

use crate::types::{FEATURES, fields};
use crate::xml::{Attributes, Element, item, pascal, text};

/// The first of the attributes that every cluster has, which XML does not repeat.
const GLOBAL: u64 = 0xFFF8;

/// What a command without an answer of its own has for one.
const SUCCESS: &str = "DefaultSuccess";

/// The cluster itself.
pub(crate) fn cluster(root: &mut Element<'_>, of: &Cluster) -> io::Result<()> {
    Attributes::default().maybe("apiMaturity", maturity(of.maturity)).around(root, "cluster", |within| {
        text(within, "name", &of.id)?;
        text(within, "domain", "General")?;
        text(within, "code", &format!("0x{:04X}", of.code))?;
        text(within, "description", of.doc_comment.as_deref().unwrap_or_default().trim())?;
        for side in ["client", "server"] {
            text(within, side, "true")?;
        }
        let global = |code| Attributes::default().with("side", "either").hex("code", code, 4);
        global(0xFFFD).with("value", of.revision).empty(within, "globalAttribute")?;
        features(within, of)?;
        of.attributes
            .iter()
            .filter(|item| item.field.field.code < GLOBAL)
            .try_for_each(|item| attribute(within, item))?;
        of.commands.iter().try_for_each(|item| command(within, item, &of.entities.structs))?;
        of.entities.structs.iter().try_for_each(|item| response(within, item))?;
        of.events.iter().try_for_each(|item| event(within, item))
    })
}

fn features(within: &mut Element<'_>, of: &Cluster) -> io::Result<()> {
    let Some(bitmap) = of.entities.bitmaps.iter().find(|bitmap| bitmap.id == FEATURES) else {
        return Ok(());
    };
    Attributes::default().around(within, "features", |within| {
        for entry in &bitmap.entries {
            let name = item(&entry.id);
            let attributes = Attributes::default()
                .with("bit", entry.code.trailing_zeros())
                .with("code", name.to_uppercase())
                .with("name", name);
            attributes
                .around(within, "feature", |within| Attributes::default().empty(within, "optionalConform"))?;
        }
        Ok(())
    })
}

fn attribute(within: &mut Element<'_>, of: &Attribute) -> io::Result<()> {
    let (field, kind) = (&of.field.field, &of.field.field.data_type);
    let typed = Attributes::default()
        .with("side", "server")
        .hex("code", field.code, 4)
        .with("name", pascal(&field.id));
    let typed = if kind.is_list {
        typed.with("type", "array").with("entryType", &kind.name)
    } else {
        typed.with("type", &kind.name).maybe("length", kind.max_length)
    };
    typed
        .maybe("apiMaturity", maturity(of.maturity))
        .flag("isNullable", of.field.is_nullable)
        .flag("optional", of.field.is_optional)
        .flag("writable", !of.is_read_only)
        .flag("mustUseTimedWrite", of.is_timed_write)
        .around(within, "attribute", |within| {
            access(within, "read", of.read_acl)?;
            if of.is_read_only { Ok(()) } else { access(within, "write", of.write_acl) }
        })
}

fn command(within: &mut Element<'_>, of: &Command, structs: &[Struct]) -> io::Result<()> {
    let response = Some(&of.output).filter(|name| *name != SUCCESS);
    let input = structs.iter().find(|item| Some(&item.id) == of.input.as_ref());
    Attributes::default()
        .with("source", "client")
        .hex("code", of.code, 2)
        .with("name", &of.id)
        .maybe("response", response)
        .maybe("apiMaturity", maturity(of.maturity))
        .flag("mustUseTimedInvoke", of.is_timed)
        .flag("isFabricScoped", of.is_fabric_scoped)
        .around(within, "command", |within| {
            described(within, of.doc_comment.as_deref())?;
            access(within, "invoke", of.access)?;
            fields(within, "arg", "fieldId", input.map(|item| &item.fields).into_iter().flatten())
        })
}

fn response(within: &mut Element<'_>, of: &Struct) -> io::Result<()> {
    let StructType::Response(code) = of.struct_type else {
        return Ok(());
    };
    let attributes = Attributes::default().with("source", "server").hex("code", code, 2).with("name", &of.id);
    attributes.around(within, "command", |within| {
        described(within, of.doc_comment.as_deref())?;
        fields(within, "arg", "fieldId", &of.fields)
    })
}

fn event(within: &mut Element<'_>, of: &Event) -> io::Result<()> {
    let priority = match of.priority {
        EventPriority::Critical => "critical",
        EventPriority::Info => "info",
        EventPriority::Debug => "debug",
    };
    Attributes::default()
        .with("side", "server")
        .hex("code", of.code, 2)
        .with("name", &of.id)
        .with("priority", priority)
        .maybe("apiMaturity", maturity(of.maturity))
        .flag("isFabricSensitive", of.is_fabric_sensitive)
        .around(within, "event", |within| {
            described(within, of.doc_comment.as_deref())?;
            access(within, "read", of.access)?;
            fields(within, "field", "id", &of.fields)
        })
}

fn described(within: &mut Element<'_>, doc: Option<&str>) -> io::Result<()> {
    text(within, "description", doc.unwrap_or_default().trim())
}

fn access(within: &mut Element<'_>, operation: &str, privilege: AccessPrivilege) -> io::Result<()> {
    let privilege = match privilege {
        AccessPrivilege::View => "view",
        AccessPrivilege::Operate => "operate",
        AccessPrivilege::Manage => "manage",
        AccessPrivilege::Administer => "administer",
    };
    Attributes::default().with("op", operation).with("privilege", privilege).empty(within, "access")
}

fn maturity(maturity: ApiMaturity) -> Option<&'static str> {
    match maturity {
        ApiMaturity::Provisional => Some("provisional"),
        ApiMaturity::Internal => Some("internal"),
        ApiMaturity::Deprecated => Some("deprecated"),
        // Stable is what does not need to be said.
        _ => None,
    }
}
