//! The route table: every URL that Carnet serves.

use actix_files::Files;
use actix_web::{
    Error as ActixError, HttpRequest, ResponseError, Route,
    error::{PathError, QueryPayloadError, UrlencodedError},
    guard,
    middleware::from_fn,
    web::{FormConfig, PathConfig, QueryConfig, ServiceConfig, post, resource, route, scope},
};

use super::{
    account, administration, affiliations, api, assets::Assets, changes, directory, error::Error, export,
    forgetting, gone, health, history, invitations, limits::LARGEST_FORM, oidc, organizations, search,
    selections, session, sign_in, staff, tokens, welcome, workers,
};

/// Every URL.
pub fn routes(config: &mut ServiceConfig, assets: &Assets) {
    config
        .app_data(FormConfig::default().limit(LARGEST_FORM).error_handler(refuse_form))
        .app_data(QueryConfig::default().error_handler(refuse_query))
        .app_data(PathConfig::default().error_handler(refuse_path))
        .configure(for_everyone)
        .configure(api::routes::routes)
        .service(Files::new(&assets.prefix, &assets.folder).use_last_modified(true).prefer_utf8(true))
        .service(scope("").wrap(from_fn(session::require)).configure(for_staff));
}

/// What a stranger may ask for: the ways in, and whether Carnet runs. Addresses for programs have a
/// door of their own.
fn for_everyone(config: &mut ServiceConfig) {
    config
        .service(resource("/healthz").route(get().to(health::show)))
        .service(resource("/sign-in").route(get().to(sign_in::show)))
        .service(resource("/session").route(post().to(sign_in::create)))
        .service(resource("/session/removal").route(post().to(sign_in::remove)))
        .service(resource("/oidc/sign-in").route(get().to(oidc::leave)))
        .service(resource("/oidc/callback").route(get().to(oidc::come_back)))
        .service(resource("/welcome").route(get().to(welcome::show)).route(post().to(welcome::create)));
}

/// Everything of the daily work, for whoever is signed in.
fn for_staff(config: &mut ServiceConfig) {
    config
        .service(resource("/").route(get().to(search::index)))
        .service(resource("/selections").route(post().to(selections::create)))
        .service(resource("/selections/new").route(get().to(selections::new)))
        .service(resource("/selections/{selection_id}/undo").route(post().to(selections::undo)))
        .service(resource("/organizations").route(get().to(organizations::index)))
        .service(resource("/organizations.csv").route(get().to(export::organizations)))
        .service(resource("/organizations.xlsx").route(get().to(export::organizations)))
        .service(resource("/affiliations.csv").route(get().to(export::affiliations)))
        .service(resource("/affiliations.xlsx").route(get().to(export::affiliations)))
        .service(resource("/organizations/{finess}").route(get().to(organizations::show)))
        .service(
            resource("/organizations/{finess}/removal")
                .route(get().to(organizations::ask_removal))
                .route(post().to(organizations::remove)),
        )
        .service(resource("/organizations/{finess}/workers.csv").route(get().to(export::workers_of)))
        .service(resource("/organizations/{finess}/workers.xlsx").route(get().to(export::workers_of)))
        .service(
            resource("/organizations/{finess}/workers/{rpps_number}/removal")
                .route(get().to(affiliations::ask_removal))
                .route(post().to(affiliations::remove)),
        )
        .service(resource("/workers").route(get().to(workers::index)))
        .service(resource("/workers.csv").route(get().to(export::workers)))
        .service(resource("/workers.xlsx").route(get().to(export::workers)))
        .service(resource("/workers/{rpps_number}").route(get().to(workers::show)))
        .service(
            resource("/workers/{rpps_number}/removal")
                .route(get().to(workers::ask_removal))
                .route(post().to(workers::remove)),
        )
        .service(resource("/directory").route(get().to(directory::show)))
        .service(resource("/changes").route(get().to(changes::index)))
        .service(resource("/changes/comparison").route(post().to(changes::compare)))
        .service(resource("/changes/{id}/taken").route(post().to(changes::take)))
        .service(resource("/changes/{id}/dismissal").route(post().to(changes::dismiss)))
        .service(
            resource("/changes/{id}/{found_at}/removal")
                .route(get().to(gone::ask_removal))
                .route(post().to(gone::remove)),
        )
        .service(resource("/history").route(get().to(history::index)))
        .service(resource("/account").route(get().to(account::show)).route(post().to(account::update)))
        .service(resource("/account/password").route(post().to(account::set_password)))
        .service(resource("/account/sessions/{id}/removal").route(post().to(account::end_session)))
        .configure(for_admins);
}

/// What is for admins: who may come in, people and programs, and who is forgotten.
fn for_admins(config: &mut ServiceConfig) {
    let admins = |path| resource(path).wrap(from_fn(session::require_admin));
    config
        .service(admins("/staff").route(get().to(staff::index)))
        .service(admins("/staff/invitations").route(post().to(invitations::create)))
        .service(admins("/staff/invitations/{id}/removal").route(post().to(invitations::remove)))
        .service(admins("/staff/{email}/administration").route(post().to(administration::create)))
        .service(
            admins("/staff/{email}/administration/removal")
                .route(get().to(administration::ask_removal))
                .route(post().to(administration::remove)),
        )
        .service(
            admins("/staff/{email}/removal")
                .route(get().to(staff::ask_removal))
                .route(post().to(staff::remove)),
        )
        .service(admins("/tokens").route(get().to(tokens::index)).route(post().to(tokens::create)))
        .service(
            admins("/tokens/{name}/removal")
                .route(get().to(tokens::ask_removal))
                .route(post().to(tokens::remove)),
        )
        .service(
            admins("/workers/{rpps_number}/forgetting")
                .route(get().to(forgetting::ask))
                .route(post().to(forgetting::forget)),
        );
}

/// What answers GET, and HEAD with the same headers (RFC 9110 §9.3.2).
fn get() -> Route {
    route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn refuse_form(error: UrlencodedError, _: &HttpRequest) -> ActixError {
    match error {
        UrlencodedError::Overflow { .. } => error.into(),
        _ if error.status_code().is_server_error() => error.into(),
        _ if error.to_string().contains("`entry`") => {
            Error::Malformed("error-no-entry", error.to_string()).into()
        }
        _ => Error::Malformed("error-400", error.to_string()).into(),
    }
}

fn refuse_query(error: QueryPayloadError, _: &HttpRequest) -> ActixError {
    Error::Malformed("error-400", error.to_string()).into()
}

fn refuse_path(_: PathError, _: &HttpRequest) -> ActixError {
    Error::NotFound("error-404").into()
}
