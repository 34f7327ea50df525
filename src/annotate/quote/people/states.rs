//! The states of America: "R-IA" is of Iowa, "the Ohioan" of Ohio.

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::Run;

/// Postal codes, names, and one who is from there in small letters.
const STATES: &[(&str, &str, &str)] = &[
    ("AL", "Alabama", "alabamian"),
    ("AK", "Alaska", "alaskan"),
    ("AZ", "Arizona", "arizonan"),
    ("AR", "Arkansas", "arkansan"),
    ("CA", "California", "californian"),
    ("CO", "Colorado", "coloradan"),
    ("CT", "Connecticut", ""),
    ("DE", "Delaware", "delawarean"),
    ("FL", "Florida", "floridian"),
    ("GA", "Georgia", ""),
    ("HI", "Hawaii", "hawaiian"),
    ("ID", "Idaho", "idahoan"),
    ("IL", "Illinois", "illinoisan"),
    ("IN", "Indiana", "hoosier"),
    ("IA", "Iowa", "iowan"),
    ("KS", "Kansas", "kansan"),
    ("KY", "Kentucky", "kentuckian"),
    ("LA", "Louisiana", "louisianan"),
    ("ME", "Maine", "mainer"),
    ("MD", "Maryland", "marylander"),
    ("MA", "Massachusetts", ""),
    ("MI", "Michigan", "michigander"),
    ("MN", "Minnesota", "minnesotan"),
    ("MS", "Mississippi", "mississippian"),
    ("MO", "Missouri", "missourian"),
    ("MT", "Montana", "montanan"),
    ("NE", "Nebraska", "nebraskan"),
    ("NV", "Nevada", "nevadan"),
    ("NH", "New Hampshire", ""),
    ("NJ", "New Jersey", ""),
    ("NM", "New Mexico", ""),
    ("NY", "New York", "new yorker"),
    ("NC", "North Carolina", "north carolinian"),
    ("ND", "North Dakota", "north dakotan"),
    ("OH", "Ohio", "ohioan"),
    ("OK", "Oklahoma", "oklahoman"),
    ("OR", "Oregon", "oregonian"),
    ("PA", "Pennsylvania", "pennsylvanian"),
    ("RI", "Rhode Island", "rhode islander"),
    ("SC", "South Carolina", "south carolinian"),
    ("SD", "South Dakota", "south dakotan"),
    ("TN", "Tennessee", "tennessean"),
    ("TX", "Texas", "texan"),
    ("UT", "Utah", "utahn"),
    ("VT", "Vermont", "vermonter"),
    ("VA", "Virginia", "virginian"),
    ("WA", "Washington", "washingtonian"),
    ("WV", "West Virginia", "west virginian"),
    ("WI", "Wisconsin", "wisconsinite"),
    ("WY", "Wyoming", ""),
];

/// The state of a postal code.
pub(super) fn of_code(code: &str) -> Option<&'static str> {
    STATES.iter().find(|state| state.0 == code).map(|state| state.1)
}

/// Returns the state that the words of a run name, or that is home to whom they stand for.
fn state(scene: &Scene<'_>, words: Run, fits: impl Fn(&(&str, &str, &str), &str) -> bool) -> Option<&'static str> {
    let is_large = |i: usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    if !(1..=2).contains(&words.range().len()) || !words.range().all(is_large) {
        return None;
    }
    let said: Vec<&str> = words.range().map(|i| scene.word(i)).collect();
    let said = said.join(" ");
    STATES.iter().find(|state| fits(state, &said)).map(|state| state.1)
}

/// The state that words name.
pub(crate) fn named(scene: &Scene<'_>, words: Run) -> Option<&'static str> {
    state(scene, words, |state, said| state.1 == said)
}

/// The state of one who is from there: "Ohioan".
pub(crate) fn of_local(scene: &Scene<'_>, words: Run) -> Option<&'static str> {
    state(scene, words, |state, said| !state.2.is_empty() && said.eq_ignore_ascii_case(state.2))
}
