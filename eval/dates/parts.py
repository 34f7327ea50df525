#!/usr/bin/env python3
"""What kinds of time expressions carry the figures of docs/dates.md (Python 3.11).

    python3 eval/dates/parts.py [COMMAND] [SHARED]     (defaults: target/release/search, ../shared)

Annotates TimeBank and AQUAINT with `COMMAND annotate` and scores odd- and even-numbered
articles with the corpora's own scorer: as they are, and with one kind of expression struck
from the output.
"""
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

KINDS = [
    ("everything", lambda d: False),
    ("durations", lambda d: d["type"] == "DURATION"),
    ("references", lambda d: d["value"].endswith("_REF")),
    ("quarters and halves", lambda d: d["value"][4:6] in ("-Q", "-H")),
    ("weeks and weekends", lambda d: d["value"][4:6] == "-W"),
    ("times of day", lambda d: d["type"] == "TIME"),
    ("sets", lambda d: d["type"] == "SET"),
]


def scorer(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "eval/dates/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated(command, path):
    """Gold and system documents by id, odd-numbered articles apart from even-numbered ones."""
    gold = [json.loads(line) for line in open(path, encoding="utf-8")]
    with open(path, encoding="utf-8") as articles:
        lines = subprocess.run([command, "annotate"], stdin=articles, capture_output=True, text=True, check=True).stdout
    system = [json.loads(line) for line in lines.splitlines()]
    for first in (0, 1):
        yield {d["id"]: d for d in gold[first::2]}, {d["id"]: d for d in system[first::2]}


def main(argv):
    command = argv[0] if argv else "target/release/search"
    shared = Path(argv[1] if len(argv) > 1 else "../shared")
    score = scorer(shared).score
    halves = [({}, {}), ({}, {})]
    for name in ("timebank", "aquaint"):
        for half, (gold, system) in zip(halves, annotated(command, shared / f"data/timex/{name}.jsonl")):
            half[0].update(gold)
            half[1].update(system)
    print(f"{'':<30}{'odd':>8}{'type':>8}{'value':>8}{'DATE':>8}    {'even':>8}{'type':>8}{'value':>8}{'DATE':>8}")
    for name, strikes in KINDS:
        row = f"{name if name == 'everything' else 'without ' + name:<30}"[:30]
        for gold, system in halves:
            kept = {i: {"id": i, "dates": [d for d in s["dates"] if not strikes(d)]} for i, s in system.items()}
            r = score(gold, kept)
            figures = [r["all"][m]["f1"] for m in ("relaxed", "type", "value")] + [r["date_value_f1"]]
            row += "".join(f"{f:>8.3f}" for f in figures) + "    "
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
