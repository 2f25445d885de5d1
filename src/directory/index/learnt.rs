//! What was read of an index for one question and serves the next ones.

use super::{query::spellings::Spellings, spread::Combinations};

/// What one index has taught so far.
#[derive(Default)]
pub(super) struct Learnt {
    /// How its entries combine the facts that pages count.
    pub combinations: Combinations,
    /// Its words near those that were looked up.
    pub spellings: Spellings,
}
