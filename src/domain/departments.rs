//! French departments, and which one a place lies in.

/// Code and name of every department and overseas territory with a code of its own, in the order
/// of the codes (INSEE, official geographic code).
pub const DEPARTMENTS: [(&str, &str); 107] = [
    ("01", "Ain"),
    ("02", "Aisne"),
    ("03", "Allier"),
    ("04", "Alpes-de-Haute-Provence"),
    ("05", "Hautes-Alpes"),
    ("06", "Alpes-Maritimes"),
    ("07", "Ardèche"),
    ("08", "Ardennes"),
    ("09", "Ariège"),
    ("10", "Aube"),
    ("11", "Aude"),
    ("12", "Aveyron"),
    ("13", "Bouches-du-Rhône"),
    ("14", "Calvados"),
    ("15", "Cantal"),
    ("16", "Charente"),
    ("17", "Charente-Maritime"),
    ("18", "Cher"),
    ("19", "Corrèze"),
    ("21", "Côte-d’Or"),
    ("22", "Côtes-d’Armor"),
    ("23", "Creuse"),
    ("24", "Dordogne"),
    ("25", "Doubs"),
    ("26", "Drôme"),
    ("27", "Eure"),
    ("28", "Eure-et-Loir"),
    ("29", "Finistère"),
    ("2A", "Corse-du-Sud"),
    ("2B", "Haute-Corse"),
    ("30", "Gard"),
    ("31", "Haute-Garonne"),
    ("32", "Gers"),
    ("33", "Gironde"),
    ("34", "Hérault"),
    ("35", "Ille-et-Vilaine"),
    ("36", "Indre"),
    ("37", "Indre-et-Loire"),
    ("38", "Isère"),
    ("39", "Jura"),
    ("40", "Landes"),
    ("41", "Loir-et-Cher"),
    ("42", "Loire"),
    ("43", "Haute-Loire"),
    ("44", "Loire-Atlantique"),
    ("45", "Loiret"),
    ("46", "Lot"),
    ("47", "Lot-et-Garonne"),
    ("48", "Lozère"),
    ("49", "Maine-et-Loire"),
    ("50", "Manche"),
    ("51", "Marne"),
    ("52", "Haute-Marne"),
    ("53", "Mayenne"),
    ("54", "Meurthe-et-Moselle"),
    ("55", "Meuse"),
    ("56", "Morbihan"),
    ("57", "Moselle"),
    ("58", "Nièvre"),
    ("59", "Nord"),
    ("60", "Oise"),
    ("61", "Orne"),
    ("62", "Pas-de-Calais"),
    ("63", "Puy-de-Dôme"),
    ("64", "Pyrénées-Atlantiques"),
    ("65", "Hautes-Pyrénées"),
    ("66", "Pyrénées-Orientales"),
    ("67", "Bas-Rhin"),
    ("68", "Haut-Rhin"),
    ("69", "Rhône"),
    ("70", "Haute-Saône"),
    ("71", "Saône-et-Loire"),
    ("72", "Sarthe"),
    ("73", "Savoie"),
    ("74", "Haute-Savoie"),
    ("75", "Paris"),
    ("76", "Seine-Maritime"),
    ("77", "Seine-et-Marne"),
    ("78", "Yvelines"),
    ("79", "Deux-Sèvres"),
    ("80", "Somme"),
    ("81", "Tarn"),
    ("82", "Tarn-et-Garonne"),
    ("83", "Var"),
    ("84", "Vaucluse"),
    ("85", "Vendée"),
    ("86", "Vienne"),
    ("87", "Haute-Vienne"),
    ("88", "Vosges"),
    ("89", "Yonne"),
    ("90", "Territoire de Belfort"),
    ("91", "Essonne"),
    ("92", "Hauts-de-Seine"),
    ("93", "Seine-Saint-Denis"),
    ("94", "Val-de-Marne"),
    ("95", "Val-d’Oise"),
    ("971", "Guadeloupe"),
    ("972", "Martinique"),
    ("973", "Guyane"),
    ("974", "La Réunion"),
    ("975", "Saint-Pierre-et-Miquelon"),
    ("976", "Mayotte"),
    ("977", "Saint-Barthélemy"),
    ("978", "Saint-Martin"),
    ("986", "Wallis-et-Futuna"),
    ("987", "Polynésie française"),
    ("988", "Nouvelle-Calédonie"),
];

/// The postcode of Saint-Barthélemy, which begins as those of Guadeloupe do.
const SAINT_BARTHELEMY: &str = "97133";

/// The postcode of Saint-Martin, likewise.
const SAINT_MARTIN: &str = "97150";

/// The name of a department.
///
/// ```
/// assert_eq!(carnet::domain::departments::name("2A"), Some("Corse-du-Sud"));
/// ```
pub fn name(code: &str) -> Option<&'static str> {
    find(code).map(|(_, name)| *name)
}

/// The code of a department as it stands in [`DEPARTMENTS`], none where there is no such department.
pub fn code(code: &str) -> Option<&'static str> {
    find(code).map(|(code, _)| *code)
}

/// The code of the department that a place lies in, none outside France or when both are malformed.
///
/// The INSEE code of the commune decides where it is given, for a postcode may reach across a
/// border; the postcode is read where it is not. Corsica shares the postcodes in 20 (200 and 201
/// south, 202 and 206 north), and Saint-Barthélemy and Saint-Martin have one each among those of
/// Guadeloupe, whose communes they once were (`annuaire.md` §2.1, §3).
///
/// ```
/// use carnet::domain::departments::of_postcode;
///
/// assert_eq!(of_postcode("20090", None), Some("2A"));
/// assert_eq!(of_postcode("48250", Some("07136")), Some("07"));
/// ```
pub fn of_postcode(postcode: &str, commune_code: Option<&str>) -> Option<&'static str> {
    commune_code.and_then(of_commune).or_else(|| of_postcode_alone(postcode))
}

/// How the postcodes of a department begin, and which of those are another's.
///
/// The reverse of [`of_postcode`] without a commune, for a directory that knows postcodes alone.
///
/// ```
/// use carnet::domain::departments::postcodes;
///
/// assert_eq!(postcodes("2B"), (vec!["202", "206"], vec![]));
/// assert_eq!(postcodes("971"), (vec!["971"], vec!["97133", "97150"]));
/// ```
pub fn postcodes(code: &str) -> (Vec<&str>, Vec<&'static str>) {
    match code {
        "2A" => (vec!["200", "201"], vec![]),
        "2B" => (vec!["202", "206"], vec![]),
        "971" => (vec!["971"], vec![SAINT_BARTHELEMY, SAINT_MARTIN]),
        "977" => (vec![SAINT_BARTHELEMY, "977"], vec![]),
        "978" => (vec![SAINT_MARTIN, "978"], vec![]),
        _ => (vec![code], vec![]),
    }
}

fn of_commune(code: &str) -> Option<&'static str> {
    match code {
        "97123" => of_prefix("977"),
        "97127" => of_prefix("978"),
        _ if code.len() == 5 => of_prefix(code),
        _ => None,
    }
}

fn of_postcode_alone(postcode: &str) -> Option<&'static str> {
    if postcode.len() != 5 || !postcode.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (postcode, &postcode[..3]) {
        (SAINT_BARTHELEMY, _) => of_prefix("977"),
        (SAINT_MARTIN, _) => of_prefix("978"),
        (_, "200" | "201") => of_prefix("2A"),
        (_, "202" | "206") => of_prefix("2B"),
        _ => of_prefix(postcode),
    }
}

/// Overseas departments have three characters, the others two.
fn of_prefix(code: &str) -> Option<&'static str> {
    let long = code.get(..3).and_then(find);
    long.or_else(|| code.get(..2).and_then(find)).map(|(code, _)| *code)
}

fn find(code: &str) -> Option<&'static (&'static str, &'static str)> {
    let place = DEPARTMENTS.binary_search_by_key(&code, |(known, _)| known).ok()?;
    Some(&DEPARTMENTS[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_department_is_found_by_its_code() {
        for (code, label) in DEPARTMENTS {
            assert_eq!(name(code), Some(label), "{code} is out of order or stands twice");
        }
        for code in ["", "20", "96", "97", "1", "2C", "979"] {
            assert_eq!(name(code), None, "{code}");
        }
    }

    #[test]
    fn a_postcode_alone_tells_the_department() {
        for (postcode, code) in [
            ("01012", "01"),
            ("75013", "75"),
            ("20000", "2A"),
            ("20176", "2A"),
            ("20200", "2B"),
            ("20600", "2B"),
            ("97110", "971"),
            ("97133", "977"),
            ("97150", "978"),
            ("97490", "974"),
            ("97600", "976"),
            ("98800", "988"),
        ] {
            assert_eq!(of_postcode(postcode, None), Some(code), "{postcode}");
        }
    }

    #[test]
    fn the_postcodes_of_a_department_are_those_that_tell_it() {
        for postcode in (0..100_000).map(|number| format!("{number:05}")) {
            let told: Vec<&str> = DEPARTMENTS
                .iter()
                .map(|(code, _)| *code)
                .filter(|code| {
                    let (begin, except) = postcodes(code);
                    begin.iter().any(|begin| postcode.starts_with(begin))
                        && !except.contains(&postcode.as_str())
                })
                .collect();
            assert_eq!(told, Vec::from_iter(of_postcode(&postcode, None)), "{postcode}");
        }
    }

    #[test]
    fn the_commune_decides_where_it_is_given() {
        assert_eq!(of_postcode("20200", Some("2A004")), Some("2A"));
        assert_eq!(of_postcode("48250", Some("07136")), Some("07"));
        assert_eq!(of_postcode("97100", Some("97801")), Some("978"));
        assert_eq!(of_postcode("97100", Some("97123")), Some("977"));
        assert_eq!(of_postcode("", Some("97209")), Some("972"));
    }

    #[test]
    fn an_unreadable_commune_gives_way_to_the_postcode() {
        for commune in ["", "123", "99132", "000000", "éé1"] {
            assert_eq!(of_postcode("31000", Some(commune)), Some("31"), "{commune}");
        }
    }

    #[test]
    fn places_outside_france_have_no_department() {
        for postcode in ["", "GL", "1440", "9715O", "98000", "00100", "20400", "ééa"] {
            assert_eq!(of_postcode(postcode, None), None, "{postcode}");
        }
    }
}
