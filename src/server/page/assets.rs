//! The files of the page, in the program; their addresses change with their contents.

use std::sync::LazyLock;

/// A file of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asset {
    pub(super) name: &'static str,
    pub(super) media_type: &'static str,
    pub(super) bytes: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $media_type:expr) => {
        Asset { name: $name, media_type: $media_type, bytes: include_bytes!(concat!("assets/", $name)) }
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
static ASSETS: [Asset; 12] = [
    asset!("page.css", "text/css; charset=utf-8"),
    asset!("icon.svg", "image/svg+xml"),
    asset!("theme.js", SCRIPT),
    asset!("page.js", SCRIPT),
    asset!("swap.js", SCRIPT),
    asset!("complete.js", SCRIPT),
    asset!("brush.js", SCRIPT),
    asset!("keys.js", SCRIPT),
    asset!("copy.js", SCRIPT),
    asset!("article.js", SCRIPT),
    asset!("fresh.js", SCRIPT),
    asset!("kept.js", SCRIPT),
];

/// One hash over all files: scripts that import each other stay together.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for asset in &ASSETS {
        hasher.update(asset.name.as_bytes());
        hasher.update(&(asset.bytes.len() as u64).to_le_bytes());
        hasher.update(asset.bytes);
    }
    hasher.finalize().to_hex()[..16].to_owned()
});

/// Returns the address of a file.
pub(super) fn url(name: &str) -> String {
    format!("/assets/{}/{name}", *HASH)
}

/// Returns a file, and whether the address was that of its contents.
pub(super) fn find(hash: &str, name: &str) -> Option<(&'static Asset, bool)> {
    ASSETS.iter().find(|asset| asset.name == name).map(|asset| (asset, hash == *HASH))
}

/// Returns a hash of the files.
pub(crate) fn version() -> &'static str {
    &HASH
}

/// Returns the tag that changes with the files.
pub(super) fn etag() -> String {
    format!("\"{}\"", *HASH)
}
