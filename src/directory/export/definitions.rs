//! The fields of the service's index, as its configuration service takes them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::directory::language::fields::{self, FIELDS, FieldSpec, ID, Kind, LISTS, ONLY_RETURNED};

/// How the service divides French text into words (`cloudsearch.md` §4.4).
const FRENCH: &str = "_fr_default_";

/// The fields of a directory, each with whether it holds lists: all that every directory has, for
/// staff search by them, and those of this one's documents.
#[derive(Debug)]
pub struct Fields(BTreeMap<String, bool>);

/// One field of the index, with its options by their names in the service's interface.
struct Definition<'a> {
    name: &'a str,
    kind: String,
    options: Vec<(&'static str, Value)>,
}

impl Default for Fields {
    fn default() -> Self {
        let known = FIELDS.iter().map(|spec| spec.name).filter(|name| *name != ID);
        let names = known.chain(ONLY_RETURNED.iter().map(|(name, _)| *name));
        Self(names.map(|name| (name.to_owned(), LISTS.contains(&name))).collect())
    }
}

impl Fields {
    /// Takes note of the fields of a document.
    pub fn note(&mut self, lists: &BTreeMap<String, bool>) {
        for (name, is_list) in lists {
            match self.0.get_mut(name) {
                Some(known) => *known |= is_list,
                None => {
                    self.0.insert(name.clone(), *is_list);
                }
            }
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The definitions as the service's interface has them: an array of `IndexField`.
    pub fn json(&self) -> String {
        let all: Vec<Value> = self.definitions().map(|definition| definition.json()).collect();
        format!("{:#}\n", Value::Array(all))
    }

    /// The same as a shell script of commands.
    pub fn script(&self) -> String {
        let head = "#!/bin/sh\n\
            # Defines the fields of the directory's index: sh define-index-fields.sh DOMAIN\n\
            set -eu\n\
            domain=${1:?give the name of the domain: sh define-index-fields.sh DOMAIN}\n";
        self.definitions().fold(head.to_owned(), |script, definition| script + &definition.command())
    }

    fn definitions(&self) -> impl Iterator<Item = Definition<'_>> {
        self.0.iter().map(|(name, is_list)| Definition::of(name, *is_list))
    }
}

impl<'a> Definition<'a> {
    fn of(name: &'a str, is_list: bool) -> Self {
        let spec = fields::find(name);
        let kind = match spec.map(|spec| spec.kind) {
            Some(Kind::Name | Kind::Text) => "text",
            Some(Kind::Int) => "int",
            Some(Kind::Literal) | None => "literal",
        };
        Self {
            name,
            kind: if is_list { format!("{kind}-array") } else { kind.to_owned() },
            options: options(spec, is_list),
        }
    }

    fn json(&self) -> Value {
        let words = self.kind.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
        let options: Map<String, Value> =
            self.options.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        json!({
            "IndexFieldName": self.name,
            "IndexFieldType": self.kind,
            (words.collect::<String>() + "Options"): options,
        })
    }

    /// A line for the service's command; no name and no value needs quotes.
    fn command(&self) -> String {
        let flags = self.options.iter().map(|(name, value)| {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!(" --{} {value}", dashed(name))
        });
        format!(
            "aws cloudsearch define-index-field --domain-name \"$domain\" --name {} --type {}{}\n",
            self.name,
            self.kind,
            flags.collect::<String>()
        )
    }
}

fn options(spec: Option<&FieldSpec>, is_list: bool) -> Vec<(&'static str, Value)> {
    let is_ordered = spec.is_some_and(|spec| spec.is_ordered);
    let is_text = spec.is_some_and(|spec| spec.kind.is_words());
    let mut options = vec![("ReturnEnabled", json!(true))];
    if !is_list {
        options.push(("SortEnabled", json!(is_ordered)));
    }
    if is_text {
        options.extend([("HighlightEnabled", json!(true)), ("AnalysisScheme", json!(FRENCH))]);
    } else {
        options
            .extend([("SearchEnabled", json!(true)), ("FacetEnabled", json!(spec.is_none() || is_ordered))]);
    }
    options
}

/// `ReturnEnabled` as `return-enabled`.
fn dashed(name: &str) -> String {
    let mut dashed = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !dashed.is_empty() {
            dashed.push('-');
        }
        dashed.push(letter.to_ascii_lowercase());
    }
    dashed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_and_the_commands_say_the_same() {
        let mut fields = Fields::default();
        let known = fields.count();
        fields
            .note(&BTreeMap::from([("badge".to_owned(), false), ("activity_segment_code".to_owned(), true)]));
        fields
            .note(&BTreeMap::from([("badge".to_owned(), true), ("activity_segment_code".to_owned(), false)]));
        assert_eq!(fields.count(), known + 1);
        let all: Vec<Value> = serde_json::from_str(&fields.json()).unwrap();
        let of = |name: &str| all.iter().find(|one| one["IndexFieldName"] == name).unwrap();
        assert_eq!(
            *of("city"),
            json!({"IndexFieldName": "city", "IndexFieldType": "text", "TextOptions": {
                "ReturnEnabled": true, "SortEnabled": true, "HighlightEnabled": true, "AnalysisScheme": FRENCH,
            }})
        );
        assert_eq!(
            *of("badge"),
            json!({"IndexFieldName": "badge", "IndexFieldType": "literal-array", "LiteralArrayOptions": {
                "ReturnEnabled": true, "SearchEnabled": true, "FacetEnabled": true,
            }})
        );
        assert_eq!(of("activity_segment_code")["IndexFieldType"], "int-array");
        assert!(all.iter().all(|one| one["IndexFieldName"] != ID));

        let script = fields.script();
        assert_eq!(script.lines().filter(|line| line.starts_with("aws ")).count(), fields.count());
        let postcode = "aws cloudsearch define-index-field --domain-name \"$domain\" --name postcode --type literal \
            --return-enabled true --sort-enabled true --search-enabled true --facet-enabled true\n";
        assert!(script.contains(postcode), "{script}");
    }
}
