/**
 * The update rules of the paper's equations, in single precision. A decaying mean x = gamma x + (1
 * - gamma) y is computed as x + (1 - gamma) (y - x). The two forms are equal in exact arithmetic.
 * The second is more accurate in single precision, where the rounded gamma and 1 - gamma do not sum
 * to one.
 */
package org.optimizerstudy.optimizer.paper;
