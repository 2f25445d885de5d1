//! `carnet serve`: starting and stopping (rule 8 too).

use std::{fs, process::Output, time::Duration};

use tokio::time::sleep;

use crate::support::{
    door::{Door, SELECT},
    fixture::CROWD_NAME,
    home::{CARNET, Home, command},
    server::Server,
};

#[tokio::test]
async fn an_empty_folder_is_enough() {
    let home = Home::empty();
    let server = home.serve().await;
    let visitor = server.visitor();
    server.until_prepared().await;
    let page = visitor.get("/").await;
    assert!(page.text(".banner").contains("démonstration"), "{}", page.words());
    assert!(page.text(".banner").contains("carnet directory import"), "{}", page.words());
    let results = visitor.search("martin").await;
    assert!(results.has("#results article.person"), "{}", results.words());
    assert!(home.data().is_dir());
    visitor.press(&results, SELECT).await;
    for listing in ["/organizations", "/workers"] {
        let card = visitor.get(listing).await.text("article.person");
        assert_eq!(card.matches("démonstration").count(), 1, "{card}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_register_is_its_owners_alone_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_directory();
    let Some(file) = home.database.url.strip_prefix("sqlite:") else { return };
    let _server = home.serve().await;
    for file in ["", "-wal", "-shm"].map(|ending| format!("{file}{ending}")) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[tokio::test]
async fn pages_say_that_the_demonstration_is_being_made() {
    let home = Home::empty();
    let server = home.serve().await;
    let visitor = server.visitor();
    let page = visitor.get("/?q=martin").await;
    assert_eq!(page.status, 503);
    assert!(page.text("main").contains("prépare l’annuaire de démonstration"), "{}", page.words());
    assert_eq!(page.header("retry-after"), Some("2"));
    assert_eq!(page.attribute("meta[http-equiv=refresh]", "content"), "2");
    let style = visitor.get(&page.attribute("link[rel=stylesheet]", "href")).await;
    assert_eq!(style.status, 200, "the page has its style");
    assert_eq!(visitor.get("/healthz").await.body, "no directory loaded\n");
    server.until_prepared().await;
    assert!(visitor.get("/?q=martin").await.has("#results article.person"));
}

#[tokio::test]
async fn what_a_killed_first_start_leaves_behind_is_removed() {
    let home = Home::empty();
    let left_over = home.data().join("demonstration.txt");
    let server = home.serve().await;
    while !left_over.exists() {
        sleep(Duration::from_millis(1)).await;
    }
    server.kill().await;
    assert!(left_over.exists());
    let server = home.serve().await;
    server.until_prepared().await;
    assert!(!left_over.exists());
    server.kill().await;

    fs::write(&left_over, "left behind").unwrap();
    let server = home.serve().await;
    server.until_prepared().await;
    assert!(!left_over.exists(), "nothing is left to be made");
}

#[tokio::test]
async fn the_demonstration_of_another_version_is_made_anew() {
    let home = Home::empty();
    let server = home.serve().await;
    server.until_prepared().await;
    server.kill().await;
    let index = home.data().join("directory/index-1/meta.json");
    let meta = fs::read_to_string(&index).unwrap();
    let others = meta.replace("\"phon\"", "\"sound\"");
    assert_ne!(meta, others);
    fs::write(&index, others).unwrap();

    let server = home.serve().await;
    server.until_prepared().await;
    assert!(server.visitor().get("/?q=martin").await.has("#results article.person"));
}

#[tokio::test]
async fn the_binary_alone_runs_from_an_empty_folder() {
    let home = Home::with_directory();
    let copy = home.file("carnet-alone");
    fs::copy(CARNET, &copy).unwrap();
    let server = Server::start_as(&home, &copy).await;
    let page = server.visitor().get("/").await;
    let style = page.attribute("link[rel=stylesheet]", "href");
    assert_eq!(server.visitor().get(&style).await.status, 200);
}

#[tokio::test]
async fn ctrl_c_ends_it_cleanly_and_the_register_stays() {
    let door = Door::with_one_registered().await;
    let Door { home, server, visitor: _visitor } = door;
    let (status, printed) = server.interrupt().await;
    assert!(status.success(), "{status}");
    assert!(printed.iter().all(|line| !line.to_lowercase().contains("error")), "{printed:?}");
    let server = home.serve().await;
    let page = server.visitor().get("/organizations/259900017").await;
    assert!(page.text("table").contains("DUBREUIL Claire"));
    assert_eq!(home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn a_kill_after_the_answer_loses_nothing() {
    kill_after_answers(3).await;
}

#[tokio::test]
#[ignore = "long form, 30 kills"]
async fn many_kills_after_answers_lose_nothing() {
    kill_after_answers(30).await;
}

async fn kill_after_answers(kills: i64) {
    let home = Home::with_directory();
    for round in 1..=kills {
        let server = home.serve().await;
        let visitor = server.visitor();
        let crowd = visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
        let forms = crowd.forms(SELECT);
        for form in forms.iter().take(2) {
            assert_eq!(visitor.submit(form).await.status, 303);
        }
        server.kill().await;
        let [_, workers, affiliations, _] = home.database.counts();
        assert_eq!((workers, affiliations), (round * 2, round * 2));
    }
}

/// What a start that fails says, and its exit code.
fn failed_start(home: &Home, arguments: &[&str], setting: Option<(&str, &str)>) -> (Option<i32>, String) {
    let mut command = home.command(arguments);
    command.envs(setting);
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(stdout.is_empty(), "{}", String::from_utf8_lossy(&stdout));
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_wrong_setting_stops_the_start_with_a_sentence() {
    let home = Home::empty();
    for (arguments, setting, words) in [
        (&["serve", "--listen", "0.0.0.0:0"][..], None, "this machine only"),
        (&["serve"], Some(("CARNET_LISTEN", "192.0.2.1:80")), "this machine only"),
        (&["serve"], Some(("CARNET_LISTEN", "here")), "127.0.0.1:8080"),
        (&["serve"], Some(("CARNET_DATABASE_URL", "mysql://x")), "mysql"),
        (&["serve"], Some(("CARNET_DATABASE_URL", "carnet")), "sqlite:carnet"),
        (&["serve"], Some(("CARNET_DATABASE_URL", "sqlite:/nowhere/at/all.db")), "/nowhere/at/all.db"),
        (&["serve"], Some(("CARNET_DATABASE_URL", "postgres://127.0.0.1:1/x")), "PostgreSQL server runs"),
        (&["serve"], Some(("CARNET_DATABASE_URL", "")), "CARNET_DATABASE_URL"),
        (
            &["serve"],
            Some(("CARNET_DATA_DIR", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))),
            "is a file; name a folder",
        ),
        (&["serve"], Some(("CARNET_PUBLIC_URL", "http://carnet.example")), "https"),
        (&["serve"], Some(("CARNET_DIRECTORY_REFRESH", "weekly")), "04:00"),
        (&["serve"], Some(("CARNET_DIRECTORY_SOURCE", "ps.txt")), "CARNET_DIRECTORY_SOURCE: the directory"),
        (&["serve"], Some(("CARNET_DIRECTORY_SOURCE", "https://u:hush@mirror.example")), "no password"),
        (&["serve"], Some(("CARNET_TIME_ZONE", "Mars/Olympus")), "Europe/Paris"),
        (&["serve"], Some(("CARNET_DIRECTORY_URL", "gateway.example")), "https://gateway.example/dev/"),
        (&["serve"], Some(("CARNET_DIRECTORY_URL", "ftp://u:hush@gateway.example/")), "CARNET_DIRECTORY_URL"),
        (&["serve"], Some(("CARNET_DIRECTORY_URL", " ")), "embedded index"),
        (&["serve", "--directory-fallback", "yes"], None, "\"on\" or \"off\""),
        (&["serve"], Some(("CARNET_DIRECTORY_DEADLINE", "5s")), "seconds"),
        (&["serve"], Some(("CARNET_LISTEM", "127.0.0.1:0")), "CARNET_LISTEM"),
    ] {
        let (code, said) = failed_start(&home, arguments, setting);
        assert!(matches!(code, Some(1 | 2)), "{setting:?}: {code:?}");
        assert!(said.contains(words), "{arguments:?} {setting:?}: {said}");
        assert!(!said.contains("panicked") && !said.contains("hush") && said.lines().count() <= 5, "{said}");
    }
}

#[test]
fn a_wrong_call_exits_with_2() {
    for arguments in [
        &["nonsense"][..],
        &["serve", "--nonsense"],
        &["directory", "import"],
        &["directory", "import", "file.txt", "--date", "hier"],
    ] {
        let output = command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_said() {
    let home = Home::with_directory();
    let server = home.serve().await;
    let address = format!("127.0.0.1:{}", server.port());
    let (code, said) = failed_start(&home, &["serve", "--listen", &address], None);
    assert_eq!(code, Some(1));
    assert!(said.contains(&address), "{said}");
}

#[test]
fn a_password_is_never_said() {
    let home = Home::empty();
    let url = "postgres://carnet:hush-hush@127.0.0.1:1/carnet";
    let (code, said) =
        failed_start(&home, &["serve", "--listen", "127.0.0.1:0"], Some(("CARNET_DATABASE_URL", url)));
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("hush-hush"), "{said}");
}

#[tokio::test]
async fn a_register_of_a_newer_carnet_is_refused() {
    let door = Door::with_one_registered().await;
    door.home.database.change("insert into __diesel_schema_migrations (version) values ('29990101000000')");
    let Door { home, server, .. } = door;
    server.interrupt().await;
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"]] {
        let output = home.command(command).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains("version of Carnet"), "{command:?}: {said}");
    }
    home.database.change("delete from __diesel_schema_migrations where version = '29990101000000'");
    assert!(home.command(&["check"]).output().unwrap().status.success());
}
