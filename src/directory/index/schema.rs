//! An entry as a document of the index, and back.

use std::{borrow::Cow, sync::LazyLock};

use tantivy::{
    Searcher, TantivyDocument, Term,
    schema::document::Value,
    schema::{
        BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
    },
};

use super::{analysis, counted, packing, sound};
use crate::{
    directory::language::{
        fields::{self, FIELDS, FieldSpec, ID, Kind, ONLY_RETURNED},
        words,
    },
    domain::{entry::Entry, search::SearchError, text::fold},
};

/// Name of the field that [`Hidden::extra`] is.
pub const EXTRA: &str = "extra";

/// Name of the column that keeps what pages count (`counted`).
pub const COUNTED: &str = "counted";

/// Fields by whose folded values staff sort answers.
const FOLDED: [&str; 3] = ["city", "first_name", "last_name"];

/// Letters of the longest prefix kept ready; longer ones are looked up among the words.
pub const LONGEST_READY_PREFIX: usize = 3;

/// The longest value that a literal is searched by, in characters (`cloudsearch.md` §4.2).
const LONGEST_LITERAL: usize = 4_096;

/// Stands between the name of a field that only this directory has and its value.
const AFTER_NAME: char = '\0';

/// Fields of the index that the language does not know.
#[derive(Debug, Clone, Copy)]
pub struct Hidden {
    /// The whole entry as JSON, packed and stored.
    pub entry: Field,
    /// What entries hold beyond the fields of the language: each field's name alone, and before each
    /// of its values ([`extra_value`]).
    pub extra: Field,
    /// The first one to [`LONGEST_READY_PREFIX`] letters of every word of a name, each with its
    /// field's tag before it ([`ready_prefix`]).
    pub prefixes: Field,
    /// How the words of people's names sound (`sound::key`).
    pub sounds: Field,
}

/// The index's one schema: [`FIELDS`] in order under their names, then what is hidden.
pub fn schema() -> Schema {
    SCHEMA.0.clone()
}

/// The hidden fields of [`schema`].
pub fn hidden() -> Hidden {
    SCHEMA.1
}

/// The field of [`schema`] that holds a field of the language.
pub fn field(spec: &FieldSpec) -> Field {
    let at = FIELDS.iter().take_while(|field| field.name != spec.name).count();
    Field::from_field_id(at as u32)
}

static SCHEMA: LazyLock<(Schema, Hidden)> = LazyLock::new(|| {
    let mut builder = Schema::builder();
    for spec in &FIELDS {
        let is_fast = spec.is_ordered;
        match spec.kind {
            Kind::Name => builder.add_text_field(spec.name, words_indexed(analysis::NAME, is_fast)),
            Kind::Text => builder.add_text_field(spec.name, words_indexed(analysis::TEXT, is_fast)),
            // Ids are in no order and share no beginnings: a dictionary of all would cost the import
            // more than all other fields, and a column finds one soon enough.
            Kind::Literal if spec.name == ID => {
                builder.add_text_field(spec.name, TextOptions::default().set_fast("raw"))
            }
            Kind::Literal => builder.add_text_field(spec.name, literal(is_fast)),
            Kind::Int => builder.add_i64_field(spec.name, int(is_fast)),
        };
    }
    for name in FOLDED {
        builder.add_text_field(&folded_name(name), TextOptions::default().set_fast("raw"));
    }
    builder.add_text_field(COUNTED, TextOptions::default().set_fast("raw"));
    let hidden = Hidden {
        prefixes: builder.add_text_field("pfx", literal(false)),
        extra: builder.add_text_field(EXTRA, literal(true)),
        sounds: builder.add_text_field("phon", literal(false)),
        entry: builder.add_bytes_field(&packed_entry(), BytesOptions::default().set_stored()),
    };
    (builder.build(), hidden)
});

/// The name of the field that holds the entries, by which one packed otherwise is told.
fn packed_entry() -> String {
    format!("entry_{:x}", *packing::FORM)
}

/// The name of the column that holds a field's values without case, accents and punctuation, which
/// decide no order for staff as they do in the language (`cloudsearch.md` §7.1).
pub fn folded_name(name: &str) -> String {
    format!("{name}_folded")
}

fn words_indexed(tokenizer: &str, is_fast: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    if is_fast { options.set_fast("raw") } else { options }
}

fn literal(is_fast: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let options = TextOptions::default().set_indexing_options(indexing);
    if is_fast { options.set_fast("raw") } else { options }
}

fn int(is_fast: bool) -> NumericOptions {
    let options = NumericOptions::default().set_indexed();
    if is_fast { options.set_fast() } else { options }
}

/// Whether a field of [`schema`] also has its whole values in a column, as it is searched by.
pub fn has_column(field: Field) -> bool {
    let is_literal = |spec: &FieldSpec| matches!(spec.kind, Kind::Literal) && spec.is_ordered;
    FIELDS.get(field.field_id() as usize).map_or(field == hidden().extra, is_literal)
}

/// The document that keeps an entry.
///
/// # Errors
///
/// [`SearchError::BadAnswer`] where the entry cannot be written as JSON.
pub fn document(entry: &Entry) -> Result<TantivyDocument, SearchError> {
    let mut document = TantivyDocument::new();
    for spec in &FIELDS {
        let others = entry.extra.get(spec.name).into_iter().flatten().map(Cow::from);
        (spec.values)(entry).into_iter().chain(others).for_each(|value| add(&mut document, spec, &value));
    }
    let unwritable = |error: serde_json::Error| SearchError::BadAnswer(error.to_string());
    if let Ok(column) = SCHEMA.0.get_field(COUNTED) {
        let counted = counted::written(&document, field).map_err(unwritable)?;
        document.add_text(column, counted);
    }
    add_extra(&mut document, entry);
    add_folded(&mut document);
    let hidden = hidden();
    for name in [&entry.last_name, &entry.first_name].into_iter().flatten() {
        let keys = words::of_name(name).into_iter().filter_map(|word| sound::key(&word.token));
        keys.for_each(|key| document.add_text(hidden.sounds, key));
    }
    let json = serde_json::to_vec(entry).map_err(unwritable)?;
    let packed = packing::pack(&json).map_err(|error| SearchError::BadAnswer(error.to_string()))?;
    document.add_bytes(hidden.entry, &packed);
    Ok(document)
}

/// The document that keeps an entry of a company's own directory: there every field that is answered can
/// be searched by its whole value, as one that only this directory has.
///
/// # Errors
///
/// As [`document`].
pub fn document_of_company(entry: &Entry) -> Result<TantivyDocument, SearchError> {
    let mut document = document(entry)?;
    for (name, values) in &ONLY_RETURNED {
        let values = values(entry);
        if !values.is_empty() {
            document.add_text(hidden().extra, name);
        }
        add_values(&mut document, name, values.iter().map(AsRef::as_ref));
    }
    Ok(document)
}

fn add(document: &mut TantivyDocument, spec: &FieldSpec, value: &str) {
    match spec.kind {
        Kind::Int => {
            fields::number(value).into_iter().for_each(|number| document.add_i64(field(spec), number))
        }
        Kind::Literal | Kind::Text => document.add_text(field(spec), value),
        Kind::Name => {
            document.add_text(field(spec), value);
            add_prefixes(document, spec, value);
        }
    }
}

fn add_folded(document: &mut TantivyDocument) {
    let column = |name: &str| SCHEMA.0.get_field(&folded_name(name)).ok();
    let values: Vec<_> = FOLDED
        .iter()
        .filter_map(|name| {
            let value = document.get_first(field(fields::find(name)?))?.as_str().map(fold)?;
            Some((column(name)?, value))
        })
        .collect();
    values.iter().for_each(|(column, value)| document.add_text(*column, value));
}

fn add_prefixes(document: &mut TantivyDocument, spec: &FieldSpec, value: &str) {
    let tokens = words::all_of_name(value).into_iter().map(|placed| placed.token);
    let mut prefixes: Vec<String> = tokens
        .flat_map(|token| {
            let ends = token.char_indices().skip(1).map(|(end, _)| end).chain([token.len()]);
            ends.take(LONGEST_READY_PREFIX).map(|end| ready_prefix(spec, &token[..end])).collect::<Vec<_>>()
        })
        .collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes.iter().for_each(|prefix| document.add_text(hidden().prefixes, prefix));
}

/// A prefix of words of one name field as [`Hidden::prefixes`] keeps it.
pub fn ready_prefix(spec: &FieldSpec, prefix: &str) -> String {
    format!("{}:{prefix}", spec.name)
}

fn add_extra(document: &mut TantivyDocument, entry: &Entry) {
    for (name, values) in entry.extra.iter().filter(|(name, _)| fields::find(name).is_none()) {
        document.add_text(hidden().extra, name);
        add_values(document, name, values.iter().map(String::as_str));
    }
}

fn add_values<'v>(document: &mut TantivyDocument, name: &str, values: impl Iterator<Item = &'v str>) {
    let extra = hidden().extra;
    let short = values.filter(|value| value.chars().nth(LONGEST_LITERAL).is_none());
    short.for_each(|value| document.add_text(extra, extra_value(name, value)));
}

/// A value of a field that only this directory has, as [`Hidden::extra`] keeps it.
pub fn extra_value(name: &str, value: &str) -> String {
    format!("{name}{AFTER_NAME}{value}")
}

/// Whether some entry has a field of that name beyond those of the language.
///
/// An index that cannot be read has none: the search that follows tells of it.
pub fn has_extra(searcher: &Searcher, name: &str) -> bool {
    let term = Term::from_field_text(hidden().extra, name);
    searcher.doc_freq(&term).is_ok_and(|count| count > 0)
}

/// The entry that a document keeps.
///
/// # Errors
///
/// [`SearchError::BadAnswer`] where the document was not made by [`document`].
pub fn entry(document: &TantivyDocument) -> Result<Entry, SearchError> {
    let packed = document.get_first(hidden().entry).and_then(|value| value.as_bytes());
    let packed = packed.ok_or_else(|| SearchError::BadAnswer("a document without its entry".to_owned()))?;
    let unreadable = |error: &dyn std::error::Error| SearchError::BadAnswer(error.to_string());
    let json = packing::unpack(packed).map_err(|error| unreadable(&error))?;
    // Looked at once as a whole, which takes less than each string by itself.
    let json = str::from_utf8(&json).map_err(|error| unreadable(&error))?;
    serde_json::from_str(json).map_err(|error| unreadable(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Coded;

    fn example() -> Entry {
        Entry {
            id: "pexample".into(),
            last_name: Some("Lefèvre".into()),
            profession_code: Some("10".into()),
            bimedoc_client: Some(false),
            activity_segments: vec![Coded { code: "SA07".into(), name: "Cabinet individuel".into() }],
            ..Entry::default()
        }
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let document = document(&example()).unwrap();
        assert_eq!(entry(&document).unwrap(), example());
        assert!(entry(&TantivyDocument::new()).is_err());
    }

    #[test]
    fn each_field_of_the_language_has_its_field_of_the_index() {
        for spec in &FIELDS {
            assert_eq!(schema().get_field_name(field(spec)), spec.name);
        }
        let number = |name| {
            let spec = fields::find(name).unwrap();
            document(&example()).unwrap().get_first(field(spec)).and_then(|value| value.as_i64())
        };
        assert_eq!(number("activity_segment_code"), Some(7));
        assert_eq!(number("bimedoc_client"), Some(0));
    }

    #[test]
    fn the_first_three_letters_of_a_name_are_kept_ready() {
        let document = document(&example()).unwrap();
        let ready: Vec<_> = document.get_all(hidden().prefixes).filter_map(|value| value.as_str()).collect();
        assert_eq!(ready, ["last_name:l", "last_name:le", "last_name:lef"]);
    }
}
