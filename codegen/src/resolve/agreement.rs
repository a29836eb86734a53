//! What two descriptions of one cluster, one in each dialect, say differently, and which of that is no fault.
//!
//! What one dialect has no words for is in one list here, [`RULES`], each with its reason. Everything else is an error.

use super::builtin;
use super::facts::{self, Facts};
use super::property::Property;
use crate::model::Cluster;
use crate::similar;

/// Something that the two dialects say differently about a cluster.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The item, by its id: `request 0x02 > field 0`.
    pub item: String,
    /// The item, by its name: `RemoveClient > ClientIndex`.
    pub name: String,
    /// What about it.
    pub property: Property,
    /// What the configuration tool's dialect says.
    pub zap: Option<String>,
    /// What the specification's dialect says.
    pub spec: Option<String>,
    /// Why nobody need worry; `None` if somebody must.
    pub allowed: Option<&'static str>,
}

/// All that two descriptions of one cluster say differently, by item.
pub fn differences(zap: &Cluster, spec: &Cluster) -> Vec<Difference> {
    let (zap, spec) = (facts::of(zap), facts::of(spec));
    let mut keys: Vec<_> = zap.keys().chain(spec.keys()).collect();
    keys.sort();
    keys.dedup();
    let differing = keys.into_iter().filter(|key| zap.get(*key) != spec.get(*key));
    // Of an item that is missing, that it is missing says all.
    let telling = differing.filter(|(item, property)| {
        let presence = (item.clone(), Property::Presence);
        *property == Property::Presence || zap.contains_key(&presence) == spec.contains_key(&presence)
    });
    let telling = telling.filter(|(item, _)| !owner_is_missing(item, &zap, &spec));
    // A type that is another on the wire has another name, too.
    let telling = telling.filter(|(item, property)| {
        let ty = (item.clone(), Property::Type);
        *property != Property::TypeName || zap.get(&ty) == spec.get(&ty)
    });
    telling.map(|key| difference(key, &zap, &spec)).collect()
}

fn owner_is_missing(item: &str, zap: &Facts, spec: &Facts) -> bool {
    let Some((owner, _)) = item.rsplit_once(facts::SEPARATOR) else {
        return false;
    };
    let presence = (owner.to_owned(), Property::Presence);
    zap.contains_key(&presence) != spec.contains_key(&presence)
}

fn difference(key: &(String, Property), zap: &Facts, spec: &Facts) -> Difference {
    let case = Case { item: &key.0, zap_facts: zap, zap: zap.get(key), spec: spec.get(key) };
    let rule = RULES.iter().find(|rule| rule.properties.contains(&key.1) && (rule.applies)(&case));
    Difference {
        item: key.0.clone(),
        name: name(&key.0, spec, zap),
        property: key.1,
        zap: case.zap.cloned(),
        spec: case.spec.cloned(),
        allowed: rule.map(|rule| rule.reason),
    }
}

/// The names along the way to an item.
fn name(item: &str, spec: &Facts, zap: &Facts) -> String {
    let own = |item: &str| {
        let key = (item.to_owned(), Property::Name);
        let last = item.rsplit(facts::SEPARATOR).next().unwrap_or(item);
        let bare = last.strip_prefix("type ").unwrap_or(last);
        spec.get(&key).or_else(|| zap.get(&key)).cloned().unwrap_or_else(|| bare.to_owned())
    };
    match item.rsplit_once(facts::SEPARATOR) {
        Some((owner, _)) => format!("{}{}{}", own(owner), facts::SEPARATOR, own(item)),
        None => own(item),
    }
}

/// A difference that a rule is asked about.
struct Case<'a> {
    item: &'a str,
    zap_facts: &'a Facts,
    zap: Option<&'a String>,
    spec: Option<&'a String>,
}

impl Case<'_> {
    fn is_field(&self) -> bool {
        self.item.contains(" > field ")
    }

    fn is_value(&self) -> bool {
        self.item.contains(" > value ")
    }

    fn is_list(&self) -> bool {
        let ty = self.zap_facts.get(&(self.item.to_owned(), Property::Type));
        ty.is_some_and(|ty| ty.starts_with("list of "))
    }

    fn is_writable(&self) -> bool {
        self.zap_facts.contains_key(&(self.item.to_owned(), Property::Write))
    }

    fn zap_is_silent(&self) -> bool {
        self.zap.is_none()
    }
}

/// A kind of difference that is none, because one dialect cannot say what the other says.
struct Rule {
    properties: &'static [Property],
    reason: &'static str,
    applies: fn(&Case<'_>) -> bool,
}

/// All that the dialects need not agree on.
const RULES: &[Rule] = &[
    Rule {
        properties: &[Property::Summary],
        reason: "prose: ZAP describes clusters and commands, the specification's dialect items and fields",
        applies: |_| true,
    },
    Rule {
        properties: &[Property::Pics, Property::Role, Property::Scope],
        reason: "ZAP has no PICS code, role or scope",
        applies: |case| case.zap_is_silent(),
    },
    Rule {
        properties: &[Property::Revision],
        reason: "most ZAP files do not give the revision",
        applies: |case| case.zap_is_silent(),
    },
    Rule {
        properties: &[Property::Name],
        reason: "case, spaces and signs in names differ between the dialects; the id tells what is meant",
        applies: |case| {
            let folded = |name: Option<&String>| name.map(|name| similar::folded(name));
            folded(case.zap) == folded(case.spec)
        },
    },
    Rule {
        properties: &[Property::Choice, Property::Conformance],
        reason: "ZAP has no conformance of fields, only optional or not, and so no choice groups",
        applies: |case| case.is_field() && case.zap_is_silent(),
    },
    Rule {
        properties: &[Property::Choice, Property::Conformance],
        reason: "most ZAP files say only whether an item is optional",
        applies: |case| case.zap_is_silent(),
    },
    Rule {
        properties: &[Property::Mandatory, Property::Conformance, Property::Choice],
        reason: "ZAP has no conformance of the items of enumerations and bitmaps",
        applies: |case| case.is_value(),
    },
    Rule {
        properties: &[Property::Code],
        reason: "older ZAP files have features as a bitmap, which has no codes",
        applies: |case| case.zap == case.zap_facts.get(&(case.item.to_owned(), Property::Name)),
    },
    Rule {
        properties: &[Property::Min, Property::Max],
        reason: "ZAP has no limits that refer to an attribute or are computed",
        applies: |case| case.spec.is_some_and(|spec| spec.starts_with("the ")),
    },
    Rule {
        properties: &[Property::Min, Property::Max],
        reason: "ZAP files leave out the limits of attributes that can be written",
        applies: |case| case.zap_is_silent() && case.is_writable(),
    },
    Rule {
        properties: &[Property::EntryMin, Property::EntryMax],
        reason: "ZAP has no limits of the entries of a list",
        applies: |case| case.zap_is_silent() && case.is_list(),
    },
    Rule {
        properties: &[Property::Described],
        reason: "ZAP has no limits in prose",
        applies: |case| case.zap_is_silent(),
    },
    Rule {
        properties: &[Property::Default],
        reason: "ZAP cannot say that the default is null",
        applies: |case| case.zap_is_silent() && case.spec.is_some_and(|spec| spec == "null"),
    },
    Rule {
        properties: &[Property::Default],
        reason: "ZAP files fill in a default of nothing where there is none",
        applies: |case| {
            case.spec.is_none() && case.zap.is_some_and(|zap| ["", "0", "false"].contains(&zap.as_str()))
        },
    },
    Rule {
        properties: &[Property::TypeName],
        reason: "ZAP has no names for numbers and strings: it writes the type that is meant",
        applies: |case| {
            let is_builtin = |name: Option<&String>| name.is_some_and(|name| builtin::find(name).is_some());
            is_builtin(case.zap) && !is_builtin(case.spec)
        },
    },
    Rule {
        properties: &[Property::Width],
        reason: "the specification's dialect has no widths: the least that holds all values is taken, ZAP's is used",
        applies: |case| {
            let bits = |text: Option<&String>| text.and_then(|text| text.parse::<u8>().ok());
            bits(case.zap) > bits(case.spec)
        },
    },
    Rule {
        properties: &[Property::Secret, Property::CaseOnly],
        reason: "neither dialect can say it; the configuration does",
        applies: |_| true,
    },
];
