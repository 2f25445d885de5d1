//! What a question costs is estimated before it is answered: hostile ones are beyond the bound in a
//! directory as large as the national one, those of staff far within.

use std::{
    fmt,
    fs::File,
    sync::{Arc, Mutex},
};

use carnet::{
    directory::{
        index::{
            embedded::EmbeddedIndex,
            import::{self, ImportRequest, Input, Memory},
            query::effort::MOST_LOOKS,
            status::Kind,
        },
        language::fields::FIELDS,
        sample,
    },
    domain::{
        abilities::Abilities,
        criteria::EVERYTHING,
        entry::Entry,
        search::{SearchError, SearchRequest},
        staff_query::{self, StaffSearch},
        text::fold,
    },
};
use tempfile::TempDir;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

/// Rows that are imported here.
const ROWS: u64 = 2_000;

/// How many times as many the national file has.
const NATIONAL: f64 = 2_290_000.0 / ROWS as f64;

/// Notes what searches are estimated to cost.
#[derive(Clone, Default)]
struct Weighed(Arc<Mutex<Vec<f64>>>);

struct Looks(Option<f64>);

impl Visit for Looks {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "looks" {
            self.0 = Some(value);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl<S: Subscriber> Layer<S> for Weighed {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut looks = Looks(None);
        event.record(&mut looks);
        self.0.lock().unwrap().extend(looks.0);
    }
}

/// The looks of a request in a directory as large as the national one.
fn looks(index: &EmbeddedIndex, request: &SearchRequest) -> f64 {
    let weighed = Weighed::default();
    let log = tracing_subscriber::registry().with(weighed.clone());
    let answer = tracing::subscriber::with_default(log, || index.search(request));
    assert!(matches!(answer, Ok(_) | Err(SearchError::Refused(_))), "{answer:?}");
    // A question asked before is answered without being weighed again.
    weighed.0.lock().unwrap().iter().sum::<f64>() * NATIONAL
}

fn imported(folder: &TempDir) -> EmbeddedIndex {
    let file = folder.path().join("PS_LibreAcces_Personne_activite_202611250000.txt");
    sample::write(ROWS, 4, &mut File::create(&file).unwrap()).unwrap();
    let data = folder.path().join("data");
    let request = ImportRequest {
        input: Input::File(&file),
        name: None,
        date: None,
        kind: Kind::National,
        replace: false,
        publication: None,
        force: false,
        memory: Memory::Small,
        data_dir: &data,
        now: 0,
        watcher: &mut |_| {},
    };
    import::run(request).unwrap();
    let index = EmbeddedIndex::new(&data);
    assert!(index.refresh().unwrap());
    index
}

/// What staff might type of one entry, with frequent words, beginnings and long questions among it.
fn typed(entry: &Entry) -> Vec<String> {
    let text = |value: &Option<String>| fold(value.as_deref().unwrap_or("x"));
    let [last, first, town] = [&entry.last_name, &entry.first_name, &entry.city].map(text);
    let [profession, place, street] =
        [&entry.profession_name, &entry.registered_name, &entry.street].map(text);
    let begin = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    vec![
        format!("{last} {first}"),
        format!("{} {last}", begin(&first, 1)),
        format!("{profession} {town}"),
        format!("{profession} {} {}", begin(&last, 1), begin(&town, 1)),
        begin(&last, 1),
        begin(&last, 2),
        place.clone(),
        street.clone(),
        format!("{place} {street} {town}"),
        format!("{last} {first} {profession} {town} {street}"),
        format!("l {last}"),
        format!("{last} d"),
        "de la".to_owned(),
        "rue de la place du cabinet medical".to_owned(),
        "cabinet medical rue infirmier liberal".to_owned(),
        "a b c d e f g h".to_owned(),
        "centre hospitalier universitaire".to_owned(),
    ]
}

#[test]
fn what_staff_ask_is_far_within_the_bound() {
    let folder = TempDir::new().unwrap();
    let index = imported(&folder);
    let everybody = SearchRequest { q: EVERYTHING.to_owned(), size: 2_000, ..SearchRequest::default() };
    assert!(looks(&index, &everybody) < MOST_LOOKS / 5.0);
    assert!(looks(&index, &SearchRequest { size: 1, ..everybody.clone() }) > 0.0, "it is told");
    let mut dearest = (0.0, String::new());
    for entry in index.search(&everybody).unwrap().entries.iter().step_by(100) {
        for text in typed(entry) {
            let search = StaffSearch { text: text.clone(), size: 20, ..StaffSearch::default() };
            let asked = [staff_query::request, staff_query::near].map(|ask| ask(&search, &Abilities::FULL));
            for request in asked.into_iter().flatten() {
                let looks = looks(&index, &request);
                if looks > dearest.0 {
                    dearest = (looks, request.q.clone());
                }
            }
        }
    }
    assert!(dearest.0 < MOST_LOOKS / 3.0, "{dearest:?}");
}

#[test]
fn a_hostile_question_is_beyond_the_bound() {
    let folder = TempDir::new().unwrap();
    let index = imported(&folder);
    let q = |q: String| SearchRequest { q, size: 10, ..SearchRequest::default() };
    let fq = |fq: String| SearchRequest { fq: Some(fq), ..q(EVERYTHING.to_owned()) };
    let beginnings: String =
        "abcdefghijklmnopqrstuvwxyz012345".chars().map(|letter| format!("{letter}* |")).collect();
    let names: Vec<String> = FIELDS.iter().map(|field| format!("'{}'", field.name)).collect();
    let in_every_field = Some(format!("{{fields:[{}]}}", names.join(",")));
    let near: String = (1..=200).map(|slop| format!("\"rue de\"~{slop} |")).collect();
    let spelt: String = ('a'..='z').map(|letter| format!("{letter}ar~2 |")).collect();
    let anywhere = SearchRequest { options: in_every_field, ..q(beginnings.clone()) };
    let hostile = [anywhere, q(beginnings), q(spelt), q(near)];
    for request in hostile {
        let looks = looks(&index, &request);
        assert!(looks > MOST_LOOKS, "{looks:e}: {:.40}", request.q);
    }
    let ranges = |field: &str| {
        let from = |letter: char| format!("{field}:['{letter}',}} ");
        fq(format!("(or {})", "abcdefghijklmnopqrstuvwxyz012345".chars().map(from).collect::<String>()))
    };
    let looks_of_ranges = looks(&index, &ranges("last_name"));
    assert!(looks_of_ranges > MOST_LOOKS, "{looks_of_ranges:e}");
    // These were walked over part by part, and are one exclusion now.
    let words = (0..500).map(|number| format!("(not 'w{number}')")).collect::<Vec<_>>().join(" ");
    let ids = (0..200).map(|number| format!("(not _id:'p{number}')")).collect::<Vec<_>>().join(" ");
    for cheap in [format!("(or {words})"), format!("(and {ids})"), format!("(or {ids})")] {
        let looks = looks(&index, &fq(cheap.clone()));
        assert!(looks < MOST_LOOKS / 3.0, "{looks:e}: {cheap:.40}");
    }
}
