//! `/api/docs`: the document for people.

use std::sync::LazyLock;

use actix_web::Responder;
use askama::Template;
use serde_json::Value;

use super::{
    document::DOCUMENT,
    examples,
    problem::{KINDS, Kind},
    spoken::spoken,
};
use crate::web::{
    locale::Language,
    page::{InShell, Page},
    shell::Shell,
};

#[derive(Template)]
#[template(path = "api/docs.html")]
struct DocsPage {
    s: Shell,
    language: Language,
    calls: &'static [Call],
    problems: &'static [&'static Kind],
}

impl DocsPage {
    /// A sentence of the document in the reader's language.
    fn told<'t>(&self, sentence: &'t str) -> &'t str {
        spoken(sentence, self.language)
    }

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

/// Every call, in each language.
static CALLS: LazyLock<[Vec<Call>; Language::ALL.len()]> =
    LazyLock::new(|| Language::ALL.map(|language| calls(&Spoken(language))));

fn calls(spoken: &Spoken) -> Vec<Call> {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    let calls = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| Call::of(path, method, operation, spoken))
    });
    calls.collect()
}

/// `GET /api/docs`.
pub async fn show(s: Shell) -> impl Responder {
    let language = Language::parse(s.language()).unwrap_or(Language::French);
    let at = Language::ALL.iter().position(|one| *one == language).unwrap_or(0);
    Page::new(DocsPage { s, language, calls: &CALLS[at], problems: KINDS })
}

/// The language in which the document is told.
struct Spoken(Language);

impl Spoken {
    fn line(&self, text: &Value) -> String {
        let line = text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        spoken(&line, self.0).to_owned()
    }

    /// A paragraph; code stands between backquotes.
    fn prose(&self, text: &Value) -> Prose {
        let line = self.line(text);
        line.split('`').enumerate().map(|(at, piece)| (at % 2 == 1, piece.to_owned())).collect()
    }

    fn paragraphs(&self, text: &Value) -> Vec<Prose> {
        let text = text.as_str().unwrap_or_default();
        text.split("\n\n").map(|paragraph| self.prose(&paragraph.into())).collect()
    }
}

impl Call {
    fn of(path: &str, method: &str, operation: &Value, spoken: &Spoken) -> Self {
        let body = &operation["requestBody"]["content"]["application/json"];
        let sent = members(examples::resolved(&DOCUMENT, &body["schema"]), spoken);
        let parameters =
            operation["parameters"].as_array().into_iter().flatten().map(|one| Parameter::of(one, spoken));
        let is_success = |(status, _): &(&String, &Value)| status.starts_with(['2', '3']);
        let (answers, failures): (Vec<_>, Vec<_>) = entries(&operation["responses"]).partition(is_success);
        Self {
            id: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: spoken.line(&operation["summary"]),
            paragraphs: spoken.paragraphs(&operation["description"]),
            parameters: parameters.chain(sent).collect(),
            bodies: entries(&body["examples"])
                .map(|(name, example)| (spoken.line(&name.as_str().into()), written(&example["value"])))
                .collect(),
            answers: answers.into_iter().map(|(status, answer)| told(status, answer, spoken)).collect(),
            failures: failures.into_iter().map(|(status, _)| status.clone()).collect(),
        }
    }
}

impl Parameter {
    fn of(parameter: &Value, spoken: &Spoken) -> Self {
        Self {
            name: text(&parameter["name"]),
            description: spoken.prose(&parameter["description"]),
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

fn told(status: &str, answer: &Value, spoken: &Spoken) -> (String, String, Option<String>) {
    let example = answer.pointer("/content/application~1json/example").map(written);
    (status.to_owned(), spoken.line(&answer["description"]), example)
}

/// The members of an object.
fn members(schema: &Value, spoken: &Spoken) -> impl Iterator<Item = Parameter> {
    let required = &schema["required"];
    entries(&schema["properties"]).map(|(name, member)| Parameter {
        name: name.clone(),
        description: spoken.prose(&member.pointer("/oneOf/0").unwrap_or(member)["description"]),
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

fn written(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

impl InShell for DocsPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_told_in_both_languages() {
        let [french, english] = [Language::French, Language::English].map(|one| calls(&Spoken(one)));
        for (one, other) in french.iter().zip(&english) {
            assert_ne!(one.summary, other.summary);
            for (one, other) in one.paragraphs.iter().zip(&other.paragraphs) {
                assert_ne!(one, other);
            }
            for (one, other) in one.parameters.iter().zip(&other.parameters) {
                assert_ne!(one.description, other.description, "{}", one.name);
            }
            for ((status, one, _), (_, other, _)) in one.answers.iter().zip(&other.answers) {
                assert_ne!(one, other, "{status}");
            }
        }
        for kind in KINDS {
            assert_ne!(spoken(kind.title, Language::French), kind.title);
        }
    }
}
