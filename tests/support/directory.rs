//! Which directory the tests search: the embedded index, or, with `TEST_DIRECTORY=gateway`, the same
//! index behind `carnet gateway`, over HTTP, with `TEST_DIRECTORY=service` at the address that a
//! CloudSearch domain has.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Stdio},
};

use super::{home, left_out};

/// Whether the directory is asked over HTTP.
pub fn is_gateway() -> bool {
    match env::var("TEST_DIRECTORY").as_deref() {
        Err(_) => {
            left_out::gateway();
            false
        }
        Ok("gateway" | "service") => true,
        Ok(other) => panic!("TEST_DIRECTORY is {other:?}; it can be \"gateway\" or \"service\""),
    }
}

/// Cases that rest on what only the index can (sounds, what it holds); none over a gateway.
pub fn of_index<T: Copy>(cases: &[T]) -> Vec<T> {
    if is_gateway() { Vec::new() } else { cases.to_vec() }
}

/// A running `carnet gateway`; killed with its home.
pub struct Gateway {
    /// Its address, a path included.
    pub url: String,
    child: Child,
    /// Kept open, for a closed pipe would stop it.
    _output: BufReader<ChildStdout>,
}

impl Gateway {
    /// Serves the index of a data folder on a free port, and reads where.
    pub fn start(data: &Path, log: &Path) -> Self {
        let mut command = home::command(&["gateway", "--listen", "127.0.0.1:0"]);
        command
            .env("CARNET_DATA_DIR", data)
            // A busy machine is not what is tested.
            .env("CARNET_DEADLINE", "10")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(log).unwrap());
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let url = first.trim_end().strip_prefix("Carnet gateway: ");
        let url = url.unwrap_or_else(|| panic!("{first:?}: {}", fs::read_to_string(log).unwrap()));
        let is_service = env::var("TEST_DIRECTORY").is_ok_and(|which| which == "service");
        let url = if is_service { url.replace("/dev/", "/2013-01-01/search") } else { url.to_owned() };
        Self { url, child, _output: output }
    }

    /// Ends it; its address is nobody's then.
    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.stop();
    }
}
