//! Every kind of page, in a small and in a large register.

use std::{env, fs, path::Path, time::Instant};

use carnet::registry::{
    Registry,
    listing::{Cursor, sorted},
};
use tokio::runtime::Runtime;

use crate::{
    database::Database,
    invented::{self, LARGE, SMALL},
    pages::Server,
    support::{measure::Spread, table},
};

/// What a kind of page may take in the large register.
enum Target {
    /// So many times as long as in the small one.
    Growth(f64),
    /// So many times as long as the last page in the middle of a listing, in the same register.
    OfMiddle(f64),
    /// So many milliseconds.
    Within(f64),
}

/// A kind of page.
struct Kind {
    name: &'static str,
    target: Target,
    /// Addresses of that kind in a register of so many organizations.
    addresses: fn(u32) -> Vec<String>,
}

/// What a search may take.
const WITHIN: Target = Target::Within(30.0);

const MIDDLE: &str = "  in the middle";

const KINDS: [Kind; 33] = [
    Kind { name: "/organizations", target: Target::Growth(1.4), addresses: |_| fixed("/organizations") },
    Kind { name: MIDDLE, target: Target::Growth(1.4), addresses: |size| some(size, from_organization) },
    Kind {
        name: "  with the largest",
        target: Target::OfMiddle(1.5),
        addresses: |_| vec![before_the_largest()],
    },
    Kind {
        name: "  of a department",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/organizations?department=69"),
    },
    Kind { name: "  by town", target: Target::Growth(1.4), addresses: |_| fixed("/organizations?sort=town") },
    Kind { name: "  by date", target: Target::Growth(1.4), addresses: |_| fixed("/organizations?sort=date") },
    Kind {
        name: "  of a sector",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/organizations?sector=SA33"),
    },
    Kind {
        name: "  with a profession",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/organizations?profession=10"),
    },
    Kind {
        name: "  with a rare one",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/organizations?profession=81"),
    },
    Kind {
        name: "  by one person",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/organizations?by=staff7%40carnet.example"),
    },
    Kind { name: "  since a day", target: Target::OfMiddle(1.5), addresses: |size| vec![since(size)] },
    Kind {
        name: "  pharmacie moulin",
        target: WITHIN,
        addresses: |_| fixed("/organizations?q=pharmacie+moulin"),
    },
    Kind { name: "  pharmacie", target: WITHIN, addresses: |_| fixed("/organizations?q=pharmacie") },
    Kind { name: "  lormeau", target: WITHIN, addresses: |_| fixed("/organizations?q=lormeau") },
    Kind { name: "  pha", target: WITHIN, addresses: |_| fixed("/organizations?q=pha") },
    Kind {
        name: "/organizations/{finess}",
        target: Target::Growth(1.4),
        addresses: |size| some(size, organization),
    },
    Kind { name: "  of the largest", target: Target::Growth(1.5), addresses: |_| vec![organization(0)] },
    Kind { name: "/workers", target: Target::Growth(1.4), addresses: |_| fixed("/workers") },
    Kind { name: MIDDLE, target: Target::Growth(1.4), addresses: |size| some(size, from_worker) },
    Kind { name: "  by date", target: Target::Growth(1.4), addresses: |_| fixed("/workers?sort=date") },
    Kind {
        name: "  of a profession",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/workers?profession=10"),
    },
    Kind {
        name: "  of a rare one",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/workers?profession=81"),
    },
    Kind {
        name: "  of a department",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/workers?department=69"),
    },
    Kind {
        name: "  by one person",
        target: Target::OfMiddle(1.5),
        addresses: |_| fixed("/workers?by=staff7%40carnet.example"),
    },
    Kind { name: "  martin", target: WITHIN, addresses: |_| fixed("/workers?q=martin") },
    Kind { name: "  martin by date", target: WITHIN, addresses: |_| fixed("/workers?q=martin&sort=date") },
    Kind { name: "  mart an", target: WITHIN, addresses: |_| fixed("/workers?q=mart+an") },
    Kind { name: "  chloé", target: WITHIN, addresses: |_| fixed("/workers?q=chlo%C3%A9") },
    Kind { name: "  infirmier", target: WITHIN, addresses: |_| fixed("/workers?q=infirmier") },
    Kind {
        name: "  chloé martin dub",
        target: WITHIN,
        addresses: |_| fixed("/workers?q=chlo%C3%A9+martin+dub"),
    },
    Kind { name: "  mar", target: WITHIN, addresses: |_| fixed("/workers?q=mar") },
    Kind { name: "  an RPPS number", target: WITHIN, addresses: |size| some(size, number) },
    Kind {
        name: "/workers/{rpps_number}",
        target: Target::Growth(1.4),
        addresses: |size| some(size, worker),
    },
];

/// A folder in which the registers are kept for the next run, each database in its own; temporary ones where
/// it is not set.
pub const KEPT: &str = "CARNET_BENCH_REGISTER";

/// Where a kept register is.
const URL: &str = "url";

/// The register is filled from noon of the first day of 2026 on.
const BEGUN_OF_DAY: u32 = 43_200;

/// Prints the table.
pub fn measure(folder: &Path) {
    let size = invented::organizations();
    println!("\n{}", invented::size_line(size));
    let small = spreads(&folder.join("small"), SMALL);
    let large = spreads(&folder.join("large"), size);
    let rows: Vec<_> = KINDS
        .iter()
        .enumerate()
        .map(|(at, kind)| {
            let grown = large[at].p50 / small[at].p50;
            let (target, is_met) = match kind.target {
                Target::Growth(most) => (format!("≤ {most} ×"), grown <= most),
                Target::OfMiddle(most) => {
                    let middle = KINDS[..at].iter().rposition(|kind| kind.name == MIDDLE).unwrap();
                    (format!("≤ {most} × {}", MIDDLE.trim()), large[at].p50 <= most * large[middle].p50)
                }
                Target::Within(most) => (format!("≤ {most} ms"), large[at].p50 <= most),
            };
            let missed = if is_met || size < LARGE { "" } else { "missed" };
            let grown = format!("{grown:.2} ×");
            [kind.name.to_owned(), small[at].shown(), large[at].shown(), grown, target, missed.to_owned()]
        })
        .collect();
    table::print(["p50 / p99 ms, over HTTP", "1,000", "large", "p50 grown", "target", ""], &rows);
}

/// Measures each kind of page in a register of that size.
fn spreads(folder: &Path, size: u32) -> Vec<Spread> {
    fs::create_dir(folder).unwrap();
    let runtime = Runtime::new().unwrap();
    let database = match env::var_os(KEPT) {
        Some(kept) => kept_register(&runtime, &Path::new(&kept).join(size.to_string()), size),
        None => filled(&runtime, folder, size),
    };
    let server = Server::start(folder, &database.url);
    KINDS.iter().map(|kind| server.ask(&runtime, &(kind.addresses)(size))).collect()
}

/// The register that a run before has filled, or a new one that stays.
fn kept_register(runtime: &Runtime, folder: &Path, size: u32) -> Database {
    let place = folder.join(URL);
    let Ok(url) = fs::read_to_string(&place) else {
        let _begun = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
        let database = filled(runtime, folder, size);
        let url = database.url.clone();
        // Dropped, it would take the tables with it.
        std::mem::forget(database);
        fs::write(place, &url).unwrap();
        return Database::at(&url);
    };
    Database::at(&url)
}

fn filled(runtime: &Runtime, folder: &Path, size: u32) -> Database {
    let database = Database::new(folder);
    let start = Instant::now();
    let registry = Registry::open(&database.url).unwrap();
    invented::fill(runtime, &registry, size);
    drop(registry);
    if database.url.starts_with("postgres:") {
        // As its own upkeep does within minutes; SQLite has none.
        database.change("vacuum analyze");
    }
    println!("{size} organizations made in {:.0} s", start.elapsed().as_secs_f64());
    database
}

fn fixed(address: &str) -> Vec<String> {
    vec![address.to_owned()]
}

/// The listing of what was registered on the last day of filling the register, or since.
fn since(size: u32) -> String {
    const DAY: u32 = 86_400;
    let seconds = BEGUN_OF_DAY + invented::links(size);
    format!("/organizations?since=2026-01-{:02}", 1 + seconds / DAY)
}

/// The addresses of some organizations or workers, spread over the register.
fn some(size: u32, address: fn(u32) -> String) -> Vec<String> {
    (1..=50).map(|part| address(size / 51 * part + 1)).collect()
}

fn organization(at: u32) -> String {
    format!("/organizations/{}", invented::finess(at))
}

fn worker(who: u32) -> String {
    format!("/workers/{}", invented::rpps(who))
}

fn number(who: u32) -> String {
    format!("/workers?q={}", invented::rpps(who))
}

fn from_organization(at: u32) -> String {
    let organization = invented::organization(at);
    let cursor = Cursor::at(&sorted(&organization.sort_name()), organization.finess.as_str());
    format!("/organizations?after={cursor}")
}

/// The page that begins just before the largest organization, whose number is the least of its name.
fn before_the_largest() -> String {
    let cursor = Cursor::at(&sorted(&invented::organization(0).sort_name()), "000000000");
    format!("/organizations?after={cursor}")
}

fn from_worker(who: u32) -> String {
    let worker = invented::worker(who);
    let cursor = Cursor::at(&sorted(&worker.sort_name()), worker.rpps_number.as_str());
    format!("/workers?after={cursor}")
}
