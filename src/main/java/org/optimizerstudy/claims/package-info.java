/**
 * The claims of the paper, judged from the measurements of trials.
 *
 * <p>{@code ClaimRegistry} lists the claims C1 to C21 in order, each with the class that judges it.
 * {@link org.optimizerstudy.claims.ClaimJudge} judges them. The comparisons of a claim are unpaired
 * Welch comparisons over all seeds of a cell ({@link org.optimizerstudy.statistics.Contrast}). Each
 * has a margin that was registered before the fresh seeds were trained ({@link
 * org.optimizerstudy.claims.Basis}). A rule combines the comparisons into a verdict ({@link
 * org.optimizerstudy.claims.IntersectionUnionTest}, {@link org.optimizerstudy.claims.CountRule},
 * {@link org.optimizerstudy.claims.ExplanationRule}).
 */
package org.optimizerstudy.claims;
