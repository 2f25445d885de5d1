//! What a program is answered: JSON; of a single resource with its tag, so that it is sent once.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, ETag, EntityTag, Header, IfNoneMatch},
};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::problem::Problem;

/// The caller may keep an answer, and asks each time whether it is still true.
const ASKED_ANEW: &str = "private, no-cache";

/// A single resource, or 304 where the caller has it already (RFC 9110 §13.1.2).
///
/// # Errors
/// A [`Problem`] where it cannot be written.
pub fn tagged(request: &HttpRequest, resource: &impl Serialize) -> Result<HttpResponse, Problem> {
    let body = serde_json::to_vec(resource).map_err(|error| Problem::internal(&error))?;
    // Weak: the same resource may be sent compressed.
    let tag = EntityTag::new_weak(format!("{:032x}", xxh3_128(&body)));
    let is_known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(ETag(tag)).insert_header((header::CACHE_CONTROL, ASKED_ANEW));
    if is_known {
        return Ok(response.finish());
    }
    Ok(response.content_type(header::ContentType::json()).body(body))
}
