//! `/api/docs`: the document for people.

use std::sync::LazyLock;

use actix_web::Responder;
use askama::Template;
use serde_json::Value;

use super::{
    document::DOCUMENT,
    problem::{KINDS, Kind},
};
use crate::web::{
    page::{InShell, Page},
    shell::Shell,
};

#[derive(Template)]
#[template(path = "api/docs.html")]
struct DocsPage {
    s: Shell,
    calls: &'static [Call],
    problems: &'static [&'static Kind],
}

/// One call.
struct Call {
    id: String,
    method: String,
    path: String,
    summary: String,
    paragraphs: Vec<String>,
    parameters: Vec<Parameter>,
    /// Bodies to send, each with what it is.
    bodies: Vec<(String, String)>,
    /// Status and meaning.
    answers: Vec<(String, String)>,
}

/// One parameter, or one member of a body.
struct Parameter {
    name: String,
    description: String,
    is_required: bool,
    example: Option<String>,
}

static CALLS: LazyLock<Vec<Call>> = LazyLock::new(|| {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    let calls = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| Call::of(path, method, operation))
    });
    calls.collect()
});

/// `GET /api/docs`.
pub async fn show(s: Shell) -> impl Responder {
    Page::new(DocsPage { s, calls: &CALLS, problems: KINDS })
}

impl Call {
    fn of(path: &str, method: &str, operation: &Value) -> Self {
        let body = &operation["requestBody"]["content"]["application/json"];
        let sent = members(resolved(&body["schema"]));
        let parameters = operation["parameters"].as_array().into_iter().flatten().map(Parameter::of);
        Self {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&operation["summary"]),
            paragraphs: text(&operation["description"]).split("\n\n").map(unbroken).collect(),
            parameters: parameters.chain(sent).collect(),
            bodies: entries(&body["examples"])
                .map(|(name, example)| (name.clone(), written(&example["value"])))
                .collect(),
            answers: entries(&operation["responses"])
                .map(|(status, response)| (status.clone(), text(&resolved(response)["description"])))
                .collect(),
        }
    }
}

impl Parameter {
    fn of(parameter: &Value) -> Self {
        Self {
            name: text(&parameter["name"]),
            description: unbroken(&text(&parameter["description"])),
            is_required: parameter["required"] == true,
            example: parameter["example"].as_str().map(str::to_owned),
        }
    }
}

/// The members of an object.
fn members(schema: &Value) -> impl Iterator<Item = Parameter> {
    let required = &schema["required"];
    entries(&schema["properties"]).map(|(name, member)| Parameter {
        name: name.clone(),
        description: unbroken(&text(&member["description"])),
        is_required: required.as_array().is_some_and(|names| names.iter().any(|one| one == name)),
        example: None,
    })
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// What a reference leads to, or the value itself.
fn resolved(value: &Value) -> &Value {
    let target = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    target.and_then(|target| DOCUMENT.pointer(target)).unwrap_or(value)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A paragraph on one line.
fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn written(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

impl InShell for DocsPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
