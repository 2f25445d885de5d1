//! A Chromium window, driven through chromedriver.

use std::{fs, path::Path, process::Stdio, time::Duration};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::{sleep, timeout},
};

use crate::support::left_out;

/// How long a page may take to show something.
const PATIENCE: Duration = Duration::from_secs(15);

/// How a window looks and works.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether pages may run scripts.
    pub script: bool,
    /// Whether the system asks for dark colours.
    pub dark: bool,
    /// `fr` or `en`.
    pub language: &'static str,
    /// A phone's width in CSS pixels.
    pub phone: Option<u32>,
}

/// A desktop in French, light, with scripts.
pub const DESKTOP: Look = Look { script: true, dark: false, language: "fr", phone: None };

/// A window, closed at the end of the test.
pub struct Window {
    client: Client,
    /// Scheme, host and port of the server that it visits.
    site: String,
    _driver: Child,
    _profile: TempDir,
}

/// A window on a site; none, said aloud, where Chromium or its driver is not installed.
pub async fn open(test: &str, site: &str, look: Look) -> Option<Window> {
    if !left_out::program(test, "chromium", "--version")
        || !left_out::program(test, "chromedriver", "--version")
    {
        return None;
    }
    let (driver, address) = driver().await;
    let profile = TempDir::new().unwrap();
    let capabilities = json!({
        "goog:chromeOptions": options(look, profile.path()),
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let Value::Object(capabilities) = capabilities else { unreachable!("it is written as an object") };
    let client =
        ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&address).await.unwrap();
    Some(Window { client, site: site.to_owned(), _driver: driver, _profile: profile })
}

/// A driver of its own on a free port, and its address.
async fn driver() -> (Child, String) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut driver = command.spawn().unwrap();
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    loop {
        let line = timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap().unwrap();
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return (driver, format!("http://127.0.0.1:{}", port.trim_end_matches('.')));
        }
    }
}

/// Chromium's settings. Its talk to its maker's servers is off; the pipe ends it with its driver.
fn options(look: Look, profile: &Path) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--remote-debugging-pipe".to_owned(),
        "--window-size=1280,900".to_owned(),
        format!("--lang={}", look.language),
        format!("--blink-settings=preferredColorScheme={}", u8::from(!look.dark)),
        format!("--user-data-dir={}", profile.display()),
    ];
    // Chromium's sandbox refuses to run as root, as tests in a container do.
    if is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    let mut options = json!({
        "args": arguments,
        "prefs": {
            "intl.accept_languages": look.language,
            "profile.managed_default_content_settings.javascript": if look.script { 1 } else { 2 },
        },
    });
    if let Some(width) = look.phone {
        let metrics =
            json!({ "width": width, "height": 780, "pixelRatio": 2.0, "mobile": true, "touch": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    options
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

impl Window {
    /// Opens a page of the site.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    /// The path and query of the page.
    pub async fn address(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().trim_start_matches(&self.site).to_owned()
    }

    /// Waits for an element.
    pub async fn wait(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css} on {}: {error}\n{}", self.address().await, self.words().await),
        }
    }

    /// Waits until the page's address begins so.
    pub async fn wait_for_address(&self, start: &str) {
        for _ in 0..150 {
            if self.address().await.starts_with(start) {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("still on {}: {}", self.address().await, self.words().await);
    }

    /// Waits for an element whose text holds these words.
    pub async fn wait_for_text(&self, css: &str, words: &str) -> Element {
        for _ in 0..150 {
            for element in self.client.find_all(Locator::Css(css)).await.unwrap() {
                // An element that was replaced meanwhile has no text any more.
                if element.text().await.is_ok_and(|text| plain(&text).contains(words)) {
                    return element;
                }
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("no {css} with {words:?} on {}: {}", self.address().await, self.words().await);
    }

    /// The text of an element.
    pub async fn text(&self, css: &str) -> String {
        plain(&self.wait(css).await.text().await.unwrap())
    }

    /// The visible text of the page.
    pub async fn words(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.unwrap();
        plain(&body.text().await.unwrap())
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Presses an element.
    pub async fn click(&self, css: &str) {
        self.wait(css).await.click().await.unwrap();
    }

    /// Types into an element.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.wait(css).await.send_keys(text).await.unwrap();
    }

    /// Types where the focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// Whether the element that has the focus matches.
    pub async fn has_focus(&self, css: &str) -> bool {
        self.script(&format!("return document.activeElement === document.querySelector(\"{css}\")")).await
            == true
    }

    /// Goes back, as the browser's button does.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// What a script returns.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// What a script hands to its last argument.
    pub async fn script_with_answer(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap()
    }

    /// Keeps a picture of the page for a person to judge, in `target/screenshots`.
    ///
    /// A busy Chromium sometimes fails to take one; that says nothing of the page, so it is left out.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).unwrap();
        if let Ok(picture) = self.client.screenshot().await {
            fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }

    /// Closes the window.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }
}

/// A text with plain spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
