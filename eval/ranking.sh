#!/usr/bin/env bash
# Ranked retrieval on judged topics, passages and whole articles.
#   eval/ranking.sh [DATA_FOLDER]      (default: ../shared)
# Beside it stand the peers' figures of DATA_FOLDER/eval/rank/baselines.md.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-../shared}
cargo build --release --quiet --bin search
search=${CARGO_TARGET_DIR:-target}/release/search
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
evaluate() { # name, unit, topics, qrels, paths…
  local name=$1 unit=$2 topics=$3 qrels=$4
  shift 4
  "$search" --index "$out/$name" index "$@" --quiet > /dev/null
  "$search" --index "$out/$name" run --topics "$topics" --unit "$unit" --depth 1000 --tag onrecord > "$out/$name.run"
  echo "== $name, by the script and by search eval"
  python3 "$shared/eval/rank/score.py" "$qrels" "$out/$name.run"
  "$search" eval rank "$qrels" "$out/$name.run"
}
evaluate mission passage "$shared/data/mission/topics.tsv" "$shared/data/mission/qrels" \
  "$shared/data/polnear/train.jsonl" "$shared/data/polnear/dev.jsonl"
echo "== mission with --expand"
"$search" --index "$out/mission" run --topics "$shared/data/mission/topics.tsv" --expand > "$out/expanded.run"
"$search" eval rank "$shared/data/mission/qrels" "$out/expanded.run"
evaluate time article "$shared/data/time/topics.tsv" "$shared/data/time/qrels" "$shared/data/time/docs.jsonl"
