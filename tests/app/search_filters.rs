//! `/?department=…`: filters, each field by itself, and the counts that lead on.

use crate::support::{
    directory::{self, of_index},
    door::Door,
    fixture::NAMESAKE,
};

/// The heading of a person's card.
const NAME: &str = "#results article.person h2";

#[tokio::test]
async fn filters_narrow_and_stay_in_the_address() {
    let door = Door::open().await;
    for filter in ["profession=21", "department=33", "town=Bordeaux", "sector=SA33"] {
        let page = door.visitor.get(&format!("/?q=martineau&{filter}")).await;
        let card = page.text("#results article.person");
        assert!(card.contains("19900000068"), "{filter}: {card}");
        assert_eq!(page.attribute("#q", "value"), NAMESAKE.last_name.to_lowercase());
    }
    let page = door.visitor.get("/?q=martineau&department=33").await;
    assert_eq!(page.attribute("#department option[selected]", "value"), "33");
    let by_filter_alone = door.visitor.get("/?department=25&profession=10").await;
    assert_eq!(by_filter_alone.texts(NAME).len(), 2, "{}", by_filter_alone.words());
    assert!(!page.has("input[name=clients]"), "no entry of this directory tells of clients");
}

#[tokio::test]
async fn each_field_is_searched_by_itself_and_with_the_others() {
    let door = Door::open().await;
    let any = [
        ("identifier=19+900+000+019", "DUBREUIL Claire"),
        ("identifier=259900025&last_name=levantin", "LEVANTIN Marc"),
        ("identifier=259300012", "BRUNELOT Léa"),
        ("identifier=0259300012", "BRUNELOT Léa"),
        ("identifier=25+930+00&first_name=lea", "BRUNELOT Léa"),
        ("last_name=Kervad", "KERVADEC Solène"),
        ("last_name=galtier+ro", "GALTIER-ROUX"),
        ("last_name=galtierroux", "GALTIER-ROUX"),
        ("first_name=claire", "DUBREUIL Claire"),
        ("organization=trois-rivi&profession=10", "DUBREUIL Claire"),
        ("street=2+faubourg+des+moul&last_name=dub", "DUBREUIL Claire"),
        ("street=quai+des+pecheurs", "LARMIER Odile"),
        ("postcode=253&profession=10", "DUBREUIL Claire"),
        ("postcode=20000&last_name=larm&first_name=odile", "LARMIER Odile"),
        ("q=valmont&last_name=dubreuil", "DUBREUIL Claire"),
        ("q=martineau&first_name=isabelle&street=place", "MARTINEAU Isabelle"),
    ];
    let skills = [("skill=cardiologue", "DUBREUIL Claire"), ("skill=cardiologie+vasc", "DUBREUIL Claire")];
    for (asked, name) in any.into_iter().chain(of_index(&skills)) {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some(name), "{asked}: {}", page.words());
    }
    for asked in [
        "first_name=dubreuil",
        "last_name=claire",
        "last_name=dubreuil&postcode=33",
        "q=orval&street=moulins",
    ] {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        assert!(!page.has("#results .found"), "{asked}: {}", page.words());
    }
    let page = door.visitor.get("/?last_name=dubreuil&street=moulins").await;
    assert_eq!(page.attribute("#last_name", "value"), "dubreuil");
    assert!(page.has("#criteria[open] #street"));
    assert!(!door.visitor.search("dubreuil").await.has("#criteria[open]"));
    assert!(page.has("#skill"));
}

#[tokio::test]
async fn signs_alone_are_no_filter_and_particles_begin_a_word() {
    let door = Door::open().await;
    let page = door.visitor.get("/?organization=-&town=*&postcode=+-").await;
    assert!(!page.has(".chosen") && page.text("#results .empty").contains("Tapez quelques lettres"));
    let page = door.visitor.get("/?q=dubreuil&organization=-").await;
    assert!(!page.has(".chosen") && page.text(NAME) == "DUBREUIL Claire", "{}", page.words());
    let page = door.visitor.get("/?street=du+la").await;
    assert!(page.text("#results article.person").contains("DU LARGE"), "{}", page.words());
}

#[tokio::test]
async fn a_name_by_itself_may_be_misspelt_too() {
    let door = Door::open().await;
    let page = door.visitor.get("/?last_name=dubreil&first_name=claire").await;
    assert!(page.text(".near").contains("« dubreil claire »"), "{}", page.words());
    assert_eq!(page.texts(NAME)[0], "DUBREUIL Claire");
    let last_names = door.visitor.get("/?last_name=clair").await;
    assert!(!last_names.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{}", last_names.words());
    let elsewhere = door.visitor.get("/?last_name=dubreil&postcode=33").await;
    assert!(!elsewhere.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{}", elsewhere.words());
}

#[tokio::test]
async fn what_a_directory_does_not_know_is_said() {
    let door = Door::open().await;
    let page = door.visitor.get("/?secure_email=claire@").await;
    assert!(!page.has("#results .found"));
    let no_address = page.words().contains("ne donne aucune adresse de messagerie");
    assert_eq!(no_address, !directory::is_gateway(), "{}", page.words());
}

#[tokio::test]
async fn a_count_leads_to_a_narrower_search_and_back() {
    let door = Door::open().await;
    let page = door.visitor.search("martineau").await;
    if !directory::is_gateway() {
        let kinds = page.texts(".counts a[href*='kind=']");
        assert_eq!(kinds.len(), 2, "{kinds:?}");
        let narrowed = door.visitor.click(&page, ".counts a[href*='kind=GENR04']").await;
        assert_eq!(narrowed.texts("#results article.person").len(), 1);
        assert!(narrowed.text("#results article.person").contains("Pharmacien"));
        assert!(!narrowed.has(".counts a[href*='kind=']"));
        assert_eq!(narrowed.attribute("#kind option[selected]", "value"), "GENR04");
        let chosen = narrowed.text(".chosen a");
        assert!(chosen.contains("Genre d’activité : Activité non soignante"), "{chosen}");
        let back = door.visitor.click(&narrowed, ".chosen a").await;
        assert_eq!(back.texts("#results article.person").len(), 2);
    }
    let page = door.visitor.get("/?q=martineau&profession=21&town=Bordeaux&last_name=martineau").await;
    assert_eq!(page.texts(".chosen a").len(), 3);
    let wider =
        door.visitor.click(&page, ".chosen a[href='/?q=martineau&town=Bordeaux&last_name=martineau']").await;
    assert_eq!(wider.texts(".chosen a").len(), 2);
    let nothing = door.visitor.get("/?q=martineau&department=974").await;
    assert_eq!(door.visitor.click(&nothing, ".chosen a").await.texts("#results article.person").len(), 2);
}
