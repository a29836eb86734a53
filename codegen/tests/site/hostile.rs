//! Names and texts that would be markup, script, or a path, if anybody let them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::pages::Site;
use crate::{complete, sound};

/// What a name can be at worst, in XML.
const EVIL: &str = "&lt;/table>&lt;script>alert(1)&lt;/script>&amp;lt;&quot;' onload=&quot;x ../../";
/// The same as a reader sees it.
const EVIL_TEXT: &str = "</table><script>alert(1)</script>&lt;\"' onload=\"x ../../";

/// A cluster whose every name and text is evil; behind each stands what it is of.
fn cluster() -> String {
    format!(
        r#"<configurator>
  <bitmap name="Feature" type="bitmap32"><cluster code="0x0451"/><field name="{EVIL} feature" mask="0x1"/></bitmap>
  <enum name="{EVIL} enum" type="enum8"><cluster code="0x0451"/><item name="{EVIL} item" value="0"/></enum>
  <enum name="{EVIL}-enum" type="enum8"><cluster code="0x0451"/><item name="{EVIL} item" value="0"/></enum>
  <bitmap name="{EVIL} bitmap" type="bitmap8"><cluster code="0x0451"/><field name="{EVIL} bit" mask="0x2"/></bitmap>
  <struct name="{EVIL} struct"><cluster code="0x0451"/>
    <item fieldId="0" name="{EVIL} member" type="{EVIL} enum" default="{EVIL} default"/></struct>
  <cluster>
    <name>{EVIL}</name><code>0x0451</code><description>{EVIL} description</description>
    <attribute side="server" code="0x0000" type="{EVIL} struct">{EVIL} attribute</attribute>
    <attribute side="server" code="0x0001" type="char_string" length="9" default="{EVIL}">{EVIL} text</attribute>
    <attribute side="server" code="0x0002" type="{EVIL}-enum">{EVIL} other</attribute>
    <attribute side="server" code="0x0003" type="{EVIL} bitmap">{EVIL} bits</attribute>
    <command source="client" code="0x00" name="{EVIL} command"><description>{EVIL}</description>
      <arg name="{EVIL} parameter" type="{EVIL} struct"/></command>
    <event code="0x00" name="{EVIL} event" priority="info" side="server"><description>{EVIL}</description>
      <field id="0" name="{EVIL} field" type="int8u"/></event>
  </cluster>
</configurator>"#
    )
}

/// A folder with the cluster, `inputs` and a survey beside them.
fn workshop(inputs: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let inputs = folder.path().join(inputs);
    fs::create_dir_all(&inputs).unwrap();
    fs::write(inputs.join("evil.xml"), cluster()).unwrap();
    let device = serde_json::json!({
        "vendor": EVIL_TEXT, "product": EVIL_TEXT, "endpoints": [{"id": 1, "clusters": [{"id": 0x0451}]}]
    });
    let survey = serde_json::json!({ "devices": [device] });
    fs::write(folder.path().join("survey.json"), survey.to_string()).unwrap();
    folder
}

#[test]
fn nothing_of_the_input_is_markup() {
    let folder = workshop("xml");
    let site = Site::of(&[folder.path().join("xml")], Some(&folder.path().join("survey.json")));
    sound::check(&site);
    complete::check(&site);
    let pages = site.pages();
    for (name, page) in &pages {
        let scripts = page.named("script");
        assert_eq!(scripts.len(), 1, "{name}");
        assert_eq!(scripts[0].attribute("src"), Some("site.js"), "{name}");
        assert!(page.text().contains("<script>alert(1)</script>"), "{name} shows the name as it is");
    }
    assert_eq!(
        pages.keys().collect::<Vec<_>>(),
        [&"0x0451.html", &"devices.html", &"index.html", &"names.html"]
    );
}

#[cfg(unix)]
#[test]
fn nothing_of_a_releases_name_is_markup_and_no_two_are_one_place() {
    let folder = TempDir::new().unwrap();
    for release in ["1 <b>", "1-b", "1 b"] {
        let release = folder.path().join(release);
        fs::create_dir(&release).unwrap();
        fs::write(release.join("evil.xml"), cluster()).unwrap();
    }
    let site = Site::of(&[folder.path().to_path_buf()], None);
    sound::check(&site);
    let pages = site.pages();
    let page = &pages["0x0451.html"];
    for place in ["1-b", "1-b~2", "1-b~3"] {
        assert!(page.by_id(place).is_some(), "{place}");
    }
    assert!(page.text().contains("Release 1 <b>"));
}

#[test]
fn file_names_are_made_of_ids() {
    let folder = workshop("xml");
    let site = Site::of(&[folder.path().join("xml")], None);
    let is_plain = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
    assert!(site.files.keys().all(is_plain), "{:?}", site.files.keys());
    assert!(site.files.keys().all(|name| Path::new(name).components().count() == 1));
}
