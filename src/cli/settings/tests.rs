use super::*;

fn resolve(text: &str, flags: Overrides) -> Result<Settings, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("onrecord.toml");
    std::fs::write(&path, text).expect("written");
    let global = Global { config: Some(path), ..Global::default() };
    Settings::resolve(&global, flags).map_err(|failure| format!("{failure:?}"))
}

#[test]
fn a_flag_beats_the_file_and_the_file_the_default() {
    let flags = Overrides { limit: Some(3), ..Overrides::default() };
    let settings = resolve("limit = 20\ncontext = 2\nsort = \"newest\"", flags).expect("good settings");
    assert_eq!((settings.limit.value, settings.limit.origin), (3, Origin::Flag("--limit")));
    assert_eq!(settings.context.value, 2);
    assert!(matches!(settings.order.origin, Origin::File(_)) && settings.order.value == Order::Newest);
    assert_eq!((settings.format.value, settings.format.origin), (Format::Text, Origin::Default));
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    for (text, reason) in [
        ("limt = 3", "unknown setting `limt`"),
        ("limt = 3", "did you mean `limit`?"),
        ("min_confidence = 0.5", "did you mean `min-confidence`?"),
        ("zebra = 3", "settings are index, corpus"),
        ("limit = \"many\"", "a whole number"),
        ("min-confidence = 3", "a number from 0 to 1"),
        ("sort = \"best\"", "one of relevance, newest, oldest"),
        ("limit = ", "onrecord.toml:1"),
        ("jobs = 0", "jobs is 0"),
        ("limt = 3", "did you mean `limit`?"),
        ("[rank]\nartcle = 0.5", "did you mean `article`?"),
        ("[rank]\nb = 7", "`b` is 7, which is not from 0 to 1"),
        ("[rank]\nk1 = \"much\"", "rank.k1 is `much`"),
    ] {
        let error = resolve(text, Overrides::default()).expect_err(text);
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[test]
fn the_file_lies_beside_the_index() {
    assert_eq!(beside(Path::new("index"), FILE_NAME), Path::new("onrecord.toml"));
    assert_eq!(beside(Path::new("/a/b/index"), FILE_NAME), Path::new("/a/b/onrecord.toml"));
}

#[test]
fn weights_of_the_ranking_come_from_the_file() {
    let settings = resolve("[rank]\narticle = 0.5\nk1 = 1", Overrides::default()).expect("good settings");
    assert_eq!((settings.rank_params().article, settings.rank_params().k1), (0.5, 1.0));
    let article = settings.rank.iter().find(|(name, _)| *name == "article");
    assert!(matches!(article, Some((_, Setting { origin: Origin::File(_), .. }))));
}
