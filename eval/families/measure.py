#!/usr/bin/env python3
"""Are wire copies recognised, and nothing else?

    eval/families/measure.py SEARCH PATH [PATH...]

First: of articles drawn from PATH copies are made as papers make them, and each kind of copy is
counted that is of its original's family, beside articles that only quote a paragraph of it.
Second: the families of PATH itself, against the same rule applied to all runs of five words
instead of a sample, and how much of the shorter article the longer one has.
"""

import collections
import datetime
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

DRAWN = 300
SHORTEST = 120
SHINGLE = 5


def words(text):
    return [word.lower() for word in re.split(r"[\W_]+", text) if word]


def shingles(text):
    found = words(text)
    return {tuple(found[n:n + SHINGLE]) for n in range(len(found) - SHINGLE + 1)}


def read(search, path):
    lines = subprocess.run([search, "read", path], capture_output=True, text=True).stdout.splitlines()
    return [article for article in map(json.loads, lines) if "text" in article]


def families(search, path):
    """Indexes a path and returns the representative of each article that is in a family."""
    with tempfile.TemporaryDirectory() as folder:
        index = ["--index", str(Path(folder) / "index")]
        subprocess.run([search, "index", "--no-annotate", "--quiet", *index, path], capture_output=True, check=True)
        command = [search, *index, "--json", "--quiet", "--group", "article", "--limit", "10000000", "--", "-qqzzqq"]
        answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {hit["article"]["id"]: hit["family"]["id"] for hit in answer["hits"] if hit["family"]}


def edited(text, share):
    return " ".join("other" if random.random() < share else word for word in text.split(" "))


def first(paragraphs, share):
    wanted, kept = share * sum(map(len, paragraphs)), []
    for paragraph in paragraphs:
        if kept and sum(map(len, kept)) >= wanted:
            break
        kept.append(paragraph)
    return kept


def copies(paragraphs, other):
    """Yields kinds of copies, and whether they are any."""
    text = "\n\n".join(paragraphs)
    yield "word for word", True, text
    yield "another dateline, a line on the agency", True, "OTHERTOWN (Agency) - " + text + "\n\nReporting by the agency's staff."
    yield "the first half", True, "\n\n".join(first(paragraphs, 0.5))
    yield "the first third", True, "\n\n".join(first(paragraphs, 0.33))
    yield "one word in twenty changed", True, edited(text, 0.05)
    yield "one word in ten changed", True, edited(text, 0.1)
    yield "another lead, a paragraph more", True, "\n\n".join([other[0], *paragraphs[1:], other[-1]])
    yield "another article that quotes a paragraph", False, "\n\n".join([*other, paragraphs[0]])


def made(search, articles):
    random.seed(4)
    long = [a for a in articles if len(words(a["text"])) >= SHORTEST and a["text"].count("\n") > 3]
    chosen = random.sample(long, min(DRAWN, len(long)))
    lines, kinds = [], {}
    for n, article in enumerate(chosen):
        paragraphs = [p for p in article["text"].split("\n") if p.strip()]
        other = [p for p in chosen[n - 1]["text"].split("\n") if p.strip()]
        lines.append({"id": f"{n}-original", "date": "2020-05-01", "text": article["text"]})
        for kind, is_copy, text in copies(paragraphs, other):
            kinds[kind] = is_copy
            lines.append({"id": f"{n}-{kind}", "date": "2020-05-02", "text": text})
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        family = families(search, file.name)
    for kind, is_copy in kinds.items():
        joined = sum(family.get(f"{n}-{kind}", 0) == family.get(f"{n}-original", 1) for n in range(len(chosen)))
        wanted = "of its family" if is_copy else "of its family, which none is"
        print(f"  {kind:<42} {joined:>4} of {len(chosen)} {wanted}")


def exact(articles):
    """Returns what `families` does, by all shingles."""
    day = lambda a: datetime.date.fromisoformat(a["published"]) if a.get("published") else None
    articles = sorted(articles, key=lambda a: (day(a) or datetime.date.max, a["id"]))
    of = [shingles(a["text"]) for a in articles]
    leaders, family, by_shingle = set(), {}, collections.defaultdict(list)
    for n, own in enumerate(of):
        shared = collections.Counter(leader for shingle in own for leader in by_shingle[shingle])
        best = None
        for leader, count in shared.items():
            share = count / min(len(own), len(of[leader]))
            one, other = day(articles[n]), day(articles[leader])
            is_near = one is None or other is None or abs((one - other).days) <= 7
            if count >= 24 and share >= (0.5 if is_near else 0.9) and (best is None or (-share, leader) < best):
                best = (-share, leader)
        if best is None:
            leaders.add(n)
            for shingle in own:
                if len(by_shingle[shingle]) < 32:
                    by_shingle[shingle].append(n)
        else:
            family[articles[n]["id"]] = articles[best[1]]["id"]
    return family


def measure(search, path):
    articles = read(search, path)
    print(path)
    made(search, articles)
    found, wanted = families(search, path), exact(articles)
    found = {article: first for article, first in found.items() if article != first}
    same = sum(wanted.get(article) == first for article, first in found.items())
    print(f"  of {len(articles)} articles {len(found)} are copies of an earlier one; by all shingles {len(wanted)}, "
          f"the same {same}")
    texts = {a["id"]: shingles(a["text"]) for a in articles}
    shares = collections.Counter()
    for article, first in found.items():
        a, b = texts[article], texts[first]
        shares[min(9, int(10 * len(a & b) / min(len(a), len(b))))] += 1
    print("  shingles of the shorter that the longer has:",
          ", ".join(f"{n / 10:.1f} and more: {shares[n]}" for n in sorted(shares, reverse=True)))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for path in sys.argv[2:]:
        measure(sys.argv[1], path)
