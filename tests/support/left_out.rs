//! Saying what a machine without some program leaves out.

use std::{env, io::Write, process::Command};

/// Whether a program is installed; where it is not, says that the test is left out and why.
///
/// With `TEST_EVERYTHING` set, as `scripts/test` sets it, a missing program fails the test.
pub fn is_here(test: &str, program: &str, arguments: &[&str]) -> bool {
    let answer = Command::new(program).args(arguments).output();
    let here = answer.is_ok_and(|answer| answer.status.success());
    if !here {
        assert!(env::var_os("TEST_EVERYTHING").is_none(), "{program} {arguments:?} does not run");
        // Written past the test harness, which swallows what a passing test prints.
        let line = format!("left out: {test}: `{program}` is not installed (scripts/test installs it)\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    here
}
