#!/usr/bin/env bash
# Ranked retrieval on judged topics, passages and whole articles.
#   eval/ranking.sh [DATA_FOLDER]      (default: ../shared)
# Beside it stand the peers' figures of DATA_FOLDER/eval/rank/baselines.md.
set -euo pipefail
source "$(dirname "$0")/judged.sh"
evaluate() { # collection, flags…
  echo "== $*, by the script and by search eval"
  run "$@" > "$out/run"
  python3 "$shared/eval/rank/score.py" "$shared/data/$1/qrels" "$out/run"
  "$search" eval rank "$shared/data/$1/qrels" "$out/run"
}
evaluate mission
evaluate mission --expand
evaluate time
evaluate time --expand
