//! Single sign-on with OpenID Connect: another site says who somebody is, by the authorization code
//! flow with PKCE and a nonce (OpenID Connect Core 1.0 §3.1, RFC 7636).

use std::{fmt, time::Duration};

use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse,
    core::{CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm as Signature, CoreProviderMetadata},
    http,
    url::Url,
};
use reqwest::{Client, ClientBuilder, redirect};
use serde::{Deserialize, Serialize};

use crate::domain::staff::Email;

/// How long the issuer may take to answer once.
const PATIENCE: Duration = Duration::from_secs(10);

/// The largest answer of an issuer, in bytes.
const LARGEST: usize = 1 << 20;

/// The signatures that are believed: those that only the issuer can make.
const SIGNATURES: [Signature; 9] = [
    Signature::RsaSsaPkcs1V15Sha256,
    Signature::RsaSsaPkcs1V15Sha384,
    Signature::RsaSsaPkcs1V15Sha512,
    Signature::RsaSsaPssSha256,
    Signature::RsaSsaPssSha384,
    Signature::RsaSsaPssSha512,
    Signature::EcdsaP256Sha256,
    Signature::EcdsaP384Sha384,
    Signature::EdDsa,
];

/// The issuer that says who somebody is, and how this site is known there.
pub struct SingleSignOn {
    issuer: IssuerUrl,
    client_id: ClientId,
    secret: ClientSecret,
    redirect: RedirectUrl,
    http: Client,
}

/// What a browser carries between leaving and coming back.
#[derive(Clone, Serialize, Deserialize)]
pub struct Left {
    state: String,
    nonce: String,
    verifier: String,
    /// Where to go afterwards.
    pub to: String,
}

/// Why nobody was let in. The texts are for the log.
#[derive(Debug, thiserror::Error)]
pub enum SingleSignOnError {
    /// The issuer does not answer, or not as it should.
    #[error("the issuer did not answer as it should: {0}")]
    Issuer(String),
    /// What came back is not what was asked for.
    #[error("what came back from the issuer was refused: {0}")]
    Refused(String),
    /// The issuer does not vouch for an e-mail address.
    #[error("the issuer gave no verified e-mail address")]
    NoEmail,
}

impl SingleSignOn {
    /// Over a client made with [`client_builder`]. `site` is the public URL of this site, without a
    /// final slash.
    ///
    /// # Errors
    /// A sentence, where one of the two is no address.
    pub fn new(
        issuer: &Url,
        (client_id, secret): (String, String),
        site: &str,
        http: Client,
    ) -> Result<Self, String> {
        let redirect = format!("{site}/oidc/callback");
        // As it was given: issuers tell a final slash from none.
        let issuer =
            issuer.as_str().strip_suffix('/').filter(|_| issuer.path() == "/").unwrap_or(issuer.as_str());
        Ok(Self {
            issuer: IssuerUrl::new(issuer.to_owned()).map_err(|error| error.to_string())?,
            client_id: ClientId::new(client_id),
            secret: ClientSecret::new(secret),
            redirect: RedirectUrl::new(redirect).map_err(|error| error.to_string())?,
            http,
        })
    }

    /// The address at the issuer to go to, and what to carry until one comes back.
    ///
    /// # Errors
    /// [`SingleSignOnError::Issuer`].
    pub async fn leave(&self, to: &str) -> Result<(String, Left), SingleSignOnError> {
        let client = self.client().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (address, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let left = Left {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            to: to.to_owned(),
        };
        Ok((address.into(), left))
    }

    /// The verified e-mail address of whoever came back with a code, to the browser that had left.
    ///
    /// # Errors
    /// [`SingleSignOnError`].
    pub async fn come_back(&self, left: Left, state: &str, code: String) -> Result<Email, SingleSignOnError> {
        let refused = |error: &dyn fmt::Display| SingleSignOnError::Refused(error.to_string());
        if left.state != state {
            return Err(refused(&"the state is another one"));
        }
        let client = self.client().await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(&error))?;
        let ask = |request| ask(self.http.clone(), request);
        let answer = exchange
            .set_pkce_verifier(PkceCodeVerifier::new(left.verifier))
            .request_async(&ask)
            .await
            .map_err(|error| SingleSignOnError::Issuer(error.to_string()))?;
        let token = answer.id_token().ok_or_else(|| refused(&"there is no ID token"))?;
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
        let claims = token.claims(&verifier, &Nonce::new(left.nonce)).map_err(|error| refused(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|error| refused(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| refused(&error))?;
            let given = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if given.map_err(|error| refused(&error))? != *expected {
                return Err(refused(&"the access token is another one"));
            }
        }
        let email = claims.email().filter(|_| claims.email_verified() == Some(true));
        email.and_then(|email| Email::parse(email).ok()).ok_or(SingleSignOnError::NoEmail)
    }

    async fn client(&self) -> Result<Discovered, SingleSignOnError> {
        let ask = |request| ask(self.http.clone(), request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &ask)
            .await
            .map_err(|error| SingleSignOnError::Issuer(error.to_string()))?;
        let client =
            CoreClient::from_provider_metadata(metadata, self.client_id.clone(), Some(self.secret.clone()));
        Ok(client.set_redirect_uri(self.redirect.clone()))
    }
}

/// The client that an issuer's own description makes.
type Discovered = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// How to make the HTTP client: a redirect would lead secrets elsewhere.
pub fn client_builder() -> ClientBuilder {
    Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE)
}

/// Why an issuer gave no answer.
#[derive(Debug, thiserror::Error)]
enum AskError {
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    #[error("{0}")]
    Message(#[from] http::Error),
    #[error("the answer is too large")]
    TooLarge,
}

async fn ask(client: Client, request: HttpRequest) -> Result<HttpResponse, AskError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            return Err(AskError::TooLarge);
        }
    }
    let mut response = http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        response = response.header(name, value);
    }
    Ok(response.body(body)?)
}

impl fmt::Debug for Left {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Left").field("to", &self.to).finish_non_exhaustive()
    }
}
