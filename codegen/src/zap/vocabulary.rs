//! Every element and attribute of the dialect, those included that no generator needs.

use crate::dialect::conformance;
use crate::dialect::vocabulary::{Rule, Vocabulary, ignored, rule, text};

/// The dialect.
pub(crate) const VOCABULARY: Vocabulary<'static> =
    Vocabulary { dialect: "the ZAP dialect", rules: &[RULES, conformance::RULES] };

const ROOT: &str = "configurator zap";
const OWNERS: &str = "cluster clusterExtension";
const TYPES: &str = "enum bitmap struct typedef";
const ITEMS: &str = "attribute command event";

const RULES: &[Rule] = &[
    rule("configurator", "", ""),
    rule("zap", "", ""),
    // Parts of files that describe devices and the tool itself.
    ignored("domain", "configurator zap cluster clusterExtension"),
    ignored("atomic", ROOT),
    ignored("global", ROOT),
    ignored("deviceType", ROOT),
    ignored("accessControl", ROOT),
    ignored("defaultAccess", ROOT),
    ignored("tag", ROOT),
    // Clusters.
    rule("cluster", ROOT, "apiMaturity manufacturerCode singleton introducedIn removedIn name code"),
    rule("clusterExtension", ROOT, "code apiMaturity introducedIn manufacturerCode"),
    text("name", "cluster", ""),
    text("code", "cluster", ""),
    text("description", "cluster", ""),
    ignored("define", "cluster"),
    ignored("client", "cluster"),
    ignored("server", "cluster"),
    rule("tag", "cluster", "name description"),
    rule("globalAttribute", "cluster", "side code value"),
    text("featureBit", "globalAttribute", "tag bit"),
    rule("features", "cluster", ""),
    rule("cluster", "features", "code"),
    rule("feature", "features", "bit code name summary default apiMaturity introducedIn"),
    // Items of clusters.
    text(
        "attribute",
        OWNERS,
        "code side define type entryType array name min max length minLength default \
         isNullable optional writable readable reportable mustUseTimedWrite \
         mustUseAtomicWrite isFabricScoped isFabricSensitive apiMaturity manufacturerCode \
         introducedIn removedIn reportMinInterval reportMaxInterval reportableChange \
         persistence",
    ),
    rule(
        "command",
        OWNERS,
        "source code name response optional disableDefaultResponse isFabricScoped \
         mustUseTimedInvoke isLargeMessage apiMaturity cli cliFunctionName \
         noDefaultImplementation manufacturerCode introducedIn removedIn",
    ),
    rule(
        "event",
        OWNERS,
        "code name side priority optional isFabricSensitive apiMaturity manufacturerCode \
         introducedIn removedIn",
    ),
    text("description", ITEMS, ""),
    rule("access", ITEMS, "op privilege role modifier fabricSensitive"),
    rule(
        "quality",
        "attribute command arg field item",
        "changeOmitted nullable scene persistence reportable quieterReporting atomicWrite \
         largeMessage sourceAttribution",
    ),
    rule(
        "arg",
        "command",
        "name type array entryType isNullable optional length minLength min max default id \
         fieldId introducedIn removedIn presentIf countArg apiMaturity reportable \
         isFabricSensitive",
    ),
    rule(
        "field",
        "event",
        "id fieldId name type array entryType isNullable optional length minLength min max \
         default isFabricSensitive introducedIn removedIn apiMaturity",
    ),
    // Types.
    rule("cluster", TYPES, "code"),
    rule("enum", ROOT, "name type description apiMaturity introducedIn removedIn"),
    rule("item", "enum", "name value introducedIn removedIn apiMaturity summary description"),
    rule("bitmap", ROOT, "name type description apiMaturity introducedIn removedIn"),
    rule("field", "bitmap", "name mask optional introducedIn removedIn apiMaturity summary description"),
    rule("struct", ROOT, "name isFabricScoped description apiMaturity introducedIn removedIn"),
    rule(
        "item",
        "struct",
        "fieldId name type array entryType length minLength min max default isNullable \
         optional isFabricSensitive writable introducedIn removedIn presentIf countArg apiMaturity",
    ),
    rule("typedef", ROOT, "name type description apiMaturity"),
];
