//! An invented directory: a few dozen people at their places.

use carnet::domain::entry::{Coded, Entry};

/// Id, last name, first name, profession, organization, FINESS, street, postcode, town.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const ROWS: [Row; 24] = [
    ("p01", "LEFEVRE", "Nadi", "Médecin", "Cabinet du Vieux Pont", "", "3 rue des Lilas", "75012", "Paris"),
    ("p02", "LEFÈVRE", "Nadine", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p03", "LEFEVRE-MARCHAND", "Nadi", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p04", "LEFEVRE", "Nadi", "Pharmacien", "Pharmacie de la Gare", "2A0000154", "1 cours Napoléon", "20000", "Ajaccio"),
    ("p05", "N'DIAYE", "Awa", "Infirmier", "SELARL Beaupré", "", "2 rue Haute", "69003", "Lyon"),
    ("p06", "NDIAYE", "Moussa", "Infirmier", "S.E.L.A.R.L. Beaupré", "", "2 rue Haute", "69003", "Lyon"),
    ("p07", "ROCHEBRUNE", "Jean-Pierre", "Masseur-Kinésithérapeute", "Cabinet Rochebrune", "", "5 quai Bas", "69001", "Lyon"),
    ("p08", "ROCHEBRUNE", "JEANPIERRE", "Masseur-Kinésithérapeute", "Cabinet Rochebrune", "", "5 quai Bas", "69001", "Lyon"),
    ("p09", "DE LA MARTIN", "Odette", "Sage-Femme", "Maternité des Saules", "930000027", "4 rue du Lac", "93200", "Saint-Denis"),
    ("p10", "DELAMARTIN", "Odile", "Sage-Femme", "Maternité des Saules", "930000027", "4 rue du Lac", "93200", "ST DENIS"),
    ("p11", "SAINT-AUBIN", "Luce", "Opticien-Lunetier", "Optique Ste Foy", "", "7 place Neuve", "76260", "Eu"),
    ("p12", "D'ARCOURT", "Marie", "Orthophoniste", "Cabinet d'orthophonie", "", "9 allée de l'Hôpital", "94240", "L'Haÿ-les-Roses"),
    ("p13", "MARTIN", "Sophie", "Pharmacien", "Grande Pharmacie", "750000035", "12 rue Basse", "75011", "Paris"),
    ("p14", "MARTINEZ", "Sophie", "Pharmacien", "Grande Pharmacie", "750000035", "12 rue Basse", "75011", "Paris"),
    ("p15", "DURANCEAU", "Martin", "Médecin", "Centre de santé Martin", "", "1 rue Martin", "75011", "Paris"),
    ("p16", "MARTIN-VALOIS", "Paul", "Chirurgien-Dentiste", "Cabinet dentaire", "", "6 rue Ronde", "75011", "Paris"),
    ("p17", "VASSEURT", "Cécile", "Infirmier", "Laboratoires Unis", "", "10 rue Martin", "67000", "Strasbourg"),
    ("p18", "MARTIN", "Sophie", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p19", "TRAORELLI", "Inès", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p20", "TRAORELLI", "Inès", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p21", "TRAORELLI", "Inès", "Médecin", "Hôpital Saint-Loup", "750000019", "8 rue de la Gare", "75012", "Paris"),
    ("p22", "", "", "", "Pharmacie du Marché", "750000043", "2 place du Marché", "75011", "Paris"),
    ("p23", "PELLOUX", "M D", "Médecin", "Cabinet du Lac", "", "4 rue du Lac", "93200", "Saint-Denis"),
    ("p24", "OUVRARD", "Zoé", "Médecin", "Cabinet du Lac", "", "4 rue du Lac", "93200", "Saint-Denis"),
];

/// All of them, in another order than that of their ids; each `pNN` has the RPPS `199000000NN`.
pub fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = ROWS.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.id.chars().rev().collect::<String>());
    entries
}

fn entry(
    (id, last_name, first_name, profession, organization, finess, street, postcode, city): &Row,
) -> Entry {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let is_pharmacist = *profession == "Pharmacien";
    let department = if *city == "Ajaccio" { "2A" } else { &postcode[..2] };
    Entry {
        id: (*id).to_owned(),
        rpps_number: some(&format!("199000000{}", &id[1..])),
        last_name: some(last_name),
        first_name: some(first_name),
        profession_code: some(if is_pharmacist { "21" } else { "10" }),
        profession_name: some(profession),
        registered_name: some(organization),
        finess: some(finess),
        finess_justice: (*finess == "750000019").then(|| "750000993".to_owned()),
        siret: (*finess == "750000019").then(|| "12345678901234".to_owned()),
        street: some(street),
        postcode: some(postcode),
        city: some(city),
        department: some(department),
        bimedoc_client: (*id == "p13").then_some(true),
        activity_segments: vec![Coded {
            code: if is_pharmacist { "SA33" } else { "SA07" }.to_owned(),
            name: if is_pharmacist { "Pharmacie d'officine" } else { "Cabinet individuel" }.to_owned(),
        }],
        skills: (*id == "p19")
            .then(|| Coded { code: "SM04".to_owned(), name: "Cardiologie".to_owned() })
            .into_iter()
            .collect(),
        ..Entry::default()
    }
}
