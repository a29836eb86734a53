//! What an override does to its item.

use std::collections::BTreeSet;

use super::builtin;
use super::override_limits::{self, Wish};
use super::override_target::Target;
use crate::model::{Choice, Conformance, Shape};
use crate::overrides::Override;
use crate::source::{Span, Spanned};
use crate::syntax::{Cluster, Field, TypeDef, TypeKind, TypeUse};

/// What became of an override's settings.
#[derive(Default)]
pub(super) struct Effect {
    /// Whether anything is different now.
    pub(super) changed: bool,
    /// The settings that the item has.
    pub(super) fitting: BTreeSet<&'static str>,
}

/// What only the configuration can say, by item.
pub(super) struct Flags<'a> {
    pub(super) secret: &'a mut BTreeSet<String>,
    pub(super) case_only: &'a mut BTreeSet<String>,
}

/// The settings of an override, by the names that they have in the configuration.
pub(super) fn settings(correction: &Override) -> BTreeSet<&'static str> {
    let all = [
        ("choice", correction.choice.is_some()),
        ("optional", correction.optional.is_some()),
        ("case-only", correction.case_only.is_some()),
        ("secret", correction.secret.is_some()),
        ("max-from", correction.max_from.is_some()),
        ("summary", correction.summary.is_some()),
        ("pics", correction.pics.is_some()),
        ("role", correction.role.is_some()),
        ("scope", correction.scope.is_some()),
        ("type", correction.type_name.is_some()),
        ("width", correction.width.is_some()),
        ("min", correction.min.is_some()),
        ("max", correction.max.is_some()),
        ("default", correction.default.is_some()),
    ];
    all.into_iter().filter(|(_, set)| *set).map(|(name, _)| name).collect()
}

/// Sets what the override says on one item.
pub(super) fn set(
    target: &mut Target<'_>,
    correction: &Override,
    item: &str,
    flags: &mut Flags<'_>,
) -> Effect {
    let mut effect = Effect::default();
    match target {
        Target::Cluster(cluster) => effect.cluster(cluster, correction),
        Target::Type(def) => effect.type_def(def, correction),
        Target::Attribute(attribute) => {
            effect.field(&mut attribute.field, correction);
            effect.flag("secret", flags.secret, correction.secret, item);
        }
        Target::Field(field) => {
            effect.field(field, correction);
            effect.flag("secret", flags.secret, correction.secret, item);
        }
        Target::Command(command) => {
            effect.text("summary", &mut command.summary, correction.summary.as_ref());
            effect.conformance(&mut command.conformance, correction);
            effect.flag("case-only", flags.case_only, correction.case_only, item);
        }
        Target::Event(event) => {
            effect.text("summary", &mut event.summary, correction.summary.as_ref());
            effect.conformance(&mut event.conformance, correction);
        }
        Target::Item(one) => {
            effect.text("summary", &mut one.summary, correction.summary.as_ref());
            effect.conformance(&mut one.conformance, correction);
        }
        Target::Bit(one) => {
            effect.text("summary", &mut one.summary, correction.summary.as_ref());
            effect.conformance(&mut one.conformance, correction);
        }
    }
    effect
}

impl Effect {
    fn note(&mut self, setting: &'static str, changed: bool) {
        self.fitting.insert(setting);
        self.changed |= changed;
    }

    fn text(&mut self, setting: &'static str, text: &mut Option<String>, wish: Option<&String>) {
        let changed = wish.is_some() && text.as_ref() != wish;
        if changed {
            *text = wish.cloned();
        }
        self.note(setting, changed);
    }

    fn flag(&mut self, setting: &'static str, flags: &mut BTreeSet<String>, wish: Option<bool>, item: &str) {
        let changed = match wish {
            Some(true) => flags.insert(item.to_owned()),
            Some(false) => flags.remove(item),
            None => false,
        };
        self.note(setting, changed);
    }

    fn cluster(&mut self, cluster: &mut Cluster, correction: &Override) {
        self.text("summary", &mut cluster.description, correction.summary.as_ref());
        self.text("pics", &mut cluster.pics, correction.pics.as_ref());
        self.text("role", &mut cluster.role, correction.role.as_ref());
        self.text("scope", &mut cluster.scope, correction.scope.as_ref());
    }

    fn type_def(&mut self, def: &mut TypeDef, correction: &Override) {
        self.text("summary", &mut def.summary, correction.summary.as_ref());
        let (base, kind) = match &mut def.kind {
            TypeKind::Enum { base, .. } => (base, "enum"),
            TypeKind::Bitmap { base, .. } => (base, "map"),
            TypeKind::Alias { target } => return self.type_name(target, def.span, correction),
            TypeKind::Struct { .. } => return,
        };
        let written = base.as_ref().and_then(|base| builtin::find(&base.value));
        let bits = written.and_then(|found| match found.shape {
            Shape::Unsigned(width) => Some(width.bits()),
            _ => None,
        });
        let wish = correction.width.filter(|wish| bits != Some(*wish));
        if let Some(wish) = wish {
            *base = Some(Spanned::new(format!("{kind}{wish}"), def.span));
        }
        self.note("width", wish.is_some());
    }

    fn field(&mut self, field: &mut Field, correction: &Override) {
        self.text("summary", &mut field.summary, correction.summary.as_ref());
        self.conformance(&mut field.conformance, correction);
        let TypeUse { name, .. } = &mut field.ty;
        self.type_name(name, field.span, correction);
        if let Some(wish) = &correction.default {
            let changed = field.default.as_ref().is_none_or(|default| default.value != *wish);
            field.default = Some(Spanned::new(wish.clone(), field.span));
            self.note("default", changed);
        }
        let wish =
            Wish { min: correction.min, max: correction.max, max_from: correction.max_from.as_deref() };
        self.note("min", override_limits::set(field, &wish));
        self.fitting.insert("max");
        // An attribute says how many, never how much: that would be a limit nobody could check in time.
        if field.ty.list {
            self.fitting.insert("max-from");
        }
    }

    fn type_name(&mut self, name: &mut Option<Spanned<String>>, span: Span, correction: &Override) {
        let Some(wish) = &correction.type_name else { return };
        let meaning =
            |name: &str| builtin::find(name).map_or_else(|| name.to_owned(), |found| found.name.to_owned());
        let changed = name.as_ref().is_none_or(|name| meaning(&name.value) != meaning(wish));
        if changed {
            *name = Some(Spanned::new(wish.clone(), span));
        }
        self.note("type", changed);
    }

    fn conformance(&mut self, conformance: &mut Option<Conformance>, correction: &Override) {
        let current = conformance.clone().unwrap_or(Conformance::MANDATORY);
        let mut wanted = match correction.optional {
            Some(true) if current.is_mandatory() => Conformance::OPTIONAL,
            Some(false) => Conformance::MANDATORY,
            _ => current.clone(),
        };
        if let Some(choice) = &correction.choice {
            let when = if let Conformance::Optional { when, .. } = wanted { when } else { None };
            wanted = Conformance::Optional { when, choice: Some(Choice::parse(choice)) };
        }
        let changed = wanted != current;
        if changed {
            *conformance = Some(wanted);
        }
        self.note("choice", changed);
        self.fitting.insert("optional");
    }
}
