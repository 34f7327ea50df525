//! Every field of the index, once: its name, how it is indexed, on which kind of entry.
//!
//! An article is one *article entry*, followed at once by one *passage entry* per passage, in
//! order, in the same segment. The article entry holds what is said once (stored text,
//! headline, source, id); the passage entries hold words, names and dates and store nothing.
//! So passage `p` of an article lies at the article's address + 1 + `p`.

use tantivy::schema::{FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions};

/// Distance between the positions of two values that must not be read as one phrase: two
/// quotes of a passage, two names of an article.
pub(crate) const SLOT: u32 = 4096;

/// What the `kind` field says of an article entry.
pub(crate) const ARTICLE: &str = "a";

/// What the `kind` field says of a passage entry.
pub(crate) const PASSAGE: &str = "p";

/// The one term of the `sentence` field; it stands at the position of each first word.
pub(crate) const SENTENCE_START: &str = "s";

/// Stands before the term that is a whole name's key; no tokenizer makes a word of it.
pub(crate) const NAME_MARK: char = '=';

/// Tokenizers by name, registered in `index::tokens`.
pub(super) const WORDS: &str = "words";
pub(super) const SLOTS: &str = "slots";
pub(super) const NAMES: &str = "names";
pub(super) const POSITIONS: &str = "positions";
const RAW: &str = "raw";

/// Handles of the indexed fields; the fast columns go by [`columns`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Article id, raw, on both kinds of entries: what deletion goes by.
    pub id: Field,
    /// [`ARTICLE`] or [`PASSAGE`].
    pub kind: Field,
    /// Name of the file that the article came from, raw, also as a column; article entries.
    pub file: Field,
    /// Headline words with positions; article entries.
    pub headline: Field,
    /// Words and [`NAME_MARK`] key of the publication's name; article entries.
    pub source: Field,
    /// Words of the byline; article entries.
    pub byline: Field,
    /// Words of the section; article entries.
    pub section: Field,
    /// Words of the address; article entries.
    pub url: Field,
    /// The article as it is shown: see `index::stored`; article entries.
    pub stored: Field,
    /// Words of the passage with positions.
    pub body: Field,
    /// Words of the quotes; quote n of the passage starts at position n × [`SLOT`].
    pub said: Field,
    /// Words and [`NAME_MARK`] key of the article's speakers, in the order and slots of `said`,
    /// however unsure.
    pub speaker: Field,
    /// Words and key of the article's names, one name a slot.
    pub person: Field,
    /// Words and key of the article's names, one name a slot.
    pub org: Field,
    /// Words and key of the article's names, one name a slot.
    pub place: Field,
    /// [`SENTENCE_START`] at the position of each sentence's first word.
    pub sentence: Field,
    /// First days of the dates mentioned, as days since 1970.
    pub about_from: Field,
    /// Last days, in the order of `about_from`.
    pub about_to: Field,
    /// Publication day, as days since 1970; passage entries.
    pub published: Field,
    /// The article's speakers, one value for each quote with a speaker, however unsure.
    pub speaker_name: Field,
    /// How sure the speaker of each quote is, in the order of the slots of `said`, as
    /// `index::entries::sureness_bits` writes it; 0 for a quote without a speaker.
    pub sureness: Field,
    /// The article's names, one value a mention.
    pub person_name: Field,
    /// Canonical names, one value a mention.
    pub org_name: Field,
    /// Canonical names, one value a mention.
    pub place_name: Field,
    /// The publication; passage entries.
    pub source_name: Field,
    /// Number of the passage in its article; passage entries only.
    pub paragraph: Field,
    /// Number of passages; article entries only.
    pub passages: Field,
    /// Length of the text in bytes; article entries only.
    pub bytes: Field,
    /// Kind, the article's name and another name for it, for each that the article uses; with
    /// the kind `t` a name and what the article says of its bearer; article entries only.
    pub alias: Field,
    /// Number of quotes found; article entries only, and none where nothing was looked for.
    pub quotes: Field,
    /// Article id; article entries only.
    pub article_id: Field,
    /// First eight bytes of the hash of the article as read; article entries only.
    pub hash: Field,
    /// Sample of the text's shingles, as `family::sketch` takes it; article entries only.
    pub sketch: Field,
}

/// Names of the fast columns.
pub(crate) mod columns {
    pub(crate) const PUBLISHED: &str = "published";
    pub(crate) const ABOUT_FROM: &str = "about_from";
    pub(crate) const ABOUT_TO: &str = "about_to";
    pub(crate) const SPEAKER: &str = "speaker_name";
    pub(crate) const SURENESS: &str = "sureness";
    pub(crate) const PERSON: &str = "person_name";
    pub(crate) const ORG: &str = "org_name";
    pub(crate) const PLACE: &str = "place_name";
    pub(crate) const SOURCE: &str = "source_name";
    pub(crate) const PARAGRAPH: &str = "paragraph";
    pub(crate) const PASSAGES: &str = "passages";
    pub(crate) const QUOTES: &str = "quotes";
    pub(crate) const BYTES: &str = "bytes";
    pub(crate) const ALIAS: &str = "alias";
    pub(crate) const FILE: &str = "file";
    pub(crate) const ARTICLE_ID: &str = "article_id";
    pub(crate) const HASH: &str = "hash";
    pub(crate) const SKETCH: &str = "sketch";
}

/// Returns the schema and its handles.
pub(crate) fn build() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fields = Fields {
        id: b.add_text_field("id", text(RAW, IndexRecordOption::Basic)),
        kind: b.add_text_field("kind", text(RAW, IndexRecordOption::Basic)),
        file: b.add_text_field(columns::FILE, text(RAW, IndexRecordOption::Basic).set_fast(RAW)),
        headline: b.add_text_field("headline", ranked(WORDS)),
        source: b.add_text_field("source", text(NAMES, positions)),
        byline: b.add_text_field("byline", text(WORDS, positions)),
        section: b.add_text_field("section", text(WORDS, positions)),
        url: b.add_text_field("url", text(WORDS, positions)),
        stored: b.add_bytes_field("stored", STORED),
        body: b.add_text_field("body", ranked(WORDS)),
        said: b.add_text_field("said", text(SLOTS, positions)),
        speaker: b.add_text_field("speaker", text(NAMES, positions)),
        person: b.add_text_field("person", text(NAMES, positions)),
        org: b.add_text_field("org", text(NAMES, positions)),
        place: b.add_text_field("place", text(NAMES, positions)),
        sentence: b.add_text_field("sentence", text(POSITIONS, positions)),
        about_from: b.add_i64_field(columns::ABOUT_FROM, NumericOptions::from(FAST)),
        about_to: b.add_i64_field(columns::ABOUT_TO, NumericOptions::from(FAST)),
        published: b.add_i64_field(columns::PUBLISHED, NumericOptions::from(FAST)),
        speaker_name: b.add_text_field(columns::SPEAKER, name_column()),
        sureness: b.add_u64_field(columns::SURENESS, NumericOptions::from(FAST)),
        person_name: b.add_text_field(columns::PERSON, name_column()),
        org_name: b.add_text_field(columns::ORG, name_column()),
        place_name: b.add_text_field(columns::PLACE, name_column()),
        source_name: b.add_text_field(columns::SOURCE, name_column()),
        paragraph: b.add_u64_field(columns::PARAGRAPH, NumericOptions::from(FAST)),
        passages: b.add_u64_field(columns::PASSAGES, NumericOptions::from(FAST)),
        bytes: b.add_u64_field(columns::BYTES, NumericOptions::from(FAST)),
        alias: b.add_text_field(columns::ALIAS, name_column()),
        quotes: b.add_u64_field(columns::QUOTES, NumericOptions::from(FAST)),
        article_id: b.add_text_field(columns::ARTICLE_ID, name_column()),
        hash: b.add_u64_field(columns::HASH, NumericOptions::from(FAST)),
        sketch: b.add_u64_field(columns::SKETCH, NumericOptions::from(FAST)),
    };
    (b.build(), fields)
}

fn text(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(false),
    )
}

/// A text field whose length counts in ranking.
fn ranked(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(true),
    )
}

fn name_column() -> TextOptions {
    TextOptions::default().set_fast(RAW)
}
