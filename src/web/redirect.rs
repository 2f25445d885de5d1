//! Leading the browser on to another page.

use actix_web::{HttpResponse, http::header};

/// Leads on with a GET (RFC 9110 §15.4.4).
pub fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, location)).finish()
}
