#!/usr/bin/env python3
"""Compares the images/s of the study and of PyTorch, paired: rounds alternate between the two (see README.md).

A round of ours is `./study bench --json ...` with --workers workers; a round of PyTorch's is
pytorch_peer.py with each of its configurations, of which the one with the highest median counts.
"""

import argparse
import json
import statistics
import subprocess
import sys

from pytorch_peer import HERE, NETWORKS

REPOSITORY = HERE.parents[1]


def json_of(command, **options):
    """The JSON that a command prints on standard output; its standard error is passed through."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True, text=True, **options)
    return json.loads(done.stdout)


def ours(network, arguments):
    """Images/s of all workers of the study together, one round."""
    name, _, reading = network.partition(".")
    command = [arguments.study, "bench", "--json", "--network", name]
    command += ["--reading", reading] if reading else []
    command += ["--engine", arguments.engine, "--semantics", arguments.semantics]
    command += ["--workers", arguments.workers, "--rounds", 1]
    (result,) = json_of(command, cwd=REPOSITORY)["results"]
    expected = (name, reading or None, arguments.engine, arguments.semantics, arguments.workers)
    measured = tuple(result.get(key) for key in ("network", "reading", "engine", "semantics", "workers"))
    if measured != expected:
        raise ValueError(f"asked study bench for {expected}, it measured {measured}")
    return result["images_per_second"]


def pytorch(network, arguments):
    """Images/s by "processes x threads", one round."""
    command = [sys.executable, HERE / "pytorch_peer.py", "--json", "--rounds", 1, "--networks", network]
    command += ["--seconds", arguments.seconds, "--python", arguments.python]
    results = json_of(command)["results"]
    return {f"{r['processes']}x{r['threads']}": r["images_per_second"] for r in results}


def compare(network, arguments):
    """One network's rounds: the order alternates, so that neither always runs on the warmer machine."""
    our_rounds, their_rounds = [], []
    for number in range(arguments.rounds):
        measurements = [(ours, our_rounds), (pytorch, their_rounds)]
        for measure, rounds in measurements if number % 2 == 0 else reversed(measurements):
            rounds.append(measure(network, arguments))
        print(f"{network}: round {number + 1}: {our_rounds[-1]}, {their_rounds[-1]}", file=sys.stderr)
    rates = {c: [r[c] for r in their_rounds] for c in their_rounds[0]}
    best = max(rates, key=lambda c: statistics.median(rates[c]))
    return {
        "network": network,
        "ours": spread(our_rounds),
        "pytorch": {"configuration": best, **spread(rates[best])},
        "ratio": {
            "of_medians": statistics.median(our_rounds) / statistics.median(rates[best]),
            "min": min(a / b for a, b in zip(our_rounds, rates[best])),
            "max": max(a / b for a, b in zip(our_rounds, rates[best])),
        },
        "pytorch_configurations": {c: spread(values) for c, values in rates.items()},
    }


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "rounds": values}


def table(rows):
    """Images/s with min-max; the ratio is that of the medians, with the min-max of single rounds."""
    lines = [f"{'network':20}{'ours':>28}{'PyTorch (processes x threads)':>36}{'ratio':>20}"]
    for row in rows:
        a, b, ratio = row["ours"], row["pytorch"], row["ratio"]
        mine = f"{a['median']:,.0f} ({a['min']:,.0f}-{a['max']:,.0f})"
        theirs = f"{b['median']:,.0f} ({b['min']:,.0f}-{b['max']:,.0f}) {b['configuration']}"
        quotient = f"{ratio['of_medians']:.2f} ({ratio['min']:.2f}-{ratio['max']:.2f})"
        lines.append(f"{row['network']:20}{mine:>28}{theirs:>36}{quotient:>20}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=NETWORKS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="seconds per PyTorch measurement")
    parser.add_argument("--study", default=REPOSITORY / "study", help="the study's launcher")
    parser.add_argument("--engine", default="onednn", help="engine of the study: onednn, nd4j or nd4j-cuda")
    parser.add_argument("--semantics", default="dl4j", help="semantics of the study: dl4j, tensorflow or paper")
    parser.add_argument("--workers", type=int, default=2, help="workers of the study")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--python", default="/usr/bin/python3", help="a Python with PyTorch")
    arguments = parser.parse_args()
    rows = [compare(network, arguments) for network in arguments.networks]
    print(json.dumps({"results": rows}, indent=1) if arguments.json else table(rows))


if __name__ == "__main__":
    main()
