//! The pages of one entry before it is registered: what registering would do, the form where
//! facts are missing, and what to do when the entry is gone or not the only one.

use actix_web::http::StatusCode;
use askama::Template;

use super::{
    choices::{self, Group},
    details::{self, Detail},
    form::SelectForm,
    typed_name::{self, Typed},
};
use crate::{
    directory::asking::Asking,
    domain::{
        codes,
        entry::Entry,
        identifiers::{Finess, Rpps},
        selection::{self, Fact, Source},
        text,
    },
    web::{
        app::App,
        error::Error,
        page::InShell,
        search::{
            self,
            cards::{self, Action, Card},
        },
        shell::Shell,
    },
};

/// One entry, what registering it would do, and what is missing.
#[derive(Template)]
#[template(path = "selections/new.html")]
pub struct NewPage {
    s: Shell,
    card: Card,
    form: SelectForm,
    missing: Vec<Fact>,
    is_refused: bool,
    groups: Vec<Group>,
    searched: Option<Group>,
    doubtful: Option<String>,
    details: Vec<Detail>,
}

/// The entry is not in the directory any more.
#[derive(Template)]
#[template(path = "selections/gone.html")]
pub struct GonePage {
    s: Shell,
    /// None where the form gave no number that one can search for.
    rpps_number: Option<String>,
}

/// Several entries that a form could mean.
#[derive(Template)]
#[template(path = "selections/several.html")]
pub struct SeveralPage {
    s: Shell,
    cards: Vec<Card>,
}

impl NewPage {
    /// The page of an entry; refused when it answers a form that left facts missing.
    ///
    /// # Errors
    /// When the directory or the registry does not answer.
    pub async fn of(
        s: Shell,
        app: &App,
        asking: &Asking,
        form: SelectForm,
        (entry, source): (&Entry, Source),
        status: StatusCode,
    ) -> Result<Self, Error> {
        let entries = std::slice::from_ref(entry);
        let known = search::known(app, entries).await?;
        let card = cards::one(entry, &known, source);
        let missing = match (entry.rpps(), entry.finess()) {
            _ if card.places.iter().any(|place| place.since.is_some()) => Vec::new(),
            (rpps, finess) => selection::missing_facts(
                entry,
                rpps.is_some_and(|rpps| known.has_worker(&rpps)),
                finess.is_some_and(|finess| known.has_organization(&finess)),
            ),
        };
        let mut page = Self {
            s,
            card,
            missing,
            is_refused: status == StatusCode::UNPROCESSABLE_ENTITY,
            groups: Vec::new(),
            searched: None,
            doubtful: doubtful(&form.place),
            details: details::of(entry),
            form,
        };
        page.offer_organizations(app, asking, entry).await?;
        Ok(page)
    }

    /// Where the organization is missing, those to choose from: any where the entry gives no FINESS
    /// number, else the one of that number.
    async fn offer_organizations(&mut self, app: &App, asking: &Asking, entry: &Entry) -> Result<(), Error> {
        let chosen = &self.form.organization;
        if let Some(finess) = entry.finess().filter(|_| self.misses(Fact::RegisteredName)) {
            self.groups = choices::of_number(app, asking, &finess).await?;
        } else if self.misses(Fact::Finess) {
            self.groups = choices::groups(app, asking, entry, chosen).await?;
            if !self.form.place.trim().is_empty() && self.doubtful.is_none() {
                self.searched = Some(choices::searched(app, asking, &self.form.place, chosen).await?);
            }
        }
        Ok(())
    }

    fn title(&self) -> &'static str {
        if self.card.places.iter().any(|place| place.since.is_some()) {
            "new-title-here"
        } else if self.missing.is_empty() {
            "new-title"
        } else if self.can_be_completed() {
            "new-title-incomplete"
        } else {
            "new-title-impossible"
        }
    }

    /// The search for this person.
    fn back(&self) -> String {
        match self.card.places.first().filter(|place| !place.rpps_number.is_empty()) {
            Some(place) => format!("/?q={}", place.rpps_number),
            None => "/".to_owned(),
        }
    }

    fn misses(&self, fact: Fact) -> bool {
        self.missing.contains(&fact)
    }

    /// The text that says of a fact that it is missing, or was typed wrongly.
    fn lack(&self, fact: &Fact) -> &'static str {
        if *fact == Fact::FirstName && self.is_name_refused() {
            "completion-first-name-refused"
        } else {
            cards::missing_text(fact)
        }
    }

    /// Whether what was typed for a first name cannot be one.
    fn is_name_refused(&self) -> bool {
        typed_name::typed(&self.form.first_name) == Typed::Refused
    }

    /// Whether an organization is there to be chosen.
    fn has_choices(&self) -> bool {
        !self.groups.is_empty() || self.searched.as_ref().is_some_and(|group| !group.choices.is_empty())
    }

    /// The text that says how to come to the organization.
    fn hint(&self) -> &'static str {
        match (self.misses(Fact::Finess), self.has_choices()) {
            (true, true) => "completion-organization-hint",
            (true, false) => "completion-search-hint",
            (false, _) => "completion-name-hint",
        }
    }

    fn misses_organization(&self) -> bool {
        self.misses(Fact::Finess) || self.misses(Fact::RegisteredName)
    }

    fn can_be_completed(&self) -> bool {
        !self.is_named_nowhere() && self.missing.iter().all(|fact| fact.can_be_completed())
    }

    /// Whether nothing known gives a name to the FINESS number of the entry.
    fn is_named_nowhere(&self) -> bool {
        self.misses(Fact::RegisteredName) && self.groups.is_empty()
    }

    fn is_blank(&self, typed: &str) -> bool {
        self.is_refused && typed.trim().is_empty()
    }

    fn professions(&self) -> Vec<(&'static str, &'static str)> {
        let mut professions = codes::PROFESSIONS.rows().to_vec();
        professions.sort_by_key(|(_, name)| text::fold(name));
        professions
    }
}

/// A FINESS number that a person typed and that fails its check: it is refused.
fn doubtful(typed: &str) -> Option<String> {
    Finess::parse(typed).ok().filter(|finess| !finess.is_sound()).map(|finess| finess.grouped())
}

impl GonePage {
    /// The page, which offers to search for the person.
    pub fn of(s: Shell, form: &SelectForm) -> Self {
        let rpps = Rpps::parse(&form.rpps_number).ok();
        Self { s, rpps_number: rpps.map(|rpps| rpps.as_str().to_owned()) }
    }

    /// While another directory stands in, the place may still be where it was found.
    fn title(&self) -> &'static str {
        if self.s.stand_in().is_some() { "unheard-title" } else { "gone-title" }
    }

    fn words(&self) -> &'static str {
        if self.s.stand_in().is_some() { "unheard-text" } else { "gone-text" }
    }
}

impl SeveralPage {
    /// The page of entries to choose from.
    ///
    /// # Errors
    /// When the registry does not answer.
    pub async fn of(s: Shell, app: &App, entries: &[Entry], source: Source) -> Result<Self, Error> {
        let known = search::known(app, entries).await?;
        Ok(Self { s, cards: cards::of(entries, &[], &known, source) })
    }
}

impl InShell for NewPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

impl InShell for GonePage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

impl InShell for SeveralPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
