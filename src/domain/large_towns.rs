//! Large towns whose name is one word: many of them are last names or first names as well (`Paris`, `Laval`, `Nancy`).

/// Prefectures and towns of some size, folded and in order.
#[rustfmt::skip]
const TOWNS: [&str; 105] = [
    "agen", "ajaccio", "albi", "alencon", "amiens", "angers", "angouleme", "annecy", "antibes", "arles", "arras",
    "auch", "aurillac", "auxerre", "avignon", "bastia", "bayonne", "beauvais", "belfort", "besancon", "beziers",
    "blois", "bobigny", "bordeaux", "bourges", "brest", "caen", "cahors", "calais", "cannes", "carcassonne",
    "castres", "chambery", "chartres", "chateauroux", "chaumont", "cholet", "colmar", "compiegne", "creteil",
    "dijon", "douai", "dreux", "dunkerque", "epinal", "evreux", "evry", "foix", "frejus", "gap", "grenoble",
    "gueret", "laon", "laval", "lille", "limoges", "lorient", "lyon", "macon", "marseille", "meaux", "melun",
    "mende", "metz", "montauban", "montpellier", "moulins", "mulhouse", "nancy", "nanterre", "nantes",
    "narbonne", "nevers", "nice", "nimes", "niort", "orleans", "paris", "pau", "perigueux", "perpignan",
    "poitiers", "privas", "quimper", "reims", "rennes", "roanne", "rodez", "roubaix", "rouen", "sens",
    "strasbourg", "tarbes", "toulon", "toulouse", "tourcoing", "tours", "troyes", "tulle", "valence", "vannes",
    "versailles", "vesoul", "vichy", "vienne",
];

/// Whether a folded word is the name of one.
pub fn is_one(word: &str) -> bool {
    TOWNS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::TOWNS;

    #[test]
    fn towns_are_in_order() {
        assert!(TOWNS.is_sorted_by(|one, other| one < other));
    }
}
