//! Features, as files of three generations have them.
//!
//! The newest list them in `<features>`, the oldest as tags. In between they were a bitmap with the name `Feature`,
//! which may stand in another file than its cluster: that is left to the resolver.

use crate::diagnostics::codes;
use crate::dialect::access::{Access, HIGHEST_FEATURE_BIT, one_space, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::vocabulary::title;
use crate::model::Conformance;
use crate::source::Spanned;
use crate::syntax::Feature;
use crate::xml::Element;

/// The features that stand in the cluster itself.
pub(super) fn read(cluster: &Element, access: &mut Access<'_>) -> Vec<Feature> {
    let listed = cluster.children_named("features").flat_map(|list| list.children_named("feature"));
    let mut features = Vec::new();
    for element in listed {
        features.extend(access.inside(title(element), |access| feature(element, access)));
    }
    if features.is_empty() {
        let bits =
            cluster.children_named("globalAttribute").flat_map(|global| global.children_named("featureBit"));
        for element in bits {
            features.extend(tagged(element, cluster, access));
        }
    }
    features
}

fn feature(element: &Element, access: &mut Access<'_>) -> Option<Feature> {
    let bit = bit(element, access);
    let name = access.name(element);
    let (bit, name) = (bit?, name?);
    Some(Feature {
        bit,
        code: element.filled("code").map_or_else(|| name.value.clone(), |code| code.value.trim().to_owned()),
        name,
        summary: prose(element, "summary"),
        // A feature that everybody had would be none.
        conformance: conformance_of(element).or(Some(Conformance::OPTIONAL)),
    })
}

fn bit(element: &Element, access: &mut Access<'_>) -> Option<Spanned<u32>> {
    access.required_up_to(element, "bit", "bit", HIGHEST_FEATURE_BIT)
}

/// `<featureBit tag="PIN" bit="0">` and, beside it in the cluster, `<tag name="PIN" description="..."/>`.
fn tagged(element: &Element, cluster: &Element, access: &mut Access<'_>) -> Option<Feature> {
    let bit = bit(element, access);
    let code = access.required(codes::MISSING_NAME, element, "tag", "tag");
    let (bit, code) = (bit?, code?);
    let tag = cluster
        .children_named("tag")
        .find(|tag| tag.attribute("name").is_some_and(|n| n.value == code.value));
    let name = tag.and_then(|tag| tag.filled("description")).unwrap_or(&code);
    Some(Feature {
        bit,
        code: code.value.clone(),
        name: name.clone().map(|name| one_space(&name)),
        summary: None,
        // Nothing is ever said of when it is there.
        conformance: Some(Conformance::OPTIONAL),
    })
}
