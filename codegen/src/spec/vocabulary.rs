//! Every element and attribute of the dialect, in the old and the new spelling.

use crate::dialect::conformance;
use crate::dialect::vocabulary::{Rule, Vocabulary, ignored, rule};

/// The dialect.
pub(crate) const VOCABULARY: Vocabulary<'static> =
    Vocabulary { dialect: "the specification's dialect", rules: &[RULES, conformance::RULES] };

const FIELDS: &str = "attribute field";
const DATA_TYPES: &str = "dataTypes bitmaps enums structs typeDefs";

const RULES: &[Rule] = &[
    // Roots.
    rule("cluster", "", "id name revision"),
    rule("bitmaps", "", ""),
    rule("enums", "", ""),
    rule("structs", "", ""),
    rule("typeDefs", "", ""),
    rule("commands", "", ""),
    // Clusters.
    ignored("revisionHistory", "cluster"),
    rule("clusterIds", "cluster", ""),
    rule("clusterId", "clusterIds", "id name picsCode"),
    rule("classification", "cluster", "hierarchy baseCluster role picsCode scope primaryTransaction"),
    ignored("quality", "classification"),
    rule("features", "cluster", ""),
    rule("feature", "features", "bit code name summary default"),
    rule("dataTypes", "cluster", ""),
    rule("attributes", "cluster", ""),
    rule("commands", "cluster", ""),
    rule("events", "cluster", ""),
    // Types.
    rule("number", DATA_TYPES, "name type summary"),
    rule("typeDef", DATA_TYPES, "name type summary"),
    rule("typedef", DATA_TYPES, "name type summary"),
    rule("enum", DATA_TYPES, "name type summary"),
    rule("enum", FIELDS, "name type summary"),
    rule("item", "enum", "value from to name summary"),
    rule("bitmap", DATA_TYPES, "name type summary"),
    rule("bitmap", FIELDS, "name type summary"),
    rule("bitfield", "bitmap", "name bit from to mask summary"),
    rule("struct", DATA_TYPES, "name summary"),
    // Items. A few files call the fields of a structure attributes.
    rule("field", "struct command event", "id name type default summary isNullable"),
    rule("attribute", "struct command event", "id name type default summary isNullable"),
    rule("attribute", "attributes", "id name type default summary isNullable"),
    rule("entry", FIELDS, "type"),
    rule("command", "commands", "id name direction response summary"),
    rule("event", "events", "id name priority summary"),
    ignored("default", FIELDS),
    rule(
        "access",
        "attribute command event field struct",
        "read write readPrivilege writePrivilege invokePrivilege fabricScoped \
         fabricSensitive timed",
    ),
    rule(
        "quality",
        "attribute field command event",
        "nullable changeOmitted scene persistence reportable quieterReporting atomicWrite \
         largeMessage sourceAttribution singleton diagnostics",
    ),
    // Limits: the old spelling has attributes, the new one elements.
    rule("constraint", "attribute field entry number typeDef typedef", "type from to value"),
    ignored("desc", "constraint"),
    ignored("between", "constraint"),
    ignored("min", "constraint"),
    ignored("max", "constraint"),
    ignored("allowed", "constraint"),
    ignored("minLength", "constraint"),
    ignored("maxLength", "constraint"),
    ignored("lengthBetween", "constraint"),
    ignored("minCount", "constraint"),
    ignored("maxCount", "constraint"),
    ignored("countBetween", "constraint"),
    ignored("maxCodePoints", "constraint"),
    ignored("tags", "constraint"),
    // Deeper levels of limits.
    ignored("constraint", "constraint"),
];
