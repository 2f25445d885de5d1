//! A full disk under the register: clear pages, nothing lost, and on as soon as there is room.

use std::{fs, io::Write, path::PathBuf, process::Command};

use crate::support::{
    crowd::{self, Crowd},
    database::Database,
    door::Door,
    fixture::COMPLETE,
    form::Form,
    home::Home,
    left_out,
    server::Server,
};

/// A file system of four megabytes, gone at the end.
struct Small(PathBuf);

impl Small {
    /// Makes it; none, said so, for who may not.
    fn mounted(folder: PathBuf) -> Option<Self> {
        fs::create_dir(&folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&folder);
        let is_made = mount.output().is_ok_and(|made| made.status.success());
        left_out::said("a full disk", "the right to mount a small file system", is_made)
            .then_some(Self(folder))
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    fn fill(&self) {
        let mut file = fs::File::create(self.filler()).unwrap();
        while file.write_all(&[1; 512]).is_ok() {}
    }

    /// Fills it but for so many bytes.
    fn fill_but(&self, bytes: u64) {
        self.fill();
        let file = fs::File::options().write(true).open(self.filler()).unwrap();
        file.set_len(file.metadata().unwrap().len() - bytes).unwrap();
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(&self.0).status().unwrap();
    }
}

/// Selects one after another; how many were acknowledged before a failure, whose page is clear.
async fn select(server: &Server, crowd: &Crowd, forms: &[Form]) -> usize {
    let visitor = server.visitor();
    for (done, form) in forms.iter().enumerate() {
        let answer = visitor.submit(form).await;
        if answer.status != 303 {
            assert_eq!(answer.status, 503, "{}", answer.words());
            assert!(answer.words().contains("plein"), "{}", answer.words());
            return done;
        }
        crowd.acknowledge(form);
    }
    forms.len()
}

#[tokio::test]
async fn a_full_disk_is_said_loses_nothing_and_passes() {
    let mut home = Home::with_index();
    let Some(small) = Small::mounted(home.file("small")) else { return };
    home.database = Database::at(&format!("sqlite:{}", small.0.join("carnet.sqlite3").display()));
    home.import("PS_LibreAcces_Personne_activite_202611220313.txt", &crowd::file(200, 2, 20));
    let server = home.serve().await;
    let crowd = Crowd::of(&server).await;
    let (before, rest) = crowd.forms().split_at(10);
    assert_eq!(select(&server, &crowd, before).await, before.len());
    for round in 0..3 {
        small.fill();
        let done = select(&server, &crowd, rest).await;
        assert!(done < rest.len(), "the disk is full in round {round}");
        assert_eq!(select(&server, &crowd, &rest[done..]).await, 0);
        assert_eq!(server.visitor().get("/organizations").await.status, 200);
        fs::remove_file(small.filler()).unwrap();
        let after = &rest[done..done + 10];
        assert_eq!(select(&server, &crowd, after).await, after.len());
    }
    crowd.all_there(&home.database);
    let check = home.command(&["check"]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[tokio::test]
async fn a_workbook_without_room_is_told_by_a_page() {
    let home = Home::with_index();
    let Some(small) = Small::mounted(home.file("small")) else { return };
    let door = Door::at(home.with("TMPDIR", small.0.to_str().unwrap())).await;
    door.select(&COMPLETE).await;
    small.fill();
    for listing in ["organizations", "workers", "affiliations"] {
        let page = door.visitor.get(&format!("/{listing}.xlsx")).await;
        assert_eq!(page.status, 503, "{}", page.words());
        assert!(page.words().contains("fichiers temporaires"), "{}", page.words());
        assert_eq!(door.visitor.get(&format!("/{listing}.csv")).await.status, 200);
    }
    fs::remove_file(small.filler()).unwrap();
    assert_eq!(door.visitor.get("/workers.xlsx").await.status, 200);
}

#[tokio::test]
async fn a_move_and_a_copy_without_room_say_so_and_leave_nothing() {
    let home = Home::with_index();
    let Some(small) = Small::mounted(home.file("small")) else { return };
    home.import("PS_LibreAcces_Personne_activite_202611220313.txt", &crowd::file(200, 2, 20));
    let server = home.serve().await;
    let crowd = Crowd::of(&server).await;
    for form in crowd.forms().iter().take(200) {
        assert_eq!(server.visitor().submit(form).await.status, 303);
    }
    small.fill_but(500_000);
    let to = format!("sqlite:{}", small.0.join("other.sqlite3").display());
    let moved = home.command(&["move", "--from", &home.database.url, "--to", &to]).output().unwrap();
    let told = String::from_utf8(moved.stderr).unwrap();
    assert!(
        !moved.status.success() && told.contains("is full; nothing was kept"),
        "{}: {told}",
        moved.status
    );
    if home.database.url.starts_with("sqlite:") {
        small.fill_but(100_000);
        let copy = small.0.join("copy.sqlite3");
        let copied = home.command(&["backup", copy.to_str().unwrap()]).output().unwrap();
        let told = String::from_utf8(copied.stderr).unwrap();
        assert!(!copied.status.success() && told.contains("the room on the disk"), "{told}");
        let left =
            fs::read_dir(&small.0).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = left.filter(|name| name.starts_with("copy")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
