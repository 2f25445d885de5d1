//! The parameters of a request, from its address or its form (`cloudsearch.md` §1.1).

use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
};

use super::{limits::LONGEST_LINE, refusal::Refusal};

const FORM: &str = "application/x-www-form-urlencoded";

/// The names and values of an address, in order.
///
/// # Errors
/// [`Refusal`] where the line is too long or wrongly encoded.
pub fn of_address(request: &HttpRequest) -> Result<Vec<(String, String)>, Refusal> {
    let line = request.method().as_str().len() + request.uri().to_string().len() + "  HTTP/1.1".len();
    if line > LONGEST_LINE { Err(Refusal::long_line()) } else { pairs(request.query_string()) }
}

/// The names and values of a form, in order.
///
/// # Errors
/// [`Refusal`] where the body is no form, or the address has parameters too.
pub fn of_form(request: &HttpRequest, body: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(FORM) {
        let message = "Search requests cannot accept content streams";
        return Err(Refusal::of_request(StatusCode::BAD_REQUEST, message));
    }
    if !request.query_string().is_empty() {
        let message = format!(
            "When Content-Type:{FORM}, URL cannot include query-string parameters (after '?'): '{}'",
            request.query_string()
        );
        return Err(Refusal::of_request(StatusCode::FORBIDDEN, message));
    }
    pairs(str::from_utf8(body).map_err(|_| Refusal::badly_encoded())?)
}

fn pairs(text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let decoded = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decoded(name)?, decoded(value)?))
    });
    decoded.collect::<Option<_>>().ok_or_else(Refusal::badly_encoded)
}

/// A text with its `+` and `%xx` read; none where a percent sign stands alone or no text comes out.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
                rest = after;
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_strictly() {
        let read = |text: &str| pairs(text).map(|pairs| format!("{pairs:?}")).unwrap_or_default();
        assert_eq!(
            read("q=a+b%20%C3%A9&&fq=x%3Dy=z&size"),
            r#"[("q", "a b é"), ("fq", "x=y=z"), ("size", "")]"#
        );
        for wrong in ["q=%", "q=%4", "q=%zz", "q=%+1", "q=%ff"] {
            assert_eq!(read(wrong), "", "{wrong}");
        }
    }
}
