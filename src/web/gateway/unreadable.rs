//! What the HTTP server cannot read of a request, told to whoever wrote it.

use super::{limits::LONGEST_LINE, refusal::Refusal};

/// How much of a request is looked at, in bytes.
pub const LOOKED_AT: usize = 16 * 1024;

/// What stands in no address unless it is percent-encoded (RFC 3986 §2).
const UNSAFE: &[u8] = br#""<>\^`{|}"#;

/// Why the HTTP server reads no further, told by how the request begins and how long it is.
pub fn refusal(beginning: &[u8], length: usize) -> Refusal {
    let mut lines = beginning.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let line = lines.next().unwrap_or_default();
    if line.len() > LONGEST_LINE || length > LOOKED_AT {
        return Refusal::long_line();
    }
    let parts: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let is_plain =
        line.iter().all(|byte| (byte.is_ascii_graphic() || *byte == b' ') && !UNSAFE.contains(byte));
    let headers = lines.take_while(|line| !line.is_empty());
    match parts.as_slice() {
        [_, .., version] if version.starts_with(b"HTTP/") && (!is_plain || parts.len() > 3) => {
            Refusal::badly_encoded()
        }
        [_, _, version] if version.starts_with(b"HTTP/") => match headers.filter(is_host).count() {
            1 => Refusal::unreadable("its address or one of its headers cannot be read"),
            0 => Refusal::unreadable("it has no Host header"),
            _ => Refusal::unreadable("it has more than one Host header"),
        },
        _ => Refusal::unreadable("it does not begin as one of HTTP/1.1 does"),
    }
}

fn is_host(line: &&[u8]) -> bool {
    line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"host:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_what_is_told() {
        for (request, words) in [
            ("GET /dev/?q=a HTTP/1.1\r\nAccept: */*\r\n\r\n", "no Host header"),
            ("GET /dev/?q=a HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "more than one Host header"),
            ("GET /dev/?q=a b HTTP/1.1\r\nHost: a\r\n\r\n", "not percent-encoded"),
            ("GET /dev/?fq=(and+city:\"x\") HTTP/1.1\r\nHost: a\r\n\r\n", "not percent-encoded"),
            ("GET /dev/?q=é HTTP/1.1\r\nHost: a\r\n\r\n", "not percent-encoded"),
            ("GET /dev/ HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "one of its headers"),
            ("hello\r\n\r\n", "does not begin"),
        ] {
            let told = refusal(request.as_bytes(), request.len()).last_words();
            let told = String::from_utf8(told).unwrap();
            assert!(told.starts_with("HTTP/1.1 400") && told.contains(words), "{request}: {told}");
        }
        let long = format!("GET /dev/?q={} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(9_000));
        let told = refusal(long.as_bytes(), long.len()).last_words();
        assert!(String::from_utf8(told).unwrap().starts_with("HTTP/1.1 413"));
    }
}
