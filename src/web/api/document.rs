//! The API's own description (OpenAPI 3.1), made of the handlers and of the kinds of problems.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::{
    affiliations, answer, directory, examples, forms, links, organizations,
    problem::{self, KINDS, Kind, Problem},
    selections,
    shapes::problem::ProblemShape,
    workers,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Carnet",
        description = "The directory and the register for programs.\n\nEvery call bears a token that an administrator makes on the page `/tokens` or with `carnet token add NAME --scope read|write`: `Authorization: Bearer TOKEN`. Instants are in UTC. Lists are walked by sending `next` as `after`, the other parameters unchanged; `workers` and `organizations` inside a list hold the first ten, with their total beside. What fails is answered with `application/problem+json` (RFC 9457)."
    ),
    servers((url = "/")),
    tags(
        (name = "Directory", description = "What can be selected."),
        (name = "Register", description = "What is registered.")
    ),
    security(("token" = [])),
    paths(
        directory::search,
        selections::create,
        organizations::index,
        organizations::show,
        organizations::workers,
        affiliations::remove,
        workers::index,
        workers::show,
        workers::organizations,
    ),
    components(schemas(ProblemShape))
)]
struct Document;

/// The document.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    document["components"]["securitySchemes"]["token"] = json!({"type": "http", "scheme": "bearer", "description": "Made on the page `/tokens`, or with `carnet token add`."});
    for status in KINDS.iter().map(|kind| kind.status) {
        document["components"]["responses"][name(status)] = response(status);
    }
    for (path, operations) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            for status in failures(path, method) {
                let reference = format!("#/components/responses/{}", name(status));
                operation["responses"][status.to_string()] = json!({"$ref": reference});
            }
        }
    }
    links::add(&mut document["paths"]["/api/selections"]["post"]["responses"]);
    forms::tell(&mut document["paths"]["/api/directory"]["get"]["parameters"]);
    add_examples(&mut document);
    document
});

/// Gives each answer that succeeds an example.
fn add_examples(document: &mut Value) {
    let described = document.clone();
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (_, operation) in paths.flat_map(|(_, operations)| operations.as_object_mut().into_iter().flatten()) {
        let may_create = operation["responses"].get("201").is_some();
        for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            if let Some(content) = response.pointer_mut("/content/application~1json") {
                content["example"] = examples::of(&described, &content["schema"]);
                if may_create && status == "200" {
                    create_nothing(&mut content["example"]);
                }
            }
        }
    }
}

fn create_nothing(example: &mut Value) {
    for (_, member) in example.as_object_mut().into_iter().flatten() {
        if let Some(created) = member.get_mut("created") {
            *created = json!(false);
        }
    }
}

/// `GET /api/openapi.json`.
///
/// # Errors
/// A [`Problem`] where it cannot be written.
pub async fn show(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer::tagged(&request, &*DOCUMENT)
}

/// The statuses of the problems that a call may meet.
fn failures(path: &str, method: &str) -> Vec<u16> {
    let is_meant = |status: &u16| match status {
        403 => method != "get",
        404 => path != "/api/directory",
        408 | 409 | 413 | 415 | 422 => method == "post",
        _ => true,
    };
    let mut statuses: Vec<u16> = KINDS.iter().map(|kind| kind.status).filter(is_meant).collect();
    statuses.dedup();
    statuses
}

fn name(status: u16) -> String {
    format!("problem-{status}")
}

/// What all problems of a status look like.
fn response(status: u16) -> Value {
    let kinds: Vec<&Kind> = KINDS.iter().copied().filter(|kind| kind.status == status).collect();
    let titles: Vec<&str> = kinds.iter().map(|kind| kind.title).collect();
    let examples = kinds.iter().map(|kind| (kind.word.to_owned(), json!({"value": example(kind)})));
    let examples: Map<String, Value> = examples.collect();
    let mut response = json!({
        "description": format!("{}.", titles.join("; or: ")),
        "content": {problem::CONTENT_TYPE: {
            "schema": {"$ref": "#/components/schemas/Problem"},
            "examples": examples,
        }},
    });
    if let Some((header, meaning, kind)) = header(status) {
        response["headers"][header] =
            json!({"description": meaning, "required": true, "schema": {"type": kind}});
    }
    response
}

/// The header that goes with a status: its name, its meaning and its type.
fn header(status: u16) -> Option<(&'static str, &'static str, &'static str)> {
    match status {
        401 => Some(("WWW-Authenticate", "How to come in (RFC 6750).", "string")),
        405 => Some(("Allow", "The methods that the address takes.", "string")),
        429 | 503 => Some(("Retry-After", "Seconds after which to ask again.", "integer")),
        _ => None,
    }
}

fn example(kind: &Kind) -> Value {
    let mut example = json!({
        "type": format!("/api/docs#{}", kind.word),
        "title": kind.title,
        "status": kind.status,
        "detail": kind.example,
    });
    match kind.word {
        "missing-facts" => example["missing"] = json!(["finess", "first_name"]),
        "several-entries" => example["entries"] = json!(["p0a", "p0b"]),
        "registered-elsewhere" => example["finess"] = json!("2A9900073"),
        _ => {}
    }
    example
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_of_version_3_1_and_complete() {
        assert_eq!(DOCUMENT["openapi"], "3.1.0");
        let mut operations = 0;
        for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                operations += 1;
                let responses = operation["responses"].as_object().unwrap();
                for status in ["400", "401", "405", "406", "414", "429", "431", "500", "503"] {
                    assert!(responses.contains_key(status), "{method} {path} {status}");
                }
                assert!(operation["summary"].is_string(), "{method} {path}");
            }
        }
        assert_eq!(operations, 9);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = DOCUMENT.to_string();
        let references = text.split("\"$ref\":\"#").skip(1);
        let references: Vec<&str> = references.filter_map(|rest| rest.split('"').next()).collect();
        assert!(references.len() > 50, "{}", references.len());
        for reference in references {
            assert!(DOCUMENT.pointer(reference).is_some(), "{reference}");
        }
    }
}
