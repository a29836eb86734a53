//! `clustergen lint`: what is found, how it is printed, and what it exits with.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{clustergen, fixtures, put};

/// A default outside its limits, a command that nobody answers, and a faulty attribute.
const LAMP: &str = r#"<cluster id="0xFFF1FC01" name="Lamp" revision="1">
  <attributes>
    <attribute id="0x0000" name="Größe" type="uint8" default="0">
      <access read="true" readPrivilege="view"/>
      <mandatoryConform/>
      <constraint>
        <between>
          <from value="1"/>
          <to value="9"/>
        </between>
      </constraint>
    </attribute>
    <attribute id="0x0001" name="Level" type="uint8" colour="red">
      <access read="true" readPrivilege="view"/>
      <mandatoryConform/>
    </attribute>
  </attributes>
  <commands>
    <command id="0x00" name="Query" direction="commandToServer" response="Y">
      <access invokePrivilege="operate"/>
      <mandatoryConform/>
    </command>
    <command id="0x01" name="QueryResponse" direction="responseFromServer">
      <mandatoryConform/>
    </command>
  </commands>
</cluster>
"#;

fn lamp() -> TempDir {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "xml/a lamp.xml", LAMP);
    folder
}

#[test]
fn findings_and_warnings_are_shown_together() {
    let run = clustergen(lamp().path(), &["lint", "xml"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, "3 warnings\n"));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn nothing_is_found_in_sound_files() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../clusters-xml");
    let run = clustergen(&ours, &["lint", "."]);
    assert_eq!(run.status, 0, "{}", run.snapshot());
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    assert_eq!(clustergen(&fixtures(), &["lint", "good"]).status, 0);
}

#[test]
fn what_is_allowed_is_not_found() {
    let folder = lamp();
    let allowed = ["lint", "xml", "--allow", "L0102", "--allow", "l0201", "--allow", "W0202"];
    let run = clustergen(folder.path(), &allowed);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    for (code, help) in [("E0301", "an error cannot be allowed"), ("L0999", "there is no such code")] {
        let run = clustergen(folder.path(), &["lint", "xml", "--allow", code]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(help), "{}", run.stderr);
    }
}

#[test]
fn a_selected_cluster_alone_is_looked_at() {
    let folder = lamp();
    put(folder.path(), "xml/b.xml", &LAMP.replace("Lamp", "Torch").replace("FC01", "FC02"));
    let run = clustergen(folder.path(), &["lint", "xml", "--cluster", "Torch", "--allow", "W0202"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, "2 warnings\n"));
    assert!(!run.stdout.contains("in Lamp"), "{}", run.stdout);
    let run = clustergen(folder.path(), &["lint", "xml", "--cluster", "Trch"]);
    assert!(run.status == 1 && run.stdout.contains("did you mean `Torch`?"), "{}", run.snapshot());
}

#[test]
fn errors_are_found_as_well_and_warnings_can_be_errors() {
    let folder = lamp();
    put(folder.path(), "xml/b.xml", "<cluster");
    let run = clustergen(folder.path(), &["lint", "xml"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, "1 error and 3 warnings\n"));
    let run = clustergen(folder.path(), &["lint", "xml", "--deny-warnings"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, "4 errors\n"));
    assert!(run.stdout.contains("error[L0201]"), "{}", run.stdout);
}

#[test]
fn json_has_places() {
    let run = clustergen(lamp().path(), &["lint", "xml", "--format", "json"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stdout);
    let none = clustergen(&fixtures(), &["lint", "good", "--format", "json"]);
    assert_eq!((none.status, none.stdout.as_str()), (0, "[]\n"));
}

/// The requirements of the schema of SARIF 2.1.0 for all that is used of it.
#[test]
fn sarif_is_what_its_schema_requires() {
    let folder = lamp();
    put(folder.path(), "xml/b.xml", "<cluster");
    let run = clustergen(folder.path(), &["lint", "xml", "--format", "sarif"]);
    assert_eq!(run.status, 1);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]).ends_with("sarif-schema-2.1.0.json"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
    assert!(["utf16CodeUnits", "unicodeCodePoints"].contains(&text(&run["columnKind"])));
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "clustergen");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        for of_rule in ["shortDescription", "fullDescription", "help"] {
            assert!(!text(&rule[of_rule]["text"]).is_empty(), "{rule}");
        }
        level(&rule["defaultConfiguration"]["level"]);
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
        assert!(!text(&result["message"]["text"]).is_empty());
        level(&result["level"]);
        for location in result["locations"].as_array().unwrap() {
            physical(location, folder.path());
        }
        for location in result["relatedLocations"].as_array().into_iter().flatten() {
            physical(location, folder.path());
            assert!(location["message"]["text"].is_string());
        }
    }
    let found: Vec<_> = results.iter().map(|result| text(&result["ruleId"])).collect();
    assert_eq!(found, ["L0201", "W0202", "L0102", "E0102"]);
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn level(value: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&text(value)), "{value}");
}

/// A place that exists, in a file with a relative URI.
fn physical(location: &Value, folder: &Path) {
    let place = &location["physicalLocation"];
    let uri = text(&place["artifactLocation"]["uri"]);
    assert!(!uri.contains([' ', ':', '\\']) && !uri.starts_with('/'), "{uri}");
    assert!(folder.join(uri.replace("%20", " ")).exists(), "{uri}");
    let number = |name: &str| place["region"][name].as_u64().unwrap();
    let (start, end) =
        ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{location}");
    for logical in location["logicalLocations"].as_array().into_iter().flatten() {
        assert!(text(&logical["fullyQualifiedName"]).starts_with("Lamp"));
    }
}

/// What looks like a finding and is none.
const UNUSUAL: &str = r#"<configurator>
  <enum name="ModeEnum" type="enum8">
    <cluster code="0xFFF1FC21"/>
    <item name="Day" value="1"/>
    <item name="Night" value="2"/>
  </enum>
  <enum name="StatusCodeEnum" type="enum8">
    <cluster code="0xFFF1FC21"/>
    <item name="Busy" value="2"/>
  </enum>
  <bitmap name="FlagsBitmap" type="bitmap8">
    <cluster code="0xFFF1FC21"/>
    <field name="Mode" mask="0x03"/>
    <field name="On" mask="0x04"/>
  </bitmap>
  <struct name="SharedStruct">
    <cluster code="0xFFF1FC21"/>
    <cluster code="0xFFF1FC22"/>
    <item fieldId="0" name="Level" type="int8u"/>
  </struct>
  <cluster>
    <name>Unusual Lamp</name>
    <code>0xFFF1FC21</code>
    <globalAttribute side="either" code="0xFFFD" value="1"/>
    <attribute side="server" code="0x0000" name="NullInMemory" type="int8u" max="0xFE" default="0xFF" isNullable="true"/>
    <attribute side="server" code="0x0001" name="NullInWords" type="int8u" default="null" isNullable="true"/>
    <attribute side="server" code="0x0002" name="BitsOfANumber" type="int16s" min="-100" max="100" default="0xFFFF"/>
    <attribute side="server" code="0x0003" name="Mode" type="ModeEnum" default="2"/>
    <attribute side="server" code="0x0004" name="Flags" type="FlagsBitmap" default="0x07"/>
    <attribute side="server" code="0x0005" name="Prose" type="int8u" default="as the manufacturer says"/>
    <attribute side="server" code="0x0006" name="Truth" type="boolean" default="1"/>
    <attribute side="server" code="0x0007" name="Label" type="char_string" length="8" default=""/>
    <command source="client" code="0x00" name="Level"><description>Answered by a status.</description></command>
    <command source="server" code="0x01" name="LevelChanged"><description>Of the server's own.</description></command>
  </cluster>
  <cluster>
    <name>Other Lamp</name>
    <code>0xFFF1FC22</code>
    <globalAttribute side="either" code="0xFFFD" value="1"/>
    <attribute side="server" code="0x0000" name="Shared" type="array" entryType="SharedStruct"/>
  </cluster>
</configurator>
"#;

#[test]
fn what_is_only_unusual_is_not_found() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "a.xml", UNUSUAL);
    let run = clustergen(folder.path(), &["lint", "a.xml"]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn every_kind_of_a_wrong_default_is_found() {
    let folder = TempDir::new().unwrap();
    let wrong = UNUSUAL
        .replace("isNullable=\"true\"", "")
        .replace("default=\"2\"", "default=\"3\"")
        .replace("default=\"0xFFFF\"", "default=\"0x8000\"")
        .replace("default=\"1\"", "default=\"2\"")
        .replace("default=\"0x07\"", "default=\"0x100\"");
    put(folder.path(), "a.xml", &wrong);
    let run = clustergen(folder.path(), &["lint", "a.xml"]);
    let found: Vec<_> = run.stdout.lines().filter_map(|line| line.strip_prefix("warning")).collect();
    insta::assert_snapshot!(found.join("\n"));
}
