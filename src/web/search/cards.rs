//! Results as staff see them: a person is a card, each of the person's places a row with one
//! action, whose words say what it would do.

use crate::{
    domain::{
        entry::{ADELI, Entry},
        identifiers::{Finess, Rpps},
        selection::{self, Fact, Source},
        text,
    },
    registry::affiliations::KnownKeys,
    web::{address, practice},
};

/// A person with places.
pub struct Card {
    /// Pieces of the name, each with whether it was searched for.
    pub name: Vec<(bool, String)>,
    /// Profession and skills.
    pub profession: String,
    /// RPPS number in groups for the eye.
    pub rpps_grouped: Option<String>,
    /// ADELI number, by which somebody may be known who has no RPPS number.
    pub adeli: Option<String>,
    /// Whether the RPPS number fails its check.
    pub rpps_doubtful: bool,
    /// How many people on the page bear the same name, this one included.
    pub namesakes: usize,
    /// Where the name leads, if anywhere.
    pub link: Option<String>,
    /// The places.
    pub places: Vec<Place>,
}

/// A person's place.
pub struct Place {
    /// The directory's identifier of the entry.
    pub entry_id: String,
    /// Where the entry comes from.
    pub source: &'static str,
    /// RPPS number, for the form.
    pub rpps_number: String,
    /// FINESS number, for the form; empty when there is none.
    pub finess: String,
    /// What tells a place without FINESS number from the person's others, for the form.
    pub at: String,
    /// FINESS number in groups for the eye.
    pub finess_grouped: Option<String>,
    /// Whether the FINESS number fails its check.
    pub finess_doubtful: bool,
    /// Profession and skills here.
    pub profession: String,
    /// Whether the person's places differ in these.
    pub tells_profession: bool,
    /// The text that names the professional category, where it is not the usual one.
    pub category: Option<&'static str>,
    /// Which place of the page it is, from 1 on.
    pub number: usize,
    /// Pieces of the organization's name, when the directory tells it, each with whether it was
    /// searched for.
    pub name: Option<Vec<(bool, String)>>,
    /// Street, postcode and town.
    pub address: Option<String>,
    /// Modes of practice, as names of texts.
    pub practice: Vec<&'static str>,
    /// Whether the company counts it among its clients.
    pub client: bool,
    /// What is missing and can be completed, as names of texts.
    pub missing: Vec<&'static str>,
    /// Whether the organization is registered.
    pub organization_known: bool,
    /// Whether the person is registered.
    pub worker_known: bool,
    /// Since when the person is registered here (seconds since 1970).
    pub since: Option<i64>,
    /// The one thing that can be done.
    pub action: Action,
}

/// What can be done with a place: the text of its button, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// One click registers.
    Select(&'static str),
    /// A page asks for what is missing.
    Complete,
    /// It is registered already: there.
    See(String),
    /// Nothing can be done, and why.
    Nothing(&'static str),
    /// The page it stands on says what to do.
    Below,
}

/// Groups entries by person, people and places in the order in which they came.
pub fn of(entries: &[Entry], words: &[String], known: &KnownKeys, source: Source) -> Vec<Card> {
    let mut people: Vec<(&Entry, Vec<Place>)> = Vec::new();
    for entry in entries {
        let place = place(entry, words, known, source);
        match people.iter_mut().find(|(first, _)| is_same_person(first, entry)) {
            Some((_, places)) => places.push(place),
            None => people.push((entry, vec![place])),
        }
    }
    let names: Vec<String> = people.iter().map(|(entry, _)| text::fold(&name_of(entry))).collect();
    let namesakes = |name: &String| names.iter().filter(|other| *other == name).count();
    let mut cards: Vec<Card> = people
        .into_iter()
        .zip(&names)
        .map(|((entry, places), name)| card(entry, places, namesakes(name), words))
        .collect();
    number(&mut cards, 1);
    cards
}

/// Numbers the places of cards in order, from a number on.
pub fn number(cards: &mut [Card], from: usize) {
    let places = cards.iter_mut().flat_map(|card| &mut card.places);
    places.zip(from..).for_each(|(place, number)| place.number = number);
}

/// The card of one entry alone.
pub fn one(entry: &Entry, known: &KnownKeys, source: Source) -> Card {
    let mut card = card(entry, vec![place(entry, &[], known, source)], 1, &[]);
    card.link = None;
    for place in &mut card.places {
        if place.action == Action::Complete {
            place.action = Action::Below;
        }
    }
    card
}

fn is_same_person(one: &Entry, other: &Entry) -> bool {
    one.id == other.id || (one.rpps_number.is_some() && one.rpps_number == other.rpps_number)
}

fn card(entry: &Entry, mut places: Vec<Place>, namesakes: usize, words: &[String]) -> Card {
    let profession = entry.occupation();
    let is_one = places.iter().all(|place| place.profession == profession);
    places.iter_mut().for_each(|place| place.tells_profession = !is_one);
    let rpps = entry.rpps();
    let known = places.iter().any(|place| place.worker_known);
    let link = match &rpps {
        Some(rpps) if known => Some(format!("/workers/{rpps}")),
        _ => places.iter().find(|place| place.action.leads_on()).map(Place::preview),
    };
    Card {
        name: marked(&name_of(entry), words),
        profession: if is_one { profession } else { String::new() },
        rpps_grouped: rpps.as_ref().map(Rpps::grouped).or_else(|| entry.rpps_number.clone()),
        adeli: entry.extra.get(ADELI).and_then(|numbers| numbers.first()).cloned(),
        rpps_doubtful: rpps.is_some_and(|rpps| !rpps.is_sound()),
        namesakes,
        link,
        places,
    }
}

/// The text that names a category (`annuaire.md` §4, table R09); most are civil.
fn category(entry: &Entry) -> Option<&'static str> {
    (entry.category.as_ref()?.code == "E").then_some("category-student")
}

/// The row of an entry.
fn place(entry: &Entry, words: &[String], known: &KnownKeys, source: Source) -> Place {
    let (rpps, finess) = (entry.rpps(), entry.finess());
    let worker_known = rpps.as_ref().is_some_and(|rpps| known.has_worker(rpps));
    let registered = rpps.as_ref().and_then(|rpps| known.affiliation(rpps, finess.as_ref(), &entry.id));
    let organization_known =
        registered.is_some() || finess.as_ref().is_some_and(|finess| known.has_organization(finess));
    let missing = selection::missing_facts(entry, worker_known, organization_known);
    let action = match &registered {
        Some((finess, _)) => Action::See(format!("/organizations/{finess}")),
        None => action(&missing, worker_known, organization_known),
    };
    Place {
        entry_id: entry.id.clone(),
        source: source.as_str(),
        rpps_number: entry.rpps_number.clone().unwrap_or_default(),
        finess: entry.finess.clone().unwrap_or_default(),
        finess_grouped: finess.as_ref().map(Finess::grouped).or_else(|| entry.finess.clone()),
        finess_doubtful: finess.is_some_and(|finess| !finess.is_sound()),
        at: entry.place_key().unwrap_or_default(),
        profession: entry.occupation(),
        tells_profession: false,
        category: category(entry),
        number: 1,
        name: entry.registered_name.as_deref().map(|name| marked(name, words)),
        address: address::of_entry(entry),
        practice: practice::of_entry(&entry.modes),
        client: entry.bimedoc_client == Some(true),
        missing: missing
            .into_iter()
            .filter(|fact| fact.can_be_completed())
            .map(|fact| missing_text(&fact))
            .collect(),
        organization_known,
        worker_known,
        since: registered.map(|(_, since)| since),
        action,
    }
}

fn action(missing: &[Fact], worker_known: bool, organization_known: bool) -> Action {
    if missing.contains(&Fact::RppsNumber) {
        return Action::Nothing("no-button-rpps");
    }
    if missing.contains(&Fact::LastName) {
        return Action::Nothing("no-button-name");
    }
    match (missing.is_empty(), worker_known, organization_known) {
        (false, ..) => Action::Complete,
        (true, true, _) => Action::Select("button-link"),
        (true, false, true) => Action::Select("button-add"),
        (true, false, false) => Action::Select("button-register"),
    }
}

impl Action {
    fn leads_on(&self) -> bool {
        matches!(self, Self::Select(_) | Self::Complete)
    }
}

impl Place {
    /// Whether nothing can be done with it.
    pub fn is_without_action(&self) -> bool {
        matches!(self.action, Action::Nothing(_))
    }

    /// The page that says what selecting would do.
    pub fn preview(&self) -> String {
        let keys = [
            ("entry", &*self.entry_id),
            ("source", self.source),
            ("rpps_number", &self.rpps_number),
            ("finess", &self.finess),
            ("at", &self.at),
        ];
        let keys: Vec<_> = keys.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/selections/new?{}", serde_urlencoded::to_string(keys).unwrap_or_default())
    }
}

/// The text that names a missing fact.
pub fn missing_text(fact: &Fact) -> &'static str {
    match fact {
        Fact::Finess => "missing-finess",
        Fact::RegisteredName => "missing-registered-name",
        Fact::RppsNumber => "missing-rpps-number",
        Fact::LastName => "missing-last-name",
        Fact::FirstName => "missing-first-name",
        Fact::ProfessionName => "missing-profession",
    }
}

/// Last name, then first name, as far as known.
pub fn name_of(entry: &Entry) -> String {
    [entry.last_name.as_deref(), entry.first_name.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Splits a name into pieces, each marked if a searched word begins it.
fn marked(name: &str, words: &[String]) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    for piece in name.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let (word, rest) = match piece.char_indices().last() {
            Some((at, last)) if !last.is_alphanumeric() => piece.split_at(at),
            _ => (piece, ""),
        };
        let folded = text::fold(word);
        let is_searched =
            !folded.is_empty() && words.iter().any(|searched| folded.starts_with(searched.as_str()));
        pieces.push((is_searched, word.to_owned()));
        pieces.push((false, rest.to_owned()));
    }
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_searched_for_are_marked_accents_aside() {
        let words = ["lefe".to_owned(), "anne".to_owned()];
        let marks = marked("LEFÈVRE Marie-Anne", &words);
        let shown: Vec<(bool, &str)> = marks.iter().map(|(mark, piece)| (*mark, piece.as_str())).collect();
        assert_eq!(shown, [(true, "LEFÈVRE"), (false, " "), (false, "Marie"), (false, "-"), (true, "Anne")]);
    }

    #[test]
    fn the_button_says_what_it_would_do() {
        assert_eq!(action(&[], false, false), Action::Select("button-register"));
        assert_eq!(action(&[], false, true), Action::Select("button-add"));
        assert_eq!(action(&[], true, false), Action::Select("button-link"));
        assert_eq!(action(&[Fact::Finess], true, false), Action::Complete);
        assert_eq!(
            action(&[Fact::Finess, Fact::RppsNumber], false, false),
            Action::Nothing("no-button-rpps")
        );
    }
}
