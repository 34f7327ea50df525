#!/usr/bin/env bash
# Throughput, latency, overload and a soak with reloads, over an index of one's own:
#   eval/server/load.sh INDEX [SECONDS] [SOAK_SECONDS]
# Queries are drawn from the passages of INDEX. PROFILE=dev measures without a release build.
set -euo pipefail
index=${1:?usage: eval/server/load.sh INDEX [SECONDS] [SOAK_SECONDS]}
seconds=${2:-10}
soak=${3:-60}
cd "$(dirname "$0")/../.."
profile=${PROFILE:-release}
cargo build --quiet --locked --profile "$profile" --bin search --example load
built=target/$([ "$profile" = dev ] && echo debug || echo "$profile")
work=$(mktemp -d)
trap 'kill "${server:-}" "${changes:-}" 2>/dev/null; rm -rf "$work"' EXIT

# Words that stand in passages, so that queries have answers: single, two required, any of three.
"$built/search" --index "$index" query --limit 1000 --match any --format jsonl \
  'said OR year OR new OR people OR market OR state' |
  python3 -c '
import json, re, sys
words = []
for line in sys.stdin:
    found = [w for w in re.findall("[a-z]{3,}", json.loads(line)["text"].lower()) if w not in ("and", "not", "near")]
    words += found[1:20:3]
for n in range(0, len(words) - 3, 3):
    a, b, c = words[n:n + 3]
    print([a, f"{a} {b}", f"{a} OR {b} OR {c}"][n // 3 % 3])
' >"$work/queries"
echo "$(wc -l <"$work/queries") queries" >&2

cp -al "$index" "$work/index" 2>/dev/null || cp -a "$index" "$work/index"
"$built/search" serve -q --index "$work/index" --cache 0 --listen 127.0.0.1:18099 &
server=$!
for _ in $(seq 100); do curl -sf http://127.0.0.1:18099/readyz >/dev/null && break || sleep 0.2; done

# While the soak runs, the index changes every 20 seconds.
mkdir "$work/news"
(
  n=0
  while sleep 20; do
    n=$((n + 1))
    echo "{\"id\":\"load-$n\",\"text\":\"Number $n of the year, said Kim Lowe.\"}" >"$work/news/$n.jsonl"
    "$built/search" -q --index "$work/index" index "$work/news" >/dev/null
  done
) &
changes=$!
SERVER_PID=$server "$built/examples/load" "$work/index" 127.0.0.1:18099 "$work/queries" "$seconds" "$soak"
curl -s http://127.0.0.1:18099/metrics | grep -E 'reloads|generation' >&2
