//! Which version of the file an answer brings.

use jiff::{civil::Date, fmt::rfc2822};
use reqwest::{Response, header};

use super::{address::Address, kept::Version, question::text};
use crate::directory::{extraction::stamp, index::publication::Publication};

/// The version that an answer with the whole file brings.
pub fn of(answer: &Response, address: &Address) -> Version {
    let given = |name| Some(text(answer, name)).filter(|text| !text.is_empty());
    let last_modified = given(header::LAST_MODIFIED);
    Version {
        length: answer.content_length(),
        name: name(&text(answer, header::CONTENT_DISPOSITION), answer.url().path()),
        date: date(answer.url().path(), last_modified.as_deref()),
        publication: Publication { address: address.shown(), etag: given(header::ETAG), last_modified },
    }
}

/// The file's name as the server gives it, else the last part of its address.
fn name(disposition: &str, path: &str) -> String {
    let given = disposition.split(';').find_map(|part| part.trim().strip_prefix("filename="));
    let whole = given.map_or(path, |name| name.trim_matches('"'));
    whole.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or("download").to_owned()
}

/// The day on which the file was made: data.gouv.fr stamps the folder of each version.
fn date(path: &str, last_modified: Option<&str>) -> Option<Date> {
    let changed = || Some(rfc2822::parse(last_modified?).ok()?.date());
    stamp::date(path).or_else(changed)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn the_name_is_the_one_given_else_the_address_s_last_part() {
        let stamped = "PS_LibreAcces_202608011050.zip";
        assert_eq!(name(&format!("attachment; filename={stamped}"), "/x/y.txt"), stamped);
        assert_eq!(name(&format!("attachment; filename=\"a/{stamped}\""), "/x/y.txt"), stamped);
        assert_eq!(name("inline", "/x/y.txt"), "y.txt");
        assert_eq!(name("", "/"), "download");
    }

    #[test]
    fn the_day_is_the_folder_s_stamp_else_that_of_the_last_change() {
        let changed = Some("Sun, 22 Nov 2026 03:12:00 GMT");
        assert_eq!(date("/resources/20261121-031200/ps.txt", changed), Some(day(2026, 11, 21)));
        assert_eq!(date("/ps.txt", changed), Some(day(2026, 11, 22)));
        assert_eq!(date("/ps.txt", Some("yesterday")), None);
        assert_eq!(date("/ps.txt", None), None);
    }
}
