//! Typed words as `q`, in the simple syntax (`cloudsearch.md` §2).
//!
//! All words must be found, in any order; the last may be unfinished. Further readings are
//! added as clauses of their own, so that what matches several stands higher. `word` is one word and
//! what it may stand for, `initials` those of first names, `readings` the same words otherwise, `clauses`
//! words as clauses.

mod clauses;
mod initials;
mod readings;
mod word;

use clauses::{clauses, in_towns, of_surgeons};
use initials::with_initials;
use readings::{joined, of_either_name, without_asides, without_linking, without_sir, without_titles};

pub use word::{LINKING, LONG, Spelling, has_near_spellings, is_linking};

use super::house_number;

/// A purely negative query hits everything (`cloudsearch.md` §1.2): how to list by filter alone.
pub const EVERYTHING: &str = "-zzzzzzzzzzzzzzzz";

/// Most words that are looked for: more were pasted by mistake.
const MOST_WORDS: usize = 30;

/// Most words of which each may stand for a longer or a misspelt one: a directory bounds the work of
/// a request.
const MOST_COMPLETED: usize = 8;

/// Most beginnings and near spellings in `q`: a directory refuses more than 32 in a request, and single names
/// bring two.
const MOST_WIDE: usize = 30;

/// What finds all of the folded words, or everything where there are none.
pub fn of_words(words: &[String], spelling: Spelling) -> String {
    let words = house_number::whole(&without_titles(&words[..words.len().min(MOST_WORDS)]));
    if words.is_empty() {
        return EVERYTHING.to_owned();
    }
    let is_plain = without_linking(&words).len() > MOST_COMPLETED;
    let spelling = if is_plain { Spelling::Plain } else { spelling };
    let is_taken = |q: &String| q.matches(['*', '~']).count() <= MOST_WIDE;
    let readings = [Readings::All, Readings::WithoutTowns, Readings::AsTyped];
    let all = readings.into_iter().map(|readings| read(&words, spelling, readings)).find(is_taken);
    all.unwrap_or_else(|| read(&words, Spelling::Plain, Readings::AsTyped))
}

/// In how many ways words are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readings {
    All,
    /// Not as those of a town.
    WithoutTowns,
    /// Neither so, nor two of them as one.
    AsTyped,
}

fn read(words: &[String], spelling: Spelling, readings: Readings) -> String {
    let names = of_either_name(words);
    if !names.is_empty() {
        let each = names.iter().map(|words| of_needed(&without_asides(words), spelling, readings));
        return each.collect::<Vec<_>>().join(" |");
    }
    let needed = without_asides(words);
    if needed.len() == words.len() {
        return of_needed(words, spelling, readings);
    }
    let all = clauses(words, Spelling::Plain);
    [of_needed(&needed, spelling, readings)].into_iter().chain(all).collect::<Vec<_>>().join(" |")
}

/// What finds all of the words, every one of which says something.
fn of_needed(words: &[String], spelling: Spelling, readings: Readings) -> String {
    let mut criteria = match spelling {
        Spelling::Near | Spelling::NearIfLong => clauses(&without_linking(words), spelling),
        Spelling::Plain | Spelling::Exact => clauses(words, spelling),
    };
    if spelling != Spelling::Plain {
        criteria.extend(with_initials(words, spelling));
        criteria.extend(without_sir(words).into_iter().flat_map(|others| clauses(others, spelling)));
    }
    if readings == Readings::All && words.len() <= MOST_COMPLETED {
        criteria.extend(in_towns(words, spelling));
        criteria.extend(of_surgeons(words));
    }
    let joined = if readings == Readings::AsTyped { Vec::new() } else { joined(words) };
    criteria.extend(joined.iter().flat_map(|reading| {
        let is_near = spelling.is_near() && reading.is_short_saint;
        clauses(&reading.words, if is_near { spelling } else { Spelling::Plain })
    }));
    criteria.join(" |")
}

/// What those must pass whom [`of_words`] finds by two initials together (`jp martin`), besides those whom
/// it finds otherwise.
pub fn initials_filters(words: &[String]) -> Vec<String> {
    let words = house_number::whole(&without_titles(words));
    if words.len() > MOST_COMPLETED { Vec::new() } else { initials::filters(&without_asides(&words)) }
}

/// What finds a name, its folded words apart or as one, the last unfinished; in parentheses, none where
/// there is no word that says something.
pub fn of_name(words: &[String]) -> Option<String> {
    let (last, finished) = words.split_last()?;
    let mut told: Vec<&str> = finished.iter().map(String::as_str).filter(|word| !is_linking(word)).collect();
    let unfinished = format!("({last} |{last}*)");
    told.push(&unfinished);
    let joined = if finished.is_empty() { String::new() } else { format!(" |({}*)", words.concat()) };
    Some(format!("(({}){joined})", told.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str, spelling: Spelling) -> String {
        of_words(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>(), spelling)
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(words("martin", Spelling::Exact), "(martin |martin*)");
        assert_eq!(of_words(&[], Spelling::Exact), EVERYTHING);
        assert_eq!(words("ch", Spelling::Exact), "(ch |ch*)");
        assert_eq!(words("bd", Spelling::Exact), "(bd |bd* |boulevard)");
        assert!(words("ch lyon", Spelling::Exact).starts_with("((ch |(centre hospitalier) |chemin) "));
    }

    #[test]
    fn neighbours_may_be_one_word_in_the_directory() {
        assert_eq!(
            words("lefevre nadi", Spelling::Exact),
            "(lefevre (nadi |nadi*)) |(lefevrenadi |lefevrenadi*)"
        );
        assert!(words("de la martin", Spelling::Exact).ends_with(" |(delamartin |delamartin*)"));
        assert_eq!(words("un du tri qua cin six", Spelling::Exact), "(un du tri qua cin (six |six*))");
    }

    #[test]
    fn a_linking_word_at_the_end_waits_for_the_next() {
        assert!(words("gare de", Spelling::Exact).starts_with("(gare de) |(gare de*) |"));
        assert_eq!(words("de", Spelling::Exact), "(de |de*)");
    }

    #[test]
    fn a_linking_word_is_optional_where_the_spelling_is() {
        let near = words("talnett technicien de laboratoire", Spelling::Near);
        let whole = near.split(") |(").next().unwrap();
        assert!(whole.starts_with("((talnett |talnett~1") && !whole.contains(" de "), "{whole}");
        assert_eq!(words("de", Spelling::Near), "(de |de*)");
        let swapped = words("de al prevoix", Spelling::Near);
        assert!(swapped.starts_with("(prevoix |prevoix~1"), "{swapped}");
    }

    #[test]
    fn an_article_may_be_an_initial() {
        let typed = words("l martin", Spelling::Exact);
        assert_eq!(typed, "(l (martin |martin*)) |(l* (martin |martin*)) |(lmartin |lmartin*)");
        let typed = words("martin d", Spelling::Exact);
        assert!(typed.contains(" |(martin d*) |"), "{typed}");
        assert!(!words("place d armes", Spelling::Exact).contains("d*"));
    }

    #[test]
    fn an_m_may_be_a_title() {
        let typed = words("m dupont", Spelling::Exact);
        assert_eq!(typed, "((m |m*) (dupont |dupont*)) |(dupont |dupont*) |(mdupont |mdupont*)");
        assert!(!words("dupont m", Spelling::Exact).contains(" |(dupont |dupont*) |"));
        assert!(!words("m", Spelling::Exact).contains(" |("));
        let typed = words("melle dupont", Spelling::Exact);
        assert!(typed.contains(" |(dupont |dupont*) |"), "{typed}");
        assert_eq!(words("melle", Spelling::Exact), "(melle |melle*)");
    }

    #[test]
    fn of_two_names_either_may_be_the_directory_s() {
        let typed = words("morin nee vidal lea", Spelling::Plain);
        let readings = ["(morin vidal (lea |lea*))", "(morin (lea |lea*))", "(vidal (lea |lea*))"];
        for reading in readings {
            assert!(typed.contains(reading), "{reading}: {typed}");
        }
        assert!(words("lea morin nee", Spelling::Plain).contains("(lea (morin |morin*))"));
        assert_eq!(words("nee", Spelling::Exact), "(nee |nee*)");
    }

    #[test]
    fn beside_what_somebody_does_a_large_town_is_where_they_are() {
        let typed = words("kine paris", Spelling::Exact);
        assert!(typed.contains(" |(((kine |kine* |kinesitherapeute)) \"paris\")"), "{typed}");
        assert!(!words("martin paris", Spelling::Exact).contains('"'));
        assert!(!words("paris", Spelling::Exact).contains('"'));
    }

    #[test]
    fn a_surgeon_is_meant_before_a_dentist() {
        assert!(
            words("chirurgien lyon", Spelling::Exact).contains(" |((chirurgie (lyon |lyon*)) -dentiste)")
        );
        assert!(!words("chirurgien dentiste", Spelling::Exact).contains("-dentiste"));
    }

    #[test]
    fn two_letters_may_be_the_initials_of_a_compound_name() {
        let typed = words("jp martin", Spelling::Exact);
        assert_eq!(typed, "(jp (martin |martin*)) |(j* p* (martin |martin*)) |(jpmartin |jpmartin*)");
        assert!(
            words("martin jp", Spelling::Near).contains(" |((martin |martin~1 |martin~2 |martin*) j* p*) |")
        );
        let others = [
            ("jp", "j* p*"),
            ("le martin", "l* e*"),
            ("st martin", "s* t*"),
            ("martin je", "j* e*"),
            ("2a martin", "2* a*"),
            ("rue jp martin", "j* p*"),
        ];
        for (other, apart) in others {
            assert!(!words(other, Spelling::Exact).contains(apart), "{other}");
        }
        let filters =
            |typed: &str| initials_filters(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(
            filters("dr jp martin"),
            ["(or (prefix 'jp') (and (prefix field=first_name 'j') (prefix field=first_name 'p')))"]
        );
        assert!(filters("jp").is_empty() && filters("martin j p").is_empty());
    }

    #[test]
    fn near_spellings_are_of_long_words_only() {
        assert_eq!(
            words("roy perez", Spelling::Near),
            "((roy |roy*) (perez |perez~1 |perez*)) |(royperez |royperez*)"
        );
        assert_eq!(words("lefebvre", Spelling::Near), "(lefebvre |lefebvre~1 |lefebvre~2 |lefebvre*)");
        assert_eq!(
            words("lefebvr infirmiere", Spelling::Near).split(" |(").next().unwrap(),
            "((lefebvr |lefebvr~1 |lefebvr~2 |lefebvr*) (infirmiere |infirmiere* |infirmier))"
        );
        assert_eq!(words("lefebvr", Spelling::NearIfLong), "(lefebvr |lefebvr~1 |lefebvr*)");
        assert!(words("lefebvre", Spelling::NearIfLong).contains("|lefebvre~2 "));
        assert!(!words("a1 a2 a3 a4 a5 a6 a7 a8 martin", Spelling::Near).contains('~'));
    }

    #[test]
    fn no_more_is_left_open_than_a_directory_takes() {
        for typed in [
            "isabelle martin hopital de la fontaine la rochelle",
            "aruelie perrier la residence de la gare charleville",
            "isabele martin la polyclinique de la fontaine la rochelle",
        ] {
            let near = words(typed, Spelling::Near);
            assert!(near.matches(['*', '~']).count() <= MOST_WIDE && near.contains('~'), "{near}");
        }
    }

    #[test]
    fn the_short_name_of_a_saint_may_be_misspelt() {
        let near = words("saint mlo", Spelling::Near);
        assert!(near.contains("(saintmlo |saintmlo~1 |saintmlo~2 |saintmlo*)"), "{near}");
        assert!(!words("saint denis", Spelling::Near).contains("saintdenis~"));
        assert!(!words("saint mlo", Spelling::Exact).contains('~'));
    }

    #[test]
    fn a_name_by_itself_may_be_written_as_one_word() {
        let of = |name: &[&str]| of_name(&name.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["mart"]).unwrap(), "(((mart |mart*)))");
        assert_eq!(of(&["de", "la", "tour"]).unwrap(), "(((tour |tour*)) |(delatour*))");
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn titles_are_left_out_and_initials_and_departments_completed() {
        assert_eq!(words("dr j martin", Spelling::Exact), "((j |j*) (martin |martin*)) |(jmartin |jmartin*)");
        assert_eq!(words("docteur", Spelling::Exact), "(docteur |docteur* |medecin)");
        assert!(words("69 martin", Spelling::Exact).starts_with("((69 |69*) (martin |martin*))"));
        assert_eq!(words("2a", Spelling::Exact), "(2a |2a* |200* |201*)");
    }

    #[test]
    fn a_district_stands_for_its_postcode() {
        assert!(
            words("paris 12e martin", Spelling::Exact).starts_with("(paris (12e |75012) (martin |martin*))")
        );
    }

    #[test]
    fn a_town_of_several_words_stands_above_a_name_of_them() {
        let typed = words("saint denis martin", Spelling::Exact);
        assert!(typed.contains(" |(((martin |martin*)) \"saint denis\") |"), "{typed}");
        let typed = words("martin aix en provence", Spelling::Exact);
        assert!(typed.contains(" |(((martin |martin*)) \"aix en provence\")"), "{typed}");
        assert!(words("la rochelle", Spelling::Exact).contains(" |\"la rochelle\""));
    }

    #[test]
    fn words_beside_a_number_are_optional() {
        let typed = words("martin 1er", Spelling::Exact);
        assert_eq!(typed, "(martin |martin*) |(martin (1er |1er*))");
        assert!(words("paris 1er martin", Spelling::Exact).starts_with("(paris (1er |75001) "));
        assert_eq!(words("1er", Spelling::Exact), "(1er |1er*)");
        let typed = words("infirmiere liberale", Spelling::Exact);
        assert!(
            typed.starts_with("(infirmiere |infirmiere* |infirmier) |((infirmiere |infirmier) (liberale")
        );
        assert_eq!(words("liberale", Spelling::Exact), "(liberale |liberale*)");
        let typed = words("12 bis rue hugo", Spelling::Exact);
        assert!(typed.starts_with(r"((12 |12\ BIS |12\ bis |12\ B) rue (hugo |hugo*))"), "{typed}");
        assert_eq!(words("12ter", Spelling::Near), r"(12 |12\ TER |12\ ter |12\ T)");
    }

    #[test]
    fn an_everyday_word_may_be_misspelt() {
        assert!(words("infirmere", Spelling::Near).ends_with("|infirmier)"));
        assert!(!words("infirmere", Spelling::Exact).contains("infirmier"));
    }

    #[test]
    fn everyday_words_stand_beside_the_official_ones() {
        let typed = words("kine generaliste", Spelling::Exact);
        assert!(
            typed.starts_with("((kine |kinesitherapeute) (generaliste |generaliste* |(medecine generale)))"),
            "{typed}"
        );
        for several in ["manip radio", "medecin traitant", "medecin de famille"] {
            let typed = words(several, Spelling::Exact);
            let official = if several.starts_with("manip") { "manipulateur" } else { "(medecine generale)" };
            assert!(typed.ends_with(&format!(" |{official})")), "{typed}");
        }
        assert!(!words("kine s", Spelling::Exact).contains(" |(kines"), "another word begins");
    }
}
