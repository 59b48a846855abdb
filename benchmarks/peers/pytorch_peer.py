#!/usr/bin/python3
"""Images/s of PyTorch on the study's networks: the peer to beat (see README.md).

Starts worker processes with the environment that PyTorch is fastest in, and measures each network
in turn in three configurations (processes x threads). Needs no PyTorch itself: the workers run
under --python, which is the system's Python, Debian's python3-torch being built for that one.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MNIST = HERE.parents[1] / "src/main/resources/mnist"
NETWORKS = ["small-cnn.strided", "small-cnn.pooled", "medium-cnn.strided", "deep-mlp"]
CONFIGURATIONS = [(1, 1), (1, 2), (2, 1)]


def openblas_core():
    """The newest core that OpenBLAS 0.3.21 knows by name for these CPU flags, or None.

    It takes CPUs newer than itself for a Prescott, which makes dense layers several times slower.
    """
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    return "SKYLAKEX" if "avx512vl" in flags else "HASWELL" if "avx2" in flags else None


def environment(threads):
    """The user's environment, and what makes PyTorch fast; what the user has set stays.

    Activations of several megabytes are allocated every step: glibc would return each to the
    kernel and fault its pages in again, so it is told to keep them, in huge pages. Two OpenMP
    threads keep to their cores and spin for some 30 ms, longer than between two kernels; OpenBLAS
    has threads of its own, which would fight with those for the cores, and gets one.
    """
    tuned = {
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"
        ":glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=2147483648"
    }
    if openblas_core():
        tuned["OPENBLAS_CORETYPE"] = openblas_core()
    if threads > 1:
        tuned |= {"OMP_PROC_BIND": "true", "GOMP_SPINCOUNT": "10000000"}
    return tuned | os.environ | {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": "1"}


class Worker:
    """A process that trains on command; `prepare` and `train` start, `answer` waits."""

    def __init__(self, python, mnist, threads):
        self.process = subprocess.Popen(
            [python, str(HERE / "pytorch_worker.py"), str(mnist), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(threads),
        )

    def say(self, command):
        print(command, file=self.process.stdin, flush=True)

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"a PyTorch worker ended with status {self.process.wait()}")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def images_per_second(workers, network, seconds):
    """Sum over `workers`, warmed up and then started at once."""
    for worker in workers:
        worker.say(f"prepare {network}")
    for worker in workers:
        worker.answer()
    for worker in workers:
        worker.say(f"train {seconds}")
    return sum(worker.answer()["images_per_second"] for worker in workers)


def measure(arguments):
    """Images/s by (network, (processes, threads)), one value a round."""
    pool = {
        (processes, threads): [Worker(arguments.python, arguments.mnist, threads) for _ in range(processes)]
        for processes, threads in arguments.configurations
    }
    rates = {(network, c): [] for network in arguments.networks for c in pool}
    for _ in range(arguments.rounds):
        for network in arguments.networks:
            for configuration, workers in pool.items():
                rate = images_per_second(workers, network, arguments.seconds)
                rates[network, configuration].append(rate)
    for workers in pool.values():
        for worker in workers:
            worker.close()
    return rates


def result(network, configuration, rates):
    name, _, reading = network.partition(".")
    processes, threads = configuration
    return {
        "network": name,
        "reading": reading or None,
        "processes": processes,
        "threads": threads,
        "images_per_second": round(statistics.median(rates)),
        "rounds": [round(rate) for rate in rates],
    }


def table(results):
    lines = [f"{'network':20}{'processes':>10}{'threads':>9}{'images/s':>10}  min-max"]
    for r in results:
        name = ".".join(filter(None, [r["network"], r["reading"]]))
        lines.append(
            f"{name:20}{r['processes']:>10}{r['threads']:>9}{r['images_per_second']:>10,}"
            f"  {min(r['rounds']):,}-{max(r['rounds']):,}"
        )
    return "\n".join(lines)


def configuration(text):
    processes, threads = text.split("x")
    return int(processes), int(threads)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=NETWORKS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of each measurement")
    parser.add_argument(
        "--configurations",
        nargs="+",
        type=configuration,
        default=CONFIGURATIONS,
        metavar="PROCESSESxTHREADS",
        help="default: 1x1 1x2 2x1",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--check", action="store_true", help="check gradients and accuracy instead")
    parser.add_argument("--mnist", type=pathlib.Path, default=MNIST, help="directory of the IDX files")
    parser.add_argument("--python", default="/usr/bin/python3", help="a Python with PyTorch")
    arguments = parser.parse_args()
    if arguments.check:
        check = [arguments.python, HERE / "pytorch_check.py", arguments.mnist, *arguments.networks]
        return subprocess.run(check, env=environment(1)).returncode
    rates = measure(arguments)
    results = [result(network, c, values) for (network, c), values in rates.items()]
    print(json.dumps({"results": results}, indent=1) if arguments.json else table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
