#!/usr/bin/env python3
"""Compares rules.py with TensorFlow's kernels (committed traces) and with DL4J's updaters (study trace)."""

import csv
import io
import pathlib
import subprocess

import torch

from rules import RULES

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRACES = ROOT / "src" / "test" / "resources" / "traces"
GRADIENTS = TRACES / "gradients.csv"
RATES = ["0.0001", "0.001", "0.01", "0.1", "1.0"]
BOUND = 1e-5  # of a parameter's largest value so far; Adam's powers are float32 in the kernel, double here


def rows(text):
    return torch.tensor([[float(value) for value in row] for row in csv.reader(io.StringIO(text))])


def tensorflow(optimizer, rate):
    return rows((TRACES / "tensorflow" / f"{optimizer}.lr{rate}.csv").read_text())


def dl4j(optimizer, rate):
    learning_rate = [] if optimizer == "adadelta" else ["--learning-rate", rate]
    command = [ROOT / "study", "trace", "--optimizer", optimizer, *learning_rate, GRADIENTS]
    return rows(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def largest_difference(rule, expected):
    start, *gradients = rows(GRADIENTS.read_text())
    theta, step = start.clone(), rule(start)
    largest, worst = theta.abs(), 0.0
    for g, wanted in zip(gradients, expected, strict=True):
        step.step(theta, g)
        largest = torch.maximum(largest, wanted.abs())
        difference = (theta - wanted).abs()
        worst = max(worst, torch.where(difference == 0, 0.0, difference / largest).max().item())
    return worst


def main():
    worst = {}
    for semantics, source in (("tensorflow", tensorflow), ("dl4j", dl4j)):
        for optimizer, rule in RULES[semantics].items():
            worst[semantics, optimizer] = max(
                largest_difference(lambda theta: rule(theta, float(rate)), source(optimizer, rate))
                for rate in RATES
            )
            print(f"{semantics:10} {optimizer:16} {worst[semantics, optimizer]:.1e}")
    if not all(difference <= BOUND for difference in worst.values()):
        raise SystemExit(f"a rule is further than {BOUND:.0e} from its source")


if __name__ == "__main__":
    main()
