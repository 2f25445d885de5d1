//! `highlight.FIELD` and `highlight`: where a text holds the words searched (`cloudsearch.md`
//! §1.2).

use std::{borrow::Cow, ops::Range};

use super::{error::Error, parameters::Parameters, words_found};
use crate::{
    directory::language::{
        fields::{Field, FieldSpec, Knows},
        query::{Query, Test},
        relaxed_json::{self, Json, Member},
    },
    domain::entry::Entry,
};

/// How much of a text is looked at, in bytes (`cloudsearch.md` §7.1).
const LOOKED_AT: usize = 10 * 1024;

/// The most words that a request may have marked (`cloudsearch.md` §7.1).
const MOST_PHRASES: usize = 5;

/// How words are marked in the texts of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    spec: &'static FieldSpec,
    is_html: bool,
    most: usize,
    before: String,
    after: String,
    tests: Vec<Test>,
}

/// Reads all highlights of a request, in the order of their fields' names; `criteria` and the
/// fields `searched` where it names none say which words are marked.
///
/// # Errors
/// [`Error::Refused`].
pub fn parse(
    parameters: &Parameters,
    knows: Knows<'_>,
    criteria: &Query,
    searched: &[(Field, f32)],
) -> Result<Vec<Highlight>, Error> {
    let mut all = Vec::new();
    for (name, json) in parameters.beginning("highlight.") {
        let members = relaxed_json::members(json).map_err(|_| not_json(name))?;
        all.push(Highlight::parse(name, members, knows)?);
    }
    let given = parameters.get("highlight").map_or(Ok(Vec::new()), relaxed_json::members);
    for (_, name, value) in given.map_err(|refusal| Error::in_parameter("highlight", refusal))? {
        let Json::Object(members) = value else { return Err(not_json(&name)) };
        all.push(Highlight::parse(&name, members, knows)?);
    }
    for highlight in &mut all {
        words_found::gather(criteria, highlight.spec, searched, &mut highlight.tests);
    }
    Ok(all)
}

impl Highlight {
    fn parse(name: &str, members: Vec<Member<'_>>, knows: Knows<'_>) -> Result<Self, Error> {
        let Field::Known(spec) = Field::named(name, knows)? else { return Err(not_text(name)) };
        if !spec.kind.is_words() {
            return Err(not_text(name));
        }
        let wrong = |expected: &str| Error::wrong(&format!("highlight.{name}"), expected);
        let (mut is_html, mut most, mut before, mut after) = (true, usize::MAX, None, None);
        for (_, option, value) in members {
            match (&*option, value) {
                ("format", Json::Text(text)) if text == "html" => is_html = true,
                ("format", Json::Text(text)) if text == "text" => is_html = false,
                ("format", _) => return Err(wrong("format to be 'html' or 'text'")),
                ("max_phrases", Json::Word(text) | Json::Text(text)) => {
                    let number = text.parse().ok().filter(|number| (1..=MOST_PHRASES).contains(number));
                    most = number.ok_or_else(|| wrong("max_phrases to be a number from 1 to 5"))?;
                }
                ("pre_tag", Json::Text(text)) => before = Some(text),
                ("post_tag", Json::Text(text)) => after = Some(text),
                _ => return Err(wrong("format, max_phrases, pre_tag or post_tag")),
            }
        }
        let (default_before, default_after) = if is_html { ("<em>", "</em>") } else { ("*", "*") };
        Ok(Self {
            spec,
            is_html,
            most,
            before: before.map_or_else(|| default_before.to_owned(), Cow::into_owned),
            after: after.map_or_else(|| default_after.to_owned(), Cow::into_owned),
            tests: Vec::new(),
        })
    }

    /// The name of its field.
    pub fn name(&self) -> &'static str {
        self.spec.name
    }

    /// The entry's text with its words marked, none where it has no such text; of several texts the
    /// first that holds a word.
    pub fn of(&self, entry: &Entry) -> Option<String> {
        let texts = (self.spec.values)(entry);
        let first = texts.first()?;
        let found = texts.iter().map(|text| (text, self.found(text))).find(|(_, found)| !found.is_empty());
        let (text, found) = found.unwrap_or_else(|| (first, Vec::new()));
        Some(self.marked(text, &found))
    }

    /// Where a text holds the words.
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let text = &text[..text.floor_char_boundary(LOOKED_AT)];
        words_found::words_found(self.spec.kind, text, &self.tests).take(self.most).collect()
    }

    fn marked(&self, text: &str, found: &[Range<usize>]) -> String {
        let mut marked = String::with_capacity(text.len() * 2);
        let mut at = 0;
        for span in found {
            self.push(&mut marked, &text[at..span.start]);
            marked.push_str(&self.before);
            self.push(&mut marked, &text[span.clone()]);
            marked.push_str(&self.after);
            at = span.end;
        }
        self.push(&mut marked, &text[at..text.floor_char_boundary(LOOKED_AT).max(at)]);
        marked
    }

    fn push(&self, marked: &mut String, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' if self.is_html => marked.push_str("&amp;"),
                '<' if self.is_html => marked.push_str("&lt;"),
                '>' if self.is_html => marked.push_str("&gt;"),
                '"' if self.is_html => marked.push_str("&quot;"),
                '\'' if self.is_html => marked.push_str("&#x27;"),
                _ => marked.push(letter),
            }
        }
    }
}

fn not_text(name: &str) -> Error {
    Error::Refused(format!("The words of the field '{name}' cannot be highlighted: it holds no text."))
}

fn not_json(name: &str) -> Error {
    Error::wrong(&format!("highlight.{name}"), "a JSON object such as {} or {format:'text',max_phrases:3}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{
        language::{fields::NO_OTHERS, options::Options, simple},
        protocol::parameters::Hearing,
    };

    fn marked(q: &str, name: &str, json: &str) -> Option<String> {
        let entry = Entry {
            last_name: Some("Le Goff-Dupré".into()),
            registered_name: Some("Hôpital <Nord> & de l'Hôpital des Infirmiers".into()),
            ..Entry::default()
        };
        let parameters = vec![(format!("highlight.{name}"), json.to_owned())];
        let parameters = Parameters::of(parameters, Hearing::Full).unwrap();
        let options = Options::default();
        let criteria = simple::parse(q, &options).unwrap();
        parse(&parameters, NO_OTHERS, &criteria, &options.fields).unwrap()[0].of(&entry)
    }

    #[test]
    fn words_are_marked_as_they_are_found() {
        let name = |q| marked(q, "last_name", "{format:'text'}").unwrap();
        assert_eq!(name("dupre"), "Le Goff-*Dupré*");
        assert_eq!(name("\"le goff\" -dupre"), "*Le* *Goff*-Dupré");
        assert_eq!(name("gof* dupr~1"), "Le *Goff*-*Dupré*");
        assert_eq!(name("martin"), "Le Goff-Dupré");
        let place = |json| marked("hopital infirmier", "registered_name", json).unwrap();
        assert_eq!(
            place("{}"),
            "<em>Hôpital</em> &lt;Nord&gt; &amp; de <em>l&#x27;Hôpital</em> des <em>Infirmiers</em>"
        );
        assert_eq!(
            place("{format:'text',max_phrases:1,pre_tag:'[',post_tag:']'}"),
            "[Hôpital] <Nord> & de l'Hôpital des Infirmiers"
        );
        assert_eq!(marked("dupre", "city", "{}"), None);
    }

    #[test]
    fn what_is_no_highlight_is_refused() {
        for (name, json) in [
            ("highlight.postcode", "{}"),
            ("highlight.city", "{max_phrases:6}"),
            ("highlight.city", "{format:'xml'}"),
            ("highlight.city", "x"),
            ("highlight.nosuchfield", "{}"),
            ("highlight", "{city:1}"),
        ] {
            let parameters = Parameters::of(vec![(name.to_owned(), json.to_owned())], Hearing::Full).unwrap();
            assert!(parse(&parameters, NO_OTHERS, &Query::Everything, &[]).is_err(), "{name}={json}");
        }
    }
}
