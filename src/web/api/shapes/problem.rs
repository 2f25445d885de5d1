//! A problem as the document describes it; [`crate::web::api::problem`] writes it.

use utoipa::ToSchema;

use super::affiliation::Fact;

/// What is told of a request that failed (RFC 9457).
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "read by the document alone")]
pub struct ProblemShape {
    /// The kind of problem; the word after `#` stays the same for ever.
    #[schema(examples("/api/docs#missing-facts"))]
    r#type: String,
    /// What the kind means.
    title: String,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong with this request and what to do, in a sentence.
    detail: String,
    /// Of `missing-facts`: the mandatory facts that are missing.
    missing: Option<Vec<Fact>>,
    /// Of `several-entries`: the identifiers of those that could be meant.
    entries: Option<Vec<String>>,
    /// Of `registered-elsewhere`: the FINESS number of the organization at which the entry is registered.
    finess: Option<String>,
}
