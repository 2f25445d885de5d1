//! `/api/organizations`: the listing, one organization, its workers.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{
    answer,
    listing::{self, ListQuery, PageQuery},
    problem::Problem,
    shapes::{
        organization::Organization,
        page::{OrganizationWorkers, Organizations},
    },
};
use crate::{
    registry::{
        affiliations,
        listing::{Listed, SHOWN},
        organizations::{self, OrganizationRow},
    },
    web::app::App,
};

/// List the organizations
///
/// Those registered, by name, each with its first ten workers.
#[utoipa::path(
    get, path = "/api/organizations", operation_id = "listOrganizations", tag = "Register",
    params(ListQuery),
    responses((status = 200, description = "A page of organizations.", body = Organizations))
)]
pub async fn index(app: web::Data<App>, query: web::Query<ListQuery>) -> Result<HttpResponse, Problem> {
    let listing = query.into_inner().listing(Listed::Organizations)?;
    let page = app.registry.read(move |db| organizations::page(db, &listing)).await?;
    Ok(HttpResponse::Ok().json(Organizations::from(page)))
}

/// One organization
///
/// With its first ten workers, and how many there are.
#[utoipa::path(
    get, path = "/api/organizations/{finess}", operation_id = "getOrganization", tag = "Register",
    params(("finess" = String, Path, description = "FINESS number.",
        pattern = r"^([0-9]{2}|2[AB])[0-9]{7}$", example = "259900017")),
    responses(
        (status = 200, description = "The organization.", body = Organization,
            headers(("ETag" = String, description = "Its state, for If-None-Match."))),
        (status = 304, description = "The caller has it as it is: If-None-Match names its tag."),
    )
)]
pub async fn show(
    app: web::Data<App>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let finess = listing::finess(&path)?;
    let found = app.registry.read(move |db| {
        let Some(organization) = organizations::find(db, &finess)? else { return Ok(None) };
        let workers = organizations::workers(db, &finess, None, SHOWN)?.rows;
        let workers_total = affiliations::count_of_organization(db, &finess)?;
        Ok(Some(OrganizationRow { organization, workers, workers_total }))
    });
    let row = found.await?.ok_or_else(listing::no_organization)?;
    answer::tagged(&request, &Organization::from(row))
}

/// An organization's workers
///
/// All of them, by name.
#[utoipa::path(
    get, path = "/api/organizations/{finess}/workers", operation_id = "listOrganizationWorkers",
    tag = "Register",
    params(("finess" = String, Path, description = "FINESS number.",
        pattern = r"^([0-9]{2}|2[AB])[0-9]{7}$", example = "259900017"), PageQuery),
    responses((status = 200, description = "A page of workers.", body = OrganizationWorkers))
)]
pub async fn workers(
    app: web::Data<App>,
    path: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let finess = listing::finess(&path)?;
    let (after, size) = query.page(Listed::Workers)?;
    let found = app.registry.read(move |db| {
        if organizations::find(db, &finess)?.is_none() {
            return Ok(None);
        }
        organizations::workers(db, &finess, after.as_ref(), size).map(Some)
    });
    let page = found.await?.ok_or_else(listing::no_organization)?;
    Ok(HttpResponse::Ok().json(OrganizationWorkers::from(page)))
}
