use super::*;

fn of(table: &Synonyms, words: &str) -> Vec<String> {
    let stems: Vec<String> = crate::terms::fold(words).iter().map(|word| crate::terms::stem(word)).collect();
    table.of(&stems).iter().map(|alternative| alternative.typed.clone()).collect()
}

#[test]
fn groups_and_arrows() {
    let table = Synonyms::parse("# a comment\nrunoff, second round # of voting\nrecuse => step aside, \"withdrew\"\n");
    let table = table.expect("read");
    assert_eq!(of(&table, "runoffs"), ["second round"]);
    assert_eq!(of(&table, "second rounds"), ["runoff"]);
    assert_eq!(of(&table, "recused"), ["step aside", "withdrew"]);
    assert!(of(&table, "aside").is_empty() && of(&table, "step aside").is_empty());
    assert_eq!(table.len(), 3);
}

#[test]
fn a_possessive_leaves_room() {
    let table = Synonyms::parse("endorse => throw one's support behind").expect("read");
    let stems = [crate::terms::stem("endorse")];
    let words: Vec<(&str, u32)> = table.of(&stems)[0].words.iter().map(|word| (word.text.as_str(), word.gap)).collect();
    assert_eq!(words, [("throw", 0), ("support", GAP), ("behind", 0)]);
}

#[test]
fn irregular_verbs_have_all_their_forms() {
    let table = Synonyms::parse("endorse => throw one's support behind\nwithdraw => \"quit\"").expect("read");
    assert_eq!(of(&table, "endorse")[1..], ["threw one's support behind", "thrown one's support behind"]);
    assert_eq!(of(&table, "withdrew"), ["quit"]);
}

#[test]
fn bad_lines_are_named() {
    for (text, message) in [
        ("a,,b", "line 1: an entry has no word"),
        ("a, b\n\nc =>", "line 3: an entry has no word"),
        ("=> c", "line 1: an entry has no word"),
        ("alone", "line 1: `alone` stands alone"),
        ("a => b => c", "line 1: more than one `=>`"),
        ("a, \"b", "line 1: a quotation mark is not closed"),
        (
            "a, one two three four five six seven eight nine",
            "line 1: `one two three four five six seven eight nine` has more than 8 words",
        ),
        ("a => b\nb => c\n\nc => a", "line 1: `a` leads back to itself by way of line 4"),
        ("x => a\na => b\nb => a", "line 1: `x` leads back to itself by way of line 3"),
    ] {
        assert_eq!(Synonyms::parse(text).map_err(|e| e.to_string()).err().as_deref(), Some(message), "{text}");
    }
}

#[test]
fn what_is_no_circle_is_read() {
    for text in ["a => a, b", "a => b\na => c\nb => c", "a, b\nb, a", "a => \"as\"\ns => a"] {
        assert!(Synonyms::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn the_shipped_files_are_read() {
    let table = Synonyms::parse(SHIPPED).unwrap_or_else(|e| panic!("{e}"));
    assert!(of(&table, "endorsed").contains(&"throw one's support behind".to_owned()));
    assert!(of(&table, "recusal").contains(&"step aside".to_owned()));
    assert_eq!(of(&table, "runoff"), ["second round"]);
    let related = Synonyms::parse(RELATED).unwrap_or_else(|e| panic!("{e}"));
    assert!(related.len() > table.len());
}
