#!/usr/bin/env python3
"""Scores answers about the articles written for training, by the research data's own scorer.

    written.py gold > GOLD.jsonl
    written.py score SYSTEM.jsonl [SCORER]

The first prints eval/train/articles in the form of the research data, so that any program
can be asked about them. The second scores what a program says of them: SYSTEM is what
`train quotes --unseen` writes (other articles in it are left out) or what
`search annotate GOLD.jsonl` prints; SCORER defaults to ../shared/eval/quotes/score.py.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLES = HERE / "train" / "articles"
ROLES = {"c": "content", "s": "source", "k": "cue"}
PRONOUNS = set("he she they it i we you who him her his which that".split())


def unmark(marked):
    """The text without its marks, and for each attribution its spans by role."""
    text, spans, opened, at = [], {}, [], 0
    length = 0
    for mark in re.finditer(r"\[([csk])(\d+) |\]", marked):
        text.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group(1):
            opened.append((ROLES[mark.group(1)], int(mark.group(2)), length))
        else:
            role, number, start = opened.pop()
            spans.setdefault(number, {r: [] for r in ROLES.values()})[role].append([start, length])
    return "".join(text) + marked[at:], spans


def kind(words):
    """Direct, mixed or indirect, by the quotation marks in the words."""
    inner = lambda i: words[i] == "’" and 0 < i < len(words) - 1 and words[i - 1].isalpha() and words[i + 1].isalpha()
    marks = [i for i, c in enumerate(words) if c in "“”\"‘’" and not inner(i)]
    if marks and marks[0] == 0 and marks[-1] >= len(words) - 2:
        return "direct"
    return "mixed" if len(marks) > 1 else "indirect"


def source_type(words, names):
    if not words:
        return "none"
    if words.lower() in PRONOUNS:
        return "pronoun"
    if names and names[0] in words:
        return "name"
    return "surname" if names and names[0].split()[-1] in words else "nominal"


def article(path):
    body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    marked, _, speakers = body.rpartition("\n--\n")
    text, spans = unmark(marked.strip("\n"))
    attributions = []
    for line in filter(str.strip, speakers.split("\n")):
        number, _, name = line.partition("=")
        roles = {role: sorted(found) for role, found in spans[int(number)].items()}
        names = [n.strip() for n in name.split(" + ") if n.strip() != "-"]
        words = {role: " ".join(text[a:b] for a, b in found) for role, found in roles.items()}
        attributions.append(
            {
                **roles,
                "speaker_name": names[0] if names else None,
                "speaker_also": names[1:],
                "speaker_status": "name" if names else "unnamed",
                "kind": kind(words["content"]),
                "source_type": source_type(words["source"], names),
            }
        )
    return {"id": path.stem, "text": text, "attributions": attributions}


def main(words):
    gold = [article(path) for path in sorted(ARTICLES.glob("*.txt"))]
    if words == ["gold"]:
        for record in gold:
            print(json.dumps(record, ensure_ascii=False))
        return
    if len(words) not in (2, 3) or words[0] != "score":
        sys.exit(__doc__)
    scorer = words[2] if len(words) == 3 else str(HERE.parent.parent / "shared/eval/quotes/score.py")
    ids = {record["id"] for record in gold}
    with open(words[1], encoding="utf-8") as file:
        system = [line for line in file if json.loads(line)["id"] in ids]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("gold.jsonl", "system.jsonl")]
        paths[0].write_text("".join(json.dumps(r) + "\n" for r in gold), encoding="utf-8")
        paths[1].write_text("".join(system), encoding="utf-8")
        sys.exit(subprocess.run([sys.executable, scorer, *map(str, paths)]).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
