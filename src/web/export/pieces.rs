//! A file piece by piece: rows on their way in, bytes on their way out.

use actix_web::web::Bytes;

use super::cells::Cell;

/// Some bytes of a file, or why there will be no more.
pub type Piece = Result<Bytes, String>;

/// What takes rows and says whether to go on.
pub type Write<'a> = dyn FnMut(Vec<Vec<Cell>>) -> bool + 'a;

/// What takes pieces and says whether to go on.
pub type HandOver<'a> = dyn FnMut(Piece) -> bool + Send + 'a;
