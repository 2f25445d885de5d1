//! Chance that falls the same way on every machine.

use rand_pcg::{Pcg64Mcg, rand_core::Rng};
use xxhash_rust::xxh3::xxh3_128;

/// A stream of draws, decided wholly by the numbers it was made from.
///
/// Only whole numbers of fixed width are drawn, by the project's own arithmetic, so that neither
/// the machine's word size nor a new release of a library changes a byte of what is invented.
#[derive(Debug)]
pub struct Dice(Pcg64Mcg);

impl Dice {
    /// The stream that belongs to these numbers.
    pub fn new(numbers: [u64; 4]) -> Self {
        let mut bytes = [0; 32];
        for (place, number) in bytes.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        Self(Pcg64Mcg::new(xxh3_128(&bytes)))
    }

    /// A number from 0 up to and without `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(end);
        (wide >> 64) as u64
    }

    /// True in this many of ten thousand cases.
    pub fn chance(&mut self, of_ten_thousand: u64) -> bool {
        self.below(10_000) < of_ten_thousand
    }

    /// One of the items, each as likely as another.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// One of the items, the first the likeliest: the lowest of three draws.
    pub fn early_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let end = items.len() as u64;
        let place = self.below(end).min(self.below(end)).min(self.below(end));
        &items[place as usize]
    }

    /// One of the items, each as likely as its weight says.
    pub fn weighted<'a, T>(&mut self, items: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
        let total: u64 = items.iter().map(|item| u64::from(weight(item))).sum();
        let mut left = self.below(total);
        for item in items {
            let weight = u64::from(weight(item));
            if left < weight {
                return item;
            }
            left -= weight;
        }
        &items[items.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_numbers_give_the_same_draws() {
        let draws = |seed| {
            let mut dice = Dice::new([seed, 2, 3, 4]);
            [dice.below(1000), dice.below(1000), dice.below(1000)]
        };
        assert_eq!(draws(1), draws(1));
        assert_ne!(draws(1), draws(2));
    }

    #[test]
    fn draws_follow_their_weights() {
        let mut dice = Dice::new([7, 0, 0, 0]);
        let mut seen = [0; 3];
        for _ in 0..10_000 {
            seen[*dice.weighted(&[0usize, 1, 2], |item| [0, 1, 3][*item])] += 1;
        }
        assert_eq!(seen[0], 0);
        assert!((2_300..2_700).contains(&seen[1]), "{seen:?}");
    }
}
