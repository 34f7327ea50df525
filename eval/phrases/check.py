#!/usr/bin/env python3
"""Compare exact-phrase counts with a brute-force scan of the passages.

    check.py SEARCH INDEX PATH [--phrases 50] [--seed 1]

SEARCH is the program, INDEX an index of PATH. The passages come from `SEARCH read PATH`;
the scan knows nothing of the index: it lower-cases, cuts into runs of letters and digits,
and looks for the phrase's words in a row. For each phrase it compares the number of
passages, the ids of the hits, and that every highlight covers exactly the phrase's words.
Phrases of 2 to 5 words are drawn from the passages themselves, half of them from frequent
word pairs. Exit status 1 where anything differs. Python 3.9+, standard library only.
"""
import argparse
import collections
import json
import random
import re
import subprocess
import sys
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text):
    """Lower-cased words of a text with accents dropped, each with its place."""
    plain = []
    for c in text:
        parts = [p for p in unicodedata.normalize("NFKD", c) if not unicodedata.combining(p)]
        plain.append(parts[0] if len(parts) == 1 else c)
    return [(m.group().lower(), m.start(), m.end()) for m in WORD.finditer("".join(plain))]


def passages(search, path):
    """(passage id, text) of every article that `search read` prints."""
    out = subprocess.Popen([search, "read", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in out.stdout:
        article = json.loads(line)
        if "error" in article:
            continue
        paragraphs = [p for p in article["text"].split("\n") if p.strip()]
        for n, paragraph in enumerate(paragraphs):
            yield f"{article['id']}#{n}", paragraph
    out.wait()


def draw(texts, count, seed):
    """Phrases that occur: half from frequent pairs, half from anywhere, none with a number in it."""
    rng = random.Random(seed)
    pairs = collections.Counter()
    ids = sorted(texts)
    for key in rng.sample(ids, min(4000, len(ids))):
        words = [w for w, _, _ in texts[key]]
        pairs.update(zip(words, words[1:]))
    frequent = [" ".join(p) for p, _ in pairs.most_common(400) if all(w.isalpha() and len(w) > 1 for w in p)]
    chosen = rng.sample(frequent, min(count // 2, len(frequent)))
    while len(chosen) < count:
        words = [w for w, _, _ in texts[rng.choice(ids)]]
        size = rng.randint(2, 5)
        if len(words) < size:
            continue
        at = rng.randrange(len(words) - size + 1)
        piece = words[at:at + size]
        if all(w.isalpha() and len(w) > 1 for w in piece):
            chosen.append(" ".join(piece))
    return chosen


def occurs(words, phrase):
    size = len(phrase)
    return [i for i in range(len(words) - size + 1) if [w for w, _, _ in words[i:i + size]] == phrase]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("search")
    options.add_argument("index")
    options.add_argument("path")
    options.add_argument("--phrases", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    raw = dict(passages(args.search, args.path))
    texts = {key: fold(text) for key, text in raw.items()}
    holders = collections.defaultdict(set)
    for key, words in texts.items():
        for word, _, _ in words:
            holders[word].add(key)
    wrong = 0
    for phrase in draw(texts, args.phrases, args.seed):
        words = phrase.split()
        candidates = set.intersection(*(holders[w] for w in words))
        truth = {key for key in candidates if occurs(texts[key], words)}
        answer = subprocess.run([args.search, "--index", args.index, "query", f'"{phrase}"', "--json", "-n", "100000"],
                                capture_output=True, text=True)
        result = json.loads(answer.stdout)
        found = {hit["passage_id"] for hit in result["hits"]}
        problems = []
        if result["total"] != len(truth):
            problems.append(f"total {result['total']}, scan {len(truth)}")
        if found != truth:
            problems.append(f"missing {sorted(truth - found)[:3]}, surplus {sorted(found - truth)[:3]}")
        for hit in result["hits"]:
            marked = [[w for w, _, _ in fold(hit["text"][s:e])] for s, e in hit["highlights"]]
            if not marked or any(m != words for m in marked):
                problems.append(f"{hit['passage_id']} marks {marked[:3]}")
                break
        if problems:
            wrong += 1
            print(f'"{phrase}": ' + "; ".join(problems))
    print(f"{args.phrases - wrong} of {args.phrases} phrases agree over {len(raw)} passages")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
