use std::{
    fs,
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use carnet::directory::index::{
    import::{self, ImportError, ImportRequest, Input, Memory},
    shelf::Shelf,
    status::Kind,
};

use crate::{
    harness::{FIXTURE, Home, file_of, fixture_rows, run},
    left_out,
};

/// Many persons, each at one place.
fn many(count: usize) -> String {
    let row = fixture_rows("QUILLIOT")[0];
    let rows: Vec<String> = (0..count).map(|n| row.replace("19900000027", &format!("199{n:08}"))).collect();
    file_of(&rows)
}

#[test]
fn an_import_killed_at_any_stage_leaves_the_old_index_and_the_next_one_works() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let before = home.entries();
    let file = home.file("many.txt", many(6000));
    for stage in ["Reading", "Indexing", "Finishing"] {
        let mut child = home
            .command(&["import", file.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let reached = lines.map(|line| line.unwrap()).any(|line| line.starts_with(stage));
        child.kill().unwrap();
        assert!(reached && !child.wait().unwrap().success(), "{stage}");
        assert_eq!(home.entries(), before, "{stage}");
    }
    assert!(home.names().iter().any(|name| name.ends_with(".tmp")), "{:?}", home.names());
    home.import(&file).succeeds();
    assert_eq!(home.entries().len(), 6000);
    assert!(home.names().iter().all(|name| !name.ends_with(".tmp")), "{:?}", home.names());
}

#[test]
fn two_imports_do_not_run_together() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let lock = Shelf::of(&home.data()).lock().unwrap();
    let file = home.file("again.txt", FIXTURE);
    home.import(&file).fails_with(&["another import", "wait until it has ended"]);
    drop(lock);
    home.import(&file).succeeds();
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let home = Home::new();
    fs::write(home.data(), "a file where the folder should be").unwrap();
    home.import(&home.file("text.txt", FIXTURE)).fails_with(&["could not write in", "Make room"]);
}

/// A limit on the size of files fails writing as a full disk does.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_index_in_place() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let (before, names) = (home.entries(), home.names());
    let file = home.file("many.txt", many(6000));
    let mut limited = home.command(&[]);
    let binary = limited.get_program().to_owned();
    limited = Command::new("sh");
    limited.arg("-c").arg("trap '' XFSZ; ulimit -f 16; exec \"$@\"").arg("sh").arg(binary);
    limited.args(["directory", "import"]).arg(file).env("CARNET_DATA_DIR", home.data());
    run(&mut limited).fails_with(&["still in place"]);
    assert_eq!((home.entries(), home.names()), (before, names));
}

#[cfg(unix)]
#[test]
fn a_sample_cut_by_a_full_disk_does_not_stay_unless_it_was_there() {
    let home = Home::new();
    let (new, old) = (home.data().with_extension("new"), home.file("old.txt", "was here"));
    for (out, stays) in [(&new, false), (&old, true)] {
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_carnet")]);
        limited.args(["directory", "sample", "--rows", "1000", "--out"]).arg(out);
        run(&mut limited).fails_with(&["could not write to", "room on the disk"]);
        assert_eq!(out.exists(), stays, "{}", out.display());
    }
}

/// A moment between now and then, by chance.
fn moment_before(then: Duration) -> Duration {
    let chance = RandomState::new().hash_one(()) % 1000;
    then.mul_f64(chance as f64 / 1000.0)
}

/// Kills an import at random moments: each leaves one whole directory, the old one or the new one.
fn kill_at_random(kills: u32) {
    let home = Home::new();
    let (large, larger) = (home.file("large.txt", many(3000)), home.file("larger.txt", many(3500)));
    let began = Instant::now();
    home.import(&large).succeeds();
    let longest = began.elapsed().mul_f64(1.2);
    for round in 0..kills {
        let file = if round % 2 == 0 { &larger } else { &large };
        let mut import = home.command(&["import", file.to_str().unwrap()]);
        let mut child = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(moment_before(longest));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = home.opened().status().unwrap().entries;
        assert!(found == 3000 || found == 3500, "{found} entries are of no index");
        assert_eq!(home.entries().len() as u64, found);
    }
    home.import(&larger).succeeds();
    assert_eq!(home.entries().len(), 3500);
    assert!(home.names().iter().all(|name| !name.ends_with(".tmp")), "{:?}", home.names());
}

#[test]
fn an_import_killed_at_random_moments_leaves_a_working_directory() {
    kill_at_random(3);
}

#[test]
#[ignore = "long form, 30 kills"]
fn many_imports_killed_at_random_moments_leave_a_working_directory() {
    kill_at_random(30);
}

/// A small file system, unmounted at the end.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// A file system of so many kilobytes at a folder; none, said aloud, where none may be mounted.
    fn mount(test: &str, folder: std::path::PathBuf, kilobytes: u32) -> Option<Self> {
        fs::create_dir(&folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "carnet-test"]).arg(&folder);
        let is_mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        if !is_mounted {
            left_out::because(test, "only root may mount a small file system");
        }
        is_mounted.then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg("--lazy").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()), "{} stays mounted", self.0.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_disk_that_fills_up_leaves_the_old_index_in_place() {
    let home = Home::new();
    let test = "faults::a_small_disk_that_fills_up_leaves_the_old_index_in_place";
    let Some(_disk) = SmallDisk::mount(test, home.data(), 3000) else { return };
    home.import_text(FIXTURE);
    let (before, names) = (home.entries(), home.names());
    let file = home.file("many.txt", many(20_000));
    home.import(&file).fails_with(&["could not write in", "Make room on the disk", "still in place"]);
    assert_eq!((home.entries(), home.names()), (before, names));
    home.import_text(FIXTURE);
}

/// A server may run as another user than the importer.
#[cfg(unix)]
#[test]
fn whoever_may_read_one_file_of_an_index_may_read_all() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    home.import_text(FIXTURE);
    let modes: Vec<u32> = fs::read_dir(home.data().join("directory/index-1"))
        .unwrap()
        .map(|file| file.unwrap().metadata().unwrap().permissions().mode())
        .collect();
    let current = fs::metadata(home.data().join("directory/CURRENT")).unwrap().permissions().mode();
    assert!(modes.len() > 5 && modes.iter().all(|mode| *mode == current), "{modes:?}");
}

#[test]
fn the_demonstration_gives_way_to_the_national_directory_and_never_comes_back() {
    let home = Home::new();
    let file = home.file("demo.txt", FIXTURE);
    let demo = || {
        import::run(ImportRequest {
            input: Input::File(&file),
            name: Some("demonstration"),
            date: None,
            kind: Kind::Demo,
            replace: false,
            publication: None,
            force: false,
            memory: Memory::Normal,
            data_dir: &home.data(),
            now: 1_795_590_000,
            watcher: &mut |_| {},
        })
    };
    let status = demo().unwrap().status;
    assert_eq!(
        (status.kind, status.file_name.as_str(), status.imported_at),
        (Kind::Demo, "demonstration", 1_795_590_000)
    );
    assert!(demo().unwrap().replaced.is_some(), "one demonstration replaces another");
    let out = home.import_text(FIXTURE).out;
    assert!(out.contains("It replaces the demonstration directory."), "{out}");
    assert!(matches!(demo(), Err(ImportError::DemoOverReal)));
    assert_eq!(home.opened().status().unwrap().kind, Kind::National);
}
