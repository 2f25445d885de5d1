//! `/api/selections`: registering one entry, by the rules of the pages.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderValue},
    web,
};

use super::{
    listing,
    problem::{ELSEWHERE, MALFORMED, MEDIA_TYPE, MISSING, NOT_FOUND, OTHER, Problem, SEVERAL, TOO_LARGE},
    shapes::selection::{LONGEST_ENTRY, SelectionOutcome, SelectionRequest},
};
use crate::{
    domain::{
        codes,
        organization::Organization,
        selection::{Fact, Selection},
        worker::Worker,
    },
    registry::{organizations, workers},
    web::{
        app::App,
        caller::Caller,
        selections::{
            decision::{self, Decision},
            form::SelectForm,
        },
    },
};

/// How a body may be compressed, if it is.
const CODINGS: [&str; 3] = ["gzip", "deflate", "identity"];

/// Register one entry of the directory
///
/// Registers the organization and the worker where they are new, and links them: one entry a call.
/// The entry is fetched again from the directory; nothing that the caller sends becomes a fact but
/// what completes it. Sent again, the call changes nothing and answers 200 with every `created`
/// false.
///
/// Where mandatory facts are missing, the call answers 422 and names them in `missing`. Send it again
/// with `finess`, `first_name` or `profession_name`; a completion never overrides the directory.
#[utoipa::path(
    post, path = "/api/selections", operation_id = "select", tag = "Register",
    request_body(content = SelectionRequest, examples(
        ("one entry" = (value = json!({"entry": "p7k3n2d5q4h6m8r1t0v9w2x5y3z"}))),
        ("completed" = (value = json!({
            "entry": "p7k3n2d5q4h6m8r1t0v9w2x5y3z", "finess": "2A9900073", "first_name": "Solène"
        }))),
    )),
    responses(
        (status = 201, description = "Something was registered.", body = SelectionOutcome,
            headers(("Location" = String, description = "The organization."))),
        (status = 200, description = "All was registered before; nothing was written.",
            body = SelectionOutcome),
    )
)]
pub async fn create(
    app: web::Data<App>,
    caller: web::ReqData<Caller>,
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    let asked = read(&request, body)?;
    let form = form(&asked);
    let asking = app.directory.asking();
    let (decision, _) = decision::decide(&app, &asking, &form).await?;
    match decision {
        Decision::Ready(selection) => {
            is_meant(&asked, &selection.organization, &selection.worker)?;
            register(&app, &caller, *selection).await
        }
        Decision::Already(organization, worker) => {
            is_meant(&asked, &organization, &worker)?;
            Ok(HttpResponse::Ok().json(SelectionOutcome::new(*organization, *worker, None)))
        }
        other => Err(refusal(other, &asked)),
    }
}

async fn register(app: &App, caller: &Caller, selection: Selection) -> Result<HttpResponse, Problem> {
    let stamp = app.stamp_of(caller.name.actor());
    let outcome = app.registry.select(selection.clone(), stamp).await?;
    let (organization, worker) = registered(app, selection).await?;
    let address = format!("/api/organizations/{}", organization.finess);
    let done = SelectionOutcome::new(organization, worker, Some(&outcome));
    if !done.has_created() {
        return Ok(HttpResponse::Ok().json(done));
    }
    Ok(HttpResponse::Created().insert_header((header::LOCATION, address)).json(done))
}

/// The two as they are registered: what was there before is not rewritten.
async fn registered(app: &App, selection: Selection) -> Result<(Organization, Worker), Problem> {
    let (finess, rpps) = (selection.organization.finess.clone(), selection.worker.rpps_number.clone());
    let found =
        app.registry.read(move |db| Ok((organizations::find(db, &finess)?, workers::find(db, &rpps)?)));
    let (organization, worker) = found.await?;
    Ok((
        organization.map_or(selection.organization, |registered| registered.facts),
        worker.map_or(selection.worker, |registered| registered.facts),
    ))
}

/// Reads a body, as strictly as the document describes it.
fn read(
    request: &HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<SelectionRequest, Problem> {
    let is_json = request.headers().get(header::CONTENT_TYPE).is_some_and(is_json);
    if !is_json {
        return Err(MEDIA_TYPE.usual());
    }
    if request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|coding| !CODINGS.iter().any(|known| coding == known))
    {
        return Err(Problem::new(MEDIA_TYPE, "Send the body plain, or as gzip."));
    }
    let body = body.map_err(|error| match error.as_response_error().status_code().as_u16() {
        413 => TOO_LARGE.usual(),
        _ => malformed("The body ended early, or is compressed wrongly"),
    })?;
    // Of a list the members would be read by their places.
    if body.trim_ascii_start().first().is_some_and(|first| *first != b'{') {
        return Err(malformed("The body must be one JSON object"));
    }
    let mut asked: SelectionRequest =
        serde_json::from_slice(&body).map_err(|error| malformed(&error.to_string()))?;
    // Of Corsica, as it may be typed.
    asked.finess.iter_mut().for_each(|finess| finess.make_ascii_uppercase());
    let entry = asked.entry.trim();
    if entry.is_empty() || asked.entry.chars().count() > LONGEST_ENTRY {
        return Err(malformed("entry must name one entry of the directory, by its identifier"));
    }
    if asked.rpps_number.as_deref().is_some_and(|rpps| listing::rpps(rpps).is_err()) {
        return Err(malformed("rpps_number must have 11 digits"));
    }
    if asked.finess.as_deref().is_some_and(|finess| listing::finess(finess).is_err()) {
        return Err(malformed("finess must have 9 characters: digits, or 2A or 2B and 7 digits"));
    }
    if asked.profession_name.as_deref().is_some_and(|name| profession_code(name).is_none()) {
        return Err(malformed("profession_name must be a label of the national table of professions"));
    }
    Ok(asked)
}

fn is_json(kind: &HeaderValue) -> bool {
    let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

fn malformed(what: &str) -> Problem {
    Problem::new(MALFORMED, format!("{what}. Nothing was registered."))
}

/// The same as a form of the pages.
fn form(asked: &SelectionRequest) -> SelectForm {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    SelectForm {
        entry: asked.entry.clone(),
        source: asked.source.map(|source| source.as_str().to_owned()).unwrap_or_default(),
        rpps_number: given(&asked.rpps_number),
        finess: given(&asked.finess),
        organization: given(&asked.finess),
        first_name: given(&asked.first_name),
        profession_code: asked
            .profession_name
            .as_deref()
            .and_then(profession_code)
            .unwrap_or_default()
            .to_owned(),
        also: if asked.also { "1".to_owned() } else { String::new() },
        ..SelectForm::default()
    }
}

fn profession_code(name: &str) -> Option<&'static str> {
    codes::PROFESSIONS.rows().iter().find(|(_, label)| *label == name).map(|(code, _)| *code)
}

/// Whether what was found is of the person and the place that the caller names besides.
fn is_meant(asked: &SelectionRequest, place: &Organization, person: &Worker) -> Result<(), Problem> {
    let (finess, rpps) = (place.finess.as_str(), person.rpps_number.as_str());
    let differs = |named: &Option<String>, found: &str| named.as_deref().is_some_and(|named| named != found);
    if differs(&asked.finess, finess) || differs(&asked.rpps_number, rpps) {
        let detail = format!(
            "This entry is of RPPS {rpps} at FINESS {finess}, not of the numbers sent with it. \
             Nothing was registered."
        );
        return Err(Problem::new(OTHER, detail));
    }
    Ok(())
}

/// What is said of an entry that is not registered.
fn refusal(decision: Decision, asked: &SelectionRequest) -> Problem {
    match decision {
        Decision::Incomplete(_, missing) => missing_facts(&missing, asked),
        Decision::Several(entries) => {
            let ids: Vec<String> = entries.into_iter().map(|entry| entry.id).collect();
            SEVERAL.usual().telling("entries", ids)
        }
        Decision::Elsewhere(_, there, _) => ELSEWHERE.usual().telling("finess", there.facts.finess.as_str()),
        Decision::Gone | Decision::Ready(_) | Decision::Already(..) => {
            Problem::new(NOT_FOUND, "The directory has no such entry; search it again.")
        }
    }
}

fn missing_facts(missing: &[Fact], asked: &SelectionRequest) -> Problem {
    let names: Vec<&str> = missing.iter().map(|fact| fact.as_str()).collect();
    let sent: Option<Vec<&str>> = missing.iter().map(|fact| sent_for(*fact)).collect();
    let advice = match sent {
        Some(sent) => format!("send {}", sent.join(" and ")),
        None => "it cannot be registered, for nobody can complete a number or a last name".to_owned(),
    };
    let useless: String = missing.iter().filter_map(|fact| useless(*fact, asked)).collect();
    let detail = format!("The entry lacks {}; {advice}.{useless} Nothing was registered.", names.join(", "));
    Problem::new(MISSING, detail).telling("missing", names)
}

/// What may be sent for a fact that is missing; none where nobody can complete it.
fn sent_for(fact: Fact) -> Option<&'static str> {
    match fact {
        Fact::Finess | Fact::RegisteredName => {
            Some("finess (of an organization that is registered or in the directory)")
        }
        fact => fact.can_be_completed().then(|| fact.as_str()),
    }
}

/// A sentence on what was sent to complete a fact, where it does not.
fn useless(fact: Fact, asked: &SelectionRequest) -> Option<String> {
    match (fact, asked) {
        (Fact::Finess, SelectionRequest { finess: Some(finess), .. }) => {
            Some(format!(" No organization of the finess sent, {finess}, is registered or in the directory."))
        }
        (Fact::FirstName, SelectionRequest { first_name: Some(_), .. }) => Some(
            " The first_name sent is no name: it needs a letter, at most 100 characters, and nothing that cannot be seen."
                .to_owned(),
        ),
        _ => None,
    }
}
