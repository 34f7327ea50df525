#!/usr/bin/env bash
# Asks a server everything that its description allows, and everything that it does not, and
# checks each answer against the description. Needs Python; fetches schemathesis once.
#   eval/server/schemathesis.sh [EXAMPLES] [OPTION OF SCHEMATHESIS ...]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eval/server/serving.sh
venv=${VENV:-target/schemathesis}
need "$venv" 'schemathesis==4.32.5'
serve
"$venv/bin/st" --config-file eval/server/schemathesis.toml run --checks all --max-examples "${1:-50}" --seed 7 \
  --header "Authorization: Bearer $ONRECORD_TOKEN" --no-color "${@:2}" "$address/api/v1/openapi.json"
