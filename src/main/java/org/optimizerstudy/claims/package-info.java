/**
 * The claims of the paper, judged from records, and the measures that a benchmark of optimizers
 * needs beside them.
 *
 * <p>Statistics: Wilson's score interval for an accuracy of one run, Student's t between seeds
 * (differences paired by seed), the method of variance estimates recovery for differences of single
 * runs, Kendall's tau for trends; see {@link org.optimizerstudy.claims.Quantity}, {@link
 * org.optimizerstudy.claims.Contrast}, {@link org.optimizerstudy.claims.RateTrend} and {@link
 * org.optimizerstudy.claims.EpochTrend}.
 */
package org.optimizerstudy.claims;
