//! What a file is when it is not the one to import (`annuaire.md` §1.6, §2).

use std::fmt;

use super::columns::Layout;
use crate::domain::text;

/// The files that Carnet imports.
const WANTED: &str = "the national extraction PS_LibreAcces_Personne_activite (annuaire.sante.fr, or data.gouv.fr), \
    or documents in CloudSearch's form: [{\"type\":\"add\",\"id\":…,\"fields\":{…}}, …]";

/// A file that is not the national extraction of persons and activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongFile(String);

impl WrongFile {
    /// A refusal whose words say what the file seems to be: `the extraction of …`.
    pub fn seems(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// What the file seems to be.
    pub fn what(&self) -> &str {
        &self.0
    }
}

/// Whether a file that begins so holds operations on documents: JSON with a type and an id, or with
/// fields that may be so long that these come later.
pub fn are_documents(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let inside = text.strip_prefix('[').map_or(text, str::trim_start);
    let Some(members) = inside.strip_prefix('{').map(str::trim_start) else { return false };
    members.starts_with("\"fields\"") || (members.contains("\"type\"") && members.contains("\"id\""))
}

/// Whether a file that begins so holds batches without any operation.
pub fn is_empty_batch(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}');
    text.contains(']') && text.chars().all(|letter| matches!(letter, '[' | ']') || letter.is_whitespace())
}

/// Reads the first line of a file: the layout of its columns.
///
/// `first_line` is none where the file is empty or its first line is endless.
///
/// # Errors
/// What the file seems to be instead.
pub fn read_header(first_line: Option<&str>) -> Result<Layout, WrongFile> {
    let Some(first_line) = first_line else {
        return Err(WrongFile::seems("a file without lines of text"));
    };
    if let Some(other) = other_kind(first_line) {
        return Err(WrongFile::seems(other));
    }
    Layout::find(first_line).map_err(|missing| WrongFile::seems(unlike(first_line, &missing)))
}

/// A kind of file that is known and refused, whatever columns it has.
fn other_kind(first_line: &str) -> Option<&'static str> {
    let begins = first_line.trim_start();
    let folded = text::fold(first_line);
    let has = |words: &str| folded.contains(words);
    Some(match () {
        () if begins.is_empty() => "an empty file, or one whose first line is empty",
        () if first_line.contains('\0') => "a file that is no text in UTF-8 or Latin-1",
        () if begins.starts_with('<') => "a web page, perhaps the error page of a failed download",
        () if begins.starts_with(['{', '[']) => "a JSON file",
        () if has("finess etalab") => "the FINESS file of establishments",
        () if has("type de bal") => "the extraction of MSSanté mailboxes (Correspondance_MSSante)",
        () if has("code type de carte") => "the extraction of card holders (Porteurs_CPS_CPF)",
        () if has("code type diplome obtenu") => "the extraction of diplomas (Dipl_AutExerc)",
        () if has("date de naissance") => {
            "a restricted extraction, with dates of birth, which is not open data"
        }
        () if begins.contains(';') && has("identifiant pp") => {
            "a restricted or converted extraction, separated by semicolons"
        }
        () if has("code savoir faire") && has("identifiant pp") && !has("site") => {
            "the extraction of skills (SavoirFaire)"
        }
        () => return None,
    })
}

/// A line that is no header of a known kind, told by the columns it lacks.
fn unlike(first_line: &str, missing: &[&str]) -> String {
    if text::fold(first_line).contains("identifiant pp") {
        let names: Vec<String> = missing.iter().map(|name| format!("“{name}”")).collect();
        return format!("an extraction that lacks {}", names.join(", "));
    }
    let shown: String = first_line.chars().filter(|letter| !letter.is_control()).take(60).collect();
    format!("another file: it begins with “{shown}”")
}

impl fmt::Display for WrongFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "this seems to be {}; Carnet imports {WANTED}", self.0)
    }
}

impl std::error::Error for WrongFile {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn seems(first_line: &str, words: &str) {
        let sentence = read_header(Some(first_line)).unwrap_err().to_string();
        assert!(sentence.contains(words), "{sentence}");
        assert!(sentence.contains("PS_LibreAcces_Personne_activite"), "{sentence}");
    }

    const SAVOIR_FAIRE: &str = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|\
        Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|\
        Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|\
        Libellé savoir-faire";

    #[test]
    fn a_batch_without_operations_is_one() {
        assert!(is_empty_batch(b"[]") && is_empty_batch("\u{feff} [\n]\n[]\n".as_bytes()));
        assert!(!is_empty_batch(b"[{}]") && !is_empty_batch(b"") && !is_empty_batch(b"["));
    }

    #[test]
    fn other_extractions_are_named() {
        seems(SAVOIR_FAIRE, "skills");
        seems("Identifiant PP|Code type diplôme obtenu", "diplomas");
        seems("Type de BAL|Adresse BAL|Type Identifiant PP", "mailboxes");
        seems("Identifiant PP|Code type de carte", "card holders");
        seems("Identifiant PP|Date de naissance|Code savoir-faire", "restricted");
        seems("\"Identifiant PP\";\"Code profession\"", "semicolons");
        seems("finess;etalab;88;2026-05-04", "FINESS");
    }

    #[test]
    fn what_is_no_extraction_is_named_too() {
        seems("<!DOCTYPE html>", "web page");
        seems("  ", "empty");
        seems("{\"schemaVersion\"", "JSON");
        seems("T\0y\0p\0e\0", "no text");
        seems("nom,prenom", "“nom,prenom”");
        assert!(read_header(None).unwrap_err().to_string().contains("without lines"));
    }

    #[test]
    fn an_extraction_with_columns_missing_names_them() {
        seems("Type d'identifiant PP|Identifiant PP|Numéro FINESS site", "“Code civilité”");
    }
}
