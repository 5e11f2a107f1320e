"""Kills a batch again and again, goes on with it, and compares with a run that nobody disturbed.

Every id must stand once, all results be equal but for `usage`, and requests be repeated only for
what was under way. Ends with status 1 where that does not hold.

    python benchmarks/batch_kills.py --documents 5000 --kills 50
    python benchmarks/batch_kills.py --documents 5000 --kills 10 --faults 0.2
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch_serving import command, environment, results, serving, write_reports
from claimex.batch import Limits, run


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def killed(line: list[str], output: Path, after: int, chance: random.Random) -> bool:
    """Run until the output has grown by some lines, then kill; False where it ended before."""
    start = lines(output)
    with subprocess.Popen(line, stderr=subprocess.DEVNULL, env=environment()) as process:
        while process.poll() is None and lines(output) < start + after:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05)
        if process.poll() is not None:
            return False
        process.send_signal(signal.SIGKILL)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--concurrency", type=int, default=20)
    parser.add_argument("--latency", type=float, default=0.02, help="seconds")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests, 0 to 1")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    options = ("--concurrency", str(given.concurrency))
    with tempfile.TemporaryDirectory() as folder:
        source = write_reports(Path(folder) / "in.jsonl", given.documents)
        calm, rough = Path(folder) / "calm.jsonl", Path(folder) / "rough.jsonl"
        with serving("--latency", str(given.latency)) as server:
            run(
                source,
                calm,
                model="openai/pattern",
                prompt="extract-open",
                base_url=server.url,
                limits=Limits(concurrency=given.concurrency),
            )
        kills = retries = 0
        with serving(
            "--latency", str(given.latency), "--faults", str(given.faults), "--seed", "1"
        ) as server:
            # The base URL is no part of the key, so results of both servers compare.
            line = command(source, rough, server.url, *options)
            share = given.documents / (given.kills + 1)
            while kills < given.kills:
                if not killed(line, rough, int(share * (0.5 + chance.random() / 2)), chance):
                    break
                kills += 1
            status = subprocess.run(line, check=False, env=environment()).returncode
            while status == 1 and retries < 5:
                retries += 1
                again = [*line, "--retry-failures"]
                status = subprocess.run(again, check=False, env=environment()).returncode
            stats = server.stats()
        before, after = results(calm), results(rough)
        ids = [result["document"]["id"] for result in after]
        faults = sum(stats["failed"].values())
        repeated = stats["requests"] - given.documents - faults
        under_way = kills * Limits(concurrency=given.concurrency).under_way
        once = len(ids) == len(set(ids)) == given.documents
        print(f"{given.documents} documents, {kills} kills, {faults} faults {stats['failed']}")
        print(f"every id once: {once}; equal but for usage: {before == after}")
        print(
            f"requests repeated: {repeated} (under way at {kills} kills: at most {under_way}); "
            f"runs with --retry-failures: {retries}"
        )
        fine = once and before == after and status == 0
        return 0 if fine and repeated <= under_way else 1


if __name__ == "__main__":
    sys.exit(main())
