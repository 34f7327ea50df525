#!/usr/bin/env python3
"""Scores entities on hand-checked passages of PolNeAR's dev part (Python 3.11).

    search annotate ../shared/data/polnear/dev.jsonl > out.jsonl
    python3 eval/polnear/score.py out.jsonl [--errors]

mentions.jsonl holds passages by article id and code points, each with the persons,
organisations and places in it, judged by reading before any output was seen; it holds no
text. Titles, possessives and "the" are outside a name; a paper's "The" ("the": true) may be
inside or outside. Nationalities, works, laws and handles are none. Only what the system finds
inside the passages counts.
"""
import json
import sys
from pathlib import Path

KINDS = ("person", "org", "place")


def load(path):
    return {doc["id"]: doc for doc in map(json.loads, open(path, encoding="utf-8"))}


def spans(mentions, passage, articles):
    """Start, end and kind of the mentions of a passage, a paper's "The" left out."""
    return {(m["start"] + (4 if m["start"] in articles else 0), m["end"], m["kind"])
            for m in mentions if passage["start"] <= m["start"] and m["end"] <= passage["end"]}


def row(name, right, found, wanted):
    p, r = right / max(found, 1), right / max(wanted, 1)
    print(f"{name:<10}{p:>8.3f}{r:>8.3f}{2 * right / max(found + wanted, 1):>8.3f}{wanted:>6}{found:>8}")


def main(argv):
    files = [a for a in argv if not a.startswith("--")]
    if len(files) != 1:
        sys.exit(__doc__)
    system = load(files[0])
    gold, got = set(), set()
    for line in open(Path(__file__).with_name("mentions.jsonl"), encoding="utf-8"):
        passage = json.loads(line)
        articles = {m["start"] for m in passage["mentions"] if m.get("the")}
        entities = system.get(passage["id"], {}).get("entities", ())
        gold |= {(passage["id"], *s) for s in spans(passage["mentions"], passage, articles)}
        got |= {(passage["id"], *s) for s in spans(entities, passage, articles)}
    print(f"{'':<10}{'P':>8}{'R':>8}{'F1':>8}{'gold':>6}{'system':>8}")
    for kind in KINDS:
        of = [{s for s in side if s[3] == kind} for side in (gold & got, got, gold)]
        row(kind, *map(len, of))
    row("all", len(gold & got), len(got), len(gold))
    bare = [{s[:3] for s in side} for side in (gold, got)]
    row("any kind", len(bare[0] & bare[1]), len(bare[1]), len(bare[0]))
    if "--errors" in argv:
        for span in sorted(gold ^ got):
            print("missed" if span in gold else "wrong", *span, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
