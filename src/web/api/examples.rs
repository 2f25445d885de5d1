//! Examples of answers, made of the schemas: what the document says of each member, together.

use serde_json::{Map, Value, json};

/// The example of a schema of a document.
pub fn of(document: &Value, schema: &Value) -> Value {
    let schema = resolved(document, schema);
    if let Some(example) = schema["examples"].get(0).or_else(|| schema.get("example")) {
        return example.clone();
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().filter_map(|part| of(document, part).as_object().cloned());
        return Value::Object(parts.flatten().collect());
    }
    if let Some(one) = schema["oneOf"].get(0).or_else(|| schema["enum"].get(0)) {
        return if one.is_object() { of(document, one) } else { one.clone() };
    }
    match kind(schema) {
        "object" => Value::Object(members(document, schema)),
        "array" => array(document, schema),
        "boolean" => json!(true),
        "integer" => json!(1),
        "string" if schema["format"] == "date-time" => json!("2026-11-25T08:30:00Z"),
        "string" => json!("…"),
        _ => Value::Null,
    }
}

fn members(document: &Value, schema: &Value) -> Map<String, Value> {
    let members = schema["properties"].as_object().into_iter().flatten();
    members.map(|(name, member)| (name.clone(), of(document, member))).collect()
}

/// One element, or none of those whose example would say nothing: plain words without one.
fn array(document: &Value, schema: &Value) -> Value {
    let element = of(document, &schema["items"]);
    if element.is_object() { json!([element]) } else { json!([]) }
}

/// What a reference leads to, or the value itself.
pub fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    target.and_then(|target| document.pointer(target)).unwrap_or(value)
}

/// The type; none of what may be null and has no example.
fn kind(schema: &Value) -> &str {
    schema["type"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_made_of_those_of_its_parts() {
        let document = json!({"schemas": {
            "Name": {"type": "object", "properties": {"name": {"type": "string", "examples": ["Ada"]}}},
            "Kind": {"type": "string", "enum": ["one", "two"]},
        }});
        let schema = json!({"allOf": [
            {"$ref": "#/schemas/Name"},
            {"type": "object", "properties": {
                "kind": {"oneOf": [{"$ref": "#/schemas/Kind"}, {"type": "null"}]},
                "at": {"type": "string", "format": "date-time"},
                "friends": {"type": "array", "items": {"$ref": "#/schemas/Name"}},
                "words": {"type": "array", "items": {"type": "string"}},
                "count": {"type": "integer"},
                "phone": {"type": ["string", "null"]},
            }},
        ]});
        let expected = json!({
            "name": "Ada", "kind": "one", "at": "2026-11-25T08:30:00Z", "friends": [{"name": "Ada"}],
            "words": [], "count": 1, "phone": null,
        });
        assert_eq!(of(&document, &schema), expected);
    }
}
