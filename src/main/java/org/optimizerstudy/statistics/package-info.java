/**
 * Statistics independent of optimizers: means of samples, their differences with intervals,
 * equivalence by two one-sided tests, Holm's correction and least squares. Distributions and
 * regressions come from Hipparchus.
 *
 * <p>A {@link org.optimizerstudy.statistics.Sample} gives a {@link
 * org.optimizerstudy.statistics.Mean}. Means form a {@link org.optimizerstudy.statistics.Contrast}.
 * A {@link org.optimizerstudy.statistics.Comparison} compares it with a margin.
 */
package org.optimizerstudy.statistics;
