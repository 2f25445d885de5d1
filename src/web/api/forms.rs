//! The forms of the directory's parameters, told as exactly as a schema can, from the language's own
//! table of fields: what matches them is understood.
//!
//! The language is wider than any pattern: filters may be nested without end, and a directory may have
//! fields of its own. The descriptions of the parameters say so.

use serde_json::{Value, json};

use crate::directory::language::fields::{FIELDS, ID, Kind};

/// The weight of a field, after its name.
const WEIGHT: &str = r"(\^[1-9][0-9]{0,2}(\.[0-9]{1,2})?)?";

/// Puts the forms in the place of the plain texts that the server takes.
pub fn tell(parameters: &mut Value) {
    for parameter in parameters.as_array_mut().into_iter().flatten() {
        match parameter["name"].as_str().unwrap_or_default() {
            "fq" => parameter["schema"] = json!({"type": "string", "pattern": filter()}),
            "q.options" => {
                let example = json!({"fields": ["last_name^3", "city"]});
                parameter["content"] = json!({"application/json": {"schema": options(), "example": example}});
                take_away(parameter, &["schema", "example"]);
            }
            "return" => {
                parameter["schema"] =
                    json!({"type": "array", "items": {"type": "string", "enum": returned()}});
                parameter["style"] = json!("form");
                parameter["explode"] = json!(false);
                parameter["example"] = json!(["last_name", "first_name", "finess"]);
            }
            _ => {}
        }
    }
}

fn take_away(parameter: &mut Value, members: &[&str]) {
    for member in members {
        parameter.as_object_mut().map(|parameter| parameter.remove(*member));
    }
}

/// A field and a term, one without a field, or some of them together, twice nested at most.
fn filter() -> String {
    let named = |is_meant: fn(Kind) -> bool| {
        let names = FIELDS.iter().filter(|field| is_meant(field.kind)).map(|field| field.name);
        names.collect::<Vec<_>>().join("|")
    };
    let (texts, numbers) = (named(|kind| kind != Kind::Int), named(|kind| kind == Kind::Int));
    let term = format!(r"((({texts}):)?'[^'\\]*'|({numbers}):('[0-9]{{1,9}}'|[0-9]{{1,9}}))");
    let together = |inner: &str| format!(r"(\((and|or)( {inner})+\)|\(not {inner}\))");
    let one = together(&term);
    let two = together(&format!("({term}|{one})"));
    format!("^({term}|{one}|{two})$")
}

/// How `q` is read.
fn options() -> Value {
    let names = FIELDS.map(|field| field.name).join("|");
    let fields = json!({
        "type": "array",
        "items": {"type": "string", "pattern": format!("^({names}){WEIGHT}$")},
        "maxItems": 64,
    });
    let operators =
        ["and", "escape", "fuzzy", "near", "not", "or", "phrase", "precedence", "prefix", "whitespace"];
    json!({
        "type": "object",
        "properties": {
            "defaultOperator": {"type": "string", "enum": ["and", "or"]},
            "fields": fields,
            "operators": {"type": "array", "items": {"type": "string", "enum": operators}},
            "phraseFields": fields,
        },
        "additionalProperties": false,
    })
}

/// What an answer can be asked to hold: its id it always bears.
fn returned() -> Vec<&'static str> {
    let names = FIELDS.iter().map(|field| field.name).filter(|name| *name != ID);
    names.chain(["_all_fields", "_no_fields", "_score"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::language::fields;

    #[test]
    fn the_operators_and_the_fields_told_are_those_of_the_language() {
        use crate::directory::language::options::Options;

        let told = options();
        let list = |pointer: &str| told.pointer(pointer).unwrap().to_string();
        let operators = list("/properties/operators/items/enum");
        let read = Options::parse(&format!(r#"{{"operators":{operators}}}"#)).unwrap();
        assert_eq!(read.disabled.len(), 10);
        for name in returned().into_iter().filter(|name| !name.starts_with('_')) {
            assert!(fields::find(name).is_some() && filter().contains(name), "{name}");
        }
    }
}
