//! Where to go after signing in: always a page of this site.

/// The page to go to, as a form or an address says it; the search where it is none of ours.
pub fn checked(to: &str) -> &str {
    let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    let is_page = !["/sign-in", "/session", "/welcome", "/oidc"].iter().any(|door| to.starts_with(door));
    if is_ours && is_page && !to.contains(|letter: char| letter.is_control()) { to } else { "/" }
}

/// The address of the page that signs in, and leads on to that one.
pub fn by_sign_in(to: &str) -> String {
    match checked(to) {
        "/" => "/sign-in".to_owned(),
        to => format!("/sign-in?{}", serde_urlencoded::to_string([("to", to)]).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_always_a_page_of_this_site() {
        for own in ["/", "/?q=dubreuil&size=20", "/organizations/259900017", "/selections/new?entry=p1#place"]
        {
            assert_eq!(checked(own), own);
        }
        for other in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "evil.example",
            "/\t/evil.example",
            "/\n",
            "javascript:alert(1)",
            "/sign-in?to=/",
            "/session/removal",
        ] {
            assert_eq!(checked(other), "/", "{other:?}");
        }
    }

    #[test]
    fn the_way_there_is_written_in_the_address() {
        assert_eq!(by_sign_in("/"), "/sign-in");
        assert_eq!(by_sign_in("/?q=a&size=2"), "/sign-in?to=%2F%3Fq%3Da%26size%3D2");
    }
}
