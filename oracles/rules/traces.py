#!/usr/bin/env python3
"""Traces of update rules in single precision, for rules that no committed trace of TensorFlow's kernels covers.

TensorFlow's rules are written from its core/kernels/training_ops.cc (ApplyFtrl, ApplyProximalGradientDescent,
ApplyProximalAdagrad, ApplyRMSProp with a momentum, as tf.train's optimizers of the same names call them), operation by operation. AdamW is stepped
by PyTorch's torch.optim.AdamW itself. Both are held against the rules' formulas in double precision, to 3e-5 of a
parameter's largest value so far: a divisor such as 1 + 1e-5, rounded, is off by the same 6e-8 at each of 200 steps.

    /usr/bin/python3 oracles/rules/traces.py src/test/resources/traces

Used: Python 3.11, NumPy 1.24, PyTorch 1.13.
"""

import csv
import pathlib
import sys

import numpy as np
import torch

RATES = ["0.001", "0.01", "0.1"]
STRENGTHS = [("0", "0"), ("0.001", "0.01"), ("0.05", "0")]
WEIGHT_DECAYS = ["0.01", "0.1"]
MOMENTA = ["0.5", "0.9"]
INITIAL_ACCUMULATOR = np.float32(0.1)
BOUND = 3e-5


def shrink(x, threshold, divisor):
    """The point near x with the least penalty."""
    return np.sign(x) * np.maximum(np.abs(x) - threshold, 0) / divisor


class ProximalGradientDescent:
    """This and the next two step in the precision of their arguments."""

    def __init__(self, rate, l1, l2):
        self.rate, self.l1, self.l2 = rate, l1, l2

    def step(self, theta, g):
        return shrink(theta - g * self.rate, self.rate * self.l1, 1 + self.l2 * self.rate)


class ProximalAdagrad:
    def __init__(self, rate, l1, l2):
        self.rate, self.l1, self.l2 = rate, l1, l2
        self.sum = INITIAL_ACCUMULATOR

    def step(self, theta, g):
        self.sum = self.sum + g**2
        rate = self.rate * (1 / np.sqrt(self.sum))
        return shrink(theta - g * rate, rate * self.l1, 1 + self.l2 * rate)


class Ftrl:
    def __init__(self, rate, l1, l2):
        self.rate, self.l1, self.l2 = rate, l1, l2
        self.sum, self.linear = INITIAL_ACCUMULATOR, 0 * INITIAL_ACCUMULATOR

    def step(self, theta, g):
        before, self.sum = self.sum, self.sum + g**2
        self.linear = self.linear + (g - (np.sqrt(self.sum) - np.sqrt(before)) / self.rate * theta)
        quadratic = np.sqrt(self.sum) / self.rate + 2 * self.l2
        return -shrink(self.linear, self.l1, quadratic)


class RmsPropWithMomentum:
    def __init__(self, rate, momentum):
        one = momentum.dtype.type(1)
        self.rate, self.momentum = rate, momentum
        self.rest, self.epsilon = one - momentum.dtype.type(0.9), momentum.dtype.type(1e-10)
        self.square, self.velocity = one, 0 * one

    def step(self, theta, g):
        self.square = self.square + (g * g - self.square) * self.rest
        self.velocity = self.velocity * self.momentum + (g * self.rate) / np.sqrt(self.square + self.epsilon)
        return theta - self.velocity


class AdamW:
    """The formula in double precision."""

    def __init__(self, rate, decay):
        self.rate, self.decay = rate, decay
        self.first = self.second = 0.0
        self.t = 0

    def step(self, theta, g):
        self.t += 1
        self.first = 0.9 * self.first + (1 - 0.9) * g
        self.second = 0.999 * self.second + (1 - 0.999) * g**2
        root = np.sqrt(self.second) / np.sqrt(1 - 0.999**self.t)
        theta = theta * (1 - self.rate * self.decay)
        return theta - self.rate / (1 - 0.9**self.t) * self.first / (root + 1e-8)


class PyTorchAdamW:
    def __init__(self, rate, decay):
        self.theta = None
        self.settings = {"lr": rate, "weight_decay": decay}

    def step(self, theta, g):
        if self.theta is None:
            self.theta = torch.tensor(theta, requires_grad=True)
            self.optimizer = torch.optim.AdamW([self.theta], **self.settings)
        self.theta.grad = torch.tensor(g)
        self.optimizer.step()
        return self.theta.detach().numpy().copy()


def trace(rule, theta, gradients):
    thetas = []
    for g in gradients:
        theta = rule.step(theta, g)
        thetas.append(theta)
    return np.array(thetas)


def write(file, start, thetas, exact):
    largest = np.maximum.accumulate(np.abs(np.vstack([start, exact])), axis=0)[1:]
    worst = np.max(np.abs(thetas - exact) / largest)
    if not (thetas.dtype == np.float32 and exact.dtype == np.float64 and worst <= BOUND):
        raise SystemExit(f"{file.name}: {worst:.1e} from the formula, in {thetas.dtype} and {exact.dtype}")
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "w", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([f"{value:.9g}" for value in row] for row in thetas)


def main(directory):
    rows = np.array(
        [[float(value) for value in row] for row in csv.reader(open(directory / "gradients.csv"))], dtype=np.float32
    )
    exact_rows = rows.astype(np.float64)
    for key, rule in (
        ("proximal-gradient-descent", ProximalGradientDescent),
        ("proximal-adagrad", ProximalAdagrad),
        ("ftrl", Ftrl),
    ):
        for rate in RATES:
            for l1, l2 in STRENGTHS:
                values = [np.float32(value) for value in (rate, l1, l2)]
                thetas = trace(rule(*values), rows[0], rows[1:])
                exact = trace(rule(*map(np.float64, values)), exact_rows[0], exact_rows[1:])
                write(directory / "derived" / f"{key}.tensorflow.lr{rate}.l1-{l1}.l2-{l2}.csv", rows[0], thetas, exact)
    for rate in RATES:
        for momentum in MOMENTA:
            values = [np.float32(value) for value in (rate, momentum)]
            thetas = trace(RmsPropWithMomentum(*values), rows[0], rows[1:])
            exact = trace(RmsPropWithMomentum(*map(np.float64, values)), exact_rows[0], exact_rows[1:])
            write(directory / "derived" / f"rmsprop.tensorflow.lr{rate}.momentum-{momentum}.csv", rows[0], thetas, exact)
    for rate in RATES:
        for decay in WEIGHT_DECAYS:
            thetas = trace(PyTorchAdamW(float(rate), float(decay)), rows[0], rows[1:])
            exact = trace(AdamW(float(rate), float(decay)), exact_rows[0], exact_rows[1:])
            write(directory / "derived" / f"adamw.pytorch.lr{rate}.weight-decay-{decay}.csv", rows[0], thetas, exact)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
