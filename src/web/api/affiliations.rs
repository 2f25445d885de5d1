//! `/api/organizations/{finess}/workers/{rpps_number}`: taking a worker off an organization.

use actix_web::{HttpResponse, web};

use super::{
    listing,
    problem::{NOT_FOUND, Problem},
};
use crate::{
    registry::affiliations,
    web::{app::App, caller::Caller},
};

/// Take a worker off an organization
///
/// Removes the link alone: both stay registered, and the history stays.
#[utoipa::path(
    delete, path = "/api/organizations/{finess}/workers/{rpps_number}",
    operation_id = "removeAffiliation", tag = "Register",
    params(
        ("finess" = String, Path, description = "FINESS number.",
            pattern = r"^([0-9]{2}|2[AB])[0-9]{7}$", example = "259900017"),
        ("rpps_number" = String, Path, description = "RPPS number.",
            pattern = r"^[0-9]{11}$", example = "19900000019"),
    ),
    responses((status = 204, description = "The link is removed."))
)]
pub async fn remove(
    app: web::Data<App>,
    caller: web::ReqData<Caller>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (finess, rpps) = (listing::finess(&path.0)?, listing::rpps(&path.1)?);
    let stamp = app.stamp_of(caller.name.actor());
    let removed =
        app.registry.write(move |db| affiliations::remove(db, &finess, &rpps, &stamp.actor, stamp.now));
    if removed.await? {
        return Ok(HttpResponse::NoContent().finish());
    }
    Err(Problem::new(
        NOT_FOUND,
        "This worker is not linked to this organization; the link may have been removed.",
    ))
}
