//! The national file (`PS_LibreAcces_Personne_activite`) read into entries (`annuaire.md` §1, §8).
//!
//! [`source`] opens the file whatever wraps it, [`lines`] cuts and decodes it, [`columns`] finds
//! the columns by name or says what the file is instead, [`row`] checks one row, [`identity`]
//! names its entry, [`place`] and [`facts`] turn rows of one entry into an `Entry`.
//!
//! Must not know the index: what becomes of the entries is not decided here.

pub mod columns;
pub mod facts;
pub mod identity;
pub mod lines;
pub mod place;
pub mod row;
pub mod source;
pub mod stamp;
mod street_kinds;
pub mod wrong_file;
