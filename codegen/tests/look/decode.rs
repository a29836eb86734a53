//! `clustergen decode`: known answers of a foreign encoder, and bytes that are wrong in every way.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use clustergen::cli::Exit;
use clustergen::decode::{self, ProblemKind, Selector};
use serde_json::{Value, json};

use crate::support::{Run, cluster, clustergen, clusters_xml, file, repository};

fn decoded(release: &str, item: &[&str], hex: &str, options: &[&str]) -> Run {
    let folder = clusters_xml();
    let all = ["decode", &folder, "--release", release, "--cluster", "0x0450"];
    clustergen(&[&all, item, &[hex], options].concat())
}

/// A decoded value with the names of its fields, as the vectors have it.
fn named(node: &Value) -> Value {
    let Some(members) = node["members"].as_array() else {
        return node["value"].clone();
    };
    match node["wire"].as_str() {
        Some("struct") => {
            members.iter().map(|it| (it["name"].as_str().unwrap().to_owned(), named(it))).collect()
        }
        _ => members.iter().map(named).collect(),
    }
}

#[test]
fn the_vectors_of_a_foreign_encoder_have_the_right_names_and_values() {
    let text = fs::read_to_string(repository().join("tests/vectors/wire-0x0450.json")).unwrap();
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let mut count = 0;
    for (release, vectors) in vectors.as_object().unwrap() {
        for vector in vectors.as_array().unwrap() {
            let field = |name: &str| vector[name].as_str().unwrap();
            let option = format!("--{}", field("kind"));
            let run = decoded(release, &[&option, field("name")], field("hex"), &["--format", "json"]);
            assert_eq!(run.err, "", "{vector}");
            let document = run.json();
            // Some vectors have none or all fields of a choice, which the bytes can say and the cluster forbids.
            let kinds: Vec<_> = problems(&run).into_iter().map(|(kind, _, _)| kind).collect();
            let count_of_fields = vector["value"].as_object().map_or(1, serde_json::Map::len);
            let is_choice = ["RemoveClient", "QueryIdentity"].contains(&field("name"));
            let expected = match count_of_fields {
                0 if is_choice => &["missing-field"][..],
                2.. if is_choice => &["too-many-of-choice"],
                _ => &[],
            };
            assert_eq!(kinds, expected, "{vector}");
            let exit = if expected.is_empty() { Exit::Success } else { Exit::Failure };
            assert_eq!(run.exit, exit, "{vector}");
            // The vectors call a command without fields null.
            let expected = if vector["value"].is_null() { json!({}) } else { vector["value"].clone() };
            assert_eq!(named(&document["value"]), expected, "{vector}");
            count += 1;
        }
    }
    assert_eq!(count, 41);
}

#[test]
fn values_in_words() {
    let identities = "16152500ad46240100300214a9a47fba1c4a28ce299951537042af7834406e6a2603bd8f4f3428042505990218\
        152500b2d82401003002147e01b6bcd7fc4dd8e263216099b11f4b8c063fd726030e600a04290434051818";
    let run = decoded("1.6", &["--attribute", "0"], identities, &[]);
    insta::assert_snapshot!("identities", run.success());
    let run = decoded("1.6", &["--command", "querry-identity"], "1518", &[]);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Failure, ""));
    assert!(run.err.contains("did you mean `QueryIdentity`?"), "{}", run.err);
}

/// Kinds, offsets and paths of all problems.
fn problems(run: &Run) -> Vec<(String, u64, String)> {
    let document = run.json();
    let problem = |it: &Value| {
        let text = |name: &str| it[name].as_str().unwrap().to_owned();
        (text("kind"), it["offset"].as_u64().unwrap(), text("path"))
    };
    document["problems"].as_array().unwrap().iter().map(problem).collect()
}

/// An item, bytes, and the kinds, offsets and paths of what is wrong with them.
type Case<'a> = (&'a [&'a str], &'a str, &'a [(&'a str, u64, &'a str)]);

#[test]
fn what_is_wrong_is_pointed_out_at_its_offset() {
    let remove = ["--command", "RemoveClient"];
    let add = ["--command", "AddClient"];
    let identities = ["--attribute", "ActiveNetworkIdentities"];
    let size = ["--attribute", "ClientTableSize"];
    let cases: [Case<'_>; 18] = [
        (&remove, "15 24 00 01 18", &[]),
        (&remove, "15 18", &[("missing-field", 0, "")]),
        (
            &remove,
            "15 24 00 01 30 01 14 00112233445566778899aabbccddeeff00112233 18",
            &[("too-many-of-choice", 0, "")],
        ),
        (&remove, "15 24 00 00 18", &[("limit", 1, "ClientIndex")]),
        (&remove, "15 25 00 00 08 18", &[("limit", 1, "ClientIndex")]),
        (&remove, "15 26 00 00 00 01 00 18", &[("too-large", 1, "ClientIndex"), ("limit", 1, "ClientIndex")]),
        (&remove, "15 24 00 01 24 00 02 18", &[("duplicate-field", 4, "ClientIndex")]),
        (&remove, "15 24 00 01 24 09 02 18", &[("unknown-field", 4, "9")]),
        (&remove, "15 20 00 01 18", &[("wrong-type", 1, "ClientIndex")]),
        (&remove, "15 34 00 18", &[("not-nullable", 1, "ClientIndex")]),
        (&remove, "15 30 01 02 aabb 18", &[("limit", 1, "ClientIdentifier")]),
        (&add, "15 18", &[("missing-field", 0, "")]),
        (&add, "16 18", &[("wrong-type", 0, "")]),
        (&add, "15 30 00 01 aa 18 00 00", &[("trailing-bytes", 6, "")]),
        (&identities, "16 1518 1518 1518 1518 1518 18", &[("limit", 0, "")]),
        (&size, "36 02 18", &[("unexpected-tag", 0, ""), ("wrong-type", 0, "")]),
        (&size, "", &[("malformed", 0, "")]),
        (&add, "15 30 00 05 aa", &[("malformed", 1, "")]),
    ];
    for (item, hex, expected) in cases {
        let run = decoded("1.6", item, hex, &["--format", "json"]);
        let found: Vec<_> = problems(&run)
            .into_iter()
            .filter(|(kind, _, path)| kind != "missing-field" || path.is_empty())
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, offset, path)| ((*kind).to_owned(), *offset, (*path).to_owned()))
            .collect();
        assert_eq!(found, expected, "{item:?} {hex}: {}", run.out);
        let has_errors =
            expected.iter().any(|(kind, _, _)| !["unknown-field", "unexpected-tag"].contains(&kind.as_str()));
        assert_eq!(run.exit, if has_errors { Exit::Failure } else { Exit::Success }, "{hex}");
    }
}

#[test]
fn malformed_bytes_are_printed_as_far_as_they_go() {
    let run = decoded("1.6", &["--attribute", "Clients"], "16 15 2400 01 3001 14 4732a3", &[]);
    assert_eq!(run.exit, Exit::Failure);
    insta::assert_snapshot!("malformed", run.out);
    let wrong = "15 2400 05 2409 01 3402 15 2401 01 18 3001 02 aabb 18 ff";
    let run = decoded("1.6", &["--struct", "ClientStruct"], wrong, &[]);
    assert_eq!(run.exit, Exit::Failure);
    insta::assert_snapshot!("wrong", run.out);
}

#[test]
fn no_prefix_of_a_value_is_taken_for_all_of_it() {
    let bytes = "1615240001300114473 2a35b9908e98e778df17d3815473115a1d640340218 18".replace(' ', "");
    assert_eq!(decoded("1.6", &["--attribute", "Clients"], &bytes, &[]).exit, Exit::Success);
    for end in (0..bytes.len()).step_by(2) {
        let run = decoded("1.6", &["--attribute", "Clients"], &bytes[..end], &["--format", "json"]);
        assert_eq!(run.exit, Exit::Failure, "{end}");
        let found = problems(&run);
        assert_eq!(found.iter().filter(|(kind, _, _)| kind == "malformed").count(), 1, "{end}: {found:?}");
        assert!(
            !found.iter().any(|(kind, _, _)| kind == "missing-field"),
            "unread is not missing: {found:?}"
        );
    }
}

/// A cluster with what 0x0450 has not.
const VARIETY: &str = r#"<configurator>
  <enum name="ColorEnum" type="enum8"><cluster code="0xFFF1FC20"/><item name="Red" value="0"/><item name="Blue" value="2"/></enum>
  <bitmap name="LampBitmap" type="bitmap8"><cluster code="0xFFF1FC20"/>
    <field name="Lit" mask="0x01"/><field name="Level" mask="0x06"/></bitmap>
  <struct name="InnerStruct"><cluster code="0xFFF1FC20"/><item fieldId="0" name="Color" type="ColorEnum"/></struct>
  <struct name="OuterStruct" isFabricScoped="true"><cluster code="0xFFF1FC20"/>
    <item fieldId="0" name="Inner" type="InnerStruct"/><item fieldId="1" name="Levels" type="int16s" array="true" length="2"/></struct>
  <cluster>
    <domain>General</domain><name>Variety</name><code>0xFFF1FC20</code><define>VARIETY_CLUSTER</define>
    <attribute side="server" code="0x0000" name="Outer" define="OUTER" type="OuterStruct"/>
    <attribute side="server" code="0x0001" name="Lamp" define="LAMP" type="LampBitmap"/>
    <attribute side="server" code="0x0002" name="Ratio" define="RATIO" type="single"/>
    <attribute side="server" code="0x0003" name="Label" define="LABEL" type="char_string" length="4"/>
    <command source="client" code="0x00" name="Ask" response="Answer"><description>Asks.</description><arg name="Color" type="ColorEnum"/></command>
    <command source="server" code="0x00" name="Answer"><description>Answers.</description><arg name="Text" type="char_string"/></command>
    <event side="server" code="0x00" name="Lit" priority="info"><description>Lit.</description><field id="0" name="On" type="boolean"/></event>
  </cluster>
</configurator>"#;

fn variety(item: &[&str], hex: &str) -> Run {
    let (_folder, path) = file(VARIETY);
    clustergen(&[&["decode", &path], item, &[hex]].concat())
}

#[test]
fn nested_structures_enums_bits_and_numbers() {
    let outer = "15 35 00 24 00 02 18 36 01 00 05 01 00 01 18 18";
    insta::assert_snapshot!("outer", variety(&["--attribute", "Outer"], outer).success());
    insta::assert_snapshot!("lamp", variety(&["--attribute", "1"], "04 05").success());
    insta::assert_snapshot!("ratio", variety(&["--attribute", "0x2"], "0a 0000803f").success());
    insta::assert_snapshot!("event", variety(&["--event", "lit"], "15 29 00 18").success());
    let unknown =
        variety(&["--struct", "outer struct"], "15 35 00 24 00 07 18 36 01 00 05 00 06 00 07 18 18");
    assert_eq!(unknown.exit, Exit::Failure);
    insta::assert_snapshot!("unknown", unknown.out);
    insta::assert_snapshot!("bits", variety(&["--attribute", "Lamp"], "04 ff").success());
    assert_eq!(variety(&["--attribute", "Label"], "0c 05 48656c6c6f").exit, Exit::Failure);
}

#[test]
fn choices_of_any_number_and_limits_of_fractions_are_checked() {
    let field = |id: u8, group: &str| {
        format!(
            r#"<field id="{id}" name="F{id}" type="bool"><optionalConform choice="{group}" more="true" min="2" max="2"/></field>"#
        )
    };
    let fields: String = (0..3).map(|id| field(id, "a")).collect();
    let text = format!(
        r#"<cluster id="0xFFF1FC20" name="Lamp" revision="1">
          <attributes><attribute id="0x0000" name="Share" type="single"><access read="true"/><mandatoryConform/>
            <constraint type="between" from="-1.5" to="0.1"/></attribute></attributes>
          <commands><command id="0x00" name="Choose" direction="commandToServer" response="Y">
            <mandatoryConform/>{fields}</command></commands></cluster>"#
    );
    let (_folder, path) = file(&text);
    let share = ["--attribute", "Share"];
    let choose = ["--command", "Choose"];
    let cases: [(&[&str], &str, &str); 9] = [
        (&share, "0a cdcccc3d", ""),
        (&share, "0a 0000c0bf", ""),
        (&share, "0a cecccc3d", "0.10000001 is outside the limit: -1.5 to 0.1"),
        (&share, "0a 0000c07f", "NaN is outside the limit: -1.5 to 0.1"),
        (&choose, "15 18", "none of F0, F1, F2 is there: exactly 2 must be"),
        (&choose, "15 29 00 18", "only one of F0, F1, F2 is there: exactly 2 must be"),
        (&choose, "15 29 00 28 01 18", ""),
        (&choose, "15 29 00 28 01 29 02 18", "3 of F0, F1, F2 are there: exactly 2 must be"),
        (&share, "04 00", "unsigned where single is expected"),
    ];
    for (item, hex, problem) in cases {
        let run = clustergen(&[&["decode", &path], item, &[hex]].concat());
        let exit = if problem.is_empty() { Exit::Success } else { Exit::Failure };
        assert!(run.exit == exit && run.out.contains(problem), "{hex}: {}", run.out);
    }
}

#[test]
fn what_every_cluster_has_is_known_by_id_and_by_name() {
    let all = [
        ("65528", "16 04 00 04 05 18"),
        ("AcceptedCommandList", "16 04 00 04 01 18"),
        ("0xfffa", "16 04 00 18"),
        ("attribute-list", "16 04 02 05 f8 ff 05 fd ff 06 00 00 f1 ff 18"),
        ("0xFFFC", "04 05"),
        ("FeatureMap", "06 01 00 00 80"),
        ("ClusterRevision", "05 01 01"),
        ("ClusterRevision", "06 00 00 01 00"),
        ("AttributeList", "16 0c 01 61 18"),
    ];
    let features = r#"<features><feature bit="0" code="DF" name="Dead Front"/>
      <feature bit="2" code="LT" name="Lighting"/></features>"#;
    let (_folder, path) = file(&VARIETY.replacen("<attribute", &format!("{features}<attribute"), 1));
    let mut printed = String::new();
    for (name, hex) in all {
        let run = clustergen(&["decode", &path, "--attribute", name, hex]);
        writeln!(printed, "{:?} {}", run.exit, run.out).unwrap();
    }
    insta::assert_snapshot!("globals", printed);
}

#[test]
fn of_a_request_and_a_response_with_one_id_the_better_one_is_taken() {
    let request = variety(&["--command", "0"], "15 24 00 00 18");
    assert!(request.out.contains("command 0x00 Ask, to the server"), "{}", request.out);
    assert!(request.err.contains("Answer"), "it is said that there is another: {}", request.err);
    let response = variety(&["--command", "0"], "15 2c 00 02 4869 18");
    assert!(response.out.contains("command 0x00 Answer, to the client"), "{}", response.out);
    let told = variety(&["--command", "0", "--direction", "to-client"], "15 24 00 00 18");
    assert_eq!((told.exit, told.err.as_str()), (Exit::Failure, ""));
    assert!(told.out.contains("command 0x00 Answer, to the client"), "{}", told.out);
}

#[test]
fn options_stand_anywhere_and_bytes_in_any_writing() {
    let folder = clusters_xml();
    let expected = decoded("1.6", &["--attribute", "2"], "05f401", &[]).success();
    for arguments in [
        ["decode", "--attribute", "2", "--release", "1.6", &folder, "05:F4:01"],
        ["decode", &folder, "0x05, 0xf4, 0x01", "--attribute", "2", "--release", "1.6"],
        ["decode", &folder, "--attribute", "2", "05 f4\n01", "--release", "1.6"],
    ] {
        assert_eq!(clustergen(&arguments).success(), expected, "{arguments:?}");
    }
}

#[test]
fn wrong_usage_is_said_with_what_to_do() {
    let folder = clusters_xml();
    let cases: [(&[&str], Exit, &str); 7] = [
        (&["decode", &folder, "--attribute", "2"], Exit::Usage, "INPUT or the HEX is missing"),
        (&["decode", &folder, "00"], Exit::Usage, "--command"),
        (
            &["decode", &folder, "--attribute", "2", "--command", "1", "00"],
            Exit::Usage,
            "cannot be used with",
        ),
        (
            &["decode", &folder, "--attribute", "2", "--direction", "to-client", "00"],
            Exit::Usage,
            "cannot be used with",
        ),
        (
            &["decode", &folder, "--attribute", "2", "00"],
            Exit::Failure,
            "several releases: 1.4-draft, 1.6, 1.6.1",
        ),
        (&["decode", &folder, "--release", "1.6", "--attribute", "2", "0x5"], Exit::Failure, "1 digits"),
        (
            &["decode", &folder, "--release", "1.6", "--attribute", "2", "zz"],
            Exit::Failure,
            "`z` at character 1",
        ),
    ];
    for (arguments, exit, words) in cases {
        let run = clustergen(arguments);
        assert_eq!((run.exit, run.out.as_str()), (exit, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn bytes_come_from_standard_input_too() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clustergen"));
    command.args(["decode", &clusters_xml(), "--release", "1.6", "--attribute", "2", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"05 f4\n01\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let expected = decoded("1.6", &["--attribute", "2"], "05f401", &[]).success();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn whatever_the_bytes_are_they_are_read_or_blamed() {
    let text = fs::read_to_string(repository().join("tests/vectors/wire-0x0450.json")).unwrap();
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let cluster = cluster(VARIETY);
    let selectors = [
        Selector::Attribute("Outer".to_owned()),
        Selector::Struct("OuterStruct".to_owned()),
        Selector::Command("Ask".to_owned()),
        Selector::Event("Lit".to_owned()),
    ];
    let outer = decode::parse_hex("15 35 00 24 00 02 18 36 01 00 05 01 00 01 18 18").unwrap();
    let foreign = vectors["1.6"].as_array().unwrap().iter();
    let foreign = foreign.map(|vector| decode::parse_hex(vector["hex"].as_str().unwrap()).unwrap());
    let mut broken = 0;
    for bytes in foreign.chain([outer]) {
        for (index, bit) in (0..bytes.len()).flat_map(|index| [0, 3, 5, 7].map(|bit| (index, bit))) {
            let mut mutant = bytes.clone();
            mutant[index] ^= 1 << bit;
            for selector in &selectors {
                let targets = decode::find(&cluster, selector, None).unwrap();
                let answer = decode::decode(&cluster, &targets[0], &mutant);
                let malformed = answer.problems.iter().filter(|it| it.kind == ProblemKind::Malformed).count();
                assert!(malformed <= 1 && answer.problems.iter().all(|it| it.offset <= mutant.len()));
                assert_eq!(malformed == 0, is_one_value(&mutant));
                // Every problem is printed, whatever else is.
                let text = decode::text(&answer);
                assert!(answer.problems.iter().all(|it| text.contains(&it.text)), "{text}");
                broken += malformed;
            }
        }
    }
    assert!(broken > 1000, "{broken}");
}

/// Whether bytes begin with a whole value.
fn is_one_value(bytes: &[u8]) -> bool {
    let mut reader = matter_tlv::Reader::new(bytes);
    loop {
        match reader.next() {
            Ok(Some(_)) if reader.depth() == 0 => return true,
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return false,
        }
    }
}
