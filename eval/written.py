#!/usr/bin/env python3
"""Scores answers about the articles written for training, by the research data's own scorer.

    train marked > GOLD.jsonl
    written.py GOLD.jsonl SYSTEM.jsonl [SCORER]

`train marked` prints eval/train/articles in the form of the research data, so that any
program can be asked about them. SYSTEM is what `train quotes --unseen` writes (other
articles in it are left out) or what `search annotate GOLD.jsonl` prints; SCORER defaults to
../shared/eval/quotes/score.py.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main(words):
    if len(words) not in (2, 3):
        sys.exit(__doc__)
    gold, system = words[:2]
    scorer = words[2] if len(words) == 3 else str(Path(__file__).resolve().parents[2] / "shared/eval/quotes/score.py")
    with open(gold, encoding="utf-8") as file:
        ids = {json.loads(line)["id"] for line in file}
    with open(system, encoding="utf-8") as file, tempfile.NamedTemporaryFile("w", encoding="utf-8") as asked:
        asked.writelines(line for line in file if json.loads(line)["id"] in ids)
        asked.flush()
        sys.exit(subprocess.run([sys.executable, scorer, gold, asked.name]).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
