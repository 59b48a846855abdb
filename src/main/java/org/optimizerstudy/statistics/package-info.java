/**
 * Statistics that know nothing of optimizers: means of samples and their differences with
 * intervals, equivalence by two one-sided tests, Holm's correction, least squares. Distributions
 * and regressions are Hipparchus's.
 *
 * <p>The order of use: a {@link org.optimizerstudy.statistics.Sample} gives a {@link
 * org.optimizerstudy.statistics.Mean}, means make a {@link org.optimizerstudy.statistics.Contrast},
 * and a {@link org.optimizerstudy.statistics.Comparison} judges it against a margin.
 */
package org.optimizerstudy.statistics;
