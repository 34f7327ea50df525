#!/usr/bin/env python3
"""Precision and recall of `person:"NAME"` over the judged passages of twenty politicians."""

import argparse
import csv
import json
import pathlib
import subprocess
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--search", default="target/release/search", help="the program")
    parser.add_argument("--polnear", default="../shared/data/polnear", help="folder with train.jsonl")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    args = parser.parse_args()
    here = pathlib.Path(__file__).parent
    with open(here / "judged.tsv", encoding="utf-8") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    search = str(pathlib.Path(args.search).resolve())
    with tempfile.TemporaryDirectory() as folder:
        index = ["--index", f"{folder}/index", "--quiet"]
        train = str(pathlib.Path(args.polnear, "train.jsonl").resolve())
        subprocess.run([search, "index", *index, train], check=True, stdout=subprocess.DEVNULL)
        totals = [0, 0, 0]
        print(f"{'name':18} {'right':>5} {'found':>5} {'there':>5} {'precision':>9} {'recall':>6}")
        for name in dict.fromkeys(row["name"] for row in judged):
            query = [search, "query", *index, "--format", "jsonl", "-n", "100000", f'person:"{name}"']
            answer = subprocess.run(query, capture_output=True, text=True, check=False)
            found = {json.loads(line)["passage_id"] for line in answer.stdout.splitlines()}
            rows = [row for row in judged if row["name"] == name]
            named = {row["passage"] for row in rows if row["named"] == "1"}
            shown = {row["passage"] for row in rows} & found
            counts = [len(shown & named), len(shown), len(named)]
            totals = [a + b for a, b in zip(totals, counts)]
            print(line(name, *counts))
            if args.errors:
                for passage in sorted(named - shown):
                    print("    missed", passage)
                for passage in sorted(shown - named):
                    print("    wrong ", passage)
        print(line("all", *totals))


def line(name, right, found, there):
    share = lambda part, whole: part / whole if whole else 1.0
    return f"{name:18} {right:5} {found:5} {there:5} {share(right, found):9.3f} {share(right, there):6.3f}"


main()
