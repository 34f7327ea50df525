#!/usr/bin/env python3
"""Exports every match of a broad query and measures it: count, time, peak memory, pages.

    eval/export/measure.py [PATH…]      (default: ../shared/data/reuters21578)

The program is built first, unless the environment variable SEARCH names one.

Builds an index of PATH, then compares, for a narrow and a broad query, the number of exported
passages with the query's total and the peak memory of both (it must not grow with the number
of matches); and times pages far down, plain and grouped by article, and facets, by the
program's own clock (the best of five).
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEARCH = pathlib.Path(os.environ.get("SEARCH", ROOT / "target/release/search"))


def run(index, *arguments, out=subprocess.PIPE):
    """Runs the program; returns its output, user seconds and peak of its own memory in MB.

    Pages of index files that are mapped into memory are not its own: the system takes them
    back whenever it needs room.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    child = subprocess.Popen([SEARCH, "--index", index, *arguments], stdout=out, stderr=subprocess.PIPE)
    peak = 0

    def watch():
        nonlocal peak
        while child.poll() is None:
            try:
                lines = pathlib.Path(f"/proc/{child.pid}/status").read_text().splitlines()
            except OSError:
                return
            peak = max([peak] + [int(line.split()[1]) for line in lines if line.startswith("RssAnon:")])
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    answer, errors = child.communicate()
    watcher.join()
    if child.returncode not in (0, 1):
        sys.exit(errors.decode())
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return answer, seconds, peak / 1024


def main():
    paths = sys.argv[1:] or [str(ROOT.parent / "shared/data/reuters21578")]
    if "SEARCH" not in os.environ:
        subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "search"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        subprocess.run([SEARCH, "--index", index, "index", "--quiet", *paths], check=True, stdout=subprocess.DEVNULL)
        for query in ("wheat", "the"):
            total = json.loads(run(index, "--json", "query", query, "-n", "0")[0])["total"]
            exported = pathlib.Path(folder) / "export.jsonl"
            with open(exported, "w", encoding="utf-8") as out:
                _, seconds, peak = run(index, "export", query, out=out)
            with open(exported, encoding="utf-8") as lines:
                ids = [json.loads(line)["passage_id"] for line in lines]
            checks = "same" if len(set(ids)) == len(ids) == total else f"NOT THE SAME: {len(ids)}"
            print(f"export {query}: {total} matches, exported {checks}, {seconds:.1f} s, peak {peak:.0f} MB")
            _, seconds, peak = run(index, "verify", str(exported))
            print(f"verify: {seconds:.1f} s, peak {peak:.0f} MB")
        for offset in (0, 1_000, 10_000, 50_000, 100_000):
            times = []
            for group in ("none", "article"):
                took = []
                for _ in range(5):
                    answer = run(index, "--json", "query", "the", "--group", group, "--offset", str(offset))[0]
                    took.append(json.loads(answer)["took_us"] / 1000)
                times.append(f"{group} {min(took):.1f} ms")
            print(f"offset {offset}: " + ", ".join(times))
        names = "speaker,person,org,place,source,month"
        took = []
        for _ in range(5):
            answer = json.loads(run(index, "--json", "query", "the", "-n", "0", "--facets", names)[0])
            took.append(answer["took_us"] / 1000)
        print(f"facets {names} over {answer['total']} passages: {min(took):.1f} ms")


if __name__ == "__main__":
    main()
