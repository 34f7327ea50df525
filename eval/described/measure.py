#!/usr/bin/env python3
"""Descriptions to which other articles give a name ("the Vermont senator"): how many names are right.

judged.tsv holds descriptions of quotes that no article by itself gives a name,
with whom it means, `-` where that is nobody with a name. Counted are the quotes
that the index shows with a speaker.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--search", default="target/release/search", help="the program")
    parser.add_argument("--data", default="../shared/data", help="folder with polnear and reuters21578")
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    args = parser.parse_args()
    data = pathlib.Path(args.data).resolve()
    sources = {
        "polnear": [data / "polnear" / "train.jsonl", data / "polnear" / "dev.jsonl"],
        "reuters": [data / "reuters21578"],
    }
    with open(pathlib.Path(__file__).parent / "judged.tsv", encoding="utf-8") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    search = str(pathlib.Path(args.search).resolve())
    print(f"{'corpus':8} {'judged':>6} {'shown':>5} {'right':>5} {'precision':>9}")
    for corpus, paths in sources.items():
        wanted = {
            (row["article"], row["paragraph"], row["description"]): row["meant"]
            for row in judged
            if row["corpus"] == corpus
        }
        found = {}
        with tempfile.TemporaryDirectory() as folder:
            index = ["--index", f"{folder}/index", "--quiet"]
            subprocess.run([search, "index", *index, *map(str, paths)], check=False, stdout=subprocess.DEVNULL)
            # Words that no quote holds: all quotes.
            query = [search, "quotes", *index, "--json", "-n", "10000000", "NOT zqxzqx"]
            answer = subprocess.run(query, capture_output=True, text=True, check=True)
        for quote in json.loads(answer.stdout)["quotes"]:
            article, paragraph = quote["passage_id"].rsplit("#", 1)
            description = " ".join((quote.get("mention") or "").lower().rstrip(",").split())
            key = (article, paragraph, description)
            if key in wanted:
                found.setdefault(key, set()).add(quote["speaker"])
        shown = {key: names - {None} for key, names in found.items() if names - {None}}
        right = sum(names == {wanted[key]} for key, names in shown.items())
        share = right / len(shown) if shown else 0.0
        print(f"{corpus:8} {len(wanted):6} {len(shown):5} {right:5} {share:9.3f}")
        if args.errors:
            for key, names in sorted(shown.items()):
                if names != {wanted[key]}:
                    print("  ", *key, "|", ", ".join(sorted(names)), "| not", wanted[key])


if __name__ == "__main__":
    main()
