//! Whether everything that the model holds is on the page, in its release.

use clustergen::model::{Attribute, Cluster, Command, Direction, Field, Release};

use crate::document::Element;
use crate::pages::Site;

#[test]
fn our_cluster_is_told_in_full() {
    check(&Site::own());
}

#[test]
fn a_cluster_that_has_all_there_is_is_told_in_full() {
    check(&Site::house());
}

/// All that must be on the pages of any site.
pub(crate) fn check(site: &Site) {
    let pages = site.pages();
    let index = pages["index.html"].text();
    for release in &site.model.releases {
        for cluster in &release.clusters {
            let code = format!("0x{:04X}", cluster.id);
            assert!(index.contains(&code), "{code} is in the index");
            let page = &pages[format!("{code}.html").as_str()];
            told(page, release, cluster);
        }
    }
}

fn told(page: &Element, release: &Release, cluster: &Cluster) {
    let slug = release.name.clone().unwrap_or_else(|| "cluster".to_owned());
    let place = |place: String| {
        let id = format!("{slug}/{place}");
        page.by_id(&id).unwrap_or_else(|| panic!("{id} is nowhere on the page of {}", cluster.name))
    };
    let edition = page.by_id(&slug).unwrap();
    let facts = [&cluster.description, &cluster.role, &cluster.scope, &cluster.pics];
    says(edition, facts.into_iter().flatten());
    for attribute in &cluster.attributes {
        self::attribute(place(format!("attribute-0x{:04X}", attribute.field.id)), attribute);
    }
    for command in &cluster.commands {
        let kind = if command.direction == Direction::ToServer { "command" } else { "response" };
        self::command(place(format!("{kind}-0x{:02X}", command.id)), command);
    }
    for event in &cluster.events {
        let article = place(format!("event-0x{:02X}", event.id));
        says(article, [&event.name, &format!("0x{:02X}", event.id)]);
        says(article, &event.summary);
        fields(article, &event.fields);
    }
    for feature in &cluster.features {
        says(place(format!("feature-{}", feature.bit)), [&feature.name, &feature.code]);
    }
    let types = edition.by_id(&format!("{slug}/types"));
    let article = |name: &str| {
        let articles = edition.named("article").into_iter();
        let mut of_name =
            articles.filter(|article| article.named("h4")[0].named("a")[0].text() == squeezed(name));
        of_name.next().unwrap_or_else(|| panic!("{name} has no article"))
    };
    for item in &cluster.structs {
        fields(article(&item.name), &item.fields);
    }
    for item in &cluster.enums {
        let rows: Vec<_> =
            item.items.iter().map(|item| (item.value.to_string(), item.name.clone())).collect();
        listed(article(&item.name), &rows);
    }
    for item in &cluster.bitmaps {
        let rows: Vec<_> = item
            .fields
            .iter()
            .map(|field| (field.mask.trailing_zeros().to_string(), field.name.clone()))
            .collect();
        listed(article(&item.name), &rows);
    }
    let count = cluster.structs.len() + cluster.enums.len() + cluster.bitmaps.len();
    assert_eq!(types.is_some(), count > 0);
}

fn attribute(row: &Element, attribute: &Attribute) {
    let field = &attribute.field;
    says(row, [&format!("0x{:04X}", field.id), &field.name, &field.ty.name]);
    says(row, field.default.iter().chain(&field.summary));
    let text = row.text();
    let flag = |word| row.named("span").into_iter().any(|span| span.text() == word);
    assert_eq!(flag("nullable"), field.nullable, "{text}");
    assert_eq!(text.contains("read "), attribute.read.is_some(), "{text}");
    assert_eq!(text.contains("write "), attribute.write.is_some(), "{text}");
    let limits = field.constraint.value.iter().flat_map(|bounds| [&bounds.min, &bounds.max]).flatten();
    says(row, limits.filter_map(|bound| Some(bound.number()?.to_string())).collect::<Vec<_>>().iter());
}

fn command(article: &Element, command: &Command) {
    says(article, [&command.name, &format!("0x{:02X}", command.id)]);
    says(article, &command.summary);
    let direction =
        if command.direction == Direction::ToServer { "client → server" } else { "server → client" };
    assert!(article.text().contains(direction));
    fields(article, &command.fields);
}

fn fields(article: &Element, fields: &[Field]) {
    let rows: Vec<_> = fields.iter().map(|field| (field.id.to_string(), field.name.clone())).collect();
    listed(article, &rows);
    for field in fields {
        says(article, std::iter::once(&field.ty.name).chain(&field.default).chain(&field.summary));
    }
}

/// The rows of the table of an item, by the first column and the name, are these and no others.
fn listed(article: &Element, expected: &[(String, String)]) {
    let rows = article.named("tr").into_iter().filter(|row| !row.named("td").is_empty());
    let rows: Vec<_> = rows
        .map(|row| {
            let id = row.named("th")[0].text().split('-').next().unwrap().to_owned();
            (id, row.named("td")[0].named("span")[0].text())
        })
        .collect();
    let expected: Vec<_> = expected.iter().map(|(id, name)| (id.clone(), squeezed(name))).collect();
    assert_eq!(rows, expected, "{}", article.text());
}

fn says<'a>(element: &Element, words: impl IntoIterator<Item = &'a String>) {
    let text = element.text();
    for word in words {
        assert!(text.contains(&squeezed(word)), "{word:?} is not in {text:?}");
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "64 bytes" is a limit in prose, which has its unit already.
#[test]
fn a_unit_is_said_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let cluster = r#"<cluster id="0xFFF1FC21" name="Prose Cluster" revision="1">
  <attributes>
    <attribute id="0x0000" name="Label" type="string">
      <access read="true" readPrivilege="view"/><mandatoryConform/><constraint type="maxLength" value="64 bytes"/>
    </attribute>
  </attributes>
</cluster>"#;
    std::fs::write(folder.path().join("Prose.xml"), cluster).unwrap();
    let site = Site::of(&[folder.path().to_owned()], None);
    let text = site.pages()["0xFFF1FC21.html"].text();
    let said = text.split("at most ").nth(1).unwrap();
    assert!(said.starts_with("64 bytes") && !said.starts_with("64 bytes bytes"), "{said}");
}
