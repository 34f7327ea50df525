#!/usr/bin/env python3
"""Articles of a large corpus, put together from the paragraphs of a smaller one.

    million.py SEARCH OUT [--passages 1000000] [PATH ...]      (default PATH: ../shared/data)

Reads the articles of each PATH with `SEARCH read`, and writes JSONL articles of about twelve
paragraphs drawn from them, the same ones in every run, until there are as many passages as
asked for; beside OUT, OUT.lines has the paragraphs, one a line. Nothing of it is kept in the
project. A paragraph stands in several articles then, as in agency copy.
"""
import argparse
import json
import random
import subprocess


def paragraphs(search, paths):
    out = subprocess.run([search, "read", *paths], capture_output=True, text=True, check=False).stdout
    found = []
    for line in out.splitlines():
        article = json.loads(line)
        text = article.get("text", "")
        found += [p for p in (" ".join(part.split()) for part in text.split("\n\n")) if 40 <= len(p) <= 2000]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("search")
    parser.add_argument("out")
    parser.add_argument("paths", nargs="*", default=["../shared/data/polnear/train.jsonl", "../shared/data/reuters21578"])
    parser.add_argument("--passages", type=int, default=1_000_000)
    args = parser.parse_args()
    texts, dice, n, written = paragraphs(args.search, args.paths), random.Random(7), 0, 0
    with open(args.out, "w") as out, open(args.out + ".lines", "w") as lines:
        while written < args.passages:
            chosen = [dice.choice(texts) for _ in range(dice.randint(4, 20))]
            day = f"{dice.randint(1987, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            headline = " ".join(chosen[0].split()[:8])
            article = {"id": f"m{n}", "title": headline, "source": f"Paper {dice.randint(1, 60)}", "date": day}
            out.write(json.dumps(article | {"text": "\n\n".join(chosen)}) + "\n")
            lines.writelines(text + "\n" for text in chosen)
            n, written = n + 1, written + len(chosen)
    print(f"{n} articles, {written} passages from {len(texts)} paragraphs")


if __name__ == "__main__":
    main()
