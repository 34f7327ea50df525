#!/usr/bin/env python3
"""How often the speaker is right, by the words that name her at the quote.

    sources.py GOLD.jsonl SYSTEM.jsonl [SCORER]

GOLD is in the form of the research data (`train marked` prints the articles written for
training so: the only ones whose pronouns, descriptions and documents are all resolved); SYSTEM
is what `train quotes --unseen` writes or `search annotate GOLD.jsonl` prints; SCORER defaults to
../shared/eval/quotes/score.py. Of the gold attributions that are found it prints for each kind of
source how many have the right name, a wrong one and none where the article tells one, and how
many have none and one where it tells none; a name below the threshold of the program
(0.6 in quotation marks and for descriptions, 0.3 without) counts as none. "No words" are those with
neither a source nor a reporting word. A name is right where the scorer holds it compatible or one
of the two contains the other ("Roe", "Roe campaign").
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

from reliability import load_scorer

HERE = Path(__file__).resolve().parent
IN_MARKS, WITHOUT = 0.6, 0.3
DOCUMENTS = re.compile(
    r"\b(poll|survey|report|study|analysis|audit|review|assessment|inquiry|paper|ad|advert|advertisement|commercial"
    r"|spot|mailer|flier|flyer|leaflet|brochure|pamphlet|letter|memo|memorandum|statement|release|email|e-mail|message"
    r"|note|editorial|essay|op-ed|affidavit|brief|complaint|lawsuit|petition|suit|opinion|ruling|post|tweet|manifesto)\b"
)
STOPS = re.compile(r",| (?:of|in|by|for|from|on|to|at|with|who|that|which) ")


def kind_of(scorer, source, gold, shared):
    words = source.strip().casefold()
    if not words:
        return "no words"
    if words.rstrip(".:") in ("q", "a", "question", "answer"):
        return "Q., A."
    if words in ("he", "she"):
        return "he, she"
    if words == "it":
        return "it"
    if gold["source_type"] == "pronoun":
        return "other pronouns"
    if DOCUMENTS.search(STOPS.split(source)[0]):
        return "documents"
    first, last, _ = scorer.name_parts(gold["speaker_name"] or "")
    if words.rstrip(",") == first:
        return "first names"
    if gold["source_type"] == "surname":
        return "surnames of several" if shared[last] > 1 else "surnames"
    return "names" if gold["source_type"] == "name" else "descriptions"


def main(words):
    if len(words) not in (2, 3):
        sys.exit(__doc__)
    path = words[2] if len(words) == 3 else HERE.parent.parent / "shared/eval/quotes/score.py"
    scorer = load_scorer(path)
    with open(words[1], encoding="utf-8") as file:
        system = {r["id"]: r["quotes"] for r in map(json.loads, file)}
    counts = {}
    for line in open(words[0], encoding="utf-8"):
        article = json.loads(line)
        text, quotes = article["text"], system.get(article["id"], [])
        tokens, regions = scorer.Tokens(text), scorer.quoted_regions(text)
        gold, found = scorer.gold_items(article, tokens), scorer.sys_items(text, quotes, tokens, regions)
        names = {a["speaker_name"] for a in article["attributions"] if a["speaker_name"]}
        full = [scorer.name_parts(name) for name in names]
        shared = Counter(last for first, last, _ in full if first)
        for i, j in scorer.match(gold, found, 0.5).items():
            attribution, quote = article["attributions"][i], quotes[j]
            if gold[i]["unresolved"] or attribution["cue"] and not attribution["source"]:
                continue
            spans = attribution["source"]
            source = text[spans[0][0]:spans[-1][1]] if spans else ""
            kind = kind_of(scorer, source, attribution, shared)
            least = WITHOUT if found[j]["kind"] == "indirect" and kind != "descriptions" else IN_MARKS
            name = quote["speaker"] if quote["confidence"] >= least else None
            wanted = [n for n in [attribution["speaker_name"], *attribution["speaker_also"]] if n]
            same = name and any(scorer.compatible(n, name) or n in name or name in n for n in wanted)
            verdict = ("right" if same else "wrong" if name else "unknown") if wanted else ("named" if name else "none")
            counts.setdefault(kind, Counter())[verdict] += 1
    columns = ("right", "wrong", "unknown", "none", "named")
    print(f"{'':20}" + "".join(f"{c:>9}" for c in columns) + "  right of shown")
    for kind, count in sorted(counts.items()):
        shown = count["right"] + count["wrong"] + count["named"]
        row = "".join(f"{count[c]:9}" for c in columns)
        print(f"{kind:20}{row}  {count['right'] / max(shown, 1):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
