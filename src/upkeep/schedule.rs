//! When the directory is looked for: once a day, sooner after a failure, at once where it never was.

use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use jiff::{Timestamp, civil::Time, tz::TimeZone};

use crate::directory::attempts::{Attempt, Outcome};

/// So that not every Carnet asks at the same moment.
const LARGEST_JITTER: Duration = Duration::from_secs(30 * 60);

/// How long after a first failure it is tried again; twice as long after each further one.
const AFTER_A_FAILURE: Duration = Duration::from_secs(15 * 60);

/// The most times that this is doubled.
const MOST_DOUBLINGS: u32 = 4;

/// An hour of every day, a little later by chance.
#[derive(Debug, Clone)]
pub struct Schedule {
    hour: Time,
    zone: TimeZone,
    jitter: Duration,
}

impl Schedule {
    /// That hour of every day in that time zone, and a few minutes that chance adds.
    pub fn new(hour: Time, zone: TimeZone) -> Self {
        let chance = RandomState::new().hash_one(());
        let jitter = Duration::from_secs(chance % LARGEST_JITTER.as_secs());
        Self { hour, zone, jitter }
    }

    /// When it is due, in seconds since 1970-01-01 UTC, after these attempts, newest first.
    pub fn due(&self, attempts: &[Attempt]) -> i64 {
        let mut looks = attempts.iter().filter(|attempt| attempt.is_download);
        let Some(last) = looks.clone().next() else { return 0 };
        let ended = last.at + seconds(last.seconds);
        let failures = looks.by_ref().take_while(|look| is_failure(look)).count();
        let regular = self.next_after(last.at);
        match u32::try_from(failures).unwrap_or(u32::MAX) {
            0 => regular,
            failures => {
                let pause = AFTER_A_FAILURE * 2_u32.pow((failures - 1).min(MOST_DOUBLINGS));
                regular.min(ended + seconds(pause.as_secs()))
            }
        }
    }

    /// The next time that the hour comes after a moment.
    fn next_after(&self, moment: i64) -> i64 {
        let moment = Timestamp::from_second(moment).unwrap_or(Timestamp::UNIX_EPOCH);
        let mut day = moment.to_zoned_datetime(self.zone.clone()).date();
        loop {
            let Ok(hour) = day.to_datetime(self.hour).to_zoned_datetime(self.zone.clone()) else {
                return i64::MAX;
            };
            let at = hour.timestamp().as_second() + seconds(self.jitter.as_secs());
            if at > moment.as_second() {
                return at;
            }
            let Ok(next) = day.tomorrow() else { return i64::MAX };
            day = next;
        }
    }
}

fn is_failure(attempt: &Attempt) -> bool {
    matches!(attempt.outcome, Outcome::Failed { .. })
}

fn seconds(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::directory::attempts::Why;

    fn schedule(minutes: u64) -> Schedule {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        Schedule { hour: Time::constant(4, 0, 0, 0), zone, jitter: Duration::from_secs(minutes * 60) }
    }

    /// An hour in Paris.
    fn at(day: i8, hour: i8, minute: i8) -> i64 {
        let there = date(2026, 11, day).at(hour, minute, 0, 0).in_tz("Europe/Paris").unwrap();
        there.timestamp().as_second()
    }

    fn attempt(at: i64, outcome: Outcome) -> Attempt {
        Attempt { at, seconds: 60, is_download: true, outcome }
    }

    fn failed(at: i64) -> Attempt {
        attempt(at, Outcome::Failed { why: Why::Unreachable, sentence: String::new(), file_name: None })
    }

    #[test]
    fn what_was_never_looked_for_is_due_at_once() {
        assert_eq!(schedule(0).due(&[]), 0);
        let by_hand = Attempt { is_download: false, ..attempt(at(22, 12, 0), Outcome::NothingNew) };
        assert_eq!(schedule(0).due(&[by_hand]), 0);
    }

    #[test]
    fn it_is_due_once_a_day_with_the_jitter() {
        let after = |look| schedule(7).due(&[attempt(look, Outcome::NothingNew)]);
        assert_eq!(after(at(22, 3, 0)), at(22, 4, 7));
        assert_eq!(after(at(22, 4, 7)), at(23, 4, 7));
        assert_eq!(after(at(22, 23, 0)), at(23, 4, 7));
    }

    #[test]
    fn a_failure_is_tried_again_sooner_each_time_a_little_later() {
        let due = |attempts: &[Attempt]| schedule(0).due(attempts);
        let noon = at(22, 12, 0);
        assert_eq!(due(&[failed(noon)]), at(22, 12, 16));
        assert_eq!(due(&[failed(noon), failed(noon)]), at(22, 12, 31));
        assert_eq!(due(&[failed(noon), attempt(noon, Outcome::NothingNew), failed(noon)]), at(22, 12, 16));
        let many: Vec<Attempt> = (0..40).map(|_| failed(noon)).collect();
        assert_eq!(due(&many), at(22, 16, 1));
        assert_eq!(due(&[failed(at(23, 3, 50))]), at(23, 4, 0), "the regular hour comes first");
    }

    #[test]
    fn chance_adds_less_than_half_an_hour() {
        let made = Schedule::new(Time::midnight(), TimeZone::UTC);
        assert!(made.jitter < LARGEST_JITTER);
    }
}
