# Sourced by the scripts beside it, from the repository's folder: builds the program, serves one
# paper of the shipped corpus on a free port, and ends that with the script. Sets `address`.

# Makes the Python environment $1 with the package $2, once; the script ends well where it cannot.
need() {
  [ -e "$1/$2" ] && return
  if ! { python3 -m venv "$1" && timeout 120 "$1/bin/pip" install --quiet "$2" && touch "$1/$2"; }; then
    echo "skipped: $2 cannot be installed here" >&2
    exit 0
  fi
}

serve() {
  local profile=${PROFILE:-dev}
  cargo build --quiet --locked --profile "$profile" --bin search
  local built=target/$([ "$profile" = dev ] && echo debug || echo "$profile")
  work=$(mktemp -d)
  trap 'kill "${server:-}" 2>/dev/null; rm -rf "$work"' EXIT
  export ONRECORD_TOKEN=a-token-for-this-run-only
  cp -r corpus/port-ansel-courier "$work/news"
  "$built/search" -q --index "$work/index" index "$work/news" >/dev/null
  "$built/search" serve --index "$work/index" --inbox "$work/inbox" --listen 127.0.0.1:0 "$work/news" 2>"$work/log" &
  server=$!
  for _ in $(seq 100); do
    address=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/log" | head -n 1) && return
    sleep 0.2
  done
  cat "$work/log" >&2
  exit 1
}
