//! What the document says, in the language of whoever reads its page.

use std::{collections::HashMap, sync::LazyLock};

use crate::web::locale::Language;

/// Each sentence of the document, to what French readers see.
static FRENCH: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../../../locales/fr/api.txt")).collect());

/// A sentence of the document in a language; as it is where that has none.
pub fn spoken(sentence: &str, language: Language) -> &str {
    match language {
        Language::French => FRENCH.get(sentence).copied().unwrap_or(sentence),
        Language::English => sentence,
    }
}

/// Two lines each, with an empty one between; a remark has one.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n\n").filter_map(|pair| pair.trim().split_once('\n'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::web::api::{document::DOCUMENT, problem::KINDS};

    /// Every text that stands somewhere in a document, each paragraph on one line.
    fn texts(value: &Value, all: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => all
                .extend(text.split("\n\n").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))),
            Value::Array(list) => list.iter().for_each(|one| texts(one, all)),
            Value::Object(members) => members.iter().for_each(|(name, one)| {
                all.insert(name.clone());
                texts(one, all);
            }),
            _ => {}
        }
    }

    #[test]
    fn each_french_sentence_is_of_one_that_the_document_still_has() {
        let mut all = BTreeSet::new();
        texts(&DOCUMENT, &mut all);
        all.extend(KINDS.iter().map(|kind| kind.title.to_owned()));
        for (sentence, french) in FRENCH.iter() {
            assert!(all.contains(*sentence), "{sentence}");
            assert_eq!(sentence.matches('`').count(), french.matches('`').count(), "{french}");
        }
    }
}
