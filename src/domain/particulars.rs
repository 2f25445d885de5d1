//! The fields that can be searched each by itself, alone or together: those by which French health
//! software must let people search a directory, beside profession and town, which are filters.

use serde::{Deserialize, Serialize};

use super::{
    abilities::Abilities,
    arrondissements, criteria, email, everyday,
    filter::{all_of, any_of, prefix, term, unfinished},
    house_number,
    identifiers::Finess,
    numbers, reading, streets, text,
};

/// Each field as it was typed; an empty one asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Particulars {
    /// National identifier of the person or of the place, or how it begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub identifier: String,
    /// Last name, of which the last word may be unfinished, as everywhere below.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    /// First name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// Skill, as the directory or as people call it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub skill: String,
    /// Name of the organization.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub organization: String,
    /// Street, with or without the number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Postcode, or how it begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Address in the secure messaging system, or how it begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub secure_email: String,
    /// Code of a kind of activity, such as `GENR01`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
}

impl Particulars {
    /// Each field with its name in the address, in the order in which a page shows them.
    pub fn each(&self) -> [(&'static str, &str); 9] {
        [
            ("identifier", &self.identifier),
            ("last_name", &self.last_name),
            ("first_name", &self.first_name),
            ("skill", &self.skill),
            ("organization", &self.organization),
            ("street", &self.street),
            ("postcode", &self.postcode),
            ("secure_email", &self.secure_email),
            ("kind", &self.kind),
        ]
    }

    /// The same without the field of that name.
    pub fn without(&self, name: &str) -> Self {
        let mut rest = self.clone();
        match name {
            "identifier" => rest.identifier.clear(),
            "last_name" => rest.last_name.clear(),
            "first_name" => rest.first_name.clear(),
            "skill" => rest.skill.clear(),
            "organization" => rest.organization.clear(),
            "street" => rest.street.clear(),
            "postcode" => rest.postcode.clear(),
            "secure_email" => rest.secure_email.clear(),
            "kind" => rest.kind.clear(),
            _ => {}
        }
        rest
    }

    /// The same without the fields that hold only signs, which ask for nothing.
    pub fn said(self) -> Self {
        let mute: Vec<_> = self.each().into_iter().filter(|(_, typed)| text::is_mute(typed)).collect();
        let names: Vec<&str> = mute.into_iter().map(|(name, _)| name).collect();
        names.into_iter().fold(self, |rest, name| rest.without(name))
    }

    /// Whether some field is filled.
    pub fn is_filled(&self) -> bool {
        self.each().iter().any(|(_, typed)| !typed.trim().is_empty())
    }

    /// The names of the fields that are filled in vain, for the directory does not know them.
    pub fn unheard(&self, abilities: &Abilities) -> Vec<&'static str> {
        let is_known = |name| abilities.has_national_fields || !matches!(name, "skill" | "kind");
        let unheard =
            self.each().into_iter().filter(|(name, typed)| !typed.trim().is_empty() && !is_known(name));
        unheard.map(|(name, _)| name).collect()
    }

    /// Folded words of the last and of the first name.
    pub fn names(&self) -> [Vec<String>; 2] {
        [&self.last_name, &self.first_name].map(|name| words(name))
    }

    /// What lets those pass whom every filled field tells of, as far as the directory knows it.
    pub fn filters(&self, abilities: &Abilities) -> Vec<String> {
        let [last_name, first_name] = self.names();
        [named("last_name", &last_name), named("first_name", &first_name)]
            .into_iter()
            .flatten()
            .chain(self.others(abilities))
            .collect()
    }

    /// The same without the names.
    pub fn others(&self, abilities: &Abilities) -> Vec<String> {
        let national = |filter: Option<String>| filter.filter(|_| abilities.has_national_fields);
        let kind = Some(self.kind.trim()).filter(|kind| !kind.is_empty());
        [
            identified(&self.identifier, abilities.knows_adeli),
            national(skilled(&words(&self.skill))),
            called(&reading::words_of(&self.organization)),
            in_street(&words(&self.street)),
            begun("postcode", arrondissements::of_all(self.postcode.trim()).unwrap_or(&self.postcode)),
            at_address(self.secure_email.trim()),
            national(kind.map(|kind| term("activity_kind_code", kind))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn words(typed: &str) -> Vec<String> {
    text::fold(typed).split_whitespace().map(str::to_owned).collect()
}

/// The words without those that texts leave out.
fn without_linking(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).filter(|word| !criteria::is_linking(word)).collect()
}

/// Words of a text, of which the last may be unfinished; those that it leaves out begin another word where
/// nothing else was typed.
fn in_text(field: &str, words: &[String]) -> Option<String> {
    let begun = || words.last().map(|word| prefix(field, word));
    unfinished(field, &without_linking(words)).or_else(begun)
}

/// A name, its words apart or as one.
fn named(field: &str, words: &[String]) -> Option<String> {
    let apart = unfinished(field, &words.iter().map(String::as_str).collect::<Vec<_>>());
    let joined = (words.len() > 1).then(|| prefix(field, &words.concat()));
    any_of(apart.into_iter().chain(joined).collect())
}

/// An RPPS, a FINESS or an ADELI number, whole or begun.
fn identified(typed: &str, knows_adeli: bool) -> Option<String> {
    let number = reading::number(typed);
    if number.is_empty() {
        return None;
    }
    if let Some(rpps) = reading::rpps(&number) {
        return Some(term("rpps_number", rpps.as_str()));
    }
    let number = reading::without_kind(&number);
    match Finess::parse(number) {
        Ok(finess) => any_of(numbers::of_nine(finess.as_str(), knows_adeli)),
        Err(_) => any_of(numbers::beginning(number, knows_adeli)),
    }
}

/// Words of a skill, everyday ones in the directory's own words as well.
fn skilled(words: &[String]) -> Option<String> {
    const FIELD: &str = "skill_name";
    let told = without_linking(words);
    let Some(last) = told.len().checked_sub(1) else { return in_text(FIELD, words) };
    let each = told.iter().enumerate().filter_map(|(at, word)| {
        let official = everyday::official(word);
        let official = official.iter().map(|clause| term(FIELD, clause.trim_matches(['(', ')'])));
        let begun = (at == last).then(|| prefix(FIELD, word));
        any_of([term(FIELD, word)].into_iter().chain(begun).chain(official).collect())
    });
    all_of(each.collect())
}

/// Words of an organization's name, which may be the sign over its door.
fn called(words: &[String]) -> Option<String> {
    in_text("registered_name", words)
}

/// Words of a street, of which the first may be shortened; those of the number before it may be told apart
/// from it.
fn in_street(words: &[String]) -> Option<String> {
    let (number, rest) = match words {
        [number, rest @ ..] if house_number::is_number(number) => (Some(number), rest),
        _ => (None, words),
    };
    let rest = match rest {
        [_, after @ ..] if number.is_some() && house_number::begins_after(rest) => after,
        _ => rest,
    };
    let at = number.and_then(|number| {
        let with_more = format!("{number} ");
        any_of(vec![
            term("street", number),
            term("building_number", number),
            prefix("building_number", &with_more),
        ])
    });
    let whole = rest.split_first().and_then(|(first, name)| {
        let whole: Vec<String> = [streets::other(first)?].into_iter().chain(name.iter().cloned()).collect();
        in_text("street", &whole)
    });
    let named = any_of(in_text("street", rest).into_iter().chain(whole).collect());
    all_of(at.into_iter().chain(named).collect())
}

fn begun(field: &str, typed: &str) -> Option<String> {
    let code: String = typed.split_whitespace().collect::<String>().to_uppercase();
    (!code.is_empty()).then(|| prefix(field, &code))
}

fn at_address(typed: &str) -> Option<String> {
    if typed.is_empty() { None } else { email::filter(&["secure_email"], typed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(particulars: &Particulars) -> String {
        all_of(particulars.filters(&Abilities::FULL)).unwrap_or_default()
    }

    #[test]
    fn a_name_may_be_unfinished_and_written_as_one_word() {
        let named =
            |last_name: &str| filter(&Particulars { last_name: last_name.into(), ..Particulars::default() });
        assert_eq!(named("Lefè"), "(or last_name:'lefe' (prefix field=last_name 'lefe'))");
        assert_eq!(
            named("N'Dia"),
            "(or (and last_name:'n' (or last_name:'dia' (prefix field=last_name 'dia'))) (prefix field=last_name 'ndia'))"
        );
        assert_eq!(named(" ' "), "");
    }

    #[test]
    fn an_identifier_is_a_number_or_its_beginning() {
        let of = |identifier: &str| {
            filter(&Particulars { identifier: identifier.into(), ..Particulars::default() })
        };
        assert_eq!(of("RPPS 19 900 000 019"), "rpps_number:'19900000019'");
        assert_eq!(of("819900000019"), "rpps_number:'19900000019'");
        assert_eq!(of("f2a0000154"), "(or finess:'2A0000154' finess_justice:'2A0000154')");
        assert_eq!(of("75012"), "(or (prefix field=rpps_number '75012') (prefix field=finess '75012'))");
        assert_eq!(of(" - "), "");
    }

    #[test]
    fn letters_between_dots_are_one_word_of_an_organization() {
        let named = Particulars { organization: "C.H. du can".into(), ..Particulars::default() };
        assert_eq!(
            filter(&named),
            "(and registered_name:'ch' (or registered_name:'can' (prefix field=registered_name 'can')))"
        );
    }

    #[test]
    fn a_street_may_be_told_with_its_number() {
        let of = |street: &str| filter(&Particulars { street: street.into(), ..Particulars::default() });
        assert_eq!(
            of("12 bis rue de la Pai"),
            "(and (or street:'12' building_number:'12' (prefix field=building_number '12 ')) (and street:'rue' (or street:'pai' (prefix field=street 'pai'))))"
        );
        assert_eq!(of("12"), "(or street:'12' building_number:'12' (prefix field=building_number '12 '))");
        assert_eq!(
            of("bd voltaire"),
            "(or (and street:'bd' (or street:'voltaire' (prefix field=street 'voltaire'))) (and street:'boulevard' (or street:'voltaire' (prefix field=street 'voltaire'))))"
        );
        assert_eq!(of("de la"), "(prefix field=street 'la')", "another word begins so");
    }

    #[test]
    fn a_skill_may_be_said_in_everyday_words() {
        let cardiologist = Particulars { skill: "cardiologue".into(), ..Particulars::default() };
        assert_eq!(
            filter(&cardiologist),
            "(or skill_name:'cardiologue' (prefix field=skill_name 'cardiologue') skill_name:'cardiologie' skill_name:'cardiovasculaire')"
        );
        assert_eq!(cardiologist.filters(&Abilities::GATEWAY), [""; 0]);
        assert_eq!(cardiologist.unheard(&Abilities::GATEWAY), ["skill"]);
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        let typed = Particulars {
            organization: " - ".into(),
            street: "paix".into(),
            postcode: "*".into(),
            ..Particulars::default()
        };
        let said = Particulars { street: "paix".into(), ..Particulars::default() };
        assert_eq!(typed.said(), said);
    }

    #[test]
    fn every_field_has_its_filter() {
        let all = Particulars {
            identifier: "1".into(),
            last_name: "a".into(),
            first_name: "b".into(),
            skill: "c".into(),
            organization: "f".into(),
            street: "g".into(),
            postcode: "7 5".into(),
            secure_email: "A@b".into(),
            kind: "GENR01".into(),
        };
        assert_eq!(all.filters(&Abilities::FULL).len(), all.each().len());
        for (name, _) in all.each() {
            assert_eq!(all.without(name).filters(&Abilities::FULL).len(), all.each().len() - 1, "{name}");
        }
        let told = filter(&all);
        assert!(told.contains("(prefix field=postcode '75')"), "{told}");
        let in_each_case = "(or (prefix field=secure_email 'A@B') (prefix field=secure_email 'A@b') (prefix field=secure_email 'a@b'))";
        assert!(told.contains(in_each_case), "{told}");
    }
}
