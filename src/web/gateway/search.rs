//! A search, at the company's address and at the service's.

use std::time::{Duration, Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::ContentType},
    web,
};
use tokio::time::timeout;

use super::{envelope::Style, incoming, refusal::Refusal};
use crate::{
    directory::{
        index::embedded::EmbeddedIndex,
        patience::{Asker, Patience},
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
    body: Result<web::Bytes, actix_web::Error>,
) -> HttpResponse {
    let pairs = match body {
        Ok(body) => incoming::of_form(&request, &body),
        Err(error) => {
            tracing::debug!(%error, "a form that cannot be read");
            let is_large = error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE;
            Err(if is_large { Refusal::large_form() } else { Refusal::broken_form() })
        }
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
            let index = answerer.index.clone();
            let work = move |patience: &Patience| answered(&index, pairs, hearing, patience);
            within(answerer.deadline, work).await
        }
    };
    match answered {
        Ok(body) => HttpResponse::Ok().content_type(ContentType::json()).body(body),
        Err(refusal) => refusal.response(),
    }
}

/// What comes of some work, which is given up at the deadline, or when the request is dropped because
/// whoever asked has gone.
async fn within<T: Send + 'static>(
    deadline: Duration,
    work: impl FnOnce(&Patience) -> Result<T, Error> + Send + 'static,
) -> Result<T, Refusal> {
    let asker = Asker::default();
    let patience = asker.patience();
    // Reading an index may wait for the disk, which the event loop must not.
    let outcome = timeout(deadline, web::block(move || work(&patience))).await;
    drop(asker);
    match outcome {
        Err(_) => {
            tracing::warn!("a search took longer than {} seconds and was given up", deadline.as_secs_f64());
            Err(Refusal::late(deadline))
        }
        Ok(Err(error)) => Err(Error::Unanswered(SearchError::Unavailable(error.to_string())).into()),
        Ok(Ok(done)) => done.map_err(Refusal::from),
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
    use std::{sync::mpsc, thread};

    use super::*;

    /// How long the work may take to notice that nobody waits.
    const SOON: Duration = Duration::from_secs(10);

    /// Work that goes on as long as it is waited for, then tells so.
    fn patient(ended: mpsc::Sender<()>) -> impl FnOnce(&Patience) -> Result<(), Error> + Send {
        move |patience| {
            while patience.lasts() {
                thread::sleep(Duration::from_millis(1));
            }
            ended.send(()).unwrap();
            Ok(())
        }
    }

    #[actix_web::test]
    async fn work_is_given_up_at_the_deadline() {
        let (ended, end) = mpsc::channel();
        let refusal = within(Duration::from_millis(20), patient(ended)).await.unwrap_err();
        assert_eq!(refusal.response().status(), 503);
        assert_eq!(end.recv_timeout(SOON), Ok(()));
        assert!(within(SOON, |_| Ok(1)).await.is_ok_and(|done| done == 1));
    }

    #[actix_web::test]
    async fn work_is_given_up_when_whoever_asked_has_gone() {
        let (ended, end) = mpsc::channel();
        let request = actix_web::rt::spawn(within(SOON * 6, patient(ended)));
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        request.abort();
        assert!(request.await.is_err_and(|error| error.is_cancelled()));
        assert_eq!(end.recv_timeout(SOON), Ok(()));
    }
}
