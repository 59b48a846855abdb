/**
 * The claims of the paper, judged from what trials measured.
 *
 * <p>A claim is a class with a predicate; {@link org.optimizerstudy.claims.Claims} lists them. Its
 * comparisons are Welch's, with every seed that a cell has and unpaired ({@link
 * org.optimizerstudy.statistics.Contrast}), each against a margin that was registered before the
 * fresh seeds were trained ({@link org.optimizerstudy.claims.Basis}); a rule makes the verdict of
 * them ({@link org.optimizerstudy.claims.IntersectionUnion}, {@link
 * org.optimizerstudy.claims.MostOf}, {@link org.optimizerstudy.claims.Premised}).
 */
package org.optimizerstudy.claims;
