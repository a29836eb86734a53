//! A page in the browser, and what a reader does with it.

use std::path::Path;
use std::time::{Duration, Instant};

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

use super::chromium::{Chromium, program};

/// How long something may take to become so.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page that is open.
pub(crate) struct Tab {
    browser: Chromium,
    session: String,
}

impl Tab {
    /// Starts a browser with an empty page; nothing where there is none.
    pub(crate) fn open() -> Option<Self> {
        let mut browser = Chromium::start(&program()?);
        let target = browser.call(None, "Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call(None, "Target.attachToTarget", &attach);
        let session = session["sessionId"].as_str().unwrap().to_owned();
        let mut tab = Self { browser, session };
        for domain in ["Page", "Network", "Runtime"] {
            tab.call(&format!("{domain}.enable"), &json!({}));
        }
        tab.size(1280, 900);
        Some(tab)
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters)
    }

    /// Opens a page from the disk and waits until all of it is there.
    pub(crate) fn visit(&mut self, folder: &Path, page: &str) {
        self.call("Page.navigate", &json!({ "url": "about:blank" }));
        self.browser.wait("Page.loadEventFired");
        self.call("Page.navigate", &json!({ "url": format!("file://{}/{page}", folder.display()) }));
        self.browser.wait("Page.loadEventFired");
    }

    /// What an expression comes to on the page; a promise is waited for.
    pub(crate) fn ask(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &parameters);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// The same, as text.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        let answer = self.ask(expression);
        answer.as_str().unwrap_or_else(|| panic!("{expression} is {answer}")).to_owned()
    }

    /// Waits until an expression is true. It is asked for again and again, because a page that is left takes promises along.
    pub(crate) fn until(&mut self, expression: &str) {
        let begin = Instant::now();
        // While the page changes there may be nothing to ask, or the page goes away before it answers: as good as false.
        let guarded =
            format!("(() => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }})()");
        let parameters = json!({ "expression": guarded, "returnByValue": true });
        let is_so = |answer: Result<Value, Value>| match answer {
            Ok(answer) => answer["result"]["value"] == json!(true),
            Err(error) => {
                let left = error["message"].as_str().is_some_and(|text| text.contains("navigated"));
                assert!(left, "{expression}: {error}");
                false
            }
        };
        while !is_so(self.browser.try_call(Some(&self.session), "Runtime.evaluate", &parameters)) {
            assert!(begin.elapsed() < PATIENCE, "never so: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks at the middle of the element that a selector names, with the mouse.
    pub(crate) fn click(&mut self, selector: &str) {
        self.until(&format!("document.readyState === 'complete' && document.querySelector({selector:?})"));
        let place = self.ask(&format!(
            "(() => {{
                const element = document.querySelector({selector:?});
                element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                const box = element.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Types text where the focus is.
    pub(crate) fn write(&mut self, text: &str) {
        self.call("Input.insertText", &json!({ "text": text }));
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            "/" => (191, "/"),
            other => panic!("which key is {other}?"),
        };
        let down = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code, "text": text });
        self.call("Input.dispatchKeyEvent", &down);
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", &up);
    }

    /// Makes the window as large as this; a narrow one is a phone.
    pub(crate) fn size(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Prefers a colour scheme, `light` or `dark`.
    pub(crate) fn scheme(&mut self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.call("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
    }

    /// Runs no scripts of pages from now on.
    pub(crate) fn without_scripts(&mut self) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// The addresses that were asked for, and the faults of scripts, since the last time.
    pub(crate) fn requests_and_faults(&mut self) -> (Vec<String>, Vec<Value>) {
        self.ask("0");
        let (mut requests, mut faults) = (Vec::new(), Vec::new());
        for event in self.browser.told() {
            match event["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    requests.push(event["params"]["request"]["url"].as_str().unwrap().to_owned());
                }
                Some("Runtime.exceptionThrown") => faults.push(event["params"].clone()),
                _ => {}
            }
        }
        (requests, faults)
    }

    /// The tree that a screen reader reads: roles and names.
    pub(crate) fn accessible(&mut self) -> Vec<(String, String)> {
        self.call("Accessibility.enable", &json!({}));
        let tree = self.call("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().unwrap().iter().filter(|node| node["ignored"] == json!(false));
        let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
        nodes.map(|node| (text(&node["role"]), text(&node["name"]))).collect()
    }

    /// Keeps a picture of what is to be seen, for people to look at.
    pub(crate) fn picture(&mut self, name: &str) {
        let shot = self.call("Page.captureScreenshot", &json!({ "format": "png" }));
        let bytes = Base64::decode_vec(shot["data"].as_str().unwrap()).unwrap();
        assert!(bytes.len() > 5_000, "{name} shows something");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}
