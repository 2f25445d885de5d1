//! One directory, embedded and behind `carnet gateway`: what staff type finds the same in both.

use std::{collections::BTreeSet, fs, process::Stdio};

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{criteria::EVERYTHING, entry::Entry, search::SearchRequest, text::fold},
};

use crate::support::{answer::Answer, directory::Gateway, door::Door, home::Home};

/// Enough people that short beginnings find many, and few enough to be imported in a moment.
const ROWS: &str = "1500";

/// People whose names and places are typed.
const PEOPLE: usize = 2;

/// A home whose index holds invented rows.
fn home() -> Home {
    let home = Home::empty();
    let file = home.file("PS_LibreAcces_Personne_activite_202611220312.txt");
    let rows = ["directory", "sample", "--rows", ROWS, "--seed", "4"];
    let out = fs::File::create(&file).unwrap();
    assert!(home.command(&rows).stdout(out).status().unwrap().success());
    let import = ["directory", "import", file.to_str().unwrap()];
    assert!(home.command(&import).stderr(Stdio::null()).status().unwrap().success());
    home
}

/// People with a name of one word, at an organization with a FINESS number, far apart in the order of ids.
fn people(index: &EmbeddedIndex) -> Vec<Entry> {
    let request = SearchRequest { q: EVERYTHING.to_owned(), size: 1_500, ..SearchRequest::default() };
    let is_typed = |entry: &Entry| {
        let is_plain = |name: &Option<String>| name.as_deref().is_some_and(|name| fold(name).len() > 5);
        is_plain(&entry.last_name)
            && is_plain(&entry.city)
            && entry.finess.is_some()
            && entry.rpps().is_some()
    };
    let people: Vec<Entry> = index.search(&request).unwrap().entries.into_iter().filter(is_typed).collect();
    let step = people.len() / PEOPLE;
    people.into_iter().step_by(step).take(PEOPLE).collect()
}

/// What might be typed for one person.
fn typed(entry: &Entry) -> Vec<String> {
    let text = |value: &Option<String>| fold(value.as_deref().unwrap_or("x"));
    let [last, first, town] = [&entry.last_name, &entry.first_name, &entry.city].map(text);
    let (profession, organization) = (text(&entry.profession_name), text(&entry.registered_name));
    let begin = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    let skill = entry.skills.first().map(|skill| format!("{} {last}", fold(&skill.name)));
    let department = entry.department.as_deref().unwrap_or("75");
    let texts = [
        format!("{last} {first}"),
        format!("{} {last}", begin(&first, 1)),
        format!("{last} {}", begin(&first, 2)),
        format!("{last} {town}"),
        format!("{profession} {}", begin(&last, 1)),
        format!("{} {}", begin(&profession, 6), begin(&town, 2)),
        begin(&last, 1),
        begin(&last, 2),
        begin(&last, 3),
        format!("{last}s"),
        format!("{last}s {first}"),
        format!("{last} {department}"),
        format!("dr {} {last}", begin(&first, 1)),
        format!("{}m {last}", begin(&first, 1)),
        format!("{last} jp"),
        format!("{profession} {town}"),
        format!("{profession} {town} {}", begin(&last, 2)),
        format!("{town} {}", begin(&last, 2)),
        begin(&organization, 9),
        text(&entry.street),
        text(&entry.postcode),
        entry.rpps_number.clone().unwrap_or_default(),
        format!("{}x{}", begin(&last, 2), &last[3..]),
        format!("{last} {}&profession=60", begin(&town, 2)),
        format!("{}&department={department}", begin(&last, 2)),
        format!("{last}&clients=1"),
        format!("{}&town={town}", begin(&first, 2)),
        format!("{}&sector=SA07", begin(&last, 1)),
        format!("{} {}x{}", begin(&first, 1), begin(&last, 2), &last[3..]),
        format!("{}x{} {}", begin(&last, 2), &last[3..], begin(&first, 2)),
        format!("{}{}", begin(&last, 2), &last[3..]),
        format!("{}x{}", begin(&last, 3), &last[3..]),
        format!("{}{}x", begin(&last, 1), &last[2..]),
        format!("{last}e {first}e"),
        format!("{} {}", &last[1..], town),
    ];
    texts.into_iter().chain(skill).collect()
}

/// What might be typed for one person of which a gateway cannot be told the order: `l` and `d` are looked
/// for among names, where they begin one, and may be articles.
fn with_article(entry: &Entry) -> Vec<String> {
    let last = fold(entry.last_name.as_deref().unwrap_or("x"));
    let misspelt = format!("{}x{}", &last[..2], &last[3..]);
    ["l", "d"]
        .iter()
        .flat_map(|letter| {
            [&last, &misspelt].map(|name| [format!("{name} {letter}"), format!("{letter} {name}")])
        })
        .flatten()
        .collect()
}

/// What is typed whoever is looked for. Words that link others are not last here: a gateway cannot be told
/// to look among names for the order.
const EVERYDAY: [&str; 22] = [
    "de",
    "d",
    "le",
    "eu",
    "à",
    "st",
    "ch",
    "a",
    "12",
    "12 rue",
    "75",
    "2a",
    "7501",
    "de la",
    "kiné p",
    "infirmiere lyon",
    "pharmacie de la gare",
    "boulevard de l europe",
    "zzzyyyxxx",
    "zzzyyyxxx b",
    "199",
    "cardio m",
];

/// What a page of results tells: everything but where it comes from, and how it can be sorted and counted.
fn told(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.words());
    let buttons = page.forms("#results button[name=entry]");
    let ids = buttons.iter().map(|form| form.value("entry").unwrap_or_default().to_owned());
    let parts = [
        "#results article.person",
        "#results .near",
        "#results .found > span:first-child",
        "#results .warning",
    ];
    let words = parts.iter().flat_map(|part| page.texts(part));
    let empty = page.texts("#results .empty > p:first-child");
    let clients = page.texts("label:has(input[name=clients])");
    let more = page.texts("#results .more");
    words.chain(empty).chain(more).chain(clients).chain(ids).collect()
}

#[tokio::test]
async fn a_text_finds_the_same_in_the_index_and_over_the_gateway() {
    let home = home();
    let data = home.data();
    let gateway = Gateway::start(&data, &home.file("gateway.log"));
    let embedded = Door::at(home).await;
    let asking = Door::at(Home::empty().with("CARNET_DIRECTORY_URL", &*gateway.url)).await;
    let index = EmbeddedIndex::new(&data);
    index.refresh().unwrap();
    let texts: Vec<String> = people(&index).iter().flat_map(typed).collect();
    let mut different = Vec::new();
    for text in texts.iter().map(String::as_str).chain(EVERYDAY) {
        let address = format!("/?q={}", text.replace(' ', "+"));
        let (here, there) = (embedded.visitor.get(&address).await, asking.visitor.get(&address).await);
        let (here, there) = (told(&here), told(&there));
        if here != there {
            let at = here.iter().zip(&there).take_while(|(one, other)| one == other).count();
            different.push(format!(
                "{text}: {} {}: {:?} / {:?}",
                here.len(),
                there.len(),
                here.get(at),
                there.get(at)
            ));
        }
    }
    for text in people(&index).iter().flat_map(with_article) {
        let address = format!("/?q={}&size=500", text.replace(' ', "+"));
        let (here, there) = (embedded.visitor.get(&address).await, asking.visitor.get(&address).await);
        let [here, there] = [told(&here), told(&there)].map(|told| told.into_iter().collect::<BTreeSet<_>>());
        if here != there {
            different.push(format!("{text}: {:?}", here.symmetric_difference(&there).collect::<Vec<_>>()));
        }
    }
    assert!(
        different.is_empty(),
        "{} of {}:\n{}",
        different.len(),
        texts.len() + EVERYDAY.len(),
        different.join("\n")
    );
}
