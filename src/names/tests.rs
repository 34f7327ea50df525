use super::known_as::{KnownAs, known_as};
use super::listed::Listed;
use super::resolve::{Assigned, Entity, Member, Resolution, resolve};
use super::survey::{Seen, Sort, Survey};
use super::table::{self, Table};
use super::*;

/// An article of a survey: persons and bodies with a `*` before bodies, and traits.
struct Given {
    id: &'static str,
    names: &'static [&'static str],
    traits: &'static [(&'static str, &'static str)],
    calls: &'static [(&'static str, &'static str)],
}

const fn given(id: &'static str, names: &'static [&'static str]) -> Given {
    Given { id, names, traits: &[], calls: &[] }
}

fn kind_of(name: &str) -> (NameKind, &str) {
    name.strip_prefix('*').map_or((NameKind::Person, name), |body| (NameKind::Org, body))
}

fn survey(articles: &[Given]) -> Survey {
    let mut survey = Survey::default();
    for (day, given) in (0..).zip(articles) {
        let mut seen = Seen { id: given.id.to_owned(), day: Some(day), ..Seen::default() };
        let intern = |survey: &mut Survey, name: &str, articles: u32| {
            let (kind, name) = kind_of(name);
            let id = survey.intern(Sort::Of(kind), name);
            survey.add_spelling(id, name, articles);
            id
        };
        for name in given.names {
            let id = intern(&mut survey, name, 1);
            seen.names.push((id, 1));
        }
        for (name, said) in given.traits {
            let name = intern(&mut survey, name, 0);
            seen.traits.push((name, survey.intern(Sort::Trait, said)));
        }
        for (name, other) in given.calls {
            let pair = (intern(&mut survey, name, 0), intern(&mut survey, other, 0));
            seen.calls.push(pair);
        }
        survey.articles.push(seen);
    }
    survey.sort();
    survey
}

fn read(resolution: &Resolution) -> Table {
    Table::read(table::write(resolution, &KnownAs::new())).expect("a table")
}

fn table(articles: &[Given], list: &str) -> Table {
    let listed = Listed::parse(list, "names.toml").expect("a list");
    read(&resolve(&survey(articles), &listed))
}

fn canonical(table: &Table, name: &str, article: &str) -> String {
    let (kind, name) = kind_of(name);
    table.canonical(kind, name, article).unwrap_or_else(|| name.to_owned())
}

const COUNCIL: [Given; 5] = [
    given("a", &["Dana Lowe", "Sam Poe", "*Vale Council"]),
    given("b", &["Dana Lowe", "Sam Poe", "*Vale Council", "Ida Quist"]),
    given("c", &["Lowe", "Sam Poe", "*Vale Council"]),
    given("d", &["Lowe", "Otto Brand"]),
    given("e", &["Otto Brand", "Nan Field"]),
];

#[test]
fn a_surname_joins_with_strong_evidence_only() {
    let table = table(&COUNCIL, "");
    assert_eq!(canonical(&table, "Lowe", "c"), "Dana Lowe");
    assert_eq!(canonical(&table, "Lowe", "d"), "Lowe");
}

#[test]
fn two_of_a_surname_that_both_fit_leave_it_alone() {
    let articles = [
        given("a", &["Dana Lowe", "Bill Lowe", "Sam Poe", "*Vale Council"]),
        given("b", &["Dana Lowe", "Bill Lowe", "Sam Poe", "*Vale Council"]),
        given("c", &["Lowe", "Sam Poe", "*Vale Council"]),
    ];
    assert_eq!(canonical(&table(&articles, ""), "Lowe", "c"), "Lowe");
}

#[test]
fn forms_of_one_name_need_evidence() {
    let articles = [
        given("a", &["Dana Lowe", "Sam Poe"]),
        given("b", &["Dana J. Lowe", "Sam Poe"]),
        given("c", &["Dana Q. Lowe", "Otto Brand"]),
        given("d", &["Ida Quist", "Sam Poe"]),
        given("e", &["Ida D. Quist", "Sam Poe"]),
    ];
    let table = table(&articles, "");
    assert_eq!(canonical(&table, "Dana J. Lowe", "b"), "Dana Lowe");
    assert_eq!(canonical(&table, "Dana Q. Lowe", "c"), "Dana Q. Lowe", "another initial");
    assert_eq!(canonical(&table, "Ida D. Quist", "e"), "Ida Quist", "an initial, no \"d'\"");
    let entity = table.entity(table.named(NameKind::Person, "Dana Lowe").expect("there")).expect("read");
    let why = entity.members.iter().map(|m| m.why.as_str());
    assert!(why.into_iter().any(|why| why == "same first and last name; both beside Sam Poe"));
}

#[test]
fn different_first_names_never_join() {
    let articles = [
        given("a", &["Dana Lowe", "Sam Poe", "*Vale Council", "Ida Quist", "Otto Brand"]),
        given("b", &["Mark Lowe", "Sam Poe", "*Vale Council", "Ida Quist", "Otto Brand"]),
    ];
    assert_eq!(canonical(&table(&articles, ""), "Mark Lowe", "b"), "Mark Lowe");
}

const NAMESAKES: [Given; 4] = [
    Given { id: "a", names: &["John Ash", "Ida Quist"], traits: &[("John Ash", "sheriff")], calls: &[] },
    Given { id: "b", names: &["John Ash", "Ida Quist"], traits: &[], calls: &[] },
    Given { id: "c", names: &["John Ash", "*Vale Rovers"], traits: &[("John Ash", "goalkeeper")], calls: &[] },
    Given { id: "d", names: &["John Ash", "Ida Quist"], traits: &[("John Ash", "sheriff")], calls: &[] },
];

#[test]
fn people_of_one_name_are_kept_apart() {
    let table = table(&NAMESAKES, "");
    assert_eq!(canonical(&table, "John Ash", "a"), "John Ash");
    assert_eq!(canonical(&table, "John Ash", "b"), "John Ash");
    assert_eq!(canonical(&table, "John Ash", "c"), "John Ash (goalkeeper)");
    let (forms, others) = table.exactly(NameKind::Person, "John Ash").expect("one of two");
    assert_eq!((forms.len(), others), (1, vec!["John Ash (goalkeeper)".to_owned()]));
    assert!(table.forms_of_word(NameKind::Person, "goalkeeper").iter().all(|form| form.starts_with("=john ash")));
    let entity = table.entity(table.named(NameKind::Person, "John Ash").expect("there")).expect("read");
    assert_eq!(entity.apart[0].1, "sheriff and goalkeeper; no title, person or body in common");
}

#[test]
fn ages_tell_people_apart() {
    let articles = [
        Given { id: "a", names: &["Ann Ray"], traits: &[("Ann Ray", "born 1986")], calls: &[] },
        Given { id: "b", names: &["Ann Ray"], traits: &[("Ann Ray", "born 1949")], calls: &[] },
        Given { id: "c", names: &["Ann Ray"], traits: &[("Ann Ray", "born 1985")], calls: &[] },
    ];
    let table = table(&articles, "");
    assert_eq!(canonical(&table, "Ann Ray", "c"), canonical(&table, "Ann Ray", "a"));
    assert_ne!(canonical(&table, "Ann Ray", "b"), canonical(&table, "Ann Ray", "a"));
}

#[test]
fn abbreviations_follow_those_who_spell_them_out() {
    let spelled =
        |id| Given { id, names: &["*Vale Port Authority"], traits: &[], calls: &[("*Vale Port Authority", "*VPA")] };
    let articles = [spelled("a"), spelled("b"), given("c", &["*VPA"])];
    assert_eq!(canonical(&table(&articles, ""), "*VPA", "c"), "Vale Port Authority");
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let bytes = |articles: &[Given]| {
        let mut survey = survey(articles);
        // Days come with the place in the list here.
        survey.articles.iter_mut().for_each(|seen| seen.day = None);
        let bytes = table::write(&resolve(&survey, &Listed::default()), &known_as(&survey));
        let table = Table::read(bytes).expect("a table");
        let names = articles.iter().flat_map(|given| given.names.iter().map(|name| (given.id, *name)));
        let mut found: Vec<String> =
            names.map(|(id, name)| format!("{id} {name} {}", canonical(&table, name, id))).collect();
        found.sort_unstable();
        found
    };
    let mut all: Vec<Given> = COUNCIL.into_iter().collect();
    let forward = bytes(&all);
    all.reverse();
    assert_eq!(bytes(&all), forward);
}

#[test]
fn the_users_list_overrides() {
    let list = r#"
[[person]]
name = "Dana Lowe"
aliases = ["The Mayor of Vale", "Otto Brand"]
ids = { wikidata = "Q1" }

[[person]]
name = "Lowe the Elder"
aliases = ["Lowe"]
articles = ["d"]
"#;
    let table = table(&COUNCIL, list);
    assert_eq!(canonical(&table, "Otto Brand", "e"), "Dana Lowe");
    assert_eq!(canonical(&table, "Lowe", "d"), "Lowe the Elder");
    assert_eq!(canonical(&table, "Lowe", "c"), "Dana Lowe");
    let entity = table.entity(table.named(NameKind::Person, "Dana Lowe").expect("there")).expect("read");
    assert_eq!(entity.ids["wikidata"], "Q1");
    assert!(table.forms_of_word(NameKind::Person, "mayor").contains(&"=otto brand".to_owned()));
}

#[test]
fn the_users_list_splits() {
    let list = "[[person]]\nname = \"John Ash (port)\"\naliases = [\"John Ash\"]\nwith = [\"Vale Port\"]\n";
    let articles = [
        given("a", &["John Ash", "Ida Quist"]),
        given("b", &["John Ash", "*Vale Port", "Ida Quist"]),
        given("c", &["John Ash", "Ida Quist"]),
    ];
    let table = table(&articles, list);
    assert_eq!(canonical(&table, "John Ash", "a"), "John Ash");
    assert_eq!(canonical(&table, "John Ash", "b"), "John Ash (port)");
}

#[test]
fn a_name_that_nobody_uses_is_remarked_on() {
    let list = "[[person]]\nname = \"Dana Lowe\"\naliases = [\"Sam Po\"]\nnot = [\"Nobody Known\"]\n";
    let listed = Listed::parse(list, "names.toml").expect("a list");
    let remarks = resolve(&survey(&COUNCIL), &listed).remarks;
    assert_eq!(
        remarks,
        [
            "names.toml:1: no article names the person `Sam Po`; the nearest is `Sam Poe`",
            "names.toml:1: no article names the person `Nobody Known`",
        ]
    );
}

#[test]
fn a_canonical_name_need_not_stand_in_an_article() {
    let list = "[[person]]\nname = \"Dana Lowe-Pratt\"\naliases = [\"Dana Lowe\"]\n";
    let listed = Listed::parse(list, "names.toml").expect("a list");
    assert_eq!(resolve(&survey(&COUNCIL), &listed).remarks, [""; 0]);
}

#[test]
fn a_listed_name_means_all_who_are_listed_so() {
    let member = Member { kind: "s".into(), key: "vale post".into(), is_shared: true, ..Member::default() };
    let entity = |kind: &str, name: &str| Entity {
        kind: kind.into(),
        name: name.into(),
        members: vec![member.clone()],
        ..Entity::default()
    };
    let table = |second: &str| {
        let except = [("b".to_owned(), 1)].into();
        let assigned = Assigned { usual: 0, except, spellings: vec!["Vale Post".into()] };
        let mut resolution = Resolution::default();
        resolution.entities = vec![entity("p", "Vale Post"), entity("o", second)];
        resolution.assigned.insert((NameKind::Speaker, "vale post".into()), assigned);
        read(&resolution)
    };
    assert_eq!(table("Vale Post").listed(NameKind::Speaker, "Vale Post").len(), 2);
    let spelled = table("Vale post");
    assert_eq!(spelled.listed(NameKind::Speaker, "Vale Post").len(), 1);
    assert_ne!(spelled.listed(NameKind::Speaker, "Vale Post"), spelled.listed(NameKind::Speaker, "Vale post"));
    assert_eq!(spelled.listed(NameKind::Speaker, "VALE POST").len(), 2);
}
