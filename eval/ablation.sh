#!/usr/bin/env bash
# What each part of the ranking adds, on judged topics: the rows of the table in docs/ranking.md.
#   eval/ablation.sh [DATA_FOLDER]      (default: ../shared)
set -euo pipefail
source "$(dirname "$0")/judged.sh"
row() { # name, weights (KEY=VALUE, one a line of the settings file), flags…
  local name=$1 weights=$2 set figures=""
  shift 2
  { echo "[rank]"; tr ' ' '\n' <<< "$weights"; } > "$out/weights.toml"
  for set in mission time; do
    run "$set" --config "$out/weights.toml" "$@" > "$out/run"
    figures+=" | $("$search" eval rank "$shared/data/$set/qrels" "$out/run" --quiet |
      awk '/^map/ { printf "%.3f / %.3f", $2, $4 }')"
  done
  echo "| $name$figures |"
}
bare="article=0 headline=0 lead=0 pair=0"
echo "| | PolNeAR passages | TIME articles |"
echo "| --- | --- | --- |"
row "BM25 over the passage alone, \`k1\` 1.2, \`b\` 0.75" "$bare k1=1.2 b=0.75" --exact
row "the same, \`k1\` 0.9, \`b\` 0.4" "$bare" --exact
row "+ \`article\`" "headline=0 lead=0 pair=0" --exact
row "+ \`headline\`" "lead=0 pair=0" --exact
row "+ \`lead\`" "pair=0" --exact
row "+ \`pair\`, which is \`--exact\`" "" --exact
row "+ synonyms, which is **the default**" ""
row "+ related words and words of the best passages, which is **\`--expand\`**" "" --expand
row "default without \`article\`" "article=0"
row "default without \`headline\`" "headline=0"
row "default without \`lead\`" "lead=0"
row "default without \`pair\`" "pair=0"
row "default, synonyms found but not counted (\`synonym\` 0)" "synonym=0"
row "default, synonyms counted as the word typed (\`synonym\` 1)" "synonym=1"
row "default, \`k1\` 1.2 and \`b\` 0.75 everywhere" "k1=1.2 b=0.75"
row "default, \`article_k1\` 0.9 and \`article_b\` 0.4" "article_k1=0.9 article_b=0.4"
row "\`--expand\` without related words (\`related\` 0)" "related=0" --expand
row "\`--expand\` without words of the best passages (\`feedback\` 0)" "feedback=0" --expand
row "\`--expand\` without synonyms and related words (\`--exact\`)" "" --exact --expand
