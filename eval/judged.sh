# Builds the program and indexes the judged collections; ranking.sh and ablation.sh begin with it.
# $1: the folder that holds them (default: ../shared); SEARCH: a program built already.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shared=${1:-../shared}
[ -n "${SEARCH:-}" ] || cargo build --release --quiet --bin search
search=${SEARCH:-${CARGO_TARGET_DIR:-target}/release/search}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$search" --index "$out/mission" index "$shared/data/polnear/train.jsonl" "$shared/data/polnear/dev.jsonl" --quiet > /dev/null
"$search" --index "$out/time" index "$shared/data/time/docs.jsonl" --quiet > /dev/null

# Ranks the topics of a collection (mission: passages, time: articles); the rest are flags.
run() {
  local set=$1 unit=passage
  shift
  [ "$set" = time ] && unit=article
  "$search" --index "$out/$set" run --topics "$shared/data/$set/topics.tsv" --unit "$unit" "$@"
}
