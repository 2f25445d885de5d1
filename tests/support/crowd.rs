//! Many people at few places, selected as fast as servers answer.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use carnet::domain::identifiers::with_check_digit;
use reqwest::Method;

use super::{
    answer::Answer,
    database::Database,
    door::SELECT,
    fixture::{CLINIC, COMPLETE},
    form::Form,
    rows::{HEADER, Person, row},
    server::Server,
    visitor::Visitor,
};

/// The last name of all of them.
const NAME: &str = "SORBERAIE";

/// A directory of so many people, each at that many of so many places.
pub fn file(people: usize, each_at: usize, places: usize) -> String {
    let rows = (0..people * each_at).map(|number| {
        let (who, at) = (number / each_at, (number / each_at * 7 + number % each_at) % places);
        let (rpps, finess) =
            (with_check_digit(&format!("19902{who:05}")), with_check_digit(&format!("7699{at:04}")));
        let (name, siret) = (format!("Centre de soins {at:03}"), format!("990000002{at:05}"));
        let first_name = format!("Anne-{who:05}");
        let person = Person { number: &rpps, last_name: NAME, first_name: &first_name, ..COMPLETE };
        let place = super::rows::Place { finess: &finess, siret: &siret, name: &name, ..CLINIC };
        row(&person, &place)
    });
    [HEADER.join("|")].into_iter().chain(rows).collect::<Vec<_>>().join("\n") + "\n"
}

/// The keys of what a form selects: FINESS and RPPS number.
pub type Pair = (String, String);

/// Everyone who can be selected, and who has been.
pub struct Crowd {
    forms: Vec<Form>,
    next: AtomicUsize,
    is_over: AtomicBool,
    acknowledged: Mutex<BTreeSet<Pair>>,
}

impl Crowd {
    /// The forms of all of them, a hundred people to a page.
    pub async fn of(server: &Server) -> Self {
        let visitor = server.visitor();
        let (mut forms, mut seen) = (Vec::new(), BTreeSet::new());
        for hundred in 0.. {
            let page = visitor.get(&format!("/?q={NAME}+{hundred:03}&size=500")).await;
            let before = forms.len();
            forms.extend(page.forms(SELECT).into_iter().filter(|form| seen.insert(pair(form))));
            if forms.len() == before {
                break;
            }
        }
        assert!(!forms.is_empty(), "nobody is found");
        Self {
            forms,
            next: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
            acknowledged: Mutex::default(),
        }
    }

    /// The forms.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Selects one after another, and remembers what was acknowledged, until [`Crowd::stop`]; goes
    /// on after what fails.
    pub async fn select(&self, visitor: Visitor) {
        while !self.is_over.load(Ordering::Relaxed) {
            let form = &self.forms[self.next.fetch_add(1, Ordering::Relaxed) % self.forms.len()];
            let request = visitor.request(Method::POST, &form.action).header("Sec-Fetch-Site", "same-origin");
            match request.form(&form.fields).send().await {
                Ok(answer) if answer.status() == 303 => self.acknowledge(form),
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    }

    /// Remembers a selection that was acknowledged.
    pub fn acknowledge(&self, form: &Form) {
        self.acknowledged.lock().unwrap().insert(pair(form));
    }

    /// Lets everyone who selects come to an end.
    pub fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// Lets them begin anew. Where everyone was selected already, the register is emptied.
    pub fn begin_again(&self, database: &Database) {
        self.is_over.store(false, Ordering::Relaxed);
        if self.next.load(Ordering::Relaxed) >= self.forms.len() {
            for table in ["affiliations", "workers", "organizations", "events"] {
                database.change(&format!("delete from {table}"));
            }
            self.next.store(0, Ordering::Relaxed);
            self.acknowledged.lock().unwrap().clear();
        }
    }

    /// How many selections were acknowledged, each of which must be there.
    #[track_caller]
    pub fn all_there(&self, database: &Database) -> usize {
        let acknowledged = self.acknowledged.lock().unwrap();
        if acknowledged.is_empty() {
            return 0;
        }
        let pairs: Vec<String> =
            acknowledged.iter().map(|(finess, rpps)| format!("('{finess}', '{rpps}')")).collect();
        let there = database
            .count(&format!("affiliations where (finess, rpps_number) in (values {})", pairs.join(", ")));
        assert_eq!(there, acknowledged.len() as i64, "every acknowledged selection is there");
        acknowledged.len()
    }
}

/// The keys of what a form selects.
pub fn pair(form: &Form) -> Pair {
    let value = |name| form.value(name).unwrap().to_owned();
    (value("finess"), value("rpps_number"))
}

/// Which of organization, worker and affiliation an answer says were created.
#[track_caller]
pub fn created(answer: &Answer) -> [bool; 3] {
    assert_eq!(answer.status, 303, "{}", answer.words());
    let notice = answer.header("set-cookie").unwrap();
    match () {
        () if notice.contains("selected-both-created") => [true, true, true],
        () if notice.contains("selected-worker-created") => [false, true, true],
        () if notice.contains("selected-organization-created") => [true, false, true],
        () if notice.contains("selected-link-created") => [false, false, true],
        () => {
            assert!(notice.contains("selected-nothing-created"), "{notice}");
            [false; 3]
        }
    }
}
