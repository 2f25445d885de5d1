//! Listings as files: CSV for programs, XLSX for people; what is filtered is what comes.
//!
//! Rows are read some at a time on one unchanging view of the register, written as they come, and
//! never held all at once. A client that leaves ends the reading.

mod cells;
mod file;
mod pieces;
mod sheet;
mod tables;
mod values;

use actix_web::{HttpRequest, HttpResponse, web};

use self::{file::Format, pieces::Write, tables::Table};
use super::{app::App, error::Error, listing::ListForm, shell::Shell};
use crate::{
    domain::identifiers::Finess,
    registry::{
        database::Database as Reading,
        error, export,
        listing::{Listed, Listing},
        organizations,
    },
};

/// `GET /organizations.csv`, `.xlsx`: the organizations of a listing.
///
/// # Errors
/// When the address cannot be understood, or the registry does not answer.
pub async fn organizations(
    s: Shell,
    app: web::Data<App>,
    request: HttpRequest,
    form: web::Query<ListForm>,
) -> Result<HttpResponse, Error> {
    listing(
        &s,
        &app,
        &request,
        &form,
        (Listed::Organizations, &Table::ORGANIZATIONS),
        |db, listing, write| {
            export::organizations(db, listing, &mut |some| {
                write(some.iter().map(values::organization).collect())
            })
        },
    )
    .await
}

/// `GET /workers.csv`, `.xlsx`: the workers of a listing.
///
/// # Errors
/// As [`organizations`].
pub async fn workers(
    s: Shell,
    app: web::Data<App>,
    request: HttpRequest,
    form: web::Query<ListForm>,
) -> Result<HttpResponse, Error> {
    listing(&s, &app, &request, &form, (Listed::Workers, &Table::WORKERS), |db, listing, write| {
        export::workers(db, listing, &mut |some| write(some.iter().map(values::worker).collect()))
    })
    .await
}

/// `GET /affiliations.csv`, `.xlsx`: who works where, for the organizations of a listing.
///
/// # Errors
/// As [`organizations`].
pub async fn affiliations(
    s: Shell,
    app: web::Data<App>,
    request: HttpRequest,
    form: web::Query<ListForm>,
) -> Result<HttpResponse, Error> {
    listing(&s, &app, &request, &form, (Listed::Organizations, &Table::AFFILIATIONS), |db, listing, write| {
        export::affiliations(db, listing, &mut |some| {
            some.iter().all(|staffed| {
                let mut pieces = staffed.1.chunks(values::PIECE);
                pieces.all(|piece| {
                    write(piece.iter().map(|worker| values::affiliation(&staffed.0, worker)).collect())
                })
            })
        })
    })
    .await
}

/// Sends the rows of a listing, which `read` reads.
async fn listing(
    s: &Shell,
    app: &App,
    request: &HttpRequest,
    form: &ListForm,
    (listed, table): (Listed, &'static Table),
    read: fn(&mut Reading, &Listing, &mut Write<'_>) -> error::Read,
) -> Result<HttpResponse, Error> {
    let listing = form.listing(s, listed)?;
    let rows = move |db: &mut Reading, write: &mut Write<'_>| read(db, &listing, write);
    file::send(s, &app.registry, Format::of(request), (table, ""), rows).await
}

/// `GET /organizations/{finess}/workers.csv`, `.xlsx`: the workers of one organization.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn workers_of(
    s: Shell,
    app: web::Data<App>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let finess = Finess::parse(&path).map_err(|_| Error::NotFound("error-organization"))?;
    let (known, subject) = (finess.clone(), finess.to_string());
    let found = app.registry.read(move |db| organizations::find(db, &known)).await?;
    found.ok_or(Error::NotFound("error-organization"))?;
    let rows = move |db: &mut Reading, write: &mut Write<'_>| {
        export::workers_of(db, &finess, &mut |some| write(some.iter().map(values::linked_worker).collect()))
    };
    file::send(&s, &app.registry, Format::of(&request), (&Table::WORKERS_OF, &subject), rows).await
}
