#!/usr/bin/env python3
"""Checks the gold files: every span lies in its text and says what it should, every text is what corpus/ holds.

    check.py            exit status 1 and a line for each fault
"""
import gzip
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
faults = []


def body(path, article_id):
    """The article's text as the corpus file holds it; None for pages, whose text stands between tags."""
    raw = (CORPUS / path).read_bytes()
    if path.endswith(".html"):
        return None
    text = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode()
    if ".jsonl" in path:
        found = next(r for r in map(json.loads, text.splitlines()) if r["id"] == article_id)
        return found.get("text") or "\n\n".join(found["paragraphs"])
    start = text.index("\n---\n") + 5 if path.endswith(".md") else text.index("\n\n")
    return text[start:].strip()


def check(row, key):
    where, text = row["id"], row["text"]
    held = body(row["path"], where)
    if held is not None and held != text:
        faults.append(f"{where}: text differs from corpus/{row['path']}")
    for mark in row[key]:
        pieces = mark.get("spans") or [[mark["start"], mark["end"]]]
        words = " … ".join(text[s:e] for s, e in pieces)
        if words != mark["text"] or not words.strip() or mark["end"] > len(text):
            faults.append(f"{where}: {mark['start']}..{mark['end']} is {words!r}")
        for part in ("speaker", "cue"):
            s, e = mark.get(f"{part}_start"), mark.get(f"{part}_end")
            said = mark.get("mention" if part == "speaker" else "cue")
            if s is not None and text[s:e] != said:
                faults.append(f"{where}: {part} {s}..{e} is {text[s:e]!r}")
        if mark.get("kind") == "direct" and re.search(r'^[“"]', words):
            faults.append(f"{where}: mark inside {words[:30]!r}")


for key in ("quotes", "dates", "entities"):
    for line in (HERE / f"{key}.jsonl").read_text("utf-8").splitlines():
        check(json.loads(line), key)
print("\n".join(faults) or "gold: no faults")
sys.exit(bool(faults))
