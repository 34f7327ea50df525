//! What tokens and sentences news has.

use super::*;

fn words(source: &str) -> Vec<&str> {
    let text = Text::new(source);
    (0..text.tokens.len()).map(|i| text.word(i)).collect()
}

fn sentences(source: &str) -> Vec<&str> {
    let text = Text::new(source);
    text.sentences.iter().map(|&run| text.span_of(run).map_or("", |s| s.of(source))).collect()
}

#[test]
fn abbreviation_table_is_sorted() {
    assert!(ABBREVIATIONS.is_sorted());
}

#[test]
fn tokens_of_newspaper_prose() {
    assert_eq!(words("Sen. O'Neill (D-Ohio) can't."), ["Sen.", "O'Neill", "(", "D", "-", "Ohio", ")", "can't", "."]);
    assert_eq!(
        words("The U.S.’s July 14-16 run-off, Mr. J. Doe Jr."),
        ["The", "U.S.", "’s", "July", "14", "-", "16", "run-off", ",", "Mr.", "J.", "Doe", "Jr."]
    );
    assert_eq!(words("“No,” she said…"), ["“", "No", ",", "”", "she", "said", "…"]);
    assert_eq!(
        words("at example.com for $1,200.50 in the 1980s"),
        ["at", "example.com", "for", "$", "1,200.50", "in", "the", "1980s"]
    );
    assert_eq!(words("voters’ choice"), ["voters", "’", "choice"]);
    assert_eq!(words("Vale Ltd <VALE.L> fell <20"), ["Vale", "Ltd", "<VALE.L>", "fell", "<", "20"]);
}

#[test]
fn sentences_keep_closing_marks_and_abbreviations() {
    assert_eq!(sentences("“It is over.” He left. Sen. Lee stayed."), ["“It is over.”", "He left.", "Sen. Lee stayed."]);
    assert_eq!(sentences("He came to the U.S. The court sat."), ["He came to the U.S.", "The court sat."]);
    assert_eq!(sentences("“Why?” she asked."), ["“Why?” she asked."]);
}

#[test]
fn odd_texts_are_covered_in_order() {
    for source in ["", " ", "a\u{301}b ' '' ``x''", "@user #tag \u{0} ...", "1,2,3.,", "«да» ‘x’"] {
        let text = Text::new(source);
        let mut at = 0;
        for token in &text.tokens {
            assert!(token.span.start >= at && !token.span.of(source).is_empty(), "{source:?}");
            at = token.span.end;
        }
    }
}
