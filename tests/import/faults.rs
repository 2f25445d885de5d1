use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

use carnet::directory::index::{
    import::{self, ImportError, ImportRequest, Input, Memory},
    shelf::Shelf,
    status::Kind,
};

use crate::harness::{FIXTURE, Home, file_of, fixture_rows, run};

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
    limited = std::process::Command::new("sh");
    limited.arg("-c").arg("trap '' XFSZ; ulimit -f 16; exec \"$@\"").arg("sh").arg(binary);
    limited.args(["directory", "import"]).arg(file).env("CARNET_DATA_DIR", home.data());
    run(&mut limited).fails_with(&["still in place"]);
    assert_eq!((home.entries(), home.names()), (before, names));
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
    assert!(matches!(demo(), Err(ImportError::DemoOverNational)));
    assert_eq!(home.opened().status().unwrap().kind, Kind::National);
}
