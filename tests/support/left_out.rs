//! Saying what a machine without some program leaves out.

use std::{env, io::Write, path::PathBuf, process::Command, sync::Once};

/// Whether a program is installed; where it is not, says that the test is left out and why.
///
/// With `TEST_EVERYTHING` set, as `scripts/test` sets it, a missing program fails the test.
pub fn program(test: &str, program: &str, version: &str) -> bool {
    let answer = Command::new(program).arg(version).output();
    said(test, program, answer.is_ok_and(|answer| answer.status.success()))
}

/// A file that `scripts/install-test-tools` puts in `target/tools`; where it is not installed, says
/// so likewise.
pub fn tool(test: &str, path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tools").join(path);
    said(test, path, file.is_file()).then_some(file)
}

/// Says that a test is left out on this machine, and why.
pub fn because(test: &str, reason: &str) {
    say(&format!("{test}: {reason}"));
}

/// Says once that the tests run on SQLite alone.
pub fn postgres() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        if env::var_os("TEST_EVERYTHING").is_none() {
            say("the same on PostgreSQL: TEST_DATABASE_URL is not set (scripts/with-postgres sets it)");
        }
    });
}

/// Says once that the tests search the embedded index alone.
pub fn gateway() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        if env::var_os("TEST_EVERYTHING").is_none() {
            say("the same over `carnet gateway`: TEST_DIRECTORY=gateway is not set");
        }
    });
}

/// The same of anything else that a test needs.
pub fn said(test: &str, what: &str, is_here: bool) -> bool {
    if !is_here {
        assert!(env::var_os("TEST_EVERYTHING").is_none(), "{what} is not installed");
        because(test, &format!("{what} is not installed (scripts/test installs it)"));
    }
    is_here
}

/// Written past the test harness, which swallows what a passing test prints.
fn say(line: &str) {
    std::io::stderr().write_all(format!("left out: {line}\n").as_bytes()).unwrap();
}
