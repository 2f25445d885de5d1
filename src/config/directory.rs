//! Where the directory is, and when a newer one is looked for.

use std::time::Duration;

use super::error::{ConfigError, refuse};

/// The settings of a gateway, as far as they can be checked without asking it.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayConfig {
    /// Its address; may hold a password.
    pub url: String,
    /// How long a page waits for it.
    pub deadline: Duration,
    /// Whether an imported index stands in for it.
    pub fallback: bool,
}

/// The longest that a page may be made to wait for the gateway, in seconds.
const LONGEST_DEADLINE: f64 = 60.0;

/// The gateway that is the directory; none: the embedded index.
///
/// # Errors
/// A sentence that names the setting and says what would do.
pub fn gateway(
    url: Option<String>,
    deadline: &str,
    fallback: &str,
) -> Result<Option<GatewayConfig>, ConfigError> {
    let seconds: Option<f64> = deadline.parse().ok();
    let seconds = seconds.filter(|seconds| (0.1..=LONGEST_DEADLINE).contains(seconds));
    let Some(seconds) = seconds else {
        return refuse(&format!(
            "CARNET_DIRECTORY_DEADLINE is {deadline:?}; give seconds between 0.1 and 60, such as 5"
        ));
    };
    let fallback = match fallback {
        "on" => true,
        "off" => false,
        other => {
            return refuse(&format!("CARNET_DIRECTORY_FALLBACK is {other:?}; it can be \"on\" or \"off\""));
        }
    };
    match url {
        Some(url) if url.trim().is_empty() => {
            refuse("CARNET_DIRECTORY_URL is empty; leave it out for the embedded index")
        }
        url => Ok(url.map(|url| GatewayConfig {
            url: url.trim().to_owned(),
            deadline: Duration::from_secs_f64(seconds),
            fallback,
        })),
    }
}

/// An hour after the national file comes out, 02–03 h UTC as a rule (`annuaire.md` §1.1).
const DAILY: jiff::civil::Time = jiff::civil::Time::constant(5, 30, 0, 0);

/// The hour of every day at which a newer national file is looked for; none: never.
///
/// # Errors
/// A sentence that says what it can be.
pub fn refresh(when: &str) -> Result<Option<jiff::civil::Time>, ConfigError> {
    match when {
        "off" => Ok(None),
        "daily" => Ok(Some(DAILY)),
        hour => jiff::civil::Time::strptime("%H:%M", hour).map(Some).map_err(|_| {
            ConfigError::new(format!(
                "CARNET_DIRECTORY_REFRESH is {hour:?}; it can be \"daily\", an hour such as \"04:00\", or \"off\""
            ))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_has_a_deadline_and_a_fallback() {
        let given = |deadline: &str, fallback: &str| {
            gateway(Some("https://gateway.example/dev/".to_owned()), deadline, fallback)
        };
        let checked = given("2.5", "off").unwrap().unwrap();
        assert_eq!((checked.deadline, checked.fallback), (Duration::from_millis(2_500), false));
        for (deadline, fallback) in
            [("0", "on"), ("-1", "on"), ("NaN", "on"), ("61", "on"), ("5s", "on"), ("5", "no")]
        {
            assert!(given(deadline, fallback).is_err(), "{deadline} {fallback}");
        }
        assert!(gateway(Some(" ".to_owned()), "5", "on").is_err());
        assert_eq!(gateway(None, "5", "on").unwrap().map(|gateway| gateway.url), None);
    }

    #[test]
    fn the_directory_is_refreshed_daily_at_an_hour_or_never() {
        assert_eq!(refresh("off"), Ok(None));
        assert_eq!(refresh("daily"), Ok(Some(DAILY)));
        assert_eq!(refresh("04:00"), Ok(Some(jiff::civil::Time::constant(4, 0, 0, 0))));
        for bad in ["", "weekly", "4", "24:30", "04:00:00"] {
            assert!(refresh(bad).unwrap_err().to_string().contains("04:00"), "{bad}");
        }
    }
}
