//! The pages in a real browser: Chromium without a window. Pictures of them are left in `site/` of the folder that cargo
//! gives to tests, `target/tmp`.

mod chromium;
mod tab;

use std::collections::BTreeSet;

use serde_json::json;
use tempfile::TempDir;

use crate::pages::{Site, has_extension};
use tab::Tab;

const OWN: &str = "0x0450.html";
/// The releases that are to be seen.
const SHOWN: &str =
    "[...document.querySelectorAll('.edition')].filter((e) => e.checkVisibility()).map((e) => e.id).join()";
/// How much wider the page is than the window, and what sticks out.
const STICKS_OUT: &str = "(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return '';
    const out = [...document.querySelectorAll('main *, header *')].filter((e) => e.getBoundingClientRect().right > wide + 0.5);
    return out.slice(0, 5).map((e) => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40)).join('; ') || 'something';
})()";
/// Texts that do not stand out from their background: below 4.5 to 1, as WCAG 2 AA has it.
const PALE: &str = "(() => {
    const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
    const paint = (colors) => {
        context.clearRect(0, 0, 1, 1);
        for (const color of colors) { context.fillStyle = color; context.fillRect(0, 0, 1, 1); }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const linear = (value) => value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const behind = (element) => element
        ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : [];
    const pale = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
        seen += 1;
        const ground = behind(element);
        const [a, b] = [light(paint(ground)), light(paint([...ground, getComputedStyle(element).color]))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) pale.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className}`);
    }
    return seen > 20 ? [...pale].join('; ') : 'nothing to be seen';
})()";

/// A site on disk and a browser; nothing where there is no browser.
fn open(site: &Site) -> Option<(TempDir, Tab)> {
    Some((site.on_disk(), Tab::open()?))
}

#[test]
fn a_click_on_a_release_shows_the_cluster_as_it_was() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.visit(folder.path(), OWN);
    assert_eq!(tab.text(SHOWN), "1.6.1", "the newest first");
    assert!(tab.text("document.querySelector('main').innerText").contains("ClientIdentityType"));
    tab.picture("desktop");

    tab.click(".switch a[href='#1.6']");
    assert_eq!(tab.text(SHOWN), "1.6");
    assert_eq!(tab.text("document.querySelector('.switch [aria-current=true]').textContent"), "1.6");
    let shown = tab.text("document.querySelector('.edition:not([hidden]) .text').innerText");
    assert!(shown.contains("Release 1.6") && !shown.contains("ClientIdentityType"), "{shown}");
    assert!(shown.contains("reused") || shown.contains("breaking"), "what changed is judged: {shown}");
    tab.picture("desktop-1.6");
    tab.click(".edition:not([hidden]) .since a");
    tab.until("document.querySelector(':target')?.id === '1.6/changes'");
    tab.picture("changes");
    tab.click(".edition:not([hidden]) .contents a[href='#devices']");
    tab.until("document.querySelector(':target')?.id === 'devices'");
    assert_eq!(tab.text(SHOWN), "1.6", "history and devices are of all releases");
    tab.picture("history");
    tab.ask("history.go(-2)");
    tab.until("location.hash === '#1.6'");

    tab.ask("history.back()");
    tab.until("location.hash === '' && !document.getElementById('1.6.1').hidden");
    assert_eq!(tab.text(SHOWN), "1.6.1", "back is back");
    tab.ask("history.forward()");
    tab.until("!document.getElementById('1.6').hidden");
}

#[test]
fn the_switch_stays_at_what_is_read() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.visit(folder.path(), &format!("{OWN}#1.6.1/type-ClientStruct"));
    assert_eq!(tab.text(SHOWN), "1.6.1");
    let top = "document.querySelector(':target').getBoundingClientRect().top";
    tab.until(&format!("{top} > 0 && {top} < 200"));
    // The place itself would be scrolled to, so the switch is clicked where it stays.
    tab.ask("document.querySelector('.switch a[href=\"#1.6\"]').click()");
    assert_eq!(tab.text(SHOWN), "1.6");
    assert_eq!(tab.text("decodeURIComponent(location.hash)"), "#1.6/type-ClientStruct");
    let top = "document.getElementById('1.6/type-ClientStruct').getBoundingClientRect().top";
    tab.until(&format!("{top} > 0 && {top} < 200"));

    // What the other release does not have is not looked for: its section is the nearest.
    tab.ask("location.hash = '#1.6.1/type-IdentityTypeEnum'");
    tab.until("!document.getElementById('1.6.1').hidden");
    tab.until("Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200");
    tab.ask("document.querySelector('.switch a[href=\"#1.4-draft\"]').click()");
    assert_eq!(tab.text("decodeURIComponent(location.hash)"), "#1.4-draft/types");

    // A link into a release shows it.
    tab.ask("location.hash = '#1.6/attributes'");
    tab.until("!document.getElementById('1.6').hidden");
    assert_eq!(tab.text(SHOWN), "1.6");
    tab.ask("location.hash = '#%E0%A4%A'");
    assert_eq!(tab.text(SHOWN), "1.6", "an address that is no text changes nothing");
    let (_, faults) = tab.requests_and_faults();
    assert_eq!(faults, Vec::<serde_json::Value>::new());
}

/// The first results as they are shown, once there are some for what is written.
fn results(tab: &mut Tab) -> String {
    tab.until("!document.querySelector('.found').hidden");
    tab.text("[...document.querySelectorAll('#results a')].slice(0, 3).map((a) => a.innerText.replace(/\\s+/g, ' ')).join('|')")
}

#[test]
fn names_and_ids_are_searched_for() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.visit(folder.path(), "index.html");
    tab.press("/");
    assert_eq!(tab.text("document.activeElement.id"), "query");
    tab.write("addcl");
    let of = "Network Identity Management";
    assert_eq!(
        results(&mut tab),
        format!("AddClient command 0x00 of {of}|AddClientResponse response 0x01 of {of}")
    );
    assert_eq!(tab.text("document.querySelector('#count').textContent"), "2 places");
    tab.picture("search");
    tab.press("Enter");
    tab.until("location.pathname.endsWith('/0x0450.html') && document.readyState === 'complete'");
    assert_eq!(tab.text("decodeURIComponent(location.hash)"), "#1.6.1/command-0x00");
    assert!(tab.text("document.querySelector(':target h4').innerText").contains("AddClient"));

    for id in ["0x0450", "0450", "450", "1104", "0X450"] {
        tab.ask("document.querySelector('#query').value = ''");
        tab.ask("document.querySelector('#query').focus()");
        tab.write(id);
        assert_eq!(results(&mut tab), format!("{of} cluster 0x0450"), "{id}");
        tab.press("Escape");
    }
    tab.ask("document.querySelector('#query').value = ''");
    tab.write("network attribute");
    tab.until("document.querySelector('#results').innerText.includes('ActiveNetworkIdentities')");
    tab.press("ArrowDown");
    assert_eq!(
        tab.text("document.activeElement.closest('#results').id"),
        "results",
        "arrows go to the results"
    );
    tab.press("ArrowUp");
    assert_eq!(tab.text("document.activeElement.id"), "query");
    tab.press("Escape");
    tab.until("document.querySelector('.found').hidden");
    tab.write("no such thing");
    tab.until("document.querySelector('#count').textContent === 'No places'");
}

#[test]
fn what_is_gone_is_found_in_its_last_release() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.visit(folder.path(), "names.html");
    tab.click("#query");
    tab.write("endorsements");
    tab.until("document.querySelectorAll('#results a').length > 0");
    tab.click("#results a");
    tab.until("location.pathname.endsWith('/0x0450.html') && document.readyState === 'complete'");
    assert_eq!(tab.text(SHOWN), "1.4-draft");
}

#[test]
fn nothing_is_wider_than_a_phone() {
    for (name, site) in [("own", Site::own()), ("house", Site::house())] {
        let Some((folder, mut tab)) = open(&site) else { return };
        for width in [320, 390, 720, 1000, 1100, 1280] {
            tab.size(width, 844);
            for page in site.files.keys().filter(|page| has_extension(page, "html")) {
                tab.visit(folder.path(), page);
                tab.ask(
                    "for (const edition of document.querySelectorAll('.edition')) edition.hidden = false",
                );
                assert_eq!(tab.text(STICKS_OUT), "", "{page} at {width}");
                if width == 390 {
                    tab.picture(&format!("phone-{name}-{}", page.trim_end_matches(".html")));
                }
            }
        }
    }
}

#[test]
fn on_a_phone_rows_are_cards_and_still_tables_to_a_screen_reader() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.visit(folder.path(), OWN);
    let roles = |tab: &mut Tab| {
        let tree = tab.accessible();
        let tables = ["table", "row", "columnheader", "rowheader", "cell"];
        let count = |role: &str| tree.iter().filter(|(other, _)| other == role).count();
        let unnamed = tree
            .iter()
            .filter(|(role, name)| ["table", "navigation"].contains(&role.as_str()) && name.is_empty());
        assert_eq!(unnamed.count(), 0, "every table and every list of links has a name");
        for landmark in ["banner", "main", "contentinfo", "search"] {
            assert_eq!(count(landmark), 1, "{landmark}");
        }
        tables.map(count)
    };
    let wide = roles(&mut tab);
    assert!(wide.iter().all(|count| *count > 0), "{wide:?}");
    tab.size(390, 844);
    assert_eq!(
        tab.text("getComputedStyle(document.querySelector('.edition:not([hidden]) tbody tr')).display"),
        "block"
    );
    assert_eq!(roles(&mut tab), wide);
}

#[test]
fn text_stands_out_by_day_and_by_night() {
    for (name, site) in [("own", Site::own()), ("house", Site::house())] {
        let Some((folder, mut tab)) = open(&site) else { return };
        let mut grounds = BTreeSet::new();
        for scheme in ["light", "dark"] {
            tab.scheme(scheme);
            for page in site.files.keys().filter(|page| has_extension(page, "html")) {
                tab.visit(folder.path(), page);
                tab.ask(
                    "for (const edition of document.querySelectorAll('.edition')) edition.hidden = false",
                );
                assert_eq!(tab.text(PALE), "", "{page} in {scheme}");
            }
            tab.visit(folder.path(), site.files.keys().next().unwrap());
            grounds.insert(tab.text("getComputedStyle(document.body).backgroundColor"));
            tab.picture(&format!("{scheme}-{name}"));
        }
        assert_eq!(grounds.len(), 2, "{grounds:?}");
    }
}

#[test]
fn without_scripts_everything_is_there() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    tab.without_scripts();
    tab.visit(folder.path(), OWN);
    assert_eq!(tab.text(SHOWN), "1.6.1,1.6,1.4-draft", "all releases, the newest first");
    assert_eq!(tab.ask("document.querySelector('.search').checkVisibility()"), json!(false));
    tab.click(".switch a[href='#1.4-draft']");
    tab.until("Math.abs(document.getElementById('1.4-draft').getBoundingClientRect().top) < 200");
    tab.picture("without-scripts");
    tab.click(".path a");
    tab.until("location.pathname.endsWith('/index.html')");
    tab.click(".pages a[href='names.html']");
    tab.until("document.querySelector('.names')?.innerText.includes('AddClientResponse')");
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let Some((folder, mut tab)) = open(&Site::own()) else { return };
    for page in ["index.html", OWN, "names.html", "devices.html"] {
        tab.visit(folder.path(), page);
        tab.ask("document.querySelector('#query').focus()");
        tab.until("globalThis.clustergen");
    }
    let (requests, faults) = tab.requests_and_faults();
    assert_eq!(faults, Vec::<serde_json::Value>::new());
    let beside = format!("file://{}/", folder.path().display());
    let is_beside = |request: &&String| request.starts_with(&beside) || request.starts_with("data:");
    let elsewhere: Vec<_> =
        requests.iter().filter(|request| !is_beside(request) && *request != "about:blank").collect();
    assert_eq!(elsewhere, Vec::<&String>::new());
    for file in ["style.css", "site.js", "search-index.js"] {
        assert!(requests.iter().any(|request| request.ends_with(file)), "{file} is used: {requests:?}");
    }
}
