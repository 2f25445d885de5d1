//! `/api/docs`: the document for people.

use std::sync::LazyLock;

use actix_web::Responder;
use askama::Template;
use serde_json::Value;

use super::{
    document::DOCUMENT,
    examples,
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

impl DocsPage {
    /// Whether no kind before it has its status.
    fn is_first(&self, kind: &Kind) -> bool {
        self.problems.iter().find(|other| other.status == kind.status).is_some_and(|first| *first == kind)
    }
}

/// One call.
struct Call {
    id: String,
    method: String,
    path: String,
    summary: String,
    paragraphs: Vec<Prose>,
    parameters: Vec<Parameter>,
    /// Bodies to send, each with what it is.
    bodies: Vec<(String, String)>,
    /// What succeeds: status, meaning, and an example.
    answers: Vec<(String, String, Option<String>)>,
    /// The statuses of the problems it may meet.
    failures: Vec<String>,
}

/// One parameter, or one member of a body.
struct Parameter {
    name: String,
    description: Prose,
    is_required: bool,
    example: Option<String>,
    bounds: Option<Bounds>,
}

/// The least and the most of a number, and what it is unless given.
struct Bounds {
    least: u64,
    most: u64,
    default: u64,
}

/// A text in pieces, each with whether it is code.
type Prose = Vec<(bool, String)>;

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
        let sent = members(examples::resolved(&DOCUMENT, &body["schema"]));
        let parameters = operation["parameters"].as_array().into_iter().flatten().map(Parameter::of);
        let is_success = |(status, _): &(&String, &Value)| status.starts_with(['2', '3']);
        let (answers, failures): (Vec<_>, Vec<_>) = entries(&operation["responses"]).partition(is_success);
        Self {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(&operation["summary"]),
            paragraphs: text(&operation["description"]).split("\n\n").map(prose).collect(),
            parameters: parameters.chain(sent).collect(),
            bodies: entries(&body["examples"])
                .map(|(name, example)| (name.clone(), written(&example["value"])))
                .collect(),
            answers: answers.into_iter().map(|(status, answer)| told(status, answer)).collect(),
            failures: failures.into_iter().map(|(status, _)| status.clone()).collect(),
        }
    }
}

impl Parameter {
    fn of(parameter: &Value) -> Self {
        Self {
            name: text(&parameter["name"]),
            description: prose(&text(&parameter["description"])),
            is_required: parameter["required"] == true,
            example: example(parameter),
            bounds: Bounds::of(&parameter["schema"]),
        }
    }
}

/// An example as it is written in an address, before it is encoded.
fn example(parameter: &Value) -> Option<String> {
    match &parameter["example"] {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => Some(list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")),
        _ => parameter.pointer("/content/application~1json/example").map(Value::to_string),
    }
}

impl Bounds {
    fn of(schema: &Value) -> Option<Self> {
        let [least, most, default] = ["minimum", "maximum", "default"].map(|name| schema[name].as_u64());
        Some(Self { least: least?, most: most?, default: default? })
    }
}

fn told(status: &str, answer: &Value) -> (String, String, Option<String>) {
    let example = answer.pointer("/content/application~1json/example").map(written);
    (status.to_owned(), text(&answer["description"]), example)
}

/// The members of an object.
fn members(schema: &Value) -> impl Iterator<Item = Parameter> {
    let required = &schema["required"];
    entries(&schema["properties"]).map(|(name, member)| Parameter {
        name: name.clone(),
        description: prose(&text(&member.pointer("/oneOf/0").unwrap_or(member)["description"])),
        is_required: required.as_array().is_some_and(|names| names.iter().any(|one| one == name)),
        example: None,
        bounds: None,
    })
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A paragraph on one line; code stands between backquotes.
fn prose(text: &str) -> Prose {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.split('`').enumerate().map(|(at, piece)| (at % 2 == 1, piece.to_owned())).collect()
}

fn written(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

impl InShell for DocsPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
