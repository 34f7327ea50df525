use proptest::prelude::*;

use super::*;
use crate::annotate::{QuoteKind, Stance, entity};

fn quotes(source: &str) -> Vec<Quote> {
    let text = Text::new(source);
    annotate(&text, &entity::annotate(&text), &Options::default()).quotes
}

#[test]
fn the_shipped_models_load() {
    assert!(learnt::shipped().is_some(), "models/quotes.bin does not fit this program: rebuild it");
}

#[test]
fn a_plain_quote_is_whole_and_has_its_speaker() {
    let source = "Mayor Ann Lindqvist opened the session on Monday.\n\n“We will not raise the water rate this year,” Lindqvist said.";
    let found = quotes(source);
    let quote = found.iter().find(|q| q.kind == QuoteKind::Direct).expect("a quote");
    assert_eq!(quote.span.of(source), "We will not raise the water rate this year,");
    assert_eq!(quote.speaker.as_deref(), Some("Ann Lindqvist"));
    assert_eq!(quote.mention.map(|m| m.of(source)), Some("Lindqvist"));
    assert_eq!(quote.cue.map(|c| c.of(source)), Some("said"));
    assert_eq!(quote.stance, Stance::Said);
}

#[test]
fn the_day_is_no_part_of_who_spoke() {
    let source =
        "The ferry company lost a suit in May.\n\nOtto Brandvold on Saturday said that the harbor would stay open.";
    let mentions: Vec<&str> = quotes(source).iter().filter_map(|quote| Some(quote.mention?.of(source))).collect();
    assert_eq!(mentions, ["Otto Brandvold"]);
}

#[test]
fn who_spoke_is_whole_and_no_more() {
    let mention = |source: &str| quotes(source).iter().find_map(|quote| Some(quote.mention?.of(source).to_string()));
    let lately = "Lately both parishes have said they want the lamp back.";
    assert_eq!(mention(lately).as_deref(), Some("both parishes"));
    let listed = "Pellworm Ferries Ltd <PELF.L> reported a drop in profit.";
    assert_eq!(mention(listed).as_deref(), Some("Pellworm Ferries Ltd"));
    let told = "The board of elections on Monday said it was over.";
    assert_eq!(mention(told).as_deref(), Some("The board of elections"));
    let met = "Mayor Ann Quist met Bo Marsk in Kell on Monday and said the talks had gone well.";
    assert_eq!(mention(met).as_deref(), Some("Mayor Ann Quist"));
    let promised = "The minister visited victims of the flood and families of the dead and promised to help them.";
    assert_eq!(mention(promised).as_deref(), Some("The minister"));
    let surrendered = "Seven suspected poachers surrendered and Norland police said they would be tried.";
    assert_eq!(mention(surrendered).as_deref(), Some("Norland police"));
    let released = "Figures released on Friday by the bank and the ministry showed that it had fallen.";
    assert_eq!(mention(released).as_deref(), Some("Figures released on Friday by the bank and the ministry"));
}

#[test]
fn what_was_not_said_is_marked() {
    let found = quotes("Carl Ostrander did not say whether he would run again.");
    assert!(!found.is_empty() && found.iter().all(|q| q.stance == Stance::Negated), "{found:?}");
}

#[test]
fn awkward_texts_are_read_in_linear_time() {
    let inside = "“He said, ‘go home,’ and I went,” Ann Roe said of the State Ferry Board (SFB). ";
    let families = "Ann Roe, the mayor’s wife, came. “Yes,” the mayor said. ";
    let relatives = "His wife, Odessa, and her sister Pearl met Emmett Rockford. ";
    let joined = "Ann Roe said he agreed and refused to go and ";
    let letters = "Ann Roe sent a letter, it said no and the letter went on that ";
    let dialogue = "“Were there two of them?”\n\nAnn Roe looked at Bo Doe. “I saw three.” ";
    let hearing = "Ann Roe took the stand.\n\nQ. Were there two?\n\nA. There were three.\n\nBY MR. DOE:\n\n";
    let turns = "OBSERVER: Who told you?\n\nANN ROE: I spoke with Bo Doe.\n\n";
    let colons = "Ann Roe on the flood: “It is wet.” ";
    let contrasts = "but according to Ann Roe, it rained all day ";
    let sons = "Khalid bin Rashid al-Mutari said no. ";
    let firms = "VALE MILLS Inc. said no. Vale said yes. ";
    let nicknames = "Ray “Tank” Roe said no. ";
    let clauses = "Ann Roe said its chairman, Bo Doe, resigned on May 3. ";
    let closed = "There are fears that it may rain, the Ferry Board’s officer said. ";
    let fronted = "when Ann Roe praised the plan, the mayor left, ";
    let swallowed = "Ann Roe met Bo Doe in Vale and local police said it was wet and warned of rain and ";
    let lines = "“It is wet.\nIt will rain,” Ann Roe said.\nSnow,” he said. “Rain.\n";
    for piece in [
        nicknames,
        fronted,
        swallowed,
        lines,
        "“It is wet.\n",
        clauses,
        closed,
        dialogue,
        colons,
        contrasts,
        sons,
        firms,
        hearing,
        turns,
        letters,
        relatives,
        joined,
        "\"",
        "“",
        "'",
        "said ",
        "“Yes,” he said. ",
        "Ann Roe said: ",
        "he ",
        ":\n\n“",
        "A. ",
        families,
        inside,
    ] {
        let source = piece.repeat(10_000);
        let start = std::time::Instant::now();
        check(&source);
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn pieces_never_overlap() {
    let source = "Camille Rourke, a spokeswoman for the transition, would neither confirm nor deny the existence of the \
        draft. Some of his closest allies are not so sure. Representative Stuart Cobley and Sheriff Len Maddox, who \
        traveled with Mr. Wendt in the final weeks, said in separate interviews that they had been assured the pledge \
        would be kept. Mr. Cobley, who has accused the Chamber of Growers of running the transition “from the pantry,” \
        said he would regard anything less as a betrayal. The sheriff was more forgiving: a narrower order, he said, \
        was better than one thrown out by a judge.";
    check(source);
}

fn check(source: &str) {
    for quote in quotes(source) {
        let spans = quote.contents().chain(quote.mention).chain(quote.cue).chain([quote.span]);
        for span in spans {
            assert!(!span.is_empty() && source.get(span.range()).is_some(), "{quote:?}");
        }
        let pieces: Vec<_> = quote.contents().collect();
        assert!(pieces.windows(2).all(|pair| pair[0].end <= pair[1].start), "{quote:?}");
        assert!((0.0..=1.0).contains(&quote.confidence));
    }
}

/// Articles to damage: one in forty of those written for training.
fn articles() -> &'static [String] {
    static ARTICLES: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    ARTICLES.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/train/articles");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
        files.sort();
        let read = |file: &std::path::PathBuf| train::marked(&std::fs::read_to_string(file).unwrap()).unwrap().text;
        files.iter().step_by(40).map(read).collect()
    })
}

/// What is put into a text that is damaged: marks, and words that rules ask about.
#[rustfmt::skip]
const BITS: &[&str] = &[
    "“", "”", "\"", "'", "‘", "’", "«", "»", ":", "—", "\n", "\n\n", ".", ",", ";", "(", ")", "]", "?", "…",
    " said ", " he ", " that ", "According to ", " and ", " told ", " who ", "Q: ", "A: ", " -- ", "___", "@x",
    "Mr. ", "Jr.", " of ", "Of ", " as ", " by ", " to ", " in a speech ", "’s",
];

/// One damage to a text: a share of the way through, what is done there, to how many characters.
type Damage = (f64, u8, usize);

/// A part of an article with words and marks left out, put in and doubled.
fn damaged(article: usize, from: f64, is_shouted: bool, damages: &[Damage]) -> String {
    let article = &articles()[article % articles().len()];
    let lines: Vec<&str> = article.lines().collect();
    let first = (from * lines.len() as f64) as usize;
    let mut text: Vec<char> = lines[first..].join("\n").chars().take(4_000).collect();
    for &(at, what, length) in damages {
        let at = (at * text.len() as f64) as usize;
        let end = (at + length).min(text.len());
        match what {
            0 => drop(text.drain(at..end)),
            1 => text.splice(at..at, BITS[length % BITS.len()].chars()).for_each(drop),
            2 => text.splice(at..end.min(at + 1), BITS[length % BITS.len()].chars()).for_each(drop),
            _ => {
                let again = text[at..end].to_vec();
                text.splice(at / 2..at / 2, again);
            }
        }
    }
    let text = String::from_iter(text);
    if is_shouted { text.to_uppercase() } else { text }
}

/// The same damages in every run, so that no run fails by chance; `DAMAGED` tells how many, 1,000 without it.
fn damages() -> ProptestConfig {
    let cases = std::env::var("DAMAGED").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    let rng_seed = proptest::test_runner::RngSeed::Fixed(7);
    ProptestConfig { rng_seed, failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(damages())]

    #[test]
    fn damaged_articles_give_spans_on_boundaries(
        (article, from, is_shouted) in (any::<usize>(), 0.0..1.0, prop::bool::weighted(0.1)),
        damages in proptest::collection::vec((0.0..1.0, 0..4u8, 1..60usize), 1..40),
    ) {
        check(&damaged(article, from, is_shouted, &damages));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_spans_on_boundaries(source in "\\PC{0,200}") {
        check(&source);
    }

    #[test]
    fn any_newspaper_soup_gives_spans_on_boundaries(
        words in proptest::collection::vec(prop::sample::select(vec![
            "“", "”", "\"", "‘", "’", "said", "he", "Ann Roe", "Roe", "told", ":", ",", ".", "\n\n", "that", "taxes",
            "will", "rise", "according to", "a", "poll", "—", "Mr.", "not", "who", "’s", "(", ")", "é",
            "the mayor", "his wife", "the board", "<SFB.L>", "Moody’s", "yesterday", "appeared", "SFB INC", "Harbor Board", "SFB", "Ministry of Roads", "the ministry", "‘go home,’", "I",
            "\n", "The mayor of Larn", "On the flood:", "08:12", "•", "a.m.", "asked", "Bo Dell", "?", "you", "and", "but",
            "believed", "carried by", "the Swede", "Q.", "A.", "Brig", "(Retd)", "my wife", "with a smile",
        ]), 0..120)
    ) {
        check(&words.join(" "));
        check(&words.concat());
    }
}
