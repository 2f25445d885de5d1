//! `/api/workers`: the listing, one worker, the worker's organizations.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{
    answer,
    listing::{self, ListQuery, PageQuery},
    problem::Problem,
    shapes::page::{Worker, WorkerOrganizations, Workers},
};
use crate::{
    registry::{
        affiliations,
        listing::{Listed, SHOWN},
        workers::{self, WorkerRow},
    },
    web::app::App,
};

/// List the workers
///
/// Those registered, by name, each with the first ten organizations.
#[utoipa::path(
    get, path = "/api/workers", operation_id = "listWorkers", tag = "Register",
    params(ListQuery),
    responses((status = 200, description = "A page of workers.", body = Workers))
)]
pub async fn index(app: web::Data<App>, query: web::Query<ListQuery>) -> Result<HttpResponse, Problem> {
    let listing = query.into_inner().listing(Listed::Workers)?;
    let page = app.registry.read(move |db| workers::page(db, &listing)).await?;
    Ok(HttpResponse::Ok().json(Workers::from(page)))
}

/// One worker
///
/// With the first ten organizations, and how many there are.
#[utoipa::path(
    get, path = "/api/workers/{rpps_number}", operation_id = "getWorker", tag = "Register",
    params(("rpps_number" = String, Path, description = "RPPS number.",
        pattern = r"^[0-9]{11}$", example = "19900000019")),
    responses(
        (status = 200, description = "The worker.", body = Worker,
            headers(("ETag" = String, description = "The state, for If-None-Match."))),
        (status = 304, description = "The caller has it as it is: If-None-Match names its tag."),
    )
)]
pub async fn show(
    app: web::Data<App>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let rpps = listing::rpps(&path)?;
    let found = app.registry.read(move |db| {
        let Some(worker) = workers::find(db, &rpps)? else { return Ok(None) };
        let organizations = workers::organizations(db, &rpps, None, SHOWN)?.rows;
        let organizations_total = affiliations::count_of_worker(db, &rpps)?;
        Ok(Some(WorkerRow { worker, organizations, organizations_total }))
    });
    let row = found.await?.ok_or_else(listing::no_worker)?;
    answer::tagged(&request, &Worker::from(row))
}

/// A worker's organizations
///
/// All of them, by name.
#[utoipa::path(
    get, path = "/api/workers/{rpps_number}/organizations", operation_id = "listWorkerOrganizations",
    tag = "Register",
    params(("rpps_number" = String, Path, description = "RPPS number.",
        pattern = r"^[0-9]{11}$", example = "19900000019"), PageQuery),
    responses((status = 200, description = "A page of organizations.", body = WorkerOrganizations))
)]
pub async fn organizations(
    app: web::Data<App>,
    path: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let rpps = listing::rpps(&path)?;
    let (after, size) = query.page(Listed::Organizations)?;
    let found = app.registry.read(move |db| {
        if workers::find(db, &rpps)?.is_none() {
            return Ok(None);
        }
        workers::organizations(db, &rpps, after.as_ref(), size).map(Some)
    });
    let page = found.await?.ok_or_else(listing::no_worker)?;
    Ok(HttpResponse::Ok().json(WorkerOrganizations::from(page)))
}
