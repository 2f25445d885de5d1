//! Another site that says who somebody is: a small OpenID Connect issuer, which lies as it is told to.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use openidconnect::{
    AccessToken, Audience, AuthorizationCode, EmptyAdditionalClaims, EndUserEmail, IssuerUrl, JsonWebKeyId,
    Nonce, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey, StandardClaims, SubjectIdentifier,
    core::{
        CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet,
        CoreJwsSigningAlgorithm,
    },
    url::Url,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::home::Home;

/// What it gives besides.
const ACCESS: &str = "access";

/// How Carnet is known there.
const CLIENT: (&str, &str) = ("carnet", "tide-and-lantern");

/// What is wrong with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    None,
    Nonce,
    Audience,
    Issuer,
    Expired,
    NoNonce,
    Signature,
    /// Signed with what both sides know, as though that were a key of the issuer's alone.
    Symmetric,
    /// Not signed at all.
    Unsigned,
    AccessToken,
    Unverified,
    NoEmail,
}

/// Somebody whom it has let in, until the code is exchanged.
struct Grant {
    code: String,
    email: String,
    lie: Lie,
    nonce: String,
    challenge: String,
    redirect: String,
}

/// The issuer; gone with the test.
pub struct Issuer {
    /// Its address.
    pub url: String,
    grant: Arc<Mutex<Option<Grant>>>,
    listening: JoinHandle<()>,
}

impl Issuer {
    /// One that answers.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let grant = Arc::new(Mutex::new(None));
        let (own, shared) = (url.clone(), Arc::clone(&grant));
        let listening = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                if let Some((path, headers, body)) = request(&mut stream).await {
                    let answer = answer(&own, &shared, &path, &headers, &body);
                    let (status, body) = answer
                        .map_or(("400 Bad Request", json!({"error": "invalid_grant"})), |body| {
                            ("200 OK", body)
                        });
                    let body = body.to_string();
                    let head =
                        format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close");
                    let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                    let _unheard = stream.write_all(answer.as_bytes()).await;
                }
            }
        });
        Self { url, grant, listening }
    }

    /// A home whose staff may sign in here.
    pub fn of(&self, home: Home) -> Home {
        home.with("CARNET_OIDC_ISSUER", &*self.url)
            .with("CARNET_OIDC_CLIENT_ID", CLIENT.0)
            .with("CARNET_OIDC_CLIENT_SECRET", CLIENT.1)
    }

    /// Lets somebody in who was led to that address; the path of Carnet's with which they come back.
    pub fn let_in(&self, address: &str, email: &str, lie: Lie) -> String {
        let address: Url = address.parse().unwrap();
        let asked: BTreeMap<String, String> = address.query_pairs().into_owned().collect();
        assert!(address.as_str().starts_with(&format!("{}/authorize?", self.url)), "{address}");
        assert_eq!((asked["client_id"].as_str(), asked["response_type"].as_str()), (CLIENT.0, "code"));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].contains("openid") && asked["scope"].contains("email"), "{asked:?}");
        let code = uuid::Uuid::now_v7().simple().to_string();
        *self.grant.lock().unwrap() = Some(Grant {
            code: code.clone(),
            email: email.to_owned(),
            lie,
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            redirect: asked["redirect_uri"].clone(),
        });
        let (_, path) = asked["redirect_uri"].split_once("://").unwrap();
        let path = &path[path.find('/').unwrap()..];
        format!(
            "{path}?{}",
            serde_urlencoded::to_string([("code", &code), ("state", &asked["state"])]).unwrap()
        )
    }

    /// From now on it does not answer.
    pub fn stop(&self) {
        self.listening.abort();
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What it answers; none is an error.
fn answer(
    url: &str,
    grant: &Mutex<Option<Grant>>,
    path: &str,
    headers: &BTreeMap<String, String>,
    body: &str,
) -> Option<Value> {
    match path {
        "/.well-known/openid-configuration" => Some(json!({
            "issuer": url,
            "authorization_endpoint": format!("{url}/authorize"),
            "token_endpoint": format!("{url}/token"),
            "jwks_uri": format!("{url}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        })),
        "/keys" => {
            let keys = CoreJsonWebKeySet::new(vec![key(1).as_verification_key()]);
            Some(serde_json::to_value(keys).unwrap())
        }
        "/token" => {
            let grant = grant.lock().unwrap().take()?;
            let basic = BASE64_STANDARD.encode(format!("{}:{}", CLIENT.0, CLIENT.1));
            let given: BTreeMap<String, String> = serde_urlencoded::from_str(body).unwrap();
            let verifier = PkceCodeVerifier::new(given.get("code_verifier")?.clone());
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            let is_right = headers.get("authorization")? == &format!("Basic {basic}")
                && given.get("code") == Some(&grant.code)
                && given.get("redirect_uri") == Some(&grant.redirect)
                && challenge.as_str() == grant.challenge;
            is_right.then(|| token(url, &grant))
        }
        _ => None,
    }
}

fn token(url: &str, grant: &Grant) -> Value {
    let is = |lie| grant.lie == lie;
    let now = SystemTime::now();
    let until =
        if is(Lie::Expired) { now - Duration::from_secs(600) } else { now + Duration::from_secs(600) };
    let email = (!is(Lie::NoEmail)).then(|| EndUserEmail::new(grant.email.clone()));
    let facts = StandardClaims::new(SubjectIdentifier::new("0192".to_owned()))
        .set_email(email)
        .set_email_verified(Some(!is(Lie::Unverified)));
    let audience = if is(Lie::Audience) { "another" } else { CLIENT.0 };
    let issuer = if is(Lie::Issuer) { "https://issuer.example" } else { url };
    let nonce = if is(Lie::Nonce) { "another" } else { &grant.nonce };
    let claims = CoreIdTokenClaims::new(
        IssuerUrl::new(issuer.to_owned()).unwrap(),
        vec![Audience::new(audience.to_owned())],
        until.into(),
        now.into(),
        facts,
        EmptyAdditionalClaims {},
    )
    .set_nonce((!is(Lie::NoNonce)).then(|| Nonce::new(nonce.to_owned())));
    let token = signed(claims, grant.lie);
    let access = if is(Lie::AccessToken) { "another" } else { ACCESS };
    json!({"access_token": access, "token_type": "Bearer", "id_token": token})
}

fn signed(claims: CoreIdTokenClaims, lie: Lie) -> String {
    let access = AccessToken::new(ACCESS.to_owned());
    let code: Option<&AuthorizationCode> = None;
    if lie == Lie::Symmetric {
        let algorithm = CoreJwsSigningAlgorithm::HmacSha256;
        let key = CoreHmacKey::new(CLIENT.1);
        // Without the hash of the access token, which would need a key of the issuer's.
        return CoreIdToken::new(claims, &key, algorithm, None, code).unwrap().to_string();
    }
    let key = key(if lie == Lie::Signature { 2 } else { 1 });
    let token = CoreIdToken::new(claims, &key, CoreJwsSigningAlgorithm::EdDsa, Some(&access), code).unwrap();
    let token = token.to_string();
    let [_, claims, _] = token.split('.').collect::<Vec<_>>()[..] else { unreachable!("{token}") };
    let head = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#);
    if lie == Lie::Unsigned { format!("{head}.{claims}.") } else { token }
}

/// A key made of one number (RFC 8410 §7), under the one name that the issuer publishes.
fn key(number: u8) -> CoreEdDsaPrivateSigningKey {
    let before =
        [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let written = BASE64_STANDARD.encode([before.as_slice(), &[number; 32]].concat());
    let (begin, end) = ("-----BEGIN PRIVATE ", "-----END PRIVATE ");
    let pem = format!("{begin}KEY-----\n{written}\n{end}KEY-----\n");
    let name = JsonWebKeyId::new("one".to_owned());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(name)).unwrap()
}

/// The path, headers and body of a request; none where the other end is gone.
async fn request(stream: &mut TcpStream) -> Option<(String, BTreeMap<String, String>, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<String, String> =
        headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let path = head.split(' ').nth(1).unwrap().to_owned();
    Some((path, headers, String::from_utf8(body).unwrap()))
}
