#!/usr/bin/env python3
"""Prints, as a Markdown table, the replicated test accuracies beside the study's published ones."""

import collections
import csv
import json
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
PUBLISHED = HERE.parents[1] / "notebooks-output"
SETTING = ["network", "reading", "initialisation", "optimizer"]


def replicated():
    """Final test accuracies in percent, in the order of the seeds, by setting."""
    accuracies = collections.defaultdict(list)
    with (HERE / "replication.csv").open() as file:
        for row in csv.DictReader(file):
            accuracies[tuple(row[key] for key in SETTING)].append(100 * float(row["test_accuracy"]))
    return accuracies


def published():
    """The same of the study's trials by TensorFlow's rules at 0.001."""
    accuracies = collections.defaultdict(list)
    for path in sorted(PUBLISHED.glob("trials/*/trial.json")):
        settings = json.loads(path.read_text())["settings"]
        if (settings["semantics"], settings["learning_rate"], settings["batch"]) == ("tensorflow", 0.001, 100):
            if settings["network"] != "deep-mlp":
                *_, last = csv.DictReader((path.parent / "records.csv").open())
                accuracies[tuple(settings[key] for key in SETTING)].append(100 * float(last["test_accuracy"]))
    return accuracies


def main():
    again, study = replicated(), published()
    columns = list(dict.fromkeys(setting[:3] for setting in again))
    optimizers = list(dict.fromkeys(setting[3] for setting in again))
    print("| optimizer |", " | ".join(", ".join(column) for column in columns), "|")
    print("|---" * (1 + len(columns)) + "|")
    for optimizer in optimizers:
        cells = []
        for column in columns:
            values, ours = again[*column, optimizer], study[*column, optimizer]
            cell = f"{statistics.mean(values):.2f} ± {statistics.stdev(values):.2f}"
            cells.append(cell + (f" ({statistics.mean(ours):.2f})" if ours else ""))
        print(f"| {optimizer} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
