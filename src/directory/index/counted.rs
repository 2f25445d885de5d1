//! What pages count of each entry, kept as one value of one column: however many facts are counted, one
//! number is read of each entry found.

use tantivy::{TantivyDocument, schema::document::Value};

use crate::directory::language::fields::{self, FieldSpec};

/// The fields counted, in the order of [`crate::domain::search::Counts`].
pub(super) const COUNTED: [&str; 4] =
    ["profession_code", "department", "activity_segment_code", "activity_kind_code"];

/// The values of each field of [`COUNTED`], in its order.
pub(super) type Values = [Vec<String>; COUNTED.len()];

/// The values that a document holds, as one text.
///
/// # Errors
/// They cannot be written as JSON.
pub(super) fn written(
    document: &TantivyDocument,
    field: impl Fn(&FieldSpec) -> tantivy::schema::Field,
) -> serde_json::Result<String> {
    let values = COUNTED.map(|name| -> Vec<String> {
        let values = fields::find(name).map(|spec| document.get_all(field(spec)));
        let texts = values.into_iter().flatten().filter_map(|value| {
            let number = value.as_i64().map(|number| number.to_string());
            number.or_else(|| value.as_str().map(str::to_owned))
        });
        texts.collect()
    });
    serde_json::to_string(&values)
}

/// The values that a text tells; none where [`written`] did not make it.
pub(super) fn read(text: &[u8]) -> Option<Values> {
    serde_json::from_slice(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory::index::schema,
        domain::entry::{Coded, Entry},
    };

    #[test]
    fn values_come_back_as_a_request_says_them() {
        let segment = |code: &str| Coded { code: code.into(), name: String::new() };
        let entry = Entry {
            profession_code: Some("10".into()),
            postcode: Some("20200".into()),
            activity_segments: vec![segment("SA07"), segment("SA08")],
            ..Entry::default()
        };
        let text = written(&schema::document(&entry).unwrap(), schema::field).unwrap();
        let [professions, departments, sectors, kinds] = read(text.as_bytes()).unwrap();
        assert_eq!((professions, sectors), (vec!["10".to_owned()], vec!["7".to_owned(), "8".to_owned()]));
        assert_eq!((departments.as_slice(), kinds.len()), (&["2B".to_owned()][..], 0));
        assert_eq!(read(b"[]"), None);
    }
}
