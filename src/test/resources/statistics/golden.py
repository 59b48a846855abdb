"""Prints the numbers that StatisticsTest holds. Run with SciPy 1.17.1: python3 golden.py"""

import math

import numpy as np
from scipy import stats

A = [98.41, 98.52, 98.47]
B = [98.35, 98.40, 98.31, 98.44, 98.38]
C = [97.9, 98.3, 98.0, 98.2]
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def welch(a, b):
    test = stats.ttest_ind(a, b, equal_var=False)
    wide = test.confidence_interval(0.95)
    narrow = test.confidence_interval(0.90)
    print("welch", np.mean(a) - np.mean(b), test.df, test.pvalue, wide.low, wide.high, narrow.low, narrow.high)


welch(A, B)
welch(SLEEP_2, SLEEP_1)

for margin in (0.1, 0.2):  # two one-sided tests
    low = stats.ttest_ind(np.array(A) + margin, B, equal_var=False, alternative="greater").pvalue
    high = stats.ttest_ind(np.array(A) - margin, B, equal_var=False, alternative="less").pvalue
    print("tost", margin, low, high)

parts = [factor**2 * np.var(x, ddof=1) / len(x) for x, factor in ((A, 0.5), (B, 0.5), (C, 1))]
error = math.sqrt(sum(parts))
df = sum(parts) ** 2 / sum(p**2 / (len(x) - 1) for p, x in zip(parts, (A, B, C)))
value = (np.mean(A) + np.mean(B)) / 2 - np.mean(C)
half = stats.t.ppf(0.975, df) * error
print("contrast", value, error, df, value - half, value + half, 2 * stats.t.sf(value / error, df))

pooled = (2 * np.var(A, ddof=1) + 4 * np.var(B, ddof=1) + 3 * np.var(C, ddof=1)) / 9
half = stats.t.ppf(0.975, 9) * math.sqrt(2 * pooled)
print("pooled", pooled, 98.6 - 98.1 - half, 98.6 - 98.1 + half)

values = [98.1, 98.15, 98.12, 98.2, 98.26, 98.22, 98.31]
print("slope", stats.linregress(range(7), values).slope)
print("student", stats.t.interval(0.95, 2, np.mean(A), stats.sem(A)))
print("wilson", stats.binomtest(9858, 10000).proportion_ci(0.95, method="wilson"))
