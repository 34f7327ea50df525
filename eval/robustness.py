#!/usr/bin/env python3
"""Are the weights of the ranking fitted to the topics they were chosen on?

    eval/robustness.py SEARCH [DATA_FOLDER]      (default: target/release/search ../shared)

Ranks the judged passages of PolNeAR under many settings: each weight by itself at half, twice
and other values, and some together. Then it asks, topic by topic, what the best setting for the
other topics gives on this one (leave one out): choosing by figures gains nothing if that is no
more than the defaults give. A bootstrap over topics says how far the means can be trusted.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

# Each weight of RankParams at its default and around it.
AROUND = {
    "k1": [0.6, 0.9, 1.2, 1.6],
    "b": [0.2, 0.4, 0.6, 0.75],
    "article": [0, 0.2, 0.4, 0.6, 0.8],
    "article_k1": [0.9, 1.2, 1.6],
    "article_b": [0.4, 0.75, 0.9],
    "headline": [0, 0.1, 0.2, 0.4],
    "lead": [0, 0.05, 0.1, 0.2],
    "pair": [0, 0.15, 0.3, 0.6],
    "synonym": [0.15, 0.3, 0.6, 1],
}
EXPANDED = {
    "related": [0, 0.1, 0.2, 0.4],
    "feedback_passages": [10, 20, 40],
    "feedback_words": [10, 30, 60],
    "feedback": [0, 0.1, 0.15, 0.3],
}
# Round figures that nobody chose by measuring.
ROUND = {"k1": 1, "b": 0.5, "article": 0.5, "article_k1": 1, "article_b": 0.5, "headline": 0.25, "lead": 0.1,
         "pair": 0.25, "synonym": 0.5}


def run(search, *arguments):
    done = subprocess.run([search, *map(str, arguments)], capture_output=True, text=True, check=True)
    return done.stdout


class Desk:
    """Ranks the topics under any weights."""

    def __init__(self, search, data, folder):
        self.search, self.data, self.folder = search, data, Path(folder)
        self.n_runs = 0
        run(search, "--index", self.folder / "index", "index", data / "polnear/train.jsonl", data / "polnear/dev.jsonl", "--quiet")

    def topics(self, weights, expand):
        """Returns (MAP, nDCG@10) of each topic."""
        settings, out = self.folder / "weights.toml", self.folder / "run"
        settings.write_text("[rank]\n" + "".join(f"{name} = {value}\n" for name, value in weights.items()))
        flags = ["--expand"] if expand else []
        out.write_text(run(self.search, "--config", settings, "--index", self.folder / "index", "run",
                           "--topics", self.data / "mission/topics.tsv", *flags))
        self.n_runs += 1
        answer = json.loads(run(self.search, "eval", "rank", self.data / "mission/qrels", out, "--per-topic", "--json"))
        return {topic: (m["map"], m["ndcg@10"]) for topic, m in answer["per_topic"].items()}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def means(topics):
    return tuple(mean(figures[n] for figures in topics.values()) for n in (0, 1))


def settings_around(grid):
    """Yields a name and weights: one weight changed, then pairs of neighbouring weights."""
    yield "defaults", {}
    for name, values in grid.items():
        for value in values:
            yield f"{name} {value}", {name: value}
    names = list(grid)
    for first, second in zip(names, names[1:]):
        for a in (grid[first][0], grid[first][-1]):
            for b in (grid[second][0], grid[second][-1]):
                yield f"{first} {a}, {second} {b}", {first: a, second: b}


def bootstrap(topics, baseline, n=10000):
    """Returns the 2.5 % and 97.5 % points of the mean difference in MAP over resampled topics."""
    dice = random.Random(7)
    differences = [topics[t][0] - baseline[t][0] for t in topics]
    samples = sorted(mean(dice.choices(differences, k=len(differences))) for _ in range(n))
    return samples[n // 40], samples[-n // 40]


def held_out(measured):
    """Returns the mean over topics of what the setting chosen on the others gives."""
    topics = next(iter(measured.values()))
    chosen = {}
    for topic in topics:
        others = lambda figures: mean(figures[t][0] for t in topics if t != topic)
        best = max(measured, key=lambda name: others(measured[name]))
        chosen[topic] = measured[best][topic]
    return means(chosen)


def report(desk, title, grid, expand):
    measured = {name: desk.topics(weights, expand) for name, weights in settings_around(grid)}
    default = measured["defaults"]
    figures = {name: means(topics) for name, topics in measured.items()}
    maps = sorted(map_ for map_, _ in figures.values())
    print(f"\n{title}: {len(measured)} settings")
    print(f"{'':34}{'MAP':>8}{'nDCG@10':>9}   95 % of the MAP difference to the defaults")
    for name, topics in measured.items():
        if "," in name:
            continue
        low, high = bootstrap(topics, default)
        print(f"{name:34}{figures[name][0]:8.3f}{figures[name][1]:9.3f}   {low:+.3f} to {high:+.3f}")
    best = max(figures, key=lambda name: figures[name][0])
    print(f"all settings: MAP {maps[0]:.3f} to {maps[-1]:.3f}, median {maps[len(maps) // 2]:.3f}; best: {best}")
    print("chosen on the other topics, each time: MAP %.3f, nDCG@10 %.3f" % held_out(measured))
    print("defaults:                              MAP %.3f, nDCG@10 %.3f" % figures["defaults"])
    rounded = desk.topics(ROUND, expand)
    low, high = bootstrap(rounded, default)
    print("round figures:                         MAP %.3f, nDCG@10 %.3f" % means(rounded), f"({low:+.3f} to {high:+.3f})")


def main():
    search = sys.argv[1] if len(sys.argv) > 1 else "target/release/search"
    data = Path(sys.argv[2] if len(sys.argv) > 2 else "../shared") / "data"
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(search, data, folder)
        report(desk, "default", AROUND, expand=False)
        report(desk, "--expand", EXPANDED, expand=True)


if __name__ == "__main__":
    main()
