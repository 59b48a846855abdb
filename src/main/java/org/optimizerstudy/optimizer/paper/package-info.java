/**
 * The update rules as the paper's equations print them, in single precision. A decaying mean x =
 * gamma x + (1 - gamma) y is computed as x + (1 - gamma) (y - x): the same in exact arithmetic, and
 * true to it in single precision, where gamma and 1 - gamma as two rounded numbers do not add up to
 * one.
 */
package org.optimizerstudy.optimizer.paper;
