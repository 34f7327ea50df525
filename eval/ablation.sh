#!/usr/bin/env bash
# What each part of the ranking adds, on judged topics: a line for each.
#   eval/ablation.sh [DATA_FOLDER]      (default: ../shared)
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-../shared}
cargo build --release --quiet --bin search
search=${CARGO_TARGET_DIR:-target}/release/search
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$search" --index "$out/mission" index "$shared/data/polnear/train.jsonl" "$shared/data/polnear/dev.jsonl" --quiet > /dev/null
"$search" --index "$out/time" index "$shared/data/time/docs.jsonl" --quiet > /dev/null
line() { # name, weights (KEY=VALUE, one a line of the settings file), flags…
  local name=$1 weights=$2
  shift 2
  { echo "[rank]"; tr ' ' '\n' <<< "$weights"; } > "$out/weights.toml"
  local figures="" set unit
  for set in mission time; do
    unit=passage
    [ "$set" = time ] && unit=article
    "$search" --config "$out/weights.toml" --index "$out/$set" run --topics "$shared/data/$set/topics.tsv" \
      --unit "$unit" "$@" > "$out/run" || true
    figures+=" $("$search" eval rank "$shared/data/$set/qrels" "$out/run" | awk '/^map/ { print $2, $4 }')"
  done
  printf '%-58s %s\n' "$name" "$figures"
}
printf '%-58s %s\n' "" " mission: map ndcg@10, time: map ndcg@10"
plain="article=0 headline=0 lead=0 pair=0"
line "passage alone, k1 1.2 b 0.75" "$plain k1=1.2 b=0.75" --exact
line "passage alone, k1 0.9 b 0.4" "$plain" --exact
line "+ article" "headline=0 lead=0 pair=0" --exact
line "+ headline" "lead=0 pair=0" --exact
line "+ lead" "pair=0" --exact
line "+ pairs: --exact" "" --exact
line "+ synonyms: the default" ""
line "default without pairs" "pair=0"
line "default without article" "article=0"
line "article like a passage, k1 0.9 b 0.4" "article_k1=0.9 article_b=0.4"
line "+ words of the best passages alone" "related=0" --expand
line "+ related words alone" "feedback=0" --expand
line "+ both: --expand" "" --expand
