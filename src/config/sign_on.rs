//! Where staff may sign in too.

use super::error::{ConfigError, refuse};

/// The settings of single sign-on.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcConfig {
    /// The issuer's address.
    pub issuer: String,
    /// The name under which Carnet is known there.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
}

/// The settings of single sign-on; none: passwords only.
///
/// # Errors
/// A sentence, when some are given and others not, or the issuer is not reached over TLS.
pub fn oidc(
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
) -> Result<Option<OidcConfig>, ConfigError> {
    let given = |setting: Option<String>| setting.filter(|text| !text.trim().is_empty());
    match (given(issuer), given(client_id), given(client_secret)) {
        (None, None, None) => Ok(None),
        (Some(issuer), Some(client_id), Some(client_secret)) => {
            let is_local = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
            if !issuer.starts_with("https://") && !is_local.iter().any(|start| issuer.starts_with(start)) {
                return refuse(&format!("CARNET_OIDC_ISSUER is {issuer:?}; it must begin with https://"));
            }
            Ok(Some(OidcConfig { issuer, client_id, client_secret }))
        }
        _ => refuse(
            "single sign-on wants all three of CARNET_OIDC_ISSUER, CARNET_OIDC_CLIENT_ID and \
             CARNET_OIDC_CLIENT_SECRET; leave all out to sign in with passwords only",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_sign_on_wants_all_three_or_none() {
        let given = |issuer: &str, secret: &str| {
            oidc(Some(issuer.to_owned()), Some("carnet".to_owned()), Some(secret.to_owned()))
        };
        assert!(oidc(None, None, None) == Ok(None));
        assert!(given("https://issuer.example", "hush").unwrap().is_some());
        for (issuer, secret) in [("https://issuer.example", " "), ("http://issuer.example", "hush")] {
            let sentence = given(issuer, secret).err().unwrap().to_string();
            assert!(sentence.contains("CARNET_OIDC_ISSUER") && !sentence.contains("hush"), "{sentence}");
        }
    }
}
