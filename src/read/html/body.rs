//! A page's HTML → the paragraphs of its article.
//!
//! trafilatura finds the part of the page that is the article; its blocks become paragraphs.

use scraper::{Html, Node};

use super::trim::{self, Block};
use crate::read::error::Fault;

/// Returns the article's paragraphs.
pub(super) fn paragraphs(page: &str, parsed: &Html) -> Result<Vec<String>, Fault> {
    let mut options = trafilatura::Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
    let extracted = std::panic::catch_unwind(|| trafilatura::extract(page, &options));
    let extracted = match extracted {
        Ok(Ok(extracted)) => extracted,
        Ok(Err(_)) => return Ok(Vec::new()),
        Err(_) => return Err(Fault::Page),
    };
    let blocks = blocks(&Html::parse_fragment(&extracted.content_html));
    Ok(trim::trim(blocks, &trim::titles(parsed)))
}

/// Returns the text of each block element, white space collapsed.
fn blocks(fragment: &Html) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for edge in fragment.tree.root().traverse() {
        let (node, opens) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens => blocks.add(text),
            Node::Element(element) => blocks.pass_tag(element.name(), opens),
            _ => {}
        }
    }
    blocks.flush();
    blocks.done
}

#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    open: Block,
    n_breaks: usize,
}

impl Blocks {
    fn pass_tag(&mut self, name: &str, opens: bool) {
        match name {
            // Two line breaks in a row end a paragraph; one is a space.
            "br" if opens && self.n_breaks > 0 => self.flush(),
            "br" if opens => {
                self.add_space();
                self.n_breaks += 1;
            }
            "br" => {}
            "td" | "th" => self.add_space(),
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.open.is_heading = opens && matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            }
        }
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                self.add_space();
            } else {
                self.open.text.push(c);
                self.n_breaks = 0;
            }
        }
    }

    fn add_space(&mut self) {
        if !self.open.text.is_empty() && !self.open.text.ends_with(' ') {
            self.open.text.push(' ');
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        block.text.truncate(block.text.trim_end().len());
        self.n_breaks = 0;
        if !block.text.is_empty() {
            self.done.push(block);
        }
    }
}

fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 25] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    ];
    INLINE.contains(&name)
}
