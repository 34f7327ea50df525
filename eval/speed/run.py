#!/usr/bin/env python3
"""Time `search index` and its answers against raw tantivy, in one run, on the same passages.

    eval/speed/run.py [PATH] [--jobs 2] [--repeats 3] [--queries 200] [--out FILE.json]

PATH is any folder or file of articles (default: ../shared/data/reuters21578). Builds the
program and the peers in release mode first. Then, in turn and several times over:

  raw        tantivy 0.27 as it comes: one `en_stem` body field, one passage a line, no annotation
  plain      `search index --no-annotate`: reading, passages and all fields but the annotated ones
  full       `search index`: with quotes, speakers, entities and dates

and prints seconds (median), MB of passage text a second, peak memory and index size, each
also as a ratio to raw. Then `latency` asks both indexes the same mixed queries, top 10 with
exact totals, alternating, and prints p50 and p99. Machines are noisy: read the ratios.
Python 3.9+, standard library only.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(command):
    """(seconds, peak memory in MB, stdout) of one whole process."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([str(c) for c in command], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        out.seek(0)
        text = out.read()
    if status != 0:
        sys.exit(f"{command[0]} ended with status {status}: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024, text


def size(folder):
    return sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file()) / 1e6


def dump_passages(search, path, lines):
    """Writes each passage of PATH as one line; returns (passages, bytes)."""
    reader = subprocess.Popen([search, "read", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    count = total = 0
    with open(lines, "w", encoding="utf-8") as out:
        for line in reader.stdout:
            for paragraph in json.loads(line).get("text", "").split("\n"):
                paragraph = paragraph.strip()
                if paragraph:
                    out.write(paragraph.replace("\r", " ") + "\n")
                    count += 1
                    total += len(paragraph.encode())
    reader.wait()
    return count, total


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", nargs="?", default=str(ROOT.parent / "shared/data/reuters21578"))
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--queries", type=int, default=200)
    options.add_argument("--out")
    args = options.parse_args()
    if not Path(args.path).exists():
        sys.exit(f"{args.path} is not there; give a folder of articles")
    subprocess.run(["cargo", "build", "--release", "--bin", "search"], cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    work = Path(tempfile.mkdtemp(prefix="onrecord-speed-"))
    search = work / "search"
    shutil.copy(target / "release/search", search)
    subprocess.run(["cargo", "build", "--release", "--example", "raw_tantivy", "--example", "latency"], cwd=ROOT, check=True)
    examples = target / "release/examples"
    try:
        report = measure(args, search, examples, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if args.out:
        Path(args.out).write_text(json.dumps(report, indent=1) + "\n")


def measure(args, search, examples, work):
    lines = work / "passages.txt"
    count, total = dump_passages(search, args.path, lines)
    print(f"{count:,} passages, {total / 1e6:.1f} MB of text, {args.jobs} jobs, median of {args.repeats}")
    commands = {
        "raw": lambda folder: [examples / "raw_tantivy", "index", lines, folder, args.jobs],
        "plain": lambda folder: [search, "--index", folder, "index", args.path, "--no-annotate", "--jobs", args.jobs, "--json"],
        "full": lambda folder: [search, "--index", folder, "index", args.path, "--jobs", args.jobs, "--json"],
    }
    runs = {name: [] for name in commands}
    for _ in range(args.repeats):
        for name, command in commands.items():
            folder = work / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            seconds, memory, _ = run(command(folder))
            runs[name].append((seconds, memory, size(folder)))
    report = {"passages": count, "bytes": total, "jobs": args.jobs, "index": {}}
    print(f"{'':8}{'seconds':>9}{'MB/s':>8}{'passages/s':>12}{'peak MB':>9}{'index MB':>10}   ratios to raw: time, memory, size")
    base = None
    for name, rows in runs.items():
        seconds, memory, stored = (statistics.median(column) for column in zip(*rows))
        base = base or (seconds, memory, stored)
        ratios = [seconds / base[0], memory / base[1], stored / base[2]]
        print(f"{name:8}{seconds:9.2f}{total / 1e6 / seconds:8.2f}{count / seconds:12,.0f}{memory:9.0f}{stored:10.1f}"
              f"   {ratios[0]:.2f}  {ratios[1]:.2f}  {ratios[2]:.2f}")
        report["index"][name] = {"seconds": seconds, "peak_mb": memory, "index_mb": stored, "ratios": ratios}
    again, _, _ = run(commands["full"](work / "full"))
    print(f"second run, nothing changed: {again:.2f} s, {again / report['index']['full']['seconds']:.1%} of the first")
    report["second_run_share"] = again / report["index"]["full"]["seconds"]
    _, _, answer = run([examples / "latency", work / "full", work / "raw", lines, args.queries])
    report["latency"] = json.loads(answer)
    for kind, row in report["latency"].items():
        print(f"{kind:10} ours p50 {row['ours_p50_us']:.0f} µs p99 {row['ours_p99_us']:.0f} µs; "
              f"raw p50 {row['raw_p50_us']:.0f} µs p99 {row['raw_p99_us']:.0f} µs; "
              f"ratio {row['ours_p50_us'] / row['raw_p50_us']:.2f}, {row['ours_p99_us'] / row['raw_p99_us']:.2f}")
    return report


if __name__ == "__main__":
    main()
