//! An answer as it is written: `format=json`, or `format=sdk` as AWS's SDKs ask for it
//! (`cloudsearch.md` §5).

use std::{collections::BTreeMap, time::Duration};

use serde::Serialize;

use crate::directory::{
    index::facets::Bucket,
    protocol::{
        answer::{Answer, Hit},
        document::Value,
        error::Error,
        parameters::Parameters,
    },
};

/// The name under which a score is answered.
const SCORE: &str = "_score";

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    is_sdk: bool,
    is_pretty: bool,
}

#[derive(Serialize)]
struct Envelope {
    status: Status,
    hits: Hits,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<String, Buckets>,
}

#[derive(Serialize)]
struct Status {
    rid: String,
    #[serde(rename = "time-ms", skip_serializing_if = "Option::is_none")]
    time: Option<u128>,
    #[serde(rename = "timems", skip_serializing_if = "Option::is_none")]
    sdk_time: Option<u128>,
}

#[derive(Serialize)]
struct Hits {
    found: u64,
    start: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
    hit: Vec<WrittenHit>,
}

#[derive(Serialize)]
struct WrittenHit {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<BTreeMap<String, Written>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    exprs: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    highlights: BTreeMap<String, String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Many(Vec<String>),
}

#[derive(Serialize)]
struct Buckets {
    buckets: Vec<WrittenBucket>,
}

#[derive(Serialize)]
struct WrittenBucket {
    value: String,
    count: u64,
}

impl Style {
    /// How a request wants its answer.
    ///
    /// # Errors
    /// [`Error::Refused`] where it is wanted otherwise than it can be written.
    pub fn of(parameters: &Parameters) -> Result<Self, Error> {
        let is_sdk = match parameters.get("format").unwrap_or("json") {
            "json" => false,
            "sdk" => true,
            "xml" => {
                let sentence = "format=xml is not supported by this directory; use json.";
                return Err(Error::Refused(sentence.to_owned()));
            }
            _ => return Err(Error::wrong("format", "json")),
        };
        Ok(Self { is_sdk, is_pretty: parameters.truth("pretty")? })
    }

    /// An answer that took so long, written.
    pub fn write(self, answer: Answer, took: Duration) -> serde_json::Result<String> {
        let took = took.as_millis();
        let envelope = Envelope {
            status: Status {
                rid: request_id(),
                time: (!self.is_sdk).then_some(took),
                sdk_time: self.is_sdk.then_some(took),
            },
            hits: Hits {
                found: answer.found,
                start: answer.start,
                cursor: answer.cursor,
                hit: answer.hits.into_iter().map(|hit| self.hit(hit)).collect(),
            },
            facets: answer.facets.into_iter().map(|(name, buckets)| (name, written(buckets))).collect(),
        };
        if self.is_pretty {
            serde_json::to_string_pretty(&envelope)
        } else {
            serde_json::to_string(&envelope)
        }
    }

    /// A score stands among the fields, but for the SDKs, whose fields have another type.
    fn hit(self, hit: Hit) -> WrittenHit {
        let score = hit.score.map(|score| score.to_string());
        let fields = hit.fields.map(|fields| {
            fields.into_iter().map(|(name, value)| (name, self.value(value))).collect::<BTreeMap<_, _>>()
        });
        let (fields, exprs) = match score {
            None => (fields, BTreeMap::new()),
            Some(score) if self.is_sdk => (fields, BTreeMap::from([(SCORE, score)])),
            Some(score) => {
                let mut fields = fields.unwrap_or_default();
                fields.insert(SCORE.to_owned(), Written::One(score));
                (Some(fields), BTreeMap::new())
            }
        };
        WrittenHit { id: hit.id, fields, exprs, highlights: hit.highlights }
    }

    fn value(self, value: Value) -> Written {
        match value {
            Value::One(text) if self.is_sdk => Written::Many(vec![text]),
            Value::One(text) => Written::One(text),
            Value::Many(texts) => Written::Many(texts),
        }
    }
}

fn written(buckets: Vec<Bucket>) -> Buckets {
    let written = buckets.into_iter().map(|Bucket { value, count }| WrittenBucket { value, count });
    Buckets { buckets: written.collect() }
}

/// What names one request in the logs of whoever asked.
pub fn request_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
