//! A search, at the company's address and at the service's.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    http::{StatusCode, header::ContentType},
    web,
};
use tokio::time::timeout;

use super::{envelope::Style, incoming, limits::ARRIVES_WITHIN, refusal::Refusal};
use crate::{
    directory::{
        index::embedded::EmbeddedIndex,
        patience::Patience,
        protocol::{
            answer,
            error::Error,
            parameters::{Hearing, Parameters},
        },
    },
    domain::search::SearchError,
};

/// What answers.
pub struct Answerer {
    /// The directory.
    pub index: EmbeddedIndex,
    /// How long a search may take.
    pub deadline: Duration,
}

/// `GET /dev/?q=…`: the company's gateway, with its five parameters.
pub async fn plain(answerer: web::Data<Answerer>, request: HttpRequest) -> HttpResponse {
    respond(&answerer, incoming::of_address(&request), Hearing::Plain).await
}

/// `GET /2013-01-01/search?q=…`: the service.
pub async fn full(answerer: web::Data<Answerer>, request: HttpRequest) -> HttpResponse {
    respond(&answerer, incoming::of_address(&request), Hearing::Full).await
}

/// `POST /2013-01-01/search`: the same parameters as a form.
pub async fn full_of_form(
    answerer: web::Data<Answerer>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let arriving = web::Bytes::from_request(&request, &mut body.into_inner());
    let pairs = match timeout(ARRIVES_WITHIN, arriving).await {
        Ok(Ok(body)) => incoming::of_form(&request, &body),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a form that cannot be read");
            let is_large = error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE;
            Err(if is_large { Refusal::large_form() } else { Refusal::broken_form() })
        }
        Err(_) => Err(Refusal::slow_form()),
    };
    respond(&answerer, pairs, Hearing::Full).await
}

async fn respond(
    answerer: &Answerer,
    pairs: Result<Vec<(String, String)>, Refusal>,
    hearing: Hearing,
) -> HttpResponse {
    let answered = match pairs {
        Err(refusal) => Err(refusal),
        Ok(pairs) => {
            let work =
                move |index: &EmbeddedIndex, patience: &Patience| answered(index, pairs, hearing, patience);
            within(answerer.deadline, &answerer.index, work).await
        }
    };
    match answered {
        Ok(body) => HttpResponse::Ok().content_type(ContentType::json()).body(body),
        Err(refusal) => refusal.response(),
    }
}

/// What comes of some work once its turn has come, which is given up at the deadline, or when the request
/// is dropped because whoever asked has gone.
async fn within<T: Send + 'static>(
    deadline: Duration,
    index: &EmbeddedIndex,
    work: impl FnOnce(&EmbeddedIndex, &Patience) -> Result<T, Error> + Send + 'static,
) -> Result<T, Refusal> {
    let has_begun = Arc::new(AtomicBool::new(false));
    let begun = Arc::clone(&has_begun);
    let in_turn = index.in_turn_patiently(move |index, patience| {
        begun.store(true, Ordering::Relaxed);
        work(index, patience)
    });
    match timeout(deadline, in_turn).await {
        Err(_) if has_begun.load(Ordering::Relaxed) => {
            tracing::warn!("a search took longer than {} seconds and was given up", deadline.as_secs_f64());
            Err(Refusal::late(deadline))
        }
        Err(_) => {
            tracing::warn!(
                "a search had no turn within {} seconds: too many at once",
                deadline.as_secs_f64()
            );
            Err(Refusal::busy())
        }
        Ok(done) => done.map_err(Refusal::from),
    }
}

fn answered(
    index: &EmbeddedIndex,
    pairs: Vec<(String, String)>,
    hearing: Hearing,
    patience: &Patience,
) -> Result<String, Error> {
    let began = Instant::now();
    let parameters = Parameters::of(pairs, hearing)?;
    let style = Style::of(&parameters)?;
    let answer = answer::answer(index, &parameters, patience)?;
    let unwritten = |error: serde_json::Error| SearchError::BadAnswer(error.to_string());
    Ok(style.write(answer, began.elapsed()).map_err(unwritten)?)
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::mpsc, thread};

    use super::*;

    /// More searches than any machine that runs tests has turns for.
    const MORE_THAN_TURNS: usize = 400;

    /// How long the work may take to notice that nobody waits.
    const SOON: Duration = Duration::from_secs(10);

    /// One that holds nothing, whose turns are all free.
    fn index() -> EmbeddedIndex {
        EmbeddedIndex::new(Path::new("nowhere"))
    }

    /// Work that goes on as long as it is waited for, then tells so.
    fn patient(
        ended: mpsc::Sender<()>,
    ) -> impl FnOnce(&EmbeddedIndex, &Patience) -> Result<(), Error> + Send {
        move |_, patience| {
            while patience.lasts() {
                thread::sleep(Duration::from_millis(1));
            }
            // A test that has ended listens no more.
            let _heard = ended.send(());
            Ok(())
        }
    }

    #[actix_web::test]
    async fn work_is_given_up_at_the_deadline() {
        let (ended, end) = mpsc::channel();
        let refusal = within(Duration::from_millis(20), &index(), patient(ended)).await.unwrap_err();
        assert_eq!(refusal.response().status(), 503);
        assert_eq!(end.recv_timeout(SOON), Ok(()));
        assert!(within(SOON, &index(), |_, _| Ok(1)).await.is_ok_and(|done| done == 1));
    }

    #[actix_web::test]
    async fn work_is_given_up_when_whoever_asked_has_gone() {
        let (ended, end) = mpsc::channel();
        let request = actix_web::rt::spawn(async { within(SOON * 6, &index(), patient(ended)).await });
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        request.abort();
        assert!(request.await.is_err_and(|error| error.is_cancelled()));
        assert_eq!(end.recv_timeout(SOON), Ok(()));
    }

    #[actix_web::test]
    async fn whoever_gets_no_turn_in_time_is_told_that_too_much_is_asked_at_once() {
        let (index, (ended, end)) = (index(), mpsc::channel());
        let all: Vec<_> = (0..MORE_THAN_TURNS)
            .map(|_| {
                let (index, ended) = (index.clone(), ended.clone());
                actix_web::rt::spawn(async move { within(SOON * 6, &index, patient(ended)).await })
            })
            .collect();
        actix_web::rt::time::sleep(Duration::from_millis(200)).await;
        let refusal = within(Duration::from_millis(20), &index, |_, _| Ok(1)).await.unwrap_err();
        let told = String::from_utf8(refusal.last_words()).unwrap();
        assert!(told.starts_with("HTTP/1.1 503") && told.contains("Too many searches at once"), "{told}");
        all.iter().for_each(|request| request.abort());
        for request in all {
            assert!(request.await.is_err_and(|error| error.is_cancelled()));
        }
        assert_eq!(end.recv_timeout(SOON), Ok(()));
        assert!(within(SOON, &index, |_, _| Ok(1)).await.is_ok_and(|done| done == 1), "a turn is free again");
    }
}
