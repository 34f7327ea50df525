#!/usr/bin/env python3
"""B-cubed of the clusters of an article, the loss from spans told apart from that of linking.

    python3 eval/entities/clusters.py GOLD.jsonl SYSTEM.jsonl [SHARED]     (default ../shared)

Three rows by the shared scorer's own measure: over all persons, organisations and places (a
span or kind that is wrong counts as lost); over those whose span is right, whatever the kind;
over those whose span and kind are right, which leaves only what linking loses.
"""
import importlib.util
import sys
from pathlib import Path


def scorer(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "eval/entities/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    score = scorer(Path(argv[2] if len(argv) > 2 else "../shared"))
    gold, system = score.load(argv[0]), score.load(argv[1])
    everything, found, untyped = [], [], []
    for i, doc in gold.items():
        _, inner = score.spans(doc, False)
        sides = []
        for side in (doc, system.get(i, {})):
            kept = {s: c for s, c in score.spans(side, False)[0].items() if s[2] in score.MICRO and s not in inner}
            sides.append({s: ("none", s) if c is None else c for s, c in kept.items()})
        everything.append(tuple(sides))
        shared = set(sides[0]) & set(sides[1])
        found.append(tuple({s: c for s, c in side.items() if s in shared} for side in sides))
        bare = [{s[:2]: c for s, c in side.items()} for side in sides]
        shared = set(bare[0]) & set(bare[1])
        untyped.append(tuple({s: c for s, c in side.items() if s in shared} for side in bare))
    rows = [("all exact spans", everything), ("spans found, any kind", untyped), ("spans and kinds found", found)]
    print(f"{'':<24}{'P':>8}{'R':>8}{'F1':>8}{'gold':>6}{'system':>8}")
    for name, pairs in rows:
        r = score.b_cubed(pairs)
        print(f"{name:<24}{r['p']:>8.3f}{r['r']:>8.3f}{r['f1']:>8.3f}{r['gold']:>6}{r['system']:>8}")


if __name__ == "__main__":
    main(sys.argv[1:])
