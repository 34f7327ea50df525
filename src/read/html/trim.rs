//! The blocks that an extractor kept → those that are the article's paragraphs.
//!
//! What extractors keep too much stands at the ends (title, day, related stories, forms) or
//! is a line between paragraphs. Words decide only where a block is short.
//! Dropping blocks that are nothing but links was tried: it costs more lists than it removes.

use std::collections::HashSet;

use scraper::{ElementRef, Html};

use crate::read::{date, lead};

/// A block of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) is_heading: bool,
}

/// Lines that stand between or behind paragraphs on many sites: how they begin, in small letters.
const FURNITURE: [&str; 42] = [
    "advert",
    "all rights reserved",
    "also read",
    "article continues below",
    "click here",
    "click to",
    "continue reading",
    "copyright",
    "don't miss",
    "don’t miss",
    "download our app",
    "download the",
    "follow us",
    "follow @",
    "get the",
    "image copyright",
    "image caption",
    "like us on",
    "listen to",
    "loading",
    "media playback",
    "photo:",
    "photos:",
    "please enable",
    "read also",
    "read more",
    "read next",
    "related:",
    "scroll down",
    "see also",
    "see more",
    "share this",
    "sign up",
    "sponsored",
    "story continues",
    "subscribe",
    "support our",
    "thank you for",
    "thanks for signing",
    "this slideshow requires",
    "watch:",
    "write to",
];

/// Headings behind which nothing of the article follows.
const AFTERMATH: [&str; 9] = [
    "about the author",
    "join the conversation",
    "leave a comment",
    "leave a reply",
    "most popular",
    "most read",
    "privacy overview",
    "top stories",
    "trending",
];

/// Headings that may also stand between paragraphs.
const ELSEWHERE: [&str; 14] = [
    "comments",
    "don't miss",
    "don’t miss",
    "editor's picks",
    "join our",
    "latest news",
    "more from",
    "more on this",
    "more stories",
    "newsletter",
    "recommended",
    "related",
    "you may also",
    "you might also",
];

/// Returns the texts of the blocks that are the article.
pub(super) fn trim(mut blocks: Vec<Block>, titles: &HashSet<String>) -> Vec<String> {
    let lead = blocks.iter().take(6).take_while(|block| is_opening(block, titles)).count();
    if lead < blocks.len() {
        blocks.drain(..lead);
    }
    cut_aftermath(&mut blocks);
    while blocks.last().is_some_and(|block| block.is_heading || is_furniture(block)) {
        blocks.pop();
    }
    blocks.into_iter().filter(|block| !is_furniture(block)).map(|block| block.text).collect()
}

/// Tells a title, a day, a byline or an address before the body.
fn is_opening(block: &Block, titles: &HashSet<String>) -> bool {
    let text = block.text.as_str();
    let is_address = text.starts_with("http") && !text.contains(' ');
    titles.contains(&key(text)) || is_address || date::parse_line(text).is_some() || lead::byline(text).is_some()
}

/// Cuts at a heading such as "You may also like" where most of the text stands before it.
fn cut_aftermath(blocks: &mut Vec<Block>) {
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let last_paragraph = blocks.iter().rposition(is_paragraph).unwrap_or(0);
    let mut before = 0;
    let cut = (0..blocks.len()).find(|&at| {
        let text = &blocks[at].text;
        let (past_fifth, past_half) = (before * 5 > total, before * 2 > total);
        before += text.len();
        let ends = past_fifth && begins(text, &AFTERMATH);
        text.len() <= 60 && (ends || past_half && at > last_paragraph && begins(text, &ELSEWHERE))
    });
    blocks.truncate(cut.unwrap_or(blocks.len()));
}

/// Tells a block that can only be the article's.
fn is_paragraph(block: &Block) -> bool {
    block.text.len() > 140 && ends_sentence(&block.text)
}

fn is_furniture(block: &Block) -> bool {
    block.text.len() <= 160 && begins(&block.text, &FURNITURE)
}

fn begins(text: &str, phrases: &[&str]) -> bool {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = start[..start.floor_char_boundary(40)].to_lowercase();
    phrases.iter().any(|phrase| start.starts_with(phrase))
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '」'])
}

/// Returns what the page calls itself, as keys to compare blocks with.
pub(super) fn titles(page: &Html) -> HashSet<String> {
    let mut titles = HashSet::new();
    for element in page.tree.nodes().filter_map(ElementRef::wrap) {
        let name = element.value().name();
        let says_title = || element.attr("property").or(element.attr("name")).is_some_and(|n| n.ends_with("title"));
        let says_summary =
            || element.attr("property").or(element.attr("name")).is_some_and(|n| n.ends_with("description"));
        if matches!(name, "h1" | "title") {
            let text: String = element.text().flat_map(|piece| [piece, " "]).take(64).collect();
            titles.insert(key(text.split(" | ").next().unwrap_or(&text)));
            titles.insert(key(&text));
        } else if name == "meta" {
            // A summary of whole sentences is as a rule the first paragraph itself.
            let says = element.attr("content").unwrap_or_default();
            if says_title() || says_summary() && !ends_sentence(says) {
                titles.insert(key(says));
            }
        }
    }
    titles.remove("");
    titles
}

/// Returns letters and digits in small letters, up to a length.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(400).flat_map(char::to_lowercase).collect()
}
