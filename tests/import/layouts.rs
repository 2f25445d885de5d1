use carnet::domain::entry::Entry;

use crate::harness::{FIXTURE, Home};

fn entries(text: impl AsRef<[u8]>) -> Vec<Entry> {
    let home = Home::new();
    home.import_text(text);
    assert_eq!(home.refused(), "");
    home.entries()
}

/// The fixture with each line rewritten.
fn lines(rewrite: impl Fn(&str) -> String) -> String {
    FIXTURE.lines().map(rewrite).map(|line| line + "\n").collect()
}

/// The fixture with the first columns only.
fn columns(count: usize, ending: &str) -> String {
    lines(|line| line.split('|').take(count).collect::<Vec<_>>().join("|") + ending)
}

#[track_caller]
fn same_as_the_fixture(text: impl AsRef<[u8]>) {
    assert_eq!(entries(text), entries(FIXTURE));
}

#[test]
fn a_delimiter_may_trail_on_each_line() {
    same_as_the_fixture(lines(|line| format!("{line}|")));
}

#[test]
fn a_delimiter_may_trail_on_the_header_or_on_the_rows_alone() {
    let (header, rows) = FIXTURE.split_once('\n').unwrap();
    same_as_the_fixture(format!("{header}|\n{rows}"));
    same_as_the_fixture(format!("{header}\n{}", rows.replace('\n', "|\n")));
}

#[test]
fn line_endings_byte_order_mark_and_missing_last_ending_change_nothing() {
    same_as_the_fixture(FIXTURE.replace('\n', "\r\n"));
    same_as_the_fixture(format!("\u{FEFF}{FIXTURE}"));
    same_as_the_fixture(FIXTURE.trim_end());
    same_as_the_fixture(FIXTURE.replace('\n', "\n\n"));
}

#[test]
fn latin_1_is_read_where_it_is_not_utf_8() {
    let (latin, _, unmapped) = encoding_rs::WINDOWS_1252.encode(FIXTURE);
    assert!(!unmapped && str::from_utf8(&latin).is_err());
    same_as_the_fixture(latin);
}

#[test]
fn columns_are_found_by_name_wherever_they_stand() {
    same_as_the_fixture(lines(|line| line.split('|').rev().collect::<Vec<_>>().join("|")));
    let (header, rows) = FIXTURE.split_once('\n').unwrap();
    let plain = header.to_uppercase().replace(['É', 'È'], "E").replace('Ô', "O").replace('\'', "’");
    same_as_the_fixture(format!("{plain}\n{rows}"));
}

#[test]
fn a_column_of_a_later_layout_is_passed_over() {
    let with_one_more =
        lines(
            |line| {
                if line.starts_with("Type") { format!("{line}|Code nouveau") } else { format!("{line}|X") }
            },
        );
    same_as_the_fixture(with_one_more);
}

#[test]
fn older_layouts_lack_only_what_came_later() {
    let without_roles = |mut entry: Entry| {
        entry.roles.clear();
        entry.activity_kinds.clear();
        entry
    };
    let of_52: Vec<Entry> = entries(FIXTURE).into_iter().map(without_roles).collect();
    assert_eq!(entries(columns(52, "|")), of_52);
    let without_sectors = |mut entry: Entry| {
        entry.activity_segments.clear();
        entry.extra.remove("pharmacist_section");
        entry
    };
    let of_48: Vec<Entry> = of_52.into_iter().map(without_sectors).collect();
    assert_eq!(entries(columns(48, "")), of_48);
}
