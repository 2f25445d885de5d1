//! The fields of a document as an entry: word for word as a batch gives them, or in whatever form a
//! gateway sends them.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use serde_json::{Map, Number, Value};

use crate::domain::{
    codes,
    entry::{Coded, Entry},
    text,
};

/// Digits of the numbers that may begin with zeros, which a gateway that sends numbers drops.
const WIDTHS: [(&str, usize); 5] =
    [("finess", 9), ("finess_justice", 9), ("postcode", 5), ("rpps_number", 11), ("siret", 14)];

/// What is not taken yet of a document's fields: no key without a value, no blank value.
struct Facts(BTreeMap<String, Vec<String>>);

/// The values of a field, at least one.
#[derive(Debug)]
pub struct Values {
    /// Each, word for word.
    pub texts: Vec<String>,
    /// Whether they were given as a list.
    pub is_list: bool,
}

/// The entry of an id and its fields, no value altered: what is blank is no fact and stays beside
/// them under its name, as do fields that an entry has no place for.
pub fn of_values(id: String, fields: BTreeMap<String, Values>) -> Entry {
    let lists = fields.iter().filter(|(_, values)| values.is_list && values.texts.len() == 1);
    let lists: BTreeSet<String> = lists.map(|(name, _)| name.clone()).collect();
    let texts = fields.into_iter().map(|(name, values)| (name, values.texts));
    let is_told = |texts: &[String]| texts.iter().all(|text| !text.trim().is_empty());
    let (told, blank) = texts.partition(|(_, texts)| is_told(texts));
    let mut entry = of_facts(id, Facts(told));
    entry.extra.extend::<BTreeMap<_, _>>(blank);
    entry.listed = lists.into_iter().filter(|name| entry.extra.contains_key(name)).collect();
    entry
}

/// The entry of an id and its fields as a gateway sends them: spaces around a value, empty ones and
/// nulls are nothing, a number gets its leading zeros back.
pub fn entry(id: String, fields: Map<String, Value>) -> Entry {
    let values = fields.into_iter().map(|(name, value)| {
        let values = texts(&name, value);
        (name, values)
    });
    of_facts(id, Facts(values.filter(|(_, values)| !values.is_empty()).collect()))
}

fn of_facts(id: String, mut facts: Facts) -> Entry {
    let mut entry = Entry { id, ..Entry::default() };
    facts.tell_person(&mut entry);
    facts.tell_place(&mut entry);
    facts.tell_activity(&mut entry);
    entry.extra = facts.0;
    entry
}

impl Facts {
    fn tell_person(&mut self, entry: &mut Entry) {
        entry.rpps_number = self.one("rpps_number");
        entry.last_name = self.one("last_name");
        entry.first_name = self.one("first_name");
        entry.gender = self.one("gender");
        entry.profession_code = self.one("profession_code");
        entry.profession_name = self.one("profession_name");
        entry.phone_number = self.one("phone_number");
        entry.email = self.one("email");
        entry.secure_email = self.0.remove("secure_email").unwrap_or_default();
        entry.type_contact = self.one("type_contact");
    }

    fn tell_place(&mut self, entry: &mut Entry) {
        entry.registered_name = self.one("registered_name");
        entry.finess = self.one("finess");
        entry.finess_justice = self.one("finess_justice");
        entry.ident_tech_structure = self.one("ident_tech_structure");
        entry.siret = self.one("siret");
        entry.building_number = self.one("building_number");
        entry.street = self.one("street");
        entry.postcode = self.one("postcode");
        entry.city = self.one("city");
        entry.department = self.one("department");
    }

    fn tell_activity(&mut self, entry: &mut Entry) {
        entry.bimedoc_client = self.yes_or_no("bimedoc_client");
        entry.category = self.coded("category").into_iter().next();
        entry.activity_segments = self.coded("activity_segment").into_iter().map(as_published).collect();
        entry.skills = self.coded("skill");
        entry.modes = self.coded("mode");
        entry.roles = self.coded("role");
        entry.activity_kinds = self.coded("activity_kind");
    }

    /// The first value of a field; the others stay.
    fn one(&mut self, name: &str) -> Option<String> {
        let values = self.0.get_mut(name)?;
        let first = values.remove(0);
        if values.is_empty() {
            self.0.remove(name);
        }
        Some(first)
    }

    /// A field that is neither stays.
    fn yes_or_no(&mut self, name: &str) -> Option<bool> {
        let answer = match self.0.get(name)?.first()?.as_str() {
            "1" | "true" => true,
            "0" | "false" => false,
            _ => return None,
        };
        self.0.remove(name);
        Some(answer)
    }

    /// The values of `NAME_code` with those of `NAME_name`.
    fn coded(&mut self, name: &str) -> Vec<Coded> {
        let mut all = |part: &str| self.0.remove(&format!("{name}_{part}")).unwrap_or_default();
        let (mut codes, mut names) = (all("code"), all("name"));
        let length = codes.len().max(names.len());
        codes.resize(length, String::new());
        names.resize(length, String::new());
        codes.into_iter().zip(names).map(|(code, name)| Coded { code, name }).collect()
    }
}

/// A national sector under its published code: the language compares its number, `SA07` is 7.
fn as_published(sector: Coded) -> Coded {
    let national = sector.code.parse().ok().and_then(|number| codes::numbered(&codes::SECTORS, number));
    match national.filter(|(_, name)| text::fold(name) == text::fold(&sector.name)) {
        Some((code, _)) => Coded { code: code.to_owned(), ..sector },
        None => sector,
    }
}

/// The values of a field as text: of a string, a number, a truth value, or a list of these.
fn texts(name: &str, value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.into_iter().flat_map(|value| texts(name, value)).collect(),
        Value::String(text) => {
            Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect()
        }
        Value::Number(number) => vec![digits(name, &number)],
        other @ (Value::Bool(_) | Value::Object(_)) => vec![other.to_string()],
    }
}

/// A number as text: whole where it is, with the zeros that its field wants before it.
fn digits(name: &str, number: &Number) -> String {
    let mut text = number.to_string();
    if let Some(whole) = text.strip_suffix(".0") {
        text.truncate(whole.len());
    }
    let width = WIDTHS.iter().find(|(field, _)| *field == name).map_or(0, |(_, width)| *width);
    let bare = mem::take(&mut text);
    format!("{bare:0>width$}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(fields: Value) -> Entry {
        let Value::Object(fields) = fields else { panic!("no fields") };
        entry("hw01".to_owned(), fields)
    }

    #[test]
    fn a_value_is_read_in_every_form() {
        let strings = read(json!({
            "finess": "010000016", "postcode": "01000", "bimedoc_client": "1", "profession_code": "10",
            "activity_segment_code": "1", "activity_segment_name": "Secteur libéral",
            "secure_email": ["a@mssante.example"],
        }));
        for same in [
            json!({
                "finess": 10_000_016, "postcode": 1000, "bimedoc_client": true, "profession_code": 10.0,
                "activity_segment_code": 1, "activity_segment_name": "Secteur libéral",
                "secure_email": "a@mssante.example",
            }),
            json!({
                "finess": ["010000016"], "postcode": [1000], "bimedoc_client": [1], "profession_code": ["10"],
                "activity_segment_code": [1], "activity_segment_name": [" Secteur libéral "],
                "secure_email": ["a@mssante.example", null, ""], "first_name": "", "city": null,
            }),
        ] {
            assert_eq!(read(same), strings);
        }
        assert_eq!(strings.finess.unwrap(), "010000016");
        assert_eq!(strings.bimedoc_client, Some(true));
        assert_eq!(strings.activity_segments[0].name, "Secteur libéral");
    }

    #[test]
    fn a_batch_is_read_word_for_word() {
        let one = |text: &str| Values { texts: vec![text.to_owned()], is_list: false };
        let many = |texts: &[&str]| Values {
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            is_list: true,
        };
        let fields = [
            ("city", one(" Lyon ")),
            ("street", one("")),
            ("bimedoc_client", one("2")),
            ("email", many(&["a@example.test"])),
            ("skill_code", many(&["SM04", " "])),
            ("skill_name", many(&["Cardiologie"])),
            ("badge", one(" Or ")),
            ("tags", many(&[""])),
        ];
        let fields = fields.into_iter().map(|(name, values)| (name.to_owned(), values)).collect();
        let entry = of_values("a".to_owned(), fields);
        assert_eq!((entry.city.as_deref(), entry.street.as_deref()), (Some(" Lyon "), None));
        assert_eq!((entry.skills[0].code.as_str(), entry.skills[0].name.as_str()), ("", "Cardiologie"));
        let kept = entry.extra.iter().map(|(name, texts)| format!("{name}={}", texts.join("|")));
        assert_eq!(
            kept.collect::<Vec<_>>(),
            ["badge= Or ", "bimedoc_client=2", "skill_code=SM04| ", "street=", "tags="]
        );
        assert_eq!(entry.listed, BTreeSet::from(["tags".to_owned()]));
    }

    #[test]
    fn what_has_no_place_is_kept() {
        let entry = read(json!({
            "last_name": "Dubreuil", "email": ["a@example.test", "b@example.test"], "rank": 3,
            "bimedoc_client": "soon", "note": {"x": [1]},
        }));
        assert_eq!(entry.email.unwrap(), "a@example.test");
        assert_eq!(entry.bimedoc_client, None);
        let kept = |name: &str| entry.extra[name].join(",");
        assert_eq!(
            [kept("email"), kept("rank"), kept("bimedoc_client"), kept("note")],
            ["b@example.test", "3", "soon", r#"{"x":[1]}"#]
        );
        assert_eq!(entry.extra.len(), 4);
    }

    #[test]
    fn codes_and_labels_go_in_pairs() {
        let entry =
            read(json!({"skill_code": ["SM04", "SM26"], "skill_name": "Cardiologie", "mode_code": "L"}));
        let pairs = |coded: &[Coded]| {
            coded.iter().map(|one| format!("{}={}", one.code, one.name)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pairs(&entry.skills), "SM04=Cardiologie SM26=");
        assert_eq!(pairs(&entry.modes), "L=");
    }
}
