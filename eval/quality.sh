#!/usr/bin/env bash
# Score the annotators on the research corpora with the corpora's own scorers.
#   eval/quality.sh [DATA_FOLDER]      (default: ../shared, which holds data/ and eval/)
# Prints what docs/quotes.md, docs/entities.md and docs/dates.md quote. Needs python3.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-../shared}
if [ ! -d "$shared/data" ]; then
  echo "no $shared/data: give the folder that holds data/ and eval/" >&2
  exit 1
fi
cargo build --release --quiet --bin search
search=${CARGO_TARGET_DIR:-target}/release/search
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
score() { # kind, gold
  echo "== $1: $2"
  "$search" annotate "$2" > "$out/system.jsonl"
  python3 "$shared/eval/$1/score.py" "$2" "$out/system.jsonl"
}
score quotes "$shared/data/polnear/dev.jsonl"
score entities "$shared/data/conll2003/valid.jsonl"
score entities "$shared/data/gum_news/dev.jsonl"
score dates "$shared/data/timex/timebank.jsonl"
score dates "$shared/data/timex/aquaint.jsonl"
