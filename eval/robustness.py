#!/usr/bin/env python3
"""Are the weights of the ranking fitted to the topics they were chosen on?

    eval/robustness.py SEARCH [DATA_FOLDER]      (default: target/release/search ../shared)

Ranks the judged passages of PolNeAR under many settings: each weight at half and at twice its
default, and all of them moved at random. Then it asks, topic by topic, what the best setting for
the other topics gives on this one (leave one out): if that is no more than the defaults give,
choosing by these topics gains nothing elsewhere. A bootstrap over topics says how far a
difference can be trusted.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

# The weights of RankParams, with those that --expand adds; shares stay below 1.
DEFAULT = {"k1": 0.9, "b": 0.4, "article": 0.4, "article_k1": 1.2, "article_b": 0.75, "headline": 0.2,
           "lead": 0.05, "pair": 0.3, "synonym": 0.3}
EXPANDED = {"related": 0.2, "feedback_passages": 20, "feedback_words": 30, "feedback": 0.15}
MOVED_AT_RANDOM = 8
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
        run(search, "--index", self.folder / "index", "index", data / "polnear/train.jsonl",
            data / "polnear/dev.jsonl", "--quiet")

    def topics(self, weights, expand):
        """Returns (MAP, nDCG@10) of each topic."""
        settings, out = self.folder / "weights.toml", self.folder / "run"
        settings.write_text("[rank]\n" + "".join(f"{name} = {value}\n" for name, value in weights.items()))
        flags = ["--expand"] if expand else []
        out.write_text(run(self.search, "--config", settings, "--index", self.folder / "index", "run",
                           "--topics", self.data / "mission/topics.tsv", *flags))
        answer = json.loads(run(self.search, "eval", "rank", self.data / "mission/qrels", out, "--per-topic", "--json"))
        return {topic: (m["map"], m["ndcg@10"]) for topic, m in answer["per_topic"].items()}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def means(topics):
    return tuple(mean(figures[n] for figures in topics.values()) for n in (0, 1))


def moved(name, value, factor):
    return round(min(value * factor, 1.0) if name.endswith("b") else value * factor, 4)


def settings_around(defaults):
    """Yields names and weights: one weight halved or doubled, then all moved at random."""
    yield "defaults", {}
    for name, value in defaults.items():
        for factor in (0.5, 2):
            to = moved(name, value, factor)
            yield f"{name} {to}", {name: to}
    dice = random.Random(1)
    for n in range(MOVED_AT_RANDOM):
        weights = {name: moved(name, value, dice.choice((0.5, 1, 2))) for name, value in defaults.items()}
        yield f"all moved, {n + 1}", weights


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


def report(desk, title, defaults, expand):
    print(f"\n{title}\n{'':30}{'MAP':>8}{'nDCG@10':>9}   95 % of the MAP difference to the defaults")
    measured, default = {}, None

    def line(name, topics):
        low, high = bootstrap(topics, default)
        print("%-30s%8.3f%9.3f" % (name, *means(topics)), f"  {low:+.3f} to {high:+.3f}", flush=True)

    for name, weights in settings_around(defaults):
        topics = measured[name] = desk.topics(weights, expand)
        default = default or topics
        line(name, topics)
    line("round figures", desk.topics(ROUND, expand))
    maps = sorted(means(topics)[0] for topics in measured.values())
    print(f"{len(maps)} settings: MAP {maps[0]:.3f} to {maps[-1]:.3f}, median {maps[len(maps) // 2]:.3f}")
    print("chosen on the other topics, each time: MAP %.3f, nDCG@10 %.3f" % held_out(measured))


def main():
    search = sys.argv[1] if len(sys.argv) > 1 else "target/release/search"
    data = Path(sys.argv[2] if len(sys.argv) > 2 else "../shared") / "data"
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(search, data, folder)
        report(desk, "default", DEFAULT, expand=False)
        report(desk, "--expand", EXPANDED, expand=True)


if __name__ == "__main__":
    main()
