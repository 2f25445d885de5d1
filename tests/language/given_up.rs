//! A search that nobody waits for any more is given up between two stages.

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use carnet::{
    directory::{
        index::search,
        patience::{Asker, Patience},
    },
    domain::search::{Hits, SearchError, SearchRequest},
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

use crate::{harness, people};

/// Notes the stages that the log tells of, and goes away where one of them begins.
#[derive(Clone, Default)]
struct Impatient {
    stages: Arc<Mutex<Vec<String>>>,
    asker: Arc<Mutex<Option<Asker>>>,
    leaves_at: &'static str,
}

/// The stage that an event names.
#[derive(Default)]
struct Stage(Option<String>);

impl Visit for Stage {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "stage" {
            self.0 = Some(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl<S: Subscriber> Layer<S> for Impatient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut stage = Stage::default();
        event.record(&mut stage);
        let Some(stage) = stage.0 else { return };
        if stage == self.leaves_at {
            self.asker.lock().unwrap().take();
        }
        self.stages.lock().unwrap().push(stage);
    }
}

/// The stages that ran of a search whose asker leaves at one of them, and the answer.
fn asked(leaves_at: &'static str) -> (Vec<String>, Result<Hits, SearchError>) {
    let searcher = harness::searcher(&people::entries());
    let asker = Asker::default();
    let patience: Patience = asker.patience();
    let impatient = Impatient { leaves_at, ..Impatient::default() };
    *impatient.asker.lock().unwrap() = Some(asker);
    let request = SearchRequest { q: "lefevre".to_owned(), size: 5, ..SearchRequest::default() };
    let log = tracing_subscriber::registry().with(impatient.clone());
    let answer = tracing::subscriber::with_default(log, || search::run_while(&searcher, &request, &patience));
    let stages = impatient.stages.lock().unwrap().clone();
    (stages, answer)
}

#[test]
fn a_search_that_is_replaced_stops_at_its_next_stage() {
    let (stages, answer) = asked("never");
    assert_eq!(stages, ["translate", "walk", "count"]);
    assert!(answer.is_ok_and(|hits| hits.found > 0));
    for (leaves_at, ran) in [("translate", 1), ("walk", 2)] {
        let (stages, answer) = asked(leaves_at);
        assert_eq!(stages.len(), ran, "{stages:?}");
        assert!(matches!(answer, Err(SearchError::Unavailable(_))), "{leaves_at}");
    }
}

#[test]
fn a_search_that_takes_too_long_is_refused_in_words() {
    let searcher = harness::searcher(&people::entries());
    let hurried = Patience::default().for_at_most(Duration::ZERO);
    let request = SearchRequest { q: "lefevre".to_owned(), size: 5, ..SearchRequest::default() };
    let refused = search::run_while(&searcher, &request, &hurried);
    assert!(matches!(&refused, Err(SearchError::Refused(why)) if why.contains("too long")), "{refused:?}");
}
