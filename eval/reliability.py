#!/usr/bin/env python3
"""How far a speaker's confidence can be trusted, on articles that the models have not seen.

    reliability.py [--read] GOLD.jsonl UNSEEN.jsonl [SCORER]

UNSEEN is what `train quotes --unseen` writes: quotes with speakers at any confidence.
Quotes are paired with the gold attributions and names compared by the research data's own
scorer (default ../shared/eval/quotes/score.py). Prints for each threshold how many of the
named speakers shown are right and how many of the gold names are shown: "right of all" by the
scorer's pairs alone; "right by the words" where the words shown are the annotators' own words of
somebody of that name, also as a part of a longer quote, or of a source that has the name though it
is counted as nameless; and where the annotators say whose the quote is. Then for each bin of
confidence how many are right, leaving out those whose source is counted as nameless though its
words are the very name ("a Quinnipiac University poll"). With --read it prints instead the names
shown at 0.6 for quotes with marks that the count holds wrong, with what the annotation says and
the text around them, to be read one by one.
"""
import importlib.util
import json
import re
import sys
from pathlib import Path

THRESHOLDS = (0, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
SHOWN = 0.6
BINS = (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
HERE = Path(__file__).resolve().parent


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def holders(tokens, quote, article):
    """The annotated attributions in whose content four in five of a quote's words lie."""
    words = set(tokens.within(quote.get("spans") or [[quote["start"], quote["end"]]]))
    least = 0.8 * max(len(words), 1)
    return [a for a in article["attributions"] if len(words & set(tokens.within(a["content"]))) >= least]


def has_name(source, name):
    """Tells whether a source has a surname that speaks: not "a lawyer for Roe", "Roe's aide"."""
    found = re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?![\w'’])", source or "")
    return bool(found) and not re.search(r"\b(for|with)\b", source[: found.start()])


def is_hers(scorer, attribution, name):
    """Tells whether an attribution's name is compatible with a name, or its source has the surname."""
    names = [attribution["speaker_name"]] + (attribution["speaker_also"] or [])
    return any(n and scorer.compatible(n, name) for n in names) or has_name(attribution["source_text"], name)


def verdicts(scorer, article, quotes):
    """For each named quote: confidence, in marks, verdict, number, gold names; and the number of gold names."""
    text = article["text"]
    tokens, regions = scorer.Tokens(text), scorer.quoted_regions(text)
    gold = scorer.gold_items(article, tokens)
    system = scorer.sys_items(text, quotes, tokens, regions)
    partner = {j: i for i, j in scorer.match(gold, system, 0.5).items()}
    sources = [a["source_text"] or "" for a in article["attributions"] if tokens.within(a["content"])]
    found = []
    for j, item in enumerate(system):
        if not item["name"]:
            continue
        verdict, wanted = "not annotated", []
        if j not in partner and (wider := holders(tokens, quotes[j], article)):
            hers = any(is_hers(scorer, a, item["name"]) for a in wider)
            verdict = "part of hers" if hers else "part of another"
        if j in partner:
            g = gold[partner[j]]
            wanted = g["names"]
            if g["unresolved"]:
                continue
            if any(scorer.compatible(n, item["name"]) for n in g["names"]):
                verdict = "right"
            elif not g["names"]:
                # "said Steve Duprey, a committee member": the source is the very name.
                verdict = "name in the source" if has_name(sources[partner[j]], item["name"]) else "nameless"
            else:
                verdict = "wrong"
        found.append((round(quotes[j]["confidence"], 6), item["kind"] != "indirect", verdict, j, wanted))
    named = [g for g in gold if g["names"] and not g["unresolved"]]
    return found, len(named), sum(g["kind"] != "indirect" for g in named)


def print_doubtful(article, quotes, found):
    """Prints the names shown in marks that are not right by the annotation."""
    text = article["text"]
    for confidence, marks, verdict, j, wanted in found:
        if marks and confidence >= SHOWN and verdict != "right":
            quote = quotes[j]
            before, after = text[max(0, quote["start"] - 200):quote["start"]], text[quote["end"]:quote["end"] + 120]
            words = f"{before}[[{text[quote['start']:quote['end']]}]]{after}".replace("\n", " ")
            print(f"{article['id']}: {quote['speaker']} ({verdict}, {', '.join(wanted) or 'nobody'})\n    {words}\n")


def main():
    words = [word for word in sys.argv[1:] if word != "--read"]
    read = len(words) < len(sys.argv) - 1
    if len(words) not in (2, 3):
        sys.exit(__doc__)
    scorer = load_scorer(words[2] if len(words) > 2 else HERE.parent.parent / "shared/eval/quotes/score.py")
    unseen = {r["id"]: r["quotes"] for r in map(json.loads, open(words[1], encoding="utf-8"))}
    rows, n_all, n_marks = [], 0, 0
    for article in map(json.loads, open(words[0], encoding="utf-8")):
        quotes = unseen.get(article["id"], [])
        found, named, in_marks = verdicts(scorer, article, quotes)
        if read:
            print_doubtful(article, quotes, found)
        rows += [row[:3] for row in found]
        n_all, n_marks = n_all + named, n_marks + in_marks
    if read:
        return
    print("in marks: threshold, shown, right of all, right by the words, right where annotated, coverage, verdicts")
    for least in THRESHOLDS:
        shown = [v for c, marks, v in rows if marks and c >= least]
        count = {v: shown.count(v) for v in sorted(set(shown))}
        right = count.get("right", 0)
        by_words = right + count.get("part of hers", 0) + count.get("name in the source", 0)
        unpaired = ("not annotated", "part of another", "part of hers", "name in the source")
        known = len(shown) - sum(count.get(v, 0) for v in unpaired)
        shares = [right / len(shown), by_words / len(shown), right / known, right / n_marks]
        print(f"{least:5} {len(shown):6} {' '.join(f'{share:.3f}' for share in shares)} {count}")
    print("all kinds: threshold, right of all, coverage")
    for least in THRESHOLDS:
        shown = [v for c, _, v in rows if c >= least]
        right = shown.count("right")
        print(f"{least:5} {right / len(shown):.3f} {right / n_all:.3f}")
    print("bin, quotes, mean said, right (not annotated counts as wrong)")
    for low, high in zip(BINS, BINS[1:]):
        bin_ = [(c, v == "right") for c, _, v in rows if low <= c < high and v != "name in the source"]
        if bin_:
            said = sum(c for c, _ in bin_) / len(bin_)
            print(f"{low:.2f}-{min(high, 1):.2f} {len(bin_):6} {said:.3f} {sum(r for _, r in bin_) / len(bin_):.3f}")


if __name__ == "__main__":
    main()
