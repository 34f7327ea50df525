#!/usr/bin/env bash
# Generates a Python client from the description that a server gives of itself, and asks that
# server by it. Needs Python; fetches the generator once.
#   eval/server/client.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
. eval/server/serving.sh
venv=${VENV:-target/generated-client}
need "$venv" 'openapi-python-client==0.29.1'
serve
"$venv/bin/openapi-python-client" generate --url "$address/api/v1/openapi.json" --meta none \
  --output-path "$work/client/onrecord_client" >"$work/generated" 2>&1 || { cat "$work/generated" >&2; exit 1; }
PYTHONPATH="$work/client" "$venv/bin/python" eval/server/client.py "$address"
