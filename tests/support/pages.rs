//! One page of every kind.

use super::{
    door::{Door, SELECT},
    fixture::{
        COMPLETE, CROWD_NAME, HEALTH_CENTRE, TWO_HOSPITALS, TWO_WITHOUT_FINESS, WITHOUT_ANYTHING,
        WITHOUT_FINESS,
    },
};

/// A name for its picture, and its path.
pub type Named = (&'static str, String);

/// The pages of a register with nothing in it.
pub fn of_empty_register() -> Vec<Named> {
    let pages = [
        ("search", "/"),
        ("organizations-none-yet", "/organizations"),
        ("workers-none-yet", "/workers"),
        ("history-none-yet", "/history"),
        ("directory", "/directory"),
        ("changes", "/changes"),
    ];
    pages.map(|(name, path)| (name, path.to_owned())).to_vec()
}

/// Registers a few people, one of them completed by hand; the pages that there are then.
pub async fn of_filled_register(door: &Door) -> Vec<Named> {
    let completion = door.completion_path(&WITHOUT_ANYTHING).await;
    let preview =
        format!("/selections/new?{}", keys_of(&door.visitor.search(CROWD_NAME).await.form(SELECT).fields));
    door.select(&COMPLETE).await;
    let places = door.visitor.search(TWO_HOSPITALS.number).await;
    door.register_all(&places).await;
    let page = door.visitor.get(&door.completion_path(&WITHOUT_FINESS).await).await;
    let form = page.form("form.completion p button").with("organization", HEALTH_CENTRE.finess);
    assert_eq!(door.visitor.submit(&form).await.status, 303);
    let gone = format!("/selections/new?entry=p0&rpps_number={}", COMPLETE.number);
    let pages = [
        ("search-results", "/?q=martineau".to_owned()),
        ("search-filtered", "/?q=martineau&department=33&town=Bordeaux".to_owned()),
        (
            "search-criteria",
            "/?last_name=martineau&street=place&postcode=33&secure_email=a&kind=GENR01".to_owned(),
        ),
        ("search-places", "/?q=25300+valmont".to_owned()),
        ("search-many", format!("/?q={CROWD_NAME}")),
        ("search-near", "/?q=dubreil".to_owned()),
        ("search-nothing", "/?q=dubreuil+zzzyyy".to_owned()),
        ("search-doubtful", "/?q=19900000018".to_owned()),
        ("search-incomplete", "/?q=abadoux".to_owned()),
        ("search-without-rpps", "/?q=brunelot".to_owned()),
        ("selection-new", preview),
        ("selection-incomplete", completion.clone()),
        ("selection-place", format!("{completion}&place=clinique")),
        ("selection-gone", gone),
        ("selection-several", format!("/selections/new?entry=p0&rpps_number={}", TWO_WITHOUT_FINESS.number)),
        ("organizations", "/organizations".to_owned()),
        ("organizations-none-found", "/organizations?q=zzzyyy".to_owned()),
        ("organization", "/organizations/259900017".to_owned()),
        ("organization-by-hand", format!("/organizations/{}", HEALTH_CENTRE.finess)),
        ("workers", "/workers".to_owned()),
        ("worker", format!("/workers/{}", TWO_HOSPITALS.number)),
        ("removal-link", "/organizations/259900017/workers/19900000019/removal".to_owned()),
        ("removal-organization", "/organizations/259900017/removal".to_owned()),
        ("removal-worker", "/workers/19900000019/removal".to_owned()),
        ("history", "/history".to_owned()),
        ("api-docs", "/api/docs".to_owned()),
        ("error-404", "/nowhere".to_owned()),
        ("error-400", "/organizations?after=broken".to_owned()),
    ];
    pages.to_vec()
}

/// A form's fields as a query.
fn keys_of(fields: &[(String, String)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}
