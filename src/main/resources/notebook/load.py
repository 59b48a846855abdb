import json

import matplotlib.pyplot as plt
import pandas as pd

records = pd.read_csv("records.csv")
with open("claims.json") as file:
    claims = pd.DataFrame(json.load(file)["judgements"])


def draw(table):
    """Draws the table of a figure: a panel per network or a line per optimizer and rules."""
    data = pd.read_csv(table)
    value = data.columns[data.columns.get_loc("epoch") + 1]
    across = next((name for name in ("epoch", "learning_rate") if data[name].nunique() > 1), None)
    figure, axes = plt.subplots(figsize=(9, 5))
    for names, line in data.groupby(["network", "optimizer", "semantics"], sort=False):
        if across is None:
            axes.errorbar([" ".join(names)], line[value], [line[value] - line["low"], line["high"] - line[value]], fmt="o")
        else:
            axes.plot(line[across], line[value], marker="." if across == "learning_rate" else None, label=" ".join(names))
            axes.fill_between(line[across], line["low"], line["high"], alpha=0.2)
    if across is None:
        axes.tick_params(axis="x", rotation=90)
    else:
        axes.set_xlabel(across)
        axes.legend(fontsize="small")
    if across == "learning_rate":
        axes.set_xscale("log")
    if value == "train_loss":
        axes.set_yscale("log")
    axes.set_ylabel(value)
    axes.grid(alpha=0.3)
    return axes
