#!/usr/bin/env bash
# Clicks through the page in a real browser: starts `search serve` over the shipped corpus on a
# free port, runs the tests beside this file, stops it. Screenshots are left in out/.
# Without chromium or npm it says so and passes.
#
#   tests/browser/run.sh [path/to/search]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
skip() { echo "browser tests: skipped: $1"; exit 0; }

command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are needed"
if ! command -v chromium >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || skip "chromium is needed"
  (apt-get update && apt-get install -y --no-install-recommends chromium) >/dev/null 2>&1 || true
  command -v chromium >/dev/null || skip "chromium cannot be installed"
fi

work=$(mktemp -d)
server=
cleanup() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

# Installed beside the tests, where node looks for it; left there for the next run.
if [ ! -d "$here/node_modules/playwright-core" ] || [ ! -d "$here/node_modules/axe-core" ]; then
  (cd "$here" && npm install --no-audit --no-fund --no-package-lock --ignore-scripts) >"$work/npm.log" 2>&1 ||
    { cat "$work/npm.log" >&2; skip "npm cannot install playwright-core and axe-core"; }
fi

program=${1:-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --locked --quiet --bin search)
  program=${CARGO_TARGET_DIR:-$root/target}/debug/search
fi

# The shipped corpus, and articles that try to break out of the page.
"$program" index --index "$work/index" "$root/corpus" "$here/hostile.jsonl" >/dev/null 2>"$work/index.log" ||
  { cat "$work/index.log" >&2; exit 1; }
# One test posts an article.
export ONRECORD_TOKEN=a-token-for-this-run-only
"$program" serve --index "$work/index" --inbox "$work/inbox" --listen 127.0.0.1:0 >"$work/serve.log" 2>&1 &
server=$!
address=
for _ in $(seq 200); do
  address=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/serve.log" | head -n 1) && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "$address" ] || { echo "browser tests: the server did not start" >&2; cat "$work/serve.log" >&2; exit 1; }

mkdir -p "$here/out"
status=0
(cd "$here" && PAGE="$address" PROFILE="$work/profile" node --test --test-concurrency=1 --test-timeout=300000 page.test.mjs) || status=$?
[ "$status" = 0 ] || tail -n 20 "$work/serve.log" >&2
exit "$status"
