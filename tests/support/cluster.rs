//! A PostgreSQL server of one test's own, to be killed.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query,
    sql_types::Integer,
};
use tempfile::TempDir;

use super::left_out;

/// How often a port is tried, or a start after a kill.
const TRIES: u16 = 60;

/// A running server; stopped and removed at the end.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
}

#[derive(QueryableByName)]
struct Process {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

impl Cluster {
    /// A new one; none, said so, where PostgreSQL is not installed.
    pub fn start(test: &str) -> Option<Self> {
        let programs = programs()?;
        if !left_out::program(test, programs.join("initdb").to_str().unwrap(), "--version") {
            return None;
        }
        let made = ["-D", "data", "--locale=C", "--encoding=UTF8", "--auth=trust", "--username=carnet"];
        Some(Self::made(programs, "initdb", &made))
    }

    /// A replica of it, which follows what it writes.
    pub fn replica(&self) -> Self {
        let port = self.port.to_string();
        let made = [
            "-D",
            "data",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--wal-method=stream",
            "-h",
            "127.0.0.1",
            "-p",
            &port,
            "-U",
            "carnet",
        ];
        Self::made(self.programs.clone(), "pg_basebackup", &made)
    }

    fn made(programs: PathBuf, program: &str, arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        // PostgreSQL refuses to run as root.
        if is_root() {
            assert!(Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap().success());
        }
        let mut cluster = Self { folder, programs, port: 0 };
        assert!(cluster.program(program, arguments));
        let random = uuid::Uuid::now_v7().as_u128();
        let first = 20_000 + (random % 12_000) as u16;
        cluster.port = (first..first + TRIES).find(|port| cluster.start_on(*port)).unwrap();
        cluster
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("postgres://carnet@127.0.0.1:{}/postgres", self.port)
    }

    /// Ends the whole server as `kill -9` does, and starts it again.
    pub fn kill(&self) {
        let process = fs::read_to_string(self.folder.path().join("data/postmaster.pid")).unwrap();
        kill(process.lines().next().unwrap());
        for _ in 0..TRIES {
            // What is left of the old one must end first, which it does by itself.
            thread::sleep(Duration::from_millis(200));
            if self.start_on(self.port) {
                return;
            }
        }
        panic!("PostgreSQL does not start again: {}", self.log());
    }

    /// Stops it, until it is started again.
    pub fn stop(&self) {
        assert!(self.program("pg_ctl", &["-D", "data", "-m", "fast", "-s", "-w", "stop"]));
    }

    /// Starts it where it was.
    pub fn start_again(&self) {
        assert!(self.start_on(self.port), "{}", self.log());
    }

    /// Freezes it: connections stay open, and nothing answers.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let file = fs::read_to_string(self.folder.path().join("data/postmaster.pid")).unwrap();
        let process = file.lines().next().unwrap();
        let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap();
        let all = children.split_whitespace().chain([process]);
        assert!(Command::new("kill").arg(signal).args(all).status().unwrap().success());
    }

    /// Runs a statement on it.
    pub fn run(&self, statement: &str) {
        PgConnection::establish(&self.url()).unwrap().batch_execute(statement).unwrap();
    }

    /// From now on its log tells every statement.
    pub fn tell_statements(&self) {
        self.run("alter system set log_statement = 'all'");
        self.run("select pg_reload_conf()");
    }

    /// Ends one of Carnet's connections as `kill -9` does, upon which the server ends them all and
    /// recovers.
    pub fn kill_connection(&self) {
        let mut db = PgConnection::establish(&self.url()).unwrap();
        let other = "select pid from pg_stat_activity where backend_type = 'client backend' \
                     and pid <> pg_backend_pid() order by query_start desc limit 1";
        let found: Vec<Process> = sql_query(other).load(&mut db).unwrap();
        found.iter().for_each(|process| kill(&process.pid.to_string()));
    }

    /// What the server's own check of all tables and indexes says, where it is installed.
    pub fn check(&self) {
        if self.programs.join("pg_amcheck").is_file() {
            let port = self.port.to_string();
            let all = ["--install-missing", "-h", "127.0.0.1", "-p", &port, "-U", "carnet", "postgres"];
            assert!(self.program("pg_amcheck", &all), "the tables and indexes are whole");
        }
    }

    fn start_on(&self, port: u16) -> bool {
        let options = format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        self.program("pg_ctl", &["-D", "data", "-l", "data/server.log", "-o", &options, "-s", "-w", "start"])
    }

    /// Runs one of its programs as whom it belongs to; whether it succeeded.
    fn program(&self, name: &str, arguments: &[&str]) -> bool {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.args(arguments).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().unwrap().success()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("data/server.log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.program("pg_ctl", &["-D", "data", "-m", "immediate", "-s", "stop"]);
    }
}

/// The programs of the newest version, where Debian has them or where the path leads.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|version| Some((version.file_name().to_str()?.parse().ok()?, version.path().join("bin"))))
        .collect();
    versions.sort();
    Some(versions.pop().map_or_else(PathBuf::new, |(_, programs)| programs))
}

fn is_root() -> bool {
    fs::metadata(Path::new("/proc/self")).is_ok_and(|process| process.uid() == 0)
}

fn kill(process: &str) {
    Command::new("kill").args(["-9", process]).status().unwrap();
}
