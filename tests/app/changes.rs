//! `/changes`: what a later directory says otherwise is listed, taken or dismissed, never done by itself.

use std::time::Duration;

use tokio::{task::JoinSet, time::sleep};

use crate::support::{
    answer::Answer,
    changes::{
        FIRST_NAME, HERE, LINK, NAME, PERSON, PLACE, PROFESSION, import, later, registered, until_compared,
        until_counted,
    },
    company::Company,
    door::{Door, SELECT},
    fixture::{
        AT_THE_PHARMACY, COMPLETE, FILE_NAME, HOSPITAL, OTHER_HOSPITAL, PHARMACY, TWO_HOSPITALS, file,
    },
    home::Home,
    visitor::Visitor,
};

const TAKE: &str = "button.taken";
const REMOVE: &str = "button.danger";
const DISMISS: &str = "button.dismissal";

/// How many take the same change.
const AT_ONCE: usize = 2;

/// What they change, and how long it takes until all of them wait for it.
const HOLD: &str = "update organizations set name = name; update workers set first_name = first_name; \
                    update affiliations set created_at = created_at";
const UNTIL_ALL_WAIT: Duration = Duration::from_millis(500);

fn keys(page: &Answer) -> Vec<String> {
    let actions = page.forms(DISMISS).into_iter().map(|form| form.action);
    actions.map(|action| action.split('/').nth(2).unwrap().to_owned()).collect()
}

/// The page that asks before what is no longer in the directory is removed.
async fn question(door: &Door, page: &Answer, key: &str) -> Answer {
    let asked = page.attribute(&format!("a.taken[href*='{key}']"), "href");
    door.visitor.get(&asked).await
}

async fn decide(door: &Door, page: &Answer, key: &str, button: &str) -> Answer {
    let form = page.forms(button).into_iter().find(|form| form.action.contains(key)).unwrap();
    door.visitor.follow(&door.visitor.submit(&form).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_directory_says_is_taken_or_dismissed_and_nothing_changes_by_itself() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    let page = door.visitor.get(HERE).await;
    assert!(!page.has("article.change") && !page.has("nav a[href='/changes']"), "{}", page.words());
    let before = door.home.database.counts();
    let skilled = format!(
        "update workers set skills = '[\"Officine\"]' where rpps_number = '{}'",
        TWO_HOSPITALS.number
    );
    door.home.database.change(&skilled);
    let by_hand = format!(
        "update affiliations set completed_by_hand = '[\"first_name\"]' where rpps_number = '{}'",
        COMPLETE.number
    );
    door.home.database.change(&by_hand);
    import(&door, &later("Hôpital des Deux-Rivières")).await;
    assert_eq!(door.home.database.counts(), before, "nothing changes by itself");
    let worker = format!("/workers/{}", COMPLETE.number);
    let registered = door.visitor.get(&worker).await;
    assert_eq!(registered.text("h1"), "DUBREUIL Claire");
    assert!(registered.has(".state.missing"), "completed by hand: {}", registered.words());

    let page = until_counted(&door.visitor, 6).await;
    assert_eq!(keys(&page), [FIRST_NAME, PROFESSION, PERSON, NAME, PLACE, LINK]);
    let words = page.words();
    for said in
        ["Clarisse", "Médecin", "Hôpital des Deux-Rivières", "Faubourg DU CANAL, 25300", "n’y est plus"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }

    let first = page.forms(TAKE).remove(0);
    let taken = decide(&door, &page, FIRST_NAME, TAKE).await;
    assert!(taken.text("#notice").starts_with("DUBREUIL Claire : le carnet dit"), "{}", taken.words());
    let updated = door.visitor.get(&worker).await;
    assert_eq!(updated.text("h1"), "DUBREUIL Clarisse");
    assert!(!updated.has(".state.missing"), "the directory says it now: {}", updated.words());
    assert!(door.visitor.get("/workers?q=clarisse").await.has("article.person"));
    assert!(!door.visitor.get("/workers?q=claire").await.has("article.person"));
    let told = door.visitor.get("/history").await.words();
    assert!(told.contains("Personne mise à jour : DUBREUIL Clarisse"), "{told}");

    decide(&door, &page, PROFESSION, TAKE).await;
    let retrained = door.visitor.get(&format!("/workers/{}", TWO_HOSPITALS.number)).await;
    assert!(retrained.text(".lead").starts_with("Médecin"), "{}", retrained.words());
    assert!(!retrained.text(".lead").contains("Officine"), "a skill goes with its profession");
    let told = retrained.text("details.before");
    assert!(told.contains("Officine, puis rien") && told.contains(", puis Médecin"), "{told}");

    let twice = door.visitor.submit(&first).await;
    let page = door.visitor.follow(&twice).await;
    assert!(page.text("#notice").contains("n’attend plus de décision"), "{}", page.words());
    let page = decide(&door, &page, NAME, DISMISS).await;
    let page = decide(&door, &page, PLACE, TAKE).await;
    assert_eq!(keys(&page), [PERSON, LINK]);
    let place = door.visitor.get("/organizations/259900017").await;
    assert!(place.words().contains("DU CANAL") && place.text("h1") == HOSPITAL.name, "{}", place.words());
    let told = place.text("details.before");
    assert!(told.contains("DES MOULINS, puis Faubourg DU CANAL") && !told.contains("Ville"), "{told}");

    import(&door, &later("Hôpital des Deux-Rivières")).await;
    assert_eq!(keys(&door.visitor.get(HERE).await), [PERSON, LINK], "what was dismissed stays away");
    import(&door, &later("Hôpital des Quatre-Rivières")).await;
    let page = door.visitor.get(HERE).await;
    assert_eq!(keys(&page), [PERSON, NAME, LINK], "another value than the one dismissed is told");

    let page = decide(&door, &page, LINK, TAKE).await;
    assert_eq!(page.forms(TAKE).len(), 1, "who is no longer there is not removed without a question");
    let asked = question(&door, &page, PERSON).await;
    assert!(asked.words().contains("1 lien : "), "{}", asked.words());
    let removed = door.visitor.submit(&asked.forms(REMOVE).remove(0)).await;
    let page = door.visitor.follow(&removed).await;
    assert!(page.text("#notice").contains("avec ses liens"), "{}", page.words());
    let late = door.visitor.follow(&door.visitor.get(&asked.path).await).await;
    assert!(late.text("#notice").contains("n’attend plus de décision"), "{}", late.words());
    let page = decide(&door, &page, NAME, TAKE).await;
    assert!(!page.has("article.change") && !page.has("nav a[href='/changes']"), "{}", page.words());
    assert_eq!(door.visitor.get(&format!("/workers/{}", AT_THE_PHARMACY.number)).await.status, 404);
    let [organizations, workers, affiliations, _] = door.home.database.counts();
    assert_eq!([organizations, workers, affiliations], [before[0], before[1] - 1, before[2] - 2]);
    assert_eq!(door.home.database.count("changes"), 0);
    let checked = door.home.command(&["check"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_who_take_a_change_at_once_one_does() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    import(&door, &later("Hôpital des Deux-Rivières")).await;
    let page = until_counted(&door.visitor, 6).await;
    let events = || door.home.database.count("events");
    let take = async |keys: &[&str]| {
        let mut forms = page.forms(TAKE);
        if keys.contains(&PERSON) {
            forms.extend(question(&door, &page, PERSON).await.forms(REMOVE));
        }
        forms.retain(|form| keys.iter().any(|key| form.action.contains(key)));
        let held = door.home.database.hold(HOLD);
        let mut tasks = JoinSet::new();
        for form in forms.into_iter().flat_map(|form| vec![form; AT_ONCE]) {
            let visitor = Visitor::new(&door.server.url, "fr");
            tasks.spawn(async move { visitor.follow(&visitor.submit(&form).await).await });
        }
        sleep(UNTIL_ALL_WAIT).await;
        drop(held);
        let answers = tasks.join_all().await;
        answers.iter().filter(|page| !page.text("#notice").contains("n’attend plus de décision")).count()
    };
    for (keys, lines) in [(&[FIRST_NAME][..], 1), (&[NAME, PLACE], 2), (&[LINK], 1), (&[PERSON], 2)] {
        let before = events();
        assert_eq!(take(keys).await, keys.len(), "{keys:?}");
        assert_eq!(events() - before, lines, "{keys:?}: {}", door.visitor.get("/history").await.words());
    }
    let place = door.visitor.get("/organizations/259900017").await;
    assert!(place.words().contains("DU CANAL"), "{}", place.words());
    assert_eq!(place.text("h1"), "Hôpital des Deux-Rivières", "neither is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_link_any_more_is_compared_as_well() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    let renamed = || file().replace("|Claire|", "|Clarisse|").replace(PHARMACY.name, "Pharmacie du Lys");
    let pharmacy = format!("{}.00000000000.name", PHARMACY.finess);
    import(&door, &renamed()).await;
    assert_eq!(keys(&door.visitor.get(HERE).await), [FIRST_NAME, pharmacy.as_str()]);
    for (person, place) in [(COMPLETE, HOSPITAL), (AT_THE_PHARMACY, PHARMACY)] {
        let path = format!("/organizations/{}/workers/{}/removal", place.finess, person.number);
        assert_eq!(door.visitor.post(&path, &[]).await.status, 303);
    }
    import(&door, &file()).await;
    assert!(keys(&door.visitor.get(HERE).await).is_empty(), "the directory says so no longer");
    import(&door, &renamed()).await;
    assert_eq!(keys(&door.visitor.get(HERE).await), [FIRST_NAME, pharmacy.as_str()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_decides_stays_on_the_page() {
    let door = Door::with_one_registered().await;
    door.home.database.change(&format!(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 52) \
         insert into changes (id, finess, fact, registered, directory, found_at, state) \
         select '{0}.' || cast(100 + i as text), '{0}', 'name', '{{\"name\":\"A\"}}', '{{\"name\":\"B\"}}', 1, 'open' \
         from numbers",
        HOSPITAL.finess
    ));
    let first = door.visitor.get(HERE).await;
    let second = door.visitor.click(&first, "a[rel=next]").await;
    assert_eq!((keys(&first).len(), keys(&second).len()), (50, 2));
    let third = decide(&door, &second, &keys(&second)[0], DISMISS).await;
    assert_eq!(keys(&third), keys(&second)[1..]);
    let last = decide(&door, &third, &keys(&third)[0], DISMISS).await;
    assert_eq!(keys(&last), keys(&first), "a page that is empty now gives way to the first");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_directory_says_nothing_where_a_newer_one_was_compared_with() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    until_compared(&door).await;
    let compared = async || door.visitor.get(HERE).await.text("#compared");
    assert!(
        compared().await.starts_with("Comparé à l’annuaire du 22 novembre 2026 ("),
        "{}",
        compared().await
    );
    // As another Carnet over this register does, whose directory was imported later.
    door.home.database.change("update comparisons set directory_at = directory_at + 86400, at = 1");
    assert!(compared().await.starts_with("Comparé à un annuaire chargé "), "{}", compared().await);
    door.home.import(FILE_NAME, &later("Hôpital des Deux-Rivières"));
    while !door.visitor.search("dubreuil").await.words().contains("Clarisse") {
        sleep(Duration::from_millis(100)).await;
    }
    sleep(Duration::from_secs(3)).await;
    assert_eq!(door.home.database.count("comparisons where at = 1"), 1, "{}", door.server.log());
    assert!(keys(&door.visitor.get(HERE).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_none_is_over() {
    let door = Door::at(Home::with_index()).await;
    for id in ["%00", "000000000.19900000019.%00", "none"] {
        let answer = door.visitor.post(&format!("/changes/{id}/taken"), &[("found_at", "1")]).await;
        let page = door.visitor.follow(&answer).await;
        assert!(page.text("#notice").contains("n’attend plus de décision"), "{id}: {}", page.words());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_demonstration_gave_is_not_compared_with_a_real_directory() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    let link = format!("finess = '{}'", OTHER_HOSPITAL.finess);
    door.home.database.change(&format!("update affiliations set source = 'demo' where {link}"));
    let worker = format!("rpps_number = '{}'", AT_THE_PHARMACY.number);
    door.home.database.change(&format!("update affiliations set source = 'demo' where {worker}"));
    import(&door, &later("Hôpital des Deux-Rivières")).await;
    assert_eq!(keys(&door.visitor.get(HERE).await), [FIRST_NAME, PROFESSION, NAME, PLACE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_forgotten_leaves_no_change_behind() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    import(&door, &later("Hôpital des Deux-Rivières")).await;
    let output = door.home.command(&["forget", COMPLETE.number, "--yes"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(door.home.database.count("changes where rpps_number = '19900000019'"), 0);
    assert_eq!(door.home.database.count("changes"), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_is_compared_on_demand_and_a_failing_one_changes_nothing() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let results = door.visitor.search(COMPLETE.number).await;
    door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    door.home.database.change("update workers set first_name = 'Clara'");
    let page = door.visitor.get(HERE).await;
    assert!(page.text("#compared").contains("pas encore été comparé"), "{}", page.words());
    let page = door.visitor.follow(&door.visitor.press(&page, "main form button").await).await;
    assert!(page.text("#notice").contains("La comparaison commence"), "{}", page.words());
    until_compared(&door).await;
    assert_eq!(keys(&until_counted(&door.visitor, 1).await), [FIRST_NAME]);
    door.home.database.change("update comparisons set outcome = 'running', at = 1");
    let page = door.visitor.get(HERE).await;
    assert!(
        page.text("p.warning").contains("n’a pas abouti"),
        "who was ended says nothing: {}",
        page.words()
    );
    company.fail();
    let page = door.visitor.get(HERE).await;
    assert!(page.text("#compared").contains("à ce que dit la passerelle"), "{}", page.words());
    door.visitor.press(&page, "main form button").await;
    for _ in 0..100 {
        if door.home.database.count("comparisons where outcome = 'failed'") == 1 {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    let page = door.visitor.get(HERE).await;
    assert!(page.text("p.warning").contains("n’a pas abouti"), "{}", page.words());
    assert_eq!(keys(&page), [FIRST_NAME], "who does not answer says nothing");
}
