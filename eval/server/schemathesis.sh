#!/usr/bin/env bash
# Asks a server everything that its description allows, and everything that it does not, and
# checks each answer against the description. Needs Python; fetches schemathesis once.
#   eval/server/schemathesis.sh [EXAMPLES]
set -euo pipefail
cd "$(dirname "$0")/../.."
examples=${1:-50}
venv=${VENV:-target/schemathesis}
if [ ! -x "$venv/bin/st" ]; then
  if ! { python3 -m venv "$venv" && timeout 120 "$venv/bin/pip" install --quiet 'schemathesis>=4,<5'; }; then
    echo "skipped: schemathesis cannot be installed here" >&2
    exit 0
  fi
fi
profile=${PROFILE:-dev}
cargo build --quiet --locked --profile "$profile" --bin search
built=target/$([ "$profile" = dev ] && echo debug || echo "$profile")
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null; rm -rf "$work"' EXIT
export ONRECORD_TOKEN=a-token-for-this-run-only
cp -r corpus/port-ansel-courier "$work/news"
"$built/search" -q --index "$work/index" index "$work/news" >/dev/null
"$built/search" serve -q --index "$work/index" --inbox "$work/inbox" --listen 127.0.0.1:18098 "$work/news" &
server=$!
for _ in $(seq 100); do curl -sf http://127.0.0.1:18098/readyz >/dev/null && break || sleep 0.2; done
"$venv/bin/st" --config-file eval/server/schemathesis.toml run --checks all --max-examples "$examples" --seed 7 \
  --header "Authorization: Bearer $ONRECORD_TOKEN" --no-color http://127.0.0.1:18098/api/v1/openapi.json
