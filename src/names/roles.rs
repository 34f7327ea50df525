//! Titles and occupations: the words that say what somebody is, by field of life.

/// A field of life; two people of one name in fields far apart are hardly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Politics,
    Law,
    Police,
    Military,
    Sport,
    Arts,
    Church,
    School,
    Medicine,
    Business,
    Media,
}

impl Field {
    /// Tells whether one person is often known for both.
    pub(super) fn goes_with(self, other: Field) -> bool {
        use Field::{Arts, Business, Law, Media, Medicine, Military, Police, Politics, School};
        let is_pair = |a, b| (self, other) == (a, b) || (other, self) == (a, b);
        let pairs = [
            (Politics, Law),
            (Politics, Business),
            (Politics, Military),
            (Politics, Media),
            (Politics, School),
            (Politics, Police),
            (Law, Police),
            (Law, School),
            (School, Medicine),
            (School, Media),
            (Arts, Media),
            (Business, Media),
            (Business, Arts),
        ];
        self == other || pairs.into_iter().any(|(a, b)| is_pair(a, b))
    }
}

/// Words with what they are short for; the field is missing where the word says too little.
const ROLES: &[(&str, &str, Option<Field>)] = &[
    ("actor", "actor", Some(Field::Arts)),
    ("actress", "actor", Some(Field::Arts)),
    ("admiral", "admiral", Some(Field::Military)),
    ("adm", "admiral", Some(Field::Military)),
    ("ambassador", "ambassador", Some(Field::Politics)),
    ("analyst", "analyst", Some(Field::Business)),
    ("anchor", "anchor", Some(Field::Media)),
    ("archbishop", "bishop", Some(Field::Church)),
    ("assemblyman", "legislator", Some(Field::Politics)),
    ("assemblywoman", "legislator", Some(Field::Politics)),
    ("attorney", "lawyer", Some(Field::Law)),
    ("author", "author", Some(Field::Media)),
    ("banker", "banker", Some(Field::Business)),
    ("bishop", "bishop", Some(Field::Church)),
    ("capt", "captain", None),
    ("captain", "captain", None),
    ("cardinal", "cardinal", Some(Field::Church)),
    ("chancellor", "chancellor", Some(Field::Politics)),
    ("coach", "coach", Some(Field::Sport)),
    ("col", "colonel", Some(Field::Military)),
    ("colonel", "colonel", Some(Field::Military)),
    ("columnist", "columnist", Some(Field::Media)),
    ("commissioner", "commissioner", Some(Field::Politics)),
    ("congressman", "representative", Some(Field::Politics)),
    ("congresswoman", "representative", Some(Field::Politics)),
    ("councilman", "council member", Some(Field::Politics)),
    ("councilwoman", "council member", Some(Field::Politics)),
    ("defender", "defender", Some(Field::Sport)),
    ("democrat", "Democrat", Some(Field::Politics)),
    ("detective", "detective", Some(Field::Police)),
    ("economist", "economist", Some(Field::School)),
    ("editor", "editor", Some(Field::Media)),
    ("farmer", "farmer", Some(Field::Business)),
    ("gen", "general", Some(Field::Military)),
    ("goalkeeper", "goalkeeper", Some(Field::Sport)),
    ("gov", "governor", Some(Field::Politics)),
    ("governor", "governor", Some(Field::Politics)),
    ("historian", "historian", Some(Field::School)),
    ("host", "host", Some(Field::Media)),
    ("journalist", "journalist", Some(Field::Media)),
    ("judge", "judge", Some(Field::Law)),
    ("justice", "judge", Some(Field::Law)),
    ("lawmaker", "legislator", Some(Field::Politics)),
    ("lawyer", "lawyer", Some(Field::Law)),
    ("legislator", "legislator", Some(Field::Politics)),
    ("lieutenant", "lieutenant", None),
    ("lt", "lieutenant", None),
    ("mayor", "mayor", Some(Field::Politics)),
    ("midfielder", "midfielder", Some(Field::Sport)),
    ("minister", "minister", Some(Field::Politics)),
    ("neurosurgeon", "surgeon", Some(Field::Medicine)),
    ("novelist", "author", Some(Field::Arts)),
    ("nurse", "nurse", Some(Field::Medicine)),
    ("officer", "officer", None),
    ("painter", "painter", Some(Field::Arts)),
    ("pastor", "pastor", Some(Field::Church)),
    ("pitcher", "pitcher", Some(Field::Sport)),
    ("pollster", "pollster", Some(Field::Politics)),
    ("president", "president", None),
    ("priest", "priest", Some(Field::Church)),
    ("prof", "professor", Some(Field::School)),
    ("professor", "professor", Some(Field::School)),
    ("prosecutor", "prosecutor", Some(Field::Law)),
    ("quarterback", "quarterback", Some(Field::Sport)),
    ("rabbi", "rabbi", Some(Field::Church)),
    ("rep", "representative", Some(Field::Politics)),
    ("reporter", "reporter", Some(Field::Media)),
    ("representative", "representative", Some(Field::Politics)),
    ("republican", "Republican", Some(Field::Politics)),
    ("rev", "reverend", Some(Field::Church)),
    ("reverend", "reverend", Some(Field::Church)),
    ("sec", "secretary", Some(Field::Politics)),
    ("secretary", "secretary", Some(Field::Politics)),
    ("sen", "senator", Some(Field::Politics)),
    ("senator", "senator", Some(Field::Politics)),
    ("sergeant", "sergeant", None),
    ("sgt", "sergeant", None),
    ("sheriff", "sheriff", Some(Field::Police)),
    ("singer", "singer", Some(Field::Arts)),
    ("spokesman", "spokesman", None),
    ("spokeswoman", "spokeswoman", None),
    ("strategist", "strategist", Some(Field::Politics)),
    ("striker", "striker", Some(Field::Sport)),
    ("surgeon", "surgeon", Some(Field::Medicine)),
    ("teacher", "teacher", Some(Field::School)),
    ("treasurer", "treasurer", Some(Field::Politics)),
];

/// Returns what a word, in small letters and without full stop, says that somebody is.
pub(super) fn role(word: &str) -> Option<&'static str> {
    let found = ROLES.iter().find(|(known, ..)| *known == word);
    found.map(|(_, role, _)| *role)
}

/// Returns the field of a role that [`role`] gave.
pub(super) fn field(role: &str) -> Option<Field> {
    ROLES.iter().find(|(_, known, _)| *known == role)?.2
}
