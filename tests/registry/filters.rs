use std::collections::BTreeSet;

use carnet::registry::{
    Registry, actors,
    listing::{Cursor, Listed, Listing, Order, count::Count, filters::Filters},
    organizations, workers,
};

use crate::harness::{Fresh, NOON, finess, organization, register, rpps, selection, stamp, worker};

/// More rows than are gathered or counted before Carnet turns to walking.
const MANY: u32 = 12_000;

/// Every organization and worker of a listing, page by page, and how many it says there are.
async fn walked(registry: &Registry, listing: &Listing) -> [(Vec<String>, Count); 2] {
    let mut all = [Vec::new(), Vec::new()];
    for (side, all) in all.iter_mut().enumerate() {
        let mut listing = Listing { size: listing.size.max(3), ..listing.clone() };
        loop {
            let (asked, wanted) = (listing.clone(), side);
            let page = registry.read(move |db| {
                Ok(if wanted == 0 {
                    let page = organizations::page(db, &asked)?;
                    let keys: Vec<_> =
                        page.rows.iter().map(|row| row.organization.facts.finess.to_string()).collect();
                    (keys, page.next)
                } else {
                    let page = workers::page(db, &asked)?;
                    let keys: Vec<_> =
                        page.rows.iter().map(|row| row.worker.facts.rpps_number.to_string()).collect();
                    (keys, page.next)
                })
            });
            let (keys, next) = page.await.unwrap();
            all.extend(keys);
            let Some(next) = next else { break };
            let listed = [Listed::Organizations, Listed::Workers][side];
            assert!(listed.may_begin(&next, listing.order));
            listing.after = Some(Cursor::parse(&next.to_string()).unwrap());
        }
    }
    let asked = listing.clone();
    let counts =
        registry.read(move |db| Ok([organizations::count(db, &asked)?, workers::count(db, &asked)?]));
    let [organizations, workers] = all;
    let [of_organizations, of_workers] = counts.await.unwrap();
    [(organizations, of_organizations), (workers, of_workers)]
}

/// Twelve organizations in three towns, two departments and two sectors, each with a worker of its
/// own and one that it shares, registered by two people on following days.
async fn mixed() -> (Fresh, Registry) {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for number in 0..12 {
        let mut place = organization(number, &format!("Maison {}", 11 - number));
        place.city = [Some("Lormeau"), Some("Lor"), None][(number % 3) as usize].map(str::to_owned);
        place.department = Some(["75", "2A"][(number % 2) as usize].to_owned());
        place.activity_segment_code = (number < 4).then(|| "SA01".to_owned());
        for who in [number, 100] {
            let mut person = worker(who, &format!("Tremblanc {who}"));
            person.profession_code = Some(if who % 4 == 0 { "10" } else { "21" }.to_owned());
            let mut stamp = stamp(&format!("s{number}-{who}"));
            stamp.now += i64::from(number) * 86_400;
            stamp.actor = ["zoe@example.fr", "local"][usize::from(number < 5)].to_owned();
            registry.select(selection(place.clone(), person), stamp).await.unwrap();
        }
    }
    (fresh, registry)
}

fn keys(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|number| finess(*number).to_string()).collect()
}

fn people(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|number| rpps(*number).to_string()).collect()
}

fn filtered(change: impl FnOnce(&mut Filters)) -> Listing {
    let mut filters = Filters::default();
    change(&mut filters);
    Listing { filters, ..Listing::default() }
}

#[tokio::test]
async fn each_filter_narrows_both_listings_and_filters_join() {
    let (_fresh, registry) = mixed().await;
    let told: [(Listing, &[u32], &[u32]); 8] = [
        (filtered(|f| f.department = Some("2A".into())), &[11, 9, 7, 5, 3, 1], &[1, 100, 11, 3, 5, 7, 9]),
        (filtered(|f| f.sector = Some("SA01".into())), &[3, 2, 1, 0], &[0, 1, 100, 2, 3]),
        (filtered(|f| f.since = Some(NOON + 10 * 86_400)), &[11, 10], &[10, 11]),
        (filtered(|f| f.by = Some("local".into())), &[4, 3, 2, 1, 0], &[0, 1, 100, 2, 3, 4]),
        (
            filtered(|f| (f.department, f.profession) = (Some("75".into()), Some("21".into()))),
            &[10, 6, 2],
            &[10, 2, 6],
        ),
        (filtered(|f| (f.sector, f.by) = (Some("SA01".into()), Some("zoe@example.fr".into()))), &[], &[]),
        // Nobody is called so: whoever works where it is.
        (
            Listing { words: "lorm".into(), ..filtered(|f| f.department = Some("2A".into())) },
            &[9, 3],
            &[100, 3, 9],
        ),
        (filtered(|f| f.by = Some("'; --".into())), &[], &[]),
    ];
    for (listing, places, persons) in told {
        let [(organizations, count), (workers, of_workers)] = walked(&registry, &listing).await;
        let mut sorted: Vec<String> = keys(places);
        // By name: Maison 0, 1, 10, 11, 2…
        sorted.sort_by_key(|key| format!("{}", 11 - key[2..].parse::<u32>().unwrap()));
        // Of each organization of department 75, the shared worker alone is of profession 10.
        assert_eq!(organizations.iter().collect::<BTreeSet<_>>(), sorted.iter().collect(), "{listing:?}");
        assert_eq!(organizations, sorted, "{listing:?}");
        assert_eq!(workers, people(persons), "{listing:?}");
        assert_eq!(count, Count::Exactly(places.len() as u64), "{listing:?}");
        assert_eq!(of_workers, Count::Exactly(persons.len() as u64), "{listing:?}");
    }
}

#[tokio::test]
async fn each_order_is_walked_by_pages_without_gap_or_repetition() {
    let (_fresh, registry) = mixed().await;
    let by_town = keys(&[10, 1, 7, 4, 0, 9, 6, 3, 11, 8, 5, 2]);
    let newest = |numbers: std::ops::Range<u32>| keys(&numbers.rev().collect::<Vec<_>>());
    for (order, filters, expected) in [
        (Order::Town, Filters::default(), by_town),
        (Order::Date, Filters::default(), newest(0..12)),
        (Order::Date, Filters { by: Some("local".into()), ..Filters::default() }, newest(0..5)),
        (
            Order::Town,
            Filters { sector: Some("SA01".into()), since: Some(NOON + 1), ..Filters::default() },
            keys(&[1, 3, 2]),
        ),
    ] {
        let listing = Listing { order, filters, ..Listing::default() };
        let [(organizations, _), (workers, of_workers)] = walked(&registry, &listing).await;
        assert_eq!(organizations, expected, "{listing:?}");
        assert_eq!(Count::Exactly(workers.len() as u64), of_workers);
        assert_eq!(workers.iter().collect::<BTreeSet<_>>().len(), workers.len());
    }
}

#[tokio::test]
async fn what_is_common_is_walked_and_what_is_rare_is_gathered() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, selection(organization(1, "Un"), worker(1, "Un")), "one").await;
    fresh.database.change(&format!(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < {MANY}) \
         insert into organizations (finess, name, department, activity_segment_code, sort_name, sort_town, \
         search_text, selection_id, created_at, created_by) \
         select cast(980000000 + i as text), 'C', case when i % 2 = 0 then '75' else '69' end, \
         case when i % 4 = 0 then 'SA01' when i % 2 = 1 then 'SA02' end, 'c ' || (i % 100), '~  c ' || (i % 100), \
         'c', 'raw', 1000 + i, 'raw' from numbers"
    ));
    for (listing, expected) in [
        (filtered(|f| f.department = Some("75".into())), Count::Exactly(6_000)),
        (filtered(|f| f.by = Some("raw".into())), Count::MoreThan(10_000)),
        (filtered(|f| f.since = Some(1_000 + 11_001)), Count::Exactly(1_001)),
        (
            filtered(|f| (f.department, f.sector) = (Some("75".into()), Some("SA01".into()))),
            Count::Exactly(3_000),
        ),
        // Each common, together none.
        (
            filtered(|f| (f.department, f.sector) = (Some("75".into()), Some("SA02".into()))),
            Count::Exactly(0),
        ),
        (filtered(|f| (f.department, f.by) = (Some("69".into()), Some("raw".into()))), Count::Exactly(6_000)),
    ] {
        for order in [Order::Name, Order::Town, Order::Date] {
            let listing = Listing { order, size: 50, ..listing.clone() };
            let (asked, again) = (listing.clone(), listing.clone());
            let (page, count) = registry
                .read(move |db| Ok((organizations::page(db, &asked)?, organizations::count(db, &again)?)))
                .await
                .unwrap();
            assert_eq!(count, expected, "{listing:?}");
            let is_none = expected == Count::Exactly(0);
            assert_eq!((page.rows.len(), page.next.is_none()), (if is_none { 0 } else { 50 }, is_none));
        }
    }
}

#[tokio::test]
async fn those_whom_many_links_lead_to_are_walked_whole_and_counted_so_far() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, selection(organization(1, "Un"), worker(1, "Un")), "one").await;
    fresh.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 3000) \
         insert into workers (rpps_number, last_name, first_name, profession_name, profession_code, skills, \
         secure_email, sort_name, search_text, selection_id, created_at, created_by) \
         select cast(19800000000 + i as text), 'Z', 'Z', 'P', '99', '[]', '[]', 'z ' || (i % 100), 'z', 'raw', \
         1000 + i, 'raw' from numbers; \
         insert into affiliations (finess, rpps_number, organization_sort_name, worker_sort_name, entry_id, \
         source, completed_by_hand, selection_id, created_at, created_by) \
         select '990000001', rpps_number, 'un', sort_name, 'raw', 'index', '[]', 'raw', 1, 'raw' from workers \
         where created_by = 'raw'",
    );
    for order in [Order::Name, Order::Date] {
        let listing = Listing { order, size: 200, ..filtered(|f| f.department = Some("99".into())) };
        let [_, (workers, of_workers)] = walked(&registry, &listing).await;
        assert_eq!((workers.len(), of_workers), (3_001, Count::MoreThan(2_000)));
        assert_eq!(workers.iter().collect::<BTreeSet<_>>().len(), workers.len());
    }
    let few = filtered(|f| (f.department, f.by) = (Some("99".into()), Some("local".into())));
    assert_eq!(walked(&registry, &few).await[1], (people(&[1]), Count::Exactly(1)));
}

#[tokio::test]
async fn each_who_registered_is_told_once() {
    let (_fresh, registry) = mixed().await;
    let told =
        registry.read(|db| Ok([actors::of_organizations(db)?, actors::of_workers(db)?])).await.unwrap();
    assert_eq!(told, [["local", "zoe@example.fr"]; 2]);
}
