//! Afterwards: enumerations and bitmaps have a width: the one that is written, else the least that holds all values.

use super::builtin;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::{Shape, Width};
use crate::source::Spanned;

/// What has a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Enum,
    Bitmap,
}

/// The width of a type with this base and these values.
pub(super) fn settle(
    kind: Kind,
    base: Option<&Spanned<String>>,
    values: impl Iterator<Item = Spanned<u64>>,
    path: &str,
    diagnostics: &mut Diagnostics,
) -> Width {
    let greatest = values.max_by_key(|value| value.value);
    let least = greatest.map_or(Width::W8, |greatest| Width::holding(greatest.value));
    let Some(base) = base else { return least };
    let Some(written) = width(kind, base, path, diagnostics) else {
        return least;
    };
    match greatest {
        Some(greatest) if written < least => {
            let message = format!("{} does not fit in `{}`", greatest.value, base.value);
            diagnostics.push(
                Diagnostic::new(codes::WIDTH_TOO_SMALL, message)
                    .at(greatest.span, "this value")
                    .with_related(base.span, format!("{} bits are used instead", least.bits()))
                    .within(path)
                    .with_help("mend the value, or write a wider type"),
            );
            least
        }
        _ => written,
    }
}

/// The width that a base type says; integers and types of the other kind are written by mistake and say it, too.
fn width(kind: Kind, base: &Spanned<String>, path: &str, diagnostics: &mut Diagnostics) -> Option<Width> {
    let builtin = builtin::find(&base.value);
    let (width, usual) = match builtin.as_ref().map(|found| &found.shape) {
        Some(Shape::Unsigned(width)) => {
            (Some(*width), builtin.is_some_and(|found| is_usual(kind, found.name)))
        }
        Some(Shape::Signed(width)) => (Some(*width), false),
        _ => (None, false),
    };
    if !usual {
        let used = width.map_or_else(
            || "the least width that holds all values is used".to_owned(),
            |width| format!("{} bits are used", width.bits()),
        );
        let (item, right) = match kind {
            Kind::Enum => ("an enumeration", "enum8"),
            Kind::Bitmap => ("a bitmap", "bitmap8"),
        };
        let message = format!("`{}` is no base of {item}", base.value);
        let diagnostic = Diagnostic::new(codes::ODD_TYPE, message).at(base.span, used).within(path);
        diagnostics.push(diagnostic.with_help(format!("write `{right}` or a wider one")));
    }
    width
}

/// Besides those of the kind itself there are `status` and other enumerations of the specification.
fn is_usual(kind: Kind, name: &str) -> bool {
    let others: &[&str] = match kind {
        Kind::Enum => &["uint", "map"],
        Kind::Bitmap => &["uint", "enum"],
    };
    !others.iter().any(|other| name.starts_with(other))
}
